/**
 * Verb: a bot loots a corpse. The first to do so with the right to it finds out what it holds: coins are shared, a bot that is alone takes
 * what it wants, and what is for others, or has to be rolled for, or is left, lies in a pile until somebody takes it or it decays. A later
 * looter takes what the pile lets it take.
 */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, CreatureState, PileKind, PileRule } from '../../components/index.js';
import { distanceTo } from '../movement/motion.js';
import { Account, earn } from '../money.js';
import { LootMethod, coinShare, isRolledFor, sharesCoins } from '../rules/group-loot-rolls.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { LootQueue } from './loot-queue.js';
import { NO_TURN, corpseSeconds, layPile, ownPile, positionIn, putInPile, retireIfEmpty } from './piles.js';
import type { PileSpec } from './piles.js';
import { receive } from './receive.js';
import { rollMoney, rollTable } from './roll-table.js';
import { gatherParty, isEntitled, party, passTurn, someoneSees } from './share-loot.js';
import { LootReason, shouldLoot } from './should-loot.js';
import { noteLoot } from './decisions.js';
import { openTurn, startRoll, takeAllowed, wakeMembers } from './take-from-pile.js';

const CENTI = 100;
/** Reach of the bot and of a creature of ordinary size, centiyards (1.5 yards each). */
const REACHES = 300;

/** bot: creature slot. */
export const lootCreatureVerb: Verb<World> = { name: 'creature.loot', handle: lootCreature };

/** How near a corpse must be, centiyards: interaction distance and both reaches. */
export function lootRange(world: World): number {
  return world.rules.interactionDistanceYards * CENTI + REACHES;
}

/** Whether a corpse is a bot's to loot: it or somebody of its group has the right to it, or to the pile that lies there. */
export function mayLoot(world: World, bot: number, slot: number): boolean {
  const { creature, social } = world.c;
  const owner = creature.tapper[slot]! - 1;
  if (owner === bot || (owner >= 0 && social.group[bot] !== 0 && social.group[owner] === social.group[bot])) return true;
  const p = world.derived.loot.at(PileKind.creature, slot);
  return p >= 0 && positionIn(world, p, bot) >= 0;
}

function lootCreature(world: World, bot: number, slot: number): number {
  const { creature, life } = world.c;
  const { spawns } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (slot < 0 || slot >= spawns.count) return Reason.unknown_target;
  if (creature.state[slot] !== CreatureState.dead) return Reason.gone;
  const p = world.derived.loot.at(PileKind.creature, slot);
  if (creature.tapper[slot] === 0 && p < 0) return Reason.taken;
  if (!mayLoot(world, bot, slot)) return Reason.not_eligible;
  if (distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) > lootRange(world)) return Reason.too_far;
  if (creature.tapper[slot] !== 0) openCorpse(world, bot, slot);
  else if (takeAllowed(world, bot, p) === 0) return Reason.nothing_to_do;
  return Reason.done;
}

function openCorpse(world: World, bot: number, slot: number): void {
  const { creature } = world.c;
  const { creatures, spawns } = world.content;
  const kind = spawns.creature[slot]!;
  const uid = creature.uid[slot]!;
  world.set(creature.f.tapper, slot, 0);
  gatherParty(world, bot);
  const copper = rollMoney(world, kind, uid);
  shareCoins(world, bot, copper);
  const items =
    creatures.loot[kind]! < 0 ? 0 : party.entitled > 1 ? shareItems(world, bot, slot, kind, uid) : takeItems(world, bot, slot, kind, uid);
  passTurn(world, copper > 0 || items > 0);
}

function shareCoins(world: World, bot: number, copper: number): void {
  if (copper <= 0) return;
  if (!sharesCoins(world.rules, party.method, party.entitled)) {
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

const queue = new LootQueue();

/** A bot alone: the dearest first, while there is room; what it leaves lies in a pile. Returns how many drops there were. */
function takeItems(world: World, bot: number, slot: number, kind: number, uid: number): number {
  const drops = rollTable(world, world.content.creatures.loot[kind]!, uid, bot);
  queue.fill(world, bot, drops);
  let p = -1;
  for (let n = 0; n < queue.length; n++) {
    const d = queue.entry[n]!;
    const item = drops.item[d]!;
    const units = drops.count[d]!;
    const questOnly = drops.quest[d] !== 0;
    const reason = questOnly && queue.reason[n] !== LootReason.quest ? LootReason.none : shouldLoot(world, bot, item, units);
    noteLoot(world, bot, item, units, reason, queue.value[n]!);
    const taken = reason === LootReason.none ? 0 : receive(world, bot, item, units, reason, Account.creatures);
    if (taken === units || (questOnly && queue.reason[n] !== LootReason.quest)) continue;
    if (p < 0) p = layPile(world, ownCorpse(world, bot, slot, kind));
    putInPile(world, p, item, units - taken, questOnly, PileRule.free, Account.creatures);
  }
  return drops.length;
}

function ownCorpse(world: World, bot: number, slot: number, kind: number): PileSpec {
  const { spawns } = world.content;
  return ownPile(PileKind.creature, slot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!, bot, secondsOf(world, slot, kind));
}

/** A corpse is gone when its time is over or the creature comes back. */
function secondsOf(world: World, slot: number, kind: number): number {
  const back = Math.floor((world.c.respawn.due[slot]! - world.frame) / FRAMES_PER_SECOND);
  return Math.max(1, Math.min(corpseSeconds(world, kind), back > 0 ? back : corpseSeconds(world, kind)));
}

/** A group: everything goes into a pile under the rules of its method; the looter takes its part at once. */
function shareItems(world: World, bot: number, slot: number, kind: number, uid: number): number {
  const drops = rollTable(world, world.content.creatures.loot[kind]!, uid, bot);
  const { group } = world.c;
  const spec = ownCorpse(world, bot, slot, kind);
  let p = -1;
  for (let d = 0; d < drops.length; d++) {
    const item = drops.item[d]!;
    const questOnly = drops.quest[d] !== 0;
    if (questOnly && !someoneSees(world, item)) continue;
    if (p < 0) {
      p = layPile(world, {
        ...spec,
        group: group.uid[party.group]!,
        method: party.method,
        threshold: party.threshold,
        turn: party.turn < 0 ? NO_TURN : party.turn,
        master: party.master < 0 ? NO_TURN : party.master,
        members: Array.from(party.member, (member, k) => (isEntitled(k) ? member : -1)),
      });
      if (p < 0) return drops.length;
      world.event(Event['loot.pile_laid'], world.uidOf(bot), world.c.pile.uid[p]!, world.content.creatures.id[kind]!);
    }
    const k = putInPile(world, p, item, drops.count[d]!, questOnly, ruleOf(world, item, questOnly), Account.creatures);
    if (k >= 0 && world.c.pileItem.rule[p * world.sizes.pileItems + k] === PileRule.roll) startRoll(world, p, k);
  }
  if (p < 0) return drops.length;
  openTurn(world, p);
  takeAllowed(world, bot, p);
  wakeMembers(world, p, bot, slot);
  retireIfEmpty(world, p);
  return drops.length;
}

/** Who may take a drop, by the method of the group. Quest items are for whoever sees them. */
function ruleOf(world: World, kind: number, questOnly: boolean): number {
  if (questOnly || party.method === LootMethod.freeForAll) return PileRule.free;
  const quality = world.content.items.quality[kind]!;
  if (isRolledFor(party.method, quality, party.threshold)) return PileRule.roll;
  if (party.method === LootMethod.master && quality >= party.threshold) return party.master < 0 ? PileRule.roll : PileRule.master;
  return party.turn < 0 ? PileRule.free : PileRule.turn;
}
