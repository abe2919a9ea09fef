/** Arriving where the partner of a trade stands. */
import { BotState, GoalKind } from '../../components/index.js';
import { goalFailed } from '../plan/goals.js';
import type { World } from '../world.js';
import { ask } from './seek-trade.js';
import { inTradeRange } from './trade-state.js';
import { isApproachable, isShunned, partnerKey } from './trade-policy.js';

/** Somebody who has gone, or is busy, is left alone for a minute. */
const GONE_FRAMES = 600;

export function arriveMeet(world: World, bot: number): void {
  const { goal, social, life } = world.c;
  const partner = goal.target[bot]!;
  const present =
    goal.kind[bot] === GoalKind.meet &&
    world.uidOf(partner) === goal.arg[bot] &&
    isApproachable(world, partner) &&
    inTradeRange(world, bot, partner);
  if (social.trade[bot] !== 0 || life.state[bot] === BotState.trading) return;
  if (present && !isShunned(world, bot, partner)) ask(world, bot, partner);
  else goalFailed(world, bot, partnerKey(world, partner), GONE_FRAMES);
}
