/**
 * Whole frames at 5,000, 20,000 and 100,000 bots, side by side with a raw pass over the bytes of the bots' components in the same run:
 * the ratio says how much a frame costs compared with merely reading everything once. Usage: frame.bench.js [bots...] [--frames N]
 */
import { loadWorld } from '../../data/load.js';
import { hashBytes } from '../../engine/state-hash.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { Simulation } from '../../systems/simulation.js';

const WARM_UP_FRAMES = 300;
const DEFAULT_FRAMES = 1500;
const RAW_PASSES = 200;

interface Measure {
  readonly bots: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rawMs: number;
  readonly nsPerBot: number;
  readonly bytesPerBot: number;
  readonly hash: string;
}

const args = process.argv.slice(2);
const at = args.indexOf('--frames');
const frames = at >= 0 ? Number(args[at + 1]) : DEFAULT_FRAMES;
const sizes = args.filter((a, i) => /^\d+$/.test(a) && i !== at + 1).map(Number);

async function measure(bots: number): Promise<Measure> {
  const world = await loadWorld(undefined);
  const loaded = await loadScenario('market-day');
  const prepared = await prepareRun({ loaded, world, overrides: { bots, frames: WARM_UP_FRAMES + frames } });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  for (let f = 0; f < WARM_UP_FRAMES; f++) simulation.step();
  const times = new Float64Array(frames);
  for (let f = 0; f < frames; f++) {
    const started = performance.now();
    simulation.step();
    times[f] = performance.now() - started;
  }
  const mean = times.reduce((s, t) => s + t, 0) / frames;
  times.sort();
  const botBytes = simulation.world.arena.layouts
    .filter((l) => l.spec.pool === 'bot' || l.spec.pool === 'item')
    .reduce((s, l) => s + l.bytes, 0);
  return {
    bots,
    meanMs: mean,
    p50Ms: times[Math.floor(frames / 2)]!,
    p99Ms: times[Math.floor(frames * 0.99)]!,
    rawMs: rawPass(simulation),
    nsPerBot: (mean * 1e6) / bots,
    bytesPerBot: botBytes / bots,
    hash: simulation.stateHash,
  };
}

/** Sum of all 32-bit words of the bots' components, read once; the median of many passes. */
function rawPass(simulation: Simulation): number {
  const arrays = simulation.world.arena.layouts.filter((l) => l.spec.pool === 'bot').flatMap((l) => l.fields.map((f) => f.array));
  const times: number[] = [];
  let sum = 0;
  for (let pass = 0; pass < RAW_PASSES; pass++) {
    const started = performance.now();
    for (const array of arrays) {
      const words = new Int32Array(array.buffer, array.byteOffset, Math.floor(array.byteLength / 4));
      for (let i = 0; i < words.length; i++) sum = (sum + words[i]!) | 0;
    }
    times.push(performance.now() - started);
  }
  if (sum === 0.5) throw new Error('unreachable');
  return times.sort((a, b) => a - b)[RAW_PASSES >> 1]!;
}

const measures: Measure[] = [];
for (const bots of sizes.length > 0 ? sizes : [5000, 20_000, 100_000]) {
  const m = await measure(bots);
  measures.push(m);
  console.log(
    `${String(bots).padStart(7)} bots  frame mean ${m.meanMs.toFixed(3)} ms  p50 ${m.p50Ms.toFixed(3)}  p99 ${m.p99Ms.toFixed(3)}  ${m.nsPerBot.toFixed(0)} ns a bot  raw pass ${m.rawMs.toFixed(3)} ms  frame/raw ${(m.meanMs / m.rawMs).toFixed(2)}  components ${m.bytesPerBot.toFixed(0)} B a bot  state ${m.hash}`,
  );
}
const first = measures[0]!;
for (const m of measures.slice(1)) console.log(`time per bot at ${m.bots} / at ${first.bots}: ${(m.nsPerBot / first.nsPerBot).toFixed(2)}`);
console.log(`result ${hashBytes(new TextEncoder().encode(measures.map((m) => m.hash).join()))}`);
