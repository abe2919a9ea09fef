/**
 * What the time predictor is worth: its error on held-out quests beside the mean of their type, and quests turned in per bot and hour with
 * and without it, in pairs of runs that differ in nothing else. Usage: quest-predictor.bench.js [--world FILE] [--seeds N] [--bots N] [--frames N]
 */
import { QUEST_TYPES } from '../../data/format/words.js';
import { hashBytes } from '../../engine/state-hash.js';
import { loadWorld } from '../../data/load.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { fitModel, isHeldOut, judgeModel, keepFeatures } from '../../systems/quest/fit-model.js';
import type { Sample } from '../../systems/quest/fit-model.js';
import { TIMED_STEP } from '../../systems/quest/learn-times.js';
import { extractFeatures } from '../../systems/quest/time-predictor.js';
import { Simulation } from '../../systems/simulation.js';
import { Event } from '../../systems/vocabulary.js';

const FRAMES_PER_HOUR = 36_000;
const PASSES = 20;
/** Two-sided 95 % of Student's t for 9 degrees of freedom; fewer seeds are not judged. */
const T95 = 2.262;

const args = process.argv.slice(2);
const flag = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const seeds = Number(flag('--seeds') ?? 10);
const bots = Number(flag('--bots') ?? 200);
const frames = Number(flag('--frames') ?? 72_000);
const world = await loadWorld(flag('--world'));

interface Run {
  readonly questsPerHour: number;
  readonly meanLevel: number;
  readonly hash: string;
  readonly samples: readonly Sample[];
}

async function run(seed: number, model: 'off' | 'learn'): Promise<Run> {
  const loaded = await loadScenario('first-light');
  const prepared = await prepareRun({ loaded, world, overrides: { bots, frames, seed, set: [`quest.timeModel=${model}`] } });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  const samples: Sample[] = [];
  const { events, content } = simulation.world;
  for (let f = 0; f < frames; f++) {
    simulation.step();
    for (let n = 0; n < events.count; n++) {
      if (events.kind[n] !== Event['quest.timed']) continue;
      const quest = content.quests.id.indexOf(events.a[n]!);
      const features = keepFeatures(extractFeatures(simulation.world, quest, events.b[n]! % TIMED_STEP));
      samples.push({ features, seconds: Math.floor(events.b[n]! / TIMED_STEP), quest, type: content.quests.type[quest]! });
    }
  }
  const { life, progress } = simulation.world.c;
  let levels = 0;
  let quests = 0;
  for (let bot = 0; bot < bots; bot++) {
    levels += life.level[bot]!;
    quests += progress.questsDone[bot]!;
  }
  return { questsPerHour: (quests * FRAMES_PER_HOUR) / (bots * frames), meanLevel: levels / bots, hash: simulation.stateHash, samples };
}

const hashes: string[] = [];
const differences: number[] = [];
const ratios: number[] = [];
const without: Sample[] = [];
for (let seed = 1; seed <= seeds; seed++) {
  const off = await run(seed, 'off');
  const on = await run(seed, 'learn');
  without.push(...off.samples);
  hashes.push(off.hash, on.hash);
  differences.push(on.questsPerHour - off.questsPerHour);
  ratios.push(on.questsPerHour / off.questsPerHour);
  console.log(
    `seed ${seed}: quests per bot and hour ${off.questsPerHour.toFixed(3)} without, ${on.questsPerHour.toFixed(3)} with (${((ratios[seed - 1]! - 1) * 100).toFixed(1)} %); mean level ${off.meanLevel.toFixed(2)}, ${on.meanLevel.toFixed(2)}`,
  );
}
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
const middle = mean(differences);
const deviation = Math.sqrt(differences.reduce((s, d) => s + (d - middle) ** 2, 0) / Math.max(1, differences.length - 1));
const half = (T95 * deviation) / Math.sqrt(differences.length);
console.log(
  `paired difference ${middle.toFixed(3)} +- ${half.toFixed(3)} quests per bot and hour (95 %), ratio ${mean(ratios).toFixed(3)}, ${differences.filter((d) => d > 0).length} of ${seeds} pairs better with the predictor`,
);
const fitted = without.filter((s) => !isHeldOut(s.quest));
const held = without.filter((s) => isHeldOut(s.quest));
const judged = judgeModel(fitModel(fitted, PASSES), fitted, held);
console.log(
  `error on held-out quests (${judged.samples} completions, fitted to ${fitted.length}): model ${judged.modelError.toFixed(1)} s, mean of the type ${judged.meanError.toFixed(1)} s (${(judged.modelError / judged.meanError).toFixed(2)})`,
);
for (const t of judged.byType)
  console.log(
    `  ${QUEST_TYPES[t.type]!.padEnd(8)} ${String(t.samples).padStart(6)} held out: model ${t.modelError.toFixed(1)} s, mean ${t.meanError.toFixed(1)} s`,
  );
console.log(`result ${hashBytes(new TextEncoder().encode(hashes.join()))}`);
