/** How the program ends. */
import { CommanderError } from 'commander';
import { InternalError, UserError } from '../engine/errors.js';
import { remark } from './output.js';

export const EXIT = {
  good: 0,
  /** A check or an expectation failed. */
  failed: 1,
  /** Bad usage or bad input. */
  usage: 2,
  /** Our fault. */
  internal: 3,
  /** Ended by Ctrl-C or a request to stop. */
  stopped: 130,
} as const;

/** Say what went wrong, in one line where it is the caller's fault; the exit code. */
export function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.usage;
  if (error instanceof UserError) {
    remark(oneLine(error.message));
    return EXIT.usage;
  }
  if (isOutOfMemory(error)) {
    remark(`not enough memory: ${oneLine((error as Error).message)}; expected fewer bots, or smaller capacities (botrealm options)`);
    return EXIT.usage;
  }
  const code = error instanceof InternalError ? error.code : 'unexpected';
  remark(`internal error ${code}: ${oneLine(error instanceof Error ? error.message : String(error))}`);
  process.stderr.write('This is a fault of botrealm itself. Please report it with the command you ran, the line above and this trace:\n');
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : ''}\n`);
  return EXIT.internal;
}

/** Node reports a typed array that cannot be had as a RangeError. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation failed|invalid array buffer length|Invalid typed array length/i.test(error.message);
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
