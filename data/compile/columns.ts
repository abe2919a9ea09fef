/** Small helpers that turn rows into typed arrays and compressed look-ups. */
import { invariant } from '../../engine/errors.js';
import type { Csr } from '../content.js';

export function i32<R>(rows: readonly R[], value: (row: R) => number): Int32Array {
  const out = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = value(rows[i] as R);
  return out;
}

export function u8<R>(rows: readonly R[], value: (row: R) => number): Uint8Array {
  const out = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = value(rows[i] as R);
  return out;
}

/** Yards as centiyards. */
export function centi(yards: number): number {
  return Math.round(yards * 100);
}

/** A function from an enum's word to its number: the position in the declaration. */
export function wordNumber(words: readonly string[]): (word: string) => number {
  const numbers = new Map(words.map((word, i) => [word, i]));
  return (word) => {
    const number = numbers.get(word);
    invariant(number !== undefined, 'compile-unvalidated', `unknown word ${word}; the tables were not validated`);
    return number;
  };
}

/** A function from a flags cell to its mask: bit n is the word at position n of the declaration. */
export function wordMask(words: readonly string[]): (cell: string) => number {
  const number = wordNumber(words);
  const known = new Map<string, number>([['', 0]]);
  return (cell) => {
    let mask = known.get(cell);
    if (mask === undefined) {
      mask = cell.split('|').reduce((bits, word) => bits | (1 << number(word)), 0);
      known.set(cell, mask);
    }
    return mask;
  };
}

/** From ids to positions in a table's arrays. */
export class IdIndex {
  private readonly positions = new Map<number, number>();

  constructor(
    private readonly table: string,
    rows: readonly { readonly id: number }[],
  ) {
    for (let i = 0; i < rows.length; i++) this.positions.set((rows[i] as { id: number }).id, i);
  }

  /** Position of a row that must exist. */
  of(id: number): number {
    const position = this.positions.get(id);
    invariant(position !== undefined, 'compile-unvalidated', `no ${this.table} ${id}; the tables were not validated`);
    return position;
  }

  /** Position of a row, or -1 for id 0. */
  maybe(id: number): number {
    return id === 0 ? -1 : this.of(id);
  }
}

/** Compress pairs of row and value; the values of a row keep the order of the pairs. */
export function csr(rowCount: number, rowOf: ArrayLike<number>, valueOf: ArrayLike<number>): Csr {
  return { offsets: csrOffsets(rowCount, rowOf), values: csrGather(rowCount, rowOf, valueOf) };
}

/** Where each row begins, for pairs whose rows are `rowOf`. */
export function csrOffsets(rowCount: number, rowOf: ArrayLike<number>): Int32Array {
  const offsets = new Int32Array(rowCount + 1);
  for (let i = 0; i < rowOf.length; i++) offsets[(rowOf[i] as number) + 1]! += 1;
  for (let r = 0; r < rowCount; r++) offsets[r + 1]! += offsets[r] as number;
  return offsets;
}

/** The values of pairs in the order of their rows: what lies beside the values of `csr` with the same `rowOf`. */
export function csrGather(rowCount: number, rowOf: ArrayLike<number>, valueOf: ArrayLike<number>): Int32Array {
  const next = csrOffsets(rowCount, rowOf);
  const values = new Int32Array(rowOf.length);
  for (let i = 0; i < rowOf.length; i++) {
    const row = rowOf[i] as number;
    values[next[row] as number] = valueOf[i] as number;
    next[row]! += 1;
  }
  return values;
}

/** The look-up the other way round: from values (0 .. valueCount-1) to rows, ascending. */
export function inverted(from: Csr, valueCount: number): Csr {
  const rowOf = new Int32Array(from.values.length);
  for (let r = 0; r + 1 < from.offsets.length; r++) rowOf.fill(r, from.offsets[r], from.offsets[r + 1]);
  return csr(valueCount, from.values, rowOf);
}

/** Numbers from 0 to count-1. */
export function upTo(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = i;
  return numbers;
}
