/**
 * A long run: 24 simulated hours of 5,000 bots (or what is asked for), as fast as it goes; memory and frame time an hour are fitted, and a
 * slope beyond the stated bounds fails. `npm run soak -- --hours 24 --bots 5000`.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import marketDay from '../scenarios/market-day.js';
import { validateScenario } from '../scenarios/load-scenario.js';
import { prepareRun } from '../scenarios/prepare-run.js';
import { Simulation } from '../systems/simulation.js';
import { FrameTimes } from './frame-times.js';
import { say } from './output.js';

const FRAMES_PER_HOUR = 36_000;
const MEBIBYTE = 1_048_576;
/** Resident memory may grow by less than this in a simulated hour. */
export const MAX_GROWTH_MIB_PER_HOUR = 1;
/** p99 of the last hour, as a multiple of that of the second. */
export const MAX_P99_RATIO = 1.1;

export interface SoakHour {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly memoryMiB: number;
}
export interface SoakReport {
  readonly bots: number;
  readonly hours: readonly SoakHour[];
  readonly growthMiBPerHour: number;
  readonly p99Ratio: number;
  readonly verdict: 'pass' | 'fail';
}

/** Slope of the line of least squares through values at 0, 1, 2, ... */
export function slope(values: readonly number[]): number {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, y) => sum + y, 0) / n;
  let above = 0;
  let below = 0;
  values.forEach((y, x) => {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) * (x - meanX);
  });
  return below === 0 ? 0 : above / below;
}

/** @param parts measured parts, an hour each in the full form; the first is warming up and is not judged */
export async function soak(
  bots: number,
  parts: number,
  framesPerPart = FRAMES_PER_HOUR,
  tell: (text: string) => void = () => undefined,
): Promise<SoakReport> {
  const scenario = validateScenario(marketDay, 'market-day');
  const prepared = await prepareRun({
    loaded: { scenario, folder: '.', source: 'market-day' },
    overrides: { bots, frames: parts * framesPerPart },
  });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  const hours: SoakHour[] = [];
  for (let part = 0; part < parts; part++) {
    const times = new FrameTimes();
    for (let f = 0; f < framesPerPart; f++) {
      const began = performance.now();
      simulation.step();
      times.add(performance.now() - began);
    }
    (globalThis as { gc?: () => void }).gc?.();
    const hour = { p50Ms: times.quantile(0.5), p99Ms: times.quantile(0.99), memoryMiB: process.memoryUsage.rss() / MEBIBYTE };
    hours.push(hour);
    tell(`hour ${part + 1}: p50 ${hour.p50Ms.toFixed(2)} ms, p99 ${hour.p99Ms.toFixed(2)} ms, ${hour.memoryMiB.toFixed(1)} MiB`);
  }
  simulation.verify();
  const judged = hours.slice(1);
  const growthMiBPerHour = slope(judged.map((hour) => hour.memoryMiB));
  const p99Ratio = judged.length === 0 ? 1 : judged.at(-1)!.p99Ms / judged[0]!.p99Ms;
  const verdict = growthMiBPerHour < MAX_GROWTH_MIB_PER_HOUR && p99Ratio <= MAX_P99_RATIO ? 'pass' : 'fail';
  return { bots, hours, growthMiBPerHour, p99Ratio, verdict };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { hours: { type: 'string', default: '24' }, bots: { type: 'string', default: '5000' } } });
  const report = await soak(Number(values.bots), Number(values.hours), FRAMES_PER_HOUR, say);
  say(
    `${report.verdict}: memory ${report.growthMiBPerHour.toFixed(2)} MiB an hour (below ${MAX_GROWTH_MIB_PER_HOUR}), p99 of the last hour ${report.p99Ratio.toFixed(2)} times that of the second (at most ${MAX_P99_RATIO})`,
  );
  process.exitCode = report.verdict === 'pass' ? 0 : 1;
}
