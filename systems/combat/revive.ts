/** Verb: a dead bot comes back with half its health: at its corpse, or at the spirit healer for a quarter of all durability. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { distanceTo } from '../movement/motion.js';
import { goalDone } from '../plan/goals.js';
import { CORPSE_RECLAIM_YARDS, revivedAmount, sicknessSeconds } from '../rules/death.js';
import { SPIRIT_HEALER_DURABILITY_LOSS } from '../rules/repair-cost.js';
import { Event, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { loseDurability } from './die-in-combat.js';
import { Regen, setRegen, setVitals } from './vitals.js';

const CENTI = 100;
/** Ways back. */
export const ReviveAt = { corpse: 0, spiritHealer: 1 } as const;

export const reviveVerb: Verb<World> = { name: 'bot.revive', handle: revive };

function revive(world: World, bot: number, at: number): number {
  const { life, death, vital } = world.c;
  if (life.state[bot] !== BotState.dead) return Reason.already_done;
  if (at === ReviveAt.corpse) {
    if (distanceTo(world, bot, death.map[bot]!, death.x[bot]!, death.y[bot]!) > CORPSE_RECLAIM_YARDS * CENTI) return Reason.too_far;
  } else {
    loseDurability(world, bot, SPIRIT_HEALER_DURABILITY_LOSS, true);
    world.set(death.f.sickUntil, bot, world.frame + sicknessSeconds(life.level[bot]!) * FRAMES_PER_SECOND);
  }
  world.setState(bot, BotState.idle);
  setVitals(world, bot, revivedAmount(vital.maxHealth[bot]!), revivedAmount(vital.maxMana[bot]!));
  setRegen(world, bot, Regen.slow);
  goalDone(world, bot);
  world.event(Event['bot.revived'], world.uidOf(bot), at);
  return Reason.done;
}
