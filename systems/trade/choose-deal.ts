/** Which of its things a bot could sell to whom. */
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import type { World } from '../world.js';
import { isTradable } from './offer-trade.js';
import { askedPrice, isFair, isShared, wish, wouldPart } from './trade-policy.js';

/** Things of a bot that are looked at for one partner who stands before it, and at most. */
const LOOKED_AT = 6;
export const MOST_LOOKED_AT = 24;
const COMMON = 1;
/** Item classes that quests collect though they are no gear: consumable, reagent, trade goods, generic, junk. */
const COLLECTED = (1 << 0) | (1 << 5) | (1 << 7) | (1 << 8) | (1 << 15);
/** What a shared consumable is worth to the member who has none, on the scale of `wish`. */
const SHARED_VALUE = 1;
/** Gear more than this many levels below the partner's is not worth a look. */
const LEVELS_BELOW = 15;

const offers = new Int32Array(MOST_LOOKED_AT);
let offered = 0;
let owner = -1;

/** Collect what a bot has to offer, `most` things of it; returns how many. They stay chosen until the next call. */
export function gatherOffers(world: World, bot: number, most = LOOKED_AT): number {
  const { item } = world.c;
  const { items } = world.content;
  owner = bot;
  offered = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && offered < most; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || !isTradable(world, i)) continue;
    const kind = item.kind[i]!;
    const gear = items.inventoryType[kind] !== 0 && items.quality[kind]! >= COMMON;
    if (gear || ((COLLECTED >> items.class[kind]!) & 1) === 1) offers[offered++] = i;
  }
  return offered;
}

/** Whatever of the gathered offers serves a partner as the one just chosen does, and that one, are offered no longer. */
export function withdrawLike(world: World, i: number): void {
  const { item } = world.c;
  const { inventoryType } = world.content.items;
  const type = inventoryType[item.kind[i]!]!;
  let kept = 0;
  for (let n = 0; n < offered; n++) {
    const other = offers[n]!;
    const alike = type === 0 ? item.kind[other] === item.kind[i] : inventoryType[item.kind[other]!] === type;
    if (!alike) offers[kept++] = other;
  }
  offered = kept;
}

/** The last deal that was found. */
export const deal = { item: -1, value: 0 };

/**
 * Best of the gathered offers for a partner: what it wants most, for a price it finds fair; the item is in `deal.item`. Returns how
 * much it is wanted, 0 when there is no deal.
 */
export function bestOffer(world: World, partner: number): number {
  const { item, life } = world.c;
  const { items } = world.content;
  const level = life.level[partner]!;
  let bestValue = 0;
  deal.item = -1;
  for (let n = 0; n < offered; n++) {
    const i = offers[n]!;
    const kind = item.kind[i]!;
    if (items.requiredLevel[kind]! > level || (items.inventoryType[kind] !== 0 && items.itemLevel[kind]! < level - LEVELS_BELOW)) continue;
    const value = isShared(world, owner, partner, i) ? SHARED_VALUE : wish(world, partner, kind);
    if (value <= bestValue || !isFair(world, partner, i, askedPrice(world, owner, partner, i)) || !wouldPart(world, owner, i)) continue;
    bestValue = value;
    deal.item = i;
  }
  deal.value = bestValue;
  return bestValue;
}
