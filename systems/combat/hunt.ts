/** Going for a creature: the claim, the way there, and the first blow. */
import { BotState, CreatureState, GoalKind, Lane } from '../../components/index.js';
import { optionIndex } from '../options.js';
import { distanceTo, stop } from '../movement/motion.js';
import { clearGoal, goalFailed, setGoal, think } from '../plan/goals.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { isFree } from './targets.js';
import { Regen, setRegen } from './vitals.js';

const ROUND_FRAMES = optionIndex('combat.roundFrames');
/** A bot fights from within this distance, centiyards: arm's length plus both reaches. */
export const FIGHT_RANGE = 900;
const STAND_OFF = 300;

/** Claim a creature and go for it; `quest` is the quest index it is for, or -1. */
export function hunt(world: World, bot: number, slot: number, quest: number): void {
  const { spawns } = world.content;
  world.set(world.c.creature.f.claimedBy, slot, bot + 1);
  const uid = world.uidOf(bot);
  const x = spawns.x[slot]! + world.drawBelow(STAND_OFF * 2, uid, Salt.spot, 0) - STAND_OFF;
  const y = spawns.y[slot]! + world.drawBelow(STAND_OFF * 2, uid, Salt.spot, 1) - STAND_OFF;
  setGoal(world, bot, quest >= 0 ? GoalKind.kill : GoalKind.grind, slot, quest, spawns.map[slot]!, x, y);
}

/** At the place of the creature: attack it if it is still there to be had. */
export function arriveKill(world: World, bot: number): void {
  const slot = world.c.goal.target[bot]!;
  if (
    !isFree(world, bot, slot) ||
    distanceTo(world, bot, world.content.spawns.map[slot]!, world.content.spawns.x[slot]!, world.content.spawns.y[slot]!) > FIGHT_RANGE
  ) {
    goalFailed(world, bot, 0);
    return;
  }
  engage(world, bot, slot);
}

/** Begin to fight a creature. The first to strike has the right to its experience and loot. */
export function engage(world: World, bot: number, slot: number): void {
  const { creature, fight } = world.c;
  stop(world, bot);
  world.setState(bot, BotState.fighting);
  setRegen(world, bot, Regen.none);
  world.set(fight.f.target, bot, slot + 1);
  world.set(fight.f.since, bot, world.frame);
  world.set(fight.f.lastRound, bot, world.frame);
  world.set(creature.f.state, slot, CreatureState.fighting);
  if (creature.tapper[slot] === 0) world.set(creature.f.tapper, slot, bot + 1);
  if (creature.target[slot] === 0) world.set(creature.f.target, slot, bot + 1);
  world.add(creature.f.attackers, slot, 1);
  // Rounds of different bots are spread over the frames.
  world.wakeAt(Lane.combat, bot, world.frame + 1 + world.drawBelow(world.option(ROUND_FRAMES), world.uidOf(bot), Salt.hit));
}

/** The bot's fight is over; it gets its breath back and thinks. */
export function endFight(world: World, bot: number, delayFrames: number): void {
  world.set(world.c.fight.f.target, bot, 0);
  world.sleep(Lane.combat, bot);
  setRegen(world, bot, Regen.slow);
  world.setState(bot, BotState.idle);
  clearGoal(world, bot);
  think(world, bot, delayFrames);
}
