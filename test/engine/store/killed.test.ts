import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { finishRun, openRun } from '../../../engine/store/open-run.js';
import { toyFault, toyTables, toyViews, withFolder } from './fixtures.js';
import { killedFrameRows } from './killed-frames.js';

const CHILD = fileURLToPath(new URL('./kill-child.js', import.meta.url));
const KILLS_WHILE_WRITING = 20;
const KILLS_WHILE_CLOSING = 10;
/** One kill in five falls into the start-up, the others into the writing, timed from its start: machines differ in speed. */
const STARTS_KILLED_EVERY = 5;
const STARTUP_MS = 250;
const WRITING_MS = 150;
const FRAMES_BEFORE_CLOSING = 1500;
/** Closing such a run takes about this long. */
const CLOSING_MS = 60;

interface Killed {
  /** The last frame that it called acknowledged, or -1. */
  readonly acknowledged: number;
  readonly closing: boolean;
}

/** Start a writer and kill it so many milliseconds after its start, or after it said a line. */
async function killed(path: string, after: 'start' | 'writing' | 'closing', afterMs: number): Promise<Killed> {
  const args = after === 'closing' ? [CHILD, path, String(FRAMES_BEFORE_CLOSING)] : [CHILD, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const closed = once(child, 'close');
  const said = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(`${after}\n`)) resolve();
    });
  });
  if (after !== 'start') await Promise.race([said, closed]);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await closed;
  const lines = output
    .slice(0, output.lastIndexOf('\n') + 1)
    .trim()
    .split('\n');
  const numbers = lines.filter((line) => /^\d+$/.test(line));
  return { acknowledged: Number(numbers.at(-1) ?? -1), closing: lines.includes('closing') };
}

/** Assert that the file is sound; false if it rightly has no frame. */
function judge(path: string, { acknowledged }: Killed): boolean {
  if (acknowledged < 0) {
    // Killed before a commit was told: the file is missing, refused, or has frames that nobody was promised.
    if (!existsSync(path)) return false;
    try {
      openRun(path).db.close();
    } catch (error) {
      assert.instance(error, UserError);
      assert.is((error as UserError).code, 'run-empty');
      return false;
    }
  }
  const run = openRun(path);
  assert.is(run.db.pragma('integrity_check', { simple: true }), 'ok');
  assert.ok(run.lastFrame >= acknowledged, `frame ${acknowledged} was acknowledged, ${run.lastFrame} is the last`);
  assert.is(toyFault(run.db, killedFrameRows), null);
  run.db.close();
  return true;
}

function finish(path: string): void {
  finishRun(path, toyTables, toyViews);
  const run = openRun(path);
  assert.ok(run.closed);
  assert.is(toyFault(run.db, killedFrameRows), null);
  run.db.close();
}

test('a run killed while it writes opens, is sound, has no part of a frame, and lacks nothing that was acknowledged', () =>
  withFolder(async (folder) => {
    let withFrames = 0;
    for (let kill = 0; kill < KILLS_WHILE_WRITING; kill++) {
      const path = join(folder, `run-${kill}.sqlite`);
      const starting = kill % STARTS_KILLED_EVERY === 1;
      const told = await killed(path, starting ? 'start' : 'writing', Math.random() * (starting ? STARTUP_MS : WRITING_MS));
      if (!judge(path, told)) continue;
      withFrames++;
      if (kill % 5 === 0) finish(path);
    }
    assert.ok(withFrames >= 3, `only ${withFrames} of ${KILLS_WHILE_WRITING} runs were killed after their first frame`);
  }));

test('a run killed while it is closed is sound, and can be closed afterwards', () =>
  withFolder(async (folder) => {
    for (let kill = 0; kill < KILLS_WHILE_CLOSING; kill++) {
      const path = join(folder, `run-${kill}.sqlite`);
      const told = await killed(path, 'closing', (CLOSING_MS * kill) / KILLS_WHILE_CLOSING);
      assert.ok(told.closing);
      assert.ok(judge(path, told));
      finish(path);
    }
  }));

test.run();
