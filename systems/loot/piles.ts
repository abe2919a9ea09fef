/**
 * Loot piles: laying one, putting things into it and taking them out, and its end. A pile is the account that holds what lies in it; the
 * handlers of this folder decide who may take what.
 */
import { PileKind, PileRule, WorldLane } from '../../components/index.js';
import { PILE_MEMBERS } from '../../components/belongings.js';
import { createInPile, destroyElsewhere, moveFromPile } from '../inventory/items.js';
import { Account } from '../money.js';
import { LootMethod, RollVote } from '../rules/group-loot-rolls.js';
import { Cause } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';

/** Position that nobody has. */
export const NO_TURN = 255;
/** The member whose turn it is has so long to come, frames (15 s); then the rest is for all. */
export const TURN_FRAMES = 150;
const VOTE_BITS = 4;
const VOTE_MASK = 15;

/** What `layPile` needs to know. `members`: bot slots by position, -1 where nobody is. */
export interface PileSpec {
  kind: number;
  /** Creature or object slot, -1 none. */
  source: number;
  /** Place: map index, centiyards. */
  map: number;
  x: number;
  y: number;
  owner: number;
  /** Group uid, 0 none. */
  group: number;
  method: number;
  threshold: number;
  turn: number;
  master: number;
  members: ArrayLike<number>;
  /** Seconds until what is left goes. */
  decaySeconds: number;
}

/** A new, empty pile; -1 when there is no room in the world for another: what would lie in it is lost before it came into the world. */
export function layPile(world: World, spec: PileSpec): number {
  const { pile } = world.c;
  if (world.pools.pile.live === world.pools.pile.capacity) return -1;
  const p = world.pools.pile.allocate();
  world.set(pile.f.uid, p, world.newUid());
  world.set(pile.f.kind, p, spec.kind);
  world.set(pile.f.source, p, spec.source);
  world.set(pile.f.map, p, spec.map);
  world.set(pile.f.x, p, spec.x);
  world.set(pile.f.y, p, spec.y);
  world.set(pile.f.owner, p, spec.owner + 1);
  world.set(pile.f.group, p, spec.group);
  world.set(pile.f.method, p, spec.method);
  world.set(pile.f.threshold, p, spec.threshold);
  world.set(pile.f.turn, p, spec.turn);
  world.set(pile.f.master, p, spec.master);
  world.set(pile.f.shutTurn, p, 0);
  for (let k = 0; k < PILE_MEMBERS; k++) world.set(pile.f.member, p * PILE_MEMBERS + k, (spec.members[k] ?? -1) + 1);
  world.set(pile.f.left, p, 0);
  world.set(pile.f.born, p, world.frame);
  world.set(pile.f.closes, p, 0);
  world.set(pile.f.decays, p, world.frame + spec.decaySeconds * FRAMES_PER_SECOND);
  world.lanes[WorldLane.pile]!.schedule(p, pile.decays[p]!);
  world.derived.loot.add(p);
  return p;
}

/** Cell of a place of a pile in the arrays of `pileItem`. */
export function placeAt(world: World, p: number, k: number): number {
  return p * world.sizes.pileItems + k;
}

/** Put units of a kind into a pile, out of nothing. Returns the place, or -1 when the pile is full, or there is none (-1). */
export function putInPile(world: World, p: number, kind: number, units: number, questOnly: boolean, rule: number, from: number): number {
  const { pile, pileItem } = world.c;
  if (p < 0) return -1;
  for (let k = 0; k < world.sizes.pileItems; k++) {
    const cell = placeAt(world, p, k);
    if (pileItem.item[cell] !== 0) continue;
    const i = createInPile(world, kind, units, p, k, Cause.loot, from, pile.uid[p]!);
    world.set(pileItem.f.item, cell, i + 1);
    world.set(pileItem.f.quest, cell, questOnly ? 1 : 0);
    world.set(pileItem.f.rule, cell, rule);
    world.set(pileItem.f.votes, cell, 0);
    world.set(pileItem.f.winner, cell, 0);
    world.set(pile.f.left, p, pile.left[p]! + 1);
    return k;
  }
  return -1;
}

/** What lies in a place, or -1. */
export function inPlace(world: World, p: number, k: number): number {
  return k < 0 || k >= world.sizes.pileItems ? -1 : world.c.pileItem.item[placeAt(world, p, k)]! - 1;
}

/** The thing in a place goes into a bot's bags, which have room for it. Returns the units. */
export function takeFromPile(world: World, bot: number, p: number, k: number): number {
  const i = inPlace(world, p, k);
  const units = world.c.item.stack[i]!;
  clearPlace(world, p, k);
  moveFromPile(world, bot, i, Cause.loot, world.c.pile.uid[p]!);
  return units;
}

function clearPlace(world: World, p: number, k: number): void {
  const { pile, pileItem } = world.c;
  const cell = placeAt(world, p, k);
  for (const f of [pileItem.f.item, pileItem.f.quest, pileItem.f.rule, pileItem.f.votes, pileItem.f.winner]) world.set(f, cell, 0);
  world.set(pile.f.left, p, pile.left[p]! - 1);
  if (pile.left[p] === 0) retire(world, p);
}

/** A pile with nothing in it goes in the next frame, so that its last rows can be told apart from those of its successor. */
function retire(world: World, p: number): void {
  const { pile } = world.c;
  world.set(pile.f.decays, p, world.frame);
  world.lanes[WorldLane.pile]!.schedule(p, world.frame + 1);
}

/** A pile is finished with before anything was put into it. */
export function retireIfEmpty(world: World, p: number): void {
  if (world.c.pile.left[p] === 0) retire(world, p);
}

/** Everything left in a pile goes out of the world. The row stays, empty, for another frame. */
export function emptyPile(world: World, p: number): void {
  for (let k = 0; k < world.sizes.pileItems; k++) {
    const i = inPlace(world, p, k);
    if (i < 0) continue;
    clearPlace(world, p, k);
    destroyElsewhere(world, i, Cause.loot_decay, world.c.pile.uid[p]!, Account.world);
  }
}

/** Give the row of an empty pile back. */
export function freePile(world: World, p: number): void {
  const { pile } = world.c;
  world.derived.loot.drop(p);
  world.lanes[WorldLane.pile]!.cancel(p);
  world.write.clearRow(pile.id, p);
  world.pools.pile.release(p);
}

/** Position of a bot among those with a right to a pile, or -1. */
export function positionIn(world: World, p: number, bot: number): number {
  const { member } = world.c.pile;
  for (let k = 0; k < PILE_MEMBERS; k++) if (member[p * PILE_MEMBERS + k] === bot + 1) return k;
  return -1;
}
export function memberAt(world: World, p: number, position: number): number {
  return world.c.pile.member[p * PILE_MEMBERS + position]! - 1;
}

/** Whether a member still belongs to those who share: it has not left the group that the pile was laid for. */
export function stillShares(world: World, p: number, bot: number): boolean {
  const uid = world.c.pile.group[p]!;
  if (uid === 0) return true;
  const g = world.c.social.group[bot]! - 1;
  return g >= 0 && world.c.group.uid[g] === uid;
}

/** The vote of a member on a place (RollVote). */
export function voteIn(world: World, p: number, k: number, position: number): number {
  return (world.c.pileItem.votes[placeAt(world, p, k)]! >>> (position * VOTE_BITS)) & VOTE_MASK;
}
export function setVote(world: World, p: number, k: number, position: number, vote: number): void {
  const cell = placeAt(world, p, k);
  const others = world.c.pileItem.votes[cell]! & ~(VOTE_MASK << (position * VOTE_BITS));
  world.set(world.c.pileItem.f.votes, cell, others | (vote << (position * VOTE_BITS)));
}

/** Whether a bot may take what lies in a place, by the rule of the place; what quests it needs is not asked here. */
export function mayTake(world: World, p: number, k: number, bot: number): boolean {
  const { pile, pileItem } = world.c;
  const position = positionIn(world, p, bot);
  if (position < 0) return false;
  const cell = placeAt(world, p, k);
  switch (pileItem.rule[cell]) {
    case PileRule.free:
      return stillShares(world, p, bot);
    case PileRule.turn:
      return stillShares(world, p, bot) && (pile.shutTurn[p] !== 0 || pile.turn[p] === position);
    case PileRule.won:
      return pileItem.winner[cell] === position + 1;
    default:
      return false;
  }
}

/** Whether a bot still has to vote on something in a pile. */
export function awaitsVote(world: World, p: number, k: number, position: number): boolean {
  return world.c.pileItem.rule[placeAt(world, p, k)] === PileRule.roll && voteIn(world, p, k, position) === RollVote.none;
}

/** Seconds that the corpse of a creature kind stays, by its rank. */
export function corpseSeconds(world: World, kind: number): number {
  const seconds = world.rules.corpseDecaySeconds;
  return [seconds.normal, seconds.elite, seconds.rareElite, seconds.boss, seconds.rare][world.content.creatures.rank[kind]!]!;
}

/** A pile of one bot's own. Reused by the next call. */
const own: PileSpec & { members: number[] } = {
  kind: PileKind.none,
  source: -1,
  map: 0,
  x: 0,
  y: 0,
  owner: 0,
  group: 0,
  method: LootMethod.freeForAll,
  threshold: 0,
  turn: NO_TURN,
  master: NO_TURN,
  members: [0],
  decaySeconds: 0,
};
export function ownPile(kind: number, source: number, map: number, x: number, y: number, owner: number, decaySeconds: number): PileSpec {
  own.kind = kind;
  own.source = source;
  own.map = map;
  own.x = x;
  own.y = y;
  own.owner = owner;
  own.members[0] = owner;
  own.decaySeconds = decaySeconds;
  return own;
}
