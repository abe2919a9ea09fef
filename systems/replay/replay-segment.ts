/** A stretch of a run, simulated again and held against its file. */
import { InternalError, UserError } from '../../engine/errors.js';
import { RowCapture } from '../../engine/replay/row-capture.js';
import { RowComparer } from '../../engine/replay/compare-rows.js';
import type { RowDifference } from '../../engine/replay/compare-rows.js';
import { readFrames } from '../../engine/store/engine-rows.js';
import type { FrameRow } from '../../engine/store/engine-rows.js';
import { engineTables } from '../../engine/store/engine-tables.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { FORMAT_VERSION } from '../../engine/store/run-file.js';
import { READABLE_FROM } from '../../engine/store/retention.js';
import { UPGRADED_AT } from '../../engine/store/upgrade-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { Recorder } from '../record/recorder.js';
import { recordTables } from '../record/tables.js';
import { recordWords } from '../record/words.js';
import { Simulation } from '../simulation.js';
import type { FrameObserver, SimulationInputs } from '../simulation.js';
import { restoreFrom } from './go-back.js';
import { explainHash, explainRow } from './divergence.js';
import type { Divergence } from './divergence.js';
import { ROW_KEYS } from './row-keys.js';
import { compareStanding } from './standing-rows.js';

/** Things that differ which are named besides the first. */
const OTHERS_NAMED = 4;

/** Simulates frames of a run again and holds each against the file. */
export class Replay {
  readonly #simulation: Simulation;
  readonly #capture: RowCapture;
  readonly #rowsFrom: number;
  private readonly rows: boolean;
  #comparer: RowComparer | null = null;
  #expected = 0;
  #comparedBefore = 0;

  constructor(
    private readonly run: OpenedRun,
    inputs: SimulationInputs,
    rows: boolean,
  ) {
    this.#capture = new RowCapture([...engineTables, ...recordTables(recordWords(inputs))]);
    const observers: FrameObserver[] = [];
    this.#simulation = new Simulation(inputs, observers);
    const every = Number(run.info.get('every') ?? 1);
    observers.push(new Recorder(this.#capture as unknown as SnapshotStore, this.#simulation.world, inputs.inputs, { every }));
    this.#rowsFrom = rowsFrom(run);
    this.rows = rows && run.format === FORMAT_VERSION;
  }

  get rowsCompared(): number {
    return this.#comparedBefore + (this.#comparer?.compared ?? 0);
  }

  /** Begin at frame 0, or after the frame of a checkpoint. A replay may begin again and again. */
  begin(checkpoint: number | null): Divergence | undefined {
    this.#comparedBefore = this.rowsCompared;
    this.#expected = checkpoint === null ? 0 : checkpoint + 1;
    this.#comparer = this.rows ? this.#comparerOf(Math.max(this.#expected, this.#rowsFrom)) : null;
    if (checkpoint === null) return undefined;
    restoreFrom(this.run, this.#simulation, checkpoint);
    const stored = this.run.db.prepare('SELECT state_hash FROM frame WHERE frame = ?').pluck().get(checkpoint);
    if (stored === this.#simulation.stateHash) return undefined;
    return broken(checkpoint, `The checkpoint of frame ${checkpoint} has another state hash than the frame: the file was altered.`);
  }

  /** Simulate the next frame and compare; undefined when it agrees. */
  frame(stored: FrameRow): Divergence | undefined {
    const { world } = this.#simulation;
    const expected = this.#expected++;
    if (stored.frame !== expected) return broken(expected, `The file has frame ${stored.frame} where frame ${expected} should be.`);
    try {
      this.#capture.clear();
      if (stored.frame === 0) this.#simulation.start();
      else this.#simulation.step(undefined, stored.unitsGranted);
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof InternalError)) throw error;
      return broken(stored.frame, `The simulation could not go on, where the run did: ${error.message}`);
    }
    const components = world.write.hash.componentMarks();
    if (stored.stateHash !== this.#simulation.stateHash || stored.componentHashes !== components)
      return this.#hashDiffers(stored, components);
    if (stored.frame < this.#rowsFrom) return undefined;
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
    const told = stored.frame >= this.#rowsFrom;
    const written = told ? this.#writtenIn(stored.frame) : null;
    const standing = told ? compareStanding(this.run.db, world, this.#capture, stored.frame, OTHERS_NAMED + 1) : [];
    return explainHash(world, { stored, simulatedHash: stateHash, simulatedComponents, standing, written });
  }

  /** First difference among the rows that a frame wrote; its own row, whose hash is known to differ, aside. */
  #writtenIn(frame: number): RowDifference | null {
    const comparer = this.#comparer ?? this.#comparerOf(frame);
    return comparer.frame(frame).find((difference) => difference.table !== 'frame') ?? null;
  }

  #comparerOf(from: number): RowComparer {
    return new RowComparer(this.run.db, this.#capture, ROW_KEYS, from);
  }
}

function broken(frame: number, conclusion: string): Divergence {
  return { frame, kind: 'crash', components: [], system: '', others: [], conclusion: [conclusion] };
}

/** A stretch of frames between two checkpoints. */
export interface Segment {
  /** The checkpoint it begins after; null: it begins with frame 0. */
  readonly after: number | null;
  /** Its last frame. */
  readonly to: number;
}

export interface SegmentReport {
  readonly verified: number;
  readonly divergence?: Divergence;
}

/** Replay one stretch, up to its end or the first disagreement. `last`: nothing may come after it in the file. */
export async function replaySegment(
  run: OpenedRun,
  replay: Replay,
  { after, to }: Segment,
  last: boolean,
  afterFrame: (frame: number) => Promise<void> | undefined,
): Promise<SegmentReport> {
  let verified = 0;
  let divergence = replay.begin(after);
  if (divergence === undefined) {
    for (const stored of readFrames(run.db, after === null ? 0 : after + 1)) {
      if (stored.frame > to) break;
      divergence = replay.frame(stored);
      if (divergence !== undefined) break;
      verified++;
      await afterFrame(stored.frame);
    }
  }
  if (last) divergence ??= replay.end(to);
  return { verified, ...(divergence === undefined ? {} : { divergence }) };
}

/** The first frame whose rows are all in the file. Rows of an older format have other columns: of them the hashes alone are compared. */
function rowsFrom(run: OpenedRun): number {
  const after = (key: string): number => Number(run.info.get(key) ?? -1) + 1;
  return run.format < FORMAT_VERSION ? Infinity : Math.max(after(READABLE_FROM), after(UPGRADED_AT));
}
