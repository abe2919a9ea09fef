/** Runs a fast-check property; a failure ends with the one command that repeats it. */
import { relative } from 'node:path';
import fc from 'fast-check';

const given = process.env.PROPERTY_SEED;
const SEED = given === undefined ? Date.now() | 0 : Number(given);

/** Check `property` on `runs` inputs drawn from PROPERTY_SEED, or from a seed of this run's own. */
export function check<T>(property: fc.IRawProperty<T, false>, runs: number): void {
  const outcome = fc.check(property, {
    seed: SEED,
    numRuns: runs,
    ...(process.env.PROPERTY_PATH === undefined ? {} : { path: process.env.PROPERTY_PATH }),
  });
  if (!outcome.failed) return;
  const file = relative('.', process.argv[1]!);
  const cause =
    outcome.errorInstance instanceof Error ? (outcome.errorInstance.stack ?? outcome.errorInstance.message) : String(outcome.errorInstance);
  throw new Error(
    `counterexample: ${fc.stringify(outcome.counterexample)}\n${cause}\nrepeat it with: PROPERTY_SEED=${SEED} PROPERTY_PATH=${outcome.counterexamplePath ?? ''} node ${file}`,
  );
}
