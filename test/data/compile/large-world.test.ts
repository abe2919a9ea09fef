import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileWorld, packWorld, unpackWorld, worldHash } from '../../../data/compile/index.js';
import type { WorldTables } from '../../../data/format/tables.js';
import { validateWorld } from '../../../data/format/validate/index.js';
import { addRow, tutorialTables } from '../format/support.js';

const ITEMS = 17_700;
const CREATURES = 9_000;
const SPAWNS = 76_000;
const QUESTS = 4_400;
const REFERENCE_TABLES = 500;
const REFERENCE_ROWS = 60;
const CREATURE_LOOT_ROWS = 22;
/** A hundred times what these steps need on an idle machine would still be a fault; this is some ten times. */
const STEP_MS_MAX = 15_000;

/** A world of the size of a large imported one, over the tutorial's: about 390,000 rows. */
async function largeWorld(): Promise<WorldTables> {
  const tables = await tutorialTables();
  let state = 12_345;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const anyItem = (): number => 100 + below(ITEMS);
  const anyCreature = (): number => 100 + below(CREATURES);
  for (let i = 0; i < ITEMS; i++) {
    addRow(tables, 'item', {
      id: 100 + i,
      name: `Item ${i}`,
      class: 'armor',
      subclass: below(5),
      inventory_type: below(20),
      item_level: 1 + below(60),
      sell_price_copper: below(20_000),
    });
    addRow(tables, 'item_stat', { item_id: 100 + i, stat: 'stamina', value: below(20) });
  }
  for (let id = 100; id < 100 + REFERENCE_TABLES; id++)
    for (let row = 0; row < REFERENCE_ROWS; row++)
      addRow(tables, 'loot', { kind: 'reference', id, row, item_id: anyItem(), chance_percent: 0, group_id: 1 });
  for (let id = 100; id < 100 + CREATURES; id++) {
    addRow(tables, 'creature', {
      id,
      name: `Creature ${id}`,
      min_level: 3,
      max_level: 4,
      min_health: 80,
      max_health: 90,
      min_damage: 3.5,
      max_damage: 4.25,
      loot_id: id,
    });
    for (let row = 0; row < CREATURE_LOOT_ROWS; row++) {
      addRow(tables, 'loot', {
        kind: 'creature',
        id,
        row,
        chance_percent: (1 + below(200_000)) / 10_000,
        ...(row < 20 ? { item_id: anyItem() } : { reference_id: 100 + below(REFERENCE_TABLES) }),
      });
    }
  }
  for (let id = 100; id < 100 + SPAWNS; id++)
    addRow(tables, 'spawn', {
      id,
      creature_id: anyCreature(),
      map_id: 1,
      x_yards: (below(120_000) - 60_000) / 100,
      y_yards: (below(120_000) - 60_000) / 100,
    });
  for (let id = 100; id < 100 + QUESTS; id++) {
    addRow(tables, 'quest', { id, title: `Quest ${id}`, type: 'kill', level: 4, prev_quest_id: id % 8 === 0 || id === 100 ? 0 : id - 1 });
    addRow(tables, 'quest_objective', { quest_id: id, row: 0, kind: 'kill', target_id: anyCreature(), count: 8 });
    for (const role of ['start', 'end'])
      addRow(tables, 'quest_relation', { quest_id: id, role, actor_kind: 'creature', actor_id: anyCreature() });
  }
  return tables;
}

test('a world of 390,000 rows validates, packs and compiles quickly and whole', async () => {
  const tables = await largeWorld();
  const timed = async <T>(what: string, step: () => T | Promise<T>): Promise<T> => {
    const from = process.hrtime.bigint();
    const made = await step();
    const ms = Number(process.hrtime.bigint() - from) / 1e6;
    assert.ok(ms < STEP_MS_MAX, `${what} took ${Math.round(ms)} ms`);
    return made;
  };
  const findings = await timed('validation', () => validateWorld(tables, { source: 'large' }));
  assert.equal(
    findings.filter((finding) => finding.severity === 'error'),
    [],
  );
  const packed = await timed('packing', () => packWorld(tables));
  const unpacked = await timed('unpacking', () => unpackWorld(packed));
  const content = await timed('compiling', () => compileWorld(unpacked));
  assert.is(content.hash, await worldHash(tables));
  assert.equal(
    [content.items.count, content.creatures.count, content.spawns.count, content.quests.count],
    [ITEMS + 13, CREATURES + 6, SPAWNS + 17, QUESTS + 4],
  );
  assert.is(content.loot.item.length, REFERENCE_TABLES * REFERENCE_ROWS + CREATURES * CREATURE_LOOT_ROWS + 7);
  assert.is(Math.max(...content.quests.chainDepth), 7);
  const { rows, chancePpm } = content.itemSources;
  for (let item = 0; item < content.items.count; item++) {
    for (let i = rows.offsets[item]! + 1; i < rows.offsets[item + 1]!; i++)
      assert.ok(chancePpm[i - 1]! >= chancePpm[i]!, `sources of item ${item} are not sorted`);
  }
});

test.run();
