/** What the checks of meaning share. */
import type { Row, TableName, WorldTables } from '../tables.js';
import type { BrokenRows } from './cells.js';
import type { Findings, Severity } from './finding.js';
import type { KnownIds } from './keys.js';

/** Look-ups made once; rows with broken cells are left out of them. */
export interface Context {
  readonly tables: WorldTables;
  readonly broken: BrokenRows;
  readonly known: KnownIds;
  readonly findings: Findings;
  /** Highest level a character can reach; undefined when `meta` does not say. */
  readonly maxLevel: number | undefined;
  readonly spawnedCreatures: ReadonlySet<number>;
  readonly spawnedObjects: ReadonlySet<number>;
}

/** Call `visit` for every row of the table whose cells are all sound. */
export function eachSound<N extends TableName>(context: Context, name: N, visit: (row: Row<N>, index: number) => void): void {
  const rows = context.tables[name];
  const broken = context.broken[name];
  for (let i = 0; i < rows.length; i++) if (broken[i] !== 1) visit(rows[i] as Row<N>, i);
}

/** Report rows whose first column is greater than their second. */
export function checkOrdered<N extends TableName>(
  context: Context,
  name: N,
  low: keyof Row<N> & string,
  high: keyof Row<N> & string,
  severity: Severity = 'error',
): void {
  eachSound(context, name, (row, i) => {
    const [a, b] = [row[low] as number, row[high] as number];
    if (a > b) context.findings.row(severity, 'ordered', name, i, low, `is ${a}, expected at most ${high}, which is ${b}`);
  });
}

export function hasWord(cell: string, word: string): boolean {
  return cell !== '' && cell.split('|').includes(word);
}

export function makeContext(tables: WorldTables, broken: BrokenRows, known: KnownIds, findings: Findings): Context {
  const maxLevel = Number(tables.meta.find((row) => row.key === 'max_level')?.value);
  return {
    tables,
    broken,
    known,
    findings,
    maxLevel: Number.isInteger(maxLevel) && maxLevel >= 1 && maxLevel <= 255 ? maxLevel : undefined,
    spawnedCreatures: new Set(tables.spawn.map((row) => row.creature_id)),
    spawnedObjects: new Set(tables.object_spawn.map((row) => row.object_id)),
  };
}
