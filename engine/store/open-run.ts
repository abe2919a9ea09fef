/** Reading a run file, finished or interrupted, and completing an interrupted one. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import { migrate } from './migrations.js';
import { APPLICATION_ID, completeInterrupted, FORMAT_VERSION, RUN_STATUS, type RunStatus } from './run-file.js';
import { readFailureOf } from './store-errors.js';
import type { StoredTable, StoredView } from './table-spec.js';
import { READABLE_FORMAT } from './upgrade-rows.js';

/** Offsets in the header of an SQLite file. */
const HEADER_BYTES = 100;
const PAGE_SIZE_AT = 16;
const CHANGE_COUNTER_AT = 24;
const PAGE_COUNT_AT = 28;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;
const VALID_FOR_AT = 92;
const MAGIC = 'SQLite format 3\0';

export interface OpenedRun {
  readonly path: string;
  /** Open for reading only. */
  readonly db: Database.Database;
  /** `running` means interrupted, or still being written by another process. */
  readonly status: RunStatus;
  /** Its indexes are there: `complete`, `stopped`, or completed afterwards. */
  readonly closed: boolean;
  readonly lastFrame: number;
  /** Format of the file: the present one, or an older one that can be read as it is and is brought up when the run goes on. */
  readonly format: number;
  /** The table `run`. */
  readonly info: ReadonlyMap<string, string>;
}

/**
 * Open a run for reading. `UserError` (one line) for a file that is missing, foreign, made by a newer version, damaged, or
 * that was left before its first frame. `thorough` reads every page in search of damage (about a second for 150 MB).
 */
export function openRun(path: string, options: { thorough?: boolean } = {}): OpenedRun {
  const version = checkHeader(path);
  recover(path);
  if (version < READABLE_FORMAT) bringUp(path, version);
  return guarded(path, (db) => {
    if (options.thorough === true) {
      const answer = db.pragma('quick_check(1)', { simple: true });
      if (answer !== 'ok') throw new UserError('run-corrupt', `run file ${path}: it is damaged (${String(answer)})`);
    }
    const info = readInfo(path, db);
    const lastFrame = db.prepare('SELECT max(frame) FROM frame').pluck().get() as number | null;
    if (lastFrame === null) throw noFrame(path);
    const status = (info.get('status') ?? RUN_STATUS.running) as RunStatus;
    return { path, db, status, closed: status !== RUN_STATUS.running, lastFrame, format: Math.max(version, READABLE_FORMAT), info };
  });
}

/**
 * Build the indexes of an interrupted run, so that its views answer fast. Nothing happens to a closed one. The declarations
 * come from the program and not from the file, which could carry any SQL.
 */
export function finishRun(path: string, tables: readonly StoredTable[], views: readonly StoredView[]): void {
  const run = openRun(path);
  run.db.close();
  // The views of the present format do not fit an older one; one that is gone on with is brought up then.
  if (run.closed || run.format < FORMAT_VERSION) return;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { fileMustExist: true });
    completeInterrupted(db, tables, views);
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    db?.close();
  }
}

/** Run a query on a run file; damage found on the way becomes one line. */
export function reading<T>(run: OpenedRun, query: (db: Database.Database) => T): T {
  try {
    return query(run.db);
  } catch (error) {
    throw readFailureOf(run.path, error);
  }
}

/** A rollback journal is left when a run was killed in the moment between log and single file; only a writer may undo it. */
function recover(path: string): void {
  if (!existsSync(`${path}-journal`)) return;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { fileMustExist: true });
    db.pragma('schema_version');
  } catch (error) {
    throw readFailureOf(path, error);
  } finally {
    db?.close();
  }
}

function guarded<T>(path: string, use: (db: Database.Database) => T): T {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    return use(db);
  } catch (error) {
    db?.close();
    throw readFailureOf(path, error);
  }
}

function readInfo(path: string, db: Database.Database): Map<string, string> {
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('run', 'frame')").pluck().get();
  if (tables !== 2) throw noFrame(path);
  const rows = db.prepare('SELECT key, value FROM run').raw().all() as [string, string][];
  return new Map(rows);
}

function noFrame(path: string): UserError {
  return new UserError('run-empty', `run file ${path}: the run was ended before its first frame; there is nothing to read`);
}

function readHeader(path: string): { header: Buffer; bytes: number } {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new UserError('run-foreign', `run file ${path}: expected a file`);
    const header = Buffer.alloc(HEADER_BYTES);
    const file = openSync(path, 'r');
    try {
      return { header: header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0)), bytes: stat.size };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') throw new UserError('run-missing', `run file ${path}: there is no such file`);
    throw new UserError('run-unreadable', `run file ${path}: it cannot be read (${code})`, { cause: error });
  }
}

/** A file of the oldest format is brought to one that can be read, unless its run never had a frame. */
function bringUp(path: string, version: number): void {
  guarded(path, (db) => {
    readInfo(path, db);
    db.close();
  });
  try {
    migrate(path, version, READABLE_FORMAT);
  } catch (error) {
    throw readFailureOf(path, error);
  }
}

/** The format version of a run file. */
function checkHeader(path: string): number {
  const { header, bytes } = readHeader(path);
  if (bytes === 0) throw noFrame(path);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new UserError('run-foreign', `run file ${path}: expected a botrealm run, and it is not even an SQLite file`);
  const application = header.readInt32BE(APPLICATION_ID_AT);
  if (application !== APPLICATION_ID) throw new UserError('run-foreign', `run file ${path}: it is an SQLite file, but not a botrealm run`);
  const version = header.readInt32BE(USER_VERSION_AT);
  if (version > FORMAT_VERSION)
    throw new UserError('run-newer', `run file ${path}: format ${version} is newer than ${FORMAT_VERSION}, the newest this build reads`);
  if (version === 0) throw noFrame(path);
  // A header that vouches for its page count tells a file that was cut off; with a log beside it the count may run ahead.
  const stored = header.readUInt16BE(PAGE_SIZE_AT);
  const pageBytes = stored === 1 ? 65_536 : stored;
  const vouched = header.readUInt32BE(CHANGE_COUNTER_AT) === header.readUInt32BE(VALID_FOR_AT);
  const expected = header.readUInt32BE(PAGE_COUNT_AT) * pageBytes;
  if (vouched && bytes < expected && !existsSync(`${path}-wal`))
    throw new UserError('run-corrupt', `run file ${path}: it is cut off at ${bytes} of ${expected} bytes`);
  return version;
}
