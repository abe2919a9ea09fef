/**
 * System: movement. A bot that is due in the move lane has a goal to go to, or has come to the end of a segment: it walks on (over links
 * from map to map), or it is there and the goal's `arrive` takes over.
 */
import { BotState, GoalKind, Lane, StallCause } from '../../components/index.js';
import { distance } from '../../engine/integer-math.js';
import { optionIndex } from '../options.js';
import { ARRIVALS } from '../plan/arrivals.js';
import { avoidKey, goalFailed } from '../plan/goals.js';
import { fightOnTheWay, isLongWay } from '../plan/stint.js';
import type { GoalCode } from '../../components/index.js';
import type { World } from '../world.js';
import { isMoving, place, startSegment, xOf, yOf } from './motion.js';

const LEG_YARDS = optionIndex('move.legYards');
const CENTI = 100;
/** Near enough to a goal's place, centiyards. */
const THERE = 150;
/** A place that cannot be reached is left alone for 30 minutes. */
const NO_WAY_FRAMES = 18_000;

export function travel(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) step(world, ids[k]!, frame);
}

function step(world: World, bot: number, frame: number): void {
  const { goal, motion, life } = world.c;
  const kind = goal.kind[bot]!;
  if (kind === GoalKind.none || life.state[bot] === BotState.fighting) return;
  if (goal.link[bot]! < 0) leavePassage(world, bot);
  if (motion.map[bot] === goal.map[bot]) {
    const x = goal.x[bot]!;
    const y = goal.y[bot]!;
    if (distance(xOf(world, bot), yOf(world, bot), x, y) <= THERE && !isMoving(world, bot)) {
      ARRIVALS[kind]!(world, bot, frame);
      return;
    }
    walk(world, bot, x, y);
    return;
  }
  towardsMap(world, bot, frame);
}

/** Walk to a place, a leg at a time; at the end of a leg a bot on a long way looks for something to fight. */
function walk(world: World, bot: number, x: number, y: number): void {
  const { life, goal } = world.c;
  if (life.state[bot] === BotState.dead) {
    startSegment(world, bot, x, y);
    return;
  }
  const leg = world.option(LEG_YARDS) * CENTI;
  const left = distance(xOf(world, bot), yOf(world, bot), x, y);
  const long = left > leg + leg / 2 && isLongWay(goal.kind[bot]!);
  // A goal that was set in the last frame has been weighed by the plan.
  if (long && goal.since[bot]! < world.frame - 1 && fightOnTheWay(world, bot)) return;
  world.setState(bot, BotState.traveling);
  if (long) onTheWay(world, bot);
  if (!long) {
    startSegment(world, bot, x, y);
    return;
  }
  const fx = xOf(world, bot);
  const fy = yOf(world, bot);
  startSegment(world, bot, fx + Math.trunc(((x - fx) * leg) / left), fy + Math.trunc(((y - fy) * leg) / left));
}

function towardsMap(world: World, bot: number, frame: number): void {
  const { goal, motion, identity, life } = world.c;
  const { links } = world.content;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  const link = world.derived.routes.nextLink(motion.map[bot]!, x, y, goal.map[bot]!, identity.side[bot]!, life.level[bot]!);
  if (link < 0) {
    world.set(world.c.progress.f.cause, bot, StallCause.noWay);
    goalFailed(world, bot, avoidKey(goal.kind[bot]! as GoalCode, goal.target[bot]!), NO_WAY_FRAMES);
    return;
  }
  if (distance(x, y, links.fromX[link]!, links.fromY[link]!) > THERE) {
    world.set(goal.f.link, bot, link + 1);
    walk(world, bot, links.fromX[link]!, links.fromY[link]!);
    return;
  }
  onTheWay(world, bot);
  // Inside the passage the bot stands at its entrance; the negative link says that it is on its way through.
  world.set(goal.f.link, bot, -(link + 1));
  world.wakeAt(Lane.move, bot, frame + world.framesOf(links.travelMs[link]!));
}

/** A bot that has a long way before it gets nowhere else meanwhile, unless something else held it up already. */
function onTheWay(world: World, bot: number): void {
  if (world.c.progress.cause[bot] === StallCause.none) world.set(world.c.progress.f.cause, bot, StallCause.onTheWay);
}

function leavePassage(world: World, bot: number): void {
  const { goal } = world.c;
  const { links } = world.content;
  const link = -goal.link[bot]! - 1;
  place(world, bot, links.toMap[link]!, links.toX[link]!, links.toY[link]!);
  world.set(goal.f.link, bot, 0);
}
