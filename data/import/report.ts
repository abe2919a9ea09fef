/** What an import did: per table of the dump what was read, kept and dropped and why, and what was derived. */

export interface TableReport {
  readonly table: string;
  read: number;
  kept: number;
  /** Rows left out, by reason. */
  readonly dropped: Record<string, number>;
  /** Rows kept with a change, by what was changed. */
  readonly changed: Record<string, number>;
  /** Lines of the first broken rows. */
  readonly brokenLines: number[];
}

export interface ImportReport {
  readonly source: string;
  readonly tables: TableReport[];
  /** Tables of the dump that a world has no use for, with their rows. */
  readonly unused: Record<string, number>;
  /** What the dump lacks and the importer made up, by what it is. */
  readonly derived: Record<string, number>;
  readonly warnings: string[];
  /** Rows of the world, by table. */
  readonly world: Record<string, number>;
}

const MAX_BROKEN_LINES = 10;

/** Collects the counts of an import. */
export class ReportBuilder {
  private readonly tables = new Map<string, TableReport>();
  private readonly unused: Record<string, number> = {};
  private readonly derivedRows: Record<string, number> = {};
  private readonly warnings: string[] = [];

  constructor(private readonly source: string) {}

  private table(name: string): TableReport {
    let entry = this.tables.get(name);
    if (entry === undefined) {
      entry = { table: name, read: 0, kept: 0, dropped: {}, changed: {}, brokenLines: [] };
      this.tables.set(name, entry);
    }
    return entry;
  }

  /** Rows read of a table. Broken rows are counted on top. */
  read(table: string, rows: number): void {
    this.table(table).read += rows;
  }
  /** A row that could not be read. `line` 0: not known. */
  broken(table: string, line: number, why: string): void {
    const entry = this.table(table);
    entry.read++;
    entry.dropped[`broken row: ${why}`] = (entry.dropped[`broken row: ${why}`] ?? 0) + 1;
    if (line > 0 && entry.brokenLines.length < MAX_BROKEN_LINES) entry.brokenLines.push(line);
  }
  drop(table: string, reason: string, rows = 1): void {
    if (rows === 0) return;
    const entry = this.table(table);
    entry.dropped[reason] = (entry.dropped[reason] ?? 0) + rows;
  }
  change(table: string, what: string, rows = 1): void {
    if (rows === 0) return;
    const entry = this.table(table);
    entry.changed[what] = (entry.changed[what] ?? 0) + rows;
  }
  ignore(table: string, rows: number): void {
    this.unused[table] = (this.unused[table] ?? 0) + rows;
  }
  derived(what: string, rows = 1): void {
    if (rows > 0) this.derivedRows[what] = (this.derivedRows[what] ?? 0) + rows;
  }
  warn(text: string): void {
    if (!this.warnings.includes(text)) this.warnings.push(text);
  }

  finish(world: Record<string, number>): ImportReport {
    const tables = [...this.tables.values()].sort((a, b) => (a.table < b.table ? -1 : 1));
    for (const entry of tables) {
      const dropped = Object.values(entry.dropped).reduce((sum, rows) => sum + rows, 0);
      entry.kept = entry.read - dropped;
    }
    return { source: this.source, tables, unused: this.unused, derived: this.derivedRows, warnings: this.warnings, world };
  }
}

/** The report as lines for people. */
export function reportLines(report: ImportReport): string[] {
  const lines: string[] = [`Import of ${report.source}`, ''];
  for (const entry of report.tables) {
    if (entry.read === 0) continue;
    lines.push(`${entry.table}: ${entry.read} read, ${entry.kept} kept`);
    for (const [reason, rows] of Object.entries(entry.dropped)) lines.push(`    ${rows} dropped: ${reason}`);
    for (const [what, rows] of Object.entries(entry.changed)) lines.push(`    ${rows} changed: ${what}`);
    if (entry.brokenLines.length > 0) lines.push(`    broken rows in lines ${entry.brokenLines.join(', ')}`);
  }
  const unused = Object.entries(report.unused);
  if (unused.length > 0) lines.push('', `Not used: ${unused.map(([table, rows]) => `${table} (${rows})`).join(', ')}`);
  const derived = Object.entries(report.derived);
  if (derived.length > 0) lines.push('', 'Derived, because the dump does not say (a facts file can):');
  for (const [what, rows] of derived) lines.push(`    ${rows} ${what}`);
  lines.push('', 'The world:');
  for (const [table, rows] of Object.entries(report.world)) lines.push(`    ${table}: ${rows}`);
  for (const warning of report.warnings) lines.push(`Warning: ${warning}`);
  return lines;
}
