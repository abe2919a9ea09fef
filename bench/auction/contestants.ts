/**
 * The order structure of the auction houses, and others that can express the same: who holds the open auctions and answers with the cheapest
 * of a kind. All of them get the same stream and must buy the same auctions.
 */
import { OrderBook, Side } from 'nodejs-order-book';
import type { AuctionBook } from '../../systems/auction/auction-book.js';
import type { World } from '../../systems/world.js';
import { row } from './hall.js';

export interface Contestant {
  readonly name: string;
  /** Post an auction with a number from 1 (rising), of a kind, at a price. */
  post(id: number, kind: number, price: number): void;
  /** The cheapest of a kind is bid on: answers its number, 0 when there is none. */
  bid(kind: number): number;
  /** The cheapest of a kind is bought: answers its number, 0 when there is none. */
  buyOut(kind: number): number;
  expire(id: number): void;
}

/** This project's: typed arrays, pairing heaps, lists of pages, kinds and sellers kept besides. */
export class OurBook implements Contestant {
  readonly name = 'botrealm AuctionBook';
  readonly #book: AuctionBook;
  readonly #slotOf: Int32Array;
  readonly #free: Int32Array;
  #freeCount: number;
  constructor(
    private readonly world: World,
    ids: number,
  ) {
    this.#book = world.derived.auctions;
    const slots = world.capacities.auction!;
    this.#free = Int32Array.from({ length: slots }, (_, k) => slots - 1 - k);
    this.#freeCount = slots;
    this.#slotOf = new Int32Array(ids + 1);
  }
  post(id: number, kind: number, price: number): void {
    const a = this.#free[--this.#freeCount]!;
    this.#slotOf[id] = a;
    row(this.world, a, id, kind, price);
    this.#book.add(a);
  }
  bid(kind: number): number {
    const a = this.#book.cheapest(0, kind);
    if (a < 0) return 0;
    const { auction } = this.world.c;
    auction.currentBid[a]!++;
    return auction.uid[a]!;
  }
  buyOut(kind: number): number {
    const a = this.#book.cheapest(0, kind);
    if (a < 0) return 0;
    this.#take(a);
    return this.world.c.auction.uid[a]!;
  }
  expire(id: number): void {
    this.#take(this.#slotOf[id]!);
  }
  #take(a: number): void {
    this.#book.remove(a);
    this.#free[this.#freeCount++] = a;
  }
}

/** One book a kind of the npm package nodejs-order-book: asks of size 1, bought by market orders. */
export class PackageBook implements Contestant {
  readonly name = 'nodejs-order-book, one book a kind';
  readonly #books: (OrderBook | undefined)[];
  readonly #kindOf: Int32Array;
  constructor(kinds: number, ids: number) {
    this.#books = new Array<OrderBook | undefined>(kinds);
    this.#kindOf = new Int32Array(ids + 1);
  }
  post(id: number, kind: number, price: number): void {
    this.#kindOf[id] = kind;
    (this.#books[kind] ??= new OrderBook()).limit({ id: String(id), side: Side.SELL, size: 1, price });
  }
  bid(kind: number): number {
    const book = this.#books[kind];
    return book === undefined || book.calculateMarketPrice(Side.BUY, 1).err !== null ? 0 : 1;
  }
  buyOut(kind: number): number {
    const done = this.#books[kind]?.market({ side: Side.BUY, size: 1 }).done;
    return done === undefined || done.length === 0 ? 0 : Number(done[0]!.id);
  }
  expire(id: number): void {
    this.#books[this.#kindOf[id]!]!.cancel(String(id));
  }
}

/** What one writes first: an array of objects, looked through. */
export class NaiveScan implements Contestant {
  readonly name = 'scan of an array of objects';
  readonly #open: { id: number; kind: number; price: number; bids: number }[] = [];
  post(id: number, kind: number, price: number): void {
    this.#open.push({ id, kind, price, bids: 0 });
  }
  #cheapest(kind: number): number {
    let best = -1;
    for (let k = 0; k < this.#open.length; k++) {
      const lot = this.#open[k]!;
      if (lot.kind !== kind) continue;
      const now = best < 0 ? undefined : this.#open[best]!;
      if (now === undefined || lot.price < now.price || (lot.price === now.price && lot.id < now.id)) best = k;
    }
    return best;
  }
  bid(kind: number): number {
    const k = this.#cheapest(kind);
    if (k < 0) return 0;
    this.#open[k]!.bids++;
    return this.#open[k]!.id;
  }
  buyOut(kind: number): number {
    const k = this.#cheapest(kind);
    return k < 0 ? 0 : this.#remove(k);
  }
  expire(id: number): void {
    this.#remove(this.#open.findIndex((lot) => lot.id === id));
  }
  #remove(k: number): number {
    const { id } = this.#open[k]!;
    this.#open[k] = this.#open[this.#open.length - 1]!;
    this.#open.pop();
    return id;
  }
}
