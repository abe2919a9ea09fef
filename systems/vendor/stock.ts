/**
 * Limited stock (RULES.md section 4): full until the first sale; then bundles come back one interval at a time, counted from the last sale
 * or restock. A row of the vendor lists holds for all vendors of that creature kind.
 */
import { restockIsDue, restockedUnits, unitsAfterSale } from '../rules/vendor-price.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';

const MS_PER_SECOND = 1000;

/** Units of a full stock at a position of the vendor lists; 0 when it has no limit. */
function fullUnits(world: World, at: number): number {
  return world.content.vendorStock[at]! * world.content.items.buyCount[world.content.vendorItems.values[at]!]!;
}

function elapsedSeconds(world: World, at: number): number {
  return Math.floor((world.frame - world.c.stock.since[at]!) / FRAMES_PER_SECOND);
}
function restockSeconds(world: World, at: number): number {
  return Math.max(1, Math.floor(world.content.vendorRestockMs[at]! / MS_PER_SECOND));
}

/** Units in stock now; no limit: the largest number. Changes nothing. */
export function unitsInStock(world: World, at: number): number {
  const full = fullUnits(world, at);
  if (full === 0) return Number.MAX_SAFE_INTEGER;
  const left = full - world.c.stock.missing[at]!;
  if (left >= full) return full;
  const bundle = world.content.items.buyCount[world.content.vendorItems.values[at]!]!;
  return restockedUnits(left, full, elapsedSeconds(world, at), restockSeconds(world, at), bundle);
}

/** Units were sold: the clock restarts with every sale. The caller has checked the stock. */
export function takeStock(world: World, at: number, units: number): void {
  const full = fullUnits(world, at);
  if (full === 0) return;
  const { stock } = world.c;
  world.set(stock.f.missing, at, full - unitsAfterSale(unitsInStock(world, at), units));
  world.set(stock.f.since, at, world.frame);
}

/** Whether stock that has come back must be written down, so that the clock restarts. */
export function restockDue(world: World, at: number): boolean {
  return fullUnits(world, at) > 0 && world.c.stock.missing[at]! > 0 && restockIsDue(elapsedSeconds(world, at), restockSeconds(world, at));
}
