/** The search of the auction window: any combination of the fields players use, oldest listing first, in pages of 50. */
import { AuctionState } from '../../components/index.js';
import { canUse } from '../equipment/can-use.js';
import type { World } from '../world.js';
import { PAGE_ENTRIES } from './auction-book.js';
import { sortByUid } from './uid-lists.js';

/** What to look for; a field that is left out does not matter. */
export interface ListingQuery {
  /** Part of the name, in any case. */
  readonly name?: string;
  /** Required level, lowest and highest. */
  readonly minLevel?: number;
  readonly maxLevel?: number;
  readonly itemClass?: number;
  readonly subclass?: number;
  readonly inventoryType?: number;
  /** This quality or better. */
  readonly quality?: number;
  /** Bot slot of somebody who must be able to use it. */
  readonly usableBy?: number;
  /** Bot slot of a seller, or of somebody who holds the bid: the other two tabs of the window. */
  readonly seller?: number;
  readonly bidder?: number;
}

export interface ListingPage {
  /** Listings that match, on all pages. */
  readonly total: number;
  /** Auction slots of this page, at most 50. */
  readonly listings: readonly number[];
}

/** Page `page` (from 0) of the open listings of a house that match. Walks over every auction: for people and reports, not for bots. */
export function searchListings(world: World, house: number, query: ListingQuery, page: number): ListingPage {
  const { auction } = world.c;
  const kinds = matchingKinds(world, query);
  const found = new Int32Array(world.pools.auction.live);
  let n = 0;
  for (let a = 0; a < world.pools.auction.high; a++) {
    if (auction.state[a] !== AuctionState.open || auction.house[a] !== house || kinds[auction.kind[a]!] === 0) continue;
    if (query.seller !== undefined && auction.seller[a] !== query.seller + 1) continue;
    if (query.bidder !== undefined && auction.bidder[a] !== query.bidder + 1) continue;
    found[n++] = a;
  }
  sortByUid(found, n, auction.uid, new Float64Array(n));
  const first = Math.min(n, page * PAGE_ENTRIES);
  return { total: n, listings: [...found.subarray(first, Math.min(n, first + PAGE_ENTRIES))] };
}

/** 1 for each kind of item that matches. */
function matchingKinds(world: World, query: ListingQuery): Uint8Array {
  const { items } = world.content;
  const name = query.name?.toLowerCase();
  const kinds = new Uint8Array(items.count);
  for (let kind = 0; kind < items.count; kind++) {
    const level = items.requiredLevel[kind]!;
    const fits =
      (name === undefined || items.name[kind]!.toLowerCase().includes(name)) &&
      level >= (query.minLevel ?? 0) &&
      level <= (query.maxLevel ?? Number.MAX_SAFE_INTEGER) &&
      (query.itemClass === undefined || items.class[kind] === query.itemClass) &&
      (query.subclass === undefined || items.subclass[kind] === query.subclass) &&
      (query.inventoryType === undefined || items.inventoryType[kind] === query.inventoryType) &&
      items.quality[kind]! >= (query.quality ?? 0) &&
      (query.usableBy === undefined || canUse(world, query.usableBy, kind));
    kinds[kind] = fits ? 1 : 0;
  }
  return kinds;
}
