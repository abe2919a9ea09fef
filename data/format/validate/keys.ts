/** Checks of keys and references, from the declarations alone. */
import type { Column, Table } from '../columns.js';
import { rowsOf, TABLE_NAMES, tableOf } from '../rows.js';
import type { AnyRow } from '../rows.js';
import { shapeOf } from '../shape.js';
import type { TableName, WorldTables } from '../tables.js';
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

/** Duplicate keys. Later rows of a key count as broken; the tables with such rows are returned. */
export function checkKeys(tables: WorldTables, broken: BrokenRows, findings: Findings): Set<TableName> {
  const doubled = new Set<TableName>();
  for (const name of TABLE_NAMES) {
    const table = tableOf(name);
    const rows = rowsOf(tables, name);
    const keyOf = keyMaker(table);
    const seen = new Map<number | string, number>();
    for (let i = 0; i < rows.length; i++) {
      if (broken[name][i] === 1) continue;
      const key = keyOf(rows[i] as AnyRow);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, i);
        continue;
      }
      doubled.add(name);
      broken[name][i] = 1;
      const where = `${findings.lineWord(name)} ${findings.lineOf(name, first)}`;
      const message = `has the same ${table.key.join(', ')} as ${where}, expected each once`;
      findings.row('error', 'duplicate', name, i, table.key[0] as string, message);
    }
  }
  return doubled;
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

/** Further rows with the same dangling reference whose lines are given. */
const LINES_SHOWN_MAX = 3;

/**
 * References of columns declared with `ref`. One id that is missing is one fault, however many rows refer to it: it is reported at the
 * first of them. Tables whose rows could not all be read are not blamed for what they may have held.
 */
export function checkReferences(tables: WorldTables, known: KnownIds, incomplete: ReadonlySet<TableName>, findings: Findings): void {
  for (const name of TABLE_NAMES) {
    for (const column of tableOf(name).columns) {
      if (column.ref === undefined) continue;
      const [target, kind] = column.ref.split(':') as [TableName, string | undefined];
      if (incomplete.has(target)) continue;
      const dangling = danglingRows(rowsOf(tables, name), column, known.get(column.ref) ?? NO_IDS);
      const nothing = rowsOf(tables, target).length === 0 ? emptyTarget(tables, target, findings) : undefined;
      if (nothing !== undefined && dangling.size > 0) {
        const all = [...dangling.values()].flat().sort((a, b) => a - b);
        const value = String((rowsOf(tables, name)[all[0] as number] as AnyRow)[column.name]);
        findings.row(
          'error',
          'reference',
          name,
          all[0] as number,
          column.name,
          `is ${value}, but ${nothing}${others(findings, name, all)}`,
        );
        continue;
      }
      const what = kind === undefined ? `${target} row` : `${target} table of kind ${kind}`;
      for (const [value, indexes] of dangling) {
        const message = `is ${value}, but there is no ${what} with that id${others(findings, name, indexes)}`;
        findings.row('error', 'reference', name, indexes[0] as number, column.name, message);
      }
    }
  }
}

const NO_IDS: ReadonlySet<number> = new Set();

/** Rows whose cell is sound and refers to nothing, by the id they look for. */
function danglingRows(rows: readonly AnyRow[], column: Column, ids: ReadonlySet<number>): Map<number, number[]> {
  const dangling = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const value = (rows[i] as AnyRow)[column.name];
    if (typeof value !== 'number' || value === column.none || ids.has(value)) continue;
    if (!(value >= (column.min ?? 0) && value <= (column.max ?? Infinity))) continue; // reported as a cell already
    const list = dangling.get(value);
    if (list === undefined) dangling.set(value, [i]);
    else list.push(i);
  }
  return dangling;
}

/** In words that a table has no rows. */
function emptyTarget(tables: WorldTables, target: TableName, findings: Findings): string {
  const exists = shapeOf(tables)?.tables[target]?.exists ?? true;
  if (exists) return `the table ${target} has no rows`;
  return findings.lineWord(target) === 'line' ? `there is no file ${target}.csv` : `there is no table ${target}`;
}

/** In words that more rows have the same fault. */
function others(findings: Findings, name: TableName, indexes: readonly number[]): string {
  const more = indexes.length - 1;
  if (more === 0) return '';
  const word = `${findings.lineWord(name)}${more === 1 ? '' : 's'}`;
  const lines = indexes.slice(1, 1 + LINES_SHOWN_MAX).map((index) => findings.lineOf(name, index));
  const rest = more > LINES_SHOWN_MAX ? ` and ${more - LINES_SHOWN_MAX} more` : '';
  return `; the same in ${word} ${lines.join(', ')}${rest}`;
}

/** Tables without which nothing can run. Those that have no rows count as incomplete from here on, so that nothing else is blamed for it. */
export function checkRequired(tables: WorldTables, incomplete: Set<TableName>, findings: Findings): void {
  const shapes = shapeOf(tables)?.tables;
  for (const name of TABLE_NAMES) {
    if (tableOf(name).required !== true || rowsOf(tables, name).length > 0 || incomplete.has(name)) continue;
    incomplete.add(name);
    const exists = shapes?.[name]?.exists ?? true;
    const what = findings.lineWord(name) === 'line' ? 'the file' : 'the table';
    findings.table(
      'error',
      name,
      '',
      exists ? `has no rows, expected at least one ${name}` : `${what} does not exist, expected one with at least one ${name}`,
    );
  }
}
