import { divF32, f32, mulF32, mulU32, u32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

function classicDeposit(
  profile: RulesProfile,
  sellPriceCopper: number,
  count: number,
  durationSeconds: number,
  depositPercent: number,
  rate: number,
  minDepositCopper: number,
): number {
  const units = Math.floor(durationSeconds / profile.auctionDepositUnitSeconds);
  const value = mulU32(mulU32(sellPriceCopper, count), units);
  const deposit = Math.max(divF32(mulF32(value, depositPercent), 100), f32(minDepositCopper));
  return u32(Math.trunc(mulF32(deposit, rate)));
}

function wotlkDeposit(
  profile: RulesProfile,
  sellPriceCopper: number,
  count: number,
  durationSeconds: number,
  depositPercent: number,
  rate: number,
  minDepositCopper: number,
): number {
  const least = Math.trunc(mulF32(minDepositCopper, rate));
  if (sellPriceCopper === 0) return least;
  const multiplier = divF32(mulF32(depositPercent, 3), 100);
  const units = Math.floor(durationSeconds / profile.auctionDepositUnitSeconds);
  const perUnit = divF32(mulF32(mulF32(multiplier, sellPriceCopper), count), 3);
  const deposit = Math.trunc(mulF32(mulF32(mulF32(perUnit, units), 3), rate));
  return u32(Math.max(deposit, least));
}

/**
 * Copper taken when an auction is posted; it comes back on a sale only.
 *
 * @param sellPriceCopper what a vendor pays for one unit
 * @param count classic: the stack; wotlk: all units posted
 * @param durationSeconds the duration picked, before the time rate
 * @param depositPercent of the house: 5 of a side, 25 neutral
 * @param rate server rate of deposits, 1 = normal
 * @param minDepositCopper least deposit before the rate, usually `profile.auctionMinDepositCopper`
 * Source: rules reference, section 1.
 */
export function auctionDeposit(
  profile: RulesProfile,
  sellPriceCopper: number,
  count: number,
  durationSeconds: number,
  depositPercent: number,
  rate: number,
  minDepositCopper: number,
): number {
  return profile.name === 'classic'
    ? classicDeposit(profile, sellPriceCopper, count, durationSeconds, depositPercent, rate, minDepositCopper)
    : wotlkDeposit(profile, sellPriceCopper, count, durationSeconds, depositPercent, rate, minDepositCopper);
}

/** Whether a player may pick that duration. */
export function auctionDurationAllowed(profile: RulesProfile, durationSeconds: number): boolean {
  return profile.auctionDurationsSeconds.includes(durationSeconds);
}

/** Seconds an auction lives: the duration picked x the time rate. */
export function auctionLifeSeconds(durationSeconds: number, timeRate: number): number {
  return Math.trunc(mulF32(durationSeconds, timeRate));
}
