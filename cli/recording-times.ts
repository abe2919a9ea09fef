/** What recording and hashing cost the simulating thread, for the report, the table `run` and the table `perf`. */
import { LOG, StateHash } from '../engine/state-hash.js';
import type { Recorder } from '../systems/record/recorder.js';
import type { FrameObserver } from '../systems/simulation.js';
import type { World } from '../systems/world.js';
import { FrameTimes } from './frame-times.js';

/** Cells that a command changes, as they are settled together: 10 to 60 in a busy world. */
const CHANGES_A_COMMAND = 32;
/** Commands and digests timed to know what one costs: some milliseconds in all; and those made before, so that compiled code is timed. */
const TIMED_ROUNDS = 4000;
const WARMING_ROUNDS = 1000;
const TIMED_DIGESTS = 1000;

/** Stands before the recorder and times what it does in each frame: rows and checkpoints handed over, waits for room included. */
export class TimedRecorder implements FrameObserver {
  readonly times = new FrameTimes();

  constructor(private readonly recorder: Recorder) {}

  afterFrame(world: World, stateHash: string): void {
    const began = performance.now();
    this.recorder.afterFrame(world, stateHash);
    // Frame 0 is the whole world: it is part of the start and not of the frames.
    if (world.frame > 0) this.times.add(performance.now() - began);
  }

  restored(world: World): void {
    this.recorder.restored(world);
  }
}

/** What the thread that simulates spent on keeping the run, milliseconds a frame. */
export interface RecordingTimes {
  /** Handing over rows and checkpoints. */
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** The state hash: cells that changed times what one costs, and the digest. */
  readonly hashMeanMs: number;
  /** Cells that changed, a frame. */
  readonly hashedCells: number;
}

/** `frames`: those that were simulated here, in which `world` hashed `cells` changes. */
export function recordingTimes(times: FrameTimes | null, world: World, cells: number, frames: number): RecordingTimes {
  const hashedCells = cells / Math.max(1, frames);
  const cost = hashingCost(world);
  return {
    meanMs: times?.meanMs ?? 0,
    p50Ms: times?.quantile(0.5) ?? 0,
    p99Ms: times?.quantile(0.99) ?? 0,
    maxMs: times?.maxMs ?? 0,
    hashMeanMs: hashedCells * cost.changeMs + cost.digestMs,
    hashedCells,
  };
}

/**
 * What a change and a digest cost on this machine: the writes themselves are too short to be timed one by one. Changes are settled as those
 * of a command are, many at a time.
 */
function hashingCost({ arena }: World): { changeMs: number; digestMs: number } {
  const hash = new StateHash(arena.layouts);
  const fields = arena.layouts.flatMap((layout) => layout.fields).flatMap((field, n) => (field.isFloat ? [] : [n]));
  const log = new Int32Array(CHANGES_A_COMMAND * LOG);
  const floats = new Float64Array(2);
  const fill = (round: number): void => {
    for (let n = 0; n < CHANGES_A_COMMAND; n++) log.set([fields[(round + (n >> 2)) % fields.length]!, round & 0xfff, n, n + 1], n * LOG);
  };
  const timed = (rounds: number): number => {
    let ms = 0;
    for (let round = 0; round < rounds; round++) {
      fill(round);
      const began = performance.now();
      hash.settle(log, CHANGES_A_COMMAND, floats);
      ms += performance.now() - began;
    }
    return ms / rounds / CHANGES_A_COMMAND;
  };
  timed(WARMING_ROUNDS);
  const changeMs = timed(TIMED_ROUNDS);
  for (let n = 0; n < TIMED_DIGESTS; n++) hash.digest(n);
  const began = performance.now();
  for (let n = 0; n < TIMED_DIGESTS; n++) hash.digest(n);
  return { changeMs, digestMs: (performance.now() - began) / TIMED_DIGESTS };
}
