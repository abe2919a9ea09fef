/** What recording and hashing cost the simulating thread, for the report, the table `run` and the table `perf`. */
import { StateHash } from '../engine/state-hash.js';
import type { Recorder } from '../systems/record/recorder.js';
import type { FrameObserver } from '../systems/simulation.js';
import type { World } from '../systems/world.js';
import { FrameTimes } from './frame-times.js';

/** Changes of a cell, and digests of a frame, timed to know what one costs: some milliseconds in all. */
const TIMED_CHANGES = 200_000;
const TIMED_DIGESTS = 1000;
/** Changes and digests made before the clock is looked at, so that the compiled code is timed. */
const WARMING = 20_000;

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

/** What a change and a digest cost on this machine: the writes themselves are too short to be timed one by one. */
function hashingCost({ arena }: World): { changeMs: number; digestMs: number } {
  const hash = new StateHash(arena.layouts);
  const components = arena.layouts.length;
  const change = (n: number): void => hash.changeWord(n % components, n & 0xffff, n, n + 1);
  for (let n = 0; n < WARMING; n++) change(n);
  let began = performance.now();
  for (let n = 0; n < TIMED_CHANGES; n++) change(n);
  const changeMs = (performance.now() - began) / TIMED_CHANGES;
  for (let n = 0; n < TIMED_DIGESTS; n++) hash.digest(n);
  began = performance.now();
  for (let n = 0; n < TIMED_DIGESTS; n++) hash.digest(n);
  return { changeMs, digestMs: (performance.now() - began) / TIMED_DIGESTS };
}
