/**
 * Brings a run file of an older format to the present one, in one transaction: what a step cannot know, it leaves empty. A run of an older
 * build replays only as far as its code agrees; its rows and hashes stay readable.
 */
import Database from 'better-sqlite3';
import { UserError } from '../errors.js';
import { CHECKPOINT_TABLE } from './checkpoint-lane.js';
import { engineTables } from './engine-tables.js';
import { tableSql } from './table-spec.js';

type Migration = (db: Database.Database) => void;

/** The step from version n to n + 1 has the key n. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {
  1: (db) => {
    db.exec(tableSql(engineTables.find((table) => table.name === CHECKPOINT_TABLE)!));
    db.exec(`ALTER TABLE frame ADD COLUMN "system_hashes" TEXT NOT NULL DEFAULT ''`);
    // 16 digits a component became 8: the two halves combined.
    db.function('shorter', { deterministic: true }, (hashes) => shorter(String(hashes)));
    db.exec('UPDATE frame SET component_hashes = shorter(component_hashes)');
  },
};

/** Hashes of 16 digits each, as 8 digits each. */
function shorter(hashes: string): string {
  let out = '';
  for (let at = 0; at < hashes.length; at += 16) {
    const first = parseInt(hashes.slice(at, at + 8), 16);
    const second = parseInt(hashes.slice(at + 8, at + 16), 16);
    out += ((first ^ second) >>> 0).toString(16).padStart(8, '0');
  }
  return out;
}

/**
 * Bring a file from version `from` to version `to`.
 * @throws UserError when the file cannot be written
 */
export function migrate(path: string, from: number, to: number): void {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { fileMustExist: true });
    const open = db;
    open.transaction(() => {
      for (let version = from; version < to; version++) MIGRATIONS[version]!(open);
      open.pragma(`user_version = ${to}`);
    })();
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_READONLY'))
      throw new UserError(
        'run-older',
        `run file ${path}: it has format ${from} and must be written once to be read as format ${to}; expected a file and folder that can be written`,
        { cause: error },
      );
    throw error;
  } finally {
    db?.close();
  }
}
