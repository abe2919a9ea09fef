import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EngineRows, readFrames, readLedger } from '../../../engine/store/engine-rows.js';
import { openRun } from '../../../engine/store/open-run.js';
import { TEXT_CACHE_LIMIT } from '../../../engine/store/ring.js';
import { createToyStore, endToyFrame, toyFault, withFolder, writeToyFrame } from './fixtures.js';

test('frames arrive whole and in order, and a single file remains', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path);
    const rows = new EngineRows(store);
    for (let frame = 0; frame < 500; frame++) writeToyFrame(store, rows, frame);
    const closed = await store.close({ complete: true, info: { reason: 'done' } });
    assert.is(closed.lastFrame, 499);
    for (const suffix of ['-wal', '-shm', '-journal']) assert.not.ok(existsSync(path + suffix));
    const run = openRun(path, { thorough: true });
    assert.is(toyFault(run.db), null);
    assert.is(run.status, 'complete');
    assert.is(run.lastFrame, 499);
    assert.is(run.info.get('seed'), '7');
    assert.is(run.info.get('reason'), 'done');
    assert.equal(
      [...readFrames(run.db, 498)].map((row) => row.unitsUsed),
      [498, 499],
    );
    assert.is(run.db.prepare('SELECT state FROM toy_at LIMIT 1').pluck().get(), 'closed');
    assert.is(run.db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'toy_by_seq_frame'").pluck().get(), 1);
    run.db.close();
  }));

test('a full ring makes the simulating thread wait, counts it, and loses nothing', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path, { ringWords: 1024 });
    const rows = new EngineRows(store);
    const count = (frame: number): number => (frame % 50 === 0 ? 900 : 30);
    for (let frame = 0; frame < 200; frame++) writeToyFrame(store, rows, frame, count(frame));
    // Four frames are six times as long as the ring.
    assert.ok(store.waits >= 4, `waited ${store.waits} times`);
    await store.close({ complete: true });
    const run = openRun(path);
    assert.is(toyFault(run.db, count), null);
    run.db.close();
  }));

test('a roomy ring makes nobody wait', () =>
  withFolder(async (folder) => {
    const store = await createToyStore(join(folder, 'run.sqlite'));
    const rows = new EngineRows(store);
    for (let frame = 0; frame < 100; frame++) writeToyFrame(store, rows, frame);
    assert.is(store.waits, 0);
    await store.close({ complete: true });
  }));

test('the writing thread acknowledges frames while the run goes on', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path);
    const rows = new EngineRows(store);
    assert.is(store.acknowledgedFrame, -1);
    for (let frame = 0; frame <= 10; frame++) writeToyFrame(store, rows, frame);
    for (let i = 0; i < 500 && store.acknowledgedFrame < 10; i++) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.is(store.acknowledgedFrame, 10);
    const run = openRun(path);
    assert.is(run.status, 'running');
    assert.is(toyFault(run.db), null);
    assert.is(run.db.prepare('SELECT state FROM toy_at LIMIT 1').pluck().get(), 'live');
    run.db.close();
    await store.close({ complete: false });
    const stopped = openRun(path);
    assert.is(stopped.status, 'stopped');
    stopped.db.close();
  }));

test('a run is closed whole while somebody reads it', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path);
    const rows = new EngineRows(store);
    for (let frame = 0; frame < 100; frame++) writeToyFrame(store, rows, frame);
    while (store.acknowledgedFrame < 99) await new Promise((resolve) => setTimeout(resolve, 5));
    const reader = openRun(path);
    const open = reader.db.prepare('SELECT frame FROM frame').iterate();
    open.next();
    await store.close({ complete: true });
    const run = openRun(path);
    assert.is(run.status, 'complete');
    assert.is(toyFault(run.db), null);
    run.db.close();
    open.return!();
    reader.db.close();
  }));

const mixedRow = fc.record({
  small: fc.option(fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff })),
  large: fc.maxSafeInteger(),
  share: fc.double({ noNaN: true, noDefaultInfinity: true }),
  label: fc.option(fc.oneof(fc.string({ unit: 'binary', maxLength: 90 }), fc.constantFrom('', 'again', 'Grüße', '\u{1f409}'))),
  kind: fc.constantFrom('a', 'b', 'quest.accepted'),
});

test('every value comes back as it was given, texts used once or often', () =>
  fc.assert(
    fc.asyncProperty(fc.array(mixedRow, { minLength: 1, maxLength: 300 }), (given) =>
      withFolder(async (folder) => {
        const path = join(folder, 'run.sqlite');
        const store = await createToyStore(path, { ringWords: 1024 });
        const mixed = store.table('mixed');
        for (const row of given) {
          store.begin(mixed);
          if (row.small === null) store.nullInt();
          else store.int(row.small);
          store.i53(row.large);
          store.real(row.share);
          store.text(row.label);
          store.word(row.kind);
        }
        endToyFrame(new EngineRows(store), 0);
        await store.close({ complete: true });
        const run = openRun(path);
        const found = run.db
          .prepare('SELECT small, large, share, label, w.text AS kind FROM mixed m JOIN word w ON w.id = m.kind ORDER BY m.rowid')
          .all();
        run.db.close();
        assert.equal(
          found.map((row) => JSON.stringify(row)),
          given.map((row) => JSON.stringify({ ...row, share: row.share + 0 })),
        );
      }),
    ),
    { numRuns: 12 },
  ));

test('more different texts than the table of texts holds', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path);
    const toy = store.table('toy');
    const total = TEXT_CACHE_LIMIT * 2 + 100;
    for (let seq = 0; seq < total; seq++) {
      store.begin(toy);
      store.int(0);
      store.int(seq);
      store.i53(0);
      store.text(seq % 3 === 0 ? 'the same' : `text ${seq}`);
    }
    endToyFrame(new EngineRows(store), 0);
    await store.close({ complete: true });
    const run = openRun(path);
    const wrong = run.db
      .prepare("SELECT count(*) FROM toy WHERE label <> CASE WHEN seq % 3 = 0 THEN 'the same' ELSE 'text ' || seq END")
      .pluck()
      .get();
    assert.is(wrong, 0);
    assert.is(run.db.prepare('SELECT count(*) FROM toy').pluck().get(), total);
    run.db.close();
  }));

test('the ledger and events show words', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'run.sqlite');
    const store = await createToyStore(path);
    const rows = new EngineRows(store);
    rows.account(1, store.wordId('purse'), 42);
    rows.ledger(0, 0, store.wordId('loot'), 1, 0, 0, 2 ** 45, 0, 1);
    rows.ledger(0, 1, store.wordId('sale'), 3, 25, 9, 1, 1, 2);
    rows.event(0, 0, store.wordId('bot.died'), 42, 0, 0);
    rows.metric(0, store.wordId('gold_copper'), 0.5);
    rows.rejection(0, store.wordId('bid'), store.wordId('too_low'), 3);
    rows.input(0, 0, 'scenario', '{"spawn":1}');
    endToyFrame(rows, 0);
    await store.close({ complete: true });
    const { db } = openRun(path);
    const all = (sql: string): unknown[] => db.prepare(sql).raw().all();
    assert.equal(all('SELECT cause, flow, asset, item_uid, quantity FROM ledger ORDER BY seq'), [
      ['loot', 'faucet', 'copper', 0, 2 ** 45],
      ['sale', 'transfer', 25, 9, 1],
    ]);
    assert.equal(
      [...readLedger(db)].map((row) => [row.cause, row.assetId, row.quantity]),
      [
        ['loot', 0, 2 ** 45],
        ['sale', 25, 1],
      ],
    );
    assert.equal(all('SELECT frame, kind, uid, detail FROM event'), [[0, 'bot.died', 42, null]]);
    assert.equal(all('SELECT * FROM account'), [[1, 'purse', 42]]);
    assert.equal(all('SELECT * FROM metric'), [[0, 'gold_copper', 0.5]]);
    assert.equal(all('SELECT * FROM rejection'), [[0, 'bid', 'too_low', 3]]);
    assert.equal(all('SELECT * FROM input'), [[0, 0, 'scenario', '{"spawn":1}']]);
    db.close();
  }));

test.run();
