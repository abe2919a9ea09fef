import { f32 } from './arithmetic.js';

/** Seconds of rest that fill a pool of one whole level. */
const REST_SECONDS_FOR_LEVEL = 1_152_000;
/** Offline outside rest places only this fraction of the rest counts. */
const OUTSIDE_DIVISOR = 4;

/** Most experience the rest pool holds: 0.75 of the level's (its 1.5-fold, halved). */
export function restPoolCap(nextLevelXp: number): number {
  return f32(f32(nextLevelXp * 1.5) / 2);
}

/** Bonus experience of a kill for a rested player, whole: the smaller of pool and kill experience. The pool shrinks by it. */
export function restBonusXp(restPool: number, xp: number): number {
  return Math.min(Math.floor(restPool), xp);
}

/**
 * Experience that `seconds` of rest add to the pool, a real number; the caller caps the pool with `restPoolCap`.
 *
 * @param outside offline somewhere that is no rest place; online, only rest places count at all
 * Source: rules reference, section 3 (classic; wotlk is treated alike).
 */
export function restGain(seconds: number, nextLevelXp: number, outside: boolean): number {
  const gain = (seconds * nextLevelXp) / REST_SECONDS_FOR_LEVEL;
  return outside ? gain / OUTSIDE_DIVISOR : gain;
}
