/** Simulates a run again from its file alone and holds every frame against what is stored. */
import { InternalError, UserError } from '../../engine/errors.js';
import { RowCapture } from '../../engine/replay/row-capture.js';
import { RowComparer } from '../../engine/replay/compare-rows.js';
import type { RowDifference } from '../../engine/replay/compare-rows.js';
import { readFrames } from '../../engine/store/engine-rows.js';
import type { FrameRow } from '../../engine/store/engine-rows.js';
import { engineTables } from '../../engine/store/engine-tables.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { readFailureOf } from '../../engine/store/store-errors.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { Recorder } from '../record/recorder.js';
import { recordTables } from '../record/tables.js';
import { recordWords } from '../record/words.js';
import { Simulation } from '../simulation.js';
import type { FrameObserver, SimulationInputs } from '../simulation.js';
import { currentBuild } from './build.js';
import { explainHash, explainRow } from './divergence.js';
import type { Divergence } from './divergence.js';
import { readRunInputs } from './run-inputs.js';
import { ROW_KEYS } from './row-keys.js';
import { compareStanding } from './standing-rows.js';

/** Things that differ which are named besides the first. */
const OTHERS_NAMED = 4;

export interface ReplayOptions {
  /** Compare every stored row of every frame too, not only the hashes. */
  readonly rows?: boolean;
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
  const replay = new Replay(run, inputs, options.rows === true);
  let verified = 0;
  let divergence: Divergence | undefined;
  for (const stored of readFrames(run.db)) {
    divergence = replay.frame(stored, verified);
    if (divergence !== undefined) break;
    verified++;
    await options.afterFrame?.(stored.frame, run.lastFrame);
  }
  divergence ??= replay.end(run.lastFrame);
  return {
    lastFrame: run.lastFrame,
    framesVerified: verified,
    rowsCompared: replay.rowsCompared,
    bots: inputs.population.bots,
    notes: differencesOfBuild(run),
    ...(divergence === undefined ? {} : { divergence }),
  };
}

class Replay {
  readonly #simulation: Simulation;
  readonly #capture: RowCapture;
  readonly #comparer: RowComparer | null;

  constructor(
    private readonly run: OpenedRun,
    inputs: SimulationInputs,
    rows: boolean,
  ) {
    this.#capture = new RowCapture([...engineTables, ...recordTables(recordWords(inputs.content))]);
    const observers: FrameObserver[] = [];
    this.#simulation = new Simulation(inputs, observers);
    observers.push(new Recorder(this.#capture as unknown as SnapshotStore, this.#simulation.world, inputs.inputs));
    this.#comparer = rows ? this.#comparerOf() : null;
  }

  get rowsCompared(): number {
    return this.#comparer?.compared ?? 0;
  }

  /** Simulate the next frame and compare; undefined when it agrees. */
  frame(stored: FrameRow, expected: number): Divergence | undefined {
    const { world } = this.#simulation;
    if (stored.frame !== expected) return broken(expected, `The file has frame ${stored.frame} where frame ${expected} should be.`);
    try {
      this.#capture.clear();
      if (stored.frame === 0) this.#simulation.start();
      else this.#simulation.step(undefined, stored.unitsGranted);
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof InternalError)) throw error;
      return broken(stored.frame, `The simulation could not go on, where the run did: ${error.message}`);
    }
    const components = world.write.hash.componentDigests();
    if (stored.stateHash !== this.#simulation.stateHash || stored.componentHashes !== components)
      return this.#hashDiffers(stored, components);
    const difference = this.#comparer?.frame(stored.frame)[0];
    return difference === undefined ? undefined : explainRow(world, difference);
  }

  /** After the last frame: nothing may be left over in the file. */
  end(lastFrame: number): Divergence | undefined {
    const rest = this.#comparer?.rest(lastFrame) ?? null;
    return rest === null ? undefined : explainRow(this.#simulation.world, rest);
  }

  #hashDiffers(stored: FrameRow, simulatedComponents: string): Divergence {
    const { world, stateHash } = this.#simulation;
    const written = this.#writtenIn(stored.frame);
    const standing = compareStanding(this.run.db, world, this.#capture, stored.frame, OTHERS_NAMED + 1);
    return explainHash(world, { stored, simulatedHash: stateHash, simulatedComponents, standing, written });
  }

  /** First difference among the rows that a frame wrote; its own row, whose hash is known to differ, aside. */
  #writtenIn(frame: number): RowDifference | null {
    const comparer = this.#comparer ?? this.#comparerOf(frame);
    return comparer.frame(frame).find((difference) => difference.table !== 'frame') ?? null;
  }

  #comparerOf(from = 0): RowComparer {
    return new RowComparer(this.run.db, this.#capture, ROW_KEYS, from);
  }
}

function broken(frame: number, conclusion: string): Divergence {
  return { frame, kind: 'crash', components: [], system: '', others: [], conclusion: [conclusion] };
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
