/** What SQLite and the file system answer, in the project's two classes of failure. */
import { InternalError, UserError } from '../errors.js';
import { FAILURE_USER } from './ring.js';

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export interface FailureLine {
  readonly user: boolean;
  readonly code: string;
  readonly message: string;
}

/** A failure while a run file is written: the place's fault (full, read-only, broken) or ours. */
export function describeWriteFailure(path: string, lastFrame: number, error: unknown): FailureLine {
  const code = codeOf(error);
  const kept = lastFrame < 0 ? 'no frame was kept' : `frames 0 to ${lastFrame} are kept`;
  if (error instanceof UserError || error instanceof InternalError)
    return { user: error instanceof UserError, code: error.code, message: error.message };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return { user: true, code: 'run-disk-full', message: `run file ${path}: the disk or the allowed size is full; ${kept}` };
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PERM|AUTH)/.test(code))
    return { user: true, code: 'run-unwritable', message: `run file ${path}: cannot be written (${code}: ${messageOf(error)}); ${kept}` };
  return { user: false, code: 'store-write', message: `run file ${path}: ${code} ${messageOf(error)}; ${kept}` };
}

/** The error to throw for a failure. */
export function toError(line: FailureLine): UserError | InternalError {
  return line.user ? new UserError(line.code, line.message) : new InternalError(line.code, line.message);
}

/** The error of a failure that came through shared memory as (kind, code, message). */
export function failureOfKind(kind: number, code: string, message: string): UserError | InternalError {
  return toError({ user: kind === FAILURE_USER, code, message });
}

/** A failure while a run file is read: damage is the file's fault, said in one line. */
export function readFailureOf(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return new UserError('run-corrupt', `run file ${path}: it is damaged (${messageOf(error)})`, { cause: error });
  // What is asked of a file is fixed: an answer that it has no such table or column says that it is not laid out as a run is.
  if (/^SQLITE_(ERROR|SCHEMA|MISMATCH|TOOBIG|RANGE)/.test(code))
    return new UserError('run-corrupt', `run file ${path}: its tables are not those of a run (${messageOf(error)})`, { cause: error });
  if (/^SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH|BUSY|LOCKED)/.test(code))
    return new UserError('run-unreadable', `run file ${path}: cannot be read (${code}: ${messageOf(error)})`, { cause: error });
  return error;
}
