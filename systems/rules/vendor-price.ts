import { divF32, divInt, f32, mulF32, mulU32, u32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';
import { repairBaseCost } from './repair-cost.js';
import { ReputationRank } from './reputation.js';

/** Visual rank from which honour earns a discount in classic, at vendors friendly to the player's side. */
const CLASSIC_DISCOUNT_HONOR_RANK = 3;

/**
 * Factor on prices of vendors, repairs, trainers and flights, binary32.
 *
 * @param rank a `ReputationRank` with the vendor's faction
 * @param honorRank classic: visual rank of honour; ignored by wotlk
 * @param friendlyToSide classic: the vendor's faction is friendly to the player's side; ignored by wotlk
 * Source: rules reference, section 4.
 */
export function priceFactor(profile: RulesProfile, rank: number, honorRank: number, friendlyToSide: boolean): number {
  if (profile.name === 'classic') {
    let percent = 100;
    if (rank >= ReputationRank.honored) percent -= 10;
    if (honorRank >= CLASSIC_DISCOUNT_HONOR_RANK && friendlyToSide) percent -= 10;
    return divF32(percent, 100);
  }
  if (rank <= ReputationRank.neutral) return 1;
  return f32(1 - mulF32(0.05, rank - ReputationRank.neutral));
}

/**
 * Bundles that are really bought: wotlk lowers the number so that the sum before the discount stays within the gold cap.
 */
export function bundlesForSale(profile: RulesProfile, bundlePriceCopper: number, bundles: number): number {
  if (profile.name === 'classic' || bundlePriceCopper === 0) return bundles;
  return Math.min(bundles, divInt(profile.goldCapCopper, bundlePriceCopper));
}

/** Price in copper of `bundles` bundles at that factor. */
export function buyPrice(bundlePriceCopper: number, bundles: number, factor: number): number {
  return u32(Math.floor(mulF32(mulU32(bundlePriceCopper, bundles), factor)));
}

/**
 * What a vendor pays for a stack, in copper; 0 for an item without a price (it cannot be sold).
 *
 * @param chargesLeft charges, negative on items that vanish when used up (classic pays by what is left)
 * @param chargesFull charges of a fresh item; 0 or positive = not of that kind
 * Source: rules reference, section 4.
 */
export function classicSellPrice(sellPriceCopper: number, count: number, chargesLeft: number, chargesFull: number): number {
  const money = mulU32(sellPriceCopper, count);
  if (money === 0 || chargesFull >= 0) return money;
  return u32(Math.trunc(mulF32(money, divF32(chargesLeft, chargesFull))));
}

/**
 * As `classicSellPrice` for wotlk: damaged gear loses its repair cost, at least 1 copper, and the price never falls below 1.
 *
 * @param lostDurability points missing, 0 for sound gear and for items that do not wear
 */
export function wotlkSellPrice(
  sellPriceCopper: number,
  count: number,
  lostDurability: number,
  costMultiplier: number,
  qualityFactor: number,
): number {
  const money = mulU32(sellPriceCopper, count);
  if (money === 0 || lostDurability <= 0) return money;
  const damage = Math.max(1, Math.ceil(repairBaseCost(lostDurability, costMultiplier) * f32(qualityFactor)));
  return damage >= money ? 1 : money - damage;
}

/**
 * Units in stock after `elapsedSeconds` without a sale. The whole amount is `maxUnits` again as soon as it is reached; the rest of an
 * interval that has begun is lost, because the caller must restart the clock whenever the result differs or `restockIsDue`.
 *
 * @param units stock at the last sale or restock
 */
export function restockedUnits(
  units: number,
  maxUnits: number,
  elapsedSeconds: number,
  restockSeconds: number,
  unitsPerBundle: number,
): number {
  if (!restockIsDue(elapsedSeconds, restockSeconds)) return units;
  return Math.min(maxUnits, units + divInt(elapsedSeconds, restockSeconds) * unitsPerBundle);
}

/** Whether at least one interval has passed since the last sale or restock: then stock grows and the clock restarts. */
export function restockIsDue(elapsedSeconds: number, restockSeconds: number): boolean {
  return elapsedSeconds >= restockSeconds;
}

/** Units left after a sale; the clock restarts with every sale, so steady buying delays restocking. */
export function unitsAfterSale(units: number, sold: number): number {
  return units > sold ? units - sold : 0;
}

/**
 * Buyback slot, from 0, that takes the next sold item: the slot whose turn it is if it is free, otherwise the slot of the oldest entry.
 * Free slots elsewhere are passed over, as the servers do.
 *
 * @param soldAt when the entry of each slot was sold, any rising number above 0; 0 = free
 * @param turn the slot whose turn it is, see `buybackTurnAfterSale`
 */
export function buybackSlot(soldAt: ArrayLike<number>, slots: number, turn: number): number {
  if ((soldAt[turn] ?? 0) === 0) return turn;
  let oldest = turn;
  for (let slot = 0; slot < slots; slot++) {
    const at = soldAt[slot] ?? 0;
    if (at !== 0 && at < (soldAt[oldest] ?? 0)) oldest = slot;
  }
  return oldest;
}

/** The slot whose turn is next after a sale: one further, staying at the last. */
export function buybackTurnAfterSale(turn: number, slots: number): number {
  return Math.min(turn + 1, slots - 1);
}

/** The slot whose turn is next after `freed` was bought back: the freed one if the other is taken. */
export function buybackTurnAfterBuyback(soldAt: ArrayLike<number>, turn: number, freed: number): number {
  return (soldAt[turn] ?? 0) !== 0 ? freed : turn;
}
