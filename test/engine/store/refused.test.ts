import { existsSync, mkdirSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InternalError, UserError } from '../../../engine/errors.js';
import { EngineRows } from '../../../engine/store/engine-rows.js';
import { finishRun, openRun, reading } from '../../../engine/store/open-run.js';
import { SnapshotStore } from '../../../engine/store/snapshot-store.js';
import { createToyStore, endToyFrame, rejection, thrown, toyFault, toyTables, toyViews, withFolder, writeToyFrame } from './fixtures.js';

function refusal(act: () => unknown, code: string): void {
  const error = thrown(act);
  assert.instance(error, UserError);
  assert.is(error.code, code);
  assert.not.match(error.message, /\n/);
}

async function closedRun(path: string, frames = 20): Promise<void> {
  const store = await createToyStore(path);
  const rows = new EngineRows(store);
  for (let frame = 0; frame < frames; frame++) writeToyFrame(store, rows, frame);
  await store.close({ complete: true });
}

test('an existing file is never overwritten', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    writeFileSync(path, 'precious');
    const error = await rejection(createToyStore(path));
    assert.instance(error, UserError);
    assert.is(error.code, 'run-exists');
    assert.is(readFileSync(path, 'utf8'), 'precious');
  }));

test('a folder that cannot be written, or is missing, is refused', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    for (const path of [join(file, 'run.sqlite'), join(folder, 'missing', 'run.sqlite'), join('/dev/null', 'run.sqlite')]) {
      const error = await rejection(createToyStore(path));
      assert.instance(error, UserError);
      assert.is(error.code, 'run-unwritable');
    }
    const made = join(folder, 'runs', 'run.sqlite');
    const store = await createToyStore(made, { createFolder: true });
    await store.abort();
  }));

test('missing, empty, foreign, newer and damaged files are refused in one line', () =>
  withFolder(async (folder) => {
    const at = (name: string): string => join(folder, name);
    refusal(() => openRun(at('none')), 'run-missing');
    mkdirSync(at('folder'));
    refusal(() => openRun(at('folder')), 'run-foreign');
    writeFileSync(at('empty'), '');
    refusal(() => openRun(at('empty')), 'run-empty');
    writeFileSync(at('text'), 'not a database, but long enough to hold a header of one hundred bytes '.repeat(3));
    refusal(() => openRun(at('text')), 'run-foreign');
    const other = new Database(at('other'));
    other.exec('CREATE TABLE t (a)');
    other.close();
    refusal(() => openRun(at('other')), 'run-foreign');
    await closedRun(at('run'));
    const newer = new Database(at('run'));
    newer.pragma('user_version = 99');
    newer.close();
    refusal(() => openRun(at('run')), 'run-newer');
  }));

test('a file that was cut off or scribbled on is refused', () =>
  withFolder(async (folder) => {
    const cut = join(folder, 'cut');
    await closedRun(cut, 200);
    truncateSync(cut, 8192);
    refusal(() => openRun(cut), 'run-corrupt');
    const scribbled = join(folder, 'scribbled');
    await closedRun(scribbled, 200);
    const size = readFileSync(scribbled).length;
    const file = openSync(scribbled, 'r+');
    for (let page = 4096; page < size; page += 4096) writeSync(file, Buffer.alloc(64, 0xff), 0, 64, page);
    refusal(() => openRun(scribbled, { thorough: true }), 'run-corrupt');
    const tail = join(folder, 'tail');
    await closedRun(tail, 200);
    const other = openSync(tail, 'r+');
    writeSync(other, Buffer.alloc(64, 0xff), 0, 64, readFileSync(tail).length - 4096);
    const run = openRun(tail);
    // The last page belongs to the index, which was built last.
    refusal(() => reading(run, (db) => db.prepare('SELECT seq, frame FROM toy ORDER BY seq, frame').all()), 'run-corrupt');
    run.db.close();
  }));

test('a run without a frame leaves no file, and cannot be closed', () =>
  withFolder(async (folder) => {
    const aborted = join(folder, 'aborted');
    const store = await createToyStore(aborted);
    store.begin(store.table('toy'));
    await store.abort();
    assert.not.ok(existsSync(aborted));
    const closed = join(folder, 'closed');
    const error = await rejection((await createToyStore(closed)).close({ complete: true }));
    assert.instance(error, InternalError);
    assert.not.ok(existsSync(closed));
  }));

test('an aborted run keeps its finished frames, can be read, and can be completed', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path, { ringWords: 1024 });
    const rows = new EngineRows(store);
    for (let frame = 0; frame < 30; frame++) writeToyFrame(store, rows, frame);
    // A frame longer than the ring: its rows are handed over before it ends.
    for (let seq = 0; seq < 600; seq++) {
      store.begin(store.table('toy'));
      for (const value of [30, seq]) store.int(value);
      store.i53(0);
      store.text('torn');
    }
    await store.abort();
    assert.not.ok(existsSync(`${path}-wal`));
    const run = openRun(path);
    assert.is(run.status, 'running');
    assert.not.ok(run.closed);
    assert.is(run.lastFrame, 29);
    assert.is(toyFault(run.db), null);
    run.db.close();
    finishRun(path, toyTables, toyViews);
    const finished = openRun(path);
    assert.is(finished.status, 'interrupted');
    assert.is(finished.db.prepare('SELECT state FROM toy_at LIMIT 1').pluck().get(), 'closed');
    assert.is(finished.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'toy_by_seq_frame'").pluck().get(), 1);
    finished.db.close();
  }));

test('a full disk is one clear line at a later frame; the frames before it are kept', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path, { limitBytes: 600_000 });
    const rows = new EngineRows(store);
    const error = thrown(() => {
      for (let frame = 0; frame < 200_000; frame++) writeToyFrame(store, rows, frame);
    });
    assert.instance(error, UserError);
    assert.is(error.code, 'run-disk-full');
    assert.not.match(error.message, /\n/);
    const kept = store.acknowledgedFrame;
    assert.ok(kept > 0);
    await store.abort();
    const run = openRun(path, { thorough: true });
    assert.is(run.lastFrame, kept);
    assert.is(toyFault(run.db), null);
    run.db.close();
  }));

test('a disk that is full at the end fails the closing and keeps every frame', () =>
  withFolder(async (folder) => {
    const write = async (name: string, limitBytes: number): Promise<SnapshotStore> => {
      const store = await createToyStore(join(folder, name), { limitBytes });
      const rows = new EngineRows(store);
      for (let frame = 0; frame < 350; frame++) writeToyFrame(store, rows, frame);
      return store;
    };
    const measured = await write('measured', 1e9);
    await measured.abort();
    const store = await write('limited', statSync(measured.path).size + 8192);
    const error = await rejection(store.close({ complete: true }));
    assert.is(error.code, 'run-disk-full');
    const run = openRun(store.path);
    assert.is(run.status, 'running');
    assert.is(run.lastFrame, 349);
    assert.is(toyFault(run.db), null);
    run.db.close();
  }));

test('a writing thread that has died is an error, not a hang', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path, { ringWords: 1024, stallSlices: 3 });
    const rows = new EngineRows(store);
    writeToyFrame(store, rows, 0);
    await (store as unknown as { worker: { terminate(): Promise<number> } }).worker.terminate();
    const error = thrown(() => {
      for (let frame = 1; frame < 10_000; frame++) writeToyFrame(store, rows, frame);
    });
    assert.instance(error, InternalError);
    assert.match(error.code ?? '', /^store-(stalled|thread)$/);
    await store.abort();
  }));

test('rows and frames that do not fit their declaration are refused at once', () =>
  withFolder(async (folder) => {
    const store = await createToyStore(join(folder, 'run.sqlite'));
    const toy = store.table('toy');
    assert.is(thrown(() => store.table('nothing')).code, 'store-table-unknown');
    assert.is(thrown(() => store.begin(99)).code, 'store-table-index');
    store.begin(toy);
    for (const value of [2 ** 31, 0.5, NaN]) assert.is(thrown(() => store.int(value)).code, 'store-value');
    store.int(-0);
    store.int(1);
    for (const value of [2 ** 53, 0.5, NaN]) assert.is(thrown(() => store.i53(value)).code, 'store-value');
    assert.is(thrown(() => store.real(Infinity)).code, 'store-value');
    assert.is(thrown(() => store.begin(toy)).code, 'store-row-shape');
    store.i53(0);
    store.text('x');
    const early = await rejection(store.close({ complete: true }));
    assert.is(early.code, 'store-no-frame');

    const other = await createToyStore(join(folder, 'other.sqlite'));
    const otherRows = new EngineRows(other);
    endToyFrame(otherRows, 0);
    assert.is(thrown(() => other.endFrame(0)).code, 'store-frame-order');
    other.begin(toy);
    assert.is((await rejection(other.close({ complete: true }))).code, 'store-unfinished-frame');
    assert.is(thrown(() => other.endFrame(5)).code, 'store-ended');
  }));

test('a table declaration that cannot be stored is refused', async () => {
  const bad = { name: 'toy', doc: '', columns: [{ name: 'A b', type: 'i32' as const, doc: '' }] };
  const error = await rejection(SnapshotStore.create({ path: '/nonexistent/run', tables: [bad], views: [], runInfo: {} }));
  assert.is(error.code, 'store-column-name');
});

test.run();
