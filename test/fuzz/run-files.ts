/** Run files: of a few bots in a tiny world, and of the embedded one, with bytes and with cells of their tables changed. */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../../engine/errors.js';
import { openRun, reading } from '../../engine/store/open-run.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { compileWorld } from '../../data/compile/index.js';
import { loadWorld } from '../../data/load.js';
import type { LoadedWorld } from '../../data/load.js';
import { validateScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { prepareResume } from '../../scenarios/resume-run.js';
import { auditRun } from '../../systems/audit/audit-run.js';
import { diffRuns } from '../../systems/replay/diff-runs.js';
import { replayRun } from '../../systems/replay/replay-run.js';
import { botOf, identityOf } from '../../cli/inspect-bot.js';
import { worldOf } from '../../cli/inspect-world.js';
import { createRunFile } from '../../cli/run-file.js';
import { drive, setStage } from '../../cli/run-loop.js';
import { StopSignal } from '../../cli/stop-signal.js';
import { storyOf } from '../../cli/story.js';
import { completionsOf } from '../../cli/train.js';
import { lastChoice } from '../../cli/why.js';
import { converted } from '../data/import/fixtures.js';
import { smallWorld } from '../data/import/small-world.js';
import type { Case } from './kinds.js';
import { below, mutateBytes } from './mutate.js';
import { goodOrRefused } from './support.js';
import { mutateRow } from './worlds.js';

const FRAMES = 30;
const EMBEDDED_EVERY = 100;
/** Tables that decide how a run is read: every second mutation of cells is of one of them. */
const HEAD = ['run', 'input', 'content', 'checkpoint', 'word', 'frame'] as const;

export async function fuzzRunFiles(folder: string): Promise<Case> {
  const { tables } = await converted(smallWorld());
  const tiny = join(folder, 'tiny.sqlite');
  await makeRun(tiny, { tables, content: await compileWorld(tables), source: 'tiny' } as LoadedWorld, 4);
  const embedded = join(folder, 'embedded.sqlite');
  await makeRun(embedded, await loadWorld(undefined), 20);
  const path = join(folder, 'mutated.sqlite');
  return async (n) => {
    const whole = n % EMBEDDED_EVERY === 1 ? embedded : tiny;
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
    if (n % 2 === 0) writeFileSync(path, n === 0 ? readFileSync(whole) : mutateBytes(readFileSync(whole), n));
    else {
      copyFileSync(whole, path);
      mutateTables(path, n);
    }
    const before = readFileSync(path);
    const good = await goodOrRefused(() => readAll(path, tiny, n));
    if (!readFileSync(path).equals(before)) throw new Error('reading changed the file');
    return good;
  };
}

async function makeRun(path: string, world: LoadedWorld, bots: number): Promise<void> {
  const script = [{ at: 5, give: 'all', copper: 100 } as const];
  const scenario = validateScenario({ name: 'tiny', title: 'Tiny', duration: FRAMES, bots: { count: bots }, script }, 'tiny');
  const prepared = await prepareRun({ loaded: { scenario, folder: '.', source: 'tiny' }, world });
  const stop = new StopSignal('');
  const store = await createRunFile(prepared, path, {});
  await drive(prepared, setStage(prepared), store, { stop, quiet: true, checkpointEvery: 10 });
  await store.close({ complete: true });
  stop.release();
}

/** The ways in which the commands read a run, one or two of them. */
async function readAll(path: string, other: string, n: number): Promise<void> {
  const run = openRun(path, { thorough: n % 3 === 0 });
  try {
    switch (below(9, n, 900)) {
      case 0: {
        const { divergence } = await replayRun(run, { rows: n % 4 === 0 });
        if (divergence !== undefined) throw new UserError('diverged', divergence.conclusion[0]!);
        break;
      }
      case 1:
        await auditRun(run);
        break;
      case 2:
        reading(run, () => worldOf(run, Math.min(run.lastFrame, 20)));
        reading(run, () => botOf(run, Math.min(run.lastFrame, 20), someBot(run)));
        break;
      case 3:
        await prepareResume(run, { from: Math.min(run.lastFrame, 15), change: { set: ['rate.drop=2'] } });
        break;
      case 4:
        compare(run, other);
        break;
      case 5: {
        const hero = reading(run, () => identityOf(run, someBot(run)));
        reading(run, () => storyOf(run, hero, 0, run.lastFrame));
        break;
      }
      case 6:
        reading(run, (db) =>
          (db.prepare('SELECT uid FROM bot').pluck().all() as number[]).map((uid) => lastChoice(run, uid, run.lastFrame)),
        );
        break;
      case 7:
        await completionsOf(path);
        break;
      default:
        everyView(run);
    }
  } finally {
    run.db.close();
  }
}

function someBot(run: OpenedRun): string {
  return String(reading(run, (db) => db.prepare('SELECT name FROM bot ORDER BY uid LIMIT 1').pluck().get()));
}

function compare(run: OpenedRun, path: string): void {
  const other = openRun(path);
  try {
    diffRuns(run, other);
  } finally {
    other.db.close();
  }
}

function everyView(run: OpenedRun): void {
  reading(run, (db) => {
    const views = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[];
    for (const view of views) db.prepare(`SELECT * FROM "${view.replaceAll('"', '""')}" LIMIT 50`).all();
  });
}

function mutateTables(path: string, n: number): void {
  const db = new Database(path);
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all() as string[];
    for (let t = 1; t <= 2; t++) {
      const table = n % 4 === 1 ? HEAD[below(HEAD.length, n, t * 20)]! : tables[below(tables.length, n, t * 20)]!;
      mutateRow(db, table, n, t * 20);
    }
  } finally {
    db.close();
  }
}
