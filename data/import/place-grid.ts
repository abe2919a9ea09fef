/** Places in cells, to find what is near. */
export interface Placed<T> {
  readonly x: number;
  readonly y: number;
  readonly value: T;
}

export class PlaceGrid<T> {
  private readonly cells = new Map<string, Placed<T>[]>();
  /** `cellYards` should be near the radius asked for. */
  constructor(private readonly cellYards: number) {}

  add(map: number, x: number, y: number, value: T): void {
    const key = this.key(map, Math.floor(x / this.cellYards), Math.floor(y / this.cellYards));
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, [{ x, y, value }]);
    else cell.push({ x, y, value });
  }

  private key(map: number, column: number, row: number): string {
    return `${map}/${column}/${row}`;
  }

  /** All within `radius` yards, cell by cell, in the order they were added. */
  near(map: number, x: number, y: number, radius: number): Placed<T>[] {
    const out: Placed<T>[] = [];
    const limit = radius * radius;
    const size = this.cellYards;
    for (let column = Math.floor((x - radius) / size); column <= Math.floor((x + radius) / size); column++) {
      for (let row = Math.floor((y - radius) / size); row <= Math.floor((y + radius) / size); row++) {
        for (const placed of this.cells.get(this.key(map, column, row)) ?? []) {
          const dx = placed.x - x;
          const dy = placed.y - y;
          if (dx * dx + dy * dy <= limit) out.push(placed);
        }
      }
    }
    return out;
  }
}
