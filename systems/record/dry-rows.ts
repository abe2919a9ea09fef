/** A place for rows that keeps none: for a recorder that must follow frames whose rows are in the file already. */
import { InternalError } from '../../engine/errors.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';

export class DryRows {
  readonly #tables: ReadonlyMap<string, number>;
  readonly #words: Map<string, number>;
  /** Words that the file does not have, in order: a store that learns them in this order gives them the same ids. */
  readonly newWords: string[] = [];

  constructor(tables: readonly { readonly name: string }[], words: ReadonlyMap<number, string>) {
    this.#tables = new Map(tables.map((table, i) => [table.name, i]));
    this.#words = new Map([...words].map(([id, word]) => [word, id]));
  }

  /** As a recorder wants it. */
  get target(): SnapshotStore {
    return this as unknown as SnapshotStore;
  }

  table(name: string): number {
    const index = this.#tables.get(name);
    if (index === undefined) throw new InternalError('store-table-unknown', `there is no table "${name}"`);
    return index;
  }
  wordId(word: string): number {
    let id = this.#words.get(word);
    if (id === undefined) {
      id = this.#words.size + 1;
      this.#words.set(word, id);
      this.newWords.push(word);
    }
    return id;
  }
  word(): void {}
  begin(): void {}
  int(): void {}
  nullInt(): void {}
  i53(): void {}
  real(): void {}
  text(): void {}
  checkpoint(): void {}
  endFrame(): void {}
}
