/** Reading a YAML (or JSON) file that people write: bounded in size, nesting and expansion, refused in one line. */
import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { UserError } from '../engine/errors.js';

/** Bytes of a scenario or of facts; the largest that ships has 2 KB. */
export const MAX_YAML_BYTES = 1_000_000;
/** Nesting of lists and maps; a scenario needs 5. */
export const MAX_YAML_DEPTH = 32;
/** Nodes that aliases may stand for, all together: a few lines of aliases of aliases would be gigabytes. */
export const MAX_YAML_ALIASES = 100;

/** @throws UserError (`code`) for a file that is too large, or no YAML, or nested beyond all need */
export function readYamlFile(path: string, code: string): unknown {
  const bytes = sizeOf(path, code);
  if (bytes > MAX_YAML_BYTES) throw new UserError(code, `${path}: it has ${bytes} bytes, expected ${MAX_YAML_BYTES} at most`);
  const text = readFileSync(path, 'utf8');
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    // A warning is a tag of somebody else's making, which would be read as plain text.
    const fault = document.errors[0] ?? document.warnings[0];
    // The parser goes down into what is nested: a thousand brackets are too many for it, and it says so among its errors.
    if (fault !== undefined) throw fault.message.startsWith('Maximum call stack') ? tooDeep(path, code) : fault;
    const value: unknown = document.toJS({ maxAliasCount: MAX_YAML_ALIASES });
    requireShallow(value, path, code, 0);
    return value;
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof RangeError) throw tooDeep(path, code);
    throw new UserError(code, `${path}: cannot be read as YAML or JSON: ${String((error as Error).message).split('\n')[0]}`, {
      cause: error,
    });
  }
}

function sizeOf(path: string, code: string): number {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
  } catch (error) {
    throw new UserError(code, `${path}: it cannot be read (${(error as NodeJS.ErrnoException).code ?? ''})`, { cause: error });
  }
  throw new UserError(code, `${path}: it is no file`);
}

function requireShallow(value: unknown, path: string, code: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_YAML_DEPTH) throw tooDeep(path, code);
  for (const inner of Object.values(value)) requireShallow(inner, path, code, depth + 1);
}

function tooDeep(path: string, code: string): UserError {
  return new UserError(code, `${path}: lists and maps are nested deeper than ${MAX_YAML_DEPTH}`);
}
