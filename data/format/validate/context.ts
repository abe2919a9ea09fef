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
  /** Tables of which rows could not be read: what is not in them may have been. */
  readonly incomplete: ReadonlySet<TableName>;
  /** Tables in which a key is there twice. */
  readonly doubled: ReadonlySet<TableName>;
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

/** The rows of the table whose cells are all sound. */
export function soundRows<N extends TableName>(context: Context, name: N): Row<N>[] {
  return (context.tables[name] as Row<N>[]).filter((_, i) => context.broken[name][i] !== 1);
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

/** True when the table has a row with that id, or may have had one that could not be read. */
export function hasId(context: Context, name: TableName, id: number): boolean {
  return context.incomplete.has(name) || (context.known.get(name)?.has(id) ?? false);
}

type Checked = Pick<Context, 'broken' | 'known' | 'incomplete' | 'doubled'>;

export function makeContext(tables: WorldTables, checked: Checked, findings: Findings): Context {
  const maxLevel = Number(tables.meta.find((row) => row.key === 'max_level')?.value);
  return {
    tables,
    ...checked,
    findings,
    maxLevel: Number.isInteger(maxLevel) && maxLevel >= 1 && maxLevel <= 255 ? maxLevel : undefined,
    spawnedCreatures: new Set(tables.spawn.map((row) => row.creature_id)),
    spawnedObjects: new Set(tables.object_spawn.map((row) => row.object_id)),
  };
}
