/**
 * Tables of an older format whose columns changed, made anew when a run is gone on with. A file that is only read keeps its tables: its
 * own views fit them.
 */
import type Database from 'better-sqlite3';
import { tableSql, type StoredTable } from './table-spec.js';

/** A table of the present format, and the SELECT of its rows from the older file, in which a table of its name is called `older_<name>`. */
export interface OlderTable {
  readonly table: string;
  readonly rows: string;
}

/** Key of table `run`: the last frame whose rows an older build wrote; what they say of it may be told in other columns. */
export const UPGRADED_AT = 'upgraded_at_frame';

/** The oldest format whose files can be read as they are. */
export const READABLE_FORMAT = 2;

/** Bring the tables of a file of an older format to `version`. Within a transaction; no view may be left. */
export function upgradeRows(db: Database.Database, tables: readonly StoredTable[], older: readonly OlderTable[], version: number): void {
  if ((db.pragma('user_version', { simple: true }) as number) >= version) return;
  const exists = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
  for (const { table, rows } of older) {
    const spec = tables.find(({ name }) => name === table);
    if (spec === undefined) continue;
    const before = exists.get(table) === 1;
    if (before) db.exec(`ALTER TABLE "${table}" RENAME TO "older_${table}"`);
    db.exec(tableSql(spec));
    db.exec(`INSERT INTO "${table}" ${rows}`);
    if (before) db.exec(`DROP TABLE "older_${table}"`);
  }
  db.prepare('INSERT INTO run (key, value) SELECT ?, max(frame) FROM frame').run(UPGRADED_AT);
  db.pragma(`user_version = ${version}`);
}
