/**
 * System (market lane): a bot at an auctioneer posts what it has to sell, then looks at the listings a few times: for an upgrade, for a
 * bargain, for a cheap auction that ends soon. It knows what it sees there and what it remembers of earlier visits (lore.ts).
 */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { avoidKey, goalDone, goalFailed } from '../plan/goals.js';
import { Salt } from '../salts.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { atService } from './at-service.js';
import { buyBargains, buyUpgrade } from './buy-listings.js';
import { buyWanted } from './buy-wanted.js';
import { corner, flip } from './flip.js';
import { callOffUndercut, postGoods } from './post-goods.js';
import { MarketStrategy, isMerchant } from './strategy.js';

/** Looks of one visit, and of one of a merchant, 5 to 20 s apart. */
const LOOKS = 3;
const MERCHANT_LOOKS = 5;
const LEAST_PAUSE_FRAMES = 50;
const PAUSE_SPREAD_FRAMES = 151;
/** A bot that is trading with somebody looks again after this. */
const BUSY_FRAMES = 30;

export function visitAuctioneer(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) look(world, ids[k]!, frame);
}

function look(world: World, bot: number, frame: number): void {
  const { goal, life } = world.c;
  const state = life.state[bot]!;
  if (goal.kind[bot] !== GoalKind.auction || state === BotState.dead) return;
  if (state === BotState.trading) {
    world.wake(Lane.market, bot, frame + BUSY_FRAMES);
    return;
  }
  const service = goal.target[bot]!;
  if (atService(world, bot, world.content.auctioneers, service) !== Reason.done) {
    goalFailed(world, bot, avoidKey(GoalKind.auction, service));
    return;
  }
  const looks = goal.arg[bot]!;
  const house = world.content.auctioneers.house[service]!;
  if (house < 0 || looks >= (isMerchant(world.c.market.strategy[bot]!) ? MERCHANT_LOOKS : LOOKS)) {
    goalDone(world, bot);
    return;
  }
  // Half of the purse at most goes into what one look finds.
  let budget = Math.floor(life.gold[bot]! / 2);
  const strategy = world.c.market.strategy[bot]!;
  if (strategy === MarketStrategy.cornerer) {
    corner(world, bot, house, service, life.gold[bot]!);
  } else {
    if (looks === 0) {
      if (isMerchant(strategy)) callOffUndercut(world, bot, house, service);
      budget -= postGoods(world, bot, house, service);
    }
    if (strategy === MarketStrategy.flipper) budget -= flip(world, bot, house, service, budget);
    budget -= buyUpgrade(world, bot, house, service, looks, budget);
    if (looks === 1) budget -= buyWanted(world, bot, house, service, budget);
    buyBargains(world, bot, house, service, budget);
  }
  world.set(goal.f.arg, bot, looks + 1);
  world.wake(Lane.market, bot, frame + LEAST_PAUSE_FRAMES + world.drawBelow(PAUSE_SPREAD_FRAMES, world.uidOf(bot), Salt.auction));
}
