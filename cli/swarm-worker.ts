/** A process of a swarm: takes cases, one after the other, and answers what came of each. */
import { UserError } from '../engine/errors.js';
import { runCase } from './swarm-case.js';
import type { CaseResult, CaseSpec } from './swarm-case.js';

export interface WorkerAnswer {
  readonly result?: CaseResult;
  /** The case could not be run at all. */
  readonly refused?: { readonly code: string; readonly message: string };
}

process.on('message', (spec: CaseSpec) => {
  runCase(spec).then(
    (result) => process.send!({ result } satisfies WorkerAnswer),
    (error: unknown) => {
      const code = error instanceof UserError ? error.code : 'unexpected';
      const message =
        error instanceof Error ? (error instanceof UserError ? error.message : (error.stack ?? error.message)) : String(error);
      process.send!({ refused: { code, message } } satisfies WorkerAnswer);
    },
  );
});
process.on('disconnect', () => process.exit(0));
