import * as assert from 'uvu/assert';
import { InternalError, UserError } from '../../engine/errors.js';

/** `run` throws an error of that class and code; the message is returned. */
export function refusedAs(kind: 'user' | 'internal', code: string, run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const expected = kind === 'user' ? UserError : InternalError;
    assert.ok(error instanceof expected, `expected a ${kind} error ${code}, got ${String(error)}`);
    assert.is(error.code, code);
    assert.not.match(error.message, /\n/);
    return error.message;
  }
  assert.unreachable(`expected ${code}, but nothing was thrown`);
  return '';
}
