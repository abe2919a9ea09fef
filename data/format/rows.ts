/**
 * Rows as plain objects, whatever container they come from: how a cell is read, and what a missing one is.
 *
 * A cell that cannot be read as its type is kept as the text that was found, so that validation can name it.
 */
import type { Column, Table } from './columns.js';
import { TABLES } from './tables.js';
import type { TableName, WorldTables } from './tables.js';

export type Cell = number | string;
export type AnyRow = Record<string, Cell>;

/** All table names, in the order of their declaration: the canonical order of a world. */
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

export function tableOf(name: TableName): Table {
  return TABLES[name];
}

/** The rows of a table, seen without their type: for code that is driven by the declarations. */
export function rowsOf(tables: WorldTables, name: TableName): AnyRow[] {
  return tables[name] as unknown as AnyRow[];
}

export function emptyWorldTables(): WorldTables {
  const tables: Record<string, AnyRow[]> = {};
  for (const name of TABLE_NAMES) tables[name] = [];
  return tables as unknown as WorldTables;
}

export function isNumeric(column: Column): boolean {
  return column.type === 'int' || column.type === 'decimal' || column.type === 'yards';
}

/** Value of a cell that is not there; the empty text where the column must be given, which validation reports. */
export function defaultCell(column: Column): Cell {
  return column.default ?? '';
}

/**
 * A function that makes a row with every column at its default.
 *
 * All rows of a table share one hidden class: JSON.parse makes the pattern with its properties in the object, and a spread copies
 * it. Adding the columns of `item` one by one would make a hash table of each row, at five times the memory.
 */
export function rowMaker(table: Table): () => AnyRow {
  const defaults: AnyRow = {};
  for (const column of table.columns) defaults[column.name] = defaultCell(column);
  const pattern = JSON.parse(JSON.stringify(defaults)) as AnyRow;
  return () => ({ ...pattern });
}

/** A number as the column keeps it: yards have two decimals, and there is no negative zero. */
export function normalNumber(column: Column, value: number): number {
  return (column.type === 'yards' ? Math.round(value * 100) / 100 : value) + 0;
}

/**
 * A function that reads a cell of the column from text (CSV). Words of enums and flags are shared between rows.
 */
export function textReader(column: Column): (text: string) => Cell {
  const whenEmpty = defaultCell(column);
  if (column.type === 'text') return (text) => (text === '' ? whenEmpty : text);
  if (isNumeric(column)) {
    return (text) => {
      const trimmed = text.trim();
      if (trimmed === '') return whenEmpty;
      return NUMBER.test(trimmed) ? normalNumber(column, Number(trimmed)) : text;
    };
  }
  const known = new Map<string, string>((column.values ?? []).map((word) => [word, word]));
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === '') return whenEmpty;
    const shared = known.get(trimmed);
    if (shared !== undefined) return shared;
    if (column.type === 'flags' && known.size < SHARED_FLAG_SETS_MAX) known.set(trimmed, trimmed);
    return trimmed;
  };
}

const SHARED_FLAG_SETS_MAX = 4096;

/** A function that reads a cell of the column from a database value. */
export function valueReader(column: Column): (value: unknown) => Cell {
  const fromText = textReader(column);
  const whenEmpty = defaultCell(column);
  const numeric = isNumeric(column);
  return (value) => {
    if (typeof value === 'number') return numeric ? normalNumber(column, value) : fromText(String(value));
    if (typeof value === 'string') return fromText(value);
    if (value === null || value === undefined) return whenEmpty;
    return '(binary value)';
  };
}

/** The cell as it is written: missing ones at their default, numbers as the column keeps them. */
export function cellToWrite(column: Column, row: AnyRow): Cell {
  const value = row[column.name];
  if (value === undefined) return defaultCell(column);
  return typeof value === 'number' ? normalNumber(column, value) : value;
}

/** Where the rows of a table came from, for messages: the file, and the line of each row when the file has lines. */
export interface Origin {
  readonly file: string;
  readonly lines?: Uint32Array;
}

const origins = new WeakMap<object, Origin>();

/** Remember where a table's rows came from. It is forgotten with the array. */
export function setOrigin(rows: readonly unknown[], origin: Origin): void {
  origins.set(rows, origin);
}

export function originOf(rows: readonly unknown[]): Origin | undefined {
  return origins.get(rows);
}
