/**
 * What a unit of an item is worth in a house: a running price that one odd sale cannot drag far, in integers. A bot may only ask for
 * it where it stands at an auctioneer of that house; elsewhere it has the rule of thumb.
 */
import { clamp } from '../../engine/integer-math.js';
import type { World } from '../world.js';

/** Rule of thumb: multiples of the vendor price in tenths, by quality (poor .. artifact). */
const MULTIPLE_TENTHS = [12, 20, 30, 45, 70, 100, 120] as const;
const TRADE_GOODS = 7;
const TRADE_GOODS_TENTHS = 30;
/** An item no vendor pays for is worth this many copper a level and quality step. */
const COPPER_PER_LEVEL = 20;
/** A sale moves the price by half of its distance, a listing by an eighth; neither counts farther away than a quarter of the price. */
const SALE_SHARE = 2;
const LISTING_SHARE = 8;
const REACH_SHARE = 4;
/** A house's first listing of an item counts within a third to three times the rule of thumb. */
const FIRST_LISTING_FACTOR = 3;
const MAX_COUNT = 65_535;
const MAX_UNIT_COPPER = 1_000_000_000;

/** What people expect of a unit who have not seen a market, copper, at least 1. */
export function fallbackUnitPrice(world: World, kind: number): number {
  const { items } = world.content;
  const quality = items.quality[kind]!;
  const vendor = items.sellPrice[kind]!;
  if (vendor === 0) return Math.max(1, COPPER_PER_LEVEL * Math.max(1, items.itemLevel[kind]!) * (quality + 1));
  const tenths = items.class[kind] === TRADE_GOODS ? TRADE_GOODS_TENTHS : (MULTIPLE_TENTHS[quality] ?? MULTIPLE_TENTHS[0]);
  return clamp(Math.floor((vendor * tenths) / 10), 1, MAX_UNIT_COPPER);
}

/** Price of a unit as a house has seen it, copper; the rule of thumb while it has seen none. */
export function marketUnitPrice(world: World, house: number, kind: number): number {
  const seen = world.c.price.unit[row(world, house, kind)]!;
  return seen > 0 ? seen : fallbackUnitPrice(world, kind);
}

/** An auction was posted. */
export function noteListing(world: World, house: number, kind: number, unitCopper: number): void {
  const { price } = world.c;
  const r = row(world, house, kind);
  if (unitCopper > 0 && price.unit[r] === 0) {
    const usual = fallbackUnitPrice(world, kind);
    world.set(price.f.unit, r, clamp(unitCopper, Math.max(1, Math.floor(usual / FIRST_LISTING_FACTOR)), usual * FIRST_LISTING_FACTOR));
  } else if (unitCopper > 0) {
    world.set(price.f.unit, r, moved(price.unit[r]!, unitCopper, LISTING_SHARE));
  }
  world.set(price.f.listed, r, Math.min(MAX_COUNT, price.listed[r]! + 1));
}

/** An auction was sold. */
export function noteSale(world: World, house: number, kind: number, unitCopper: number): void {
  const { price } = world.c;
  const r = row(world, house, kind);
  const seen = marketUnitPrice(world, house, kind);
  world.set(price.f.unit, r, moved(seen, Math.max(1, unitCopper), SALE_SHARE));
  world.set(price.f.sales, r, Math.min(MAX_COUNT, price.sales[r]! + 1));
  world.set(price.f.lastSale, r, world.frame);
}

/** The price after seeing `unitCopper`: a bounded step towards it, at least one copper. */
function moved(price: number, unitCopper: number, share: number): number {
  const reach = Math.max(1, Math.floor(price / REACH_SHARE));
  const step = clamp(unitCopper - price, -reach, reach);
  const part = Math.trunc(step / share);
  return clamp(price + (part !== 0 ? part : Math.sign(step)), 1, MAX_UNIT_COPPER);
}

function row(world: World, house: number, kind: number): number {
  return house * world.content.items.count + kind;
}
