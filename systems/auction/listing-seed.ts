/** Auctions that are open when a world begins. */
import { ItemPlace } from '../../components/index.js';
import type { WorldContent } from '../../data/content.js';
import { perContent } from '../equipment/per-content.js';
import { createElsewhere } from '../inventory/items.js';
import { Account } from '../money.js';
import { Salt } from '../salts.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { isMarketKind } from './marketable.js';
import { fallbackUnitPrice } from './price.js';
import { openAuction } from './settle-auction.js';

const NEUTRAL = 2;
/** A seller's counter of open auctions holds no more. */
const MAX_SEEDED = 250;
const PERCENT = 100;
/** Asking prices lie between these percentages of the rule of thumb. */
const LOW_PERCENT = 60;
const SPREAD_PERCENT = 70;
/** Start bids lie between these percentages of the buyout. */
const LOW_START_PERCENT = 50;
const SPREAD_START_PERCENT = 40;
/** One listing in this many is open to bids only. */
const BIDS_ONLY = 8;
const MAX_PRICE_COPPER = 1_000_000_000;
/** Goods are drawn this often for one that suits the seller's level. */
const TRIES = 12;
const LEVELS_APART = 8;
const MAX_UNITS = 20;
const EPIC = 4;
/** Keeps the draws of one bot's listings apart. */
const SPREAD = 65_537;

/** House in which a side trades: its own, else the neutral one, else the first; -1 when the world has none. */
export function houseOfSide(world: World, side: number): number {
  const { auctionHouses } = world.content;
  for (let h = 0; h < auctionHouses.count; h++) if (auctionHouses.side[h] === side) return h;
  for (let h = 0; h < auctionHouses.count; h++) if (auctionHouses.side[h] === NEUTRAL) return h;
  return auctionHouses.count > 0 ? 0 : -1;
}

/** The `n`th auction of the start, of goods that suit the seller's level, ending after `endsInFrames`. Returns its slot, or -1. */
export function seedAuction(world: World, seller: number, n: number, endsInFrames: number): number {
  const kind = drawGoods(world, seller, Salt.listing, n);
  if (kind < 0) return -1;
  const key = world.uidOf(seller) + n * SPREAD;
  const units = 1 + world.drawBelow(Math.min(MAX_UNITS, world.content.items.stackSize[kind]!), key, Salt.listing, TRIES);
  return seedListing(world, seller, kind, units, endsInFrames, world.draw(key, Salt.listing, TRIES + 1));
}

/** A kind people trade in, near a bot's level when `TRIES` draws find one; -1 when the world has none. `n` tells calls apart. */
export function drawGoods(world: World, bot: number, salt: number, n: number): number {
  const kinds = marketKindsOf(world.content);
  if (kinds.length === 0) return -1;
  const level = world.c.life.level[bot]!;
  const key = world.uidOf(bot) + n * SPREAD;
  const { itemLevel, requiredLevel } = world.content.items;
  let kind = -1;
  for (let k = 0; k < TRIES; k++) {
    kind = kinds[world.drawBelow(kinds.length, key, salt, k)]!;
    const wanted = requiredLevel[kind]! > 0 ? requiredLevel[kind]! : Math.min(world.content.maxLevel, itemLevel[kind]!);
    if (Math.abs(wanted - level) <= LEVELS_APART) break;
  }
  return kind;
}

/** Kinds that people list and that some level of the world can use, legendary ones left out. */
const marketKindsOf = perContent((content: WorldContent) => {
  const { items, maxLevel } = content;
  const kinds: number[] = [];
  for (let kind = 0; kind < items.count; kind++) {
    if (isMarketKind(content, kind) && items.quality[kind]! <= EPIC && items.requiredLevel[kind]! <= maxLevel && items.sellPrice[kind]! > 0)
      kinds.push(kind);
  }
  return Int32Array.from(kinds);
});

/**
 * New units of a kind lie in an open auction of the seller's house at a fair price, without a deposit, and end after `endsInFrames`.
 *
 * @param draw 32 random bits that choose the prices
 * @returns the auction's slot, or -1 when the world has no auction house or the seller has too many auctions
 */
export function seedListing(world: World, seller: number, kind: number, units: number, endsInFrames: number, draw: number): number {
  const house = houseOfSide(world, world.c.identity.side[seller]!);
  if (house < 0 || world.c.market.openAuctions[seller]! >= MAX_SEEDED) return -1;
  const a = world.pools.auction.allocate();
  const uid = world.newUid();
  const i = createElsewhere(world, kind, units, ItemPlace.auction, a, Cause.spawn, Account.world, uid);
  const percent = LOW_PERCENT + ((draw >>> 0) % (SPREAD_PERCENT + 1));
  const price = Math.min(MAX_PRICE_COPPER, Math.max(1, Math.floor((fallbackUnitPrice(world, kind) * units * percent) / PERCENT)));
  const startPercent = LOW_START_PERCENT + ((draw >>> 8) % (SPREAD_START_PERCENT + 1));
  const start = Math.max(1, Math.floor((price * startPercent) / PERCENT));
  const buyout = (draw >>> 16) % BIDS_ONLY === 0 ? 0 : price;
  openAuction(world, a, uid, house, seller, i, start, buyout, 0, world.frame + Math.max(1, endsInFrames));
  return a;
}
