import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileWorld } from '../../../data/compile/index.js';
import type { Row, WorldTables } from '../../../data/format/tables.js';
import { addRow, tutorialTables } from '../format/support.js';

type LootCells = Partial<Row<'loot'>>;

/** The world of the tutorial with other loot: table 1 of creatures is the wolf's. */
async function withLoot(rows: readonly (LootCells & { ref?: number })[]): Promise<WorldTables> {
  const tables = await tutorialTables();
  tables.loot = tables.loot.filter((loot) => loot.kind !== 'creature' || loot.id !== 1).filter((loot) => loot.kind !== 'reference');
  for (const creature of tables.creature) if (creature.loot_id !== 1) creature.loot_id = 0;
  tables.loot = [];
  rows.forEach(({ ref, ...cells }, i) =>
    addRow(tables, 'loot', { kind: ref === undefined ? 'creature' : 'reference', id: ref ?? 1, row: i, ...cells }),
  );
  return tables;
}

/** Chance in ppm that a wolf drops each item, by item id. */
async function wolfDrops(rows: readonly (LootCells & { ref?: number })[]): Promise<Record<number, number>> {
  const { itemSources, items } = await compileWorld(await withLoot(rows));
  const drops: Record<number, number> = {};
  for (let item = 0; item < items.count; item++) {
    for (let i = itemSources.rows.offsets[item]!; i < itemSources.rows.offsets[item + 1]!; i++) {
      const at = itemSources.rows.values[i]!;
      if (itemSources.kind[at] === 0) drops[items.id[item]!] = itemSources.chancePpm[at]!;
    }
  }
  return drops;
}

test('rows outside groups are independent', async () => {
  assert.equal(
    await wolfDrops([
      { item_id: 5, chance_percent: 50 },
      { item_id: 5, chance_percent: 50 },
      { item_id: 6, chance_percent: 12.5 },
    ]),
    { 5: 750_000, 6: 125_000 },
  );
});

test('a group gives one row: those with a chance in their order, the rest shared by those without', async () => {
  const group_id = 1;
  assert.equal(
    await wolfDrops([
      { item_id: 5, chance_percent: 30, group_id },
      { item_id: 6, chance_percent: 0, group_id },
      { item_id: 7, chance_percent: 0, group_id },
    ]),
    { 5: 300_000, 6: 350_000, 7: 350_000 },
  );
  assert.equal(
    await wolfDrops([
      { item_id: 5, chance_percent: 80, group_id },
      { item_id: 6, chance_percent: 80, group_id },
      { item_id: 7, chance_percent: 10, group_id },
    ]),
    { 5: 800_000, 6: 200_000 },
  );
  assert.equal(
    await wolfDrops([
      { item_id: 5, chance_percent: 50, group_id: 1 },
      { item_id: 5, chance_percent: 50, group_id: 2 },
    ]),
    { 5: 750_000 },
  );
});

test('references are run as often as they say, through several tables, and compete in a group', async () => {
  const reference = [
    { ref: 7, item_id: 5, chance_percent: 50 },
    { ref: 7, reference_id: 8, chance_percent: 50 },
    { ref: 8, item_id: 6, chance_percent: 100 },
  ];
  assert.equal(await wolfDrops([...reference, { reference_id: 7, chance_percent: 100, max_count: 2 }]), { 5: 750_000, 6: 750_000 });
  assert.equal(await wolfDrops([...reference, { reference_id: 7, chance_percent: 20 }]), { 5: 100_000, 6: 100_000 });
  assert.equal(
    await wolfDrops([...reference, { reference_id: 7, chance_percent: 0, group_id: 1 }, { item_id: 7, chance_percent: 0, group_id: 1 }]),
    { 5: 250_000, 6: 250_000, 7: 500_000 },
  );
});

test('very rare drops are kept when a table names them and left out when they come through references', async () => {
  assert.equal(
    await wolfDrops([
      { ref: 7, item_id: 5, chance_percent: 0.1 },
      { reference_id: 7, chance_percent: 1 },
      { item_id: 6, chance_percent: 0.0001 },
      { item_id: 7, chance_percent: 0.00001 },
    ]),
    { 6: 1, 7: 1 },
  );
});

test('references nested thousands deep compile', async () => {
  const chain: (LootCells & { ref?: number })[] = [{ reference_id: 1, chance_percent: 100 }];
  for (let ref = 1; ref <= 20_000; ref++)
    chain.push({ ref, row: 0, ...(ref === 20_000 ? { item_id: 5 } : { reference_id: ref + 1 }), chance_percent: 100 });
  assert.equal(await wolfDrops(chain.map((cells, i) => ({ ...cells, row: i % 65_535 }))), { 5: 1_000_000 });
});

test('sources are those with a spawn: kills, objects, vendors, the likeliest first', async () => {
  const tables = await tutorialTables();
  addRow(tables, 'object', { id: 5, name: 'Bread Crate', kind: 'chest', loot_id: 5 });
  addRow(tables, 'object', { id: 6, name: 'Lost Crate', kind: 'chest', loot_id: 5 });
  addRow(tables, 'object_spawn', { id: 5, object_id: 5, map_id: 1, x_yards: 1, y_yards: 1 });
  addRow(tables, 'loot', { kind: 'object', id: 5, row: 0, item_id: 7, chance_percent: 40 });
  addRow(tables, 'creature', { ...tables.creature[1]!, id: 50, name: 'Unseen' });
  addRow(tables, 'creature', { ...tables.creature[1]!, id: 51, name: 'Peaceful', roles: 'no_combat' });
  addRow(tables, 'spawn', { id: 51, creature_id: 51, map_id: 1, x_yards: 1, y_yards: 1 });
  const { itemSources, items, creatures, objects } = await compileWorld(tables);
  const bread = items.id.indexOf(7);
  const rows = [...itemSources.rows.values.slice(itemSources.rows.offsets[bread], itemSources.rows.offsets[bread + 1])];
  const named = rows.map((i) => [
    itemSources.kind[i],
    (itemSources.kind[i] === 1 ? objects : creatures).name[itemSources.source[i]!],
    itemSources.chancePpm[i],
  ]);
  assert.equal(named, [
    [2, 'Harl Ironhand', 1_000_000],
    [1, 'Bread Crate', 400_000],
    [0, 'Thorn Bandit', 300_000],
  ]);
});

test.run();
