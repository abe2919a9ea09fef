/** A world as one SQLite file: a STRICT table for each table of the format, described by comments in its schema. */
import { closeSync, fstatSync, fsyncSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../../../engine/errors.js';
import type { Column, Table } from '../columns.js';
import { oneLine } from '../one-line.js';
import { columnSummary } from '../reference.js';
import { cellToWrite, emptyWorldTables, isNumeric, rowMaker, rowsOf, setOrigin, TABLE_NAMES, tableOf, valueReader } from '../rows.js';
import type { AnyRow } from '../rows.js';
import { setShape, TableShape } from '../shape.js';
import type { Stray } from '../shape.js';
import type { TableName, WorldTables } from '../tables.js';
import { missingColumns, unknownColumn, unknownTable } from './faults.js';
import { writeBeside } from './write-beside.js';

/** "BRWD": what a SQLite file says of itself when it holds a botrealm world (1112692548). */
export const WORLD_APPLICATION_ID = 0x42_52_57_44;
/** Version of the world format, kept as SQLite's user_version. */
export const WORLD_FORMAT = 1;

const SQLITE_MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;

/** Does the file begin as a SQLite database does? */
export function looksLikeSqlite(path: string): boolean {
  return readHeader(path).header.toString('latin1', 0, 16) === SQLITE_MAGIC;
}

function readHeader(path: string): { header: Buffer; bytes: number } {
  const handle = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(handle, header, 0, HEADER_BYTES, 0);
    return { header, bytes: fstatSync(handle).size };
  } finally {
    closeSync(handle);
  }
}

/**
 * Read the tables from a world file. Unknown tables, and unknown or missing columns, are noted (see `shapeOf`), for validation to name.
 *
 * @throws UserError when the file is foreign, of a later format, truncated or corrupt.
 */
export function readWorldSqlite(path: string): WorldTables {
  checkHeader(path);
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    const sound = db.pragma('quick_check(1)', { simple: true });
    if (sound !== 'ok') throw new UserError('world-corrupt', `${path}: the file is damaged (${oneLine(String(sound))})`);
    return readTables(db, path);
  } catch (error) {
    if (error instanceof Database.SqliteError)
      throw new UserError('world-corrupt', `${path}: cannot be read as a world (${oneLine(error.message)})`, { cause: error });
    throw error;
  } finally {
    db?.close();
  }
}

/** Look at the file's header before SQLite does: its own messages for these cases do not help a person. */
function checkHeader(path: string): void {
  const { header, bytes } = readHeader(path);
  const applicationId = header.readUInt32BE(68);
  const version = header.readUInt32BE(60);
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const pages = header.readUInt32BE(28);
  if (bytes < HEADER_BYTES || pages * pageBytes > bytes) {
    throw new UserError('world-truncated', `${path}: is cut off; its header tells of ${pages * pageBytes} bytes, the file has ${bytes}`);
  }
  if (applicationId !== WORLD_APPLICATION_ID) {
    throw new UserError(
      'world-foreign',
      `${path}: is a SQLite file, but not a botrealm world (application_id is ${applicationId}, expected ${WORLD_APPLICATION_ID})`,
    );
  }
  if (version !== WORLD_FORMAT)
    throw new UserError('world-format', `${path}: is a world of format ${version}; this build reads format ${WORLD_FORMAT}`);
}

function readTables(db: Database.Database, path: string): WorldTables {
  const tables = emptyWorldTables();
  const found = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[];
  const known = new Set<string>(TABLE_NAMES);
  const strays: Stray[] = found
    .filter((name) => !known.has(name))
    .map((name) => ({ file: path, message: `table ${oneLine(name)} is not read: ${unknownTable(name)}` }));
  const present = new Set(found);
  const shapes: Partial<Record<TableName, TableShape>> = {};
  for (const name of TABLE_NAMES) {
    const rows = rowsOf(tables, name);
    const shape = new TableShape();
    shapes[name] = shape;
    setOrigin(rows, { file: path });
    shape.exists = present.has(name);
    if (shape.exists) readTable(db, tableOf(name), rows, shape);
  }
  setShape(tables, { tables: shapes, strays });
  return tables;
}

function readTable(db: Database.Database, table: Table, rows: AnyRow[], shape: TableShape): void {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const statement = db.prepare(`SELECT * FROM ${quoted(table.name)}`).raw();
  const names = statement.columns().map((column) => column.name);
  const readers = names.map((name) => {
    const column = byName.get(name);
    if (column === undefined) shape.error(0, unknownColumn(table, name));
    return column === undefined ? undefined : valueReader(column);
  });
  missingColumns(table, new Set(names), shape);
  const makeRow = rowMaker(table);
  // Rows are built here and not by the driver: its own objects are hash tables, five times as large.
  for (const values of statement.iterate() as IterableIterator<unknown[]>) {
    const row = makeRow();
    for (let i = 0; i < names.length; i++) {
      const read = readers[i];
      if (read !== undefined) row[names[i] as string] = read(values[i]);
    }
    rows.push(row);
  }
}

/**
 * Write all tables to a new SQLite file at `path`.
 *
 * @throws UserError when `path` exists, cannot be written, or a row breaks its declaration (type or duplicate key).
 */
export function writeWorldSqlite(tables: WorldTables, path: string): void {
  writeBeside(path, (temporary) => {
    const db = new Database(temporary);
    try {
      db.pragma('journal_mode = OFF');
      db.pragma('synchronous = OFF');
      db.pragma(`application_id = ${WORLD_APPLICATION_ID}`);
      db.pragma(`user_version = ${WORLD_FORMAT}`);
      db.transaction(() => {
        for (const name of TABLE_NAMES) writeTable(db, tableOf(name), rowsOf(tables, name), path);
      })();
    } finally {
      db.close();
    }
    flush(temporary);
  });
}

function writeTable(db: Database.Database, table: Table, rows: readonly AnyRow[], path: string): void {
  db.exec(createTableSql(table));
  const { columns } = table;
  const insert = db.prepare(`INSERT INTO ${quoted(table.name)} VALUES (${columns.map(() => '?').join(', ')})`);
  const values: (number | string)[] = new Array<number | string>(columns.length).fill(0);
  for (const [index, row] of rows.entries()) {
    for (let i = 0; i < columns.length; i++) values[i] = cellToWrite(columns[i] as Column, row);
    try {
      insert.run(values);
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
      const key = table.key.map((column) => `${column} ${String(row[column])}`).join(', ');
      throw new UserError('world-row', `${path}: row ${index + 1} of ${table.name} (${key}) cannot be stored: ${oneLine(error.message)}`, {
        cause: error,
      });
    }
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The statement that makes a table, its comments saying what the table and each column are. */
export function createTableSql(table: Table): string {
  const lines = table.columns.map((column) => {
    const type = isNumeric(column) ? (column.type === 'int' ? 'INTEGER' : 'REAL') : 'TEXT';
    const standard =
      column.default === undefined ? '' : ` DEFAULT ${typeof column.default === 'number' ? column.default : `'${column.default}'`}`;
    return `  ${quoted(column.name)} ${type} NOT NULL${standard}, -- ${column.doc} ${columnSummary(column)}`.trimEnd();
  });
  return `CREATE TABLE ${quoted(table.name)} (\n  -- ${table.doc}\n${lines.join('\n')}\n  PRIMARY KEY (${table.key.map(quoted).join(', ')})\n) STRICT`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
