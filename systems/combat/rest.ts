/** Proposals of somebody who is hurt, and of somebody who has nothing better to do than to fight. */
import { BotState, Lane } from '../../components/index.js';
import { eat } from '../vendor/provisions.js';
import type { World } from '../world.js';
import { hunt } from './hunt.js';
import { GRIND_REACH, PASSING_REACH, SETTLING_REACH, findPrey } from './targets.js';
import { framesUntil, healthPercent, manaPercent, Regen, setRegen } from './vitals.js';

/** A bot below these sits down until it is at REST_UNTIL. */
const REST_BELOW_HEALTH_PERCENT = 75;
const REST_BELOW_MANA_PERCENT = 30;
const REST_UNTIL_PERCENT = 92;

export function proposeRest(world: World, bot: number): boolean {
  const { life, death } = world.c;
  const sick = death.sickUntil[bot]! > world.frame;
  const resting = life.state[bot] === BotState.resting;
  const low = healthPercent(world, bot) < REST_BELOW_HEALTH_PERCENT || manaPercent(world, bot) < REST_BELOW_MANA_PERCENT;
  const full = framesUntil(world, bot, REST_UNTIL_PERCENT) === 0;
  if (!sick && (full || (!low && !resting))) {
    if (resting) {
      setRegen(world, bot, Regen.slow);
      world.setState(bot, BotState.idle);
    }
    return false;
  }
  if (!resting) {
    setRegen(world, bot, Regen.rest);
    eat(world, bot);
    world.setState(bot, BotState.resting);
  }
  const until = Math.max(framesUntil(world, bot, REST_UNTIL_PERCENT), sick ? death.sickUntil[bot]! - world.frame : 0);
  world.wakeAt(Lane.plan, bot, world.frame + Math.max(5, until));
  return true;
}

/** Kill something near for its experience and loot. */
export function proposeGrind(world: World, bot: number): boolean {
  const prey = findPrey(world, bot, GRIND_REACH);
  if (prey < 0) return false;
  hunt(world, bot, prey, -1);
  return true;
}

/** On a long way: fight what stands beside it, if the bot is in good health. The goal is given up for it and chosen anew afterwards. */
export function huntAlongTheWay(world: World, bot: number): boolean {
  if (healthPercent(world, bot) < REST_BELOW_HEALTH_PERCENT || manaPercent(world, bot) < REST_BELOW_MANA_PERCENT) return false;
  const prey = findPrey(world, bot, PASSING_REACH);
  if (prey < 0) return false;
  hunt(world, bot, prey, -1);
  return true;
}

/** Settle down to hunt: the nearest prey, farther off than one would look in passing. */
export function huntHere(world: World, bot: number): boolean {
  let prey = findPrey(world, bot, GRIND_REACH);
  if (prey < 0) prey = findPrey(world, bot, SETTLING_REACH);
  if (prey < 0) return false;
  hunt(world, bot, prey, -1);
  return true;
}
