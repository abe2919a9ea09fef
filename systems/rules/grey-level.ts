import { divInt } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** What a player sees of a creature's level, from harmless to dangerous. */
export const LevelColour = { grey: 0, green: 1, yellow: 2, orange: 3, red: 4 } as const;
export type LevelColour = (typeof LevelColour)[keyof typeof LevelColour];
export const LEVEL_COLOURS = ['grey', 'green', 'yellow', 'orange', 'red'] as const;

/** Highest creature level that is grey to a player of that level; 0 = none. Source: rules reference, section 3. */
export function greyLevel(playerLevel: number): number {
  if (playerLevel <= 5) return 0;
  if (playerLevel <= 39) return playerLevel - 5 - divInt(playerLevel, 10);
  if (playerLevel <= 59) return playerLevel - 1 - divInt(playerLevel, 5);
  return playerLevel - 9;
}

/** Level difference below the player at which experience would reach zero, 5..17. Source: rules reference, section 3. */
export function zeroDifference(playerLevel: number): number {
  if (playerLevel < 8) return 5;
  if (playerLevel < 10) return 6;
  if (playerLevel < 12) return 7;
  if (playerLevel < 16) return 8;
  if (playerLevel < 20) return 9;
  if (playerLevel < 30) return 11;
  if (playerLevel < 40) return 12;
  if (playerLevel < 45) return 13;
  if (playerLevel < 50) return 14;
  if (playerLevel < 55) return 15;
  if (playerLevel < 60) return 16;
  return 17;
}

/** Classic: the largest level difference that still pays experience. */
function payingDifference(playerLevel: number): number {
  if (playerLevel < 10) return 4;
  if (playerLevel < 20) return 5;
  if (playerLevel < 30) return 6;
  if (playerLevel < 40) return 7;
  if (playerLevel < 45) return 8;
  if (playerLevel < 50) return 9;
  if (playerLevel < 55) return 10;
  if (playerLevel < 60) return 11;
  return 12;
}

/**
 * Whether a creature is too low to give experience. Classic decides by a table of its own, which disagrees with `greyLevel` from
 * level 60 on (it still pays down to 12 levels below).
 */
export function givesNoXp(profile: RulesProfile, playerLevel: number, mobLevel: number): boolean {
  if (profile.name === 'wotlk') return mobLevel <= greyLevel(playerLevel);
  return playerLevel - mobLevel > payingDifference(playerLevel);
}

/** Colour of a creature's level. Classic computes L - 2 unsigned, so that yellow is impossible at level 1. */
export function levelColour(profile: RulesProfile, playerLevel: number, mobLevel: number): LevelColour {
  if (mobLevel >= playerLevel + 5) return LevelColour.red;
  if (mobLevel >= playerLevel + 3) return LevelColour.orange;
  const wraps = profile.name === 'classic' && playerLevel < 2;
  if (!wraps && mobLevel >= playerLevel - 2) return LevelColour.yellow;
  return mobLevel > greyLevel(playerLevel) ? LevelColour.green : LevelColour.grey;
}
