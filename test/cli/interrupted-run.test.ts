import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, start, withFolder } from './support.js';

const LONG = ['run', 'smoke', '--bots', '40', '--frames', '1000000', '--db', 'run.sqlite'];
const PATIENCE_MS = 60_000;

/** Wait until a run has stored some frames. */
async function underWay(path: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (performance.now() > deadline) throw new Error(`${path} has no frames after ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (!existsSync(path)) continue;
    const db = new Database(path, { readonly: true });
    try {
      if (((db.prepare('SELECT max(frame) FROM frame').pluck().get() as number | null) ?? 0) > 100) return;
    } catch (error) {
      // The file is being made: it is locked, or its tables are not there yet.
      if (!(error instanceof Database.SqliteError)) throw error;
    } finally {
      db.close();
    }
  }
}

async function interrupted(
  folder: string,
  signal: NodeJS.Signals,
  more: readonly string[] = [],
): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(folder, [...LONG, ...more]);
  let out = '';
  let err = '';
  child.stdout!.on('data', (chunk) => (out += String(chunk)));
  child.stderr!.on('data', (chunk) => (err += String(chunk)));
  const closed = once(child, 'close');
  await underWay(join(folder, 'run.sqlite'));
  child.kill(signal);
  const [code] = (await closed) as [number | null];
  return { code, out, err };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends a run properly: exit code 130, a report, a closed file that replays and adds up`, () =>
    withFolder(async (folder) => {
      const { code, out, err } = await interrupted(folder, signal);
      assert.is(code, 130);
      assert.match(err, /^botrealm: stopping: [^\n]+\n$/);
      assert.match(out, 'stopped before the end');
      assert.equal(readdirSync(folder), ['run.sqlite']);
      assert.match(good(folder, ['inspect', 'run.sqlite']), 'stopped on purpose');
      assert.match(good(folder, ['audit', 'run.sqlite']), 'add up in all');
      assert.match(good(folder, ['replay', 'run.sqlite']), 'The replay agrees');
    }));
}

test('a paced run hears Ctrl-C too', () =>
  withFolder(async (folder) => {
    const { code, out } = await interrupted(folder, 'SIGINT', ['--speed', '40']);
    assert.is(code, 130);
    const faster = Number(/: ([\d.]+) times faster/.exec(out)![1]);
    assert.ok(faster < 41, `${faster} times real time, asked for 40`);
  }));

test('a killed run leaves a file that says it was interrupted and can be read as far as it goes', () =>
  withFolder(async (folder) => {
    const { code } = await interrupted(folder, 'SIGKILL');
    assert.is(code, null);
    assert.match(good(folder, ['inspect', 'run.sqlite']), 'interrupted');
    assert.match(good(folder, ['audit', 'run.sqlite']), 'The run was interrupted');
    assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), 'The run was interrupted');
  }));

test('a wish to stop before the first frame leaves nothing', () =>
  withFolder(async (folder) => {
    const child = start(folder, LONG);
    let err = '';
    child.stderr!.on('data', (chunk) => (err += String(chunk)));
    const timer = setInterval(() => child.kill('SIGINT'), 2000);
    await new Promise((resolve) => setTimeout(resolve, 250));
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    clearInterval(timer);
    // Before the handler stands, the signal simply ends the process.
    assert.ok(code === 130 || code === null, `exit code ${code}: ${err}`);
    assert.equal(readdirSync(folder), []);
  }));

test.run();
