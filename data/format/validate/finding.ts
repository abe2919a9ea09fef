/** What validation has to say, and how it is said in one line. */
import { oneLine } from '../one-line.js';
import type { Table } from '../columns.js';
import { originOf, rowsOf, TABLE_NAMES, tableOf } from '../rows.js';
import type { AnyRow } from '../rows.js';
import type { TableName, WorldTables } from '../tables.js';

/** Errors make a world unusable; warnings name what bots will miss in it. */
export type Severity = 'error' | 'warning';

export interface Finding {
  readonly severity: Severity;
  /** The table; empty when it is about something that belongs to none. */
  readonly table: TableName | '';
  /** 1-based row as in the file (for CSV the line it begins on); 0 when it is about the table as a whole. */
  readonly row: number;
  /** The row's key, such as `id 12`; empty when `row` is 0. */
  readonly key: string;
  /** The column, or empty when it is about the row or table as a whole. */
  readonly column: string;
  /** What was found and what was expected. */
  readonly message: string;
  /** File in which the row is. */
  readonly file: string;
  /** Findings of its kind that are not listed, for which this one stands. */
  readonly more?: number;
}

/** After so many findings of one kind about one column the rest are only counted: warnings, which may be many, must not hide errors. */
export const FINDINGS_OF_ONE_KIND_MAX: Readonly<Record<Severity, number>> = { error: 200, warning: 20 };

/** Errors and warnings, with those that are not listed. */
export function countFindings(findings: readonly Finding[], severity: Severity): number {
  return findings.reduce((sum, finding) => (finding.severity === severity ? sum + (finding.more ?? 1) : sum), 0);
}

/** One line that names the file, table, row and column. */
export function formatFinding(finding: Finding): string {
  const isCsv = finding.file.toLowerCase().endsWith('.csv');
  const key = finding.key === '' ? '' : ` (${finding.key})`;
  const row = finding.row === 0 ? '' : `${isCsv ? ' line' : ' row'} ${finding.row}${key}`;
  const table = isCsv || finding.table === '' ? '' : ` table ${finding.table}`;
  const column = finding.column === '' ? '' : ` column ${finding.column}`;
  return oneLine(`${finding.severity}: ${finding.file}${table}${row}${column}: ${finding.message}`);
}

/** Text of a found value for a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Place in the order of findings of what belongs to no table, and of what stands for the rest of a kind. */
const BEFORE_ALL = -1;
const AFTER_ALL = 2 ** 32;

interface Placed {
  readonly finding: Finding;
  readonly table: number;
  readonly index: number;
  readonly column: number;
  readonly order: number;
}

/** Gathers findings and hands them back: errors first, each in the order of tables, rows and columns. */
export class Findings {
  private placed: Placed[] = [];
  private readonly counts = new Map<string, number>();

  /** @param all list every finding, however many of one kind there are. */
  constructor(
    private readonly tables: WorldTables,
    private readonly source: string,
    private readonly all = false,
  ) {}

  /** About row `index` (0-based) of a table; `kind` is a stable word for findings of one kind. */
  row(severity: Severity, kind: string, name: TableName, index: number, column: string, message: string): void {
    if (!this.isListed(severity, kind, name, column)) return;
    const rows = rowsOf(this.tables, name);
    this.add(name, index, {
      severity,
      table: name,
      row: this.lineOf(name, index),
      key: keyText(tableOf(name), rows[index] as AnyRow),
      column,
      message,
      file: this.fileOf(name),
    });
  }

  /** About a line of a file, of which perhaps no row was made. */
  line(severity: Severity, kind: string, name: TableName, line: number, message: string): void {
    if (!this.isListed(severity, kind, name, '')) return;
    this.add(name, BEFORE_ALL, { severity, table: name, row: line, key: '', column: '', message, file: this.fileOf(name) });
  }

  /** About a table as a whole. */
  table(severity: Severity, name: TableName, column: string, message: string): void {
    this.add(name, BEFORE_ALL, { severity, table: name, row: 0, key: '', column, message, file: this.fileOf(name) });
  }

  /** About a file, or the world as a whole. */
  world(severity: Severity, message: string, file = this.source): void {
    this.add('', BEFORE_ALL, { severity, table: '', row: 0, key: '', column: '', message, file });
  }

  /** Line (in a file that has lines) or number of a row. */
  lineOf(name: TableName, index: number): number {
    return originOf(rowsOf(this.tables, name))?.lines?.[index] ?? index + 1;
  }

  /** `line` or `row`: what `lineOf` counts. */
  lineWord(name: TableName): string {
    return this.fileOf(name).toLowerCase().endsWith('.csv') ? 'line' : 'row';
  }

  fileOf(name: TableName): string {
    return originOf(rowsOf(this.tables, name))?.file ?? this.source;
  }

  /** Forget the warnings. */
  withholdWarnings(): void {
    this.placed = this.placed.filter(({ finding }) => finding.severity === 'error');
    for (const id of this.counts.keys()) if (id.startsWith('warning/')) this.counts.delete(id);
  }

  inOrder(): Finding[] {
    for (const [id, counted] of this.counts) {
      const [severity, kind, name, column] = id.split('/') as [Severity, string, TableName, string];
      const more = counted - FINDINGS_OF_ONE_KIND_MAX[severity];
      if (this.all || more <= 0) continue;
      const message = `${more} more ${severity}${more === 1 ? '' : 's'} of this kind (${kind}) ${more === 1 ? 'is' : 'are'} not listed`;
      this.add(name, AFTER_ALL, { severity, table: name, row: 0, key: '', column, message, file: this.fileOf(name), more });
    }
    this.counts.clear();
    const rank = (placed: Placed): number => (placed.finding.severity === 'error' ? 0 : 1);
    this.placed.sort((a, b) => rank(a) - rank(b) || a.table - b.table || a.index - b.index || a.column - b.column || a.order - b.order);
    return this.placed.map((placed) => placed.finding);
  }

  private isListed(severity: Severity, kind: string, name: TableName, column: string): boolean {
    const id = `${severity}/${kind}/${name}/${column}`;
    const counted = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, counted);
    return this.all || counted <= FINDINGS_OF_ONE_KIND_MAX[severity];
  }

  private add(name: TableName | '', index: number, finding: Finding): void {
    this.placed.push({
      finding,
      table: name === '' ? BEFORE_ALL : TABLE_NAMES.indexOf(name),
      index,
      column: name === '' ? BEFORE_ALL : tableOf(name).columns.findIndex((declared) => declared.name === finding.column),
      order: this.placed.length,
    });
  }
}

function keyText(table: Table, row: AnyRow): string {
  return table.key.map((column) => `${column} ${shownKey(row[column])}`).join(', ');
}

function shownKey(value: unknown): string {
  return typeof value === 'string' ? shown(value).replaceAll('"', '') : String(value);
}
