/**
 * Givers by place: one R-tree per map, loaded once in bulk, and in front of it what each cell sees, kept. Static; the cache is a pure
 * function of content and radius, so that it never changes a result.
 */
import RBush from 'rbush';
import type { Givers } from '../../data/content.js';

/** Edge of a cell, centiyards, as a power of two (82 yards): the cell of a place is a shift, not two quotients. */
const CELL_BITS = 13;
const GIVER_CELL = 1 << CELL_BITS;
/** Cells kept; past it the cache starts anew. */
const MAX_CELLS = 100_000;
/** Tables of offers kept in all cells together, about a kilobyte each; past it they start anew. Unbounded, a day of 300 bots piled up 30 MB. */
const MAX_OFFERS = 8192;
/** Cells along an axis: 2^15, more than any map. */
const SPAN_BITS = 15;
const SPAN = 1 << SPAN_BITS;

interface Entry {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
  giver: number;
}

/** What can be seen from a cell: its givers, and for each side and level of bot the quests they have for it (see `Offers`). */
export interface Cell {
  readonly givers: Int32Array;
  readonly offers: Map<number, unknown>;
}

export class GiverIndex {
  readonly #trees: (RBush<Entry> | undefined)[] = [];
  readonly #cells: Map<number, Cell>[];
  #count = 0;
  #offers = 0;
  #radius = -1;
  /** Cells kept at most; past it the cache starts anew. */
  maxCells = MAX_CELLS;
  /** Cache counters, for reports. */
  hits = 0;
  misses = 0;
  resets = 0;

  constructor(
    private readonly givers: Givers,
    maps: number,
    /** The order in which givers are put in; it never shows. */
    order: Iterable<number> = givers.kind.keys(),
  ) {
    const entries: Entry[][] = Array.from({ length: maps }, () => []);
    for (const g of order) {
      // Givers that only end quests are no help to a bot that looks for some.
      if (givers.starts.offsets[g] === givers.starts.offsets[g + 1]) continue;
      const x = givers.x[g]!;
      const y = givers.y[g]!;
      entries[givers.map[g]!]!.push({ minX: x, minY: y, maxX: x, maxY: y, giver: g });
    }
    this.#cells = entries.map(() => new Map<number, Cell>());
    entries.forEach((list, map) => {
      if (list.length > 0) this.#trees[map] = new RBush<Entry>().load(list);
    });
  }

  get size(): number {
    return this.#count;
  }
  clear(): void {
    for (const cells of this.#cells) cells.clear();
    this.#count = 0;
    this.#offers = 0;
    this.resets++;
  }

  /** Keep what a cell offers bots of a side and level. */
  keepOffers(cell: Cell, key: number, offers: unknown): void {
    if (this.#offers >= MAX_OFFERS) {
      for (const cells of this.#cells) for (const { offers: kept } of cells.values()) kept.clear();
      this.#offers = 0;
    }
    this.#offers++;
    cell.offers.set(key, offers);
  }

  /**
   * Givers with quests that may lie within `radius` centiyards of a place: all within that distance of the place's cell, in ascending
   * order. Callers check the distance to the place itself.
   */
  near(map: number, x: number, y: number, radius: number): Int32Array {
    return this.cell(map, x, y, radius).givers;
  }

  /** Number of the cell of a place within its map: a small integer, for a hash table of others would box its keys. */
  key(x: number, y: number): number {
    return (((x >> CELL_BITS) & (SPAN - 1)) << SPAN_BITS) | ((y >> CELL_BITS) & (SPAN - 1));
  }

  /** The cell of a place. */
  cell(map: number, x: number, y: number, radius: number): Cell {
    if (radius !== this.#radius) {
      this.clear();
      this.#radius = radius;
    }
    const key = this.key(x, y);
    const kept = this.#cells[map]!.get(key);
    if (kept !== undefined) {
      this.hits++;
      return kept;
    }
    this.misses++;
    const left = (x >> CELL_BITS) << CELL_BITS;
    const top = (y >> CELL_BITS) << CELL_BITS;
    const made = { givers: this.#search(map, left, top, radius), offers: new Map<number, unknown>() };
    if (this.maxCells === 0) return made;
    if (this.#count >= this.maxCells) this.clear();
    this.#count++;
    this.#cells[map]!.set(key, made);
    return made;
  }

  #search(map: number, left: number, top: number, radius: number): Int32Array {
    const tree = this.#trees[map];
    if (tree === undefined) return NONE;
    const right = left + GIVER_CELL;
    const bottom = top + GIVER_CELL;
    const found = tree.search({ minX: left - radius, minY: top - radius, maxX: right + radius, maxY: bottom + radius });
    const near: number[] = [];
    for (const { giver } of found) {
      const dx = Math.max(left - this.givers.x[giver]!, 0, this.givers.x[giver]! - right);
      const dy = Math.max(top - this.givers.y[giver]!, 0, this.givers.y[giver]! - bottom);
      if (dx * dx + dy * dy <= radius * radius) near.push(giver);
    }
    return near.length === 0 ? NONE : Int32Array.from(near).sort();
  }
}
const NONE = new Int32Array(0);
