/** What people expect of a price who have seen none. What a bot has seen it remembers itself: lore.ts. */
import { clamp } from '../../engine/integer-math.js';
import type { World } from '../world.js';

/** Rule of thumb: multiples of the vendor price in tenths, by quality (poor .. artifact). */
const MULTIPLE_TENTHS = [12, 20, 30, 45, 70, 100, 120] as const;
const TRADE_GOODS = 7;
const TRADE_GOODS_TENTHS = 30;
/** An item no vendor pays for is worth this many copper a level and quality step. */
const COPPER_PER_LEVEL = 20;
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
