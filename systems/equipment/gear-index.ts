/**
 * What is known of the gear of each bot: a stamp that grows with every change of what it wears or carries, and a cache of simulated
 * upgrades. Derived: an answer from the cache is always the one that simulating would give, because the stamp and the level are part of
 * the question.
 */
import type { World } from '../world.js';

/** Answers kept; the newest of those that share a place stays. */
const ENTRIES = 1 << 15;
const MIX = 0x9e3779b1;

export class GearIndex {
  readonly #stamp: Int32Array;
  readonly #bot = new Int32Array(ENTRIES).fill(-1);
  readonly #kind = new Int32Array(ENTRIES);
  readonly #level = new Uint8Array(ENTRIES);
  readonly #seen = new Int32Array(ENTRIES);
  readonly #gain = new Int32Array(ENTRIES);
  #hits = 0;
  #misses = 0;

  constructor(world: World) {
    this.#stamp = new Int32Array(world.capacities.bot!);
  }

  /** Something that a bot wears or carries has changed. */
  touch(bot: number): void {
    this.#stamp[bot] = (this.#stamp[bot]! + 1) | 0;
  }

  static #place(bot: number, kind: number): number {
    return (Math.imul(bot * 65_536 + kind, MIX) >>> 17) & (ENTRIES - 1);
  }

  /** Position of the answer for a bot, item kind and level, or -1. */
  find(bot: number, kind: number, level: number): number {
    const at = GearIndex.#place(bot, kind);
    const known = this.#bot[at] === bot && this.#kind[at] === kind && this.#level[at] === level && this.#seen[at] === this.#stamp[bot];
    if (known) this.#hits++;
    else this.#misses++;
    return known ? at : -1;
  }
  gainAt(at: number): number {
    return this.#gain[at]!;
  }
  keep(bot: number, kind: number, level: number, gain: number): void {
    const at = GearIndex.#place(bot, kind);
    this.#bot[at] = bot;
    this.#kind[at] = kind;
    this.#level[at] = level;
    this.#seen[at] = this.#stamp[bot]!;
    this.#gain[at] = gain;
  }

  /** Share of the questions that the cache answered, and how many there were. */
  get counts(): { readonly hits: number; readonly misses: number } {
    return { hits: this.#hits, misses: this.#misses };
  }

  /** Forget everything: the world was put back to another state. */
  rebuild(): void {
    this.#bot.fill(-1);
  }
}
