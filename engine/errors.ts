/**
 * The two kinds of failure. A `UserError` is the caller's fault: bad input or bad usage, exit code 2, one clear line that says
 * what, where and what was expected. An `InternalError` is ours: a broken invariant, exit code 3.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(
    /** Stable kebab-case code, for scripts and tests. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(oneLine(message), options);
  }
}

/** Longest message; what is quoted from a file may be of any length. */
const MAX_MESSAGE = 2000;

/** A message often quotes a file: its line breaks and control characters must not reach a terminal. */
function oneLine(message: string): string {
  const line = message.replace(/\s*[\r\n]+\s*/g, ' ').replace(/\p{Cc}/gu, '?');
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}...` : line;
}

export class InternalError extends Error {
  override readonly name = 'InternalError';
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Assert an invariant that must hold in production too. */
export function invariant(condition: boolean, code: string, message: string): asserts condition {
  if (!condition) throw new InternalError(code, message);
}
