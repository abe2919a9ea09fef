/**
 * Verb: a bot takes what a corpse holds, coins and items, for itself and its group near it. A corpse can be looted once: the right to it
 * (`creature.tapper`) is spent by looting.
 */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, CreatureState } from '../../components/index.js';
import { distanceTo } from '../movement/motion.js';
import { Account, earn } from '../money.js';
import { coinShare, sharesCoins, LootMethod } from '../rules/group-loot-rolls.js';
import { Cause, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { receive } from './receive.js';
import { rollMoney, rollTable } from './roll-table.js';
import { gatherParty, isEntitled, party, passTurn, receiverOf, wish } from './share-loot.js';

const CENTI = 100;
/** Reach of the bot and of a creature of ordinary size, centiyards (1.5 yards each). */
const REACHES = 300;

/** bot: creature slot. */
export const lootCreatureVerb: Verb<World> = { name: 'creature.loot', handle: lootCreature };

/** How near a corpse must be, centiyards: interaction distance and both reaches. */
export function lootRange(world: World): number {
  return world.rules.interactionDistanceYards * CENTI + REACHES;
}

/** Whether a corpse is a bot's to loot: it or somebody of its group has the right to it. */
export function mayLoot(world: World, bot: number, slot: number): boolean {
  const { creature, social } = world.c;
  const owner = creature.tapper[slot]! - 1;
  return owner === bot || (owner >= 0 && social.group[bot] !== 0 && social.group[owner] === social.group[bot]);
}

function lootCreature(world: World, bot: number, slot: number): number {
  const { creature, life } = world.c;
  const { creatures, spawns } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (slot < 0 || slot >= spawns.count) return Reason.unknown_target;
  if (creature.state[slot] !== CreatureState.dead) return Reason.gone;
  if (creature.tapper[slot] === 0) return Reason.taken;
  if (!mayLoot(world, bot, slot)) return Reason.not_eligible;
  if (distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) > lootRange(world)) return Reason.too_far;
  const kind = spawns.creature[slot]!;
  const uid = creature.uid[slot]!;
  world.set(creature.f.tapper, slot, 0);
  gatherParty(world, bot);
  const copper = rollMoney(world, kind, uid);
  shareCoins(world, bot, copper);
  const items = creatures.loot[kind]! >= 0 ? shareItems(world, creatures.loot[kind]!, uid) : 0;
  passTurn(world, copper > 0 || items > 0);
  return Reason.done;
}

function shareCoins(world: World, bot: number, copper: number): void {
  if (copper <= 0) return;
  if (!sharesCoins(world.rules, LootMethod.group, party.entitled)) {
    earn(world, bot, copper, Cause.creature_money, Account.creatures);
    world.noteProgress(bot);
    return;
  }
  const share = coinShare(copper, party.entitled);
  for (let p = 0; p < party.size; p++) {
    if (!isEntitled(p)) continue;
    earn(world, party.member[p]!, share, Cause.creature_money, Account.creatures);
    world.noteProgress(party.member[p]!);
  }
}

/** Returns how many drops there were; what nobody wants stays on the corpse. */
function shareItems(world: World, table: number, uid: number): number {
  const drops = rollTable(world, table, uid);
  for (let d = 0; d < drops.length; d++) {
    const kind = drops.item[d]!;
    const receiver = receiverOf(world, kind, drops.count[d]!, drops.quest[d] !== 0, d);
    if (receiver >= 0) receive(world, receiver, kind, drops.count[d]!, wish.reason, Account.creatures);
  }
  return drops.length;
}
