/** When a bot goes to a trainer of its class, and how much it learns there. */
import { BotState, GoalKind } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { avoid, avoidKey, goalDone, isAvoided, setGoal } from '../plan/goals.js';
import { LESSON_LEVELS, lessonCost } from '../rules/training-cost.js';
import { nearestWithin } from '../vendor/services.js';
import type { World } from '../world.js';
import { nextLessonCost } from './learn.js';

/** A trainer this near is dropped in on, centiyards (200 yards); one who is three lessons behind comes from farther away (1,000 yards). */
const NEAR_REACH = 20_000;
const FAR_REACH = 100_000;
const FAR_BEHIND = 3;
/** A bot keeps this share of its purse for other things: it pays for a lesson when it has the price so many times. */
const KEPT_TIMES = 2;
/** Time with the trainer, frames. */
const VISIT_FRAMES = 30;

/** Proposal: lessons are due, can be paid for, and a trainer is near. */
export function proposeTraining(world: World, bot: number): boolean {
  const { training, life } = world.c;
  const due = lessonsDue(world, bot);
  if (due === 0 || lessonCost(training.taught[bot]! + LESSON_LEVELS, 1) * KEPT_TIMES > life.gold[bot]!) return false;
  const { trainers } = world.content;
  const trainer = nearestWithin(world, bot, trainers, isOwnTrainer, due >= FAR_BEHIND ? FAR_REACH : NEAR_REACH);
  if (trainer < 0) return false;
  setGoal(world, bot, GoalKind.train, trainer, 0, trainers.map[trainer]!, trainers.x[trainer]!, trainers.y[trainer]!);
  return true;
}

/** Lessons a bot has the level for and has not had. */
function lessonsDue(world: World, bot: number): number {
  return Math.max(0, Math.floor((world.c.life.level[bot]! - world.c.training.taught[bot]!) / LESSON_LEVELS));
}

function isOwnTrainer(world: World, bot: number, trainer: number): boolean {
  return world.content.trainers.cls[trainer] === world.c.identity.cls[bot] && !isAvoided(world, bot, avoidKey(GoalKind.train, trainer));
}

/** At a trainer: as many lessons as leave half of the purse. */
export function arriveTrain(world: World, bot: number): void {
  const trainer = world.c.goal.target[bot]!;
  const purse = world.c.life.gold[bot]!;
  const due = lessonsDue(world, bot);
  let lessons = 0;
  let copper = 0;
  while (lessons < due) {
    copper += nextLessonCost(world, bot, trainer, lessons + 1);
    if (copper * KEPT_TIMES > purse) break;
    lessons++;
  }
  if (lessons > 0) world.emit(Op.learn, bot, trainer, lessons);
  else avoid(world, bot, avoidKey(GoalKind.train, trainer), TOO_DEAR_FRAMES);
  goalDone(world, bot, VISIT_FRAMES);
  world.setState(bot, BotState.vendoring);
}
/** A trainer whose prices are too high is left alone for 10 minutes. */
const TOO_DEAR_FRAMES = 6000;
