/** Checks that the quest verbs share. */
import { BotState } from '../../components/index.js';
import { distanceTo } from '../movement/motion.js';
import type { Csr } from '../../data/content.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';

const CENTI = 100;

/** How near a bot must be to whom it deals with, centiyards. */
export function interactionCenti(world: World): number {
  return Math.floor(world.rules.interactionDistanceYards * CENTI);
}

/** dead or in_combat, or done for a bot that has its hands free. */
export function handsRefusal(world: World, bot: number): number {
  const state = world.c.life.state[bot]!;
  if (state === BotState.dead) return Reason.dead;
  return state === BotState.fighting ? Reason.in_combat : Reason.done;
}

/** Why a bot cannot deal with a giver about a quest; `of` says which quests the giver starts or ends. */
export function giverRefusal(world: World, bot: number, giver: number, quest: number, of: Csr): number {
  const { givers } = world.content;
  if (giver < 0 || giver >= givers.count) return Reason.unknown_target;
  if (!has(of, giver, quest)) return Reason.not_eligible;
  if (!dealsWith(world, giver, world.c.identity.side[bot]!)) return Reason.wrong_side;
  if (distanceTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!) > interactionCenti(world)) return Reason.too_far;
  return Reason.done;
}

/** True when row `row` of a look-up holds a value. */
export function has(of: Csr, row: number, value: number): boolean {
  for (let k = of.offsets[row]!; k < of.offsets[row + 1]!; k++) if (of.values[k] === value) return true;
  return false;
}
