/** Worlds: a tiny one and the embedded one, as folders of CSV files and as world files. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { embeddedWorld } from '../../data/embedded/index.js';
import { loadWorldTables, writeWorldCsv, writeWorldSqlite } from '../../data/format/containers/index.js';
import type { WorldTables } from '../../data/format/tables.js';
import { converted } from '../data/import/fixtures.js';
import { smallWorld } from '../data/import/small-world.js';
import type { Case } from './kinds.js';
import { below, mutateBytes, mutateCell } from './mutate.js';
import { goodOrRefused, useWorld } from './support.js';

/** The embedded world is large: one mutation in so many is of it. */
const EMBEDDED_EVERY = 40;

interface Written {
  readonly csv: string;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  readonly sqlite: string;
}

export async function fuzzWorlds(folder: string): Promise<Case> {
  const tiny = write(folder, 'tiny', (await converted(smallWorld())).tables);
  const embedded = write(folder, 'embedded', embeddedWorld());
  const mutated = join(folder, 'mutated.sqlite');
  return async (n) => {
    const world = n % EMBEDDED_EVERY === 1 ? embedded : tiny;
    const simulate = n % 8 === 0;
    if (n % 2 === 0) return throughCsv(world, n, simulate);
    rmSync(mutated, { force: true });
    if (n % 4 === 1) writeFileSync(mutated, mutateBytes(readFileSync(world.sqlite), n));
    else {
      copyFileSync(world.sqlite, mutated);
      mutateTable(mutated, n);
    }
    const before = readFileSync(mutated);
    const good = await goodOrRefused(() => useWorld(loadWorldTables(mutated), simulate));
    if (!readFileSync(mutated).equals(before)) throw new Error('reading changed the file');
    return good;
  };
}

function write(folder: string, name: string, tables: WorldTables): Written {
  const csv = join(folder, name);
  const sqlite = join(folder, `${name}.sqlite`);
  writeWorldCsv(tables, csv);
  writeWorldSqlite(tables, sqlite);
  mkdirSync(csv, { recursive: true });
  return { csv, sqlite, files: readdirSync(csv).map((file) => ({ path: join(csv, file), bytes: readFileSync(join(csv, file)) })) };
}

/** One or two files of the folder are mutated; as they were afterwards. */
async function throughCsv({ csv, files }: Written, n: number, simulate: boolean): Promise<boolean> {
  const hit = n === 0 ? [] : [files[below(files.length, n, 1)]!, files[below(files.length, n, 2)]!];
  hit.forEach(({ path, bytes }, i) => writeFileSync(path, mutateBytes(bytes, n * 2 + i)));
  try {
    return await goodOrRefused(() => useWorld(loadWorldTables(csv), simulate));
  } finally {
    for (const { path, bytes } of hit) writeFileSync(path, bytes);
  }
}

/** Some cells of some table become something else. */
function mutateTable(path: string, n: number): void {
  const db = new Database(path);
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all() as string[];
    for (let t = 1; t <= 3; t++) mutateRow(db, tables[below(tables.length, n, t * 20)]!, n, t * 20);
  } finally {
    db.close();
  }
}

/** A cell of a random row of a table, as something else; what the table itself refuses stays as it was. */
export function mutateRow(db: Database.Database, table: string, n: number, use: number): void {
  const columns = db.pragma(`table_info("${table}")`) as { name: string }[];
  const rows = db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
  if (rows === 0) return;
  const column = columns[below(columns.length, n, use + 1)]!.name;
  const rowid = db
    .prepare(`SELECT rowid FROM "${table}" LIMIT 1 OFFSET ?`)
    .pluck()
    .get(below(Math.min(rows, 5000), n, use + 2));
  const value = db.prepare(`SELECT "${column}" FROM "${table}" WHERE rowid = ?`).pluck().get(rowid);
  try {
    db.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE rowid = ?`).run(mutateCell(value, n, use + 3), rowid);
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(CONSTRAINT|MISMATCH)/.test(error.code)) throw error;
  }
}
