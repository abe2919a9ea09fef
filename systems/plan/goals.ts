/**
 * Goals: what a bot is at. A proposal sets one with the place where it is to be reached; movement brings the bot there and calls the
 * goal's `arrive`; whoever finishes it clears it and the plan lane decides anew. Goals are a bot's own state, written by systems.
 */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import type { GoalCode } from '../../components/index.js';
import { MEMORY_SIZE } from '../../components/bot.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

const THINK_DELAY = optionIndex('think.delay');
/** A failed goal's target is left alone for this many frames (2 minutes) when the caller says nothing else. */
export const AVOID_FRAMES = 1200;

/** A goal that has not been reached after this many frames (30 minutes) is given up by the plan. */
export const MAX_GOAL_FRAMES = 18_000;

/** Called when a bot has reached the place of its goal. It must emit commands, set another goal, or end it (done or failed). */
export type Arrive = (world: World, bot: number, frame: number) => void;
/** Looks for something to do; sets a goal (or a state with a wake-up) and answers true, or changes nothing and answers false. */
export type Proposal = (world: World, bot: number, frame: number) => boolean;

/** Give a bot a goal at a place (map index, centiyards). It starts moving in the move lane at once. */
export function setGoal(world: World, bot: number, kind: GoalCode, target: number, arg: number, map: number, x: number, y: number): void {
  const { goal } = world.c;
  world.set(goal.f.kind, bot, kind);
  world.set(goal.f.target, bot, target);
  world.set(goal.f.arg, bot, arg);
  world.set(goal.f.map, bot, map);
  world.set(goal.f.x, bot, x);
  world.set(goal.f.y, bot, y);
  world.set(goal.f.since, bot, world.frame);
  world.set(goal.f.link, bot, 0);
  world.wakeAt(Lane.move, bot, world.frame + 1);
  world.wake(Lane.plan, bot, world.frame + MAX_GOAL_FRAMES);
}

export function clearGoal(world: World, bot: number): void {
  const { goal } = world.c;
  world.set(goal.f.kind, bot, 0);
  world.set(goal.f.target, bot, 0);
  world.set(goal.f.arg, bot, 0);
  world.set(goal.f.map, bot, 0);
  world.set(goal.f.x, bot, 0);
  world.set(goal.f.y, bot, 0);
  world.set(goal.f.link, bot, 0);
}

/** The goal is reached (or its command is on its way): think again after the reaction time, or after `delayFrames`. */
export function goalDone(world: World, bot: number, delayFrames = -1): void {
  clearGoal(world, bot);
  world.set(world.c.goal.f.failures, bot, 0);
  if (world.c.life.state[bot] !== BotState.dead) world.setState(bot, BotState.idle);
  think(world, bot, delayFrames);
}

/** The goal cannot be reached: leave its target alone for a while and think again. */
export function goalFailed(world: World, bot: number, avoidKey: number, avoidFrames = AVOID_FRAMES): void {
  if (avoidKey !== 0) avoid(world, bot, avoidKey, avoidFrames);
  clearGoal(world, bot);
  world.set(world.c.goal.f.failures, bot, Math.min(255, world.c.goal.failures[bot]! + 1));
  if (world.c.life.state[bot] !== BotState.dead) world.setState(bot, BotState.idle);
  think(world, bot, -1);
}

/** Wake the plan lane after the reaction time of this bot (spread by a draw), or after exactly `delayFrames`. */
export function think(world: World, bot: number, delayFrames: number): void {
  const base = world.option(THINK_DELAY);
  const delay = delayFrames >= 0 ? delayFrames : Math.floor(base / 2) + world.drawBelow(base + 1, world.uidOf(bot), Salt.think);
  world.wakeAt(Lane.plan, bot, world.frame + Math.max(1, delay));
}

/** Keys of things to avoid: a GoalKind and a target in one number. */
export function avoidKey(kind: GoalCode, target: number): number {
  return kind * 0x1000000 + (target & 0xffffff) + 1;
}

export function avoid(world: World, bot: number, key: number, frames: number): void {
  const { memory } = world.c;
  const at = memory.next[bot]!;
  world.set(memory.f.key, bot * MEMORY_SIZE + at, key);
  world.set(memory.f.until, bot * MEMORY_SIZE + at, world.frame + frames);
  world.set(memory.f.next, bot, (at + 1) % MEMORY_SIZE);
  world.derived.avoided.renew(bot);
}

export function isAvoided(world: World, bot: number, key: number): boolean {
  return world.derived.avoided.mayHold(bot, key) && keeps(world, bot, key);
}

function keeps(world: World, bot: number, key: number): boolean {
  const { key: keys, until } = world.c.memory;
  const first = bot * MEMORY_SIZE;
  for (let k = first; k < first + MEMORY_SIZE; k++) if (keys[k] === key && until[k]! > world.frame) return true;
  return false;
}

/** A short label of a goal kind, for reports. */
export function goalName(kind: number): string {
  return Object.keys(GoalKind)[kind] ?? 'none';
}
