/** A world as a folder of CSV files (RFC 4180), one for each table, each with a header row. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../../../engine/errors.js';
import type { Table } from '../columns.js';
import { oneLine } from '../one-line.js';
import { cellToWrite, emptyWorldTables, rowMaker, rowsOf, setOrigin, TABLE_NAMES, tableOf, textReader } from '../rows.js';
import type { AnyRow, Cell } from '../rows.js';
import type { WorldTables } from '../tables.js';
import { writeBeside } from './write-beside.js';

/** A row longer than this is a quote that was never closed, not data. */
const RECORD_CHARACTERS_MAX = 1_000_000;
/** Rows turned into text at a time: large enough to be quick, small enough to need little memory. */
const WRITE_CHUNK_ROWS = 5000;

/**
 * Read the tables from `<table>.csv` files in `folder`. An absent file is an empty table; files that do not end in `.csv` are
 * not looked at.
 *
 * @throws UserError for an unknown table or column, a column that must be given and is not, or text that is not CSV.
 */
export function readWorldCsv(folder: string): WorldTables {
  const files = new Set(
    readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .sort(),
  );
  const known = new Set(TABLE_NAMES.map((name) => `${name}.csv`));
  for (const file of files) {
    if (!known.has(file))
      throw new UserError(
        'world-unknown-table',
        `${join(folder, file)}: there is no table of that name; known tables: ${TABLE_NAMES.join(', ')}`,
      );
  }
  if (files.size === 0) throw new UserError('world-empty', `${folder}: holds no world; expected files such as meta.csv and creature.csv`);
  const tables = emptyWorldTables();
  for (const name of TABLE_NAMES) {
    const file = join(folder, `${name}.csv`);
    if (files.has(`${name}.csv`)) readTable(tableOf(name), file, rowsOf(tables, name));
    else setOrigin(tables[name], { file });
  }
  return tables;
}

function readTable(table: Table, file: string, rows: AnyRow[]): void {
  const bytes = readBytes(file);
  const lines: number[] = [];
  const makeRow = rowMaker(table);
  let columns: HeaderColumn[] | undefined;
  let lastLine = 0;
  const take = (cells: string[], context: { lines: number }): null => {
    const line = firstLine(cells, lastLine, context.lines);
    lastLine = context.lines;
    if (columns === undefined) {
      columns = headerColumns(table, file, cells);
      return null;
    }
    const row = makeRow();
    for (let i = 0; i < cells.length; i++) {
      const column = columns[i] as HeaderColumn;
      row[column.name] = column.read(cells[i] as string);
    }
    rows.push(row);
    lines.push(line);
    return null;
  };
  try {
    parse(bytes, { bom: true, skip_empty_lines: true, max_record_size: RECORD_CHARACTERS_MAX, on_record: take });
  } catch (error) {
    if (error instanceof CsvError) throw new UserError('world-csv', `${file}: ${oneLine(error.message)}`, { cause: error });
    throw error;
  }
  if (columns === undefined)
    throw new UserError('world-csv', `${file}: is empty; expected a header row with the column names of ${table.name}`);
  setOrigin(rows, { file, lines: Uint32Array.from(lines) });
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError('world-unreadable', `${file}: cannot be read (${(error as Error).message})`, { cause: error });
  }
  if (!isUtf8(bytes)) throw new UserError('world-csv', `${file}: is not UTF-8 text`);
  return bytes;
}

/** Line on which a record begins: the parser tells the one on which it ends, and a quoted cell may hold line breaks. */
function firstLine(cells: readonly string[], lastLine: number, endLine: number): number {
  if (endLine === lastLine + 1) return endLine;
  let breaks = 0;
  for (const cell of cells) breaks += cell.split('\n').length - 1;
  return endLine - breaks;
}

interface HeaderColumn {
  readonly name: string;
  readonly read: (text: string) => Cell;
}

function headerColumns(table: Table, file: string, header: readonly string[]): HeaderColumn[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const seen = new Set<string>();
  const columns = header.map((cell) => {
    const name = cell.trim();
    const column = byName.get(name);
    if (column === undefined)
      throw new UserError(
        'world-unknown-column',
        `${file}: unknown column "${oneLine(name)}"; ${table.name} has ${[...byName.keys()].join(', ')}`,
      );
    if (seen.has(name)) throw new UserError('world-unknown-column', `${file}: column "${name}" is there twice`);
    seen.add(name);
    return { name, read: textReader(column) };
  });
  requireColumns(table, file, seen);
  return columns;
}

/** A column without a default must be there. */
export function requireColumns(table: Table, file: string, present: ReadonlySet<string>): void {
  const missing = table.columns.filter((column) => column.default === undefined && !present.has(column.name)).map((column) => column.name);
  if (missing.length > 0)
    throw new UserError('world-missing-column', `${file}: ${table.name} lacks the column ${missing.join(', ')}, which has no default`);
}

/**
 * Write all tables to `folder`, which must not exist yet; empty tables as their header row alone.
 *
 * @throws UserError when the folder exists or cannot be written; nothing is left then.
 */
export function writeWorldCsv(tables: WorldTables, folder: string): void {
  writeBeside(folder, (temporary) => {
    mkdirSync(temporary);
    for (const name of TABLE_NAMES) writeTable(tableOf(name), rowsOf(tables, name), join(temporary, `${name}.csv`));
  });
}

function writeTable(table: Table, rows: readonly AnyRow[], file: string): void {
  const handle = openSync(file, 'wx');
  try {
    writeSync(handle, `${table.columns.map((column) => column.name).join(',')}\n`);
    for (let from = 0; from < rows.length; from += WRITE_CHUNK_ROWS) {
      const chunk = rows.slice(from, from + WRITE_CHUNK_ROWS).map((row) => table.columns.map((column) => String(cellToWrite(column, row))));
      writeSync(handle, stringify(chunk, { quoted_match: /[\r\n]|^\s|\s$/ }));
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
