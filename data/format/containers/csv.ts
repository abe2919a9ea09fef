/** A world as a folder of CSV files (RFC 4180), one for each table, each with a header row. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '../../../engine/errors.js';
import type { Table } from '../columns.js';
import { cellToWrite, emptyWorldTables, rowMaker, rowsOf, setOrigin, TABLE_NAMES, tableOf, textReader } from '../rows.js';
import type { AnyRow, Cell } from '../rows.js';
import { setShape, TableShape } from '../shape.js';
import type { Stray } from '../shape.js';
import type { TableName, WorldTables } from '../tables.js';
import { writeBeside } from './write-beside.js';
import { headerFaults, missingColumns, strayFile } from './faults.js';

/** A row longer than this is a quote that was never closed, not data. */
const RECORD_CHARACTERS_MAX = 1_000_000;
/** After so many broken quotes the rest of a file is not read. */
const QUOTE_FAULTS_MAX = 20;
/** Rows turned into text at a time: large enough to be quick, small enough to need little memory. */
const WRITE_CHUNK_ROWS = 5000;
/** So many rows of one wrong length are reported one by one. */
const SAME_LENGTH_MAX = 10;
const LINE_FEED = 10;

/**
 * Read the tables from `<table>.csv` files in `folder`. An absent file is an empty table; files whose names do not end in `.csv` are
 * not looked at. Faults in the shape of a file are noted (see `shapeOf`), for validation to name, and reading goes on.
 *
 * @throws UserError when the folder holds no table at all, or a file cannot be read.
 */
export function readWorldCsv(folder: string): WorldTables {
  const files = new Set(
    readdirSync(folder)
      .filter((file) => file.toLowerCase().endsWith('.csv'))
      .sort(),
  );
  const known = new Set<string>(TABLE_NAMES.map((name) => `${name}.csv`));
  const strays: Stray[] = [];
  for (const file of files) if (!known.has(file)) strays.push({ file: join(folder, file), message: strayFile(file) });
  if (strays.length === files.size)
    throw new UserError(
      'world-empty',
      `${folder}: holds no world; expected files such as meta.csv and creature.csv${strays.length > 0 ? ` (${[...files][0]}: ${strays[0]!.message})` : ''}`,
    );
  const tables = emptyWorldTables();
  const shapes: Partial<Record<TableName, TableShape>> = {};
  for (const name of TABLE_NAMES) {
    const file = join(folder, `${name}.csv`);
    const shape = new TableShape();
    shapes[name] = shape;
    shape.exists = files.has(`${name}.csv`);
    if (shape.exists) new TableReader(tableOf(name), file, rowsOf(tables, name), shape).read();
    else setOrigin(tables[name], { file });
  }
  setShape(tables, { tables: shapes, strays });
  return tables;
}

/** Reads one file into rows. */
class TableReader {
  private readonly lines: number[] = [];
  private readonly makeRow: () => AnyRow;
  /** Lines of rows that are too short or too long, by their number of cells. */
  private readonly lengths = new Map<number, number[]>();
  private columns: readonly (HeaderColumn | undefined)[] | undefined;
  /** Lines before the part that is parsed now, and the last line that was parsed, both of the file. */
  private before = 0;
  private lastLine = 0;

  constructor(
    private readonly table: Table,
    private readonly file: string,
    private readonly rows: AnyRow[],
    private readonly shape: TableShape,
  ) {
    this.makeRow = rowMaker(table);
  }

  read(): void {
    const bytes = readBytes(this.file);
    if (isUtf8(bytes)) this.parseAll(bytes);
    else this.give(lineOfBadByte(bytes), 'is not UTF-8 text; expected the file to be saved as UTF-8');
    if (this.columns === undefined && this.shape.faults.length === 0)
      this.give(0, `is empty; expected a header row with the column names of ${this.table.name}`);
    this.reportLengths();
    setOrigin(this.rows, { file: this.file, lines: Uint32Array.from(this.lines) });
  }

  /** Note a fault after which rows are missing. */
  private give(line: number, message: string): void {
    this.shape.error(line, message);
    this.shape.incomplete = true;
  }

  /** Parse the file; after a row with a broken quote go on with the line after the one on which that row begins. */
  private parseAll(bytes: Buffer): void {
    let rest = bytes;
    for (let faults = 0; faults < QUOTE_FAULTS_MAX; faults++) {
      const broken = this.parsePart(rest);
      if (broken === undefined || this.columns?.length === 0) return;
      const line = this.lastLine + 1 + blankLinesAt(skipLines(rest, this.lastLine - this.before));
      this.give(line, quoteFault(broken));
      if (this.columns === undefined) return;
      rest = skipLines(rest, line - this.before);
      this.before = line;
      this.lastLine = line;
    }
    this.give(0, `has more rows with broken quotes; the rest of the file after line ${this.lastLine} was not read`);
  }

  private parsePart(bytes: Buffer): CsvError | undefined {
    try {
      parse(bytes, {
        bom: true,
        skip_empty_lines: true,
        relax_column_count: true,
        max_record_size: RECORD_CHARACTERS_MAX,
        on_record: (cells: string[], context: { lines: number }): null => {
          this.take(cells, this.before + context.lines);
          return null;
        },
      });
    } catch (error) {
      if (error instanceof CsvError) return error;
      throw error;
    }
    return undefined;
  }

  private take(cells: string[], endLine: number): void {
    const line = firstLine(cells, this.lastLine, endLine);
    this.lastLine = endLine;
    if (this.columns === undefined) {
      this.columns = this.header(cells);
      return;
    }
    if (this.columns.length === 0 || (cells.length === 1 && (cells[0] as string).trim() === '')) return;
    const row = this.makeRow();
    const count = Math.min(cells.length, this.columns.length);
    for (let i = 0; i < count; i++) {
      const column = this.columns[i];
      if (column !== undefined) row[column.name] = column.read(cells[i] as string);
    }
    if (cells.length !== this.columns.length) this.noteLength(cells.length, line);
    this.rows.push(row);
    this.lines.push(line);
  }

  private noteLength(found: number, line: number): void {
    const columns = this.columns as readonly (HeaderColumn | undefined)[];
    this.shape.malformed.add(this.rows.length);
    const lines = this.lengths.get(found);
    if (lines === undefined) this.lengths.set(found, [line]);
    else lines.push(line);
    const given = columns.slice(0, found);
    if (this.table.key.some((name) => !given.some((column) => column?.name === name))) this.shape.incomplete = true;
  }

  /** Report rows of the wrong length; when very many have the same one it is probably the header that is wrong, and they are one fault. */
  private reportLengths(): void {
    const length = this.columns?.length ?? 0;
    for (const [found, lines] of this.lengths) {
      const what = found < length ? 'a cell is missing' : 'a cell too many, or a comma inside a cell that is not in quotes';
      const message = `the row has ${found} ${found === 1 ? 'cell' : 'cells'}, expected ${length} as in the header row: ${what}`;
      if (lines.length <= SAME_LENGTH_MAX) for (const line of lines) this.shape.error(line, message);
      else this.shape.error(lines[0] as number, `${message}; the same in line ${lines[1]} and ${lines.length - 2} more`);
    }
    this.shape.faults.sort((one, other) => one.line - other.line);
  }

  /** Columns of the header, undefined for those that are not read; none at all when the file cannot be made sense of. */
  private header(cells: readonly string[]): readonly (HeaderColumn | undefined)[] {
    const names = cells.map((cell) => cell.trim());
    const { faults, unreadable } = headerFaults(this.table, names);
    for (const message of faults) this.shape.error(this.lastLine, message);
    if (unreadable) {
      this.shape.incomplete = true;
      return [];
    }
    const byName = new Map(this.table.columns.map((column) => [column.name, column]));
    missingColumns(this.table, new Set(names), this.shape);
    return names.map((name, i) => {
      const column = byName.get(name);
      return column === undefined || names.indexOf(name) !== i ? undefined : { name, read: textReader(column) };
    });
  }
}

interface HeaderColumn {
  readonly name: string;
  readonly read: (text: string) => Cell;
}

function quoteFault(error: CsvError): string {
  const advice = 'expected a cell in quotes to end with a quote before the next comma, and a quote inside it to be doubled ("")';
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
    return `a quote is opened in this row and never closed; ${advice}`;
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') return `a quoted cell of this row goes on after its closing quote; ${advice}`;
  return `a cell of this row has a quote that does not stand at its beginning; expected the whole cell in quotes, and quotes inside it doubled ("")`;
}

/** What follows the first `count` lines. */
function skipLines(bytes: Buffer, count: number): Buffer {
  let from = 0;
  for (let k = 0; k < count; k++) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end < 0) return bytes.subarray(bytes.length);
    from = end + 1;
  }
  return bytes.subarray(from);
}

/** Blank lines at the beginning. */
function blankLinesAt(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) {
    if (byte === LINE_FEED) lines++;
    else if (byte !== 13) break;
  }
  return lines;
}

/** Line of the first byte that is no UTF-8. */
function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(LINE_FEED, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return 0;
}

function readBytes(file: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError('world-unreadable', `${file}: cannot be read (${(error as Error).message})`, { cause: error });
  }
  return bytes;
}

/** Line on which a record begins: the parser tells the one on which it ends, and a quoted cell may hold line breaks. */
function firstLine(cells: readonly string[], lastLine: number, endLine: number): number {
  if (endLine === lastLine + 1) return endLine;
  let breaks = 0;
  for (const cell of cells) breaks += cell.split('\n').length - 1;
  return endLine - breaks;
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
