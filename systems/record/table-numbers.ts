/** Numbers of tables, looked up once and not per row. */
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';

export function tablesOf<const T extends string>(store: SnapshotStore, names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name) => [name, store.table(name)])) as Record<T, number>;
}
