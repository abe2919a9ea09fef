/** docs/queries.md as data: its queries and the answers that stand below them. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';

const HERE = dirname(fileURLToPath(import.meta.url));
export const PAGE = [
  join(HERE, '../../docs/queries.md'),
  join(HERE, '../../../docs/queries.md'),
  join(process.cwd(), 'docs/queries.md'),
].find((file) => existsSync(file))!;

/** The run that the page is about, as arguments of the command line; they stand in the page itself. */
export function runArguments(page: string): string[] {
  const line = /^botrealm (run .* --db run\.sqlite)$/m.exec(page)!;
  return line[1]!.split(' ');
}

export interface Question {
  /** `### 7. Where do bots die, ...` without the marks. */
  readonly title: string;
  readonly sql: string;
  /** What stands in the page, or undefined. */
  readonly answer: string | undefined;
}

const BLOCK = /### (.+)\n+```sql\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```\n)?/g;

export function questions(page: string): Question[] {
  return [...page.matchAll(BLOCK)].map(([, title, sql, answer]) => ({ title: title!, sql: sql!, answer }));
}

const STAMP = /<!-- run: (.*) -->/;

/** Hash of the last state of the run that the answers in the page come from. */
export function stampOf(page: string): string {
  return STAMP.exec(page)![1]!;
}

/** The page with other answers. */
export function withAnswers(page: string, answers: readonly string[], stamp: string): string {
  let n = 0;
  return page
    .replace(STAMP, `<!-- run: ${stamp} -->`)
    .replace(
      BLOCK,
      (_all, title: string, sql: string) => `### ${title}\n\n\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${answers[n++]!}\`\`\`\n`,
    );
}

/** Columns side by side, numbers to the right. */
export function ask(db: Database.Database, sql: string): { columns: string[]; rows: unknown[][]; text: string } {
  const statement = db.prepare(sql);
  const columns = statement.columns().map((column) => column.name);
  const rows = statement.raw().all() as unknown[][];
  const cells = [columns, ...rows.map((row) => row.map((value) => (value === null ? '' : String(value))))];
  const width = columns.map((_, c) => Math.max(...cells.map((row) => row[c]!.length)));
  const right = columns.map((_, c) => rows.every((row) => row[c] === null || typeof row[c] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, c) => (right[c] ? cell.padStart(width[c]!) : cell.padEnd(width[c]!)))
      .join('  ')
      .trimEnd();
  return { columns, rows, text: `${cells.map(line).join('\n')}\n` };
}

export const readPage = (): string => readFileSync(PAGE, 'utf8');

/** What the page's stamp is made of. */
export function lastHash(db: Database.Database): string {
  return db.prepare('SELECT state_hash FROM frame ORDER BY frame DESC LIMIT 1').pluck().get() as string;
}
