/** The views against a naive model that keeps the whole world of every frame as objects. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EngineRows } from '../../../engine/store/engine-rows.js';
import { SnapshotStore } from '../../../engine/store/snapshot-store.js';
import { recordTables } from '../../../systems/record/tables.js';
import { recordViews } from '../../../systems/record/views.js';
import { BOTS, change, FRAMES, Model, rowsByFrame, words, type FrameRows } from './naive-model.js';

const OTHER_COLUMNS: Record<string, string> = {
  quest_at: 'frame, uid, quest_id, title, status, count1, count8',
  auction_at:
    'frame, auction_uid, house, seller_uid, bidder_uid, item_uid, item_id, stack_count, start_bid_copper, current_bid_copper, buyout_copper, deposit_copper, expires_frame, item_name',
  mail_at: 'frame, mail_uid, kind, from_uid, to_uid, money_copper, status',
  group_at: 'frame, group_uid, uid, role',
  creature_at: 'frame, uid, name, level, health, state, target_uid',
};
const BOT_COLUMNS = 'frame, uid, name, level, xp, gold_copper, health, mana, map_id, zone_id, x, y, state';

function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** Compare all views of every frame with the model. */
function compare(db: Database.Database, frames: readonly FrameRows[], state: string): void {
  const model = new Model();
  const history: unknown[] = [];
  frames.forEach((rows, frame) => {
    model.apply(rows);
    const query = (sql: string): string[] => sorted(db.prepare(sql).raw().all(frame));
    const same = (what: string, found: string[], expected: readonly unknown[]): void =>
      assert.equal(found, sorted(expected), `${what}, ${state}, frame ${frame}`);
    const bots = model.bots(frame);
    same('bot_at', query(`SELECT ${BOT_COLUMNS} FROM bot_at WHERE frame = ?`), bots);
    const one = bots.filter((bot) => (bot as unknown[])[2] === 'Bot 11');
    same('bot_at of one', query(`SELECT ${BOT_COLUMNS} FROM bot_at WHERE name = 'Bot 11' AND frame = ?`), one);
    const { carried, worn } = model.items(frame);
    same(
      'inventory_at',
      query('SELECT frame, uid, bag, slot, item_uid, item_id, item_name, stack_count, durability FROM inventory_at WHERE frame = ?'),
      carried,
    );
    same('equipment_at', query('SELECT frame, uid, slot, item_uid, item_id, item_name FROM equipment_at WHERE frame = ?'), worn);
    const mine = worn.filter((row) => (row as unknown[])[1] === 11);
    same(
      'equipment_at of one',
      query('SELECT frame, uid, slot, item_uid, item_id, item_name FROM equipment_at WHERE uid = 11 AND frame = ?'),
      mine,
    );
    for (const [view, expected] of Object.entries(model.others(frame)))
      same(view, query(`SELECT ${OTHER_COLUMNS[view]} FROM ${view} WHERE frame = ?`), expected);
    const changed = (uid: number): boolean => ['bot_life', 'bot_vital', 'bot_motion'].some((name) => rows.has(`${name} ${uid}`));
    history.push(...bots.filter((bot) => changed((bot as number[])[1]!)));
  });
  const found = db.prepare(`SELECT ${BOT_COLUMNS} FROM bot_history`).raw().all();
  assert.equal(sorted(found), sorted(history), `bot_history, ${state}`);
  for (const view of ['bot', 'inventory', 'equipment', 'quest', 'auction', 'mail', 'group', 'creature'])
    assert.equal(
      sorted(db.prepare(`SELECT * FROM ${view}_now`).raw().all()),
      sorted(
        db
          .prepare(`SELECT * FROM ${view}_at WHERE frame = ?`)
          .raw()
          .all(frames.length - 1),
      ),
      `${view}_now, ${state}`,
    );
  const every = db.prepare('SELECT count(*) FROM bot_at').pluck().get();
  assert.is(every, (FRAMES + 1) * BOTS - 1, `bot_at of all frames, ${state}`);
}

function writeNames(store: SnapshotStore): void {
  const put = (table: string, ...values: (number | string | null)[]): void => {
    store.begin(store.table(table));
    for (const value of values) {
      if (typeof value === 'number') store.int(value);
      else if (value === null) store.nullInt();
      else store.text(value);
    }
  };
  for (let i = 0; i < 3; i++) {
    put('item_name', i, `Item ${i}`, 1);
    put('quest_title', i, `Quest ${i}`, 1, 0);
  }
  for (let i = 0; i < BOTS; i++) {
    put('bot', 10 + i, `Bot ${10 + i}`, 'Orc', 'Mage', 0, i === BOTS - 1 ? 1 : 0, null);
    put('creature', 90 + i, 7, 8, 'Wolf', 0, 1, 2, 5, 77);
  }
}

const tables = recordTables(words);
const columnTypes = new Map(tables.map((table) => [table.name, table.columns]));

function writeFrame(store: SnapshotStore, rows: EngineRows, frame: number, changed: FrameRows): void {
  for (const { name, row } of changed.values()) {
    store.begin(store.table(name));
    for (const column of columnTypes.get(name)!) {
      const value = row[column.name] as number;
      if (column.type === 'i53') store.i53(value);
      else store.int(value);
    }
  }
  rows.endFrame({
    frame,
    stateHash: '0',
    unitsGranted: 1,
    unitsUsed: 1,
    deferred: 0,
    componentHashes: '',
    commands: 0,
    rejected: 0,
    systemHashes: '',
  });
}

async function withRun(use: (store: SnapshotStore, rows: EngineRows) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-views-'));
  try {
    const store = await SnapshotStore.create({ path: join(folder, 'run.sqlite'), tables, views: recordViews(words), runInfo: {} });
    await use(store, new EngineRows(store));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function acknowledged(store: SnapshotStore, frame: number): Promise<void> {
  for (let i = 0; store.acknowledgedFrame < frame; i++) {
    assert.ok(i < 2000, 'the last frame is acknowledged within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('every view agrees with a naive model in every frame, while the run goes on and after it is closed', () =>
  fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 150 }), (changes) =>
      withRun(async (store, rows) => {
        const frames = rowsByFrame(changes);
        writeNames(store);
        frames.forEach((changed, frame) => writeFrame(store, rows, frame, changed));
        await acknowledged(store, FRAMES);
        const live = new Database(store.path, { readonly: true });
        compare(live, frames, 'live');
        live.close();
        await store.close({ complete: true });
        const closed = new Database(store.path, { readonly: true });
        compare(closed, frames, 'closed');
        closed.close();
      }),
    ),
    { numRuns: 15, includeErrorInReport: true },
  ));

test('a trade shows what each side gave, and an item whose hands it went through', () =>
  withRun(async (store, rows) => {
    writeNames(store);
    const put = (table: string, ints: readonly number[]): void => {
      store.begin(store.table(table));
      columnTypes.get(table)!.forEach((column, i) => (column.type === 'i53' ? store.i53(ints[i]!) : store.int(ints[i]!)));
    };
    put('trade_row', [0, 700, 10, 11, 25, 0, 3]);
    put('trade_item', [0, 700, 11, 1000, 1, 5]);
    put('trade_item', [0, 700, 11, 1001, 3, 1]);
    rows.account(1, store.wordId('bot'), 10);
    rows.account(2, store.wordId('bot'), 11);
    rows.ledger(0, 0, store.wordId('trade'), 3, 1, 1000, 5, 2, 1);
    writeFrame(store, rows, 0, new Map());
    await store.close({ complete: true });
    const db = new Database(store.path, { readonly: true });
    assert.equal(db.prepare('SELECT * FROM trade').raw().all(), [[0, 700, 10, 11, 25, 0, 'completed', null, '5 x Item 1, 1 x item 3']]);
    assert.equal(db.prepare('SELECT * FROM item_history WHERE item_uid = 1000').raw().all(), [
      [1000, 0, 0, 'trade', 5, 'bot', 11, 'bot', 10],
    ]);
    db.close();
  }));

test('closed views seek by index, in the forced order of the joins', () =>
  withRun(async (store, rows) => {
    writeFrame(store, rows, 0, new Map());
    await store.close({ complete: true });
    const db = new Database(store.path, { readonly: true });
    const plan = (sql: string): string =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((step) => step.detail).join('\n');
    const bots = plan('SELECT * FROM bot_at WHERE frame = 5');
    for (const table of ['bot_life', 'bot_vital', 'bot_most', 'bot_motion'])
      assert.match(bots, new RegExp(`SEARCH z USING (COVERING )?INDEX ${table}_by_uid_frame \\(uid=\\? AND frame<\\?\\)`));
    assert.not.match(bots, /SCAN [^b]|TEMP B-TREE/);
    for (const sql of [
      'SELECT * FROM inventory_at WHERE frame = 5 AND uid = 7',
      "SELECT * FROM inventory_at WHERE frame = 5 AND uid = (SELECT uid FROM bot WHERE name = 'x')",
      'SELECT * FROM equipment_at WHERE frame = 5 AND uid = 7',
      'SELECT * FROM quest_at WHERE frame = 5 AND uid = 7',
      "SELECT * FROM bot_history WHERE name = 'x'",
    ])
      assert.not.match(plan(sql), /SCAN|TEMP B-TREE/, `${sql}\n${plan(sql)}`);
    db.close();
  }));

test('the schema says what every column is', () =>
  withRun(async (store, rows) => {
    writeFrame(store, rows, 0, new Map());
    await store.close({ complete: true });
    const db = new Database(store.path, { readonly: true });
    const schema = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view')").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name, sql } of schema) {
      const columns = db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name) as string[];
      for (const column of columns) assert.match(sql, new RegExp(`-- .+\\n  "${column}"`), `${name}.${column}`);
    }
    const state = schema.find(({ name }) => name === 'bot_at')!.sql;
    assert.match(state, /0 idle, 1 hunter's rest, 2 fighting/);
    db.close();
  }));

test.run();
