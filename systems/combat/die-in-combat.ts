/** Verb: a bot whose health is gone dies: durability is lost, the corpse stays where it fell, the creature goes for the next or home. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, CreatureState, EQUIPMENT_SLOTS, GoalKind, Lane, StallCause } from '../../components/index.js';
import { recomputeStats } from '../equipment/derive-stats.js';
import { itemAt, setDurability } from '../inventory/items.js';
import { xOf, yOf } from '../movement/motion.js';
import { Account, spend } from '../money.js';
import { optionIndex } from '../options.js';
import { avoid, avoidKey, clearGoal } from '../plan/goals.js';
import { DEATH_COUNTER_SECONDS, deathCounterAfter } from '../rules/death.js';
import { DEATH_DURABILITY_LOSS, durabilityAfterLoss } from '../rules/repair-cost.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { dropAttacker } from './fight-round.js';
import { Regen, healthNow, setRegen } from './vitals.js';

/** Share of the purse that a death costs, in thousandths: none by the rules. */
const DEATH_COST = optionIndex('death.cost');
const COST_SCALE = 1000;
/** Time until a dead bot releases its spirit, frames (5 s). */
const RELEASE_FRAMES = 50;
/** What killed a bot is left alone for 10 minutes. */
const AVOID_KILLER_FRAMES = 6000;

export const dieInCombatVerb: Verb<World> = { name: 'bot.die', handle: dieInCombat };

function dieInCombat(world: World, bot: number, slot: number): number {
  const { life, fight, creature, death, progress, motion } = world.c;
  if (life.state[bot] === BotState.dead || healthNow(world, bot) > 0) return Reason.already_done;
  if (creature.state[slot] === CreatureState.fighting && fight.target[bot] === slot + 1) dropAttacker(world, bot, slot);
  const kind = world.content.spawns.creature[slot]!;
  world.set(fight.f.target, bot, 0);
  world.sleep(Lane.combat, bot);
  world.set(death.f.map, bot, motion.map[bot]!);
  world.set(death.f.x, bot, xOf(world, bot));
  world.set(death.f.y, bot, yOf(world, bot));
  countDeath(world, bot);
  loseDurability(world, bot, DEATH_DURABILITY_LOSS, false);
  spend(world, bot, Math.floor((life.gold[bot]! * world.option(DEATH_COST)) / COST_SCALE), Cause.death_cost, Account.world);
  setRegen(world, bot, Regen.none);
  clearGoal(world, bot);
  avoid(world, bot, avoidKey(GoalKind.kill, slot), AVOID_KILLER_FRAMES);
  world.setState(bot, BotState.dead);
  world.add(progress.f.deaths, bot, 1);
  world.set(progress.f.cause, bot, StallCause.tooWeak);
  world.sleep(Lane.plan, bot);
  world.wakeAt(Lane.recover, bot, world.frame + RELEASE_FRAMES);
  world.event(Event['bot.died'], world.uidOf(bot), world.content.creatures.id[kind]!, creature.uid[slot]!);
  return Reason.done;
}

/** The counter of recent deaths runs down with time; `recent` holds what was left of it, in deaths, at the last one. */
function countDeath(world: World, bot: number): void {
  const { death } = world.c;
  const counter = deathCounterAfter(counterSeconds(world, bot));
  world.set(death.f.recent, bot, Math.ceil(counter / DEATH_COUNTER_SECONDS));
  world.set(death.f.frame, bot, world.frame);
}

/** Seconds left of the death counter now. */
export function counterSeconds(world: World, bot: number): number {
  const { death } = world.c;
  const elapsed = Math.floor((world.frame - death.frame[bot]!) / FRAMES_PER_SECOND);
  return Math.max(0, death.recent[bot]! * DEATH_COUNTER_SECONDS - elapsed);
}

/** A share of the durability of everything worn (and carried) is lost. */
export function loseDurability(world: World, bot: number, share: number, carriedToo: boolean): void {
  const { item } = world.c;
  const last = carriedToo ? world.sizes.botSlots : EQUIPMENT_SLOTS;
  for (let slot = 0; slot < last; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0) continue;
    const max = world.content.items.maxDurability[item.kind[i]!]!;
    if (max > 0) setDurability(world, i, durabilityAfterLoss(item.durability[i]!, max, share));
  }
  recomputeStats(world, bot);
}
