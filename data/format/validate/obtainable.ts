/** Which items can be had at all, and so collected for a quest. */
import type { Context } from './context.js';

/** Ids of items that something with a spawn drops or sells, or that a quest, a start or a container hands out. */
export function obtainableItems(context: Context): ReadonlySet<number> {
  const { tables, spawnedCreatures, spawnedObjects } = context;
  const items = new Set<number>();
  for (const row of tables.vendor_item) if (spawnedCreatures.has(row.creature_id)) items.add(row.item_id);
  for (const row of tables.quest) if (row.source_item_id !== 0) items.add(row.source_item_id);
  for (const row of tables.quest_reward) items.add(row.item_id);
  for (const row of tables.start_item) items.add(row.item_id);
  const open: string[] = [];
  for (const row of tables.creature) if (row.loot_id !== 0 && spawnedCreatures.has(row.id)) open.push(`creature/${row.loot_id}`);
  for (const row of tables.object) if (row.loot_id !== 0 && spawnedObjects.has(row.id)) open.push(`object/${row.loot_id}`);
  const inside = new Map<number, number>();
  for (const row of tables.item) if (row.loot_id !== 0) inside.set(row.id, row.loot_id);
  for (const item of items) if (inside.has(item)) open.push(`item/${inside.get(item)}`);
  followTables(context, open, inside, items);
  return items;
}

/** Add what the `open` loot tables give, through references and the containers found in them. */
function followTables(context: Context, open: string[], inside: ReadonlyMap<number, number>, items: Set<number>): void {
  const rowsOfTable = new Map<string, number[]>();
  context.tables.loot.forEach((row, i) => {
    const table = `${row.kind}/${row.id}`;
    const list = rowsOfTable.get(table);
    if (list === undefined) rowsOfTable.set(table, [i]);
    else list.push(i);
  });
  const seen = new Set(open);
  const follow = (table: string): void => {
    if (seen.has(table)) return;
    seen.add(table);
    open.push(table);
  };
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    for (const index of rowsOfTable.get(table) ?? []) {
      const row = context.tables.loot[index] as (typeof context.tables.loot)[number];
      if (row.reference_id !== 0) follow(`reference/${row.reference_id}`);
      if (row.item_id === 0) continue;
      items.add(row.item_id);
      if (inside.has(row.item_id)) follow(`item/${inside.get(row.item_id)}`);
    }
  }
}
