import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { IdIndex } from '../../../data/compile/columns.js';
import { compileZones } from '../../../data/compile/places.js';
import type { Row } from '../../../data/format/tables.js';
import { holds } from '../format/support.js';

type Zone = Row<'zone'>;

const edge = fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100);
const side = fc
  .tuple(edge, fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100_000 })))
  .map(([low, length]) => [low, Math.round(low * 100 + length) / 100] as const);
const zones = fc.array(fc.tuple(side, side, fc.nat({ max: 1 })), { minLength: 1, maxLength: 30 }).map((rectangles) =>
  rectangles.map(([x, y, map], i): Zone => ({
    id: i + 1,
    map_id: map * 5,
    name: `zone ${i}`,
    min_level: 1,
    max_level: 5,
    side: 'neutral',
    x_min_yards: x[0],
    x_max_yards: x[1],
    y_min_yards: y[0],
    y_max_yards: y[1],
    derived: 0,
  })),
);
const MAPS = new IdIndex('map', [{ id: 0 }, { id: 5 }]);

/** The plain way: the smallest rectangle that holds the place, the lowest index of equal ones. */
function slowly(rows: readonly Zone[], map: number, x: number, y: number): number {
  let best = -1;
  let bestArea = Infinity;
  rows.forEach((zone, i) => {
    const [x0, x1, y0, y1] = [zone.x_min_yards, zone.x_max_yards, zone.y_min_yards, zone.y_max_yards].map((yards) =>
      Math.round(yards * 100),
    ) as [number, number, number, number];
    const area = (x1 - x0) * (y1 - y0);
    if (zone.map_id !== map * 5 || x < x0 || x > x1 || y < y0 || y > y1 || area >= bestArea) return;
    best = i;
    bestArea = area;
  });
  return best;
}

test('the zone of a place is the smallest rectangle that holds it, edges included', () => {
  const place = fc.integer({ min: -110_000, max: 210_000 });
  return holds(
    import.meta.url,
    fc.property(zones, fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 30 }), (rows, places) => {
      const compiled = compileZones(rows, MAPS, 2);
      const corners = rows.flatMap((zone) =>
        [zone.x_min_yards, zone.x_max_yards].flatMap((x) =>
          [zone.y_min_yards, zone.y_max_yards].map((y) => [Math.round(x * 100), Math.round(y * 100)] as const),
        ),
      );
      const nearby = corners.flatMap(
        ([x, y]) =>
          [
            [x, y],
            [x - 1, y],
            [x, y + 1],
            [x + 1, y - 1],
          ] as const,
      );
      for (const [x, y] of [...places, ...nearby])
        for (const map of [0, 1]) assert.is(compiled.at(map, x, y), slowly(rows, map, x, y), `map ${map}, x ${x}, y ${y}`);
    }),
    60,
  );
});

test('a map without zones has none, and neither has a map that does not exist', () => {
  const compiled = compileZones([], MAPS, 2);
  assert.equal([compiled.at(0, 0, 0), compiled.at(1, 0, 0), compiled.at(-1, 0, 0), compiled.at(9, 0, 0)], [-1, -1, -1, -1]);
});

test.run();
