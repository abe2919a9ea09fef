/** Who gets what lies in a pile: taking, rolling, handing out, and the end of a turn. Shared by the verbs of this folder. */
import { Lane, PileKind, PileRule, WorldLane } from '../../components/index.js';
import { PILE_MEMBERS } from '../../components/belongings.js';
import { roomFor } from '../inventory/items.js';
import { needsItem, creditItems } from '../quest/credit.js';
import { optionIndex } from '../options.js';
import { LootMethod, ROLL_DICE_SIDES, RollOutcome, RollVote, RollerFlag, groupRollWinner } from '../rules/group-loot-rolls.js';
import type { GroupRoll } from '../rules/group-loot-rolls.js';
import { Salt } from '../salts.js';
import { Event } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { noteLoot } from './decisions.js';
import { LootQueue } from './loot-queue.js';
import { NO_TURN, TURN_FRAMES, inPlace, mayTake, memberAt, placeAt, positionIn, stillShares, takeFromPile, voteIn } from './piles.js';
import { tellLooted } from './receive.js';
import { LootReason, makeRoom, roomWithJunk, shouldLoot } from './should-loot.js';

const ROLL_SECONDS = optionIndex('loot.rollSeconds');
/** Least and greatest time that a member takes to look at a pile, frames. */
const LEAST_LOOK = 3;
const LOOK_SPREAD = 12;

const queue = new LootQueue();

/** A bot takes what it may and wants from a pile, the dearest first. Returns how many things it took, and one more when that ended its turn. */
export function takeAllowed(world: World, bot: number, p: number): number {
  const { pile, item, pileItem } = world.c;
  queue.clear();
  for (let k = 0; k < world.sizes.pileItems; k++) {
    const i = inPlace(world, p, k);
    if (i < 0 || !mayTake(world, p, k, bot)) continue;
    if (pileItem.quest[placeAt(world, p, k)] !== 0 && !needsItem(world, bot, item.kind[i]!)) continue;
    queue.add(world, bot, k, item.kind[i]!, item.stack[i]!);
  }
  let taken = 0;
  for (let n = 0; n < queue.length; n++) {
    const k = queue.entry[n]!;
    const i = inPlace(world, p, k);
    const kind = item.kind[i]!;
    const won = pileItem.rule[placeAt(world, p, k)] === PileRule.won;
    const reason = won ? LootReason.won : shouldLoot(world, bot, kind, item.stack[i]!);
    noteLoot(world, bot, kind, item.stack[i]!, reason, queue.value[n]!);
    if (reason !== LootReason.none && takeOne(world, bot, p, k, reason)) taken++;
  }
  if (pile.turn[p] !== positionIn(world, p, bot) || pile.shutTurn[p] !== 0) return taken;
  endTurn(world, p);
  return taken + 1;
}

/** A bot takes the thing in a place, if it can make room for all of it. */
export function takeOne(world: World, bot: number, p: number, k: number, reason: number): boolean {
  const { item } = world.c;
  const i = inPlace(world, p, k);
  const kind = item.kind[i]!;
  const units = item.stack[i]!;
  if (roomWithJunk(world, bot, kind, units, reason) < units) return false;
  makeRoom(world, bot, kind, units, reason);
  if (roomFor(world, bot, kind, units) < units) return false;
  takeFromPile(world, bot, p, k);
  tellLooted(world, bot, kind, units);
  creditItems(world, bot, kind);
  return true;
}

/** Dice will be thrown for a place when all have answered, or after the time for that. */
export function startRoll(world: World, p: number, k: number): void {
  const { pile, pileItem, item } = world.c;
  world.set(pileItem.f.rule, placeAt(world, p, k), PileRule.roll);
  if (pile.closes[p] === 0) world.set(pile.f.closes, p, world.frame + world.option(ROLL_SECONDS) * FRAMES_PER_SECOND);
  schedulePile(world, p);
  const kind = item.kind[inPlace(world, p, k)]!;
  world.event(Event['loot.roll_started'], world.uidOf(pile.owner[p]! - 1), world.content.items.id[kind]!, pile.uid[p]!);
}

/** The member whose turn it is has a while to come, if anything waits for it. */
export function openTurn(world: World, p: number): void {
  const { pile, pileItem } = world.c;
  let waits = false;
  for (let k = 0; k < world.sizes.pileItems; k++)
    if (inPlace(world, p, k) >= 0 && pileItem.rule[placeAt(world, p, k)] === PileRule.turn) waits = true;
  if (!waits || pile.turn[p] === NO_TURN) world.set(pile.f.shutTurn, p, 1);
  schedulePile(world, p);
}

/** The turn is over: what is left below the threshold is for everybody with a right to the pile. */
export function endTurn(world: World, p: number): void {
  const { pile } = world.c;
  world.set(pile.f.shutTurn, p, 1);
  wakeMembers(world, p, memberAt(world, p, pile.turn[p]!), pile.source[p]!);
}

/** Attention at the first of: end of the turn, dice, decay. */
export function schedulePile(world: World, p: number): void {
  const { pile } = world.c;
  let due = pile.decays[p]!;
  if (pile.closes[p] !== 0) due = Math.min(due, pile.closes[p]!);
  if (pile.shutTurn[p] === 0) due = Math.min(due, pile.born[p]! + TURN_FRAMES);
  world.lanes[WorldLane.pile]!.schedule(p, Math.max(due, world.frame + 1));
}

/** Have the members, other than one, look at a pile: to vote, to hand out, to come for their part. */
export function wakeMembers(world: World, p: number, except: number, slot: number): void {
  const { pile, fight } = world.c;
  if (pile.left[p] === 0) return;
  for (let position = 0; position < PILE_MEMBERS; position++) {
    const bot = memberAt(world, p, position);
    if (bot < 0 || (bot === except && !hasBusiness(world, p, bot))) continue;
    if (bot !== except && pile.kind[p] === PileKind.creature && fight.corpse[bot] === 0 && mayTakeAnything(world, p, bot))
      world.set(fight.f.corpse, bot, slot + 1);
    world.wake(Lane.loot, bot, world.frame + LEAST_LOOK + world.drawBelow(LOOK_SPREAD, world.uidOf(bot), Salt.lootLook));
  }
}

function hasBusiness(world: World, p: number, bot: number): boolean {
  const position = positionIn(world, p, bot);
  const { rule } = world.c.pileItem;
  for (let k = 0; k < world.sizes.pileItems; k++) {
    if (inPlace(world, p, k) < 0) continue;
    const r = rule[placeAt(world, p, k)];
    if (r === PileRule.roll || (r === PileRule.master && world.c.pile.master[p] === position)) return true;
  }
  return false;
}

function mayTakeAnything(world: World, p: number, bot: number): boolean {
  for (let k = 0; k < world.sizes.pileItems; k++) if (inPlace(world, p, k) >= 0 && mayTake(world, p, k, bot)) return true;
  return false;
}

const roll: GroupRoll & { length: number; id: Int32Array; flags: Uint8Array; vote: Uint8Array; dice: Uint8Array } = {
  length: PILE_MEMBERS,
  id: new Int32Array(PILE_MEMBERS),
  flags: new Uint8Array(PILE_MEMBERS),
  vote: new Uint8Array(PILE_MEMBERS),
  dice: new Uint8Array(PILE_MEMBERS),
};
/** Draws of a place of a pile must differ from those of another. */
const PLACE_SPAN = 64;

/** Throw the dice for a place if all have answered or the time is over. Those who left the group do not count. */
export function decideRoll(world: World, p: number, k: number, timedOut: boolean): void {
  const { pile, pileItem, item } = world.c;
  const cell = placeAt(world, p, k);
  const kind = item.kind[inPlace(world, p, k)]!;
  for (let position = 0; position < PILE_MEMBERS; position++) {
    const bot = memberAt(world, p, position);
    const counts = bot >= 0 && stillShares(world, p, bot);
    const uid = counts ? world.uidOf(bot) : 0;
    roll.id[position] = uid;
    roll.flags[position] = counts ? RollerFlag.inRange | RollerFlag.mayRoll : 0;
    roll.vote[position] = voteIn(world, p, k, position);
    roll.dice[position] = counts ? 1 + world.drawBelow(ROLL_DICE_SIDES, uid, Salt.lootRoll, pile.uid[p]! * PLACE_SPAN + k) : 0;
  }
  // A master who is not there: the corpse falls to the dice.
  const rolled = pile.method[p] === LootMethod.needBeforeGreed ? LootMethod.needBeforeGreed : LootMethod.group;
  const winner = groupRollWinner(world.rules, rolled, world.content.items.quality[kind]!, pile.threshold[p]!, timedOut, roll);
  if (winner === RollOutcome.pending) return;
  if (winner < 0) {
    world.set(pileItem.f.rule, cell, PileRule.free);
    wakeMembers(world, p, -1, pile.source[p]!);
    return;
  }
  const bot = memberAt(world, p, winner);
  world.set(pileItem.f.rule, cell, PileRule.won);
  world.set(pileItem.f.winner, cell, winner + 1);
  world.event(
    Event['loot.roll_won'],
    world.uidOf(bot),
    world.content.items.id[kind]!,
    roll.dice[winner]! + (roll.vote[winner] === RollVote.need ? NEED_MARK : 0),
  );
  takeOne(world, bot, p, k, LootReason.won);
}
/** Added to the dice of a winner who voted need. */
const NEED_MARK = 1000;
