import { f32, mulF32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** Yards from which a ghost can reclaim its corpse. */
export const CORPSE_RECLAIM_YARDS = 39;
/** Seconds before a corpse can be reclaimed: first, second, third and later death while the counter runs. */
export const CORPSE_RECLAIM_DELAY_SECONDS = [30, 60, 120] as const;
/** Each death keeps the counter running this much longer, up to the maximum. */
export const DEATH_COUNTER_SECONDS = 300;
export const MAX_DEATH_COUNTER_SECONDS = 900;
/** Percent of health and mana after reclaiming a corpse or rising at a spirit healer; 100 in battlegrounds. */
export const REVIVE_PERCENT = 50;
/** Level from which a spirit healer leaves sickness behind. */
export const SICKNESS_FIRST_LEVEL = 11;
const SICKNESS_FULL_LEVEL = 20;
const SECONDS_PER_MINUTE = 60;

/** Height in yards up to which a fall is harmless. */
export const SAFE_FALL_YARDS = 14.57;

/** Death counter in seconds after another death; `counterSeconds` is what was left of it at that moment. */
export function deathCounterAfter(counterSeconds: number): number {
  return Math.min(MAX_DEATH_COUNTER_SECONDS, counterSeconds + DEATH_COUNTER_SECONDS);
}

/**
 * Seconds a ghost must wait before it can reclaim its corpse: more for the second, third and later death while the counter runs.
 *
 * @param counterSeconds what was left of the death counter at the moment of this death
 * @param inPvp wotlk has no delay, and classic the first, outside PvP unless the server switches it on
 * @param pveDelay that switch
 * Source: rules reference, section 8.
 */
export function corpseReclaimDelaySeconds(profile: RulesProfile, counterSeconds: number, inPvp: boolean, pveDelay: boolean): number {
  const [first] = CORPSE_RECLAIM_DELAY_SECONDS;
  if (!inPvp && !pveDelay) return profile.name === 'classic' ? first : 0;
  // a counter that has just been filled to a whole step still counts as the step before
  const earlierDeaths = Math.floor((deathCounterAfter(counterSeconds) - 1) / DEATH_COUNTER_SECONDS);
  return CORPSE_RECLAIM_DELAY_SECONDS[earlierDeaths] ?? first;
}

/** Seconds of sickness after rising at a spirit healer: a minute for each level above 10, at most ten. */
export function sicknessSeconds(level: number): number {
  if (level < SICKNESS_FIRST_LEVEL) return 0;
  return (Math.min(level, SICKNESS_FULL_LEVEL) - SICKNESS_FIRST_LEVEL + 1) * SECONDS_PER_MINUTE;
}

/** Health or mana after reviving, at least 1 where the maximum is. */
export function revivedAmount(maximum: number): number {
  return maximum === 0 ? 0 : Math.max(1, Math.floor((maximum * REVIVE_PERCENT) / 100));
}

/** Damage of a fall in health points; `safeFallYards` are taken off by abilities. Source: rules reference, section 8. */
export function fallDamage(heightYards: number, safeFallYards: number, maxHealth: number): number {
  if (heightYards < SAFE_FALL_YARDS) return 0;
  const share = f32(mulF32(0.018, heightYards - safeFallYards) - f32(0.2426));
  return share <= 0 ? 0 : Math.trunc(mulF32(share, maxHealth));
}
