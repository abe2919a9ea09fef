/** Bots by the cell in which their segment ends: who is, or soon will be, near whom. Derived; readers order by (distance, uid). */
import type { World } from '../world.js';

/** Edge of a cell, centiyards (40 yards). */
export const CELL = 4000;

export class BotCells {
  readonly #head = new Map<number, number>();
  readonly #next: Int32Array;
  readonly #prev: Int32Array;
  readonly #cell: Float64Array;

  constructor(private readonly world: World) {
    const n = world.capacities.bot!;
    this.#next = new Int32Array(n).fill(-1);
    this.#prev = new Int32Array(n).fill(-1);
    this.#cell = new Float64Array(n).fill(-1);
  }

  holds(bot: number): boolean {
    return this.#cell[bot] !== -1;
  }

  move(bot: number, map: number, x: number, y: number): void {
    const cell = cellOf(map, x, y);
    if (this.#cell[bot] === cell) return;
    this.remove(bot);
    const head = this.#head.get(cell) ?? -1;
    this.#next[bot] = head;
    this.#prev[bot] = -1;
    if (head >= 0) this.#prev[head] = bot;
    this.#head.set(cell, bot);
    this.#cell[bot] = cell;
  }

  remove(bot: number): void {
    const cell = this.#cell[bot]!;
    if (cell === -1) return;
    const next = this.#next[bot]!;
    const prev = this.#prev[bot]!;
    if (prev >= 0) this.#next[prev] = next;
    else if (next >= 0) this.#head.set(cell, next);
    else this.#head.delete(cell);
    if (next >= 0) this.#prev[next] = prev;
    this.#cell[bot] = -1;
  }

  /** Bots whose segment ends in the cell of a place, into `out`; returns how many (at most out.length), in no meaningful order. */
  near(map: number, x: number, y: number, out: Int32Array): number {
    let n = 0;
    for (let bot = this.#head.get(cellOf(map, x, y)) ?? -1; bot >= 0 && n < out.length; bot = this.#next[bot]!) out[n++] = bot;
    return n;
  }

  rebuild(): void {
    this.#head.clear();
    this.#cell.fill(-1);
    const { motion, identity } = this.world.c;
    for (let bot = 0; bot < this.world.pools.bot.high; bot++) {
      if (identity.uid[bot]! > 0) this.move(bot, motion.map[bot]!, motion.toX[bot]!, motion.toY[bot]!);
    }
  }
}

const SPAN = 1 << 16;
function cellOf(map: number, x: number, y: number): number {
  return (map * SPAN + (Math.floor(x / CELL) & 0xffff)) * SPAN + (Math.floor(y / CELL) & 0xffff);
}
