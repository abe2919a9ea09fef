/** Fitting the time predictor to completions that were recorded, and judging it on quests that it was not fitted to. Deterministic; reads no world. */
import { PREDICTOR_INPUTS } from '../../components/quest.js';
import { forward, initialWeights, learnOne, secondsOf } from './time-predictor.js';

/** One completed quest: its features, what it took, and what it is. */
export interface Sample {
  readonly features: Float32Array;
  readonly seconds: number;
  readonly quest: number;
  readonly type: number;
}

/** Of five quests one is held out: no completion of it is fitted. */
const FOLDS = 5;
const SPREAD = 2_654_435_761;
const FIRST_RATE = 0.01;

/** True for a quest (content index) that is kept for judging. */
export function isHeldOut(quest: number): boolean {
  return (Math.imul(quest + 1, SPREAD) >>> 8) % FOLDS === 0;
}

/** Weights after so many passes over the samples, each in an order of its own. */
export function fitModel(samples: readonly Sample[], passes: number): Float64Array {
  const weights = initialWeights();
  const put = (n: number, value: number): void => void (weights[n] = value);
  const count = samples.length;
  if (count === 0) return weights;
  for (let pass = 0; pass < passes; pass++) {
    // Shorter and shorter steps, so that the last completions do not sway the result.
    const rate = Math.fround(FIRST_RATE / (1 + pass));
    // A stride that shares no factor with the count walks through all samples in a scattered order.
    let stride = 1 + ((pass * 7919 + 104_729) % Math.max(1, count - 1));
    while (greatestCommonDivisor(stride, count) !== 1) stride++;
    for (let n = 0, at = pass % count; n < count; n++, at = (at + stride) % count)
      learnOne(weights, samples[at]!.features, samples[at]!.seconds, put, rate);
  }
  return weights;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

export interface Judgement {
  readonly samples: number;
  /** Mean absolute errors, seconds: of the model, and of the mean of the quest's type over the fitted samples. */
  readonly modelError: number;
  readonly meanError: number;
  readonly byType: readonly { readonly type: number; readonly samples: number; readonly modelError: number; readonly meanError: number }[];
}

/** How far off a model is on some samples, beside the naive estimate. */
export function judgeModel(weights: Float64Array, fitted: readonly Sample[], held: readonly Sample[]): Judgement {
  const sums = new Map<number, { n: number; seconds: number }>();
  let all = 0;
  for (const { type, seconds } of fitted) {
    const sum = sums.get(type) ?? { n: 0, seconds: 0 };
    sum.n++;
    sum.seconds += seconds;
    all += seconds;
    sums.set(type, sum);
  }
  const meanOf = (type: number): number => {
    const sum = sums.get(type);
    return sum === undefined ? all / Math.max(1, fitted.length) : sum.seconds / sum.n;
  };
  const errors = new Map<number, { samples: number; model: number; mean: number }>();
  for (const { features, seconds, type } of held) {
    const error = errors.get(type) ?? { samples: 0, model: 0, mean: 0 };
    error.samples++;
    error.model += Math.abs(secondsOf(forward(weights, features)) - seconds);
    error.mean += Math.abs(meanOf(type) - seconds);
    errors.set(type, error);
  }
  const byType = [...errors]
    .sort(([a], [b]) => a - b)
    .map(([type, e]) => ({ type, samples: e.samples, modelError: e.model / e.samples, meanError: e.mean / e.samples }));
  const total = (key: 'modelError' | 'meanError'): number =>
    byType.reduce((sum, t) => sum + t[key] * t.samples, 0) / Math.max(1, held.length);
  return { samples: held.length, modelError: total('modelError'), meanError: total('meanError'), byType };
}

/** A copy of features that lie in a reused array. */
export function keepFeatures(features: Float32Array): Float32Array {
  return features.slice(0, PREDICTOR_INPUTS);
}
