import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, sql, withFolder } from './support.js';
import { ask, lastHash, questions, readPage, runArguments, stampOf } from './query-page.js';

const LEAST_QUESTIONS = 15;
/** Questions about rare things (stalls) may find nothing in a run that has changed since the page was written. */
const MOST_EMPTY = 2;

const page = readPage();
const asked = questions(page);

test('the page asks many questions, each with its query and an answer', () => {
  assert.ok(asked.length >= LEAST_QUESTIONS, `${asked.length} questions`);
  assert.is([...page.matchAll(/^```sql$/gm)].length, asked.length, 'every query stands under its question');
  for (const { title, answer } of asked)
    assert.ok(answer !== undefined && answer.includes('\n'), `${title}: no answer; run npm run docs:queries`);
});

/** The stock program gives the same answer as the library, row for row. */
function askStock(path: string, query: string): string[] | null {
  const { status, stdout, error } = spawnSync('sqlite3', ['-list', '-separator', '\t', path, query], { encoding: 'utf8', timeout: 60_000 });
  if (error !== undefined) return null;
  assert.is(status, 0, query);
  return stdout.split('\n').slice(0, -1);
}

function compareWithStock(path: string, title: string, query: string, rows: readonly unknown[][]): boolean {
  const found = askStock(path, query);
  if (found === null) return false;
  const shown = (value: unknown): string => (value === null ? '' : String(value));
  // SQLite shows a whole real as 1.0, JavaScript as 1.
  const plain = (line: string): string => line.replace(/(^|\t)(-?\d+)\.0(?=\t|$)/g, '$1$2').replace(/(^|\t)(-?\d+)\.0(?=\t|$)/g, '$1$2');
  assert.equal(found.map(plain), rows.map((row) => row.map(shown).join('\t')).map(plain), title);
  return true;
}

function check(path: string, db: Database.Database): void {
  const same = lastHash(db) === stampOf(page);
  if (!same)
    console.log(
      'skipped: the run has changed since docs/queries.md was written, so its answers are not compared word for word (npm run docs:queries)',
    );
  let stock = 0;
  let empty = 0;
  for (const { title, sql: query, answer } of asked) {
    const { columns, rows, text } = ask(db, query);
    if (rows.length === 0) empty++;
    assert.equal(answer!.split('\n')[0]!.trim().split(/ +/), columns, `${title}: columns`);
    if (same) assert.is(text, answer, `${title}: the answer in the page; run npm run docs:queries`);
    if (compareWithStock(path, title, query, rows)) stock++;
  }
  assert.ok(empty <= (same ? 0 : MOST_EMPTY), `${empty} questions have no answer`);
  if (stock === 0) console.log('skipped: there is no sqlite3 program here to ask the same questions');
  else assert.is(stock, asked.length);
}

test('every question is answered, as the page says and as the stock program says', () =>
  withFolder((folder) => {
    good(folder, ...runArguments(page));
    const path = join(folder, 'run.sqlite');
    sql(path, (db) => check(path, db));
  }));

test.run();
