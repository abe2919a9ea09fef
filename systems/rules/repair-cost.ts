import { f32, mulF32, mulU32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** Share of the maximum lost by every equipped item at a death that no player caused, outside battlegrounds. */
export const DEATH_DURABILITY_LOSS = f32(0.1);
/** Share of the maximum lost by equipped and carried items at a spirit healer. */
export const SPIRIT_HEALER_DURABILITY_LOSS = f32(0.25);

/** Copper of lost points before quality: points x the cell of the durability cost table. */
export function repairBaseCost(lostDurability: number, costMultiplier: number): number {
  return mulU32(lostDurability, costMultiplier);
}

/**
 * Copper to repair one item; 0 when nothing is lost, otherwise at least 1.
 *
 * @param lostDurability points missing
 * @param costMultiplier copper a point by item level and subclass
 * @param qualityFactor factor by quality, binary32
 * @param factor `priceFactor` of the vendor
 * @param rate wotlk: server rate of repair costs, 1 = normal; ignored by classic
 * Source: rules reference, section 4.
 */
export function repairCost(
  profile: RulesProfile,
  lostDurability: number,
  costMultiplier: number,
  qualityFactor: number,
  factor: number,
  rate: number,
): number {
  if (lostDurability <= 0) return 0;
  const full = Math.trunc(repairBaseCost(lostDurability, costMultiplier) * f32(qualityFactor));
  let cost = mulF32(full, factor);
  if (profile.name === 'wotlk') cost = mulF32(cost, rate);
  return Math.max(1, Math.trunc(cost));
}

/**
 * Durability left after losing a share of the maximum; at least one point is lost, and never below 0. Items without durability
 * (`maxDurability` 0) stay at 0.
 *
 * @param share `DEATH_DURABILITY_LOSS` or `SPIRIT_HEALER_DURABILITY_LOSS`
 */
export function durabilityAfterLoss(durability: number, maxDurability: number, share: number): number {
  if (maxDurability <= 0) return durability;
  const loss = Math.max(1, Math.trunc(mulF32(maxDurability, share)));
  return Math.max(0, durability - loss);
}
