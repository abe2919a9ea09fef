/**
 * Takes rows as the snapshot store does and keeps those of one frame in memory, so that a replay can hold what the simulation would
 * write against what the file has. Words are kept as text: their ids depend on what was measured besides.
 */
import { InternalError } from '../errors.js';
import type { SnapshotStore } from '../store/snapshot-store.js';
import type { StoredTable } from '../store/table-spec.js';
import type { StoredValue } from './row-stream.js';

/** The part of the snapshot store that a recorder writes to. */
export type RowTarget = Pick<
  SnapshotStore,
  'table' | 'wordId' | 'word' | 'begin' | 'int' | 'i53' | 'real' | 'text' | 'nullInt' | 'endFrame'
>;

export class RowCapture implements RowTarget {
  /** Values of the captured rows by table, one row after the other. */
  readonly values: readonly StoredValue[][];
  readonly #index = new Map<string, number>();
  readonly #isWord: readonly (readonly boolean[])[];
  readonly #wordIds = new Map<string, number>();
  readonly #words: string[] = [''];
  #row: StoredValue[] = [];
  #kinds: readonly boolean[] = [];
  #column = 0;

  constructor(readonly tables: readonly StoredTable[]) {
    this.values = tables.map(() => []);
    this.#isWord = tables.map((table) => table.columns.map((column) => column.type === 'word'));
    tables.forEach((table, i) => this.#index.set(table.name, i));
  }

  /** Forget the captured rows. */
  clear(): void {
    for (const rows of this.values) rows.length = 0;
  }

  /** Number of rows captured of a table. */
  rows(table: number): number {
    return this.values[table]!.length / this.tables[table]!.columns.length;
  }

  table(name: string): number {
    const index = this.#index.get(name);
    if (index === undefined) throw new InternalError('capture-table', `there is no table "${name}"`);
    return index;
  }

  wordId(word: string): number {
    let id = this.#wordIds.get(word);
    if (id === undefined) {
      id = this.#words.push(word) - 1;
      this.#wordIds.set(word, id);
    }
    return id;
  }

  begin(table: number): void {
    this.#row = this.values[table]!;
    this.#kinds = this.#isWord[table]!;
    this.#column = 0;
  }
  int(value: number): void {
    this.#row.push(this.#kinds[this.#column++] === true ? this.#words[value]! : value);
  }
  nullInt(): void {
    this.#column++;
    this.#row.push(null);
  }
  i53(value: number): void {
    this.#column++;
    this.#row.push(value);
  }
  real(value: number): void {
    this.#column++;
    // SQLite knows no negative zero.
    this.#row.push(value + 0);
  }
  text(value: string | null): void {
    this.#column++;
    this.#row.push(value);
  }
  word(word: string): void {
    this.int(this.wordId(word));
  }
  endFrame(): void {
    this.#column = 0;
  }
}
