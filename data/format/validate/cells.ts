/** Checks of single cells: type, range, words. */
import { rowsOf, TABLE_NAMES, tableOf } from '../rows.js';
import type { AnyRow } from '../rows.js';
import type { Column } from '../columns.js';
import { shapeOf } from '../shape.js';
import type { TableName, WorldTables } from '../tables.js';
import { shown } from './finding.js';
import type { Findings } from './finding.js';

/** For each table, 1 for every row with a broken cell: later checks pass them over. */
export type BrokenRows = Record<TableName, Uint8Array>;

export function checkCells(tables: WorldTables, findings: Findings): BrokenRows {
  const broken: Partial<BrokenRows> = {};
  const shapes = shapeOf(tables)?.tables;
  for (const name of TABLE_NAMES) {
    const rows = rowsOf(tables, name);
    const marks = new Uint8Array(rows.length);
    const shape = shapes?.[name];
    // What the shape of the table has spoilt was named once already; the cells are not blamed for it.
    const spoilt = shape?.malformed ?? new Set<number>();
    for (const index of spoilt) if (index < marks.length) marks[index] = 1;
    for (const column of tableOf(name).columns) {
      if (shape?.missing.has(column.name) === true) marks.fill(1);
      else checkColumn(name, column, rows, marks, spoilt, findings);
    }
    broken[name] = marks;
  }
  return broken as BrokenRows;
}

function checkColumn(
  name: TableName,
  column: Column,
  rows: readonly AnyRow[],
  marks: Uint8Array,
  spoilt: ReadonlySet<number>,
  findings: Findings,
): void {
  const problem = cellChecker(column);
  for (let i = 0; i < rows.length; i++) {
    const message = problem((rows[i] as AnyRow)[column.name]);
    if (message === undefined || spoilt.has(i)) continue;
    marks[i] = 1;
    findings.row('error', 'cell', name, i, column.name, message);
  }
}

/** A function that says what is wrong with a cell of the column, or undefined. */
function cellChecker(column: Column): (value: unknown) => string | undefined {
  if (column.type === 'text') return textChecker(column);
  if (column.type === 'enum' || column.type === 'flags') return wordChecker(column);
  const min = column.min ?? -Infinity;
  const max = column.max ?? Infinity;
  const whole = column.type === 'int';
  const expected = `expected a ${whole ? 'whole number' : 'number'} from ${min} to ${max}`;
  return (value) => {
    if (typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value))) return undefined;
    return value === '' || value === undefined ? `is empty, ${expected}` : `is ${shown(value)}, ${expected}`;
  };
}

function textChecker(column: Column): (value: unknown) => string | undefined {
  const max = column.max ?? Infinity;
  return (value) => {
    if (typeof value !== 'string') return `is ${shown(value)}, expected text`;
    if (value.length > max) return `has ${value.length} characters, expected at most ${max}`;
    if (value.includes('\0') || !isWellFormed(value))
      return `is ${shown(value)}, expected text without NUL characters and broken surrogate pairs`;
    return undefined;
  };
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

function wordChecker(column: Column): (value: unknown) => string | undefined {
  const words = new Set(column.values ?? []);
  const list = [...words].join(', ');
  if (column.type === 'enum') {
    return (value) =>
      words.has(value as string)
        ? undefined
        : value === '' || value === undefined
          ? `is empty, expected one of ${list}`
          : `is ${shown(value)}, expected one of ${list}`;
  }
  const sound = new Set<string>(['']);
  return (value) => {
    if (typeof value === 'string' && sound.has(value)) return undefined;
    const unknown = typeof value === 'string' ? value.split('|').find((word) => !words.has(word)) : value;
    if (unknown !== undefined || typeof value !== 'string')
      return `has the word ${shown(unknown)}, expected words of ${list}, separated by |`;
    sound.add(value);
    return undefined;
  };
}
