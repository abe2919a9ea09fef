/** Drives a simulation frame by frame: pace, progress, timings, and an ear for Ctrl-C. */
import { Recorder } from '../systems/record/recorder.js';
import type { SyncTest } from '../systems/replay/self-test.js';
import { throughCheckpoint } from '../systems/replay/self-test.js';
import { Simulation } from '../systems/simulation.js';
import type { FrameObserver } from '../systems/simulation.js';
import { measureQuestCaches } from '../systems/quest/quest-measures.js';
import { FRAME_MS } from '../systems/world.js';
import type { World } from '../systems/world.js';
import { reserveMemory } from '../engine/reserve-memory.js';
import type { SnapshotStore } from '../engine/store/snapshot-store.js';
import type { PreparedRun } from '../scenarios/prepare-run.js';
import type { Measures } from '../scenarios/expectations.js';
import { FrameTimes, SystemTimes } from './frame-times.js';
import { count } from './format.js';
import { MachineFaults, throughFaults } from './machine-faults.js';
import { breathe, pace, progress } from './progress.js';
import { recordingTimes, TimedRecorder } from './recording-times.js';
import type { RecordingTimes } from './recording-times.js';
import { RunMonitor } from './run-monitor.js';
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
  /** What the recorder writes in every so many frames only. */
  readonly every?: number;
  /** Frames from checkpoint to checkpoint. */
  readonly checkpointEvery?: number;
  /** The recorder of a run that is gone on with: it stands at the frame where the simulation stands. */
  readonly recorder?: Recorder;
  /** After every frame the world goes through a checkpoint into a new one. */
  readonly heavy?: boolean;
  readonly syncTest?: SyncTest;
  /** Show the state of the run on the whole screen. */
  readonly watch?: boolean;
  /** Serve figures at this port of the loopback address. */
  readonly metricsPort?: number;
  /** Told after every frame how long it took, milliseconds, the handing over of its rows included. */
  readonly afterFrame?: (world: World, ms: number) => void;
  /** Faults of the machine, where the caller has them already. */
  readonly faults?: MachineFaults;
}

/** Frames from checkpoint to checkpoint unless it is said otherwise: 3 simulated minutes, a second or two of simulating again. */
export const CHECKPOINT_EVERY = 1800;

export interface LoopResult {
  readonly simulation: Simulation;
  /** The last frame. */
  readonly frames: number;
  /** Frames that were simulated here: fewer when a run was gone on with. */
  readonly simulated: number;
  readonly times: FrameTimes;
  readonly recording: RecordingTimes;
  readonly wallSeconds: number;
  readonly tally: RunTally;
  readonly systemTimes: SystemTimes;
  readonly measuresAtStart: Measures;
  readonly monitor: RunMonitor;
  /** Tries that the store turned down. */
  readonly storeRetries: number;
}

/** The world of a run, not yet begun, and those who watch it. */
export interface Stage {
  simulation: Simulation;
  readonly tally: RunTally;
  /** Those who are told of each frame; the recorder joins when there is a file. */
  readonly observers: FrameObserver[];
}

export function setStage(prepared: PreparedRun): Stage {
  const tally = new RunTally();
  const observers: FrameObserver[] = [tally];
  const simulation = new Simulation(prepared.inputs, observers);
  if (prepared.checkpoint !== undefined) simulation.restore(prepared.checkpoint);
  return { simulation, tally, observers };
}

/** The recorder of a run; it takes checkpoints of whatever simulation stands on the stage. */
export function makeRecorder(
  prepared: PreparedRun,
  stage: Stage,
  store: SnapshotStore,
  options: Pick<LoopOptions, 'every' | 'checkpointEvery'>,
): Recorder {
  return new Recorder(store, stage.simulation.world, prepared.inputs.inputs, {
    every: options.every ?? 1,
    checkpoints: { every: options.checkpointEvery ?? CHECKPOINT_EVERY, take: () => stage.simulation.checkpoint() },
  });
}

/** Run all frames, or until it is asked to stop. A simulation that stands at a frame goes on from there. */
export async function drive(prepared: PreparedRun, stage: Stage, store: SnapshotStore | null, options: LoopOptions): Promise<LoopResult> {
  const { tally, observers } = stage;
  let { simulation } = stage;
  const recorder = store === null ? null : (options.recorder ?? makeRecorder(prepared, stage, store, options));
  const timed = recorder === null ? null : new TimedRecorder(recorder);
  if (timed !== null) observers.push(timed);
  const faults = options.faults ?? new MachineFaults(prepared.inputs.inputs, prepared.inputs.seed);
  throughFaults(faults, store);
  // A run that is to go on for long takes the memory of its world before the first frame, and not in its twentieth hour.
  if (store?.retains === true) reserveMemory(simulation.world.arena.buffer);
  const begun = simulation.stateHash !== '';
  if (!begun) simulation.start();
  const first = simulation.world.frame;
  let hashed = -simulation.world.write.hash.changes;
  const times = new FrameTimes();
  const probe = new SystemTimes(simulation.world.runner.rows as never);
  const bar = progress(
    'Simulating',
    prepared.frames,
    '{frame} of {frames} frames | {bots} bots | {perSecond} frames/s | {left} left',
    options.quiet || options.watch === true,
  );
  const monitor = new RunMonitor(() => simulation.world, probe, prepared.frames, options);
  await monitor.open();
  const started = performance.now();
  let frame = first;
  options.syncTest?.afterFrame(simulation);
  try {
    while (frame < prepared.frames && !options.stop.requested) {
      if (recorder !== null && frame > first && frame % PERF_FRAMES === 0)
        measure(recorder, store!, frame, times, timed!.times, probe, simulation.world);
      faults.beforeFrame(++frame);
      const ms = oneFrame(simulation, times, frame % PROBE_FRAMES === 0 ? { probe, monitor } : undefined, faults.now);
      monitor.afterFrame(ms);
      options.afterFrame?.(simulation.world, ms);
      if (options.heavy === true) {
        hashed += simulation.world.write.hash.changes;
        stage.simulation = simulation = throughCheckpoint(simulation, observers);
        hashed -= simulation.world.write.hash.changes;
      }
      options.syncTest?.afterFrame(simulation);
      if (options.speed !== undefined) await keepPace(started, frame - first, options.speed, options.stop);
      if (frame % BREATHE_FRAMES !== 0) continue;
      await breathe();
      const { perSecond, left } = pace(started, frame - first, prepared.frames - first);
      bar.at(frame, { frame: count(frame), frames: count(prepared.frames), bots: count(simulation.world.pools.bot.live), perSecond, left });
    }
  } finally {
    await monitor.close();
    bar.end();
  }
  const wallSeconds = (performance.now() - started) / 1000;
  hashed += simulation.world.write.hash.changes;
  return {
    simulation,
    frames: frame,
    systemTimes: probe,
    simulated: frame - first,
    times,
    recording: recordingTimes(timed?.times ?? null, simulation.world, hashed, frame - first),
    wallSeconds,
    tally,
    measuresAtStart: tally.measuresAtStart,
    monitor,
    storeRetries: faults.storeRetries,
  };
}

/** Milliseconds that the frame took, by a clock that a fault may make jump. */
function oneFrame(
  simulation: Simulation,
  times: FrameTimes,
  timed: { probe: SystemTimes; monitor: RunMonitor } | undefined,
  now: () => number,
): number {
  const began = now();
  simulation.step(timed?.monitor);
  const ms = now() - began;
  if (timed !== undefined) timed.probe.frames++;
  times.add(Math.max(0, ms));
  simulation.governor.observe(simulation.world.runner.work.unitsUsed, ms);
  return Math.max(0, ms);
}

/** Timings since the start, and of systems since the last time. */
function measure(
  recorder: Recorder,
  store: SnapshotStore,
  frame: number,
  times: FrameTimes,
  recording: FrameTimes,
  probe: SystemTimes,
  world: World,
): void {
  recorder.perf(frame, 'frame_mean_us', Math.round(times.meanMs * 1000));
  recorder.perf(frame, 'frame_p50_us', Math.round(times.quantile(0.5) * 1000));
  recorder.perf(frame, 'frame_p99_us', Math.round(times.quantile(0.99) * 1000));
  recorder.perf(frame, 'frame_max_us', Math.round(times.maxMs * 1000));
  recorder.perf(frame, 'record_mean_us', Math.round(recording.meanMs * 1000));
  recorder.perf(frame, 'record_p50_us', Math.round(recording.quantile(0.5) * 1000));
  recorder.perf(frame, 'record_p99_us', Math.round(recording.quantile(0.99) * 1000));
  recorder.perf(frame, 'record_max_us', Math.round(recording.maxMs * 1000));
  recorder.perf(frame, 'hashed_cells_count', world.write.hash.changes);
  recorder.perf(frame, 'memory_bytes', process.memoryUsage.rss());
  recorder.perf(frame, 'snapshot_lag_count', store.snapshotLag);
  recorder.perf(frame, 'snapshot_behind_frames', frame - store.acknowledgedFrame);
  measureQuestCaches(world, (name, value) => recorder.perf(frame, name, value));
  probe.take((name, value) => recorder.perf(frame, name, value));
}

async function keepPace(started: number, frame: number, speed: number, stop: StopSignal): Promise<void> {
  const due = started + (frame * FRAME_MS) / speed;
  for (let ahead = due - performance.now(); ahead > 0 && !stop.requested; ahead = due - performance.now()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(ahead, MAX_SLEEP_MS)));
  }
}
