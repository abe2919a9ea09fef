/** Verb: a bot has lessons at a trainer of its class and pays for them. */
import type { Verb } from '../../engine/command-queue.js';
import { Account, spend } from '../money.js';
import { optionIndex } from '../options.js';
import { LESSON_LEVELS, lessonCost } from '../rules/training-cost.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import { factorAt, serviceRefusal } from '../vendor/prices.js';
import type { World } from '../world.js';

const RATE = optionIndex('training.rate');
const RATE_SCALE = 1000;

/** bot: service index into trainers, lessons (those that come next). All of them or none. */
export const learnVerb: Verb<World> = { name: 'trainer.learn', handle: learn };

function learn(world: World, bot: number, trainer: number, lessons: number): number {
  const { training, identity, life } = world.c;
  const refusal = serviceRefusal(world, bot, world.content.trainers, trainer);
  if (refusal !== Reason.done) return refusal;
  if (world.content.trainers.cls[trainer] !== identity.cls[bot]) return Reason.wrong_class;
  if (lessons <= 0) return Reason.bad_amount;
  const level = training.taught[bot]! + lessons * LESSON_LEVELS;
  if (level > life.level[bot]!) return Reason.level_too_low;
  let copper = 0;
  for (let k = 1; k <= lessons; k++) copper += nextLessonCost(world, bot, trainer, k);
  if (copper > life.gold[bot]!) return Reason.not_enough_money;
  spend(world, bot, copper, Cause.training, Account.trainers);
  world.set(training.f.taught, bot, level);
  world.event(Event['bot.trained'], world.uidOf(bot), level, copper);
  world.noteProgress(bot);
  return Reason.done;
}

/** What the `n`th of a bot's next lessons (from 1) costs at a trainer, copper. */
export function nextLessonCost(world: World, bot: number, trainer: number, n: number): number {
  const level = world.c.training.taught[bot]! + n * LESSON_LEVELS;
  const cost = lessonCost(level, factorAt(world, bot, world.content.trainers, trainer));
  return Math.floor((cost * world.option(RATE)) / RATE_SCALE);
}
