/**
 * Discovery and scoring of quests: nanoseconds a bot for the choice among twelve candidates, against brute force (every giver of the world,
 * one by one, no index, table or batch) in the same run, what each layer is worth, and how the cost grows with bots and givers. In processor time.
 * Usage: quest.bench.js [--quick]
 */
import { GoalKind } from '../../components/index.js';
import { hashBytes } from '../../engine/state-hash.js';
import { distanceTo } from '../../systems/movement/motion.js';
import { avoidKey, isAvoided } from '../../systems/plan/goals.js';
import { optionIndex } from '../../systems/options.js';
import { bestPickup } from '../../systems/quest/choose-quest.js';
import { dealsWith, serverRefusal } from '../../systems/quest/eligibility.js';
import { optimalScore } from '../../systems/quest/scoring.js';
import { wants } from '../../systems/quest/wants.js';
import type { World } from '../../systems/world.js';
import { GIVERS_PER_HUB, QUESTS_PER_GIVER, dale } from './dale.js';

const PASSES = 101;
const PAIRED_PASSES = 31;
const TARGET_NS = 200;
const FLAT_PERCENT = 20;
const QUICK = process.argv.includes('--quick');
const NS_PER_MS = 1e6;
const US_PER_MS = 1000;

/** Processor time of this process, milliseconds: other work of the machine takes turns with it and is not counted. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / US_PER_MS;
}

/** Median nanoseconds for one of `count`. */
function medianNs(passes: number, count: number, run: () => void): number {
  run();
  run();
  const times = Array.from({ length: passes }, () => {
    const started = processorMs();
    run();
    return ((processorMs() - started) * NS_PER_MS) / count;
  });
  return times.sort((a, b) => a - b)[passes >> 1]!;
}

function bruteForce(world: World, bot: number): number {
  const { givers } = world.content;
  const radius = world.derived.quests.radius;
  let best = -1;
  let bestScore = 0;
  for (let giver = 0; giver < givers.count; giver++) {
    const away = distanceTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
    if (away > radius || !dealsWith(world, giver, world.c.identity.side[bot]!) || isAvoided(world, bot, avoidKey(GoalKind.accept, giver)))
      continue;
    for (let k = givers.starts.offsets[giver]!; k < givers.starts.offsets[giver + 1]!; k++) {
      const quest = givers.starts.values[k]!;
      if (!wants(world, bot, quest)) continue;
      const score = optimalScore(world, bot, quest, giver, away);
      if (score > bestScore) {
        bestScore = score;
        best = quest;
      }
    }
  }
  return best;
}

function choices(bots: number, choose: (bot: number) => number): Int32Array {
  return Int32Array.from({ length: bots }, (_, bot) => choose(bot));
}
const chosen = (world: World) => (bot: number) => bestPickup(world, bot)?.quest ?? -1;

function choiceNs(world: World, bots: number, passes = PASSES): number {
  return medianNs(passes, bots, () => {
    for (let bot = 0; bot < bots; bot++) bestPickup(world, bot);
  });
}

/** Median nanoseconds a bot in two worlds, measured by turns: other work of the machine comes to both. */
function pairNs(one: World, ones: number, other: World, others: number): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let pass = -2; pass < PAIRED_PASSES; pass++) {
    for (const [n, world, bots] of [
      [0, one, ones],
      [1, other, others],
    ] as const) {
      const started = processorMs();
      for (let bot = 0; bot < bots; bot++) bestPickup(world, bot);
      if (pass >= 0) times[n].push(((processorMs() - started) * NS_PER_MS) / bots);
    }
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[PAIRED_PASSES >> 1]!;
  return [median(times[0]), median(times[1])];
}

/** What the layers are worth: each figure in nanoseconds for one question or choice. */
function layers(world: World, bots: number): void {
  const index = world.derived.quests;
  const perHub = GIVERS_PER_HUB * QUESTS_PER_GIVER;
  const hubs = world.content.givers.count / GIVERS_PER_HUB;
  const ask = (question: (bot: number, quest: number) => void, before?: (bot: number) => void) =>
    medianNs(9, bots * perHub, () => {
      for (let bot = 0; bot < bots; bot++) {
        before?.(bot);
        const first = (bot % hubs) * perHub;
        for (let n = 0; n < perHub; n++) question(bot, first + n);
      }
    });
  const rules = ask((bot, quest) => void serverRefusal(world, bot, quest));
  const one = ask((bot, quest) => void wants(world, bot, quest));
  const batch = ask(
    (_, quest) => void index.candidate.wants(quest),
    (bot) => index.candidate.begin(bot),
  );
  const set = (key: string, value: number) => world.setOption(optionIndex(key), value);
  set('quest.eligibilityCacheEntries', 50_000);
  const thrashed = ask((bot, quest) => void index.eligibility.refusal(bot, quest));
  const few = Math.min(bots, 4000);
  const kept = medianNs(9, few * perHub, () => {
    for (let bot = 0; bot < few; bot++) for (let n = 0; n < perHub; n++) index.eligibility.refusal(bot, (bot % hubs) * perHub + n);
  });
  console.log(
    `eligibility of one quest: rules alone ${rules.toFixed(0)} ns, cache (hit) ${kept.toFixed(0)} ns, cache (too small for all) ${thrashed.toFixed(0)} ns; with all filters one by one ${one.toFixed(0)} ns, by the batch ${batch.toFixed(0)} ns`,
  );
  const whole = choiceNs(world, bots, 9);
  set('quest.giverCacheEntries', 0);
  const bare = choiceNs(world, Math.min(bots, 1000), 5);
  set('quest.giverCacheEntries', 100_000);
  console.log(`choice with cells kept ${whole.toFixed(0)} ns, with the R-tree asked each time ${bare.toFixed(0)} ns`);
}

const bots = 5000;
const small = await dale(bots, 300);
const fast = choiceNs(small, bots);
const slow = medianNs(QUICK ? 1 : 3, 500, () => {
  for (let bot = 0; bot < 500; bot++) bruteForce(small, bot);
});
const picked = choices(bots, chosen(small));
const differences = choices(500, (bot) => bruteForce(small, bot)).filter((quest, bot) => quest !== picked[bot]).length;
console.log(
  `choice among 12 for ${bots} bots, 300 givers: ${fast.toFixed(0)} ns a bot (target ${TARGET_NS}), brute force ${slow.toFixed(0)} ns, ${(slow / fast).toFixed(0)} times; differences ${differences}`,
);
layers(small, bots);

const ratio: string[] = [];
let flat = true;
for (const [b, g] of QUICK
  ? ([[5000, 10_000]] as const)
  : ([
      [20_000, 300],
      [100_000, 300],
      [5000, 1000],
      [5000, 10_000],
    ] as const)) {
  const [ns, again] = pairNs(await dale(b, g), b, small, bots);
  flat &&= Math.abs(ns / again - 1) * 100 <= FLAT_PERCENT;
  ratio.push(`${b} bots, ${g} givers: ${ns.toFixed(0)} ns (${(ns / again).toFixed(2)} of 5000 and 300)`);
}
console.log(ratio.join('\n'));
console.log(`flat within ${FLAT_PERCENT} %: ${flat ? 'yes' : 'no'}; within ${TARGET_NS} ns: ${fast <= TARGET_NS ? 'yes' : 'no'}`);
console.log(`result ${hashBytes(new Uint8Array(picked.buffer))}`);
