/** Reads the wanted tables of a dump into memory. */
import { UserError } from '../../engine/errors.js';
import { DumpScanner } from './dump-scanner.js';
import type { DumpHandler, DumpValue, RowSink } from './dump-scanner.js';
import { readDumpFile } from './dump-source.js';
import type { ImportProgress } from './dump-source.js';
import type { ReportBuilder } from './report.js';
import { SOURCE_NAMES, SOURCE_TABLES } from './source-tables.js';
import type { SourceName, SourceRows, SourceTable } from './source-tables.js';

const WANTED = new Map<string, SourceName>(SOURCE_NAMES.map((name) => [name, name]));

type PlainRow = Record<string, number | string>;

class Loader implements DumpHandler {
  readonly rows: Record<string, PlainRow[]> = {};
  readonly seen = new Set<SourceName>();
  private readonly columns = new Map<string, string[]>();
  private readonly skipped = new Map<string, number>();

  constructor(
    private readonly source: string,
    private readonly report: ReportBuilder,
  ) {
    for (const name of SOURCE_NAMES) this.rows[name] = [];
  }

  createTable(name: string, columns: string[]): void {
    const key = name.toLowerCase();
    this.columns.set(key, columns);
    const wanted = WANTED.get(key);
    if (wanted !== undefined) this.seen.add(wanted);
  }

  clearTable(name: string): void {
    const key = name.toLowerCase();
    if (WANTED.has(key)) this.rows[key] = [];
    this.skipped.delete(key);
  }

  insert(table: string, columns: string[] | null, line: number): RowSink | null {
    const key = table.toLowerCase();
    const name = WANTED.get(key);
    if (name === undefined) return null;
    const layout = columns ?? this.columns.get(key);
    if (layout === undefined) {
      throw new UserError(
        'dump-no-columns',
        `${this.source}: line ${line}: the columns of table ${table} are not known; expected a CREATE TABLE before its rows, or a column list in the INSERT`,
      );
    }
    this.seen.add(name);
    return this.sink(name, layout);
  }

  private sink(name: SourceName, layout: string[]): RowSink {
    const spec: SourceTable['columns'] = SOURCE_TABLES[name].columns;
    const positions = new Map(layout.map((column, index) => [column.toLowerCase(), index]));
    const pick = new Int32Array(layout.length).fill(-1);
    const keys = Object.keys(spec);
    keys.forEach((key, slot) => {
      const column = spec[key]!;
      const found = column.names.find((candidate) => positions.has(candidate.toLowerCase()));
      if (found !== undefined) pick[positions.get(found.toLowerCase())!] = slot;
    });
    const rows = this.rows[name]!;
    return { pick, row: (values) => this.take(name, rows, keys, spec, values) };
  }

  private take(name: SourceName, rows: PlainRow[], keys: string[], spec: SourceTable['columns'], values: DumpValue[]): void {
    const row: PlainRow = {};
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot]!;
      const column = spec[key]!;
      const value = values[slot];
      if (value === null || value === undefined) row[key] = column.missing;
      else if (column.kind === 'text') row[key] = typeof value === 'string' ? value : String(value);
      else if (typeof value === 'number') row[key] = value;
      else {
        const number = Number(value);
        if (value.trim() === '' || !Number.isFinite(number)) return this.brokenRow(name, 0, `column ${column.names[0]!} is not a number`);
        row[key] = number;
      }
    }
    rows.push(row);
  }

  skippedRow(table: string): void {
    const key = table.toLowerCase();
    this.skipped.set(key, (this.skipped.get(key) ?? 0) + 1);
  }

  brokenRow(table: string, line: number, why: string): void {
    this.report.broken(table.toLowerCase(), line, why);
  }

  ignoredStatement(keyword: string, line: number): void {
    if (keyword !== 'ALTER') this.report.warn(`line ${line}: ${keyword} statements without rows of their own are not followed`);
  }

  finish(): SourceRows {
    for (const [table, rows] of [...this.skipped].sort((a, b) => (a[0] < b[0] ? -1 : 1))) this.report.ignore(table, rows);
    for (const name of SOURCE_NAMES) this.report.read(name, this.rows[name]!.length);
    const missing = SOURCE_NAMES.filter((name) => SOURCE_TABLES[name].required && this.rows[name]!.length === 0);
    if (missing.length > 0) {
      throw new UserError(
        'dump-incomplete',
        `${this.source}: no rows for ${missing.join(', ')}; expected a whole MaNGOS-Zero or CMaNGOS classic world database`,
      );
    }
    return this.rows as unknown as SourceRows;
  }
}

/**
 * Read a dump file.
 * @throws UserError when the file is missing, truncated, not a dump, or lacks a table that every world needs.
 */
export async function loadDump(path: string, report: ReportBuilder, onProgress?: (p: ImportProgress) => void): Promise<SourceRows> {
  const loader = new Loader(path, report);
  const scanner = new DumpScanner(loader, path);
  for await (const chunk of readDumpFile(path, onProgress)) scanner.push(chunk);
  scanner.end();
  return loader.finish();
}
