/**
 * Twenty frames into a store, again and again, with the first call into SQLite failing, then the second, and so on until a run goes through.
 * Prints what is wrong, one line each, and at the end how often. Arguments: folder, then `all` for every code and mode.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InternalError, UserError } from '../../../engine/errors.js';
import { EngineRows } from '../../../engine/store/engine-rows.js';
import { finishRun, openRun } from '../../../engine/store/open-run.js';
import type { SnapshotStore } from '../../../engine/store/snapshot-store.js';
import { createToyStore, toyFault, toyTables, toyViews, writeToyFrame } from './fixtures.js';
import { FAILURE_CODES, failureEnvironment } from './failing-preload.js';
import type { FailureCode, FailureMode } from './failing-preload.js';

const FRAMES = 20;
/** Wait for the writer after every so many frames, so that calls fail between commits too. */
const STEP = 4;
const MOST_CALLS = 2000;

const folder = process.argv[2]!;
const all = process.argv[3] === 'all';

interface Outcome {
  readonly error: unknown;
  /** The last frame that was acknowledged. */
  readonly kept: number;
}

async function acknowledged(store: SnapshotStore, frame: number): Promise<void> {
  const { checkWorker } = store as unknown as { checkWorker: () => void };
  while (store.acknowledgedFrame < frame) {
    checkWorker.call(store);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function attempt(path: string): Promise<Outcome> {
  let store: SnapshotStore | null = null;
  try {
    store = await createToyStore(path, { stallSlices: 100 });
    const rows = new EngineRows(store);
    for (let frame = 0; frame < FRAMES; frame++) {
      writeToyFrame(store, rows, frame);
      if (frame % STEP === STEP - 1) await acknowledged(store, frame);
    }
    await store.close({ complete: true });
    return { error: null, kept: store.acknowledgedFrame };
  } catch (error) {
    const kept = store?.acknowledgedFrame ?? -1;
    await store?.abort();
    return { error, kept };
  }
}

/** What is wrong with how a run ended, or null. */
function fault(path: string, { error, kept }: Outcome): string | null {
  if (error !== null) {
    if (!(error instanceof UserError) && !(error instanceof InternalError)) return `it ended with ${String(error)}`;
    if (error.message.includes('\n')) return `its message has several lines: ${error.message}`;
    if (!existsSync(path)) return kept < 0 ? null : `the file is gone, although frame ${kept} was acknowledged`;
  }
  const run = openRun(path, { thorough: true });
  try {
    const torn = toyFault(run.db);
    if (torn !== null) return torn;
    if (run.db.pragma('integrity_check', { simple: true }) !== 'ok') return 'integrity_check';
    if (run.lastFrame < kept) return `frame ${kept} was acknowledged, the file ends with ${run.lastFrame}`;
    if (error === null && (run.status !== 'complete' || run.lastFrame !== FRAMES - 1))
      return `it is ${run.status} at frame ${run.lastFrame}`;
  } finally {
    run.db.close();
  }
  finishRun(path, toyTables, toyViews);
  const finished = openRun(path);
  const torn = finished.closed ? toyFault(finished.db) : `it stays ${finished.status}`;
  finished.db.close();
  return torn;
}

let hits = 0;
const codes = new Set<string>();

/** False when no call had that number. */
async function fails(at: number, code: FailureCode, mode: FailureMode): Promise<boolean> {
  const log = join(folder, 'hit');
  const path = join(folder, 'run.sqlite');
  for (const file of [log, path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) rmSync(file, { force: true });
  Object.assign(process.env, failureEnvironment(at, code, mode, log));
  const outcome = await attempt(path);
  if (!existsSync(log)) {
    if (outcome.error !== null) console.log(`wrong: without a failure: ${String(outcome.error)}`);
    return false;
  }
  hits++;
  if (outcome.error instanceof UserError || outcome.error instanceof InternalError) codes.add(outcome.error.code);
  const wrong = fault(path, outcome);
  if (wrong !== null) console.log(`wrong: call ${at} ${mode} ${code}: ${wrong} (${String(outcome.error)})`);
  return true;
}

for (let at = 1, more = true; more && at <= MOST_CALLS; at++) {
  if (all) {
    const tried: boolean[] = [];
    for (const code of FAILURE_CODES) for (const mode of ['once', 'on'] as const) tried.push(await fails(at, code, mode));
    more = tried.some((hit) => hit);
  } else more = await fails(at, FAILURE_CODES[at % FAILURE_CODES.length]!, at % 2 === 0 ? 'once' : 'on');
}
console.log(`hits ${hits}`);
console.log(`codes ${[...codes].sort().join(' ')}`);
