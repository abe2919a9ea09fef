/**
 * The vocabulary in which the tables of a world are described.
 *
 * A column says its type, its range and what it points at; everything that reads or writes worlds
 * (validation, the SQLite and CSV containers, the reference documentation) is driven by it.
 */

/** Value types of a cell. `yards` is a decimal number of yards, kept with at most two decimals. */
export type ColumnType = 'int' | 'decimal' | 'yards' | 'text' | 'enum' | 'flags';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** What the value means, with its unit. One sentence. */
  readonly doc: string;
  /** Inclusive bounds for numbers; for text the bounds of its length in characters. */
  readonly min?: number;
  readonly max?: number;
  /** Allowed words of an `enum`, or of the `|`-separated words of a `flags` cell. */
  readonly values?: readonly string[];
  /** Table whose `id` this column holds; `loot:creature` is the loot tables of kind creature, by their table id. */
  readonly ref?: string;
  /** The value that means "none" for a reference (0 unless the column says otherwise). */
  readonly none?: number;
  /** Value of a missing or empty cell. A column without a default must be given. */
  readonly default?: number | string;
}

export interface Table<C extends readonly Column[] = readonly Column[]> {
  readonly name: string;
  /** What one row is. */
  readonly doc: string;
  readonly columns: C;
  /** Columns that together identify a row. */
  readonly key: readonly string[];
  /** A world without a row of this table cannot be run. */
  readonly required?: boolean;
}

type Cell<C extends Column> = C['type'] extends 'text' | 'enum' | 'flags' ? string : number;

/** One row of a table, as an object: numbers for int, decimal and yards, strings for the rest. */
export type RowOf<T extends Table> = { [C in T['columns'][number] as C['name']]: Cell<C> };

interface Numeric {
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}

/** Largest number an `int` cell may hold: that of a purse. */
export const INT_MAX = 2_147_483_646;

export function id<const N extends string>(name: N, doc: string) {
  return { name, type: 'int', doc, min: 1, max: 16_777_215 } as const satisfies Column;
}
export function int<const N extends string>(name: N, doc: string, o: Numeric = {}) {
  return { name, type: 'int', doc, min: 0, max: INT_MAX, ...o } as const satisfies Column;
}
export function decimal<const N extends string>(name: N, doc: string, o: Numeric = {}) {
  return { name, type: 'decimal', doc, min: 0, max: INT_MAX, ...o } as const satisfies Column;
}
export function yards<const N extends string>(name: N, doc: string, o: Numeric = {}) {
  return { name, type: 'yards', doc, min: -100_000, max: 100_000, ...o } as const satisfies Column;
}
export function text<const N extends string>(name: N, doc: string, o: { max?: number; default?: string } = {}) {
  return { name, type: 'text', doc, min: 0, max: 255, ...o } as const satisfies Column;
}
export function oneOf<const N extends string>(name: N, values: readonly string[], doc: string, o: { default?: string } = {}) {
  return { name, type: 'enum', doc, values, ...o } as const satisfies Column;
}
export function flags<const N extends string>(name: N, values: readonly string[], doc: string) {
  return { name, type: 'flags', doc, values, default: '' } as const satisfies Column;
}
/** A reference that must point at a row. */
export function ref<const N extends string>(name: N, table: string, doc: string) {
  return { name, type: 'int', doc, min: 1, max: 16_777_215, ref: table } as const satisfies Column;
}
/** A map, whose id may be 0: there is no value that means "none". */
export function mapRef<const N extends string>(name: N, doc: string) {
  return { name, type: 'int', doc, min: 0, max: 65_535, ref: 'map' } as const satisfies Column;
}
/** A mask of races or classes: bit id-1 each, 0 for all of them. */
export function mask<const N extends string>(name: N, doc: string) {
  return { name, type: 'int', doc, min: 0, max: 2_147_483_647, default: 0 } as const satisfies Column;
}
/** A reference that may be 0, meaning none. */
export function maybeRef<const N extends string>(name: N, table: string, doc: string) {
  return { name, type: 'int', doc, min: 0, max: 16_777_215, ref: table, none: 0, default: 0 } as const satisfies Column;
}

/** The columns of a place. */
export const PLACE_X = yards('x_yards', 'North-south coordinate, yards.');
export const PLACE_Y = yards('y_yards', 'East-west coordinate, yards.');
