/** Where results, remarks and tables go: results to standard output, everything else to standard error. */
import Table from 'cli-table3';

/** Lines fit this many columns. */
export const WIDTH = 100;

export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** A remark that is not part of the result. */
export function remark(text: string): void {
  process.stderr.write(`botrealm: ${text}\n`);
}

export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, 2));
}

export interface ColumnSpec {
  readonly head: string;
  readonly right?: boolean;
  /** Longer cells are cut to so many characters. */
  readonly max?: number;
}

const EDGES = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
] as const;

/** A table without frames, indented by two. */
export function table(columns: readonly ColumnSpec[], rows: readonly (readonly string[])[]): string {
  const built = new Table({
    head: columns.map((column) => column.head),
    colAligns: columns.map((column) => (column.right === true ? 'right' : 'left')),
    chars: { ...Object.fromEntries(EDGES.map((edge) => [edge, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) built.push(row.map((cell, i) => cut(cell, columns[i]?.max)));
  return built
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}

function cut(cell: string, max: number | undefined): string {
  return max !== undefined && cell.length > max ? `${cell.slice(0, max - 3)}...` : cell;
}

/** Name and value, aligned. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`.trimEnd()).join('\n');
}
