/** Making and removing the file of a run. */
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.js';

/** Make the empty file, in a way that fails if there is one: nothing is ever overwritten. */
export function reserveFile(path: string, createFolder: boolean): void {
  try {
    if (createFolder) mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST')
      throw new UserError('run-exists', `run file ${path}: it exists already, and a run overwrites nothing; name another file`);
    throw new UserError(
      'run-unwritable',
      `run file ${path}: it cannot be made (${code}); expected a folder that exists and can be written`,
      { cause: error },
    );
  }
}

/** Remove a run file and what SQLite keeps beside it. */
export function removeFile(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}
