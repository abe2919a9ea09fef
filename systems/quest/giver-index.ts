/**
 * Givers by place: one R-tree per map, loaded once in bulk, and in front of it what each cell sees, kept. Static; the cache is a pure
 * function of content and radius, so that it never changes a result.
 */
import RBush from 'rbush';
import { distance } from '../../engine/integer-math.js';
import type { Givers } from '../../data/content.js';

/** Edge of a cell, centiyards (50 yards). */
export const GIVER_CELL = 5000;
/** Cells kept; past it the cache starts anew. */
const MAX_CELLS = 100_000;
/** Cells along an axis: 2^15 of 50 yards, more than any map. */
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
  readonly offers: (unknown | undefined)[];
}

export class GiverIndex {
  readonly #trees: (RBush<Entry> | undefined)[] = [];
  readonly #cells: Map<number, Cell>[];
  #count = 0;
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
  ) {
    const entries: Entry[][] = Array.from({ length: maps }, () => []);
    for (let g = 0; g < givers.count; g++) {
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
    this.resets++;
  }

  /**
   * Givers with quests that may lie within `radius` centiyards of a place: all within that distance of the place's cell, ordered by
   * (distance to the cell's centre, giver). Callers check the distance to the place itself.
   */
  near(map: number, x: number, y: number, radius: number): Int32Array {
    return this.cell(map, x, y, radius).givers;
  }

  /** The cell of a place. */
  cell(map: number, x: number, y: number, radius: number): Cell {
    if (radius !== this.#radius) {
      this.clear();
      this.#radius = radius;
    }
    const cx = Math.floor(x / GIVER_CELL);
    const cy = Math.floor(y / GIVER_CELL);
    // A small integer: a map of others would box its keys.
    const key = ((cx & (SPAN - 1)) << SPAN_BITS) | (cy & (SPAN - 1));
    const kept = this.#cells[map]!.get(key);
    if (kept !== undefined) {
      this.hits++;
      return kept;
    }
    this.misses++;
    const made = { givers: this.#search(map, cx * GIVER_CELL, cy * GIVER_CELL, radius), offers: [] };
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
    const middleX = left + GIVER_CELL / 2;
    const middleY = top + GIVER_CELL / 2;
    const near: { giver: number; d: number }[] = [];
    for (const { giver } of found) {
      const x = this.givers.x[giver]!;
      const y = this.givers.y[giver]!;
      const dx = Math.max(left - x, 0, x - right);
      const dy = Math.max(top - y, 0, y - bottom);
      if (dx * dx + dy * dy <= radius * radius) near.push({ giver, d: distance(x, y, middleX, middleY) });
    }
    near.sort((a, b) => a.d - b.d || a.giver - b.giver);
    return Int32Array.from(near, (n) => n.giver);
  }
}
const NONE = new Int32Array(0);
