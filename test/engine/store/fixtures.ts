/** Shared by the tests of the store: a folder that goes away, two small tables, and frames whose every value follows from the frame. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { EngineRows } from '../../../engine/store/engine-rows.js';
import { SnapshotStore, type SnapshotStoreOptions } from '../../../engine/store/snapshot-store.js';
import type { StoredTable, StoredView } from '../../../engine/store/table-spec.js';

export const toyTables: StoredTable[] = [
  {
    name: 'toy',
    doc: 'A row of the tests.',
    columns: [
      { name: 'frame', type: 'i32', doc: 'frame' },
      { name: 'seq', type: 'i32', doc: 'order within the frame' },
      { name: 'large', type: 'i53', doc: 'seq times 2^40' },
      { name: 'label', type: 'text', doc: 'text' },
    ],
    closingIndexes: [{ columns: ['seq', 'frame'] }],
  },
  {
    name: 'mixed',
    doc: 'Every type of column.',
    columns: [
      { name: 'small', type: 'i32', doc: 'i32 or NULL', nullable: true },
      { name: 'large', type: 'i53', doc: 'i53' },
      { name: 'share', type: 'real', doc: 'real' },
      { name: 'label', type: 'text', doc: 'text or NULL', nullable: true },
      { name: 'kind', type: 'word', doc: 'word.id' },
    ],
  },
];

export const toyViews: StoredView[] = [
  {
    name: 'toy_at',
    doc: 'Toys of a frame.',
    columns: [
      { name: 'frame', doc: 'frame' },
      { name: 'state', doc: 'which body the view has' },
    ],
    closed: "SELECT frame, 'closed' FROM toy",
    live: "SELECT frame, 'live' FROM toy",
  },
];

export const LARGE_UNIT = 2 ** 40;

export function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-store-'));
  return use(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

export function createToyStore(path: string, options: Partial<SnapshotStoreOptions> = {}): Promise<SnapshotStore> {
  return SnapshotStore.create({ path, tables: toyTables, views: toyViews, runInfo: { scenario: 'toy', seed: 7 }, ...options });
}

/** Rows of a frame: from 0 to 40, known from its number. */
export function toyRows(frame: number): number {
  return (frame * 7919) % 41;
}

/** Write one frame of `rows` toys, and end it. */
export function writeToyFrame(store: SnapshotStore, rows: EngineRows, frame: number, count = toyRows(frame)): void {
  const toy = store.table('toy');
  for (let seq = 0; seq < count; seq++) {
    store.begin(toy);
    store.int(frame);
    store.int(seq);
    store.i53(seq * LARGE_UNIT);
    store.text(`toy ${frame % 97}.${seq}`);
  }
  endToyFrame(rows, frame);
}

export function endToyFrame(rows: EngineRows, frame: number): void {
  rows.endFrame({
    frame,
    stateHash: frame.toString(16).padStart(16, '0'),
    unitsGranted: 1000,
    unitsUsed: frame,
    deferred: 0,
    componentHashes: '',
    commands: 0,
    rejected: 0,
    systemHashes: '',
  });
}

/** What is wrong with the frames of a toy run, or null: frames from 0 without a gap, each with exactly its rows, in order. */
export function toyFault(db: Database.Database, count: (frame: number) => number = toyRows): string | null {
  const frames = db.prepare('SELECT frame, state_hash FROM frame ORDER BY frame').raw().all() as [number, string][];
  const rows = db.prepare('SELECT frame, seq, large, label FROM toy ORDER BY rowid').raw().all() as [number, number, number, string][];
  let at = 0;
  for (let frame = 0; frame < frames.length; frame++) {
    if (frames[frame]![0] !== frame) return `frame ${frame} is missing`;
    if (frames[frame]![1] !== frame.toString(16).padStart(16, '0')) return `frame ${frame} has another hash`;
    for (let seq = 0; seq < count(frame); seq++, at++) {
      const found = rows[at]?.join('|');
      const expected = `${frame}|${seq}|${seq * LARGE_UNIT}|toy ${frame % 97}.${seq}`;
      if (found !== expected) return `row ${at}: found ${found}, expected ${expected}`;
    }
  }
  return at === rows.length ? null : `${rows.length - at} rows too many, the first of frame ${rows[at]![0]}`;
}

/** The error a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('it should have failed');
}

export function thrown(act: () => unknown): Error & { code?: string } {
  try {
    act();
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('it should have failed');
}
