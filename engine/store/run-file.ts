/**
 * The run file itself: its marks, how it is made, and how it is closed. Used by the writing thread and by the commands that
 * complete an interrupted run.
 */
import Database from 'better-sqlite3';
import type { Retention } from './retention.js';
import { upgradeRows, type OlderTable } from './upgrade-rows.js';
import { closingIndexNames, closingIndexSql, dropViewSql, tableSql, viewSql, type StoredTable, type StoredView } from './table-spec.js';

/** "BotR" in PRAGMA application_id: `file` and the opener know a run by it. */
export const APPLICATION_ID = 0x426f7452;
/** PRAGMA user_version; raised when a reader of the older version would misread the file. */
export const FORMAT_VERSION = 3;

/** Values of the key `status` in the table `run`. */
export const RUN_STATUS = {
  /** Being written, or interrupted before it could be closed. */
  running: 'running',
  /** All frames that were asked for. */
  complete: 'complete',
  /** Ended on purpose before that; whole up to its last frame. */
  stopped: 'stopped',
  /** Was interrupted; its indexes were built afterwards. */
  interrupted: 'interrupted',
} as const;
export type RunStatus = (typeof RUN_STATUS)[keyof typeof RUN_STATUS];

/** 4,096 pages = 16 MiB of log before it is moved into the file: one pause of some milliseconds in about a thousand frames. */
const LOG_PAGES = 4096;
/** Cache of the writing thread in KiB: append-only tables touch their last pages only. 64 MiB of it took three simulated hours to fill. */
const CACHE_KIB = 16_384;
/** While indexes are built, which sorts in memory. */
const CLOSING_CACHE_KIB = 65_536;
const BUSY_TIMEOUT_MS = 10_000;
const READER_TIMEOUT_MS = 500;

export type SetupValue = string | number | Uint8Array | null;

/** Rows of tables that are filled while the run file is made. */
export interface SetupRows {
  readonly table: string;
  readonly rows: readonly (readonly SetupValue[])[];
}

export interface RunFileSpec {
  readonly path: string;
  readonly tables: readonly StoredTable[];
  readonly views: readonly StoredView[];
  readonly setup: readonly SetupRows[];
  /** The file may grow to so many bytes; then the run ends as if the disk were full. */
  readonly limitBytes: number | null;
  /** The file is a run already, whose rows are added to. */
  readonly append: boolean;
  /** Tables to make anew in a run of an older format that rows are added to. */
  readonly older: readonly OlderTable[];
  /** null: everything is kept. */
  readonly retention: Retention | null;
}

/** Open the file at `spec.path` to write frames into it. */
export function openForWriting(spec: RunFileSpec): Database.Database {
  return spec.append ? reopenRunFile(spec) : initialiseRunFile(spec);
}

/** Open a run again to go on with it: without closing indexes, its views as of a run that is going on. One transaction. */
function reopenRunFile(spec: RunFileSpec): Database.Database {
  const db = new Database(spec.path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  prepareConnection(db);
  db.transaction(() => {
    for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[])
      db.exec(`DROP VIEW "${name.replaceAll('"', '""')}"`);
    upgradeRows(db, spec.tables, spec.older, FORMAT_VERSION);
    // A run of an older build may lack tables that this one has.
    const there = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
    for (const table of spec.tables) if (!there.has(table.name)) db.exec(tableSql(table));
    for (const table of spec.tables) for (const name of closingIndexNames(table)) db.exec(`DROP INDEX IF EXISTS "${name}"`);
    for (const view of spec.views) db.exec(viewSql(view, 'live'));
    const set = db.prepare(SET_INFO);
    for (const { table, rows } of spec.setup) if (table === 'run') for (const row of rows) set.run(row);
  })();
  return db;
}

const SET_INFO = 'INSERT INTO run (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';

/** Open the empty file at `spec.path` and lay out everything that is not written frame by frame. */
function initialiseRunFile(spec: RunFileSpec): Database.Database {
  const db = new Database(spec.path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  // The mark comes first: from here on the file is known as a run, however soon the process is killed.
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${FORMAT_VERSION}`);
  db.pragma('journal_mode = WAL');
  prepareConnection(db);
  if (spec.limitBytes !== null) {
    const pageBytes = db.pragma('page_size', { simple: true }) as number;
    db.pragma(`max_page_count = ${Math.max(1, Math.floor(spec.limitBytes / pageBytes))}`);
  }
  db.transaction(() => {
    for (const table of spec.tables) db.exec(tableSql(table));
    for (const view of spec.views) db.exec(viewSql(view, 'live'));
    for (const { table, rows } of spec.setup) {
      const width = rows[0]?.length ?? 0;
      if (width === 0) continue;
      const insert = db.prepare(`INSERT INTO "${table}" VALUES (${new Array(width).fill('?').join(', ')})`);
      for (const row of rows) insert.run(row);
    }
  })();
  return db;
}

function prepareConnection(db: Database.Database): void {
  // NORMAL: a commit survives the death of the process; the log is synced when it is moved into the file.
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  db.pragma(`cache_size = ${-CACHE_KIB}`);
  db.pragma('temp_store = MEMORY');
}

/**
 * Build the closing indexes, turn the views to them, set the status, and leave a single file. All of it is one transaction:
 * killed half-way, the file is an interrupted run as before.
 */
export function closeRunFile(
  db: Database.Database,
  tables: readonly StoredTable[],
  views: readonly StoredView[],
  values: readonly (readonly [key: string, value: string])[],
): void {
  db.pragma(`cache_size = ${-CLOSING_CACHE_KIB}`);
  db.transaction(() => {
    for (const table of tables) for (const sql of closingIndexSql(table)) db.exec(sql);
    for (const view of views) {
      db.exec(dropViewSql(view));
      db.exec(viewSql(view, 'closed'));
    }
    const set = db.prepare(SET_INFO);
    for (const [key, value] of values) set.run(key, value);
  })();
  leaveSingleFile(db);
}

/** Move the log into the file and do without it. A reader that holds the file open keeps the log; the file is whole all the same. */
export function leaveSingleFile(db: Database.Database): void {
  // A program that has the file open, even an idle one, is in the way of both; it is not waited for at length.
  db.pragma(`busy_timeout = ${READER_TIMEOUT_MS}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  try {
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
  }
}

/** Complete an interrupted run of this build's layout: `db` is open for writing. */
export function completeInterrupted(db: Database.Database, tables: readonly StoredTable[], views: readonly StoredView[]): void {
  prepareConnection(db);
  closeRunFile(db, tables, views, [['status', RUN_STATUS.interrupted]]);
}
