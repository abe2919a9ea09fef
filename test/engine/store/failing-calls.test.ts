/** The writing thread's calls into SQLite fail one after the other: a full disk, a busy file, an input/output error. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRun } from '../../../engine/store/open-run.js';
import { withFolder } from './fixtures.js';
import { FAILURE_CODES, failureEnvironment, writePreload } from './failing-preload.js';

const compiled = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const CHILD = compiled('./failing-child.js');
const MAIN = compiled('../../../cli/main.js');
/** Every code in every mode for every call, and the real command for every call: `npm run test:failures`. */
const ALL = process.env.BOTREALM_ALL_FAILURES === '1';
/** Calls of the real command that are made to fail in the quick form. */
const SAMPLES = 3;
const LEAST_CALLS = 80;

test('whichever call fails, the frames in the file are whole and none that was acknowledged is lost', () =>
  withFolder(async (folder) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', writePreload(folder), CHILD, folder, ALL ? 'all' : 'quick'],
      { encoding: 'utf8' },
    );
    assert.is(status, 0, stderr);
    const lines = stdout.trim().split('\n');
    assert.equal(
      lines.filter((line) => line.startsWith('wrong')),
      [],
    );
    const hits = Number(lines.find((line) => line.startsWith('hits '))!.slice('hits '.length));
    assert.ok(hits > LEAST_CALLS, `${hits} calls failed`);
    const codes = lines.find((line) => line.startsWith('codes '))!;
    for (const code of ['run-disk-full', 'run-unwritable']) assert.match(codes, code);
  }));

const RUN = ['run', 'smoke', '--bots', '12', '--frames', '20', '--seed', '3', '--checkpoint-every', '5'];

function command(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
  preload?: string,
): { code: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, [...(preload === undefined ? [] : ['--require', preload]), MAIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, err: stderr };
}

function hashOf(path: string, frame: number): string {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT state_hash FROM frame WHERE frame = ?').pluck().get(frame) as string;
  } finally {
    db.close();
  }
}

/** The file is refused in one line, or resumed to the very end an uninterrupted run has. */
function endsWell(folder: string, name: string, expected: string): void {
  const path = join(folder, name);
  if (!existsSync(path)) return;
  const run = openRun(path, { thorough: true });
  run.db.close();
  // The last call of all fails when every frame is there already.
  if (run.lastFrame === 20) {
    assert.is(hashOf(path, 20), expected);
    return;
  }
  const resumed = command(folder, ['resume', name]);
  assert.is(resumed.code, 0, resumed.err);
  assert.is(hashOf(path, 20), expected);
}

test('the command ends with one clear line and exit code 2, and resume finishes the run as if nothing had happened', () =>
  withFolder(async (folder) => {
    const preload = writePreload(folder);
    const log = join(folder, 'log');
    const whole = command(folder, [...RUN, '--db', 'whole.sqlite'], failureEnvironment(0, 'SQLITE_FULL', 'once', log), preload);
    assert.is(whole.code, 0, whole.err);
    const calls = Number(readFileSync(`${log}.calls`, 'utf8'));
    assert.ok(calls > LEAST_CALLS, `${calls} calls`);
    const expected = hashOf(join(folder, 'whole.sqlite'), 20);
    const step = ALL ? 1 : Math.floor(calls / SAMPLES);
    for (let at = step; at <= calls; at += step) {
      const code = FAILURE_CODES[at % FAILURE_CODES.length]!;
      const name = `run-${at}.sqlite`;
      const { code: exit, err } = command(
        folder,
        [...RUN, '--db', name],
        failureEnvironment(at, code, 'on', join(folder, `log-${at}`)),
        preload,
      );
      if (!existsSync(join(folder, `log-${at}`))) {
        assert.is(exit, 0, `call ${at} was not made: ${err}`);
        continue;
      }
      assert.is(exit, 2, `call ${at}, ${code}: ${err}`);
      assert.match(err, /^botrealm: run file run-\d+\.sqlite: [^\n]+$/m);
      endsWell(folder, name, expected);
    }
  }));

/** A file system with room for so little, or null where none can be mounted. */
function smallDisk(folder: string): string | null {
  const at = join(folder, 'disk');
  mkdirSync(at);
  const { status, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', at], { encoding: 'utf8' });
  return error === undefined && status === 0 ? at : null;
}

test('a disk that is really full ends a run in one line; what was acknowledged can be read', () =>
  withFolder(async (folder) => {
    const disk = smallDisk(folder);
    if (disk === null) {
      console.log('skipped: no small file system can be mounted here; refused.test.ts fills a limited file instead');
      return;
    }
    try {
      const path = join(disk, 'run.sqlite');
      const { code, err } = command(folder, ['run', 'smoke', '--bots', '100', '--frames', '3000', '--db', path]);
      assert.is(code, 2, err);
      assert.match(err, /disk or the allowed size is full/);
      const kept = /frames 0 to (\d+) are kept/.exec(err);
      if (!existsSync(path)) {
        assert.is(kept, null);
        return;
      }
      const run = openRun(path, { thorough: true });
      assert.ok(kept !== null && run.lastFrame >= Number(kept[1]), err);
      assert.is(run.db.prepare('SELECT count(*) FROM frame').pluck().get(), run.lastFrame + 1);
      assert.is(run.db.pragma('integrity_check', { simple: true }), 'ok');
      run.db.close();
    } finally {
      spawnSync('umount', [disk]);
    }
  }));

test.run();
