/** Ways to places, and keys of quests that a bot leaves alone. */
import { distance } from '../../engine/integer-math.js';
import { GoalKind } from '../../components/index.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { avoid, avoidKey, isAvoided } from '../plan/goals.js';
import type { World } from '../world.js';
import { OTHER_MAP_WALK } from './quest-facts.js';

/** Running, centiyards in a millisecond of a passage. */
const CENTI_PER_MS = 0.7;
/** Keys of quests lie above those of givers. */
const QUEST_KEYS = 0x800000;
/** An abandoned quest is not taken again for an hour. */
const ABANDONED_FRAMES = 36_000;

/** About how far it is to a place, centiyards, passages counted as walks; -1 when the bot cannot get there. */
export function wayTo(world: World, bot: number, map: number, x: number, y: number): number {
  const here = world.c.motion.map[bot]!;
  if (here === map) return distanceTo(world, bot, map, x, y);
  const bx = xOf(world, bot);
  const by = yOf(world, bot);
  const link = world.derived.routes.nextLink(here, bx, by, map, world.c.identity.side[bot]!, world.c.life.level[bot]!);
  if (link < 0) return -1;
  const { links } = world.content;
  const walk = distance(bx, by, links.fromX[link]!, links.fromY[link]!) + Math.floor(links.travelMs[link]! * CENTI_PER_MS);
  return walk + (links.toMap[link] === map ? distance(links.toX[link]!, links.toY[link]!, x, y) : OTHER_MAP_WALK);
}

/** What a place that is unknown or cannot be reached counts as, centiyards: more than any way. */
const UNKNOWN_WAY = 10_000_000;

/** About how far the place of an objective (row of the content) is, centiyards. */
export function spotWay(world: World, bot: number, at: number): number {
  const { spotMap, spotX, spotY } = world.derived.quests.facts;
  const way = spotMap[at]! < 0 ? -1 : wayTo(world, bot, spotMap[at]!, spotX[at]!, spotY[at]!);
  return way < 0 ? UNKNOWN_WAY : way;
}

/** Key of a quest that is left alone; those of two quests are as far apart as their indices. */
export function questAvoidKey(quest: number): number {
  return avoidKey(GoalKind.accept, QUEST_KEYS + quest);
}
/** Leave a quest alone for an hour: it was given up. */
export function avoidQuest(world: World, bot: number, quest: number): void {
  avoid(world, bot, questAvoidKey(quest), ABANDONED_FRAMES);
}
export function avoidsQuest(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, questAvoidKey(quest));
}

/** Leave turning a quest in alone for a while: it was refused. */
export function avoidTurnIn(world: World, bot: number, quest: number, frames: number): void {
  avoid(world, bot, avoidKey(GoalKind.turnIn, QUEST_KEYS + quest), frames);
}
export function avoidsTurnIn(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, avoidKey(GoalKind.turnIn, QUEST_KEYS + quest));
}

/** A quest that has cost too many lives waits for half an hour, in which the bot may grow. */
const TOO_HARD_FRAMES = 18_000;

/** Leave working at a quest alone for half an hour: it is too hard as yet. */
export function holdQuest(world: World, bot: number, quest: number): void {
  avoid(world, bot, avoidKey(GoalKind.kill, QUEST_KEYS + quest), TOO_HARD_FRAMES);
}
export function isHeld(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, avoidKey(GoalKind.kill, QUEST_KEYS + quest));
}

/** Say why a bot gets nowhere (StallCause). */
export function noteCause(world: World, bot: number, cause: number): void {
  if (world.c.progress.cause[bot] !== cause) world.set(world.c.progress.f.cause, bot, cause);
}
