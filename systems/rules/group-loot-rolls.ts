import { divInt } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** How a group shares loot. */
export const LootMethod = { freeForAll: 0, roundRobin: 1, master: 2, group: 3, needBeforeGreed: 4 } as const;
export type LootMethod = (typeof LootMethod)[keyof typeof LootMethod];
export const LOOT_METHODS = ['freeForAll', 'roundRobin', 'master', 'group', 'needBeforeGreed'] as const;

/** A member's answer to a roll. */
export const RollVote = { none: 0, pass: 1, greed: 2, disenchant: 3, need: 4 } as const;
export type RollVote = (typeof RollVote)[keyof typeof RollVote];
export const ROLL_VOTES = [null, 'pass', 'greed', 'disenchant', 'need'] as const;

/** Bits that say how a member stands to a roll. */
export const RollerFlag = { inRange: 1, mayRoll: 2, offline: 4, optedOut: 8 } as const;

/** Outcomes of `groupRollWinner` that name no winner. */
export const RollOutcome = { notRolled: -1, pending: -2, allPassed: -3 } as const;

/** Faces of the dice: 1..100. */
export const ROLL_DICE_SIDES = 100;
/** Least members in classic that make a roll. */
const CLASSIC_MIN_ROLLERS = 2;

/** One roll: `length` members with flags, votes and dice. Keep one and reuse it. */
export interface GroupRoll {
  length: number;
  /** Player ids; wotlk gives ties to the lowest. */
  id: ArrayLike<number>;
  /** Bits of `RollerFlag`. */
  flags: ArrayLike<number>;
  vote: ArrayLike<number>;
  /** 1..100; wotlk draws when the roll closes, in ascending id, only for the winning kind. */
  dice: ArrayLike<number>;
}

/** Whether an item is rolled for at all; below the threshold, and under other methods, the turn order decides. */
export function isRolledFor(method: LootMethod, quality: number, threshold: number): boolean {
  return (method === LootMethod.group || method === LootMethod.needBeforeGreed) && quality >= threshold;
}

function has(flags: number, bit: number): boolean {
  return (flags & bit) !== 0;
}

/** Whether a member takes part: near; classic also only if the item is allowed for him (in wotlk he then passes by himself). */
function takesPart(profile: RulesProfile, flags: number): boolean {
  return has(flags, RollerFlag.inRange) && (profile.name === 'wotlk' || has(flags, RollerFlag.mayRoll));
}

/** Whether a roll still waits for a member. In wotlk a member who opted out never counts as answered. */
function isAwaited(profile: RulesProfile, flags: number, vote: number): boolean {
  if (!takesPart(profile, flags)) return false;
  if (profile.name === 'classic') return vote === RollVote.none;
  return has(flags, RollerFlag.mayRoll) && (vote === RollVote.none || has(flags, RollerFlag.optedOut));
}

/** Whether a vote counts when the dice fall: wotlk ignores voters who are offline by then. */
function counts(profile: RulesProfile, flags: number): boolean {
  if (!has(flags, RollerFlag.inRange) || !has(flags, RollerFlag.mayRoll)) return false;
  return profile.name === 'classic' || !has(flags, RollerFlag.offline | RollerFlag.optedOut);
}

function highest(profile: RulesProfile, roll: GroupRoll, need: boolean): number {
  let best = -1;
  for (let i = 0; i < roll.length; i++) {
    const vote = roll.vote[i] ?? 0;
    const kind = need ? vote === RollVote.need : vote === RollVote.greed || vote === RollVote.disenchant;
    if (!kind || !counts(profile, roll.flags[i] ?? 0)) continue;
    const dice = roll.dice[i] ?? 0;
    const bestDice = best < 0 ? 0 : (roll.dice[best] ?? 0);
    const wins = best < 0 || dice > bestDice || (dice === bestDice && (roll.id[i] ?? 0) < (roll.id[best] ?? 0));
    if (wins) best = i;
  }
  return best;
}

/**
 * The index of the winner, or one of `RollOutcome`. Need beats greed; wotlk lets disenchant compete with greed; the highest dice win,
 * ties go to the lowest id (classic leaves ties open). Without a winner all have passed and the item is free to take.
 *
 * @param timedOut the time to answer is over
 * Source: rules reference, section 2.
 */
export function groupRollWinner(
  profile: RulesProfile,
  method: LootMethod,
  quality: number,
  threshold: number,
  timedOut: boolean,
  roll: GroupRoll,
): number {
  if (!isRolledFor(method, quality, threshold)) return RollOutcome.notRolled;
  let rollers = 0;
  let awaited = 0;
  for (let i = 0; i < roll.length; i++) {
    const flags = roll.flags[i] ?? 0;
    if (takesPart(profile, flags)) rollers++;
    if (isAwaited(profile, flags, roll.vote[i] ?? 0)) awaited++;
  }
  if (rollers < (profile.name === 'classic' ? CLASSIC_MIN_ROLLERS : 1)) return RollOutcome.notRolled;
  if (awaited > 0 && !timedOut) return RollOutcome.pending;
  const need = highest(profile, roll, true);
  if (need >= 0) return need;
  const greed = highest(profile, roll, false);
  return greed >= 0 ? greed : RollOutcome.allPassed;
}

/** No member. */
export const NOBODY = -1;

/** The first entitled member after position `from`, round the list; may be `from` itself last; `NOBODY` if none is. */
export function nextEntitled(entitled: ArrayLike<number>, members: number, from: number): number {
  for (let step = 1; step <= members; step++) {
    const position = (from + step) % members;
    if ((entitled[position] ?? 0) !== 0) return position;
  }
  return NOBODY;
}

function entitledCount(entitled: ArrayLike<number>, members: number): number {
  let count = 0;
  for (let i = 0; i < members; i++) if ((entitled[i] ?? 0) !== 0) count++;
  return count;
}

/** Member whose turn is counted from; classic puts the first member in place of one who has left. */
function turnStart(profile: RulesProfile, current: number): number {
  return profile.name === 'classic' && current === NOBODY ? 0 : current;
}

/**
 * Position of the member who may take the items under the threshold, `NOBODY` = no turn order applies. Positions are those of the
 * group's list.
 *
 * @param entitled not 0 for members near the corpse
 * @param current whose turn it is, `NOBODY` if he has left the group
 * Source: rules reference, section 2.
 */
export function turnLooter(
  profile: RulesProfile,
  method: LootMethod,
  entitled: ArrayLike<number>,
  members: number,
  current: number,
): number {
  if (method === LootMethod.freeForAll || members === 0) return NOBODY;
  if (profile.name === 'classic' && entitledCount(entitled, members) < 2) return NOBODY;
  const start = turnStart(profile, current);
  if (start !== NOBODY && (entitled[start] ?? 0) !== 0) return start;
  return nextEntitled(entitled, members, start);
}

/**
 * Whose turn it is at the next corpse, `NOBODY` = nobody's (wotlk, with no member near). Classic moves on with two or more entitled
 * members only, wotlk after a kill that left loot.
 *
 * @param hadLoot wotlk: the corpse held something
 */
export function nextTurn(
  profile: RulesProfile,
  method: LootMethod,
  entitled: ArrayLike<number>,
  members: number,
  current: number,
  hadLoot: boolean,
): number {
  const looter = turnLooter(profile, method, entitled, members, current);
  if (profile.name === 'classic') {
    return looter === NOBODY ? turnStart(profile, current) : nextEntitled(entitled, members, looter);
  }
  if (method === LootMethod.freeForAll) return current;
  if (looter === NOBODY || !hadLoot) return looter;
  return nextEntitled(entitled, members, looter);
}

/** Whether coins are shared: classic leaves them to the taker under free-for-all, and both with a single entitled member. */
export function sharesCoins(profile: RulesProfile, method: LootMethod, entitledMembers: number): boolean {
  if (entitledMembers < 2) return false;
  return profile.name === 'wotlk' || method !== LootMethod.freeForAll;
}

/** Each sharer's copper; the remainder is lost. */
export function coinShare(copper: number, sharers: number): number {
  return divInt(copper, sharers);
}
