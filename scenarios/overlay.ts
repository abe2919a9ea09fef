/** Changes that a scenario makes to rows of its world: one item's drop chance, one quest's reward. */
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { rowsOf, tableOf, TABLE_NAMES, valueReader } from '../data/format/rows.js';
import type { AnyRow, Cell } from '../data/format/rows.js';
import type { TableName, WorldTables } from '../data/format/tables.js';
import type { Scenario } from './scenario.js';

export type Overlay = Scenario['overlay'][number];

/**
 * Apply changes to the tables, which are changed in place. They must be validated afterwards.
 * @param where names the scenario in messages
 * @throws UserError for a table or column that does not exist, and for a change that matches no row
 */
export function applyOverlay(tables: WorldTables, overlays: readonly Overlay[], where: string): void {
  overlays.forEach((overlay, n) => applyOne(tables, overlay, `${where}: overlay[${n}]`));
}

function applyOne(tables: WorldTables, overlay: Overlay, where: string): void {
  const name = TABLE_NAMES.find((known) => known === overlay.table);
  if (name === undefined) throw unknown(where, 'table', overlay.table, TABLE_NAMES);
  const wanted = cells(name, overlay.where, `${where}.where`);
  const changes = cells(name, overlay.set, `${where}.set`);
  if (changes.length === 0) throw new UserError('bad-overlay', `${where}.set is empty, expected columns and their new values`);
  let matched = 0;
  for (const row of rowsOf(tables, name)) {
    if (!wanted.every(([column, value]) => row[column] === value)) continue;
    matched++;
    change(row, changes);
  }
  if (matched === 0) throw new UserError('overlay-no-row', `${where}: table ${name} has no row with ${shownCells(wanted)}`);
}

function change(row: AnyRow, changes: readonly (readonly [string, Cell])[]): void {
  for (const [column, value] of changes) row[column] = value;
}

/** Values as the columns keep them. */
function cells(name: TableName, given: Readonly<Record<string, string | number>>, where: string): [string, Cell][] {
  const { columns } = tableOf(name);
  return Object.entries(given).map(([key, value]) => {
    const column = columns.find((c) => c.name === key);
    if (column === undefined)
      throw unknown(
        where,
        `column of table ${name}`,
        key,
        columns.map((c) => c.name),
      );
    return [key, valueReader(column)(value)];
  });
}

function shownCells(wanted: readonly (readonly [string, Cell])[]): string {
  return wanted.length === 0 ? 'anything (it is empty)' : wanted.map(([column, value]) => `${column} ${value}`).join(' and ');
}

function unknown(where: string, what: string, name: string, known: readonly string[]): UserError {
  const near = nearest(name, known);
  return new UserError(
    'bad-overlay',
    `${where}: unknown ${what} '${name}'${near === undefined ? `, expected one of ${known.join(', ')}` : `, did you mean '${near}'?`}`,
  );
}
