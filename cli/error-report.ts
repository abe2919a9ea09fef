/** What broke, in the closing report of a run. */
import type { Failure } from '../engine/guard.js';
import type { ErrorReport } from '../scenarios/faults.js';
import type { PartState } from '../systems/health/not-normal.js';
import { count, plural, wrap } from './format.js';
import { say, WIDTH } from './output.js';

/** Ways of breaking that are listed one by one. */
const MAX_LISTED = 20;

export function printErrors({
  errors,
  notNormal,
}: {
  readonly errors: ErrorReport;
  readonly notNormal: readonly { part: string; state: PartState['state'] | string }[];
}): void {
  if (errors.unexpected.length > 0) {
    say('\nWhat broke (each call or command that threw was undone, and the run went on)');
    for (const failure of errors.unexpected.slice(0, MAX_LISTED)) say(wrap(`  ${line(failure)}`, WIDTH, '    '));
    if (errors.unexpected.length > MAX_LISTED) say(`  and ${errors.unexpected.length - MAX_LISTED} more kinds of errors`);
  }
  if (errors.verdicts.length > 0) say('\nErrors the scenario expects');
  for (const { expected, count: times, met } of errors.verdicts) {
    const bounds = `at least ${expected.min}${expected.max === undefined ? '' : `, at most ${expected.max}`}`;
    say(`  ${met ? 'met' : 'unmet'}  ${plural(times, 'error')} in ${expected.error} (expected ${bounds})`);
  }
  if (notNormal.length > 0) say('\nNot back to normal at the end');
  for (const { part, state } of notNormal) say(`  ${part}: ${state}`);
}

function line({ part, kind, code, count: times, firstFrame, lastFrame, message }: Failure): string {
  const when = firstFrame === lastFrame ? `frame ${count(firstFrame)}` : `frames ${count(firstFrame)} to ${count(lastFrame)}`;
  return `${kind} ${part}: ${plural(times, 'error')} (${code}), ${when}: ${message}`;
}
