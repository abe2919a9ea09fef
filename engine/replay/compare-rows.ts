/** Holds the rows of a run file against rows that a replay has captured, frame by frame, and names the first difference. */
import type Database from 'better-sqlite3';
import type { StoredTable } from '../store/table-spec.js';
import type { RowCapture } from './row-capture.js';
import { RowStream, readWords } from './row-stream.js';
import type { StoredValue } from './row-stream.js';

export interface RowDifference {
  readonly table: string;
  readonly frame: number;
  /** `missing`: the file lacks a row; `extra`: the file has one too many; `value`: a column differs. */
  readonly kind: 'missing' | 'extra' | 'value';
  /** The row by column name, as stored (`missing`: as simulated). */
  readonly row: Readonly<Record<string, StoredValue>>;
  /** The differing column; empty unless kind is `value`. */
  readonly column: string;
  readonly stored: StoredValue;
  readonly simulated: StoredValue;
}

/** Columns that tell the rows of a table within one frame apart. */
export type RowKeys = Readonly<Record<string, readonly string[]>>;

interface Tracked {
  readonly table: StoredTable;
  readonly index: number;
  readonly names: readonly string[];
  readonly words: readonly number[];
  readonly keys: readonly number[];
  /** Tables with a frame column are read along; others by their key. */
  readonly stream: RowStream | null;
  readonly lookup: Database.Statement | null;
}

export class RowComparer {
  readonly #tracked: readonly Tracked[];
  readonly #words: ReadonlyMap<number, string>;
  /** Rows that were compared. */
  compared = 0;

  constructor(
    db: Database.Database,
    private readonly capture: RowCapture,
    keys: RowKeys,
    /** First frame that will be compared. */
    from = 0,
  ) {
    this.#words = readWords(db);
    this.#tracked = capture.tables.flatMap((table, index) => {
      const key = keys[table.name];
      if (key === undefined) return [];
      const names = table.columns.map((column) => column.name);
      const framed = names.includes('frame') && table.columns.every((column) => column.primary !== true || column.name === 'frame');
      const list = names.map((name) => `"${name}"`).join(', ');
      return [
        {
          table,
          index,
          names,
          words: table.columns.flatMap((column, i) => (column.type === 'word' ? [i] : [])),
          keys: key.map((name) => names.indexOf(name)),
          stream: framed ? new RowStream(db, table.name, names, from) : null,
          lookup: framed ? null : db.prepare(`SELECT 0, ${list} FROM "${table.name}" WHERE "${key[0]}" = ?`).raw(),
        },
      ];
    });
  }

  /** Compare all rows of a frame: the first difference of each table. Frames must be compared in order, each once. */
  frame(frame: number): RowDifference[] {
    const found: RowDifference[] = [];
    for (const tracked of this.#tracked) {
      const difference = tracked.stream === null ? this.#byKey(tracked, frame) : this.#inOrder(tracked, tracked.stream, frame);
      if (difference !== null) found.push(difference);
    }
    return found;
  }

  /** After the last frame: rows of the file that no frame has. */
  rest(frame: number): RowDifference | null {
    for (const { stream, names, words } of this.#tracked) {
      const row = stream?.peek();
      if (row !== undefined) return extra(stream!.table, frame, names, this.#shown(row, words));
    }
    return null;
  }

  #inOrder(tracked: Tracked, stream: RowStream, frame: number): RowDifference | null {
    const frameAt = tracked.names.indexOf('frame') + 1;
    const values = this.capture.values[tracked.index]!;
    const width = tracked.names.length;
    let at = 0;
    let first: RowDifference | null = null;
    for (let row = stream.peek(); row !== undefined && (row[frameAt] as number) <= frame; row = stream.peek()) {
      stream.skip();
      this.compared++;
      if (first !== null) continue;
      this.#shown(row, tracked.words);
      if (at >= values.length) first = extra(tracked.table.name, frame, tracked.names, row);
      else first = compareRow(tracked, frame, row, values, at);
      at += width;
    }
    if (first === null && at < values.length) first = missing(tracked, frame, values, at);
    return first;
  }

  #byKey(tracked: Tracked, frame: number): RowDifference | null {
    const values = this.capture.values[tracked.index]!;
    const width = tracked.names.length;
    for (let at = 0; at < values.length; at += width) {
      this.compared++;
      const row = tracked.lookup!.get(values[at + tracked.keys[0]!]) as StoredValue[] | undefined;
      if (row === undefined) return missing(tracked, frame, values, at);
      const difference = compareRow(tracked, frame, this.#shown(row, tracked.words), values, at);
      if (difference !== null) return difference;
    }
    return null;
  }

  #shown(row: StoredValue[], words: readonly number[]): StoredValue[] {
    for (const column of words) row[column + 1] = this.#words.get(row[column + 1] as number) ?? `word ${row[column + 1]}`;
    return row;
  }
}

function compareRow(tracked: Tracked, frame: number, row: StoredValue[], values: readonly StoredValue[], at: number): RowDifference | null {
  const { names, keys, table } = tracked;
  for (const key of keys) {
    if (row[key + 1] === values[at + key]) continue;
    return hasKey(keys, row, values, at, names.length) ? missing(tracked, frame, values, at) : extra(table.name, frame, names, row);
  }
  for (let c = 0; c < names.length; c++) {
    const stored = row[c + 1]!;
    const simulated = values[at + c]!;
    if (stored !== simulated)
      return { table: table.name, frame, kind: 'value', row: record(names, row, 1), column: names[c]!, stored, simulated };
  }
  return null;
}

/** True when one of the captured rows after `at` has the key of the stored row. */
function hasKey(keys: readonly number[], row: readonly StoredValue[], values: readonly StoredValue[], at: number, width: number): boolean {
  for (let next = at + width; next < values.length; next += width)
    if (keys.every((key) => values[next + key] === row[key + 1])) return true;
  return false;
}

function extra(table: string, frame: number, names: readonly string[], row: readonly StoredValue[]): RowDifference {
  return { table, frame, kind: 'extra', row: record(names, row, 1), column: '', stored: null, simulated: null };
}
function missing(tracked: Tracked, frame: number, values: readonly StoredValue[], at: number): RowDifference {
  return {
    table: tracked.table.name,
    frame,
    kind: 'missing',
    row: record(tracked.names, values, at),
    column: '',
    stored: null,
    simulated: null,
  };
}
function record(names: readonly string[], values: readonly StoredValue[], at: number): Record<string, StoredValue> {
  return Object.fromEntries(names.map((name, i) => [name, values[at + i]!]));
}
