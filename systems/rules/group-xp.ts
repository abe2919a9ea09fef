import { divF32, f32, mulF32, roundHalfUp } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** Least factor of a large classic group. */
const CLASSIC_MIN_FACTOR = 0.01;
const LARGEST_PARTY = 5;

/**
 * Factor on the experience of a group kill, binary32.
 *
 * @param members members counted: alive and in range; classic also the tapper when dead, wotlk also the killer out of range
 * @param raidMap wotlk: a raid group inside a raid map
 * Source: rules reference, section 3.
 */
export function groupXpFactor(profile: RulesProfile, members: number, raidMap: boolean): number {
  if (profile.name === 'wotlk') {
    if (raidMap) return 1;
    return f32(profile.groupXpFactors[Math.min(members, LARGEST_PARTY)] ?? 1);
  }
  if (members > LARGEST_PARTY) return Math.max(f32(1 - mulF32(members, 0.05)), f32(CLASSIC_MIN_FACTOR));
  return f32(profile.groupXpFactors[members] ?? 1);
}

/**
 * One living member's experience of a group kill. Members above the level of the base member get 0.
 *
 * @param baseXp experience of the kill for the highest-level counted member to whom the creature is not grey
 * @param baseLevel that member's level; 0 = grey to everybody
 * @param highestLevel highest level among the counted
 * @param levelSum sum of levels: classic of the counted, wotlk of the counted who live
 * Source: rules reference, section 3.
 */
export function groupMemberXp(
  profile: RulesProfile,
  baseXp: number,
  factor: number,
  memberLevel: number,
  baseLevel: number,
  highestLevel: number,
  levelSum: number,
): number {
  if (baseLevel === 0 || memberLevel > baseLevel || levelSum === 0) return 0;
  // a kill worth nothing still gives the classic half share its 1
  if (baseXp === 0 && profile.name === 'wotlk') return 0;
  const share = mulF32(baseXp, divF32(mulF32(factor, memberLevel), levelSum));
  if (baseLevel === highestLevel) return profile.name === 'classic' ? roundHalfUp(share) : Math.trunc(share);
  if (profile.name === 'classic') return roundHalfUp(f32(mulF32(share, 0.5) + 1));
  return Math.trunc(f32(share / 2)) + 1;
}
