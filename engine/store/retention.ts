/**
 * Keeping the rows of a run's last frames only. Hashes and inputs stay for all frames. Of what was there before the first kept frame, the
 * last row of each thing stays, so that views answer from there on; the ledger before it becomes opening balances, so that it still adds up.
 */
import type Database from 'better-sqlite3';
import { lastRowOf, type Preparer } from './branch-file.js';
import { LEDGER_FLOW } from './engine-tables.js';
import type { StoredTable } from './table-spec.js';

export interface Retention {
  /** Rows of so many last frames are kept, and of up to a quarter more. */
  readonly frames: number;
  /** Tables whose last row of a thing says how it stands. */
  readonly standing: Readonly<Record<string, Standing>>;
  /** Kinds of accounts whose owner comes and goes: one that holds nothing and of which no kept entry speaks is dropped. */
  readonly passingAccounts: readonly string[];
}

export interface Standing {
  /** The columns that tell things apart. */
  readonly keys: readonly string[];
  /** SQL that holds for a row of a thing that is there; without it every last row stays. */
  readonly present?: string;
}

/** Cause of the ledger entries that stand for all earlier ones. */
export const OPENING_CAUSE = 'opening_balance';
/** Key of table `run`: the first frame whose state the rows tell; what happened is told from the frame after it on. */
export const READABLE_FROM = 'readable_from';

/** Kept whole, whatever their frame. */
const ALWAYS = new Set(['frame', 'input']);
const LEDGER = 'ledger_row';
const SLACK_SHARE = 1 / 4;
const MIN_SLACK_FRAMES = 64;

/**
 * Drops old rows now and then, within the thread that writes. A drop goes table by table, a step after a commit: in one go it took a second at
 * 5,000 bots, in which the ring filled and the simulation stood still. Killed in between, the file has rows older than it promises, and
 * the next drop takes them.
 */
export class RetentionKeeper {
  #from: number;
  /** What is left to do of the drop that has begun, and the frame from which on it is not put off any more. */
  #steps: (() => void)[] = [];
  #urgentFrom = 0;
  readonly #slack: number;
  readonly #kept: KeptStatements;

  constructor(
    private readonly db: Database.Database,
    private readonly tables: readonly StoredTable[],
    private readonly retention: Retention,
  ) {
    this.#slack = Math.max(MIN_SLACK_FRAMES, retention.frames * SLACK_SHARE);
    this.#kept = new KeptStatements(db);
    db.exec('CREATE TEMP TABLE opening (account INTEGER, asset_id INTEGER, item_uid INTEGER, held INTEGER)');
    this.#from = Number(db.prepare('SELECT value FROM run WHERE key = ?').pluck().get(READABLE_FROM) ?? 0);
  }

  /**
   * After a commit; not within a transaction.
   * @param pressed rows wait to be written: a step is put off, for as long as a quarter of the slack
   */
  afterCommit(lastFrame: number, pressed: boolean): void {
    if (this.#steps.length === 0) {
      if (!this.#beginIfDue(lastFrame)) return;
      this.#urgentFrom = lastFrame + this.#slack / 4;
    }
    if (!pressed || lastFrame >= this.#urgentFrom) this.#step();
  }

  /** Do what is left of a drop, and what is due since, before the file is closed. */
  finish(lastFrame: number): void {
    do {
      while (this.#steps.length > 0) this.#step();
    } while (this.#beginIfDue(lastFrame));
  }

  /** Begin a drop when there are rows of a quarter more frames than are to be kept. */
  #beginIfDue(lastFrame: number): boolean {
    const from = lastFrame - this.retention.frames;
    if (from - this.#from < this.#slack) return false;
    this.#begin(from);
    return true;
  }

  #step(): void {
    this.db.transaction(this.#steps.shift()!)();
    // What sorting and grouping took goes back to the system.
    if (this.#steps.length === 0) this.db.pragma('shrink_memory');
  }

  /** Make `from` the first frame whose state the rows tell: first the promise, then the rows. */
  #begin(from: number): void {
    const promise = 'INSERT INTO run (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
    this.#steps = [
      () => this.#kept.prepare(promise).run({ key: READABLE_FROM, value: String(from) }),
      () => openBooks(this.#kept, from),
      ...this.tables.filter(hasOldRows).map((table) => () => this.#dropRows(table, from)),
      () => this.#dropAccounts(),
    ];
    this.#from = from;
  }

  #dropRows(table: StoredTable, from: number): void {
    const { retention } = this;
    const { name } = table;
    if (name === 'checkpoint') {
      const needed = 'SELECT base_frame FROM checkpoint WHERE frame >= @from AND base_frame IS NOT NULL';
      this.#kept.prepare(`DELETE FROM checkpoint WHERE frame < @from AND frame NOT IN (${needed})`).run({ from });
      return;
    }
    const last = lastRowOf(this.#kept, name, from);
    const standing = retention.standing[name];
    // Of an aggregate with max() alone SQLite takes the other columns from the row that has it: `present` looks at the last row.
    const present = standing?.present === undefined ? '' : ` HAVING ${standing.present}`;
    const kept =
      standing === undefined
        ? ''
        : ` AND rowid NOT IN (SELECT last FROM (SELECT *, max(rowid) AS last FROM "${name}" WHERE rowid <= @last GROUP BY ${standing.keys.join(', ')}${present}))`;
    this.#kept.prepare(`DELETE FROM "${name}" WHERE rowid <= @last${kept}`).run({ last });
  }

  /** Accounts of piles, auctions, letters that are gone: without this a day of 5,000 bots leaves a million of them. */
  #dropAccounts(): void {
    const kinds = this.retention.passingAccounts;
    this.#kept
      .prepare(
        `DELETE FROM account_row WHERE kind_id IN (SELECT id FROM word WHERE text IN (${kinds.map(() => '?').join(', ')}))
          AND id NOT IN (SELECT from_account FROM ledger_row UNION SELECT to_account FROM ledger_row)`,
      )
      .run(kinds);
  }
}

/** Statements by their text, each made once: the thread that writes collects so little garbage that statements thrown away would pile up. */
class KeptStatements implements Preparer {
  readonly #statements = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}

/** Whether rows of a table go by their frame; those of the ledger become opening balances. */
function hasOldRows({ name, columns }: StoredTable): boolean {
  return !ALWAYS.has(name) && name !== LEDGER && columns.some((column) => column.name === 'frame');
}

/** Replace the ledger up to a frame by what every account holds after it. */
function openBooks(db: Preparer, from: number): void {
  const last = lastRowOf(db, LEDGER, from);
  const cause = db.prepare('SELECT id FROM word WHERE text = ?').pluck().get(OPENING_CAUSE) as number;
  const { faucet, sink } = LEDGER_FLOW;
  db.prepare(
    `INSERT INTO temp.opening SELECT account, asset_id, item_uid, sum(quantity) AS held FROM (
      SELECT to_account AS account, asset_id, item_uid, quantity FROM ledger_row WHERE rowid <= @last AND flow <> ${sink}
      UNION ALL
      SELECT from_account, asset_id, item_uid, -quantity FROM ledger_row WHERE rowid <= @last AND flow <> ${faucet}
    ) GROUP BY account, asset_id, item_uid HAVING held <> 0 ORDER BY account, asset_id, item_uid`,
  ).run({ last });
  db.prepare('DELETE FROM ledger_row WHERE rowid <= ?').run(last);
  // Each stands for one entry at least, so their numbers end before those that are kept.
  db.prepare(
    `INSERT INTO ledger_row (rowid, frame, seq, cause_id, flow, asset_id, item_uid, quantity, from_account, to_account)
      SELECT rowid, @from, rowid - 1, @cause, ${faucet}, asset_id, item_uid, held, 0, account FROM temp.opening ORDER BY rowid`,
  ).run({ from, cause });
  db.prepare('DELETE FROM temp.opening').run();
}
