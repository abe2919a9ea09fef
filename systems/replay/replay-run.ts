/** Simulates a run again from its file alone and holds every frame against what is stored. */
import type { OpenedRun } from '../../engine/store/open-run.js';
import { readFailureOf } from '../../engine/store/store-errors.js';
import { currentBuild } from './build.js';
import type { Divergence } from './divergence.js';
import { checkpointFrames } from './go-back.js';
import { replayInParallel } from './replay-jobs.js';
import type { ParallelReport } from './replay-jobs.js';
import { Replay, replaySegment } from './replay-segment.js';
import { readRunInputs } from './run-inputs.js';

export interface ReplayOptions {
  /** Compare every stored row of every frame too, not only the hashes. */
  readonly rows?: boolean;
  /** Threads that replay stretches between checkpoints side by side. */
  readonly jobs?: number;
  /** Called after each frame; awaited, so that the caller can let other things happen. */
  readonly afterFrame?: (frame: number, lastFrame: number) => Promise<void> | undefined;
}

export interface ReplayReport {
  /** The last frame of the file. */
  readonly lastFrame: number;
  /** Frames that agreed, frame 0 included. */
  readonly framesVerified: number;
  /** Rows that were compared; 0 when only hashes were. */
  readonly rowsCompared: number;
  readonly bots: number;
  /** Threads that took part. */
  readonly jobs: number;
  /** How this program differs from the one that made the run, in sentences. */
  readonly notes: readonly string[];
  /** The first disagreement. */
  readonly divergence?: Divergence;
}

/**
 * Replay a run to the last frame of its file, or to the first disagreement.
 * @throws UserError when the file does not hold what a replay needs
 */
export async function replayRun(run: OpenedRun, options: ReplayOptions = {}): Promise<ReplayReport> {
  try {
    return await replayFrames(run, options);
  } catch (error) {
    throw readFailureOf(run.path, error);
  }
}

async function replayFrames(run: OpenedRun, options: ReplayOptions): Promise<ReplayReport> {
  const { inputs } = await readRunInputs(run);
  const jobs = Math.min(options.jobs ?? 1, checkpointFrames(run.db).length + 1);
  const rows = options.rows === true;
  const result =
    jobs > 1
      ? await replayInParallel(run, jobs, rows, options.afterFrame)
      : await replayWhole(run, new Replay(run, inputs, rows), options.afterFrame);
  return {
    lastFrame: run.lastFrame,
    framesVerified: result.verified,
    rowsCompared: result.rowsCompared,
    bots: inputs.population.bots,
    jobs,
    notes: differencesOfBuild(run),
    ...(result.divergence === undefined ? {} : { divergence: result.divergence }),
  };
}

async function replayWhole(run: OpenedRun, replay: Replay, afterFrame: ReplayOptions['afterFrame']): Promise<ParallelReport> {
  const whole = { after: null, to: run.lastFrame };
  const report = await replaySegment(run, replay, whole, true, (frame) => afterFrame?.(frame, run.lastFrame));
  return { ...report, rowsCompared: replay.rowsCompared };
}

/** What of this program is not what it was when the run was made. */
export function differencesOfBuild(run: OpenedRun): string[] {
  const build = currentBuild();
  const notes: string[] = [];
  const compare = (key: string, now: string, what: string): void => {
    const then = run.info.get(key);
    if (then !== undefined && then !== now) notes.push(`${what}: ${then} when the run was made, ${now} now.`);
  };
  compare('package_version', build.version, 'Version of botrealm');
  compare('build_hash', build.hash, 'Code of the simulation (hash)');
  compare('node_version', build.node, 'Version of Node.js');
  return notes;
}
