/** What an audit found that does not add up. */
export interface Violation {
  readonly frame: number;
  /** Stable kebab-case code. */
  readonly code: string;
  /** The account, bot, auction, letter or item instance it is about, in words. */
  readonly subject: string;
  /** What was looked at, in words. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** Thrown inside the audit to end a frame at the first thing that does not add up. */
export class Violated extends Error {
  constructor(readonly violation: Violation) {
    super(violation.what);
  }
}

export function violated(
  frame: number,
  code: string,
  subject: string,
  what: string,
  expected: string | number,
  found: string | number,
): never {
  throw new Violated({ frame, code, subject, what, expected: String(expected), found: String(found) });
}
