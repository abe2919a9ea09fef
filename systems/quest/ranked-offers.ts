/**
 * What the givers in sight of a cell have for bots of a side and level, ranked: by giver, each giver's quests the best first, with what a bot
 * has to be asked before it may take one. A record is one stretch of numbers, found by one look into a hash table, so that a choice costs
 * the same few cache lines however many givers the world has. Derived: a pure function of content, options and published weights.
 */
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import type { GiverIndex } from './giver-index.js';
import type { ScoreTables } from './score-tables.js';
import { mulPpm, zoneFactor } from './scoring.js';

/** A record: when it was ranked, how many givers, and 1 when points are beyond MOST_POINTS; then the givers, then their quests. */
export const Head = { stamp: 0, givers: 1, dear: 2, size: 4 } as const;
/** A giver of a record: its place and index, and where its quests begin and end. All sizes are even, see `RankedOffers.points`. */
export const Giver = { x: 0, y: 1, giver: 2, from: 3, to: 4, size: 6 } as const;
/** A quest of a record: index, and bits of `Need`. */
export const Entry = { quest: 0, needs: 1, size: 2 } as const;

/** A slot of the hash table: cell, (map, level, side, scoring), zone + 1, and where the record begins + 1. */
const SLOT = 4;
const FIRST_SLOTS = 1 << 12;
const FIRST_NUMBERS = 1 << 16;
/** Past so many numbers everything is made anew: as many as fit into 8 MB with their points, less one large record. */
const MAX_NUMBERS = 900_000;
/** Up to here the product with a share in millionths is exact (below 2^53). */
const MOST_POINTS = 9e9;
const LEVELS = 256;
const SIDES = 4;
const MIX_A = 0x9e3779b1;
const MIX_B = 0x85ebca6b;
const MIX_C = 0xc2b2ae35;

export class RankedOffers {
  /** The numbers of all records. It is replaced when it grows: read it after `find`. */
  data = new Int32Array(FIRST_NUMBERS);
  /** Points before distance, at half the position of what they belong to: a quest, or a giver (those of its first quest). Replaced as `data` is. */
  points = new Float64Array(FIRST_NUMBERS / 2);
  hits = 0;
  misses = 0;
  #slots = new Int32Array(FIRST_SLOTS * SLOT);
  #mask = FIRST_SLOTS - 1;
  #records = 0;
  #used = 0;

  constructor(
    private readonly world: World,
    private readonly givers: GiverIndex,
    private readonly scores: ScoreTables,
  ) {}

  get size(): number {
    return this.#records;
  }

  /** Let go of all records. */
  clear(): void {
    this.#slots.fill(0);
    this.#records = 0;
    this.#used = 0;
  }

  /**
   * Where in `data` the record begins for bots of a side and level in a cell (see `GiverIndex.key`) and zone (-1: none); `simple`: points
   * of the simple strategy. At most `limit` records are kept, with 0 none. The score tables must be up to date.
   */
  find(map: number, x: number, y: number, level: number, side: number, zone: number, simple: boolean, limit: number): number {
    const cell = this.givers.key(x, y);
    const kind = ((map * LEVELS + level) * SIDES + side) * 2 + (simple ? 1 : 0);
    let slot = this.#slotOf(cell, kind, zone + 1);
    const kept = this.#slots[slot + 3]! - 1;
    if (kept >= 0 && limit > 0) {
      this.hits++;
      if (this.data[kept] !== this.scores.renewals) this.#rank(kept, level, zone, simple);
      return kept;
    }
    this.misses++;
    if (this.#records >= limit || this.#used > MAX_NUMBERS || (this.#records + 1) * 2 > this.#mask) {
      if (this.#records >= limit || this.#used > MAX_NUMBERS) this.clear();
      else this.#widen();
      slot = this.#slotOf(cell, kind, zone + 1);
    }
    const made = this.#make(map, x, y, level, side);
    this.#rank(made, level, zone, simple);
    this.#slots[slot] = cell;
    this.#slots[slot + 1] = kind;
    this.#slots[slot + 2] = zone + 1;
    this.#slots[slot + 3] = made + 1;
    this.#records++;
    return made;
  }

  /** The slot that holds a record, or the free one where it belongs. */
  #slotOf(cell: number, kind: number, zone: number): number {
    const slots = this.#slots;
    // Cells of a row differ by one and hubs by round numbers: without the last step they would crowd together.
    let mixed = Math.imul(cell, MIX_A) ^ Math.imul(kind, MIX_B) ^ Math.imul(zone, MIX_C);
    mixed = Math.imul(mixed ^ (mixed >>> 15), MIX_C);
    for (let n = mixed ^ (mixed >>> 13); ; n++) {
      const at = (n & this.#mask) * SLOT;
      if (slots[at + 3] === 0 || (slots[at] === cell && slots[at + 1] === kind && slots[at + 2] === zone)) return at;
    }
  }

  #widen(): void {
    const old = this.#slots;
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array((this.#mask + 1) * SLOT);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + 3] === 0) continue;
      const to = this.#slotOf(old[at]!, old[at + 1]!, old[at + 2]!);
      for (let n = 0; n < SLOT; n++) this.#slots[to + n] = old[at + n]!;
    }
  }

  /** A record without points: givers in ascending order, each with its offered quests. */
  #make(map: number, x: number, y: number, level: number, side: number): number {
    const { world } = this;
    const index = world.derived.quests;
    const { givers } = world.content;
    const near = index.cellOf(map, x, y).givers;
    const offered = index.offered(side, level);
    const { offsets, values } = givers.starts;
    let quests = 0;
    for (let n = 0; n < near.length; n++) quests += offsets[near[n]! + 1]! - offsets[near[n]!]!;
    const at = this.#used;
    const data = this.#reserve(Head.size + near.length * Giver.size + quests * Entry.size);
    let count = 0;
    let free = at + Head.size + near.length * Giver.size;
    for (let n = 0; n < near.length; n++) {
      const giver = near[n]!;
      if (!dealsWith(world, giver, side)) continue;
      const from = free;
      for (let k = offsets[giver]!; k < offsets[giver + 1]!; k++) {
        const quest = values[k]!;
        if (offered[quest] === 0) continue;
        data[free + Entry.quest] = quest;
        data[free + Entry.needs] = index.needs.on(quest, side, map);
        free += Entry.size;
      }
      if (free === from) continue;
      const row = at + Head.size + count++ * Giver.size;
      data[row + Giver.x] = givers.x[giver]!;
      data[row + Giver.y] = givers.y[giver]!;
      data[row + Giver.giver] = giver;
      data[row + Giver.from] = from;
      data[row + Giver.to] = free;
    }
    data[at + Head.givers] = count;
    this.#used = count === 0 ? at + Head.size : free;
    return at;
  }

  #reserve(size: number): Int32Array {
    if (this.#used + size > this.data.length) {
      const wider = new Int32Array(Math.max(this.data.length, size) * 2);
      const points = new Float64Array(wider.length / 2);
      wider.set(this.data);
      points.set(this.points);
      this.data = wider;
      this.points = points;
    }
    return this.data;
  }

  /** Give the quests of a record their points and each giver its order: by points, best first, then by quest. */
  #rank(at: number, level: number, zone: number, simple: boolean): void {
    const { world, data, points, scores } = this;
    const zones = world.content.quests.zone;
    const inZone = zoneFactor(world);
    data[at + Head.stamp] = scores.renewals;
    data[at + Head.dear] = 0;
    for (let row = at + Head.size, n = data[at + Head.givers]!; n > 0; n--, row += Giver.size) {
      const from = data[row + Giver.from]!;
      const to = data[row + Giver.to]!;
      for (let e = from; e < to; e += Entry.size) {
        const quest = data[e + Entry.quest]!;
        const shared = simple ? scores.simple(quest, level) : scores.known(quest, level, false);
        points[e >> 1] = !simple && zone >= 0 && zones[quest] === zone ? mulPpm(shared, inZone) : shared;
      }
      order(data, points, from, to);
      points[row >> 1] = points[from >> 1]!;
      if (points[from >> 1]! > MOST_POINTS) data[at + Head.dear] = 1;
    }
  }
}

/** Insertion sort of entries: short lists, mostly in order already. */
function order(data: Int32Array, points: Float64Array, from: number, to: number): void {
  for (let e = from + Entry.size; e < to; e += Entry.size) {
    const worth = points[e >> 1]!;
    const quest = data[e + Entry.quest]!;
    const needs = data[e + Entry.needs]!;
    let at = e;
    for (let before = at - Entry.size; at > from; before -= Entry.size) {
      if (points[before >> 1]! > worth || (points[before >> 1] === worth && data[before + Entry.quest]! < quest)) break;
      points[at >> 1] = points[before >> 1]!;
      data[at + Entry.quest] = data[before + Entry.quest]!;
      data[at + Entry.needs] = data[before + Entry.needs]!;
      at = before;
    }
    points[at >> 1] = worth;
    data[at + Entry.quest] = quest;
    data[at + Entry.needs] = needs;
  }
}
