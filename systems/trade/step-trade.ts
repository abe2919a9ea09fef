/** What a party of a trade does when it looks at it: answer, offer, accept, or leave. */
import { BotState, Lane, TradeState } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { bestOffer, deal, gatherOffers } from './choose-deal.js';
import { standStill } from './seek-trade.js';
import { askedPrice, isFair, isShared, mayTrade, wish } from './trade-policy.js';
import { OFFER_SLOTS, hasAccepted, hasStrayed, inTradeRange, offerAt, offeredCopper, offeredItems, partnerOf } from './trade-state.js';

/** A trade in which nothing happens for 30 s is cancelled. */
export const TIMEOUT_FRAMES = 300;
/** A party with nothing to do looks again after this. */
const PATIENCE_FRAMES = 20;

export function stepTrade(world: World, bot: number, t: number, frame: number): void {
  const { trade } = world.c;
  const state = trade.state[t]!;
  if (state === TradeState.completed || state === TradeState.cancelled) {
    world.emit(Op.cancelTrade, bot, t, 0);
    return;
  }
  // Every party comes back, whatever it does now, so that no trade is forgotten.
  world.wakeAt(Lane.social, bot, frame + PATIENCE_FRAMES);
  const partner = partnerOf(world, t, bot);
  const reason = whyLeave(world, bot, partner, t, frame);
  if (reason !== Reason.done) world.emit(Op.cancelTrade, bot, t, reason);
  else if (state === TradeState.requested) answer(world, bot, t);
  else if (trade.a[t] === bot + 1) sell(world, bot, partner, t);
  else buy(world, bot, partner, t);
}

function whyLeave(world: World, bot: number, partner: number, t: number, frame: number): number {
  const { life, trade } = world.c;
  if (frame - trade.opened[t]! > TIMEOUT_FRAMES) return Reason.expired;
  if (life.state[partner] === BotState.fighting || life.state[bot] === BotState.fighting) return Reason.in_combat;
  if (life.state[partner] === BotState.dead || life.state[bot] === BotState.dead) return Reason.dead;
  const strayed = trade.state[t] === TradeState.open && hasStrayed(world, t);
  return inTradeRange(world, bot, partner) && !strayed ? Reason.done : Reason.too_far;
}

/** Who was asked agrees, when it is not in the middle of something. */
function answer(world: World, bot: number, t: number): void {
  const { trade, life } = world.c;
  if (trade.b[t] !== bot + 1) return;
  const state = life.state[bot]!;
  if (!mayTrade(world, bot, partnerOf(world, t, bot))) {
    world.emit(Op.cancelTrade, bot, t, Reason.not_eligible);
    return;
  }
  if (state === BotState.looting || state === BotState.resting || state === BotState.vendoring || state === BotState.questing) {
    world.emit(Op.cancelTrade, bot, t, Reason.busy);
    return;
  }
  standStill(world, bot);
  world.emit(Op.openTrade, bot, t);
}

/** Who asked puts in what the partner wants most, and accepts when the copper is there. */
function sell(world: World, bot: number, partner: number, t: number): void {
  const { trade } = world.c;
  if (offeredItems(world, t, bot) === 0) {
    gatherOffers(world, bot);
    if (bestOffer(world, partner) === 0) world.emit(Op.cancelTrade, bot, t, Reason.nothing_to_do);
    else world.emit(Op.offerTrade, bot, t, world.c.item.at[deal.item]!, 0);
    return;
  }
  const i = trade.item[offerAt(world, t, bot)]! - 1;
  if (hasAccepted(world, t, partner) && !hasAccepted(world, t, bot)) {
    if (offeredCopper(world, t, partner) >= askedPrice(world, bot, partner, i)) world.emit(Op.acceptTrade, bot, t);
    else world.emit(Op.cancelTrade, bot, t, Reason.unfair);
  }
}

/** The partner looks at what is offered, lays down the price when it finds it fair, and accepts. */
function buy(world: World, bot: number, partner: number, t: number): void {
  const { trade, item } = world.c;
  if (hasAccepted(world, t, bot) || offeredItems(world, t, partner) === 0) return;
  const first = offerAt(world, t, partner);
  let asked = 0;
  for (let k = first; k < first + OFFER_SLOTS; k++) {
    const i = trade.item[k]! - 1;
    if (i < 0) continue;
    const price = askedPrice(world, partner, bot, i);
    const wanted = wish(world, bot, item.kind[i]!) > 0 || isShared(world, partner, bot, i);
    if (!wanted || !isFair(world, bot, i, price)) {
      world.emit(Op.cancelTrade, bot, t, Reason.unfair);
      return;
    }
    asked += price;
  }
  if (offeredCopper(world, t, bot) !== asked) world.emit(Op.offerTrade, bot, t, -1, asked);
  world.emit(Op.acceptTrade, bot, t);
}
