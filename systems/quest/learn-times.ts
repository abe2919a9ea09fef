/**
 * Learning how long quests take, from what bots turn in, and estimating it for those they might take. Estimates are made with a copy of
 * the weights that is renewed now and then, so that a quest is worth the same to all who look at it meanwhile.
 */
import { Event } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { WEIGHTS, extractFeatures, forward, initialWeights, learnOne, secondsOf } from './time-predictor.js';

const TIME_MODEL = optionIndex('quest.timeModel');
const LEARN_FROM = optionIndex('quest.timeModelFrom');
const REFRESH = optionIndex('quest.cacheRefreshMs');
export const TimeModel = { off: 0, learn: 1, given: 2 } as const;
/** Samples that a model which was given to the run counts for. */
const GIVEN_SAMPLES = 1_000_000;

/** The weights a world begins with: those of a model, or untrained ones. */
export function beginModel(world: World, given: readonly number[] | null): void {
  const { predictor } = world.c;
  const weights = given ?? initialWeights();
  for (let n = 0; n < WEIGHTS; n++) {
    world.set(predictor.f.weight, n, Math.fround(weights[n]!));
    world.set(predictor.f.used, n, Math.fround(weights[n]!));
  }
  world.set(predictor.f.samples, 0, given === null ? 0 : GIVEN_SAMPLES);
  world.set(predictor.f.publishedSamples, 0, predictor.samples[0]!);
  world.set(predictor.f.version, 0, 1);
}

/** The argument of `quest.timed`: seconds x this + level. */
export const TIMED_STEP = 256;
const MOST_SECONDS = 8_000_000;

/** A bot turned a quest in after having worked at it for so many frames. Part of the command. */
export function recordCompletion(world: World, bot: number, quest: number, frames: number): void {
  const { predictor } = world.c;
  const level = world.c.life.level[bot]!;
  const seconds = Math.max(1, Math.min(MOST_SECONDS, Math.floor(frames / FRAMES_PER_SECOND)));
  world.event(Event['quest.timed'], world.uidOf(bot), world.content.quests.id[quest]!, seconds * TIMED_STEP + level);
  const type = world.content.quests.type[quest]!;
  const count = predictor.typeCount[type]!;
  if (world.option(TIME_MODEL) === TimeModel.learn) {
    const x = extractFeatures(world, quest, level);
    const output = learnOne(predictor.weight, x, seconds, (n, value) => world.set(predictor.f.weight, n, value));
    if (count > 0) judge(world, seconds, secondsOf(output), predictor.typeSeconds[type]! / count);
    world.add(predictor.f.samples, 0, 1);
  }
  world.add(predictor.f.typeCount, type, 1);
  world.add(predictor.f.typeSeconds, type, seconds);
}

/** How far off the model and the mean of the type were, before this completion was learnt. */
function judge(world: World, seconds: number, predicted: number, mean: number): void {
  const { predictor } = world.c;
  world.add(predictor.f.judged, 0, 1);
  world.add(predictor.f.modelError, 0, Math.abs(predicted - seconds));
  world.add(predictor.f.meanError, 0, Math.abs(Math.floor(mean) - seconds));
}

/** Estimates are made with the weights of now from here on, if there is something new and the last ones are old enough. Before choices are made. */
export function publishWeights(world: World): void {
  const { predictor } = world.c;
  if (predictor.samples[0] === predictor.publishedSamples[0]) return;
  if (world.frame - predictor.publishedFrame[0]! < world.framesOf(world.option(REFRESH))) return;
  world.set(predictor.f.publishedSamples, 0, predictor.samples[0]!);
  for (let n = 0; n < WEIGHTS; n++) world.set(predictor.f.used, n, predictor.weight[n]!);
  world.set(predictor.f.publishedFrame, 0, world.frame);
  world.add(predictor.f.version, 0, 1);
}

/** True when estimates come from the network and not from the content alone. */
export function usesModel(world: World): boolean {
  const mode = world.option(TIME_MODEL);
  if (mode === TimeModel.off) return false;
  const { publishedSamples } = world.c.predictor;
  return mode === TimeModel.given ? publishedSamples[0]! >= GIVEN_SAMPLES : publishedSamples[0]! >= world.option(LEARN_FROM);
}

/** About how long a quest takes a bot of a level, seconds. */
export function estimateSeconds(world: World, quest: number, level: number): number {
  if (!usesModel(world)) return world.derived.quests.facts.seconds[quest]!;
  return secondsOf(forward(world.c.predictor.used, extractFeatures(world, quest, level)));
}
