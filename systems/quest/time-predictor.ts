/**
 * How long a quest takes a bot: a network of 12 inputs, 8 hidden units and 1 output, learnt online from the quests that bots turn in. All
 * arithmetic is in binary32 in a fixed order, so that every machine learns the same; the weights lie in the component `predictor`.
 *
 * The output is the root of the working time in minutes: squared, it is the time. The root makes a quest of an hour weigh about as much as one of minutes.
 */
import { PREDICTOR_HIDDEN, PREDICTOR_INPUTS } from '../../components/quest.js';
import { Objective, QuestType } from '../../data/content.js';
import type { World } from '../world.js';
import { isGroupQuest } from './eligibility.js';
import { questMoneyAtLevel, questXpAtLevel } from './rewards.js';

const f = Math.fround;
const IN = PREDICTOR_INPUTS;
const HIDDEN = PREDICTOR_HIDDEN;
/** Where the parts lie in the list of weights: hidden weights by unit, hidden biases, output weights, output bias. */
const HIDDEN_BIAS = IN * HIDDEN;
const OUT = HIDDEN_BIAS + HIDDEN;
const OUT_BIAS = OUT + HIDDEN;
export const WEIGHTS = OUT_BIAS + 1;
const SECONDS_PER_MINUTE = 60;
/** Slope of a hidden unit below zero: none dies for good. */
const LEAK = f(0.1);
const RATE = f(0.01);
/** Errors are cut at this (root minutes), so that one odd completion moves nothing far. */
const MAX_ERROR = f(2);
/** Times are between these, seconds. */
const MIN_SECONDS = 5;
const MAX_SECONDS = 14_400;
/** How hard each type of quest is, after the seed's order of preference. */
const TYPE_SCORE: readonly number[] = [0.4, 0.6, 0.2, 0.9, 0.3, 0.1, 1, 1, 1];

const inputs = new Float32Array(IN);
const hidden = new Float32Array(HIDDEN);

/** Weights of an untrained network: small, all different, and the same in every run. */
export function initialWeights(): Float64Array {
  const weights = new Float64Array(WEIGHTS);
  for (let n = 0; n < OUT; n++) weights[n] = n < HIDDEN_BIAS ? f((((n * 7919 + 104_729) % 1009) / 1009 - 0.5) * 0.6) : 0;
  for (let h = 0; h < HIDDEN; h++) weights[OUT + h] = f(((h * 31 + 7) % 17) / 34 + 0.1);
  weights[OUT_BIAS] = f(1);
  return weights;
}

/** The 12 features of a quest for a bot of a level, into the reused array `inputs`. */
export function extractFeatures(world: World, quest: number, level: number): Float32Array {
  const { quests } = world.content;
  const { facts } = world.derived.quests;
  inputs[0] = f(quests.level[quest]! / Math.max(1, level));
  inputs[1] = f(Math.min(10, questXpAtLevel(world, quest, level) / 1000));
  inputs[2] = f(Math.min(10, Math.max(0, questMoneyAtLevel(world, quest, level)) / 10_000));
  inputs[3] = f(TYPE_SCORE[quests.type[quest]!] ?? 1);
  inputs[4] = f((quests.objectives.offsets[quest + 1]! - quests.objectives.offsets[quest]!) / 10);
  inputs[5] = quests.prev[quest] !== 0 || quests.feeders.offsets[quest + 1]! > quests.feeders.offsets[quest]! ? 1 : 0;
  inputs[6] = quests.nextInChain[quest]! >= 0 || quests.chainDepth[quest]! > 0 ? 1 : 0;
  inputs[7] = facts.atHome[quest]!;
  inputs[8] = f(Math.min(5, facts.kills[quest]! / 20));
  inputs[9] = f(Math.min(5, facts.items[quest]! / 10));
  inputs[10] = isGroupQuest(world, quest) || quests.type[quest] === QuestType.raid ? 1 : 0;
  inputs[11] = f(Math.min(10, facts.walk[quest]! / 100_000));
  return inputs;
}

/** Output of a network with some weights for the features in `x`; leaves the hidden units in `hidden`. */
export function forward(weights: Float64Array, x: Float32Array): number {
  let out = f(weights[OUT_BIAS]!);
  for (let h = 0; h < HIDDEN; h++) {
    let sum = f(weights[HIDDEN_BIAS + h]!);
    for (let i = 0; i < IN; i++) sum = f(sum + f(f(weights[h * IN + i]!) * x[i]!));
    const active = sum > 0 ? sum : f(sum * LEAK);
    hidden[h] = active;
    out = f(out + f(f(weights[OUT + h]!) * active));
  }
  return out;
}

/** Seconds that an output stands for. */
export function secondsOf(output: number): number {
  const root = output > 0 ? output : 0;
  return Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, Math.floor(f(f(root * root) * SECONDS_PER_MINUTE))));
}
/** Output that stands for seconds. */
export function outputOf(seconds: number): number {
  return f(Math.sqrt(f(Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, seconds)) / SECONDS_PER_MINUTE)));
}

/** One step down the squared error of one completion; `put` stores a weight, `rate` is the length of the step. Returns the output before the step. */
export function learnOne(
  weights: Float64Array,
  x: Float32Array,
  seconds: number,
  put: (index: number, value: number) => void,
  rate = RATE,
): number {
  const output = forward(weights, x);
  const error = f(Math.max(-MAX_ERROR, Math.min(MAX_ERROR, f(output - outputOf(seconds)))));
  const step = f(rate * error);
  for (let h = 0; h < HIDDEN; h++) {
    const active = hidden[h]!;
    const back = f(f(f(weights[OUT + h]!) * step) * (active > 0 ? 1 : LEAK));
    put(OUT + h, f(f(weights[OUT + h]!) - f(step * active)));
    for (let i = 0; i < IN; i++) if (x[i] !== 0) put(h * IN + i, f(f(weights[h * IN + i]!) - f(back * x[i]!)));
    put(HIDDEN_BIAS + h, f(f(weights[HIDDEN_BIAS + h]!) - back));
  }
  put(OUT_BIAS, f(f(weights[OUT_BIAS]!) - step));
  return output;
}

/** Kinds of objectives that are counted in creatures, and in items. */
export const COUNTED = { kills: Objective.kill, items: Objective.collect } as const;
