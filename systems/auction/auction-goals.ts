/** Going to an auctioneer: when it is worth the walk, and what happens on arrival. What is done there: `visit-auctioneer.ts`. */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { draw } from '../../engine/random.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import { distanceTo } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import { avoidKey, isAvoided, setGoal } from '../plan/goals.js';
import { Salt } from '../salts.js';
import { nearestWithin } from '../vendor/services.js';
import type { World } from '../world.js';
import { houseOfSide } from './listing-seed.js';
import { isForSale } from './marketable.js';
import { MarketStrategy, isMerchant } from './strategy.js';

const INTERVAL = optionIndex('auction.interval');
const MAX_OPEN = optionIndex('auction.maxOpen');
/** One or more goods are worth a short walk, six a long one, centiyards (600 and 1,500 yards). */
const NEAR = 60_000;
const FAR_ENOUGH = 150_000;
const GOODS_FOR_FAR = 6;
/** Merchants go to an auctioneer from 5,000 yards off, with goods or without. */
const MERCHANT_REACH = 500_000;
/** A cornerer is back every minute. */
const CORNER_INTERVAL = 600;
/** One visit of a flipper in so many goes to another house, if one is in reach. */
const ABROAD_ONE_IN = 4;
/** Without goods, a purse above this many times the square of its level takes a bot shopping nearby. */
const SHOPPING_COPPER = 30;
/** A bot for which it was not worth it thinks of it again after a minute. */
const RETRY_FRAMES = 600;
/** A bot at an auctioneer looks at the listings after 1 to 3 s. */
const LEAST_LOOK_FRAMES = 10;
const LOOK_SPREAD_FRAMES = 21;

export function proposeAuction(world: World, bot: number, frame: number): boolean {
  const { market, life } = world.c;
  const { auctioneers } = world.content;
  const strategy = market.strategy[bot]!;
  if (auctioneers.count === 0 || strategy === MarketStrategy.vendorOnly || frame < nextVisit(world, bot)) return false;
  // Whatever comes of it, the next thought of it is a minute away.
  world.set(market.f.lastVisit, bot, frame - intervalOf(world, bot) + RETRY_FRAMES);
  const merchant = isMerchant(strategy);
  const abroad = strategy === MarketStrategy.flipper && world.drawBelow(ABROAD_ONE_IN, world.uidOf(bot), Salt.auction, 1) === 0;
  let service = abroad ? nearestWithin(world, bot, auctioneers, isForeignAuctioneer, MERCHANT_REACH) : -1;
  if (service < 0) service = nearestWithin(world, bot, auctioneers, isOpenAuctioneer, merchant ? MERCHANT_REACH : FAR_ENOUGH);
  if (service < 0) return false;
  const map = auctioneers.map[service]!;
  const walk = distanceTo(world, bot, map, auctioneers.x[service]!, auctioneers.y[service]!);
  const room = world.option(MAX_OPEN) - market.openAuctions[bot]!;
  const goods = room > 0 ? goodsForSale(world, bot, GOODS_FOR_FAR) : 0;
  const level = life.level[bot]!;
  const shopping = life.gold[bot]! >= SHOPPING_COPPER * level * level;
  if (!merchant && walk > NEAR ? goods < GOODS_FOR_FAR : goods === 0 && !shopping && !merchant) return false;
  setGoal(world, bot, GoalKind.auction, service, 0, map, auctioneers.x[service]!, auctioneers.y[service]!);
  return true;
}

function isOpenAuctioneer(world: World, bot: number, service: number): boolean {
  return world.content.auctioneers.house[service]! >= 0 && !isAvoided(world, bot, avoidKey(GoalKind.auction, service));
}

/** An auctioneer of another house than that of the bot's side: where a flipper compares prices. */
function isForeignAuctioneer(world: World, bot: number, service: number): boolean {
  const house = world.content.auctioneers.house[service]!;
  return isOpenAuctioneer(world, bot, service) && house !== houseOfSide(world, world.c.identity.side[bot]!);
}

/** Frames between visits: merchants come twice as often. */
function intervalOf(world: World, bot: number): number {
  const interval = world.option(INTERVAL);
  const strategy = world.c.market.strategy[bot]!;
  if (strategy === MarketStrategy.cornerer) return Math.min(interval, CORNER_INTERVAL);
  return isMerchant(strategy) ? Math.max(1, interval >> 1) : interval;
}

/** Earliest frame a bot thinks of an auctioneer; the first time is spread over the interval by its uid. */
function nextVisit(world: World, bot: number): number {
  const { lastVisit } = world.c.market;
  const interval = intervalOf(world, bot);
  if (lastVisit[bot] !== 0) return lastVisit[bot]! + interval;
  return world.c.identity.bornFrame[bot]! + (draw(world.seed, world.uidOf(bot), 0, Salt.auction, 0) % interval);
}

/** Stacks a bot would sell, counted up to `enough`. */
function goodsForSale(world: World, bot: number, enough: number): number {
  let goods = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && goods < enough; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && isForSale(world, bot, i)) goods++;
  }
  return goods;
}

/** At the auctioneer the bot stays for a few looks, in the market lane; its goal stands until the last one. */
export function arriveAuction(world: World, bot: number, frame: number): void {
  world.setState(bot, BotState.atAuction);
  world.set(world.c.market.f.lastVisit, bot, frame);
  world.wake(Lane.market, bot, frame + LEAST_LOOK_FRAMES + world.drawBelow(LOOK_SPREAD_FRAMES, world.uidOf(bot), Salt.auction));
}
