/**
 * The ledger before the first kept frame as opening balances: one entry for what an account holds of a thing, so that the books still add up.
 *
 * Balances that stand already are gone on with: only the entries since are summed up, and only what they change is written. Summing up
 * everything each time took as much memory as the world has things (25 MB to sort 350,000 of them), and ten times the writing.
 */
import type Database from 'better-sqlite3';
import { lastRowOf, maxRow, type Preparer } from './branch-file.js';
import { LEDGER_FLOW } from './engine-tables.js';

/** Cause of the ledger entries that stand for all earlier ones. */
export const OPENING_CAUSE = 'opening_balance';
export const LEDGER = 'ledger_row';

/** What one drop needs to know, for its time only. */
const TEMP_TABLES = `
  CREATE TEMP TABLE net (account INTEGER, asset_id INTEGER, item_uid INTEGER, held INTEGER, PRIMARY KEY (account, asset_id, item_uid)) WITHOUT ROWID;
  CREATE TEMP TABLE matched (ledger INTEGER PRIMARY KEY, held INTEGER, account INTEGER, asset_id INTEGER, item_uid INTEGER);
  CREATE TEMP TABLE passing (account INTEGER PRIMARY KEY);
`;

export class OpeningBalances {
  /** Entries up to this row are opening balances, one for an account and a thing. 0: not known, as after a kill. */
  #settled = 0;

  constructor(
    db: Database.Database,
    private readonly kept: Preparer,
    /** Kinds of accounts whose owner comes and goes. */
    private readonly passingKinds: readonly string[],
  ) {
    db.exec(TEMP_TABLES);
  }

  /** What is to be done to make the entries up to a frame opening balances, a transaction each. Entries that come in between are later ones. */
  steps(from: number): (() => void)[] {
    const last = lastRowOf(this.kept, LEDGER, from);
    return [
      () => this.#sumUp(last),
      () => this.#match(),
      () => this.#replace(from, last),
      () => this.#findSpokenOf(last),
      () => this.#dropAccounts(last),
    ];
  }

  /** What the entries since the last time add to each account and take from it; and which accounts they speak of that may be gone. */
  #sumUp(last: number): void {
    const { faucet, sink } = LEDGER_FLOW;
    this.kept
      .prepare(
        `INSERT INTO temp.net SELECT account, asset_id, item_uid, sum(quantity) FROM (
          SELECT to_account AS account, asset_id, item_uid, quantity FROM ledger_row WHERE rowid > @settled AND rowid <= @last AND flow <> ${sink}
          UNION ALL
          SELECT from_account, asset_id, item_uid, -quantity FROM ledger_row WHERE rowid > @settled AND rowid <= @last AND flow <> ${faucet}
        ) GROUP BY account, asset_id, item_uid ORDER BY account, asset_id, item_uid`,
      )
      .run({ settled: this.#settled, last });
    // An account that was empty before need not be looked at again, unless a drop was cut short.
    const candidates = this.#settled === 0 ? '' : ' AND id IN (SELECT account FROM temp.net)';
    this.kept
      .prepare(
        `INSERT INTO temp.passing SELECT id FROM account_row
          WHERE kind_id IN (SELECT id FROM word WHERE text IN (${this.passingKinds.map(() => '?').join(', ')}))${candidates}`,
      )
      .run(this.passingKinds);
    this.kept.prepare('DELETE FROM temp.net WHERE held = 0').run();
  }

  /** Which balances change, and what they become. */
  #match(): void {
    this.kept
      .prepare(
        // CROSS JOIN: the ledger has no index on accounts, so it is read from one end to the other.
        `INSERT INTO temp.matched SELECT l.rowid, l.quantity + n.held, n.account, n.asset_id, n.item_uid
          FROM ledger_row l CROSS JOIN temp.net n ON n.account = l.to_account AND n.asset_id = l.asset_id AND n.item_uid = l.item_uid
          WHERE l.rowid <= @settled`,
      )
      .run({ settled: this.#settled });
    this.kept
      .prepare('DELETE FROM temp.net WHERE (account, asset_id, item_uid) IN (SELECT account, asset_id, item_uid FROM temp.matched)')
      .run();
  }

  /** Put the new balances in the place of the old ones and of the entries since. */
  #replace(from: number, last: number): void {
    const { kept } = this;
    const cause = kept.prepare('SELECT id FROM word WHERE text = ?').pluck().get(OPENING_CAUSE) as number;
    kept.prepare('DELETE FROM ledger_row WHERE rowid > @settled AND rowid <= @last').run({ settled: this.#settled, last });
    kept.prepare('DELETE FROM ledger_row WHERE rowid IN (SELECT ledger FROM temp.matched WHERE held = 0)').run();
    kept
      .prepare(
        `UPDATE ledger_row SET quantity = (SELECT held FROM temp.matched WHERE ledger = ledger_row.rowid)
          WHERE rowid IN (SELECT ledger FROM temp.matched WHERE held <> 0)`,
      )
      .run();
    // Each stands for one of the entries that are gone at least, so their numbers end before those that are kept.
    kept
      .prepare(
        `INSERT INTO ledger_row (rowid, frame, seq, cause_id, flow, asset_id, item_uid, quantity, from_account, to_account)
          SELECT @settled + n, @from, @settled + n - 1, @cause, ${LEDGER_FLOW.faucet}, asset_id, item_uid, held, 0, account
          FROM (SELECT row_number() OVER (ORDER BY account, asset_id, item_uid) AS n, * FROM temp.net)`,
      )
      .run({ settled: this.#settled, from, cause });
    kept.prepare('DELETE FROM temp.net').run();
    kept.prepare('DELETE FROM temp.matched').run();
    this.#settled = Math.min(last, maxRow(kept, LEDGER));
  }

  /** Accounts that hold something are not dropped ... */
  #findSpokenOf(last: number): void {
    this.#keepSpokenOf('rowid <= @last', last);
  }

  /** ... nor are those of which a kept entry speaks. Without this a day of 5,000 bots leaves a million accounts of piles, auctions and letters. */
  #dropAccounts(last: number): void {
    this.#keepSpokenOf('rowid > @last', last);
    this.kept.prepare('DELETE FROM account_row WHERE id IN (SELECT account FROM temp.passing)').run();
    this.kept.prepare('DELETE FROM temp.passing').run();
  }

  #keepSpokenOf(rows: string, last: number): void {
    for (const side of ['to_account', 'from_account'])
      this.kept
        .prepare(
          `DELETE FROM temp.passing WHERE account IN (
            SELECT ${side} FROM ledger_row WHERE ${rows} AND ${side} IN (SELECT account FROM temp.passing))`,
        )
        .run({ last });
  }
}
