/**
 * Keeping the rows of a run's last frames only. Hashes and inputs stay for all frames. Of what was there before the first kept frame, the
 * last row of each thing stays, so that views answer from there on; the ledger before it becomes opening balances, so that it still adds up.
 */
import type Database from 'better-sqlite3';
import { lastRowOf, maxRow, type Preparer } from './branch-file.js';
import { LEDGER, OpeningBalances } from './opening-balances.js';
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

/** Key of table `run`: the first frame whose state the rows tell; what happened is told from the frame after it on. */
export const READABLE_FROM = 'readable_from';

/** Kept whole, whatever their frame. */
const ALWAYS = new Set(['frame', 'input']);
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
  readonly #opening: OpeningBalances;
  /** By table: up to this row each thing has one row at most. Not known of a file that is gone on with. */
  readonly #settled = new Map<string, number>();

  constructor(
    private readonly db: Database.Database,
    private readonly tables: readonly StoredTable[],
    private readonly retention: Retention,
  ) {
    this.#slack = Math.max(MIN_SLACK_FRAMES, retention.frames * SLACK_SHARE);
    this.#kept = new KeptStatements(db);
    this.#opening = new OpeningBalances(db, this.#kept, retention.passingAccounts);
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
  }

  /** Make `from` the first frame whose state the rows tell: first the promise, then the rows. */
  #begin(from: number): void {
    const promise = 'INSERT INTO run (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
    this.#steps = [
      () => this.#kept.prepare(promise).run({ key: READABLE_FROM, value: String(from) }),
      ...this.#opening.steps(from),
      ...this.tables.filter(hasOldRows).map((table) => () => this.#dropRows(table, from)),
    ];
    this.#from = from;
  }

  #dropRows(table: StoredTable, from: number): void {
    const kept = this.#kept;
    const { name } = table;
    if (name === 'checkpoint') {
      const needed = 'SELECT base_frame FROM checkpoint WHERE frame >= @from AND base_frame IS NOT NULL';
      kept.prepare(`DELETE FROM checkpoint WHERE frame < @from AND frame NOT IN (${needed})`).run({ from });
      return;
    }
    const last = lastRowOf(kept, name, from);
    const standing = this.retention.standing[name];
    if (standing === undefined) kept.prepare(`DELETE FROM "${name}" WHERE rowid <= @last`).run({ last });
    else this.#dropOvertaken(name, standing, last);
  }

  /**
   * Of the rows up to `last` keep those that say how a thing stands. Up to the row where the last drop ended there is one row of a thing:
   * only the rows since are sorted, and only things they speak of are looked up before them.
   */
  #dropOvertaken(name: string, { keys, present }: Standing, last: number): void {
    const kept = this.#kept;
    const settled = this.#settled.get(name) ?? 0;
    const columns = keys.join(', ');
    const since = 'rowid > @settled AND rowid <= @last';
    // Of an aggregate with max() alone SQLite takes the other columns from the row that has it: `present` looks at the last row.
    const having = present === undefined ? '' : ` HAVING ${present}`;
    const lasting = `SELECT max(rowid) FROM "${name}" WHERE ${since} GROUP BY ${columns}${having}`;
    kept
      .prepare(`DELETE FROM "${name}" WHERE rowid <= @settled AND (${columns}) IN (SELECT ${columns} FROM "${name}" WHERE ${since})`)
      .run({ settled, last });
    kept.prepare(`DELETE FROM "${name}" WHERE ${since} AND rowid NOT IN (${lasting})`).run({ settled, last });
    // A table that has become empty numbers its rows from 1 again.
    this.#settled.set(name, Math.min(last, maxRow(kept, name)));
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
