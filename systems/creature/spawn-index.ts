/** Creature spawns by place, for bots that look for something to fight: a dense grid a map, static, from the content. */
import type { World } from '../world.js';

/** Edge of a cell, centiyards (60 yards). */
const CELL = 6000;

interface Grid {
  readonly firstX: number;
  readonly firstY: number;
  readonly rows: number;
  readonly columns: number;
  /** Spawns of cell c: values[offsets[c]] .. values[offsets[c + 1] - 1], ascending. */
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

export class SpawnIndex {
  readonly #grids: (Grid | undefined)[];

  constructor(world: World) {
    const { spawns, maps } = world.content;
    const byMap: number[][] = Array.from({ length: maps.count }, () => []);
    for (let s = 0; s < spawns.count; s++) byMap[spawns.map[s]!]!.push(s);
    this.#grids = byMap.map((list) => (list.length > 0 ? gridOf(list, spawns.x, spawns.y) : undefined));
  }

  /** Spawns in the cells within `reach` cells of a place, into `out`, in ascending cell and spawn order; returns how many (at most out.length). */
  around(map: number, x: number, y: number, reach: number, out: Int32Array): number {
    const grid = this.#grids[map];
    if (grid === undefined) return 0;
    const cx = Math.floor(x / CELL) - grid.firstX;
    const cy = Math.floor(y / CELL) - grid.firstY;
    const lastRow = Math.min(grid.rows - 1, cx + reach);
    const firstColumn = Math.max(0, cy - reach);
    const lastColumn = Math.min(grid.columns - 1, cy + reach);
    let n = 0;
    if (firstColumn > lastColumn) return 0;
    for (let i = Math.max(0, cx - reach); i <= lastRow; i++) {
      // The cells of a row lie one after the other, and so do their spawns.
      const end = grid.offsets[i * grid.columns + lastColumn + 1]!;
      for (let k = grid.offsets[i * grid.columns + firstColumn]!; k < end && n < out.length; k++) out[n++] = grid.values[k]!;
    }
    return n;
  }
}

function gridOf(list: readonly number[], x: Int32Array, y: Int32Array): Grid {
  const cellX = list.map((s) => Math.floor(x[s]! / CELL));
  const cellY = list.map((s) => Math.floor(y[s]! / CELL));
  const range = (cells: readonly number[]) =>
    cells.reduce(([low, high], c) => [Math.min(low, c), Math.max(high, c)] as const, [cells[0]!, cells[0]!] as readonly [number, number]);
  const [firstX, lastX] = range(cellX);
  const [firstY, lastY] = range(cellY);
  const rows = lastX - firstX + 1;
  const columns = lastY - firstY + 1;
  const offsets = new Int32Array(rows * columns + 1);
  const cellOf = (n: number) => (cellX[n]! - firstX) * columns + (cellY[n]! - firstY);
  for (let n = 0; n < list.length; n++) offsets[cellOf(n) + 1]!++;
  for (let c = 0; c < rows * columns; c++) offsets[c + 1]! += offsets[c]!;
  const next = offsets.slice();
  const values = new Int32Array(list.length);
  for (let n = 0; n < list.length; n++) values[next[cellOf(n)]!++] = list[n]!;
  return { firstX, firstY, rows, columns, offsets, values };
}
