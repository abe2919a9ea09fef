import { divF32, mulF32, mulU32, u32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/**
 * The house's cut of a final price, copper. Classic multiplies in 32 bits and wraps (5 % above 858,993,459 copper, 15 % above
 * 286,331,153); that is what the server does.
 *
 * @param cutPercent of the house: 5 of a side, 15 neutral
 * @param rate server rate of cuts, 1 = normal
 * Source: rules reference, section 1.
 */
export function auctionCut(profile: RulesProfile, priceCopper: number, cutPercent: number, rate: number): number {
  if (profile.name === 'classic') {
    return u32(Math.trunc(divF32(mulF32(mulU32(cutPercent, priceCopper), rate), 100)));
  }
  const cut = Math.trunc(divF32(mulF32(priceCopper, cutPercent), 100));
  return Math.max(0, Math.trunc(mulF32(cut, rate)));
}

/** What the seller is sent for a sale: price and deposit without the cut, in 32 bits. */
export function auctionProceeds(priceCopper: number, depositCopper: number, cutCopper: number): number {
  return u32(priceCopper + depositCopper - cutCopper);
}
