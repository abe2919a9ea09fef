import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineTables, LEDGER_FLOW } from '../../../engine/store/engine-tables.js';
import { OPENING_CAUSE } from '../../../engine/store/opening-balances.js';
import { READABLE_FROM, RetentionKeeper, type Retention } from '../../../engine/store/retention.js';
import { tableSql, type StoredTable } from '../../../engine/store/table-spec.js';
import { withFolder } from './fixtures.js';

const PLACE: StoredTable = {
  name: 'place',
  doc: 'What lies where.',
  columns: ['frame', 'uid', 'slot', 'thing'].map((name) => ({ name, type: 'i32', doc: name })),
};
const TABLES = [...engineTables, PLACE];
const RETENTION: Retention = {
  frames: 40,
  standing: { place: { keys: ['uid', 'slot'], present: 'thing <> 0' } },
  passingAccounts: ['pile'],
};
const WORLD = 0;
const WORDS = ['move', 'bot', 'pile', OPENING_CAUSE];
const BOTS = [101, 102, 103];
const FRAMES = 640;
const QUIET_FROM = 150;
const QUIET_TO = 250;
const PRESSED_SHARE = 3;

/** Numbers that follow from a seed, each below a bound. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Row = number[];

/** A run that is written as it goes on, and kept whole beside it. */
class Books {
  readonly ledger: Row[] = [];
  readonly places: Row[] = [];
  readonly accounts = new Map<number, 'bot' | 'pile'>(BOTS.map((bot) => [bot, 'bot']));
  readonly held = new Map<string, number>();
  frame = 0;
  #seq = 0;
  #nextUid = 200;
  #nextItem = 10_000;
  db: Database.Database;
  keeper: RetentionKeeper;

  constructor(private readonly path: string) {
    this.db = this.#open();
    for (const table of TABLES) this.db.exec(tableSql(table));
    WORDS.forEach((word, i) => this.db.prepare('INSERT INTO word (id, text) VALUES (?, ?)').run(i + 1, word));
    for (const bot of BOTS) this.#account(bot, 'bot');
    this.keeper = new RetentionKeeper(this.db, TABLES, RETENTION);
  }

  /** As after the death of the process. */
  reopen(): void {
    this.db.close();
    this.db = this.#open();
    this.keeper = new RetentionKeeper(this.db, TABLES, RETENTION);
  }

  #open(): Database.Database {
    const db = new Database(this.path);
    db.pragma('synchronous = OFF');
    return db;
  }

  step(next: (below: number) => number): void {
    this.#seq = 0;
    this.db.transaction(() => {
      // Everything is put away and nothing happens for a while: a table that is empty numbers its rows from 1 again.
      if (this.frame === QUIET_FROM) this.#clear();
      if (this.frame >= QUIET_FROM && this.frame < QUIET_TO) return;
      for (let i = next(4); i > 0; i--) this.#act(next);
      for (let i = next(3); i > 0; i--) this.#put(BOTS[next(BOTS.length)]!, next(5), next(3));
    })();
    this.keeper.afterCommit(this.frame, next(PRESSED_SHARE) === 0);
    this.frame++;
  }

  #clear(): void {
    for (const bot of BOTS) for (let slot = 0; slot < 5; slot++) this.#put(bot, slot, 0);
    for (const [key, units] of [...this.held]) {
      const [account, asset, item] = key.split(' ').map(Number) as [number, number, number];
      this.#move(asset, item, units, account, WORLD);
    }
  }

  #act(next: (below: number) => number): void {
    const bot = BOTS[next(BOTS.length)]!;
    const things = [...this.held].filter(([, units]) => units > 0);
    const kind = next(5);
    if (kind === 0) return this.#move(0, 0, 1 + next(9), WORLD, bot);
    if (kind === 1) {
      const pile = this.#nextUid++;
      this.#account(pile, 'pile');
      return this.#move(7, this.#nextItem++, 1 + next(3), WORLD, pile);
    }
    if (things.length === 0) return;
    const [key, units] = things[next(things.length)]!;
    const [account, asset, item] = key.split(' ').map(Number) as [number, number, number];
    this.#move(asset, item, asset === 0 ? 1 + next(units) : units, account, kind === 2 ? WORLD : bot === account ? WORLD : bot);
  }

  #account(id: number, kind: 'bot' | 'pile'): void {
    this.accounts.set(id, kind);
    this.db.prepare('INSERT INTO account_row (id, kind_id, owner_uid) VALUES (?, ?, 0)').run(id, WORDS.indexOf(kind) + 1);
  }

  #move(asset: number, item: number, quantity: number, from: number, to: number): void {
    const flow = from === WORLD ? LEDGER_FLOW.faucet : to === WORLD ? LEDGER_FLOW.sink : LEDGER_FLOW.transfer;
    const row = [this.frame, this.#seq++, 1, flow, asset, item, quantity, from, to];
    this.ledger.push(row);
    this.db.prepare(`INSERT INTO ledger_row VALUES (${row.map(() => '?').join(', ')})`).run(row);
    applyEntry(this.held, row);
  }

  #put(uid: number, slot: number, thing: number): void {
    const row = [this.frame, uid, slot, thing];
    this.places.push(row);
    this.db.prepare('INSERT INTO place VALUES (?, ?, ?, ?)').run(row);
  }
}

function applyEntry(held: Map<string, number>, [, , , , asset, item, quantity, from, to]: Row): void {
  for (const [account, units] of [
    [from!, -quantity!],
    [to!, quantity!],
  ] as const) {
    if (account === WORLD) continue;
    const key = `${account} ${asset} ${item}`;
    const sum = (held.get(key) ?? 0) + units;
    if (sum === 0) held.delete(key);
    else held.set(key, sum);
  }
}

function holdings(rows: Row[], frame: number): string[] {
  const held = new Map<string, number>();
  for (const row of rows) if (row[0]! <= frame) applyEntry(held, row);
  return [...held].map(String).sort();
}

function standing(rows: Row[], frame: number): string[] {
  const last = new Map<string, number>();
  for (const [at, uid, slot, thing] of rows) if (at! <= frame) last.set(`${uid} ${slot}`, thing!);
  return [...last]
    .filter(([, thing]) => thing !== 0)
    .map(String)
    .sort();
}

/** What the file tells from its first readable frame on is what the whole run tells. */
function check(books: Books): void {
  const { db } = books;
  const all = (sql: string): Row[] => db.prepare(sql).raw().all() as Row[];
  const from = Number(db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(READABLE_FROM) ?? 0);
  const ledger = all('SELECT * FROM ledger_row ORDER BY rowid');
  const places = all('SELECT * FROM place ORDER BY rowid');
  const last = books.frame - 1;
  for (const frame of [from, Math.floor((from + last) / 2), last]) {
    assert.equal(holdings(ledger, frame), holdings(books.ledger, frame), `holdings after frame ${frame}`);
    assert.equal(standing(places, frame), standing(books.places, frame), `places after frame ${frame}`);
  }
  const later = (rows: Row[]): Row[] => rows.filter(([frame]) => frame! > from);
  assert.equal(later(ledger), later(books.ledger));
  assert.equal(later(places), later(books.places));
  const spoken = new Set(ledger.flatMap((row) => [row[7]!, row[8]!]));
  const there = new Set(db.prepare('SELECT id FROM account_row').pluck().all() as number[]);
  for (const account of spoken) assert.ok(account === WORLD || there.has(account), `account ${account} is gone`);
}

/** After a drop that was not cut short nothing more is left than has to be. */
function checkLeast(books: Books): void {
  const { db } = books;
  const from = Number(db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(READABLE_FROM));
  const opening = db.prepare('SELECT * FROM ledger_row WHERE frame <= ? ORDER BY rowid').raw().all(from) as Row[];
  assert.is(opening.length, holdings(books.ledger, from).length, 'one opening balance for each thing held');
  opening.forEach((row, i) => {
    assert.is(row[2], WORDS.indexOf(OPENING_CAUSE) + 1);
    assert.ok(i === 0 || (row[1]! > opening[i - 1]![1]! && row[0]! >= opening[i - 1]![0]!), 'numbered upwards, in the order of frames');
  });
  assert.is(db.prepare('SELECT count(*) FROM place WHERE frame <= ?').pluck().get(from), standing(books.places, from).length);
  const idle = `SELECT count(*) FROM account_row WHERE kind_id = 3 AND id NOT IN (SELECT from_account FROM ledger_row UNION SELECT to_account FROM ledger_row)`;
  assert.is(db.prepare(idle).pluck().get(), 0, 'accounts of piles that are gone');
}

test('drop after drop, and after deaths in the midst of one, the file tells what the whole run tells and nothing more than has to be', () =>
  withFolder(async (folder) => {
    let n = 0;
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: 1, max: FRAMES - 140 }), { maxLength: 2 }), (seed, deaths) => {
        const books = new Books(join(folder, `${n++}.sqlite`));
        const next = numbersOf(seed);
        while (books.frame < FRAMES) {
          books.step(next);
          if (deaths.includes(books.frame)) books.reopen();
          if (books.frame % 37 === 0) check(books);
          if (books.frame % 50 === 0 && deaths.length === 0 && books.frame > RETENTION.frames + 64) {
            books.keeper.finish(books.frame - 1);
            checkLeast(books);
          }
        }
        books.keeper.finish(books.frame - 1);
        check(books);
        checkLeast(books);
        books.db.close();
      }),
      { numRuns: 30 },
    );
  }));

test.run();
