/** Creature spawns by place, for bots that look for something to fight. Static, from the content. */
import type { World } from '../world.js';

/** Edge of a cell, centiyards (60 yards). */
const CELL = 6000;
const SPAN = 1 << 16;

export class SpawnIndex {
  readonly #cells = new Map<number, Int32Array>();

  constructor(world: World) {
    const { spawns } = world.content;
    const lists = new Map<number, number[]>();
    for (let s = 0; s < spawns.count; s++) {
      const cell = key(spawns.map[s]!, Math.floor(spawns.x[s]! / CELL), Math.floor(spawns.y[s]! / CELL));
      const list = lists.get(cell);
      if (list) list.push(s);
      else lists.set(cell, [s]);
    }
    for (const [cell, list] of lists) this.#cells.set(cell, Int32Array.from(list));
  }

  /** Spawns in the cells within `reach` cells of a place, into `out`, in ascending cell and spawn order; returns how many (at most out.length). */
  around(map: number, x: number, y: number, reach: number, out: Int32Array): number {
    const cx = Math.floor(x / CELL);
    const cy = Math.floor(y / CELL);
    let n = 0;
    for (let i = cx - reach; i <= cx + reach; i++) {
      for (let j = cy - reach; j <= cy + reach; j++) {
        const list = this.#cells.get(key(map, i, j));
        if (list) for (let k = 0; k < list.length && n < out.length; k++) out[n++] = list[k]!;
      }
    }
    return n;
  }
}

function key(map: number, cx: number, cy: number): number {
  return (map * SPAN + (cx & 0xffff)) * SPAN + (cy & 0xffff);
}
