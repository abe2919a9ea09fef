/** Worlds on disk: a folder of CSV files, or one SQLite file. */
import { statSync } from 'node:fs';
import { UserError } from '../../../engine/errors.js';
import type { WorldTables } from '../tables.js';
import { readWorldCsv } from './csv.js';
import { looksLikeSqlite, readWorldSqlite } from './sqlite.js';

export { readWorldCsv, writeWorldCsv } from './csv.js';
export { readWorldSqlite, writeWorldSqlite, WORLD_APPLICATION_ID, WORLD_FORMAT } from './sqlite.js';

/**
 * Read the tables of the world at `path`; what is there decides how. The rows are not validated: see `validateWorld`.
 *
 * @throws UserError when there is nothing, or nothing that is whole and a world.
 */
export function loadWorldTables(path: string): WorldTables {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new UserError('world-missing', `${path}: there is no such file or folder; expected a world`);
    if (found.isDirectory()) return readWorldCsv(path);
    if (found.isFile() && looksLikeSqlite(path)) return readWorldSqlite(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      throw new UserError('world-unreadable', `${path}: cannot be read (${error.message})`, { cause: error });
    }
    throw error;
  }
  throw new UserError(
    'world-foreign',
    `${path}: is not a world; expected a folder of CSV files or a SQLite world file (a database dump becomes one with \`botrealm import\`)`,
  );
}
