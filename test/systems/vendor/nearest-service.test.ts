/** The nearest service is the one a full search finds. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { distance } from '../../../engine/integer-math.js';
import { place } from '../../../systems/movement/motion.js';
import { anyService, dealsWithSide, nearestService, nearestWithin } from '../../../systems/vendor/services.js';
import type { World } from '../../../systems/world.js';
import { Cls, makeBot, makeWorld, smallContent } from '../inventory/small-world.js';

const spawns = Array.from({ length: 120 }, (_, n) => ({
  id: n + 1,
  creature_id: n % 3 === 0 ? 21 : 20,
  map_id: n % 10 === 0 ? 1 : n % 11 === 0 ? 2 : 0,
  x_yards: ((n * 7919) % 1601) - 800,
  y_yards: ((n * 104_729) % 1601) - 800,
}));
const content = await smallContent({
  map: [
    { id: 0, name: 'Land', kind: 'world' },
    { id: 1, name: 'Isle', kind: 'world' },
    { id: 2, name: 'Cave', kind: 'dungeon' },
    { id: 3, name: 'Empty', kind: 'world' },
  ],
  creature: [10, 20, 21].map((id) => ({
    id,
    name: `C${id}`,
    min_level: 5,
    max_level: 5,
    faction_id: id === 21 ? 3 : 1,
    min_health: 5,
    max_health: 5,
    min_damage: 1,
    max_damage: 1,
    roles: id === 10 ? '' : 'vendor',
  })),
  faction: [
    { id: 1, name: 'Town', to_alliance: 'friendly', to_horde: 'hostile' },
    { id: 3, name: 'Camp', to_alliance: 'hostile', to_horde: 'neutral' },
  ],
  map_link: [
    { id: 1, name: 'Boat', from_map_id: 3, from_x_yards: 0, from_y_yards: 0, to_map_id: 1, to_x_yards: 100, to_y_yards: 100 },
    { id: 2, name: 'Hole', from_map_id: 3, from_x_yards: 0, from_y_yards: 0, to_map_id: 2, to_x_yards: 0, to_y_yards: 0 },
  ],
  spawn: spawns,
});

function searched(world: World, bot: number, reach: number): number {
  const { vendors } = world.content;
  const { motion, identity } = world.c;
  let best = -1;
  let bestDistance = Infinity;
  for (let v = 0; v < vendors.count; v++) {
    if (vendors.map[v] !== motion.map[bot] || !dealsWithSide(vendors, v, identity.side[bot]!)) continue;
    const dx = vendors.x[v]! - motion.toX[bot]!;
    const dy = vendors.y[v]! - motion.toY[bot]!;
    if (dx * dx + dy * dy > reach * reach || dx * dx + dy * dy >= bestDistance) continue;
    best = v;
    bestDistance = dx * dx + dy * dy;
  }
  return best;
}

const test = suite('services');

test('from any place, for either side and any reach, the nearest is found', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  fc.assert(
    fc.property(
      fc.integer({ min: -90_000, max: 90_000 }),
      fc.integer({ min: -90_000, max: 90_000 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 60_000 }),
      (x, y, side, reach) => {
        place(world, bot, 0, x, y);
        world.set(world.c.identity.f.side, bot, side);
        assert.is(nearestService(world, bot, world.content.vendors, anyService), searched(world, bot, 1_000_000));
        assert.is(nearestWithin(world, bot, world.content.vendors, anyService, reach), searched(world, bot, reach));
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

test('a service at exactly the reach counts, and what is not accepted is passed over', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  const { vendors } = world.content;
  const v = searched(world, bot, 1_000_000);
  const reach = distance(vendors.x[v]!, 0, 0, 0);
  place(world, bot, 0, 0, vendors.y[v]!);
  assert.is(
    nearestWithin(world, bot, vendors, (_w, _b, s) => s === v, reach),
    v,
  );
  assert.is(
    nearestWithin(world, bot, vendors, (_w, _b, s) => s === v, reach - 1),
    -1,
  );
});

test('a map without the service leads to another map that can be reached, not into a dungeon', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  place(world, bot, 3, 0, 0);
  const { vendors } = world.content;
  const found = nearestService(world, bot, vendors, anyService);
  assert.is(vendors.map[found], 1);
  const from = (v: number): number => distance(vendors.x[v]!, vendors.y[v]!, 10_000, 10_000);
  for (let v = 0; v < vendors.count; v++) if (vendors.map[v] === 1 && dealsWithSide(vendors, v, 0)) assert.ok(from(v) >= from(found));
});

test.run();
