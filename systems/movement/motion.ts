/**
 * Motion as segments. A walking bot writes nothing until it arrives; where it is in between is computed when asked for, in exact
 * integers (SQL does the same in the views).
 */
import { distance } from '../../engine/integer-math.js';
import { BotState, Lane } from '../../components/index.js';
import { optionIndex } from '../options.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';

const RUN_SPEED = optionIndex('move.runSpeed');
const GHOST_SPEED = optionIndex('move.ghostSpeed');
const MOUNT_LEVEL = optionIndex('move.mountLevel');
const MOUNT_SPEED = optionIndex('move.mountSpeed');
const THOUSAND = 1000;
const CENTI = 100;

/** Coordinate of a walking bot's place along one axis at the present frame, centiyards. */
function along(from: number, to: number, depart: number, arrive: number, frame: number): number {
  return from + Math.trunc(((to - from) * (frame - depart)) / (arrive - depart));
}

export function xOf(world: World, bot: number): number {
  const m = world.c.motion;
  if (m.arrive[bot]! <= world.frame) return m.toX[bot]!;
  return along(m.fromX[bot]!, m.toX[bot]!, m.depart[bot]!, m.arrive[bot]!, world.frame);
}
export function yOf(world: World, bot: number): number {
  const m = world.c.motion;
  if (m.arrive[bot]! <= world.frame) return m.toY[bot]!;
  return along(m.fromY[bot]!, m.toY[bot]!, m.depart[bot]!, m.arrive[bot]!, world.frame);
}
export function isMoving(world: World, bot: number): boolean {
  return world.c.motion.arrive[bot]! > world.frame;
}

/** Distance of a bot to a place on a map, centiyards; a very large number on another map. */
export function distanceTo(world: World, bot: number, map: number, x: number, y: number): number {
  if (world.c.motion.map[bot] !== map) return FAR;
  return distance(xOf(world, bot), yOf(world, bot), x, y);
}
/** Farther than any two places of one map. */
export const FAR = 1_000_000_000;

/** A way shorter than this is not worth mounting for, centiyards (60 yards). */
const WORTH_MOUNTING = 6000;

/** Speed of a bot over a way of some length, centiyards a frame: running, riding from the mount level on, or as a ghost. */
export function speedOf(world: World, bot: number, way: number): number {
  const { life } = world.c;
  const run = (world.option(RUN_SPEED) * CENTI) / FRAMES_PER_SECOND;
  let factor = THOUSAND;
  if (life.state[bot] === BotState.dead) factor = world.option(GHOST_SPEED);
  else if (way >= WORTH_MOUNTING && life.level[bot]! >= world.option(MOUNT_LEVEL)) factor = world.option(MOUNT_SPEED);
  return Math.max(1, Math.floor((run * factor) / (THOUSAND * THOUSAND)));
}

/** Start a straight segment to a place on the bot's own map; it wakes in the move lane when it arrives. */
export function startSegment(world: World, bot: number, x: number, y: number): void {
  const { motion } = world.c;
  const fx = xOf(world, bot);
  const fy = yOf(world, bot);
  const way = distance(fx, fy, x, y);
  const frames = Math.max(1, Math.ceil(way / speedOf(world, bot, way)));
  world.set(motion.f.fromX, bot, fx);
  world.set(motion.f.fromY, bot, fy);
  world.set(motion.f.depart, bot, world.frame);
  world.set(motion.f.arrive, bot, world.frame + frames);
  endAt(world, bot, motion.map[bot]!, x, y);
  world.wakeAt(Lane.move, bot, world.frame + frames);
}

/** Stand still where the bot is now. */
export function stop(world: World, bot: number): void {
  if (isMoving(world, bot)) place(world, bot, world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot));
  world.sleep(Lane.move, bot);
}

/** Put a bot at a place (birth, the end of a passage, a graveyard). */
export function place(world: World, bot: number, map: number, x: number, y: number): void {
  const { motion } = world.c;
  world.set(motion.f.fromX, bot, x);
  world.set(motion.f.fromY, bot, y);
  world.set(motion.f.depart, bot, world.frame);
  world.set(motion.f.arrive, bot, world.frame);
  endAt(world, bot, map, x, y);
}

function endAt(world: World, bot: number, map: number, x: number, y: number): void {
  const { motion, zoneCrowd } = world.c;
  world.set(motion.f.toX, bot, x);
  world.set(motion.f.toY, bot, y);
  world.set(motion.f.map, bot, map);
  const zone = world.content.zones.at(map, x, y) + 1;
  const before = motion.zone[bot]!;
  if (zone !== before || !world.derived.cells.holds(bot)) {
    if (world.derived.cells.holds(bot)) world.add(zoneCrowd.f.bots, before, -1);
    world.add(zoneCrowd.f.bots, zone, 1);
    world.set(motion.f.zone, bot, zone);
  }
  world.derived.cells.move(bot, map, x, y);
}
