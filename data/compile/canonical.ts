/**
 * The canonical bytes of a world: the same for the same content, whatever the order of its rows and the container it came from.
 *
 * Tables in declared order without empty ones, rows by ascending key, and column by column, which makes them small and quick to
 * compress. A column whose cells are all at their default is left out, so that a column added to the format later does not
 * change the hash of a world that does not use it.
 */
import { InternalError, UserError } from '../../engine/errors.js';
import type { Column, Table } from '../format/columns.js';
import { cellToWrite, emptyWorldTables, normalNumber, rowMaker, rowsOf, TABLE_NAMES, tableOf } from '../format/rows.js';
import type { AnyRow, Cell } from '../format/rows.js';
import type { WorldTables } from '../format/tables.js';
import { ByteReader, ByteWriter } from './bytes.js';
import { centi, wordMask, wordNumber } from './columns.js';

const MAGIC = 0x5442_5242;
const VERSION = 1;
/** Decimals with at most four places are kept as whole numbers of ten-thousandths, others as doubles. */
const DECIMAL_SCALE = 10_000;

/** How a column lies in the bytes. Widths of whole numbers: 1, 2 or 4 bytes; DELTA: each is added to the one before. */
const Encoding = { ints: 0, deltas: 1, scaled: 2, doubles: 3, text: 4 } as const;

/** The same rows with every table sorted by its key. Tables that are sorted already are handed on as they are. */
export function canonicalOrder(tables: WorldTables): WorldTables {
  const ordered = emptyWorldTables();
  for (const name of TABLE_NAMES) {
    const rows = rowsOf(tables, name);
    const compare = keyOrder(tableOf(name));
    const isSorted = rows.every((row, i) => i === 0 || compare(rows[i - 1] as AnyRow, row) <= 0);
    (ordered as Record<string, unknown>)[name] = isSorted ? rows : rows.slice().sort(compare);
  }
  return ordered;
}

function keyOrder(table: Table): (a: AnyRow, b: AnyRow) => number {
  const parts = table.key.map((name) => {
    const column = table.columns.find((declared) => declared.name === name) as Column;
    const word = column.type === 'enum' ? wordNumber(column.values ?? []) : undefined;
    return { name, rank: word as ((cell: Cell) => Cell) | undefined };
  });
  return (a, b) => {
    for (const { name, rank } of parts) {
      let [left, right] = [a[name] as Cell, b[name] as Cell];
      if (left === right) continue;
      if (rank !== undefined) [left, right] = [rank(left), rank(right)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** The bytes of tables that `canonicalOrder` has sorted. */
export function canonicalBytes(tables: WorldTables): Buffer {
  const writer = new ByteWriter();
  writer.u32(MAGIC);
  writer.u8(VERSION);
  const filled = TABLE_NAMES.filter((name) => rowsOf(tables, name).length > 0);
  writer.u8(filled.length);
  for (const name of filled) {
    const rows = rowsOf(tables, name);
    const columns = tableOf(name).columns.filter(
      (column) => column.default === undefined || rows.some((row) => cellToWrite(column, row) !== column.default),
    );
    writer.name(name);
    writer.u32(rows.length);
    writer.u8(columns.length);
    for (const column of columns) {
      writer.name(column.name);
      writeColumn(writer, column, rows);
    }
  }
  return writer.bytes();
}

function writeColumn(writer: ByteWriter, column: Column, rows: readonly AnyRow[]): void {
  if (column.type === 'text') {
    writeText(writer, column, rows);
    return;
  }
  if (column.type === 'decimal') {
    writeDecimals(writer, column, rows);
    return;
  }
  const toInt = intOf(column);
  const values = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = toInt((rows[i] as AnyRow)[column.name] as Cell);
    values[i] = value;
    if (values[i] !== value) throw unvalidated(column, (rows[i] as AnyRow)[column.name]);
  }
  writeInts(writer, values);
}

function unvalidated(column: Column, value: unknown): InternalError {
  return new InternalError('compile-unvalidated', `${column.name} is ${String(value)}; the tables were not validated`);
}

function intOf(column: Column): (cell: Cell) => number {
  if (column.type === 'enum') return wordNumber(column.values ?? []) as (cell: Cell) => number;
  if (column.type === 'flags') return wordMask(column.values ?? []) as (cell: Cell) => number;
  return column.type === 'yards' ? (cell) => centi(cell as number) : (cell) => cell as number;
}

function writeInts(writer: ByteWriter, values: Int32Array): void {
  const plain = widthOf(values, (i) => values[i]!);
  const delta = widthOf(values, (i) => values[i]! - (i === 0 ? 0 : values[i - 1]!));
  if (delta >= plain) {
    writer.u8(Encoding.ints);
    writer.u8(plain);
    writer.ints(values, plain);
    return;
  }
  writer.u8(Encoding.deltas);
  writer.u8(delta);
  writer.ints(
    values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!)),
    delta,
  );
}

/** Bytes that the widest of the numbers needs; 8 when even 4 are too few. */
function widthOf(values: Int32Array, number: (i: number) => number): number {
  let [least, most] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = number(i);
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  if (least >= -0x80 && most < 0x80) return 1;
  if (least >= -0x8000 && most < 0x8000) return 2;
  return least >= -0x8000_0000 && most <= 0x7fff_ffff ? 4 : 8;
}

function writeDecimals(writer: ByteWriter, column: Column, rows: readonly AnyRow[]): void {
  const scaled = new Int32Array(rows.length);
  let isScaled = true;
  for (let i = 0; i < rows.length && isScaled; i++) {
    const value = (rows[i] as AnyRow)[column.name];
    if (typeof value !== 'number') throw unvalidated(column, value);
    scaled[i] = Math.round(value * DECIMAL_SCALE);
    isScaled = scaled[i]! / DECIMAL_SCALE === value;
  }
  if (isScaled) {
    writer.u8(Encoding.scaled);
    writeInts(writer, scaled);
    return;
  }
  writer.u8(Encoding.doubles);
  writer.doubles(Float64Array.from(rows, (row) => normalNumber(column, row[column.name] as number)));
}

function writeText(writer: ByteWriter, column: Column, rows: readonly AnyRow[]): void {
  const body = new ByteWriter();
  const lengths = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = (rows[i] as AnyRow)[column.name];
    if (typeof value !== 'string') throw unvalidated(column, value);
    lengths[i] = body.text(value);
  }
  writer.u8(Encoding.text);
  writeInts(writer, lengths);
  writer.raw(body.bytes());
}

/**
 * The tables that canonical bytes hold.
 *
 * @throws UserError when they are not whole or of a format this build does not know.
 */
export function tablesFromBytes(bytes: Buffer): WorldTables {
  const reader = new ByteReader(bytes);
  if (reader.u32() !== MAGIC || reader.u8() !== VERSION) throw damaged('its head is not that of a packed world of format 1');
  const tables = emptyWorldTables();
  for (let left = reader.u8(); left > 0; left--) {
    const found = reader.name();
    const name = TABLE_NAMES.find((known) => known === found);
    if (name === undefined) throw damaged(`unknown table ${found}`);
    readTable(reader, tableOf(name), rowsOf(tables, name));
  }
  if (reader.left() > 0) throw damaged('there is more in it than its tables');
  return tables;
}

function damaged(why: string): UserError {
  return new UserError('world-pack', `a packed world cannot be read: ${why}`);
}

function readTable(reader: ByteReader, table: Table, rows: AnyRow[]): void {
  const count = reader.u32();
  const columnCount = reader.u8();
  if (count > reader.left()) throw damaged(`${table.name} tells of ${count} rows`);
  const makeRow = rowMaker(table);
  for (let i = 0; i < count; i++) rows.push(makeRow());
  for (let left = columnCount; left > 0; left--) {
    const name = reader.name();
    const column = table.columns.find((known) => known.name === name);
    if (column === undefined) throw damaged(`unknown column ${table.name}.${name}`);
    const cells = readColumn(reader, column, count);
    for (let i = 0; i < count; i++) (rows[i] as AnyRow)[name] = cells(i);
  }
}

function readColumn(reader: ByteReader, column: Column, count: number): (i: number) => Cell {
  const encoding = reader.u8();
  if (encoding === Encoding.text) {
    const lengths = readInts(reader, reader.u8(), count);
    const texts = Array.from(lengths, (length) => reader.text(length));
    return (i) => texts[i] as string;
  }
  if (encoding === Encoding.doubles) {
    const doubles = reader.doubles(count);
    return (i) => doubles[i] as number;
  }
  if (encoding === Encoding.scaled) {
    const scaled = readInts(reader, reader.u8(), count);
    return (i) => scaled[i]! / DECIMAL_SCALE;
  }
  const values = readInts(reader, encoding, count);
  if (column.type === 'yards') return (i) => values[i]! / 100;
  const words = column.values ?? [];
  if (column.type === 'enum') return (i) => words[values[i]!] ?? '';
  return column.type === 'flags' ? flagReader(words, values) : (i) => values[i]!;
}

function flagReader(words: readonly string[], masks: Int32Array): (i: number) => string {
  const known = new Map<number, string>();
  return (i) => {
    const mask = masks[i]!;
    let cell = known.get(mask);
    if (cell === undefined) {
      cell = words.filter((_, bit) => ((mask >> bit) & 1) === 1).join('|');
      known.set(mask, cell);
    }
    return cell;
  };
}

function readInts(reader: ByteReader, encoding: number, count: number): Int32Array {
  const width = reader.u8();
  if (encoding > Encoding.deltas || ![1, 2, 4].includes(width)) throw damaged('a column has an unknown encoding');
  const values = reader.ints(count, width);
  if (encoding === Encoding.deltas) for (let i = 1; i < count; i++) values[i]! += values[i - 1]!;
  return values;
}
