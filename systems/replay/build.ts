/** What this program is: the hash of the code that decides a run, and the versions that go with it. Stored with a run, compared by a replay. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InternalError } from '../../engine/errors.js';
import { hashBytes } from '../../engine/state-hash.js';

/** Folder of the compiled program, seen from this file. */
const ROOT = new URL('../../', import.meta.url);
/** What a run depends on; the command line and the scenarios are not part of it. */
const FOLDERS = ['components', 'data', 'engine', 'systems'] as const;

export interface Build {
  /** xxhash64 over the compiled JavaScript, 16 hex digits. */
  readonly hash: string;
  /** Version of the package. */
  readonly version: string;
  /** Version of Node.js, such as `v20.20.0`. */
  readonly node: string;
}

let known: Build | undefined;

/** The build that is running. */
export function currentBuild(): Build {
  known ??= { hash: buildHash(), version: packageVersion(), node: process.version };
  return known;
}

/** Paths and bytes of all compiled modules, in the order of their paths. */
function buildHash(): string {
  const parts: Buffer[] = [];
  for (const path of FOLDERS.flatMap((folder) => compiledFiles(folder)).sort()) {
    parts.push(Buffer.from(`${path}\n`), readFileSync(new URL(path, ROOT)));
  }
  if (parts.length === 0) throw new InternalError('build-not-found', 'the compiled program cannot be found beside itself');
  return hashBytes(Buffer.concat(parts));
}

function compiledFiles(folder: string): string[] {
  const entries = readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true, recursive: true });
  const root = fileURLToPath(ROOT);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replaceAll('\\', '/'));
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', ROOT), 'utf8')) as { version?: string };
  if (version === undefined) throw new InternalError('build-not-found', 'package.json has no version');
  return version;
}
