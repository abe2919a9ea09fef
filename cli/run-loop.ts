/** Drives a simulation frame by frame: pace, progress, timings, and an ear for Ctrl-C. */
import { Recorder } from '../systems/record/recorder.js';
import { Simulation } from '../systems/simulation.js';
import type { FrameObserver } from '../systems/simulation.js';
import { FRAME_MS } from '../systems/world.js';
import type { SnapshotStore } from '../engine/store/snapshot-store.js';
import type { PreparedRun } from '../scenarios/prepare-run.js';
import { measuresOf } from '../scenarios/expectations.js';
import type { Measures } from '../scenarios/expectations.js';
import { FrameTimes, SystemTimes } from './frame-times.js';
import { count } from './format.js';
import { breathe, pace, progress } from './progress.js';
import { RunTally } from './run-tally.js';
import type { StopSignal } from './stop-signal.js';

/** Signals and the terminal are looked at so often. */
const BREATHE_FRAMES = 50;
/** Timings go to the table `perf` so often ... */
const PERF_FRAMES = 100;
/** ... and systems are timed one by one in one frame of so many. */
const PROBE_FRAMES = 10;
/** Longest sleep of a paced run, so that it stays awake to signals. */
const MAX_SLEEP_MS = 100;

export interface LoopOptions {
  readonly stop: StopSignal;
  /** Times real time, or undefined: as fast as it goes. */
  readonly speed?: number;
  readonly quiet: boolean;
}

export interface LoopResult {
  readonly simulation: Simulation;
  /** Frames that were run after frame 0. */
  readonly frames: number;
  readonly times: FrameTimes;
  readonly wallSeconds: number;
  readonly tally: RunTally;
  readonly measuresAtStart: Measures;
}

/** The world of a run, not yet begun, and those who watch it. */
export interface Stage {
  readonly simulation: Simulation;
  readonly tally: RunTally;
  /** Those who are told of each frame; the recorder joins when there is a file. */
  readonly observers: FrameObserver[];
}

export function setStage(prepared: PreparedRun): Stage {
  const tally = new RunTally();
  const observers: FrameObserver[] = [tally];
  return { simulation: new Simulation(prepared.inputs, observers), tally, observers };
}

/** Run all frames, or until it is asked to stop. */
export async function drive(prepared: PreparedRun, stage: Stage, store: SnapshotStore | null, options: LoopOptions): Promise<LoopResult> {
  const { simulation, tally, observers } = stage;
  const recorder = store === null ? null : new Recorder(store, simulation.world, prepared.inputs.inputs);
  if (recorder !== null) observers.push(recorder);
  simulation.start();
  const measuresAtStart = measuresOf(simulation.world);
  const times = new FrameTimes();
  const probe = new SystemTimes(simulation.world.runner.rows as never);
  const bar = progress(
    'Simulating',
    prepared.frames,
    '{frame} of {frames} frames | {bots} bots | {perSecond} frames/s | {left} left',
    options.quiet,
  );
  const started = performance.now();
  let frame = 0;
  try {
    while (frame < prepared.frames && !options.stop.requested) {
      if (recorder !== null && frame > 0 && frame % PERF_FRAMES === 0) measure(recorder, store!, frame, times, probe);
      oneFrame(simulation, times, ++frame % PROBE_FRAMES === 0 ? probe : undefined);
      if (options.speed !== undefined) await keepPace(started, frame, options.speed, options.stop);
      if (frame % BREATHE_FRAMES !== 0) continue;
      await breathe();
      const { perSecond, left } = pace(started, frame, prepared.frames);
      bar.at(frame, { frame: count(frame), frames: count(prepared.frames), bots: count(simulation.world.pools.bot.live), perSecond, left });
    }
  } finally {
    bar.end();
  }
  return { simulation, frames: frame, times, wallSeconds: (performance.now() - started) / 1000, tally, measuresAtStart };
}

function oneFrame(simulation: Simulation, times: FrameTimes, probe: SystemTimes | undefined): void {
  const began = performance.now();
  simulation.step(probe);
  const ms = performance.now() - began;
  if (probe !== undefined) probe.frames++;
  times.add(ms);
  simulation.governor.observe(simulation.world.runner.work.unitsUsed, ms);
}

/** Timings since the start, and of systems since the last time. */
function measure(recorder: Recorder, store: SnapshotStore, frame: number, times: FrameTimes, probe: SystemTimes): void {
  recorder.perf(frame, 'frame_mean_us', Math.round(times.meanMs * 1000));
  recorder.perf(frame, 'frame_max_us', Math.round(times.maxMs * 1000));
  recorder.perf(frame, 'memory_bytes', process.memoryUsage.rss());
  recorder.perf(frame, 'store_waits_count', store.waits);
  probe.take((name, value) => recorder.perf(frame, name, value));
}

async function keepPace(started: number, frame: number, speed: number, stop: StopSignal): Promise<void> {
  const due = started + (frame * FRAME_MS) / speed;
  for (let ahead = due - performance.now(); ahead > 0 && !stop.requested; ahead = due - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(ahead, MAX_SLEEP_MS)));
  }
}
