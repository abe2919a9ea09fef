/** A place for rows that keeps none: for a recorder that must follow frames whose rows are in the file already. */
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';

/** Numbers of tables and words are those of `store`, to which the recorder will write later. */
export function noRows(store: SnapshotStore): SnapshotStore {
  const nothing = (): void => undefined;
  return {
    table: (name: string) => store.table(name),
    wordId: (word: string) => store.wordId(word),
    word: nothing,
    begin: nothing,
    int: nothing,
    nullInt: nothing,
    i53: nothing,
    real: nothing,
    text: nothing,
    checkpoint: nothing,
    endFrame: nothing,
  } as unknown as SnapshotStore;
}
