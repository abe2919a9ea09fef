/**
 * A long run, as `run` makes it: with its file, checkpoints and retention. Hour by hour it notes how long frames took, what memory is
 * resident and how large the file is; what must not grow is fitted and held against stated bounds.
 */
import { statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { linearRegression, median } from 'simple-statistics';
import type { PreparedRun } from '../scenarios/prepare-run.js';
import type { World } from '../systems/world.js';
import { FrameTimes } from './frame-times.js';
import { createRunFile } from './run-file.js';
import { drive, setStage } from './run-loop.js';
import type { StopSignal } from './stop-signal.js';

export const FRAMES_PER_HOUR = 36_000;
const MEGABYTE = 1_000_000;
/** Memory is looked at in one frame of so many: what the thread that writes has goes up and down with checkpoints and dropped rows. */
const LOOK_FRAMES = 100;
const PARTS_OF_AN_HOUR = 12;
/** Resident memory may grow by less than this in a simulated hour, megabytes. */
export const MAX_GROWTH_MB_PER_HOUR = 1;
/** p99 of the last hour, at most, as a multiple of that of the second; of both the middle one of the p99 of their twelfths. */
export const MAX_P99_RATIO = 1.1;
/**
 * The hashes of every frame stay however little else is kept: a row of 690 bytes was measured, 25 MB an hour. The file may grow by so many
 * bytes a frame ...
 */
export const MAX_FILE_BYTES_PER_FRAME = 800;
/** ... and so many for each bot in an hour: what it has in its bags, and in its log, are rows too, and a bot in its first day gets more. */
export const MAX_FILE_BYTES_PER_BOT_HOUR = 4000;

/** One simulated hour. */
export interface SoakHour {
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The middle one of the p99 of its twelfths: what else the machine does for some minutes does not show. */
  readonly steadyP99Ms: number;
  readonly maxMs: number;
  /** Resident memory on average, and at most, of looks at it every ten seconds, megabytes. */
  readonly memoryMb: number;
  readonly maxMemoryMb: number;
  /** The heap of the simulating thread at its end, after a garbage collection, and its buffers, megabytes. */
  readonly heapMb: number;
  readonly buffersMb: number;
  /** Run file and its log at its end, megabytes. */
  readonly fileMb: number;
  /** Events of the hour: the world is still at work. */
  readonly kills: number;
  readonly questsTurnedIn: number;
  /** Things in the world at its end. */
  readonly items: number;
}

export interface SoakBound {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bound: string;
  readonly verdict: 'pass' | 'fail';
}

export interface SoakSpec {
  readonly hours: number;
  /** Frames of an hour: fewer in a test. */
  readonly framesPerHour: number;
  readonly retain: number;
  readonly path: string;
  readonly stop: StopSignal;
  readonly quiet: boolean;
  readonly tell: (n: number, hour: SoakHour) => void;
}

/** Slope of the line of least squares through values at 0, 1, 2, ... */
export function slope(values: readonly number[]): number {
  return linearRegression(values.map((y, x) => [x, y])).m;
}

/** Run through all hours; fewer when it is asked to stop. The file is closed and left where it is. */
export async function soakHours(prepared: PreparedRun, spec: SoakSpec): Promise<SoakHour[]> {
  const stage = setStage(prepared);
  const store = await createRunFile(prepared, spec.path, { retain: String(spec.retain) }, spec.retain);
  const hours: SoakHour[] = [];
  const collect = garbageCollection();
  const framesPerPart = Math.ceil(spec.framesPerHour / PARTS_OF_AN_HOUR);
  let times = new FrameTimes();
  let part = new FrameTimes();
  let partP99s: number[] = [];
  let resident = new Resident();
  let before = { kills: 0, questsTurnedIn: 0 };
  const afterFrame = (world: World, ms: number): void => {
    times.add(ms);
    part.add(ms);
    if (part.count === framesPerPart || times.count === spec.framesPerHour) {
      partP99s.push(part.quantile(0.99));
      part = new FrameTimes();
    }
    if (times.count % LOOK_FRAMES === 0) resident.look();
    if (times.count < spec.framesPerHour) return;
    collect();
    const totals = { kills: events(world, 'creature.killed'), questsTurnedIn: events(world, 'quest.turned_in') };
    const hour: SoakHour = {
      meanMs: times.meanMs,
      p50Ms: times.quantile(0.5),
      p99Ms: times.quantile(0.99),
      steadyP99Ms: median(partP99s),
      maxMs: times.maxMs,
      memoryMb: resident.mean / MEGABYTE,
      maxMemoryMb: resident.max / MEGABYTE,
      heapMb: process.memoryUsage().heapUsed / MEGABYTE,
      buffersMb: process.memoryUsage().external / MEGABYTE,
      fileMb: fileBytes(spec.path) / MEGABYTE,
      kills: totals.kills - before.kills,
      questsTurnedIn: totals.questsTurnedIn - before.questsTurnedIn,
      items: world.pools.item.live,
    };
    hours.push(hour);
    spec.tell(hours.length, hour);
    before = totals;
    times = new FrameTimes();
    partP99s = [];
    resident = new Resident();
  };
  try {
    const { simulation, frames } = await drive(prepared, stage, store, { stop: spec.stop, quiet: spec.quiet, afterFrame });
    simulation.verify();
    await store.close({ complete: frames === prepared.frames });
  } catch (error) {
    await store.abort();
    throw error;
  }
  return hours;
}

function events(world: World, kind: string): number {
  return world.events.totals[world.events.kinds.indexOf(kind)]!;
}

/** Resident memory over a time, bytes. */
class Resident {
  max = 0;
  #sum = 0;
  #looks = 0;

  look(): void {
    const bytes = process.memoryUsage.rss();
    this.max = Math.max(this.max, bytes);
    this.#sum += bytes;
    this.#looks++;
  }

  get mean(): number {
    return this.#sum / this.#looks;
  }
}

/** The file of a run that is going on, with its log. */
function fileBytes(path: string): number {
  return [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Collects garbage at once: without it the resident memory says as much about the collector's mood as about the run. */
function garbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Hold hours against the bounds; the first is warming up and is not judged. */
export function judgeSoak(hours: readonly SoakHour[], bots: number, framesPerHour = FRAMES_PER_HOUR): SoakBound[] {
  const judged = hours.slice(1);
  const bounds: SoakBound[] = [];
  const atMost = (name: string, value: number, unit: string, bound: number): void => {
    bounds.push({ name, value, unit, bound: `at most ${bound}`, verdict: value <= bound ? 'pass' : 'fail' });
  };
  if (judged.length < 2) return bounds;
  const first = judged[0]!;
  const last = judged.at(-1)!;
  const growth = slope(judged.map((hour) => hour.memoryMb));
  bounds.push({
    name: 'resident memory',
    value: growth,
    unit: 'MB an hour',
    bound: `below ${MAX_GROWTH_MB_PER_HOUR}`,
    verdict: growth < MAX_GROWTH_MB_PER_HOUR ? 'pass' : 'fail',
  });
  atMost('p99 of the last hour', last.steadyP99Ms / first.steadyP99Ms, 'times that of the second', MAX_P99_RATIO);
  const mostFile = (framesPerHour * MAX_FILE_BYTES_PER_FRAME + bots * MAX_FILE_BYTES_PER_BOT_HOUR) / MEGABYTE;
  atMost('run file', slope(judged.map((hour) => hour.fileMb)), 'MB an hour', Number(mostFile.toFixed(3)));
  return bounds;
}
