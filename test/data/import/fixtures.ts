/** Folders and files for import tests. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertDump } from '../../../data/import/index.js';
import type { ImportReport } from '../../../data/import/index.js';
import type { WorldTables } from '../../../data/format/tables.js';
import { dumpOf } from './small-world.js';
import type { Tables } from './small-world.js';

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-import-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The error a promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('expected a failure');
}

/** Convert made-up tables, with a facts text if given. */
export function converted(tables: Tables, facts?: string): Promise<{ tables: WorldTables; report: ImportReport }> {
  return withFolder((folder) => {
    const input = join(folder, 'tiny.sql');
    writeFileSync(input, dumpOf(tables));
    if (facts === undefined) return convertDump({ input });
    writeFileSync(join(folder, 'facts.yaml'), facts);
    return convertDump({ input, facts: join(folder, 'facts.yaml') });
  });
}

export function dropped(report: ImportReport, table: string): Record<string, number> {
  return report.tables.find((entry) => entry.table === table)?.dropped ?? {};
}
export function changed(report: ImportReport, table: string): Record<string, number> {
  return report.tables.find((entry) => entry.table === table)?.changed ?? {};
}
