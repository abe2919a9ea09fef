import { divF32, divInt, mulF32, roundHalfEven } from './arithmetic.js';
import { givesNoXp, zeroDifference } from './grey-level.js';
import type { RulesProfile } from './profile.js';

/** Where a kill happens, as far as experience cares. */
export const KillPlace = { world: 0, instance: 1, raid: 2 } as const;
export type KillPlace = (typeof KillPlace)[keyof typeof KillPlace];

/** Base experience by the content of the zone in wotlk: levels 1-60, 61-70, 71-80. Classic has the first only. */
export const ContentBaseXp = { upTo60: 45, upTo70: 235, upTo80: 580 } as const;

/** Creatures with at most this health factor give less experience in wotlk. */
const LOW_HEALTH_FACTOR = 0.75;
/** Levels above the player that still add experience. */
const MAX_HIGHER_LEVELS = 4;

function classicBase(playerLevel: number, mobLevel: number): number {
  const base = 5 * playerLevel + 45;
  if (mobLevel >= playerLevel) {
    const higher = Math.min(MAX_HIGHER_LEVELS, mobLevel - playerLevel);
    return mulF32(base, 1 + mulF32(0.05, higher));
  }
  return mulF32(base, 1 - divF32(playerLevel - mobLevel, zeroDifference(playerLevel)));
}

/**
 * Experience of a solo kill in classic, before rest. The product is cut to a whole number before the share of others is taken off,
 * which makes some exact values one lower (level 11 on a level 12 creature: 104). Halves round to even at the end.
 *
 * @param elite rank elite, rare elite or boss
 * @param multiplier the creature's experience factor, 1 = normal
 * @param othersDamage damage done by others than the tapping side, same unit as `maxHealth`; 0 = none
 * @param rate server rate, 1 = normal
 * Source: rules reference, section 3.
 */
export function classicKillXp(
  profile: RulesProfile,
  playerLevel: number,
  mobLevel: number,
  elite: boolean,
  place: KillPlace,
  multiplier: number,
  othersDamage: number,
  maxHealth: number,
  rate: number,
): number {
  if (givesNoXp(profile, playerLevel, mobLevel)) return 0;
  let xp = classicBase(playerLevel, mobLevel);
  if (elite) xp = mulF32(xp, place === KillPlace.instance ? 2.5 : 2);
  xp = Math.trunc(mulF32(xp, multiplier));
  if (othersDamage > 0) {
    const others = divF32(othersDamage, maxHealth);
    xp = others >= 1 ? 0 : Math.trunc(mulF32(xp, 1 - others));
  }
  return roundHalfEven(mulF32(xp, rate));
}

/**
 * Experience of a solo kill in wotlk, before rest. All steps but the factors are whole numbers.
 *
 * @param contentBase one of `ContentBaseXp`
 * @param experienceFactor the creature's experience factor, 1 = normal
 * @param healthFactor the creature's health factor; at 0.75 and below it also scales experience
 * Source: rules reference, section 3.
 */
export function wotlkKillXp(
  profile: RulesProfile,
  playerLevel: number,
  mobLevel: number,
  elite: boolean,
  contentBase: number,
  experienceFactor: number,
  healthFactor: number,
  rate: number,
): number {
  if (givesNoXp(profile, playerLevel, mobLevel)) return 0;
  const base = 5 * playerLevel + contentBase;
  let xp: number;
  if (mobLevel >= playerLevel) {
    const higher = Math.min(MAX_HIGHER_LEVELS, mobLevel - playerLevel);
    xp = divInt(divInt(base * (20 + higher), 10) + 1, 2);
  } else {
    const zero = zeroDifference(playerLevel);
    xp = divInt(base * (zero + mobLevel - playerLevel), zero);
  }
  const factor = mulF32(mulF32(elite ? 2 : 1, experienceFactor), rate);
  xp = Math.trunc(mulF32(xp, factor));
  return healthFactor <= LOW_HEALTH_FACTOR ? Math.trunc(mulF32(xp, healthFactor)) : xp;
}

/**
 * Experience of a solo kill for a creature without special factors, in the profile given. The content base is ignored by classic,
 * the place by wotlk. Totems, pets, critters and creatures flagged to give none must not be asked about.
 */
export function killXp(
  profile: RulesProfile,
  playerLevel: number,
  mobLevel: number,
  elite: boolean,
  place: KillPlace,
  contentBase: number,
  creatureFactor: number,
  rate: number,
): number {
  return profile.name === 'classic'
    ? classicKillXp(profile, playerLevel, mobLevel, elite, place, creatureFactor, 0, 1, rate)
    : wotlkKillXp(profile, playerLevel, mobLevel, elite, contentBase, creatureFactor, 1, rate);
}
