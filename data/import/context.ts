/** What the parts of an import share: the rows of the dump, the facts, the report, and the world that is being made. */
import { INT_MAX } from '../format/columns.js';
import { TABLES } from '../format/tables.js';
import type { TableName, WorldTables } from '../format/tables.js';
import type { Facts } from './facts.js';
import type { ReportBuilder } from './report.js';
import type { SourceRow, SourceRows } from './source-tables.js';

/** Greatest id the world format takes. */
export const MAX_ID = 16_777_215;
/** Ids from here on are given by the importer itself (dumps use lower ones). */
export const DERIVED_ID_BASE = 16_000_000;

export interface ImportContext {
  readonly src: SourceRows;
  readonly facts: Facts;
  readonly report: ReportBuilder;
  readonly world: WorldTables;
}

export function emptyWorld(): WorldTables {
  const out: Record<string, unknown[]> = {};
  for (const name of Object.keys(TABLES) as TableName[]) out[name] = [];
  return out as unknown as WorldTables;
}

/** A whole number within bounds; what is not finite becomes the lower bound. */
export function clampInt(value: number, min: number, max: number): number {
  if (!Number.isFinite(value)) return min;
  return Math.min(max, Math.max(min, Math.trunc(value)));
}

/** An amount of money, 0 to the greatest the format takes. */
export function money(value: number): number {
  return clampInt(value, 0, INT_MAX);
}

/** Yards with two decimals, as the format keeps them. */
export function yards(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}

/** A place that no map has: outside the format's range or not a number. */
export function badPlace(map: number, x: number, y: number): boolean {
  return !Number.isInteger(map) || map < 0 || map > 65_535 || !(Math.abs(x) <= 100_000) || !(Math.abs(y) <= 100_000);
}

/** Text that fits a cell: no control characters, at most `max` characters. */
export function cellText(value: string, max = 255): string {
  return value
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, max);
}

/** Values of `prefix1` .. `prefixN` of a row. */
export function numberedValues(row: object, prefix: string, count: number): number[] {
  const values = row as Record<string, number>;
  const out: number[] = [];
  for (let i = 1; i <= count; i++) out.push(values[`${prefix}${i}`] ?? 0);
  return out;
}

/** Rows by a number of theirs. */
export function groupBy<T>(rows: readonly T[], key: (row: T) => number): Map<number, T[]> {
  const out = new Map<number, T[]>();
  for (const row of rows) {
    const k = key(row);
    const list = out.get(k);
    if (list === undefined) out.set(k, [row]);
    else list.push(row);
  }
  return out;
}

/**
 * Rows by id, the last of equals counting, in ascending order. Rows with an id out of range and earlier duplicates are counted as dropped.
 */
export function byId<T>(ctx: ImportContext, table: string, rows: readonly T[], id: (row: T) => number): Map<number, T> {
  const found = new Map<number, T>();
  for (const row of rows) {
    const key = id(row);
    if (!Number.isInteger(key) || key < 1 || key > MAX_ID) ctx.report.drop(table, 'id out of range');
    else {
      if (found.has(key)) ctx.report.drop(table, 'duplicate id');
      found.set(key, row);
    }
  }
  return new Map([...found].sort((a, b) => a[0] - b[0]));
}

/** The p-th part (0 to 1) of ascending values. */
export function quantile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length - 1))))]!;
}

export type QuestRow = SourceRow<'quest_template'>;
export type CreatureSource = SourceRow<'creature_template'>;
export interface Place {
  readonly map: number;
  readonly x: number;
  readonly y: number;
}
