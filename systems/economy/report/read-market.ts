/** From the auctions of a run: what was listed, sold, expired and called off, at what prices, and how long it took. */
import type Database from 'better-sqlite3';
import type { Sold } from './price-index.js';
import { ascending } from './statistics.js';

const OPEN = 1;
const SOLD = 2;
const EXPIRED = 3;
const CANCELLED = 4;
const SECONDS_PER_FRAME = 0.1;

export interface ItemPrices {
  readonly itemId: number;
  readonly name: string;
  sales: number;
  units: number;
  copper: number;
  /** Unit prices of sales, rising. */
  prices: Float64Array;
  /** The same as they came. */
  readonly course: readonly number[];
  /** Sales below the buyout, or without one: to the highest bid. */
  readonly byBid: number;
}

export interface Market {
  /** Sales by kind of item, one map a window. */
  readonly byWindow: readonly Map<number, Sold>[];
  readonly items: readonly ItemPrices[];
  /** Listings that came after the start, and that ended. */
  readonly posted: number;
  readonly sold: number;
  readonly expired: number;
  readonly cancelled: number;
  /** Asking price (buyout, or start bid) of the listings that ended, and of those sold what was paid, copper. */
  readonly listedCopper: number;
  readonly paidCopper: number;
  /** Seconds from posting to sale, rising; auctions of the start are left out. */
  readonly secondsToSale: Float64Array;
  /** Copper of sales by seller uid. */
  readonly bySeller: ReadonlyMap<number, number>;
  /** Copper in deposits and bids of open auctions, by the bot that laid it down. */
  readonly escrow: ReadonlyMap<number, number>;
}

interface Row {
  readonly frame: number;
  readonly auction: number;
  readonly status: number;
  readonly seller: number;
  readonly bidder: number;
  readonly item: number;
  readonly stack: number;
  readonly start: number;
  readonly bid: number;
  readonly buyout: number;
  readonly deposit: number;
}
interface OpenAuction {
  posted: number;
  last: Row;
}

/** @param from frame after which listings count as posted: those of before are of the start, or their beginning is no longer in the file */
export function readMarket(db: Database.Database, from: number, windowFrames: number, windows: number): Market {
  const reader = new MarketReader(from, windowFrames, windows);
  const rows = db
    .prepare(
      `SELECT frame, auction_uid AS auction, status, seller_uid AS seller, bidder_uid AS bidder, item_id AS item, stack_count AS stack,
         start_bid_copper AS start, current_bid_copper AS bid, buyout_copper AS buyout, deposit_copper AS deposit
       FROM auction_row ORDER BY rowid`,
    )
    .iterate() as IterableIterator<Row>;
  for (const row of rows) reader.take(row);
  return reader.finish(namesOf(db));
}

function namesOf(db: Database.Database): Map<number, string> {
  const rows = db.prepare('SELECT item_id AS id, name FROM item_name').all() as { id: number; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

class MarketReader {
  readonly #open = new Map<number, OpenAuction>();
  readonly #byWindow: Map<number, Sold>[];
  readonly #prices = new Map<number, { units: number; copper: number; prices: number[]; byBid: number }>();
  readonly #seconds: number[] = [];
  readonly #bySeller = new Map<number, number>();
  readonly #ended = [0, 0, 0, 0, 0];
  #posted = 0;
  #listed = 0;
  #paid = 0;

  constructor(
    private readonly from: number,
    private readonly windowFrames: number,
    private readonly windows: number,
  ) {
    this.#byWindow = Array.from({ length: windows }, () => new Map<number, Sold>());
  }

  take(row: Row): void {
    let auction = this.#open.get(row.auction);
    if (auction === undefined) {
      auction = { posted: row.frame, last: row };
      this.#open.set(row.auction, auction);
      if (row.frame > this.from) this.#posted++;
    }
    auction.last = row;
    if (row.status === OPEN) return;
    this.#open.delete(row.auction);
    if (row.frame < this.from) return;
    this.#ended[row.status]!++;
    this.#listed += row.buyout > 0 ? row.buyout : row.start;
    if (row.status === SOLD) this.#sale(row, auction.posted);
  }

  #sale(row: Row, posted: number): void {
    this.#paid += row.bid;
    this.#bySeller.set(row.seller, (this.#bySeller.get(row.seller) ?? 0) + row.bid);
    if (posted > this.from) this.#seconds.push((row.frame - posted) * SECONDS_PER_FRAME);
    const window = this.#byWindow[Math.min(this.windows - 1, Math.floor((row.frame - this.from) / this.windowFrames))]!;
    const sold = window.get(row.item) ?? { units: 0, copper: 0 };
    sold.units += row.stack;
    sold.copper += row.bid;
    window.set(row.item, sold);
    const item = this.#prices.get(row.item) ?? { units: 0, copper: 0, prices: [], byBid: 0 };
    item.units += row.stack;
    item.copper += row.bid;
    item.prices.push(row.bid / row.stack);
    if (row.bid < row.buyout || row.buyout === 0) item.byBid++;
    this.#prices.set(row.item, item);
  }

  finish(names: ReadonlyMap<number, string>): Market {
    const items = [...this.#prices].map(([itemId, { units, copper, prices, byBid }]) => ({
      itemId,
      name: names.get(itemId) ?? `item ${itemId}`,
      sales: prices.length,
      units,
      copper,
      prices: ascending(prices),
      course: prices,
      byBid,
    }));
    items.sort((a, b) => b.copper - a.copper || a.itemId - b.itemId);
    const escrow = new Map<number, number>();
    const lay = (uid: number, copper: number): void => void escrow.set(uid, (escrow.get(uid) ?? 0) + copper);
    for (const { last } of this.#open.values()) {
      lay(last.seller, last.deposit);
      if (last.bidder !== 0) lay(last.bidder, last.bid);
    }
    return {
      byWindow: this.#byWindow,
      items,
      posted: this.#posted,
      sold: this.#ended[SOLD]!,
      expired: this.#ended[EXPIRED]!,
      cancelled: this.#ended[CANCELLED]!,
      listedCopper: this.#listed,
      paidCopper: this.#paid,
      secondsToSale: ascending(this.#seconds),
      bySeller: this.#bySeller,
      escrow,
    };
  }
}
