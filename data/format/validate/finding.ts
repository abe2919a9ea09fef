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
  readonly table: TableName;
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
}

/** After so many findings of one kind about one column the rest are only counted. */
export const FINDINGS_OF_ONE_KIND_MAX = 200;

/** One line that names the file, table, row and column. */
export function formatFinding(finding: Finding): string {
  const isCsv = finding.file.endsWith('.csv');
  const row = finding.row === 0 ? '' : `${isCsv ? ' line' : ' row'} ${finding.row} (${finding.key})`;
  const table = isCsv ? '' : ` table ${finding.table}`;
  const column = finding.column === '' ? '' : ` column ${finding.column}`;
  return oneLine(`${finding.severity}: ${finding.file}${table}${row}${column}: ${finding.message}`);
}

/** Text of a found value for a message, cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

interface Placed {
  readonly finding: Finding;
  readonly table: number;
  readonly index: number;
  readonly column: number;
  readonly order: number;
}

/** Gathers findings and hands them back in the order of tables, rows and columns. */
export class Findings {
  private readonly placed: Placed[] = [];
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly tables: WorldTables,
    private readonly source: string,
  ) {}

  /** About row `index` (0-based) of a table; `kind` is a stable word for findings of one kind. */
  row(severity: Severity, kind: string, name: TableName, index: number, column: string, message: string): void {
    const counted = this.count(severity, kind, name, column);
    if (counted > FINDINGS_OF_ONE_KIND_MAX) return;
    const rows = rowsOf(this.tables, name);
    const table = tableOf(name);
    const origin = originOf(rows);
    this.add(severity, name, index, column, {
      row: origin?.lines?.[index] ?? index + 1,
      key: keyText(table, rows[index] as AnyRow),
      message,
      file: origin?.file ?? this.source,
    });
  }

  /** About a table as a whole. */
  table(severity: Severity, name: TableName, column: string, message: string): void {
    this.add(severity, name, -1, column, { row: 0, key: '', message, file: originOf(rowsOf(this.tables, name))?.file ?? this.source });
  }

  inOrder(): Finding[] {
    for (const [id, counted] of this.counts) {
      if (counted <= FINDINGS_OF_ONE_KIND_MAX) continue;
      const [severity, kind, name, column] = id.split('/') as [Severity, string, TableName, string];
      this.table(severity, name, column, `${counted - FINDINGS_OF_ONE_KIND_MAX} more findings of this kind (${kind}) are not listed`);
    }
    this.counts.clear();
    this.placed.sort((a, b) => a.table - b.table || a.index - b.index || a.column - b.column || a.order - b.order);
    return this.placed.map((placed) => placed.finding);
  }

  private count(severity: Severity, kind: string, name: TableName, column: string): number {
    const id = `${severity}/${kind}/${name}/${column}`;
    const counted = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, counted);
    return counted;
  }

  private add(
    severity: Severity,
    name: TableName,
    index: number,
    column: string,
    rest: Pick<Finding, 'row' | 'key' | 'message' | 'file'>,
  ): void {
    this.placed.push({
      finding: { severity, table: name, column, ...rest },
      table: TABLE_NAMES.indexOf(name),
      index,
      column: tableOf(name).columns.findIndex((declared) => declared.name === column),
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
