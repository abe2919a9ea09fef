/**
 * The snapshot store against bare better-sqlite3 multi-row inserts of the same rows, and against one full row per bot and frame, in one
 * run. Rows come from a real run. Usage: store.bench.js [--bots N] [--frames N] [--rounds N]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { engineViews } from '../../engine/store/engine-tables.js';
import { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { tableSql } from '../../engine/store/table-spec.js';
import { recordViews } from '../../systems/record/views.js';
import { recordTables } from '../../systems/record/tables.js';
import { recordWords } from '../../systems/record/words.js';
import { xOf, yOf } from '../../systems/movement/motion.js';
import type { World } from '../../systems/world.js';
import { argument } from './arguments.js';
import { playFrame, recordTape } from './tape.js';
import type { Tape, TapeValue } from './tape.js';

const BOTS = argument('--bots', 2000);
const FRAMES = argument('--frames', 2000);
const ROUNDS = argument('--rounds', 3);
/** Frames with a full row of every bot: enough for a rate, and not gigabytes. */
const WIDE_FRAMES = 60;
/** As the store's writer: rows an insert, frames a transaction. */
const BATCH_ROWS = 50;
const GROUP_FRAMES = 64;
const GOAL = 0.7;

interface Measure {
  readonly rows: number;
  readonly seconds: number;
  readonly bytesPerFrame: number;
}

const folder = mkdtempSync(join(tmpdir(), 'botrealm-bench-'));
let files = 0;
const fresh = (): string => join(folder, `${files++}.sqlite`);

/** The bytes of a file and of the log beside it, which is moved into it first. */
function settledBytes(path: string): number {
  const db = new Database(path);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return statSync(path).size;
}

/** The store, until the last frame is acknowledged. */
async function throughStore(
  tape: Tape,
): Promise<Measure & { handOffMs: number; closedBytesPerFrame: number; closeSeconds: number; waits: number }> {
  const words = recordWords(tape.prepared.inputs);
  const path = fresh();
  const store = await SnapshotStore.create({ path, tables: recordTables(words), views: recordViews(words), runInfo: {} });
  for (const word of tape.words) store.wordId(word);
  playFrame(store, tape, 0);
  while (store.acknowledgedFrame < 0) await pause();
  const start = settledBytesOfOpen(path);
  const began = performance.now();
  for (let f = 1; f < tape.frames.length; f++) playFrame(store, tape, f);
  const handOffMs = performance.now() - began;
  while (store.acknowledgedFrame < tape.frames.length - 1) await pause();
  const seconds = (performance.now() - began) / 1000;
  const frames = tape.frames.length - 1;
  const { waits } = store;
  const bytesPerFrame = (settledBytesOfOpen(path) - start) / frames;
  const closing = performance.now();
  await store.close({ complete: true });
  const closeSeconds = (performance.now() - closing) / 1000;
  return {
    rows: rowsAfterFirst(tape),
    seconds,
    bytesPerFrame,
    handOffMs: handOffMs / frames,
    closedBytesPerFrame: (statSync(path).size - start) / frames,
    closeSeconds,
    waits,
  };
}

/** Pages in use, as a reader sees them while the writer is at work. */
function settledBytesOfOpen(path: string): number {
  const db = new Database(path, { readonly: true });
  const bytes = (db.pragma('page_count', { simple: true }) as number) * (db.pragma('page_size', { simple: true }) as number);
  db.close();
  return bytes;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

function rowsAfterFirst(tape: Tape): number {
  let rows = 0;
  for (let f = 1; f < tape.frames.length; f++) forRows(tape, f, () => rows++);
  return rows;
}

function forRows({ tables, frames }: Tape, frame: number, visit: (table: number, at: number) => void): void {
  const values = frames[frame]!;
  for (let at = 0; at < values.length;) {
    const table = values[at] as number;
    visit(table, at + 1);
    at += 1 + tables[table]!.columns.length;
  }
}

function openBare(path: string): Database.Database {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 4096');
  db.pragma('cache_size = -65536');
  return db;
}

interface Batch {
  readonly width: number;
  readonly insert: Database.Statement<unknown[]>;
  readonly rest: (rows: number) => Database.Statement<unknown[]>;
  values: TapeValue[];
}

function batchesOf(db: Database.Database, tape: Tape): Batch[] {
  return tape.tables.map((table) => {
    db.exec(tableSql(table));
    const width = table.columns.length;
    const row = `(${new Array(width).fill('?').join(',')})`;
    const sql = (rows: number): string => `INSERT INTO "${table.name}" VALUES ${new Array(rows).fill(row).join(',')}`;
    const insert = db.prepare<unknown[]>(sql(BATCH_ROWS));
    return { width, insert, rest: (rows) => db.prepare<unknown[]>(sql(rows)), values: [] };
  });
}

/** The same rows, in order, by prepared inserts of fifty, on one thread, with nothing around them. */
function bare(tape: Tape): Measure {
  const path = fresh();
  const db = openBare(path);
  const batches = batchesOf(db, tape);
  const flush = (): void => {
    for (const batch of batches) {
      if (batch.values.length > 0) batch.rest(batch.values.length / batch.width).run(batch.values);
      batch.values = [];
    }
  };
  const play = (frame: number): void => {
    const values = tape.frames[frame]!;
    forRows(tape, frame, (table, at) => {
      const batch = batches[table]!;
      for (let k = 0; k < batch.width; k++) batch.values.push(values[at + k]!);
      if (batch.values.length === batch.width * BATCH_ROWS) {
        batch.insert.run(batch.values);
        batch.values = [];
      }
    });
  };
  db.exec('BEGIN');
  play(0);
  flush();
  db.exec('COMMIT');
  const start = settledBytesOfOpen(path);
  const began = performance.now();
  for (let f = 1; f < tape.frames.length; f++) {
    if (!db.inTransaction) db.exec('BEGIN');
    play(f);
    if (f % GROUP_FRAMES !== 0) continue;
    flush();
    db.exec('COMMIT');
  }
  if (!db.inTransaction) db.exec('BEGIN');
  flush();
  db.exec('COMMIT');
  const seconds = (performance.now() - began) / 1000;
  db.close();
  return { rows: rowsAfterFirst(tape), seconds, bytesPerFrame: (settledBytes(path) - start) / (tape.frames.length - 1) };
}

/** A full row of every bot in every frame, the simplest store there is, by the same multi-row inserts. */
function wide(world: World): Measure {
  const path = fresh();
  const db = openBare(path);
  db.exec(
    `CREATE TABLE bot_row (frame INTEGER NOT NULL, uid INTEGER NOT NULL, level INTEGER NOT NULL, xp INTEGER NOT NULL, gold_copper INTEGER NOT NULL,
    health INTEGER NOT NULL, mana INTEGER NOT NULL, max_health INTEGER NOT NULL, max_mana INTEGER NOT NULL, map_id INTEGER NOT NULL,
    zone_id INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, state INTEGER NOT NULL) STRICT`,
  );
  const width = 14;
  const row = `(${new Array(width).fill('?').join(',')})`;
  const insert = db.prepare<unknown[]>(`INSERT INTO bot_row VALUES ${new Array(BATCH_ROWS).fill(row).join(',')}`);
  const { identity, life, vital, motion } = world.c;
  const bots = world.pools.bot.high - (world.pools.bot.high % BATCH_ROWS);
  const start = settledBytesOfOpen(path);
  const began = performance.now();
  db.exec('BEGIN');
  for (let f = 0; f < WIDE_FRAMES; f++) {
    let values: number[] = [];
    for (let b = 0; b < bots; b++) {
      values.push(f, identity.uid[b]!, life.level[b]!, life.xp[b]!, life.gold[b]!, vital.health[b]!, vital.mana[b]!);
      values.push(vital.maxHealth[b]!, vital.maxMana[b]!, motion.map[b]!, motion.zone[b]!, xOf(world, b), yOf(world, b), life.state[b]!);
      if (values.length < width * BATCH_ROWS) continue;
      insert.run(values);
      values = [];
    }
  }
  db.exec('COMMIT');
  const seconds = (performance.now() - began) / 1000;
  db.close();
  return { rows: bots * WIDE_FRAMES, seconds, bytesPerFrame: (settledBytes(path) - start) / WIDE_FRAMES };
}

const rate = ({ rows, seconds }: Measure): number => rows / seconds;
const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

try {
  console.log(`${BOTS} bots, ${FRAMES} frames of market-day in the embedded world; ${ROUNDS} rounds, each of all three in turn\n`);
  const tape = await recordTape(BOTS, FRAMES);
  const ratios: number[] = [];
  const wideRatios: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const plain = bare(tape);
    const store = await throughStore(tape);
    const full = wide(tape.world);
    const perFrame = (m: Measure, frames: number): number => (m.seconds * 1000) / frames;
    ratios.push(rate(store) / rate(plain));
    wideRatios.push(perFrame(full, WIDE_FRAMES) / perFrame(store, FRAMES));
    console.log(`round ${round}`);
    console.log(
      `  store            ${thousands(rate(store)).padStart(10)} rows/s   ${perFrame(store, FRAMES).toFixed(3)} ms a frame (hand-off ${store.handOffMs.toFixed(3)} ms)   ${thousands(store.bytesPerFrame).padStart(8)} bytes a frame, ${thousands(store.closedBytesPerFrame)} with the indexes of the closed file (${store.closeSeconds.toFixed(2)} s); ${store.waits} waits`,
    );
    console.log(
      `  bare inserts     ${thousands(rate(plain)).padStart(10)} rows/s   ${perFrame(plain, FRAMES).toFixed(3)} ms a frame                       ${thousands(plain.bytesPerFrame).padStart(8)} bytes a frame`,
    );
    console.log(
      `  one row per bot  ${thousands(rate(full)).padStart(10)} rows/s   ${perFrame(full, WIDE_FRAMES).toFixed(3)} ms a frame                       ${thousands(full.bytesPerFrame).padStart(8)} bytes a frame`,
    );
    console.log(
      `  ${((100 * rate(store)) / rate(plain)).toFixed(0)} % of the rate of bare inserts; one full row per bot and frame takes ${(perFrame(full, WIDE_FRAMES) / perFrame(store, FRAMES)).toFixed(1)} times the time and ${(full.bytesPerFrame / store.bytesPerFrame).toFixed(1)} times the bytes`,
    );
  }
  const ratio = median(ratios);
  console.log(
    `\nrows/s of the store against bare inserts, median of ${ROUNDS}: ${(100 * ratio).toFixed(0)} % (goal ${100 * GOAL} %): ${ratio >= GOAL ? 'met' : 'MISSED'}`,
  );
  console.log(`time a frame of full rows against the store, median: ${median(wideRatios).toFixed(1)} times`);
  console.log(`result ${tape.hash}, ${thousands(tape.rows)} rows, ${tape.tables.length} tables, ${engineViews.length} views of the engine`);
  process.exitCode = ratio >= GOAL ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
