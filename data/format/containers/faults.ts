/** What is wrong with files, headers and columns, in words. */
import type { Table } from '../columns.js';
import { oneLine } from '../one-line.js';
import { TABLE_NAMES } from '../rows.js';
import { nearestName } from '../shape.js';
import type { TableShape } from '../shape.js';

/** Cells between something else than commas: the whole header is then one cell. */
const OTHER_SEPARATORS: readonly (readonly [string, string])[] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
];

/** About a file in a world's folder that is no table: `Graveyard.CSV`, `creatures.csv`. */
export function strayFile(file: string): string {
  const lower = file.toLowerCase();
  const name = lower.slice(0, -'.csv'.length);
  if ((TABLE_NAMES as readonly string[]).includes(name))
    return `is not read: names of tables are lower case to the letter; expected ${lower}`;
  return `is not read: ${unknownTable(name)}`;
}

/** About a table of an unknown name. */
export function unknownTable(name: string): string {
  const meant = nearestName(name, TABLE_NAMES);
  const hint = meant === undefined ? `known tables: ${TABLE_NAMES.join(', ')}` : `perhaps ${meant} was meant`;
  return `there is no table of the name ${oneLine(name)}; ${hint}`;
}

/** About a column of an unknown name. */
export function unknownColumn(table: Table, name: string): string {
  const names = table.columns.map((column) => column.name);
  const meant = nearestName(name, names);
  const hint = meant === undefined ? `${table.name} has ${names.join(', ')}` : `perhaps ${meant} was meant`;
  return `unknown column "${oneLine(name)}"; ${hint}`;
}

/** Everything wrong with a header row, but for missing columns; `unreadable` when its rows cannot be made sense of. */
export function headerFaults(table: Table, names: readonly string[]): { faults: string[]; unreadable: boolean } {
  const known = new Set(table.columns.map((column) => column.name));
  const only = names.length === 1 ? (names[0] as string) : '';
  const separator = OTHER_SEPARATORS.find(([sign]) => only.includes(sign));
  if (separator !== undefined)
    return { faults: [`the cells seem to be separated by ${separator[1]}; expected commas between cells`], unreadable: true };
  if (!names.some((name) => known.has(name)))
    return {
      faults: [
        `the first row names no column of ${table.name} (it begins with "${oneLine((names[0] ?? '').slice(0, 40))}"); expected a header row such as ${table.columns.map((column) => column.name).join(',')}`,
      ],
      unreadable: true,
    };
  const faults: string[] = [];
  names.forEach((name, i) => {
    if (!known.has(name))
      faults.push(name === '' ? `column ${i + 1} has no name; expected one of ${table.name}` : unknownColumn(table, name));
    else if (names.indexOf(name) !== i) faults.push(`column "${name}" is there twice; expected it once (the first is read)`);
  });
  return { faults, unreadable: false };
}

/** Note the columns that must be given and are not. Without one of its key the table counts as incomplete. */
export function missingColumns(table: Table, present: ReadonlySet<string>, shape: TableShape): void {
  for (const column of table.columns) {
    if (column.default !== undefined || present.has(column.name)) continue;
    shape.missing.add(column.name);
    if (table.key.includes(column.name)) shape.incomplete = true;
  }
  if (shape.missing.size > 0) {
    const several = shape.missing.size > 1;
    shape.error(
      0,
      `lacks the ${several ? 'columns' : 'column'} ${[...shape.missing].join(', ')}, which ${several ? 'have' : 'has'} no default`,
    );
  }
}
