import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProfileName } from '../../systems/rules/profile.js';

/** One record of a vector file. */
export interface VectorRecord {
  readonly id: string;
  readonly profile: ProfileName;
  readonly inputs: unknown;
  readonly expected: unknown;
  readonly note?: string;
}

export interface VectorFile {
  /** The file's name without `.json`. */
  readonly topic: string;
  readonly path: string;
  readonly records: readonly VectorRecord[];
}

/** Folder of vector files instead of those in the repository. */
export const VECTORS_VARIABLE = 'BOTREALM_VECTORS';

function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above the conformance tests');
    folder = parent;
  }
  return folder;
}

/** The folder to read vectors from. */
export function vectorsFolder(): string {
  const chosen = process.env[VECTORS_VARIABLE];
  return chosen ? resolve(chosen) : join(repositoryRoot(), 'test', 'conformance', 'vectors');
}

/** All vector files of a folder, by name. Throws if there are none, or one holds no records. */
export function loadVectors(folder: string): VectorFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  if (names.length === 0) throw new Error(`no vector files (*.json) in ${folder}`);
  return names.map((name) => {
    const path = join(folder, name);
    const { records } = JSON.parse(readFileSync(path, 'utf8')) as { records?: VectorRecord[] };
    if (!Array.isArray(records) || records.length === 0) throw new Error(`${path}: expected a non-empty list 'records'`);
    return { topic: name.slice(0, -'.json'.length), path, records };
  });
}

/** A value as JSON with sorted keys, so that equal values give equal text; absent and undefined keys are the same. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
