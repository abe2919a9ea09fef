import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileWorld } from '../../../data/compile/index.js';
import { embeddedWorld } from '../../../data/embedded/index.js';
import { formatFinding, validateWorld } from '../../../data/format/validate/index.js';
import { CREATURE_RANKS, QUALITIES } from '../../../data/format/words.js';

const world = embeddedWorld();
const count = <T>(rows: readonly T[], wanted: (row: T) => boolean): number => rows.filter(wanted).length;

/** Inventory types that fill each of the nineteen equipment slots, in the order of the slots. */
const SLOT_TYPES = [
  [1],
  [2],
  [3],
  [4],
  [5, 20],
  [6],
  [7],
  [8],
  [9],
  [10],
  [11],
  [11],
  [12],
  [12],
  [16],
  [13, 17, 21],
  [14, 22, 23],
  [15, 25, 26, 28],
  [19],
];

test('the world is as large as promised', () => {
  assert.ok(world.map.length >= 3);
  assert.ok(world.zone.length >= 40);
  assert.ok(world.quest.length >= 2000);
  assert.ok(world.item.length >= 5000);
  assert.ok(world.spawn.length >= 40_000);
  for (const [role, least] of [
    ['quest_giver', 300],
    ['vendor', 300],
    ['auctioneer', 40],
    ['repair', 100],
    ['trainer', 60],
  ] as const) {
    assert.ok(count(world.creature, (c) => c.roles.split('|').includes(role)) >= least, role);
  }
});

test('quests of every promised type are plenty', () => {
  for (const [type, least] of [
    ['kill', 400],
    ['collect', 400],
    ['deliver', 200],
    ['escort', 100],
    ['dungeon', 30],
    ['explore', 100],
    ['talk', 100],
  ] as const) {
    assert.ok(count(world.quest, (q) => q.type === type) >= least, type);
  }
});

test('items fill all equipment slots in all qualities', () => {
  assert.is(SLOT_TYPES.length, 19);
  SLOT_TYPES.forEach((types, slot) => assert.ok(count(world.item, (i) => types.includes(i.inventory_type)) >= 10, `slot ${slot}`));
  for (const quality of QUALITIES) assert.ok(count(world.item, (i) => i.quality === quality) >= 2, quality);
  for (const rank of CREATURE_RANKS) assert.ok(count(world.creature, (c) => c.rank === rank) >= 10, rank);
});

test('every open zone has many quests and a chain at least six deep', () => {
  const depth = new Map<number, number>(),
    deepest = new Map<number, number>(),
    quests = new Map<number, number>();
  const byId = new Map(world.quest.map((q) => [q.id, q]));
  const depthOf = (id: number): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    const prev = byId.get(id)?.prev_quest_id ?? 0,
      value = prev === 0 ? 1 : 1 + depthOf(prev);
    depth.set(id, value);
    return value;
  };
  for (const q of world.quest) {
    deepest.set(q.zone_id, Math.max(deepest.get(q.zone_id) ?? 0, depthOf(q.id)));
    quests.set(q.zone_id, (quests.get(q.zone_id) ?? 0) + 1);
  }
  const open = world.zone.filter((z) => z.map_id < 2 && z.min_level > 0);
  assert.is(open.length, 36);
  for (const zone of open) {
    assert.ok((deepest.get(zone.id) ?? 0) >= 7, `${zone.name} has a chain of ${deepest.get(zone.id)}`);
    assert.ok((quests.get(zone.id) ?? 0) >= 60, `${zone.name} has ${quests.get(zone.id)} quests`);
  }
});

test('exclusive groups of both signs, repeatable and group quests exist', () => {
  assert.ok(count(world.quest, (q) => q.exclusive_group > 0) >= 36);
  assert.ok(count(world.quest, (q) => q.exclusive_group < 0 && q.next_quest_id > 0) >= 36);
  assert.ok(count(world.quest, (q) => q.flags.includes('repeatable')) >= 36);
  assert.ok(count(world.quest, (q) => q.flags.includes('group') && q.suggested_players === 5) >= 30);
});

test('validation finds nothing to complain about', () => {
  assert.equal(validateWorld(world, { source: 'embedded' }).map(formatFinding), []);
});

test('two makings are the same world, and neither sees changes to the other', async () => {
  const one = await compileWorld(world),
    again = embeddedWorld();
  assert.is((await compileWorld(again)).hash, one.hash);
  (again.item[0] as { name: string }).name = 'Changed';
  assert.is.not(world.item[0]?.name, 'Changed');
  assert.is((await compileWorld(embeddedWorld())).hash, one.hash);
});

test.run();
