/** A world by name: from its place to validated tables and compiled content. */
import { UserError } from '../engine/errors.js';
import { compileWorld } from './compile/index.js';
import type { WorldContent } from './content.js';
import { loadWorldTables } from './format/containers/index.js';
import type { WorldTables } from './format/tables.js';
import { countFindings, formatFinding, validateWorld } from './format/validate/index.js';

/** What the embedded world is called where a path would stand. */
export const EMBEDDED_SOURCE = 'embedded';

/** Errors shown before the reader is sent to `check-world`. */
const ERRORS_SHOWN = 3;

export interface LoadedWorld {
  readonly tables: WorldTables;
  readonly content: WorldContent;
  /** The path, or `embedded`. */
  readonly source: string;
}

/**
 * Load the world at `spec` (a folder of CSV files or a world file), or the embedded one when undefined.
 *
 * The embedded world is not validated again: a test does that once for all.
 *
 * @throws UserError when there is no usable world there.
 */
export async function loadWorld(spec: string | undefined): Promise<LoadedWorld> {
  if (spec === undefined) {
    const { embeddedWorld } = await import('./embedded/index.js');
    const tables = embeddedWorld();
    return { tables, content: await compileWorld(tables), source: EMBEDDED_SOURCE };
  }
  const tables = loadWorldTables(spec);
  requireSound(tables, spec);
  return { tables, content: await compileWorld(tables), source: spec };
}

/** @throws UserError that shows the first errors of the tables, when there are any. */
export function requireSound(tables: WorldTables, source: string): void {
  const errors = validateWorld(tables, { source }).filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.slice(0, ERRORS_SHOWN).map(formatFinding);
  const hidden = countFindings(errors, 'error') - lines.length;
  const more = hidden > 0 ? ` ... and ${hidden} more;` : '';
  throw new UserError(
    'world-invalid',
    `${source}: not a usable world: ${lines.join('; ')};${more} \`botrealm check-world ${source}\` lists all`,
  );
}
