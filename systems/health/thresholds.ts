/** When a run is well, when somebody should look, and when it is in trouble: stated bounds, all in one place. */

export type Health = 'green' | 'yellow' | 'red';

export interface Alert {
  readonly health: 'yellow' | 'red';
  /** Name of the bound, for collectors. */
  readonly name: string;
  readonly value: number;
  readonly bound: number;
  readonly text: string;
}

/** What the thresholds look at. */
export interface Measured {
  readonly bots: number;
  readonly frameMs: { readonly p99: number };
  readonly cpuPercent: number;
  readonly updatesPerSecond: number;
  readonly oldestDeferral: number;
  readonly errorPercent: number;
  readonly memoryBytesPerBot: number;
  readonly memoryPercent: number;
  readonly fullestPool: { readonly name: string; readonly percent: number };
  readonly systems: readonly { readonly name: string; readonly state: string; readonly cpuPercent: number }[];
  readonly frame: number;
}

const MEBIBYTE = 1_048_576;
/** One core, paced in real time. */
export const MAX_CPU_PERCENT = 10;
export const MAX_BYTES_PER_BOT = 10 * MEBIBYTE;
/** Below this many bots what the program itself takes says nothing about a bot. */
export const LEAST_BOTS = 100;
export const MAX_FRAME_MS = 10;
export const MIN_UPDATES_PER_SECOND = 1000;
export const MAX_ERROR_PERCENT = 1;
export const MAX_MEMORY_PERCENT = 80;
export const MAX_POOL_PERCENT = 80;
/** An entry that is put off by the budget waits 30 s at most (schedule.ts has the bound that follows from units and weights). */
export const MAX_DEFERRAL_FRAMES = 300;
/** Percent of one core that a domain may take for 100 bots. */
export const SYSTEM_CPU_PERCENT_PER_100_BOTS: Readonly<Record<string, number>> = {
  'decide-goal': 0.02,
  'take-loot': 0.015,
  'optimise-equipment': 0.015,
  socialise: 0.01,
  'visit-auctioneer': 0.0025,
  'end-auctions': 0.0025,
};
/** A bound that is passed by this factor is trouble. */
const RED_FACTOR = 2;
/** Nothing is judged before the first second is over. */
const FIRST_FRAME = 10;

/** Every bound that is passed. */
export function alertsOf(measured: Measured): Alert[] {
  const alerts: Alert[] = [];
  if (measured.frame < FIRST_FRAME) return alerts;
  const above = (name: string, value: number, bound: number, red: number, text: string): void => {
    if (value > bound) alerts.push({ health: value > red ? 'red' : 'yellow', name, value, bound, text });
  };
  const { frameMs, cpuPercent, bots, memoryBytesPerBot, fullestPool } = measured;
  above('cpu', cpuPercent, MAX_CPU_PERCENT, MAX_CPU_PERCENT * RED_FACTOR, `${show(cpuPercent)} % of a core, at most ${MAX_CPU_PERCENT} %`);
  above(
    'latency',
    frameMs.p99,
    MAX_FRAME_MS,
    MAX_FRAME_MS * RED_FACTOR,
    `p99 of a frame ${show(frameMs.p99)} ms, at most ${MAX_FRAME_MS} ms`,
  );
  if (measured.updatesPerSecond > 0 && measured.updatesPerSecond < MIN_UPDATES_PER_SECOND)
    alerts.push({
      health: measured.updatesPerSecond * RED_FACTOR < MIN_UPDATES_PER_SECOND ? 'red' : 'yellow',
      name: 'updates',
      value: measured.updatesPerSecond,
      bound: MIN_UPDATES_PER_SECOND,
      text: `${show(measured.updatesPerSecond)} updates a second of computing, at least ${MIN_UPDATES_PER_SECOND}`,
    });
  if (bots >= LEAST_BOTS)
    above(
      'memory-per-bot',
      memoryBytesPerBot,
      MAX_BYTES_PER_BOT,
      MAX_BYTES_PER_BOT * RED_FACTOR,
      `${show(memoryBytesPerBot / MEBIBYTE)} MiB a bot, at most 10`,
    );
  above(
    'memory',
    measured.memoryPercent,
    MAX_MEMORY_PERCENT,
    90,
    `${show(measured.memoryPercent)} % of the memory, at most ${MAX_MEMORY_PERCENT} %`,
  );
  above(
    'errors',
    measured.errorPercent,
    MAX_ERROR_PERCENT,
    5,
    `${show(measured.errorPercent)} % of calls and commands throw, at most ${MAX_ERROR_PERCENT} %`,
  );
  above(
    'deferral',
    measured.oldestDeferral,
    MAX_DEFERRAL_FRAMES,
    MAX_DEFERRAL_FRAMES * RED_FACTOR,
    `somebody has waited ${measured.oldestDeferral} frames, at most ${MAX_DEFERRAL_FRAMES}`,
  );
  above(
    'pool',
    fullestPool.percent,
    MAX_POOL_PERCENT,
    95,
    `room for ${fullestPool.name} is ${show(fullestPool.percent)} % full, at most ${MAX_POOL_PERCENT} %`,
  );
  for (const system of measured.systems) alerts.push(...alertsOfSystem(system, bots));
  return alerts;
}

function alertsOfSystem({ name, state, cpuPercent }: Measured['systems'][number], bots: number): Alert[] {
  const alerts: Alert[] = [];
  const bound = ((SYSTEM_CPU_PERCENT_PER_100_BOTS[name] ?? Infinity) * Math.max(LEAST_BOTS, bots)) / 100;
  if (cpuPercent > bound)
    alerts.push({
      health: 'yellow',
      name: `cpu:${name}`,
      value: cpuPercent,
      bound,
      text: `${name} takes ${show(cpuPercent)} % of a core, at most ${show(bound)} %`,
    });
  if (state !== 'normal')
    alerts.push({
      health: state === 'disabled' || state === 'circuit_open' ? 'red' : 'yellow',
      name: `state:${name}`,
      value: 1,
      bound: 0,
      text: `${name}: ${state}`,
    });
  return alerts;
}

export function healthOf(alerts: readonly Alert[]): Health {
  if (alerts.some((alert) => alert.health === 'red')) return 'red';
  return alerts.length > 0 ? 'yellow' : 'green';
}

function show(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 100) / 100);
}
