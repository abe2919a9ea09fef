/**
 * A trade between two bots: requested, open, then completed or cancelled. A trade that has ended keeps its row for a moment, so that it is
 * recorded; both bots still point at it until one of them clears it away (`cancelTrade` on an ended trade), so there are never more
 * trades than pairs of bots. Nobody's money or items lie in a trade: offers are promises, checked again when both have accepted.
 */
import { BotState, GoalKind, Lane, TradeState } from '../../components/index.js';
import { distance } from '../../engine/integer-math.js';
import { xOf, yOf } from '../movement/motion.js';
import { goalDone, think } from '../plan/goals.js';
import { PLAYER_REACH_SUM_YARDS, keepsTradeRange, withinTradeRange } from '../rules/trade-checks.js';
import { Salt } from '../salts.js';
import { Event } from '../vocabulary.js';
import type { World } from '../world.js';

/** Items a side can offer. */
export const OFFER_SLOTS = 6;
const CENTI = 100;
/** A bot answers what its partner did after 3 to 8 frames. */
const LEAST_REACTION_FRAMES = 3;
const REACTION_SPREAD = 6;
/** The first party clears an ended trade away in the next frame, the second a little later when the first could not. */
const CLEAR_FRAMES = 1;
const SECOND_CLEAR_FRAMES = 4;

/** Trade slot a bot takes part in, or -1. */
export function tradeOf(world: World, bot: number): number {
  return world.c.social.trade[bot]! - 1;
}
/** The other party of a trade. */
export function partnerOf(world: World, t: number, bot: number): number {
  const { trade } = world.c;
  return (trade.a[t] === bot + 1 ? trade.b[t]! : trade.a[t]!) - 1;
}
/** First place of a party's offer in `trade.item`. */
export function offerAt(world: World, t: number, bot: number): number {
  return t * 2 * OFFER_SLOTS + (world.c.trade.a[t] === bot + 1 ? 0 : OFFER_SLOTS);
}
/** True when a bot is a party of the trade. */
export function isParty(world: World, t: number, bot: number): boolean {
  return t >= 0 && t < world.capacities.trade! && tradeOf(world, bot) === t;
}
/** Copper a party offers. */
export function offeredCopper(world: World, t: number, bot: number): number {
  const { trade } = world.c;
  return trade.a[t] === bot + 1 ? trade.copperA[t]! : trade.copperB[t]!;
}
export function hasAccepted(world: World, t: number, bot: number): boolean {
  const { trade } = world.c;
  return (trade.a[t] === bot + 1 ? trade.acceptedA[t] : trade.acceptedB[t]) === 1;
}
/** Items a party offers. */
export function offeredItems(world: World, t: number, bot: number): number {
  const first = offerAt(world, t, bot);
  let n = 0;
  for (let k = first; k < first + OFFER_SLOTS; k++) if (world.c.trade.item[k] !== 0) n++;
  return n;
}

/** Whether two bots stand near enough to trade. */
export function inTradeRange(world: World, a: number, b: number): boolean {
  return world.c.motion.map[a] === world.c.motion.map[b] && withinTradeRange(world.rules, yardsApart(world, a, b), PLAYER_REACH_SUM_YARDS);
}
/** Whether a party has moved too far away since the trade took its present state. */
export function hasStrayed(world: World, t: number): boolean {
  const { trade, motion } = world.c;
  const a = trade.a[t]! - 1;
  const b = trade.b[t]! - 1;
  if (motion.depart[a]! <= trade.opened[t]! && motion.depart[b]! <= trade.opened[t]!) return false;
  return motion.map[a] !== motion.map[b] || !keepsTradeRange(world.rules, yardsApart(world, a, b), PLAYER_REACH_SUM_YARDS);
}
function yardsApart(world: World, a: number, b: number): number {
  return distance(xOf(world, a), yOf(world, a), xOf(world, b), yOf(world, b)) / CENTI;
}

/** Wake a bot to look at its trade after its reaction time. */
export function wakeParty(world: World, bot: number): void {
  const delay = LEAST_REACTION_FRAMES + world.drawBelow(REACTION_SPREAD, world.uidOf(bot), Salt.trade);
  world.wakeAt(Lane.social, bot, world.frame + delay);
}

/** Any change of an offer takes both acceptances back. */
export function withdrawAcceptance(world: World, t: number): void {
  const { trade } = world.c;
  world.set(trade.f.acceptedA, t, 0);
  world.set(trade.f.acceptedB, t, 0);
}

/** A trade ends: both parties go on with what they were at. `reason` is the code of why it was cancelled (0 for a completed one). */
export function endTrade(world: World, t: number, state: number, reason: number): void {
  const { trade } = world.c;
  const a = trade.a[t]! - 1;
  const b = trade.b[t]! - 1;
  world.set(trade.f.state, t, state);
  if (state === TradeState.completed) world.event(Event['trade.completed'], world.uidOf(a), world.uidOf(b), trade.uid[t]!);
  else world.event(Event['trade.cancelled'], world.uidOf(a), world.uidOf(b), reason);
  goOn(world, a);
  goOn(world, b);
  world.wakeAt(Lane.social, a, world.frame + CLEAR_FRAMES);
  world.wakeAt(Lane.social, b, world.frame + SECOND_CLEAR_FRAMES);
}

/** A bot that stood still for a trade takes up its goal again. */
export function goOn(world: World, bot: number): void {
  if (world.c.life.state[bot] !== BotState.trading) return;
  world.setState(bot, BotState.idle);
  const kind = world.c.goal.kind[bot]!;
  if (kind === GoalKind.meet) goalDone(world, bot);
  else if (kind === GoalKind.none) think(world, bot, -1);
  else world.wake(Lane.move, bot, world.frame + 1);
}

/** Free the slot of an ended trade. */
export function freeTrade(world: World, t: number): void {
  const { trade, social } = world.c;
  world.set(social.f.trade, trade.a[t]! - 1, 0);
  world.set(social.f.trade, trade.b[t]! - 1, 0);
  world.write.clearRow(trade.id, t);
  world.pools.trade.release(t);
}
