/**
 * Figures of a running world: of each frame and of each system over the last 60 s, the history second by second, and health by stated
 * thresholds (thresholds.ts). Times are measured by the caller and handed in: this reads no clock and changes nothing.
 */
import { BREAKER_STATE_NAMES } from '../../engine/breaker.js';
import { isSystem } from '../../engine/schedule.js';
import { BOT_STATE_NAMES } from '../../components/index.js';
import { componentBytes } from '../world-sizes.js';
import { FRAME_MS, FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { HISTORY_SECONDS, Ring } from './history.js';
import { alertsOf, healthOf } from './thresholds.js';
import type { Alert, Health } from './thresholds.js';

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly mean: number;
}

export interface SystemFigures {
  readonly name: string;
  readonly state: string;
  /** Milliseconds of a frame; of the frames in which systems are timed one by one. */
  readonly ms: Spread;
  /** Share of one core when paced in real time, percent. */
  readonly cpuPercent: number;
  readonly unitsPerFrame: number;
  /** Wake-ups that the budget put off, a frame. */
  readonly deferredPerFrame: number;
  /** Entries handled in the last 60 s. */
  readonly handled: number;
  /** Calls that threw, since the start, and percent of its calls of the last 60 s. */
  readonly errors: number;
  readonly errorPercent: number;
}

export interface SecondFigures {
  readonly frameMs: number;
  readonly units: number;
  readonly deferred: number;
  readonly errors: number;
}

export interface Figures {
  readonly frame: number;
  readonly bots: number;
  readonly health: Health;
  readonly frameMs: Spread;
  /** Share of one core when paced in real time (a frame is 100 ms), percent. */
  readonly cpuPercent: number;
  /** Entries handled a second of computing. */
  readonly updatesPerSecond: number;
  /** Entries handled a simulated second. */
  readonly updatesPerSimulatedSecond: number;
  readonly unitsPerFrame: number;
  readonly unitsGranted: number;
  readonly deferredPerFrame: number;
  /** Longest wait of an entry that the budget put off, frames. */
  readonly oldestDeferral: number;
  /** Calls and commands that threw, percent of all in the last 60 s, and since the start. */
  readonly errorPercent: number;
  readonly errors: number;
  readonly memoryBytes: number;
  readonly memoryBytesPerBot: number;
  /** Share of the memory of the machine, percent. */
  readonly memoryPercent: number;
  /** The fullest pool of the world. */
  readonly fullestPool: { readonly name: string; readonly percent: number };
  readonly systems: readonly SystemFigures[];
  readonly history: readonly SecondFigures[];
  readonly botStates: Readonly<Record<string, number>>;
  /** Cells of each component, used or not, bytes; the largest first. */
  readonly components: readonly { readonly name: string; readonly bytes: number }[];
  readonly alerts: readonly Alert[];
}

export interface Memory {
  readonly residentBytes: number;
  readonly totalBytes: number;
}

export class HealthMonitor {
  readonly #ms = new Ring();
  readonly #units = new Ring();
  readonly #deferred = new Ring();
  readonly #oldest = new Ring();
  readonly #handled = new Ring();
  readonly #commands = new Ring();
  readonly #failed = new Ring();
  readonly #systemMs: Ring[];
  readonly #systemUnits: Ring[];
  readonly #systemHandled: Ring[];
  readonly #systemErrors: Ring[];
  readonly #systemDeferred: Ring[];
  readonly #lastHandled: Float64Array;
  readonly #lastErrors: Int32Array;
  readonly #seconds = {
    ms: new Ring(HISTORY_SECONDS),
    units: new Ring(HISTORY_SECONDS),
    deferred: new Ring(HISTORY_SECONDS),
    errors: new Ring(HISTORY_SECONDS),
  };
  readonly #components: readonly { readonly name: string; readonly bytes: number }[];
  readonly #second = { ms: 0, units: 0, deferred: 0, errors: 0, frames: 0 };

  constructor(world: World) {
    const rings = (): Ring[] => world.runner.rows.map(() => new Ring());
    this.#systemMs = rings();
    this.#components = componentBytes(world.arena.layouts).sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
    this.#systemUnits = rings();
    this.#systemHandled = rings();
    this.#systemErrors = rings();
    this.#systemDeferred = rings();
    this.#lastHandled = world.runner.handled.slice();
    this.#lastErrors = new Int32Array(world.runner.rows.length);
  }

  /** Note a frame that took `ms` milliseconds. */
  afterFrame(world: World, ms: number): void {
    const { runner, commands } = world;
    let handled = 0;
    let failed = commands.failed;
    for (let row = 0; row < runner.rows.length; row++) {
      const now = runner.handled[row]! - this.#lastHandled[row]!;
      const errors = world.guard.breakers.errorsOf(row) - this.#lastErrors[row]!;
      this.#lastHandled[row] = runner.handled[row]!;
      this.#lastErrors[row] = this.#lastErrors[row]! + errors;
      this.#systemHandled[row]!.add(now);
      this.#systemUnits[row]!.add(runner.units[row]!);
      this.#systemErrors[row]!.add(errors);
      this.#systemDeferred[row]!.add(runner.putOff[row]!);
      handled += now;
      failed += errors;
    }
    this.#ms.add(ms);
    this.#units.add(runner.work.unitsUsed);
    this.#deferred.add(runner.work.deferred);
    this.#oldest.add(runner.work.oldestDeferral);
    this.#handled.add(handled);
    this.#commands.add(commands.applied + commands.refused + commands.failed);
    this.#failed.add(failed);
    this.#addToSecond(ms, runner.work.unitsUsed, runner.work.deferred, failed);
  }

  #addToSecond(ms: number, units: number, deferred: number, errors: number): void {
    const second = this.#second;
    second.ms += ms;
    second.units += units;
    second.deferred += deferred;
    second.errors += errors;
    if (++second.frames < FRAMES_PER_SECOND) return;
    this.#seconds.ms.add(second.ms / second.frames);
    this.#seconds.units.add(second.units / second.frames);
    this.#seconds.deferred.add(second.deferred / second.frames);
    this.#seconds.errors.add(second.errors);
    second.ms = second.units = second.deferred = second.errors = second.frames = 0;
  }

  /** A row of the schedule took `ms` in a frame in which rows are timed. */
  timed(row: number, ms: number): void {
    this.#systemMs[row]!.add(ms);
  }

  figures(world: World, memory: Memory): Figures {
    const bots = world.pools.bot.live;
    const busyMs = this.#ms.sum;
    const base = {
      frame: world.frame,
      bots,
      frameMs: spread(this.#ms),
      cpuPercent: (this.#ms.mean / FRAME_MS) * 100,
      updatesPerSecond: busyMs === 0 ? 0 : (this.#handled.sum * 1000) / busyMs,
      updatesPerSimulatedSecond: this.#handled.mean * FRAMES_PER_SECOND,
      unitsPerFrame: this.#units.mean,
      unitsGranted: world.runner.work.unitsGranted,
      deferredPerFrame: this.#deferred.mean,
      oldestDeferral: this.#oldest.max,
      errorPercent: percent(this.#failed.sum, this.#commands.sum + this.#handled.sum),
      errors: world.guard.failures.total,
      memoryBytes: memory.residentBytes,
      memoryBytesPerBot: bots === 0 ? 0 : memory.residentBytes / bots,
      memoryPercent: percent(memory.residentBytes, memory.totalBytes),
      fullestPool: fullestPool(world),
      systems: this.#systems(world),
      history: this.#history(),
      botStates: botStates(world),
      components: this.#components,
    };
    const alerts = alertsOf(base);
    return { ...base, alerts, health: healthOf(alerts) };
  }

  #systems(world: World): SystemFigures[] {
    return world.runner.rows.map((row, i) => {
      const ms = spread(this.#systemMs[i]!);
      return {
        name: isSystem(row) ? row.name : `flush ${row.flush}`,
        state: BREAKER_STATE_NAMES[world.guard.breakers.stateOf(i)]!,
        ms,
        cpuPercent: (ms.mean / FRAME_MS) * 100,
        unitsPerFrame: this.#systemUnits[i]!.mean,
        deferredPerFrame: this.#systemDeferred[i]!.mean,
        handled: this.#systemHandled[i]!.sum,
        errors: world.guard.breakers.errorsOf(i),
        errorPercent: percent(this.#systemErrors[i]!.sum, this.#systemErrors[i]!.sum + this.#systemHandled[i]!.sum),
      };
    });
  }

  #history(): SecondFigures[] {
    const { ms, units, deferred, errors } = this.#seconds;
    const [u, d, e] = [[...units.inOrder()], [...deferred.inOrder()], [...errors.inOrder()]];
    return [...ms.inOrder()].map((frameMs, i) => ({ frameMs, units: u[i]!, deferred: d[i]!, errors: e[i]! }));
  }
}

function spread(ring: Ring): Spread {
  const [p50, p95, p99] = ring.quantiles(0.5, 0.95, 0.99) as [number, number, number];
  return { p50, p95, p99, max: ring.max, mean: ring.mean };
}

function percent(part: number, whole: number): number {
  return whole <= 0 ? 0 : (part / whole) * 100;
}

function fullestPool(world: World): { name: string; percent: number } {
  let fullest = { name: '', percent: 0 };
  for (const [name, pool] of Object.entries(world.pools)) {
    // Room for bots is made to measure: all of it in use is as it should be.
    const share = name === 'bot' ? 0 : percent(pool.live, world.capacities[name]!);
    if (share > fullest.percent) fullest = { name, percent: share };
  }
  return fullest;
}

function botStates(world: World): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(BOT_STATE_NAMES.map((name) => [name, 0]));
  for (let bot = 0; bot < world.pools.bot.high; bot++) counts[BOT_STATE_NAMES[world.c.life.state[bot]!]!]!++;
  return counts;
}
