import type { RulesProfile } from './profile.js';

/**
 * Whether a purse takes a gain: classic always (it clamps), wotlk only while purse < cap - gain, so that the cap itself is never
 * reached and even a gain of 0 is refused at the cap. Source: rules reference, section 8.
 */
export function purseAccepts(profile: RulesProfile, purseCopper: number, gainCopper: number): boolean {
  return profile.goldCapClamps || purseCopper < profile.goldCapCopper - gainCopper;
}

/** Purse after a gain: classic cuts off at the cap (the surplus is lost), wotlk refuses the whole gain. */
export function purseAfterGain(profile: RulesProfile, purseCopper: number, gainCopper: number): number {
  if (!purseAccepts(profile, purseCopper, gainCopper)) return purseCopper;
  return Math.min(profile.goldCapCopper, purseCopper + gainCopper);
}

/** Purse after paying; paying more than there is leaves 0. */
export function purseAfterPayment(purseCopper: number, paidCopper: number): number {
  return paidCopper > purseCopper ? 0 : purseCopper - paidCopper;
}
