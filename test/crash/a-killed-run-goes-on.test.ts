/**
 * Kills the real command at random moments and goes on with what is left. The quick form kills a few times; `npm run test:crash` a hundred
 * (BOTREALM_KILLS says how often, BOTREALM_SEED where the moments come from).
 */
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawBelow } from '../../engine/random.js';
import { botrealm, good, start, withFolder } from '../cli/support.js';

const KILLS = Number(process.env.BOTREALM_KILLS ?? 8);
const SEED = Number(process.env.BOTREALM_SEED ?? 20_260_730);
const FRAMES = 1500;
const RUN = ['run', 'smoke', '--bots', '40', '--frames', String(FRAMES), '--checkpoint-every', '150', '--db', 'run.sqlite'];
/** How often a reader looks which frames are acknowledged. */
const LOOK_MS = 10;

interface Left {
  /** The last frame that could be read while the run was going on. */
  readonly seen: number;
  readonly finished: boolean;
}

/** The last frame that a reader finds; -1: none yet. */
function readable(path: string): number {
  if (!existsSync(path)) return -1;
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true });
    return (db.prepare('SELECT max(frame) FROM frame').pluck().get() as number | null) ?? -1;
  } catch (error) {
    // The file is being made, closed or moved out of its log at this moment.
    if (!(error instanceof Database.SqliteError)) throw error;
    return -1;
  } finally {
    db?.close();
  }
}

async function killAfter(folder: string, args: readonly string[], ms: number): Promise<Left> {
  const child = start(folder, args);
  const closed = once(child, 'close') as Promise<[number | null]>;
  let seen = -1;
  const look = setInterval(() => (seen = Math.max(seen, readable(`${folder}/run.sqlite`))), LOOK_MS);
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const [code] = await closed;
  clearInterval(look);
  clearTimeout(timer);
  return { seen, finished: code === 0 };
}

/** Nothing that was acknowledged is lost, nothing is damaged, no frame is there in part. */
function examine(path: string, { seen }: Left): number {
  const db = new Database(path);
  try {
    assert.is(db.pragma('integrity_check', { simple: true }), 'ok');
    const last = (db.prepare('SELECT max(frame) FROM frame').pluck().get() as number | null) ?? -1;
    assert.ok(last >= seen, `frame ${seen} had been read, the file ends with ${last}`);
    assert.is(db.prepare('SELECT count(*) FROM frame').pluck().get(), last + 1, 'frames without a gap');
    for (const table of ['event_row', 'ledger_row', 'bot_life', 'bot_motion', 'slot_item', 'checkpoint']) {
      const beyond = db.prepare(`SELECT max(frame) FROM "${table}"`).pluck().get() as number | null;
      assert.ok((beyond ?? -1) <= last, `${table} has rows of frame ${beyond}, the last frame is ${last}`);
    }
    return last;
  } finally {
    db.close();
  }
}

/**
 * Kill a run and what goes on with it, again and again, and begin anew whenever one has come to its end. `ended` looks at each that has.
 * Answers how many died before their first frame.
 */
async function killAndGoOn(folder: string, run: readonly string[], kills: number, salt: number, ended: () => void): Promise<number> {
  const path = `${folder}/run.sqlite`;
  const began = performance.now();
  good(folder, run);
  const takes = performance.now() - began;
  rmSync(path);
  let killed = 0;
  let early = 0;
  let args: readonly string[] = run;
  for (let n = 0; killed < kills; n++) {
    assert.ok(n < kills * 10, 'the run ends before it can be killed');
    const left = await killAfter(folder, args, drawBelow(Math.ceil(takes * 1.1), SEED, n, salt, 0, 0));
    if (!left.finished) killed++;
    args = run;
    if (!existsSync(path)) continue;
    const refusal = botrealm(folder, ['inspect', 'run.sqlite']);
    if (refusal.code === 2) {
      // Killed before its first frame: one clear line, from every command.
      early++;
      assert.match(refusal.err, /^botrealm: run file run\.sqlite: [^\n]*before its first frame[^\n]*\n$/);
      assert.is(botrealm(folder, ['resume', 'run.sqlite']).err, refusal.err);
      assert.is(left.seen, -1);
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
      continue;
    }
    examine(path, left);
    args = ['resume', 'run.sqlite'];
    if (!left.finished) continue;
    ended();
    // The next kills meet a run from its start again.
    rmSync(path);
    args = run;
  }
  if (existsSync(path) && readable(path) >= 0) {
    if (readable(path) < FRAMES) good(folder, ['resume', 'run.sqlite']);
    ended();
    rmSync(path);
  }
  return early;
}

const WHOLE = [...RUN.slice(0, -1), 'whole.sqlite', '--json'];

test(`killed ${KILLS} times at random moments, the run ends with the hash of an uninterrupted one`, () =>
  withFolder(async (folder) => {
    const whole = JSON.parse(good(folder, WHOLE)) as { stateHash: string };
    let replayed = false;
    const early = await killAndGoOn(folder, RUN, KILLS, 0, () => {
      assert.is(lastHash(`${folder}/run.sqlite`), whole.stateHash);
      if (replayed) return;
      replayed = true;
      const all = `The replay agrees: all ${(FRAMES + 1).toLocaleString('en-US')} frames`;
      assert.match(good(folder, ['replay', 'run.sqlite', '--rows']), all);
      assert.match(good(folder, ['audit', 'run.sqlite']), 'add up in all');
    });
    process.stdout.write(`${KILLS} kills, ${early} before the first frame\n`);
  }));

/** Views of how things stand, and what of them is compared: of a creature its state only, see `creature_state`. */
const STANDING: Readonly<Record<string, string>> = {
  bot_at: '*',
  inventory_at: '*',
  equipment_at: '*',
  quest_at: '*',
  auction_at: '*',
  mail_at: '*',
  group_at: '*',
  creature_at: 'uid, state',
};

test('killed while old rows are dropped, a run tells the same of its last frames, and its books add up', () =>
  withFolder(async (folder) => {
    const whole = JSON.parse(good(folder, WHOLE)) as { stateHash: string };
    const stands = (file: string, frame: number): string[] => {
      const db = new Database(`${folder}/${file}`, { readonly: true });
      try {
        return Object.entries(STANDING).flatMap(([view, columns]) =>
          (db.prepare(`SELECT ${columns} FROM ${view} WHERE frame = ?`).raw().all(frame) as unknown[])
            .map((row) => `${view} ${String(row)}`)
            .sort(),
        );
      } finally {
        db.close();
      }
    };
    const kept = [...RUN.slice(0, -2), '--retain', '100', '--db', 'run.sqlite'];
    let ends = 0;
    await killAndGoOn(folder, kept, Math.ceil(KILLS / 2), 1, () => {
      ends++;
      assert.is(lastHash(`${folder}/run.sqlite`), whole.stateHash);
      for (const frame of [FRAMES - 100, FRAMES]) assert.equal(stands('run.sqlite', frame), stands('whole.sqlite', frame));
      assert.match(good(folder, ['audit', 'run.sqlite']), 'opening balance');
    });
    assert.ok(ends > 0);
  }));

function lastHash(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT state_hash FROM frame WHERE frame = ?').pluck().get(FRAMES) as string;
  } finally {
    db.close();
  }
}

test.run();
