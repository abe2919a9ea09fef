/** Reading an append-only table of a run file from its first row to its last, in pieces: it needs no index and holds little in memory. */
import type Database from 'better-sqlite3';

export type StoredValue = number | string | null;

/** Rows fetched at once: enough to make the cost of a statement vanish, little enough to stay in the cache. */
const PIECE_ROWS = 2000;
const ROWID = 0;

/** Rows of a table in the order in which they were written. A row is [rowid, ...columns]. */
export class RowStream {
  readonly #statement: Database.Statement;
  #piece: StoredValue[][] = [];
  #at = 0;
  #lastRowid = -1;
  #ended = false;

  constructor(
    db: Database.Database,
    readonly table: string,
    readonly columns: readonly string[],
    /** Leave out rows of earlier frames; the table must have a column `frame` then. */
    from = 0,
  ) {
    if (from > 0)
      this.#lastRowid = db.prepare(`SELECT coalesce(max(rowid), -1) FROM "${table}" WHERE frame < ?`).pluck().get(from) as number;
    const list = columns.map((column) => `"${column}"`).join(', ');
    this.#statement = db.prepare(`SELECT rowid, ${list} FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT ${PIECE_ROWS}`).raw();
  }

  /** The next row, without taking it; undefined at the end. */
  peek(): StoredValue[] | undefined {
    if (this.#at === this.#piece.length && !this.#fetch()) return undefined;
    return this.#piece[this.#at];
  }

  /** Go past the row that `peek` shows. */
  skip(): void {
    this.#at++;
  }

  #fetch(): boolean {
    if (this.#ended) return false;
    this.#piece = this.#statement.all(this.#lastRowid) as StoredValue[][];
    this.#at = 0;
    this.#ended = this.#piece.length < PIECE_ROWS;
    if (this.#piece.length === 0) return false;
    this.#lastRowid = this.#piece[this.#piece.length - 1]![ROWID] as number;
    return true;
  }
}

/** The words of a run by id, from its table `word`. */
export function readWords(db: Database.Database): Map<number, string> {
  return new Map(db.prepare('SELECT id, text FROM word').raw().all() as [number, string][]);
}
