/** A thread of a replay: opens the file for itself and replays the stretches it is given. */
import { parentPort, workerData } from 'node:worker_threads';
import { InternalError, UserError } from '../../engine/errors.js';
import { openRun } from '../../engine/store/open-run.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { readFailureOf } from '../../engine/store/store-errors.js';
import type { ReplayWorkerData, ReplayWorkerReply, ReplayWorkerTask } from './replay-jobs.js';
import { Replay, replaySegment } from './replay-segment.js';
import { readRunInputs } from './run-inputs.js';

/** Progress is told so often. */
const TELL_FRAMES = 50;

function say(reply: ReplayWorkerReply): void {
  parentPort!.postMessage(reply);
}

function fail(path: string, cause: unknown): void {
  const error = readFailureOf(path, cause);
  const known = error instanceof UserError || error instanceof InternalError;
  say({
    kind: 'failed',
    user: error instanceof UserError,
    code: known ? error.code : 'replay-thread',
    message: error instanceof Error ? error.message : String(error),
  });
  parentPort!.close();
}

async function take(run: OpenedRun, replay: Replay, task: Exclude<ReplayWorkerTask, null>): Promise<void> {
  const before = replay.rowsCompared;
  let untold = 0;
  const report = await replaySegment(run, replay, task.segment, task.last, () => {
    if (++untold < TELL_FRAMES) return undefined;
    say({ kind: 'progress', frames: untold });
    untold = 0;
    return undefined;
  });
  say({ kind: 'progress', frames: untold });
  say({ kind: 'done', report, rowsCompared: replay.rowsCompared - before });
}

async function main({ path, rows }: ReplayWorkerData): Promise<void> {
  const run = openRun(path);
  const { inputs } = await readRunInputs(run);
  const replay = new Replay(run, inputs, rows);
  parentPort!.on('message', (task: ReplayWorkerTask) => {
    if (task === null) {
      run.db.close();
      parentPort!.close();
    } else take(run, replay, task).catch((error: unknown) => fail(path, error));
  });
  say({ kind: 'ready' });
}

const data = workerData as ReplayWorkerData;
main(data).catch((error: unknown) => fail(data.path, error));
