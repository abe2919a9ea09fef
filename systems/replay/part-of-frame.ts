/** Where within a frame two runs part: by the marks of the state that a frame keeps, one before the first row of the schedule and one after each. */
import type { OpenedRun } from '../../engine/store/open-run.js';
import { infoJson, scheduleSchema } from './stored-json.js';

const DIGITS = 4;

/** Names of the rows of a stored schedule (run.schedule), in order. */
export function scheduleNames(run: OpenedRun): string[] {
  return infoJson(run, 'schedule', scheduleSchema, []).map((row) => row.name ?? `flush ${row.flush ?? ''}`);
}

/** The row after which two runs differ first: `inputs` before the first; null when the marks do not tell. */
export function firstDifferentRow(a: string, b: string, names: readonly string[]): string | null {
  const marks = Math.min(a.length, b.length) / DIGITS;
  for (let i = 0; i < marks; i++) {
    if (a.slice(i * DIGITS, (i + 1) * DIGITS) === b.slice(i * DIGITS, (i + 1) * DIGITS)) continue;
    return i === 0 ? 'inputs' : (names[i - 1] ?? `row ${i - 1}`);
  }
  return null;
}
