/**
 * Fighting on a long way. A bot that leaves for a far hub (or on another very long way) hunts where it finds prey of its level, up to a stint's worth, before it goes on;
 * one on another long way may fight what stands beside it. Without this a bot of a level with few quests would walk and gain nothing.
 */
import { GoalKind } from '../../components/index.js';
import { huntAlongTheWay, huntHere } from '../combat/rest.js';
import { distanceTo } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

const ALONG_THE_WAY = optionIndex('combat.alongTheWay');
const STINT_PERCENT = optionIndex('combat.stintPercent');
const STINT_KILLS = optionIndex('combat.stintKills');
const FAR_YARDS = optionIndex('combat.stintFrom');
const CENTI = 100;
/** Beyond this (1,200 yards, about 3 minutes) every way is treated like that to a far hub, centiyards. */
const VERY_FAR = 120_000;
/** Goals for which a bot lets itself be held up. */
const LONG_WAYS: ReadonlySet<number> = new Set([
  GoalKind.useObject,
  GoalKind.accept,
  GoalKind.turnIn,
  GoalKind.talk,
  GoalKind.explore,
  GoalKind.hub,
  GoalKind.kill,
  GoalKind.buy,
]);

/** True when the bot has a long way before it and now fights something instead: its goal is replaced, and chosen anew afterwards. */
export function fightOnTheWay(world: World, bot: number): boolean {
  const { goal, fight } = world.c;
  if (world.option(ALONG_THE_WAY) === 0 || !LONG_WAYS.has(goal.kind[bot]!)) return false;
  const way = distanceTo(world, bot, goal.map[bot]!, goal.x[bot]!, goal.y[bot]!);
  if (way <= world.option(FAR_YARDS) * CENTI) return false;
  if (goal.kind[bot] !== GoalKind.hub && way <= VERY_FAR) {
    return world.drawBelow(100, world.uidOf(bot), Salt.wander) < world.option(STINT_PERCENT) && huntAlongTheWay(world, bot);
  }
  const done = fight.stint[bot]!;
  if (done >= world.option(STINT_KILLS) || !huntHere(world, bot)) return false;
  world.set(fight.f.stint, bot, done + 1);
  return true;
}

/** True for a goal on whose way a bot looks round now and then. */
export function isLongWay(kind: number): boolean {
  return LONG_WAYS.has(kind);
}
