/** What the tests of the world format share: the tutorial's world, temporary folders, arbitrary worlds, reproducible properties. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Column, Table } from '../../../data/format/columns.js';
import { readWorldCsv } from '../../../data/format/containers/index.js';
import { emptyWorldTables, normalNumber, rowMaker, rowsOf, TABLE_NAMES, tableOf } from '../../../data/format/rows.js';
import type { AnyRow, Cell } from '../../../data/format/rows.js';
import type { Row, TableName, WorldTables } from '../../../data/format/tables.js';
import { keyMaker } from '../../../data/format/validate/keys.js';

/** The document, from the built test file. */
export const DOCUMENT = new URL('../../../../docs/world-format.md', import.meta.url);

/** Run with a folder of its own, removed afterwards. */
export async function withFolder<T>(run: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-world-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The CSV blocks of the document, by file name. */
export function tutorialFiles(): Map<string, string> {
  const document = readFileSync(DOCUMENT, 'utf8');
  return new Map(
    [...document.matchAll(/^```csv ([a-z_]+\.csv)\n([\s\S]*?)^```$/gm)].map((block) => [block[1] as string, block[2] as string]),
  );
}

export function writeTutorial(folder: string, files = tutorialFiles()): string {
  const world = join(folder, 'millbrook');
  mkdirSync(world);
  for (const [file, text] of files) writeFileSync(join(world, file), text);
  return world;
}

/** Tables of the tutorial's world, fresh for every call. */
export async function tutorialTables(): Promise<WorldTables> {
  return withFolder((folder) => readWorldCsv(writeTutorial(folder)));
}

/** Add a row, every column that is not given at its default. */
export function addRow<N extends TableName>(tables: WorldTables, name: N, cells: Partial<Row<N>>): Row<N> {
  const row = Object.assign(rowMaker(tableOf(name))(), cells) as unknown as Row<N>;
  (tables[name] as Row<N>[]).push(row);
  return row;
}

/** What a thrown error says, as `name code: message`; fails when nothing is thrown. */
export function thrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return errorLine(error);
  }
  throw new Error('expected an error, but nothing was thrown');
}

export async function rejectionOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return errorLine(error);
  }
  throw new Error('expected a rejection, but the promise was fulfilled');
}

function errorLine(error: unknown): string {
  const { name, code, message } = error as Error & { code?: string };
  return `${name} ${code ?? ''}: ${message}`;
}

/** Tables whose rows keep their declarations and keys, and nothing else: references point anywhere. */
export function arbitraryTables(rowsMax: number): fc.Arbitrary<WorldTables> {
  const tables: Record<string, fc.Arbitrary<AnyRow[]>> = {};
  for (const name of TABLE_NAMES) {
    const table = tableOf(name);
    tables[name] = fc.uniqueArray(arbitraryRow(table), { maxLength: rowsMax, selector: keyMaker(table) });
  }
  return fc.record(tables).map((made) => Object.assign(emptyWorldTables(), made));
}

function arbitraryRow(table: Table): fc.Arbitrary<AnyRow> {
  return fc.record(Object.fromEntries(table.columns.map((column) => [column.name, arbitraryCell(column)])), { noNullPrototype: true });
}

function arbitraryCell(column: Column): fc.Arbitrary<Cell> {
  const [min, max] = [column.min ?? 0, column.max ?? 0];
  switch (column.type) {
    case 'int':
      return fc.integer({ min, max });
    case 'yards':
      return fc.integer({ min: min * 100, max: max * 100 }).map((centi) => normalNumber(column, centi / 100));
    case 'decimal':
      return fc
        .oneof(
          fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000),
          fc.double({ min, max, noNaN: true }),
        )
        .map((n) => Math.min(max, n) + 0);
    case 'enum':
      return fc.constantFrom(...(column.values ?? []));
    case 'flags':
      return fc.subarray([...(column.values ?? [])]).map((words) => words.join('|'));
    case 'text':
      return fc
        .oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('"', 'a,b', ' x ', '\r', '\r\n', '\ufeff', '1', ''))
        .map((text) => text.replaceAll('\0', ''));
  }
}

/** Rows as plain data, table by table, for comparison. */
export function plain(tables: WorldTables): Record<string, AnyRow[]> {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, rowsOf(tables, name).map((row) => ({ ...row }))]));
}

/** Check a property. A failure prints the command that repeats it; `PROPERTY_SEED` and `PROPERTY_PATH` choose the case. */
export async function holds<T>(file: string, property: fc.IAsyncProperty<T> | fc.IProperty<T>, numRuns: number): Promise<void> {
  const { PROPERTY_SEED: seed, PROPERTY_PATH: path } = process.env;
  const details = await fc.check(property as fc.IAsyncProperty<T>, {
    numRuns,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return;
  const command = `PROPERTY_SEED=${details.seed} PROPERTY_PATH=${details.counterexamplePath ?? ''} node ${fileURLToPath(file)}`;
  throw new Error(`${fc.defaultReportMessage(details) ?? 'property failed'}\nRepeat with: ${command}`);
}
