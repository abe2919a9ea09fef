/** Writing a file or folder whole or not at all: under a temporary name beside it, then renamed. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { oneLine } from '../one-line.js';
import { InternalError, UserError } from '../../../engine/errors.js';

/**
 * Call `write` with a temporary path beside `path` and rename the result to `path`.
 *
 * Nothing is overwritten: an existing `path` is a `UserError`. When `write` fails the temporary is removed; failures of
 * the file system are `UserError`s that name the path.
 */
export function writeBeside(path: string, write: (temporary: string) => void): void {
  refuseExisting(path);
  const folder = dirname(path);
  if (!existsSync(folder)) throw new UserError('world-unwritable', `${path}: cannot be written, there is no folder ${folder}`);
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    rmSync(temporary, { recursive: true, force: true });
    write(temporary);
    refuseExisting(path);
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw error instanceof UserError ? error : asUserError(path, error);
  }
}

function refuseExisting(path: string): void {
  if (existsSync(path)) throw new UserError('world-exists', `${path}: exists already; a world is never overwritten, choose another name`);
}

/** The temporary of a failed write may itself be out of reach; the first failure is the one worth reporting. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function asUserError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InternalError || !('code' in error)) return error;
  return new UserError('world-unwritable', `${path}: cannot be written (${oneLine(error.message)})`, { cause: error });
}
