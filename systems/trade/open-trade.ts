import type { Verb } from '../../engine/command-queue.js';
import { BotState, TradeState } from '../../components/index.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { isParty, partnerOf, wakeParty } from './trade-state.js';

/** A bot that was asked agrees to trade: trade slot. */
function handle(world: World, bot: number, t: number): number {
  const { trade, life } = world.c;
  if (!isParty(world, t, bot)) return Reason.gone;
  if (trade.b[t] !== bot + 1) return Reason.not_yours;
  if (trade.state[t] !== TradeState.requested) return Reason.already_done;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  world.set(trade.f.state, t, TradeState.open);
  world.set(trade.f.opened, t, world.frame);
  wakeParty(world, partnerOf(world, t, bot));
  return Reason.done;
}

export const openTradeVerb: Verb<World> = { name: 'trade.open', handle };
