/** A run file cut off after a frame, as a new file: what a branch begins with. */
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import type { OpenedRun } from './open-run.js';
import { reserveFile, removeFile } from './run-place.js';
import { readFailureOf } from './store-errors.js';
import { closingIndexNames, type StoredTable } from './table-spec.js';

/** Pages to copy between two looks at the event loop. */
const COPY_PAGES = 10_000;
/** A file with more free space than this share is packed. */
const FREE_SHARE = 0.25;

export interface BranchCut {
  /** The last frame that is kept. */
  readonly frame: number;
  /** Things with a uid from here on were made later. */
  readonly nextUid: number;
}

/** Columns by which rows of a table without a column `frame` are known to be of later frames. */
const LATER: Readonly<Record<string, { readonly column: string; readonly from: 'frame' | 'uid' }>> = {
  bot: { column: 'born_frame', from: 'frame' },
  account_row: { column: 'id', from: 'uid' },
};

/**
 * Copy a run into the new file `path`, up to a frame.
 * @throws UserError when there is such a file, or it cannot be written
 */
export async function branchFile(
  run: OpenedRun,
  path: string,
  tables: readonly StoredTable[],
  cut: BranchCut,
  createFolder = false,
): Promise<void> {
  reserveFile(path, createFolder);
  let db: Database.Database | null = null;
  try {
    await run.db.backup(path, { progress: () => COPY_PAGES });
    db = new Database(path, { fileMustExist: true });
    cutOff(db, tables, cut);
  } catch (error) {
    db?.close();
    db = null;
    removeFile(path);
    const failure = readFailureOf(path, error);
    throw failure instanceof Error && (error as { code?: string }).code === 'SQLITE_FULL'
      ? new UserError('run-disk-full', `run file ${path}: the disk is full; nothing was kept`, { cause: error })
      : failure;
  } finally {
    db?.close();
  }
}

function cutOff(db: Database.Database, tables: readonly StoredTable[], { frame, nextUid }: BranchCut): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('temp_store = MEMORY');
  const there = new Set(db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
  db.transaction(() => {
    for (const table of tables) {
      // A run of an older build may lack tables that this one has.
      if (!there.has(table.name)) continue;
      for (const index of closingIndexNames(table)) db.exec(`DROP INDEX IF EXISTS "${index}"`);
      const later = LATER[table.name];
      if (later !== undefined) {
        db.prepare(`DELETE FROM "${table.name}" WHERE "${later.column}" ${later.from === 'frame' ? '>' : '>='} ?`).run(
          later.from === 'frame' ? frame : nextUid,
        );
      } else if (table.columns.some((column) => column.name === 'frame')) {
        db.prepare(`DELETE FROM "${table.name}" WHERE rowid > ?`).run(lastRowOf(db, table.name, frame));
      }
    }
  })();
  const pages = db.pragma('page_count', { simple: true }) as number;
  const free = db.pragma('freelist_count', { simple: true }) as number;
  if (free > pages * FREE_SHARE) db.exec('VACUUM');
}

/** Where statements come from: a database, or statements of it that are kept. */
export interface Preparer {
  prepare(sql: string): Database.Statement;
}

/** The last row there is, or 0. */
export function maxRow(db: Preparer, table: string): number {
  return db.prepare(`SELECT coalesce(max(rowid), 0) FROM "${table}"`).pluck().get() as number;
}

/** The last row of a frame or of one before it. Rows lie in the order of frames, so halving finds it without an index. */
export function lastRowOf(db: Preparer, table: string, frame: number): number {
  const frameFrom = db.prepare(`SELECT rowid, frame FROM "${table}" WHERE rowid >= ? ORDER BY rowid LIMIT 1`).raw();
  let low = 0;
  let high = maxRow(db, table) + 1;
  // Rows up to `low` are of the frame or earlier, those from `high` on are later.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const row = frameFrom.get(middle) as [number, number] | undefined;
    if (row !== undefined && row[1] <= frame) low = row[0];
    else high = middle;
  }
  return low;
}
