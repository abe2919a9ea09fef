/**
 * System (loot lane): a bot whose kill lies at its feet takes what is in it, skins it if it can, then thinks on. A member of a group first
 * answers the rolls that wait for it, and as master hands things out.
 */
import { BotState, CreatureState, Lane, PileKind, PileRule } from '../../components/index.js';
import { PILE_MEMBERS } from '../../components/belongings.js';
import { distanceTo, startSegment } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { think } from '../plan/goals.js';
import { LootMethod, RollVote } from '../rules/group-loot-rolls.js';
import { canUse } from '../equipment/can-use.js';
import type { World } from '../world.js';
import { canSkin } from './gather.js';
import { lootRange, mayLoot } from './loot-creature.js';
import { awaitsVote, inPlace, memberAt, placeAt, positionIn, stillShares } from './piles.js';
import { LootReason, lootReason, lootValue, shouldLoot } from './should-loot.js';

/** A corpse farther off than this is left, centiyards (40 yards). */
const MAX_WALK = 4000;
/** Time to empty a corpse, frames. */
const LOOT_FRAMES = 5;

export function takeLoot(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) {
    const bot = ids[k]!;
    const piles = world.derived.loot.of(bot);
    for (let n = 0; n < piles.length; n++) answerPile(world, bot, piles[n]!);
    loot(world, bot, frame);
  }
}

/** Vote on what is rolled for, and hand out what is the master's to give. */
function answerPile(world: World, bot: number, p: number): void {
  const { pile, pileItem, life } = world.c;
  const position = positionIn(world, p, bot);
  if (life.state[bot] === BotState.dead || pile.left[p] === 0 || !stillShares(world, p, bot)) return;
  for (let k = 0; k < world.sizes.pileItems; k++) {
    if (inPlace(world, p, k) < 0) continue;
    if (awaitsVote(world, p, k, position)) world.emit(Op.voteLoot, bot, p, k, voteOf(world, bot, p, k), pile.uid[p]!);
    else if (pileItem.rule[placeAt(world, p, k)] === PileRule.master && pile.master[p] === position) handOut(world, bot, p, k);
  }
}

/** Need for a quest or an upgrade, greed for what can be sold, pass for what is of no use or cannot be carried. */
function voteOf(world: World, bot: number, p: number, k: number): number {
  const { item, pile } = world.c;
  const i = inPlace(world, p, k);
  const kind = item.kind[i]!;
  const reason = shouldLoot(world, bot, kind, item.stack[i]!);
  if (reason === LootReason.none) return RollVote.pass;
  const needs = reason === LootReason.quest || reason === LootReason.upgrade || reason === LootReason.profession;
  if (!needs || (pile.method[p] === LootMethod.needBeforeGreed && !canUse(world, bot, kind))) return RollVote.greed;
  return RollVote.need;
}

/** The master gives to whom it does most good: a quest, the greatest gain, a trade, then whoever can carry it. Ties: the lowest uid. */
function handOut(world: World, bot: number, p: number, k: number): void {
  const { item, pile } = world.c;
  const i = inPlace(world, p, k);
  const kind = item.kind[i]!;
  const units = item.stack[i]!;
  let best = -1;
  let bestClaim = -1;
  for (let position = 0; position < PILE_MEMBERS; position++) {
    const member = memberAt(world, p, position);
    if (member < 0 || world.c.life.state[member] === BotState.dead || !stillShares(world, p, member)) continue;
    if (shouldLoot(world, member, kind, units) === LootReason.none) continue;
    const claim = claimOf(world, member, kind, units);
    if (claim < bestClaim || (claim === bestClaim && world.uidOf(member) > world.uidOf(best))) continue;
    best = member;
    bestClaim = claim;
  }
  if (best >= 0) world.emit(Op.giveLoot, bot, p, k, best, pile.uid[p]!);
}

const QUEST_CLAIM = 2_000_000_000;
const TRADE_CLAIM = 1;
function claimOf(world: World, bot: number, kind: number, units: number): number {
  const reason = lootReason(world, bot, kind);
  if (reason === LootReason.quest) return QUEST_CLAIM;
  if (reason === LootReason.upgrade) return TRADE_CLAIM + lootValue(world, bot, kind, units, reason);
  return reason === LootReason.profession ? TRADE_CLAIM : 0;
}

function loot(world: World, bot: number, frame: number): void {
  const { fight, life, creature, motion } = world.c;
  const { spawns } = world.content;
  const slot = fight.corpse[bot]! - 1;
  if (slot < 0) return;
  const state = life.state[bot]!;
  if (state === BotState.fighting || state === BotState.trading) {
    world.wake(Lane.loot, bot, frame + LOOT_FRAMES);
    return;
  }
  const lies = creature.state[slot] === CreatureState.dead && mayLoot(world, bot, slot);
  const far = distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!);
  if (state !== BotState.dead && lies && far > lootRange(world) && far <= MAX_WALK) {
    startSegment(world, bot, spawns.x[slot]!, spawns.y[slot]!);
    world.setState(bot, BotState.looting);
    world.wakeAt(Lane.loot, bot, motion.arrive[bot]!);
    return;
  }
  world.set(fight.f.corpse, bot, 0);
  if (state === BotState.dead) return;
  if (lies && far <= lootRange(world)) {
    world.setState(bot, BotState.looting);
    world.emit(Op.lootCreature, bot, slot);
    if (canSkin(world, bot, slot) && world.derived.loot.at(PileKind.creature, slot) < 0) world.emit(Op.skinCreature, bot, slot);
  }
  think(world, bot, LOOT_FRAMES);
}
