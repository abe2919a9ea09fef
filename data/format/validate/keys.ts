/** Checks of keys and references, from the declarations alone. */
import type { Column, Table } from '../columns.js';
import { rowsOf, TABLE_NAMES, tableOf } from '../rows.js';
import type { AnyRow } from '../rows.js';
import type { WorldTables } from '../tables.js';
import type { BrokenRows } from './cells.js';
import type { Findings } from './finding.js';

/** The largest whole number up to which every one is exact. */
const EXACT_MAX = 2 ** 53;

/**
 * A function that makes one value of a row's key: a number where the ranges of its columns allow it, which is several times quicker
 * than text for hundreds of thousands of rows.
 */
export function keyMaker(table: Table): (row: AnyRow) => number | string {
  const parts = table.key.map((name) => table.columns.find((column) => column.name === name) as Column);
  const sizes = parts.map((column) =>
    column.type === 'enum' ? (column.values ?? []).length : column.type === 'int' ? (column.max ?? EXACT_MAX) + 1 : EXACT_MAX,
  );
  if (sizes.reduce((product, size) => product * size, 1) >= EXACT_MAX) {
    return (row) => parts.map((column) => String(row[column.name])).join('\u0001');
  }
  const ranks = parts.map((column) => (column.type === 'enum' ? new Map((column.values ?? []).map((word, i) => [word, i])) : undefined));
  return (row) => {
    let key = 0;
    for (let i = 0; i < parts.length; i++) {
      const value = row[(parts[i] as Column).name];
      key = key * (sizes[i] as number) + ((ranks[i]?.get(value as string) ?? value) as number);
    }
    return key;
  };
}

/** Duplicate keys. */
export function checkKeys(tables: WorldTables, broken: BrokenRows, findings: Findings): void {
  for (const name of TABLE_NAMES) {
    const table = tableOf(name);
    const rows = rowsOf(tables, name);
    const keyOf = keyMaker(table);
    const seen = new Map<number | string, number>();
    for (let i = 0; i < rows.length; i++) {
      if (broken[name][i] === 1) continue;
      const key = keyOf(rows[i] as AnyRow);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, i);
      else
        findings.row(
          'error',
          'duplicate',
          name,
          i,
          table.key[0] as string,
          `has the same ${table.key.join(', ')} as an earlier row (number ${first + 1} of the table), expected each once`,
        );
    }
  }
}

/** Ids that rows may refer to: by table, and `loot:<kind>` for loot tables of a kind. */
export type KnownIds = ReadonlyMap<string, ReadonlySet<number>>;

export function knownIds(tables: WorldTables): KnownIds {
  const known = new Map<string, Set<number>>();
  for (const name of TABLE_NAMES) {
    if (!tableOf(name).columns.some((column) => column.name === 'id') || name === 'loot') continue;
    known.set(name, new Set(rowsOf(tables, name).map((row) => row['id'] as number)));
  }
  for (const row of tables.loot) {
    const ref = `loot:${row.kind}`;
    const ids = known.get(ref);
    if (ids === undefined) known.set(ref, new Set([row.id]));
    else ids.add(row.id);
  }
  return known;
}

/** References of columns declared with `ref`. */
export function checkReferences(tables: WorldTables, known: KnownIds, findings: Findings): void {
  for (const name of TABLE_NAMES) {
    for (const column of tableOf(name).columns) {
      if (column.ref === undefined) continue;
      const [target, kind] = column.ref.split(':');
      const what = kind === undefined ? `${target} row` : `${target} table of kind ${kind}`;
      const ids = known.get(column.ref) ?? new Set<number>();
      const rows = rowsOf(tables, name);
      for (let i = 0; i < rows.length; i++) {
        const value = (rows[i] as AnyRow)[column.name];
        if (typeof value !== 'number' || value === column.none || ids.has(value)) continue;
        if (!(value >= (column.min ?? 0) && value <= (column.max ?? Infinity))) continue; // reported as a cell already
        findings.row('error', 'reference', name, i, column.name, `is ${value}, but there is no ${what} with that id`);
      }
    }
  }
}

/** Tables without which nothing can run. */
export function checkRequired(tables: WorldTables, findings: Findings): void {
  for (const name of TABLE_NAMES) {
    if (tableOf(name).required === true && rowsOf(tables, name).length === 0)
      findings.table('error', name, '', `has no rows, expected at least one ${name}`);
  }
}
