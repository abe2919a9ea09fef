/** What a bot that is at a vendor would buy for itself: a bag for an empty bag slot, or plain gear clearly better than what it wears. */
import { canUse, slotFor, upgradeValue, wornScore } from '../equipment/score.js';
import { FIRST_BAG_SLOT } from '../rules/equip-slots.js';
import { unitsInStock } from './stock.js';
import type { World } from '../world.js';
import { bundlePrice, factorAt } from './prices.js';

/** Part of the purse that a bot spends on one thing. */
const PURSE_PERCENT = 30;
/** Gear must be better by this much than what it replaces. */
const CLEARLY_PERCENT = 25;
const COMMON = 1;
/** A bag counts for more than any piece of gear. */
const BAG_BONUS = 1_000_000;

/** Kind worth buying from a vendor (index into vendors), or -1. Ties: the first of the list. */
export function pickPurchase(world: World, bot: number, vendor: number): number {
  const { vendorItems, spawns, vendors, items } = world.content;
  const creature = spawns.creature[vendors.spawn[vendor]!]!;
  const purse = Math.trunc((world.c.life.gold[bot]! * PURSE_PERCENT) / 100);
  const factor = factorAt(world, bot, vendors, vendor);
  let best = -1;
  let bestGain = 0;
  const end = vendorItems.offsets[creature + 1]!;
  for (let at = vendorItems.offsets[creature]!; at < end; at++) {
    const kind = vendorItems.values[at]!;
    if (unitsInStock(world, at) < 1 || items.inventoryType[kind] === 0 || items.quality[kind]! > COMMON || items.buyCount[kind] !== 1)
      continue;
    if (bundlePrice(world, kind, 1, factor) > purse || !canUse(world, bot, kind)) continue;
    const gain = purchaseGain(world, bot, kind);
    if (gain <= bestGain) continue;
    best = kind;
    bestGain = gain;
  }
  return best;
}

/** Gain of a thing that is clearly better, otherwise 0. */
function purchaseGain(world: World, bot: number, kind: number): number {
  const gain = upgradeValue(world, bot, kind);
  if (gain <= 0) return 0;
  const slot = slotFor(world, bot, kind);
  if (slot >= FIRST_BAG_SLOT) return gain + BAG_BONUS;
  return gain * 100 >= wornScore(world, bot, slot) * CLEARLY_PERCENT ? gain : 0;
}
