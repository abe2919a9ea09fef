/**
 * Makes the Nth call that a writing thread makes into SQLite fail. It is loaded into a process before anything else (`node --require`), so
 * that the program under test is the one that ships.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export const FAILURE_CODES = ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR_WRITE'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** `once`: that call alone; `on`: it and all later ones, as when a disk stays full. */
export type FailureMode = 'once' | 'on';

const SOURCE = `
const { isMainThread } = require('node:worker_threads');
if (!isMainThread) {
  const fs = require('node:fs');
  const Database = require(process.env.FAIL_SQLITE);
  const at = Number(process.env.FAIL_AT);
  let calls = 0;
  const pass = (db) => {
    calls++;
    if (calls !== at && !(process.env.FAIL_MODE === 'on' && calls > at)) return;
    fs.writeFileSync(process.env.FAIL_LOG, String(calls));
    throw new Database.SqliteError('made to fail', process.env.FAIL_CODE);
  };
  const { prepare, exec, pragma } = Database.prototype;
  Database.prototype.exec = function (sql) { if (!/^ROLLBACK/.test(sql)) pass(this); return exec.call(this, sql); };
  Database.prototype.pragma = function (...args) { pass(this); return pragma.apply(this, args); };
  Database.prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const { run } = statement;
    statement.run = (...args) => { pass(this); return run.apply(statement, args); };
    return statement;
  };
  const { close } = Database.prototype;
  Database.prototype.close = function () { fs.writeFileSync(process.env.FAIL_LOG + '.calls', String(calls)); return close.call(this); };
}
`;

/** Write the preload into a folder; its path. */
export function writePreload(folder: string): string {
  const path = join(folder, 'preload.cjs');
  writeFileSync(path, SOURCE);
  return path;
}

/** What the preload is told: which call fails, how, and where it notes that it did. */
export function failureEnvironment(at: number, code: FailureCode, mode: FailureMode, log: string): Record<string, string> {
  const require = createRequire(import.meta.url);
  return { FAIL_AT: String(at), FAIL_CODE: code, FAIL_MODE: mode, FAIL_LOG: log, FAIL_SQLITE: require.resolve('better-sqlite3') };
}
