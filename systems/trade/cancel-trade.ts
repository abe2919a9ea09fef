import type { Verb } from '../../engine/command-queue.js';
import { TradeState } from '../../components/index.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { noteDeal } from './dealings.js';
import { endTrade, freeTrade, isParty, partnerOf } from './trade-state.js';

/** A party leaves a trade: trade slot, reason. One that has ended is cleared away. */
function handle(world: World, bot: number, t: number, reason: number): number {
  const { trade } = world.c;
  if (!isParty(world, t, bot)) return Reason.gone;
  const state = trade.state[t]!;
  if (state === TradeState.requested || state === TradeState.open) {
    if (reason === Reason.unfair) noteDeal(world, bot, partnerOf(world, t, bot), false);
    endTrade(world, t, TradeState.cancelled, reason);
  } else {
    freeTrade(world, t);
  }
  return Reason.done;
}

export const cancelTradeVerb: Verb<World> = { name: 'trade.cancel', handle };
