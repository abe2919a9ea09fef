/** Replays the stretches between checkpoints side by side, each thread in a world of its own. */
import { Worker } from 'node:worker_threads';
import { InternalError, UserError } from '../../engine/errors.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import type { Divergence } from './divergence.js';
import { checkpointFrames } from './go-back.js';
import type { Segment, SegmentReport } from './replay-segment.js';

export interface ParallelReport extends SegmentReport {
  readonly rowsCompared: number;
}

export interface ReplayWorkerData {
  readonly path: string;
  readonly rows: boolean;
}

/** What a thread says. */
export type ReplayWorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly frames: number }
  | { readonly kind: 'done'; readonly report: SegmentReport; readonly rowsCompared: number }
  | { readonly kind: 'failed'; readonly user: boolean; readonly code: string; readonly message: string };

/** What a thread is asked; null: go home. */
export type ReplayWorkerTask = { readonly segment: Segment; readonly last: boolean } | null;

/** Stretches of a run: from checkpoint to checkpoint. */
export function segmentsOf(run: OpenedRun): Segment[] {
  const frames = checkpointFrames(run.db).filter((frame) => frame < run.lastFrame);
  return [...frames, run.lastFrame].map((to, i) => ({ after: i === 0 ? null : frames[i - 1]!, to }));
}

export async function replayInParallel(
  run: OpenedRun,
  jobs: number,
  rows: boolean,
  afterFrame: ((frame: number, lastFrame: number) => Promise<void> | undefined) | undefined,
): Promise<ParallelReport> {
  const segments = segmentsOf(run);
  const reports: (SegmentReport | undefined)[] = segments.map(() => undefined);
  const state = { next: 0, verified: 0, rowsCompared: 0, stopAt: segments.length };
  const threads = Array.from({ length: jobs }, () =>
    replayThread({ path: run.path, rows }, (reply, index) => {
      if (reply?.kind === 'progress') {
        state.verified += reply.frames;
        void afterFrame?.(Math.min(run.lastFrame, state.verified), run.lastFrame);
        return undefined;
      }
      if (reply?.kind === 'done') {
        reports[index] = reply.report;
        state.rowsCompared += reply.rowsCompared;
        // What comes after a disagreement is of no interest; what comes before it is.
        if (reply.report.divergence !== undefined) state.stopAt = Math.min(state.stopAt, index);
      }
      if (state.next >= segments.length || state.next > state.stopAt) return null;
      const at = state.next++;
      return { index: at, task: { segment: segments[at]!, last: at === segments.length - 1 } };
    }),
  );
  await Promise.all(threads);
  return { ...joined(reports), rowsCompared: state.rowsCompared };
}

/** Frames that agreed before the first disagreement. */
function joined(reports: readonly (SegmentReport | undefined)[]): SegmentReport {
  let verified = 0;
  for (const report of reports) {
    if (report === undefined) break;
    verified += report.verified;
    const divergence: Divergence | undefined = report.divergence;
    if (divergence !== undefined) return { verified, divergence };
  }
  return { verified };
}

type NextTask = { readonly index: number; readonly task: ReplayWorkerTask } | null | undefined;

/** One thread from its start to its end. `answer` is told what it said and says what it is to do next; undefined: go on. */
function replayThread(data: ReplayWorkerData, answer: (reply: ReplayWorkerReply, index: number) => NextTask): Promise<void> {
  const worker = new Worker(new URL('./replay-worker.js', import.meta.url), { workerData: data });
  let index = -1;
  return new Promise((resolve, reject) => {
    worker.on('message', (reply: ReplayWorkerReply) => {
      if (reply.kind === 'failed') {
        reject(reply.user ? new UserError(reply.code, reply.message) : new InternalError(reply.code, reply.message));
        return;
      }
      const next = answer(reply, index);
      if (next === undefined) return;
      index = next?.index ?? -1;
      worker.postMessage(next?.task ?? null);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new InternalError('replay-thread', `a replaying thread ended with code ${code}`)),
    );
  });
}
