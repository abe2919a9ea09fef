/**
 * Order structure of the auction houses, derived from the auction component and rebuilt from it at any time.
 *
 * Per house and item kind a pairing heap in typed arrays gives the cheapest buyout at once, whatever the number of live auctions; lists
 * in uid order serve the pages of a house (inventory type and band of levels), the auctions of a kind and those of a seller. What is
 * answered depends on the open auctions alone, never on the order in which they came and went.
 */
import { AuctionState } from '../../components/index.js';
import type { World } from '../world.js';
import { UidLists, sortByUid } from './uid-lists.js';

/** Entries of a listing page (client limit, RULES.md section 1). */
export const PAGE_ENTRIES = 50;
/** Inventory types 0..28, rounded up. */
const TYPES = 32;
/** Levels of a band of listings. */
export const BAND_LEVELS = 5;
const BANDS = 17;
const NONE = -1;
/** Words of an auction's place in its heap: first child, then these. */
const STEP = 4;
const NEXT = 1;
const PREV = 2;
const IN_HEAP = 3;

export class AuctionBook {
  /** Open auctions. */
  open = 0;
  readonly #items: number;
  /** Heap of each house and kind: its cheapest auction. */
  readonly #root: Int32Array;
  /** Of each auction its first child, next brother and the one before (brother or parent), and 1 while it is in a heap: one line of the cache. */
  readonly #links: Int32Array;
  /** Buyout of a unit, copper; correctly rounded, so it orders as the exact fraction does, and ties go by uid. */
  readonly #unit: Float64Array;
  readonly #kinds: UidLists;
  readonly #pages: UidLists;
  readonly #sellers: UidLists;

  constructor(private readonly world: World) {
    const slots = world.capacities.auction!;
    const houses = Math.max(1, world.content.auctionHouses.count);
    this.#items = Math.max(1, world.content.items.count);
    this.#root = new Int32Array(houses * this.#items).fill(NONE);
    this.#links = new Int32Array(slots * STEP);
    this.#unit = new Float64Array(slots);
    this.#kinds = new UidLists(houses * this.#items, slots);
    this.#pages = new UidLists(houses * TYPES * BANDS, slots);
    this.#sellers = new UidLists(world.capacities.bot!, slots);
  }

  /** Take in an auction that has just been opened (its component row is complete, its uid the newest). */
  add(a: number): void {
    const { auction } = this.world.c;
    const { items } = this.world.content;
    const house = auction.house[a]!;
    const kind = auction.kind[a]!;
    const list = house * this.#items + kind;
    this.#kinds.append(list, a);
    this.#pages.append(pageList(house, items.inventoryType[kind]!, bandOf(items.requiredLevel[kind]!)), a);
    this.#sellers.append(auction.seller[a]! - 1, a);
    this.open++;
    if (auction.buyout[a]! <= 0) return;
    this.#unit[a] = auction.buyout[a]! / auction.stack[a]!;
    const links = this.#links;
    links[a * STEP] = NONE;
    links[a * STEP + NEXT] = NONE;
    links[a * STEP + PREV] = NONE;
    links[a * STEP + IN_HEAP] = 1;
    const root = this.#root[list]!;
    this.#root[list] = root < 0 ? a : this.#meld(root, a);
  }

  /** Forget an auction that ends. */
  remove(a: number): void {
    const list = this.#kinds.listOf(a);
    if (list < 0) return;
    this.#kinds.remove(a);
    this.#pages.remove(a);
    this.#sellers.remove(a);
    this.open--;
    const links = this.#links;
    if (links[a * STEP + IN_HEAP] === 0) return;
    links[a * STEP + IN_HEAP] = 0;
    const below = this.#mergePairs(links[a * STEP]!);
    if (this.#root[list] === a) {
      this.#root[list] = below;
      return;
    }
    this.#cut(a);
    if (below >= 0) this.#root[list] = this.#meld(this.#root[list]!, below);
  }

  /** Auction with the lowest buyout of a unit (ties: lowest uid), -1 when none of a kind has a buyout. */
  cheapest(house: number, kind: number): number {
    return this.#root[house * this.#items + kind]!;
  }
  countOfKind(house: number, kind: number): number {
    return this.#kinds.count(house * this.#items + kind);
  }
  /** Oldest open auction of a kind, -1 none; go on with `nextOfKind`. */
  firstOfKind(house: number, kind: number): number {
    return this.#kinds.first(house * this.#items + kind);
  }
  nextOfKind(a: number): number {
    return this.#kinds.after(a);
  }
  /** Oldest open auction of a seller, -1 none; go on with `nextOfSeller`. */
  firstOfSeller(bot: number): number {
    return this.#sellers.first(bot);
  }
  /** Newest open auction of a seller, -1 none. */
  lastOfSeller(bot: number): number {
    return this.#sellers.last(bot);
  }
  nextOfSeller(a: number): number {
    return this.#sellers.after(a);
  }
  countOfSeller(bot: number): number {
    return this.#sellers.count(bot);
  }

  /**
   * One page of listings, oldest first: items of an inventory type whose required level lies in a band (see `bandOf`). Starts after the
   * auction `cursor` (-1, or one that has ended meanwhile: at the beginning). Fills `out`, at most 50 entries; returns how many.
   */
  search(house: number, inventoryType: number, band: number, cursor: number, out: Int32Array): number {
    const list = pageList(house, inventoryType, band);
    let a = cursor >= 0 && this.#pages.listOf(cursor) === list ? this.#pages.after(cursor) : this.#pages.first(list);
    const limit = Math.min(PAGE_ENTRIES, out.length);
    let n = 0;
    for (; a >= 0 && n < limit; a = this.#pages.after(a)) out[n++] = a;
    return n;
  }
  countOfPage(house: number, inventoryType: number, band: number): number {
    return this.#pages.count(pageList(house, inventoryType, band));
  }

  rebuild(): void {
    const { auction } = this.world.c;
    this.open = 0;
    this.#root.fill(NONE);
    this.#links.fill(0);
    this.#kinds.clear();
    this.#pages.clear();
    this.#sellers.clear();
    const slots = new Int32Array(this.world.pools.auction.high);
    let n = 0;
    for (let a = 0; a < slots.length; a++) if (auction.state[a] === AuctionState.open) slots[n++] = a;
    sortByUid(slots, n, auction.uid, new Float64Array(n));
    for (let k = 0; k < n; k++) this.add(slots[k]!);
  }

  #less(a: number, b: number): boolean {
    const d = this.#unit[a]! - this.#unit[b]!;
    return d !== 0 ? d < 0 : this.world.c.auction.uid[a]! < this.world.c.auction.uid[b]!;
  }
  /** Two heaps into one; both roots stand alone. */
  #meld(a: number, b: number): number {
    const top = this.#less(b, a) ? b : a;
    const under = top === a ? b : a;
    const links = this.#links;
    const first = links[top * STEP]!;
    links[under * STEP + NEXT] = first;
    if (first >= 0) links[first * STEP + PREV] = under;
    links[under * STEP + PREV] = top;
    links[top * STEP] = under;
    return top;
  }
  /** Take a heap out of the children of its parent. */
  #cut(a: number): void {
    const links = this.#links;
    const prev = links[a * STEP + PREV]!;
    const next = links[a * STEP + NEXT]!;
    if (links[prev * STEP] === a) links[prev * STEP] = next;
    else links[prev * STEP + NEXT] = next;
    if (next >= 0) links[next * STEP + PREV] = prev;
  }
  /** Brothers into one heap, in two passes; the stack of the first pass runs through `next`. */
  #mergePairs(first: number): number {
    const links = this.#links;
    let pairs = NONE;
    for (let a = first; a >= 0;) {
      const b = links[a * STEP + NEXT]!;
      const rest = b >= 0 ? links[b * STEP + NEXT]! : NONE;
      links[a * STEP + NEXT] = NONE;
      if (b >= 0) links[b * STEP + NEXT] = NONE;
      const top = b >= 0 ? this.#meld(a, b) : a;
      links[top * STEP + NEXT] = pairs;
      pairs = top;
      a = rest;
    }
    let root = NONE;
    while (pairs >= 0) {
      const a = pairs;
      pairs = links[a * STEP + NEXT]!;
      links[a * STEP + NEXT] = NONE;
      links[a * STEP + PREV] = NONE;
      root = root < 0 ? a : this.#meld(root, a);
    }
    return root;
  }
}

/** Band of listings of a required level. */
export function bandOf(level: number): number {
  return Math.min(BANDS - 1, Math.floor(level / BAND_LEVELS));
}
function pageList(house: number, inventoryType: number, band: number): number {
  return (house * TYPES + Math.min(inventoryType, TYPES - 1)) * BANDS + band;
}
