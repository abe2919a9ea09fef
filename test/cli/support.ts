/** Runs the real command in a folder that goes away, and reads what it said. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import * as assert from 'uvu/assert';

/** The compiled command, as it lies beside the compiled tests. */
export const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function botrealm(folder: string, args: readonly string[], main = MAIN): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  return { code: status, out: stdout, err: stderr };
}

export function start(folder: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The command must succeed; its standard output. */
export function good(folder: string, args: readonly string[]): string {
  const said = botrealm(folder, args);
  assert.is(said.code, 0, `botrealm ${args.join(' ')}: ${said.err}${said.out}`);
  assert.is(said.err, '');
  return said.out;
}

/** The command must refuse its input: exit code 2, one line, nothing on standard output. */
export function refused(folder: string, args: readonly string[], expected: RegExp): void {
  const said = botrealm(folder, args);
  assert.is(said.code, 2, `botrealm ${args.join(' ')}: ${said.err}${said.out}`);
  assert.is(said.out, '');
  assert.match(said.err, expected);
  assert.match(said.err, /^botrealm: [^\n]+\n$/);
}

export async function withFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-test-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Write or read a run file with plain SQL. */
export function sql<T>(path: string, use: (db: Database.Database) => T): T {
  const db = new Database(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** A small run: 60 bots for ten seconds, with a quest or two turned in and auctions under way. */
export const SMALL = ['run', 'smoke', '--bots', '60', '--frames', '100'] as const;

export function smallRun(folder: string, name = 'run.sqlite', ...more: string[]): string {
  good(folder, [...SMALL, '--db', name, ...more]);
  return join(folder, name);
}
