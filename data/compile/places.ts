/** Maps, the passages between them, graveyards, and the zone of a place. */
import type { Graveyards, MapLinks, Maps, Zones } from '../content.js';
import { MAP_KINDS } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { centi, i32, u8, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';
import { sideNumber } from './people.js';

export function compileMaps(rows: readonly Row<'map'>[]): Maps {
  const kind = wordNumber(MAP_KINDS);
  return { count: rows.length, id: i32(rows, (r) => r.id), name: rows.map((r) => r.name), kind: u8(rows, (r) => kind(r.kind)) };
}

export function compileLinks(rows: readonly Row<'map_link'>[], maps: IdIndex): MapLinks {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    fromMap: i32(rows, (r) => maps.of(r.from_map_id)),
    fromX: i32(rows, (r) => centi(r.from_x_yards)),
    fromY: i32(rows, (r) => centi(r.from_y_yards)),
    toMap: i32(rows, (r) => maps.of(r.to_map_id)),
    toX: i32(rows, (r) => centi(r.to_x_yards)),
    toY: i32(rows, (r) => centi(r.to_y_yards)),
    travelMs: i32(rows, (r) => r.travel_seconds * 1000),
    side: u8(rows, (r) => sideNumber(r.side)),
    minLevel: u8(rows, (r) => r.min_level),
  };
}

export function compileGraveyards(rows: readonly Row<'graveyard'>[], maps: IdIndex): Graveyards {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    map: i32(rows, (r) => maps.of(r.map_id)),
    x: i32(rows, (r) => centi(r.x_yards)),
    y: i32(rows, (r) => centi(r.y_yards)),
    side: u8(rows, (r) => sideNumber(r.side)),
  };
}

export function compileZones(rows: readonly Row<'zone'>[], maps: IdIndex, mapCount: number): Zones {
  const arrays = {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    map: i32(rows, (r) => maps.of(r.map_id)),
    minLevel: u8(rows, (r) => r.min_level),
    maxLevel: u8(rows, (r) => r.max_level),
    side: u8(rows, (r) => sideNumber(r.side)),
    xMin: i32(rows, (r) => centi(r.x_min_yards)),
    xMax: i32(rows, (r) => centi(r.x_max_yards)),
    yMin: i32(rows, (r) => centi(r.y_min_yards)),
    yMax: i32(rows, (r) => centi(r.y_max_yards)),
  };
  const grids = Array.from({ length: mapCount }, (_, map) => makeGrid(arrays, map));
  return { ...arrays, at: (map, x, y) => zoneAt(arrays, grids[map], x, y) };
}

type Rectangles = Pick<Zones, 'count' | 'map' | 'xMin' | 'xMax' | 'yMin' | 'yMax'>;

/** Cells along each side of a map's grid: with some 50 zones a map most cells then hold one to three candidates. */
const GRID_CELLS = 64;

interface Grid {
  readonly x: number;
  readonly y: number;
  readonly cellX: number;
  readonly cellY: number;
  /** Candidates of a cell, smallest first: values[offsets[cell] .. offsets[cell + 1] - 1]. */
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

/** A grid over the box around a map's zones; undefined for a map without zones. */
function makeGrid(zones: Rectangles, map: number): Grid | undefined {
  const own: number[] = [];
  for (let z = 0; z < zones.count; z++) if (zones.map[z] === map) own.push(z);
  if (own.length === 0) return undefined;
  const area = (z: number): number => (zones.xMax[z]! - zones.xMin[z]!) * (zones.yMax[z]! - zones.yMin[z]!);
  own.sort((a, b) => area(a) - area(b) || a - b);
  const low = (of: Int32Array): number => own.reduce((least, z) => Math.min(least, of[z]!), Infinity);
  const high = (of: Int32Array): number => own.reduce((most, z) => Math.max(most, of[z]!), -Infinity);
  const [x, y] = [low(zones.xMin), low(zones.yMin)];
  const cellX = Math.ceil((high(zones.xMax) - x + 1) / GRID_CELLS);
  const cellY = Math.ceil((high(zones.yMax) - y + 1) / GRID_CELLS);
  const offsets = new Int32Array(GRID_CELLS * GRID_CELLS + 1);
  const values: number[] = [];
  for (let cell = 0; cell < GRID_CELLS * GRID_CELLS; cell++) {
    const x0 = x + Math.floor(cell / GRID_CELLS) * cellX;
    const y0 = y + (cell % GRID_CELLS) * cellY;
    const [x1, y1] = [x0 + cellX - 1, y0 + cellY - 1];
    for (const z of own) {
      if (zones.xMin[z]! > x1 || zones.xMax[z]! < x0 || zones.yMin[z]! > y1 || zones.yMax[z]! < y0) continue;
      values.push(z);
      // A zone that holds the whole cell answers for it: larger ones behind it never count here.
      if (zones.xMin[z]! <= x0 && zones.xMax[z]! >= x1 && zones.yMin[z]! <= y0 && zones.yMax[z]! >= y1) break;
    }
    offsets[cell + 1] = values.length;
  }
  return { x, y, cellX, cellY, offsets, values: Int32Array.from(values) };
}

function zoneAt(zones: Rectangles, grid: Grid | undefined, x: number, y: number): number {
  if (grid === undefined || !(x >= grid.x && y >= grid.y)) return -1;
  const cellX = Math.trunc((x - grid.x) / grid.cellX);
  const cellY = Math.trunc((y - grid.y) / grid.cellY);
  if (cellX >= GRID_CELLS || cellY >= GRID_CELLS) return -1;
  const cell = cellX * GRID_CELLS + cellY;
  const end = grid.offsets[cell + 1]!;
  for (let i = grid.offsets[cell]!; i < end; i++) {
    const z = grid.values[i]!;
    if (x >= zones.xMin[z]! && x <= zones.xMax[z]! && y >= zones.yMin[z]! && y <= zones.yMax[z]!) return z;
  }
  return -1;
}
