/** Loot tables of all kinds in one list. */
import { invariant } from '../../engine/errors.js';
import type { Loot } from '../content.js';
import { LOOT_CONDITIONS, LOOT_KINDS } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { i32, u8, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';

const kindNumber = wordNumber(LOOT_KINDS);

/** From the kind and id of a loot table to its position. */
export class LootIndex {
  private readonly positions = new Map<number, number>();
  /** First row of each table, and the number of rows at the end. */
  readonly offsets: Int32Array;

  /** `rows` are sorted by kind, id and row. */
  constructor(rows: readonly Row<'loot'>[]) {
    const offsets: number[] = [];
    let last = -1;
    rows.forEach((row, i) => {
      const key = tableKey(kindNumber(row.kind), row.id);
      if (key === last) return;
      last = key;
      this.positions.set(key, offsets.length);
      offsets.push(i);
    });
    offsets.push(rows.length);
    this.offsets = Int32Array.from(offsets);
  }

  /** Position of a table that must exist, or -1 for id 0. */
  maybe(kind: (typeof LOOT_KINDS)[number], id: number): number {
    if (id === 0) return -1;
    const position = this.positions.get(tableKey(kindNumber(kind), id));
    invariant(position !== undefined, 'compile-unvalidated', `no loot table ${kind} ${id}; the tables were not validated`);
    return position;
  }
}

function tableKey(kind: number, id: number): number {
  return kind * 2 ** 24 + id;
}

/** Lists that conditions of rows point at. */
export interface ConditionIds {
  readonly quest: IdIndex;
  readonly class: IdIndex;
  readonly race: IdIndex;
}

/** What a condition compares with, as the simulation has it. */
function conditionValue(row: Row<'loot'>, ids: ConditionIds): number {
  if (row.condition.startsWith('quest')) return ids.quest.maybe(row.condition_value);
  if (row.condition === 'class') return ids.class.maybe(row.condition_value);
  return row.condition === 'race' ? ids.race.maybe(row.condition_value) : row.condition_value;
}

export function compileLoot(rows: readonly Row<'loot'>[], index: LootIndex, items: IdIndex, ids: ConditionIds): Loot {
  const condition = wordNumber(LOOT_CONDITIONS);
  const tables = index.offsets.length - 1;
  const first = index.offsets.subarray(0, tables);
  return {
    tables,
    kind: Uint8Array.from(first, (row) => kindNumber(rows[row]!.kind)),
    id: Int32Array.from(first, (row) => rows[row]!.id),
    offsets: index.offsets,
    item: i32(rows, (r) => items.maybe(r.item_id)),
    reference: i32(rows, (r) => index.maybe('reference', r.reference_id)),
    chancePpm: i32(rows, (r) => Math.round(r.chance_percent * 10_000)),
    chance: Float32Array.from(rows, (r) => r.chance_percent),
    group: u8(rows, (r) => r.group_id),
    minCount: u8(rows, (r) => r.min_count),
    maxCount: u8(rows, (r) => r.max_count),
    questOnly: u8(rows, (r) => r.quest_only),
    condition: u8(rows, (r) => condition(r.condition)),
    conditionValue: i32(rows, (r) => conditionValue(r, ids)),
  };
}
