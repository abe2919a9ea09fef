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
    super(message, options);
  }
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
