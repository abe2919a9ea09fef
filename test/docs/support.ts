/** Runs the real command in a folder that goes away. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import * as assert from 'uvu/assert';

/** The compiled command, as it lies beside the compiled tests. */
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function botrealm(folder: string, ...args: string[]): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  return { code: status, out: stdout, err: stderr };
}

/** The command must succeed; its standard output. */
export function good(folder: string, ...args: string[]): string {
  const said = botrealm(folder, ...args);
  assert.is(said.code, 0, `botrealm ${args.join(' ')}: ${said.err}${said.out}`);
  return said.out;
}

/** The command must refuse its input: exit code 2 and one line. */
export function refused(folder: string, expected: RegExp, ...args: string[]): void {
  const said = botrealm(folder, ...args);
  assert.is(said.code, 2, `botrealm ${args.join(' ')}: ${said.err}${said.out}`);
  assert.match(said.err, expected);
  assert.match(said.err, /^botrealm: [^\n]+\n$/);
}

export async function withFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-docs-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function sql<T>(path: string, use: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}
