/**
 * Declarations of what lies in a run file, and the SQL made from them. The store knows no game rule: it writes whatever tables
 * it is given. Every table and column carries its meaning into the schema text, so that `.schema` in the stock `sqlite3`
 * program is the reference a reader needs.
 */
import { InternalError } from '../errors.js';

/**
 * - `i32`: an integer of 32 bits; one word in the ring.
 * - `i53`: an integer that a double holds exactly; two words.
 * - `real`: a finite double; two words.
 * - `text`: a string; the ring carries its bytes at first use and one word afterwards.
 * - `word`: a string out of a small vocabulary, stored as its id in the table `word`; one word in the ring.
 * - `blob`: bytes; in tables filled while the run file is made, and in `checkpoint`, whose bytes go beside the ring.
 */
export type ColumnType = 'i32' | 'i53' | 'real' | 'text' | 'word' | 'blob';

export interface StoredColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Meaning, unit and enumerated values; one or more lines. */
  readonly doc: string;
  /** NULL is allowed. An `i32` is NULL when its word is `NULL_I32`, a text when `null` is given. */
  readonly nullable?: boolean;
  /** The table's PRIMARY KEY: one `i32` or `text` column. */
  readonly primary?: boolean;
}

export interface StoredIndex {
  readonly columns: readonly string[];
  /** Rows left out of the index when this does not hold. */
  readonly where?: string;
}

/** An append-only table: rows are added in the order of frames and never changed. */
export interface StoredTable {
  readonly name: string;
  /** What a row is. */
  readonly doc: string;
  readonly columns: readonly StoredColumn[];
  /** Built when the run is closed: keeping them up to date during the run would rewrite a page for nearly every row. */
  readonly closingIndexes?: readonly StoredIndex[];
}

export interface StoredView {
  readonly name: string;
  readonly doc: string;
  readonly columns: readonly { readonly name: string; readonly doc: string }[];
  /** The SELECT of a closed run; it may rely on the closing indexes. */
  readonly closed: string;
  /** The SELECT while the run goes on, when there are no indexes; the same as `closed` if left out. */
  readonly live?: string;
}

/** The word that stands for NULL in a nullable `i32` column. */
export const NULL_I32 = -0x8000_0000;

/** Columns a table may have: 50 rows of a prepared insert must stay below SQLite's 32,766 parameters. */
export const COLUMN_LIMIT = 64;

const SQL_TYPES: Record<ColumnType, string> = {
  i32: 'INTEGER',
  i53: 'INTEGER',
  real: 'REAL',
  text: 'TEXT',
  word: 'INTEGER',
  blob: 'BLOB',
};

/** Words of the ring that a column takes (a text: without its bytes). */
export function columnWords(type: ColumnType): number {
  return type === 'real' || type === 'i53' ? 2 : 1;
}

/** Words of the ring that a row of a table takes. */
export function rowWords(table: StoredTable): number {
  let words = 0;
  for (const column of table.columns) words += columnWords(column.type);
  return words;
}

/** Throws an `InternalError` for a declaration that cannot be stored. */
export function checkTables(tables: readonly StoredTable[]): void {
  const seen = new Set<string>();
  for (const table of tables) {
    if (!isName(table.name) || seen.has(table.name))
      throw new InternalError('store-table-name', `table "${table.name}": the name is malformed or taken`);
    seen.add(table.name);
    if (table.columns.length === 0 || table.columns.length > COLUMN_LIMIT)
      throw new InternalError('store-table-columns', `table "${table.name}" must have 1 to ${COLUMN_LIMIT} columns`);
    const names = new Set<string>();
    for (const column of table.columns) {
      if (!isName(column.name) || names.has(column.name))
        throw new InternalError('store-column-name', `${table.name}.${column.name}: the name is malformed or taken`);
      names.add(column.name);
      if (column.primary === true && ((column.type !== 'i32' && column.type !== 'text') || column.nullable === true))
        throw new InternalError('store-column-primary', `${table.name}.${column.name}: a key is a plain i32 or text`);
    }
  }
}

function isName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name);
}

function comment(doc: string, indent: string): string {
  return doc
    .split('\n')
    .map((line) => `${indent}-- ${line.trim()}`)
    .join('\n');
}

/** Comma first or last would break a trailing comment, so each comment stands on the lines above its column. */
function commented(parts: readonly { sql: string; doc: string }[]): string {
  return parts.map((part, i) => `${comment(part.doc, '  ')}\n  ${part.sql}${i + 1 < parts.length ? ',' : ''}`).join('\n');
}

/** CREATE TABLE of a declaration, with its comments in the schema text. */
export function tableSql(table: StoredTable): string {
  const columns = table.columns.map((column) => {
    const constraint = (column.nullable === true ? '' : ' NOT NULL') + (column.primary === true ? ' PRIMARY KEY' : '');
    return { sql: `"${column.name}" ${SQL_TYPES[column.type]}${constraint}`, doc: column.doc };
  });
  return `CREATE TABLE "${table.name}" (\n${comment(table.doc, '  ')}\n${commented(columns)}\n) STRICT`;
}

/** CREATE VIEW of a declaration, as it is while a run goes on (`live`) or when it has ended (`closed`). */
export function viewSql(view: StoredView, state: 'live' | 'closed'): string {
  const select = state === 'live' ? (view.live ?? view.closed) : view.closed;
  const columns = view.columns.map((column) => ({ sql: `"${column.name}"`, doc: column.doc }));
  return `CREATE VIEW "${view.name}" (\n${comment(view.doc, '  ')}\n${commented(columns)}\n) AS\n${select}`;
}

/** DROP VIEW of a declaration. */
export function dropViewSql(view: StoredView): string {
  return `DROP VIEW IF EXISTS "${view.name}"`;
}

/** Names of the closing indexes of a table. */
export function closingIndexNames(table: StoredTable): string[] {
  return (table.closingIndexes ?? []).map((index) => `${table.name}_by_${index.columns.join('_')}`);
}

/** CREATE INDEX of the indexes that are made when a run closes. */
export function closingIndexSql(table: StoredTable): string[] {
  const names = closingIndexNames(table);
  return (table.closingIndexes ?? []).map((index, i) => {
    const name = names[i]!;
    const columns = index.columns.map((column) => `"${column}"`).join(', ');
    const where = index.where === undefined ? '' : ` WHERE ${index.where}`;
    return `CREATE INDEX IF NOT EXISTS "${name}" ON "${table.name}" (${columns})${where}`;
  });
}
