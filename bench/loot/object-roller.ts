/** A straightforward roller: an object for each row, table and drop, arrays made anew for each roll, `Math.random`. What the bench compares with. */
import type { Loot } from '../../data/content.js';

interface Row {
  readonly item: number;
  readonly reference: number;
  readonly chance: number;
  readonly group: number;
  readonly min: number;
  readonly max: number;
  readonly quest: boolean;
}
export interface Drop {
  readonly item: number;
  readonly count: number;
  readonly quest: boolean;
}
export type Tables = Map<number, Row[]>;

export function objectTables(loot: Loot): Tables {
  const tables: Tables = new Map();
  for (let t = 0; t < loot.tables; t++) {
    const rows: Row[] = [];
    for (let row = loot.offsets[t]!; row < loot.offsets[t + 1]!; row++) {
      rows.push({
        item: loot.item[row]!,
        reference: loot.reference[row]!,
        chance: loot.chance[row]!,
        group: loot.group[row]!,
        min: loot.minCount[row]!,
        max: loot.maxCount[row]!,
        quest: loot.questOnly[row] !== 0,
      });
    }
    tables.set(t, rows);
  }
  return tables;
}

export function rollObjects(tables: Tables, table: number, drops: Drop[] = []): Drop[] {
  const rows = tables.get(table) ?? [];
  for (const row of rows.filter((r) => r.group === 0)) if (row.chance >= 100 || Math.random() * 100 < row.chance) take(tables, row, drops);
  const groups = new Map<number, Row[]>();
  for (const row of rows) if (row.group !== 0) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  for (const group of groups.values()) {
    const row = pick(group.filter((r) => r.chance > 0)) ?? oneOf(group.filter((r) => r.chance === 0));
    if (row !== undefined) take(tables, row, drops);
  }
  return drops;
}

function pick(rows: Row[]): Row | undefined {
  let rest = Math.random() * 100;
  return rows.find((row) => (rest -= row.chance) < 0);
}
function oneOf(rows: Row[]): Row | undefined {
  return rows[Math.floor(Math.random() * rows.length)];
}
function take(tables: Tables, row: Row, drops: Drop[]): void {
  if (row.reference >= 0) for (let run = 0; run < row.max; run++) rollObjects(tables, row.reference, drops);
  else drops.push({ item: row.item, count: row.min + Math.floor(Math.random() * (row.max - row.min + 1)), quest: row.quest });
}
