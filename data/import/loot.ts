/** Loot tables of all kinds. */
import type { Row } from '../format/tables.js';
import { MAX_ID, clampInt, groupBy } from './context.js';
import type { ImportContext } from './context.js';
import type { SourceName, SourceRow } from './source-tables.js';

type LootSource = SourceRow<'creature_loot_template'>;
export type LootKind = 'creature' | 'object' | 'item' | 'reference' | 'skinning' | 'fishing' | 'pickpocketing' | 'mail';

const LOOT_SOURCES: readonly (readonly [LootKind, Extract<SourceName, `${string}loot_template`>])[] = [
  ['reference', 'reference_loot_template'],
  ['creature', 'creature_loot_template'],
  ['object', 'gameobject_loot_template'],
  ['item', 'item_loot_template'],
  ['skinning', 'skinning_loot_template'],
  ['pickpocketing', 'pickpocketing_loot_template'],
  ['fishing', 'fishing_loot_template'],
  ['mail', 'mail_loot_template'],
];

/** Tables that something in the world uses; kinds that are missing keep all their tables. */
export type UsedLoot = Partial<Record<LootKind, ReadonlySet<number>>>;
/** Ids of the tables that exist, by kind. */
export type LootTables = Record<LootKind, Map<number, Row<'loot'>[]>>;

/** Add the loot rows. `used` names the creature, object, item, skinning and pickpocketing tables that are wanted. */
export function importLoot(ctx: ImportContext, used: UsedLoot): LootTables {
  const items = new Set(ctx.world.item.map((row) => row.id));
  const tables = {} as LootTables;
  const references = liveReferences(ctx, items);
  for (const [kind, source] of LOOT_SOURCES) {
    tables[kind] = new Map();
    const wanted = used[kind];
    const groups = [...groupBy(ctx.src[source] as readonly LootSource[], (row) => row.entry)].sort((a, b) => a[0] - b[0]);
    for (const [id, rows] of groups) {
      if (id < 1 || id > MAX_ID) ctx.report.drop(source, 'id out of range', rows.length);
      else if (wanted !== undefined && !wanted.has(id)) ctx.report.drop(source, 'no owner in the world', rows.length);
      else {
        const kept = convertTable(ctx, kind, source, id, rows, items, references);
        if (kept.length > 0) tables[kind].set(id, kept);
      }
    }
  }
  dropUnreached(ctx, tables);
  for (const [kind] of LOOT_SOURCES) for (const rows of tables[kind].values()) for (const row of rows) ctx.world.loot.push(row);
  return tables;
}

/** Reference tables that give something in the end: with an item, or a reference to one that does. */
function liveReferences(ctx: ImportContext, items: ReadonlySet<number>): Set<number> {
  const groups = groupBy(ctx.src.reference_loot_template, (row) => row.entry);
  const live = new Set<number>();
  for (let grown = true; grown;) {
    grown = false;
    for (const [id, rows] of groups) {
      if (live.has(id) || id < 1 || id > MAX_ID) continue;
      if (rows.some((row) => !illegal(row) && (row.minOrRef < 0 ? live.has(-row.minOrRef) : items.has(row.item)))) {
        live.add(id);
        grown = true;
      }
    }
  }
  return live;
}

function illegal(row: LootSource): boolean {
  return row.chance === 0 && row.group === 0;
}

function convertTable(
  ctx: ImportContext,
  kind: LootKind,
  source: SourceName,
  id: number,
  rows: readonly LootSource[],
  items: ReadonlySet<number>,
  references: ReadonlySet<number>,
): Row<'loot'>[] {
  const { report } = ctx;
  const out: Row<'loot'>[] = [];
  for (const row of rows) {
    const reference = row.minOrRef < 0 ? -row.minOrRef : 0;
    if (reference > 0 && !references.has(reference)) report.drop(source, 'reference missing or empty');
    else if (reference === 0 && !items.has(row.item)) report.drop(source, 'item missing');
    else if (illegal(row)) report.drop(source, 'chance 0 outside a group');
    else if (out.length > 65_535) report.drop(source, 'more than 65536 rows in a table');
    else {
      if (row.condition > 0) report.change(source, 'condition left out');
      if (Math.abs(row.chance) > 100) report.change(source, 'chance cut to 100');
      const min = reference > 0 ? 1 : clampInt(row.minOrRef, 1, 255);
      out.push({
        kind,
        id,
        row: out.length,
        item_id: reference > 0 ? 0 : row.item,
        reference_id: reference,
        chance_percent: Math.min(100, Math.abs(row.chance)),
        group_id: clampInt(row.group, 0, 255),
        min_count: min,
        max_count: Math.max(min, clampInt(row.max, 1, 255)),
        quest_only: row.chance < 0 ? 1 : 0,
        condition: 'none',
        condition_value: 0,
      });
    }
  }
  return out;
}

/** Leave out reference tables that nothing runs. */
function dropUnreached(ctx: ImportContext, tables: LootTables): void {
  const reached = new Set<number>();
  const visit = (rows: readonly Row<'loot'>[]): void => {
    for (const row of rows) {
      if (row.reference_id === 0 || reached.has(row.reference_id)) continue;
      reached.add(row.reference_id);
      visit(tables.reference.get(row.reference_id) ?? []);
    }
  };
  for (const [kind] of LOOT_SOURCES) if (kind !== 'reference') for (const rows of tables[kind].values()) visit(rows);
  for (const [id, rows] of tables.reference) {
    if (reached.has(id)) continue;
    tables.reference.delete(id);
    ctx.report.drop('reference_loot_template', 'no owner in the world', rows.length);
  }
}

/** Items that a table gives, references followed; with whether only characters on a quest see them. */
export function itemsOf(tables: LootTables, kind: LootKind, id: number, seen = new Set<number>()): Set<number> {
  const out = new Set<number>();
  for (const row of tables[kind].get(id) ?? []) {
    if (row.item_id > 0) out.add(row.item_id);
    else if (!seen.has(row.reference_id)) {
      seen.add(row.reference_id);
      for (const item of itemsOf(tables, 'reference', row.reference_id, seen)) out.add(item);
    }
  }
  return out;
}
