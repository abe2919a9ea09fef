/** What a bot asks for its goods, and whether an auction pays at all. */
import { AuctionState } from '../../components/index.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { expectedUnit, observe, predictedUnit } from './lore.js';
import { isForSale } from './marketable.js';
import { depositOf } from './post-auction.js';
import { cutOf } from './settle-auction.js';
import { isMerchant } from './strategy.js';

const MAX_OPEN = optionIndex('auction.maxOpen');
const UNDERCUT = optionIndex('auction.undercut');
/** Stacks posted in one visit, by bots and by merchants. */
const POSTS = 6;
const MERCHANT_POSTS = 12;
/** Listings called off in one visit by a merchant. */
const CALLED_OFF = 1;
/** ... once it has stood for a quarter of an hour. */
const PATIENCE_FRAMES = 9000;
const PERCENT = 100;
/** Undercutting the cheapest: a cautious bot by 5 %, a greedy one by 1 %, a deep undercutter by 15; start bids as a share of the buyout. */
const CAUTIOUS_UNDERCUT_PERCENT = 5;
const GREEDY_UNDERCUT_PERCENT = 1;
const DEEP_UNDERCUT_PERCENT = 15;
const CAUTIOUS_START_PERCENT = 60;
const GREEDY_START_PERCENT = 85;
/** Without competition prices are spread by this much around what the bot expects. */
const SPREAD_PERCENT = 21;
const GREEDY_FROM = 128;
const MAX_PRICE_COPPER = 1_000_000_000;
const DURATIONS = 3;
/** Chance that a listing sells, percent, as sellers guess it: less with each rival listing of the kind. */
const SALE_CHANCE_PERCENT = 65;
const CHANCE_PER_RIVAL_PERCENT = 4;
const LEAST_CHANCE_PERCENT = 25;
/** A listing is called off when the cheapest rival asks for less than this share of its price. */
const UNDERCUT_BELOW_PERCENT = 85;
/** Positions in the choices of the option. */
const Undercut = { temper: 0, match: 1, copper: 2, deep: 3 } as const;

/** Emit the posts of a visit; returns the copper of their deposits. */
export function postGoods(world: World, bot: number, house: number, service: number): number {
  const { item, life, market } = world.c;
  const posts = isMerchant(market.strategy[bot]!) ? MERCHANT_POSTS : POSTS;
  let room = Math.min(posts, world.option(MAX_OPEN) - market.openAuctions[bot]!);
  let deposits = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && room > 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || !isForSale(world, bot, i)) continue;
    const kind = item.kind[i]!;
    const stack = item.stack[i]!;
    const unit = askingPrice(world, bot, house, kind, s);
    const buyout = Math.min(MAX_PRICE_COPPER, unit * stack);
    const duration = durationOf(world, bot);
    const deposit = depositOf(world, house, kind, stack, world.rules.auctionDurationsSeconds[duration]!);
    if (!pays(world, house, kind, stack, buyout, deposit) || deposits + deposit > life.gold[bot]!) continue;
    const startPercent = isGreedy(world, bot) ? GREEDY_START_PERCENT : CAUTIOUS_START_PERCENT;
    world.emit(Op.postAuction, bot, s, Math.max(1, Math.floor((buyout * startPercent) / PERCENT)), buyout, duration, service);
    deposits += deposit;
    room--;
  }
  return deposits;
}

/** Whether listing a stack is better than what a vendor pays at once: the risk is the deposit, and the house takes its cut. */
function pays(world: World, house: number, kind: number, stack: number, buyout: number, deposit: number): boolean {
  const vendor = world.content.items.sellPrice[kind]! * stack;
  const rivals = world.derived.auctions.countOfKind(house, kind);
  const chance = Math.max(LEAST_CHANCE_PERCENT, SALE_CHANCE_PERCENT - CHANCE_PER_RIVAL_PERCENT * rivals);
  return (buyout - cutOf(world, house, buyout) - vendor) * chance > deposit * (PERCENT - chance);
}

/** Buyout of a unit: beside the cheapest there is, but not dragged more than a third below what the bot expects. */
function askingPrice(world: World, bot: number, house: number, kind: number, slot: number): number {
  const cheapest = world.derived.auctions.cheapest(house, kind);
  if (cheapest < 0) {
    const usual = predictedUnit(world, bot, house, kind);
    const percent = PERCENT - Math.floor(SPREAD_PERCENT / 2) + world.drawBelow(SPREAD_PERCENT, world.uidOf(bot), Salt.price, slot);
    return Math.max(1, Math.floor((usual * percent) / PERCENT));
  }
  const lowest = unitOf(world, cheapest);
  const usual = expectedUnit(world, bot, house, kind);
  if (world.c.auction.seller[cheapest] === bot + 1) return Math.max(1, Math.min(usual, lowest));
  observe(world, bot, house, kind, lowest);
  const floor = Math.floor((usual * 2) / 3);
  return Math.max(1, floor, Math.min(usual, undercut(world, bot, lowest)));
}

/** A price beside the cheapest one, as the scenario's option or the bot's temper says. */
function undercut(world: World, bot: number, lowest: number): number {
  switch (world.option(UNDERCUT)) {
    case Undercut.match:
      return lowest;
    case Undercut.copper:
      return lowest - 1;
    case Undercut.deep:
      return Math.floor((lowest * (PERCENT - DEEP_UNDERCUT_PERCENT)) / PERCENT);
    default: {
      const percent = isGreedy(world, bot) ? GREEDY_UNDERCUT_PERCENT : CAUTIOUS_UNDERCUT_PERCENT;
      return Math.floor((lowest * (PERCENT - percent)) / PERCENT);
    }
  }
}

/** Buyout of a unit of an auction, copper. */
export function unitOf(world: World, a: number): number {
  const { buyout, stack } = world.c.auction;
  return Math.max(1, Math.floor(buyout[a]! / stack[a]!));
}

/**
 * A merchant calls off what was undercut and nobody bid on, to list it again at another price when it has come back by mail. Its deposit
 * is lost; that is worth it only while it is a small part of the price.
 */
export function callOffUndercut(world: World, bot: number, house: number, service: number): void {
  const { auction } = world.c;
  const { auctions } = world.derived;
  let left = CALLED_OFF;
  for (let a = auctions.firstOfSeller(bot); a >= 0 && left > 0; a = auctions.nextOfSeller(a)) {
    if (auction.state[a] !== AuctionState.open || auction.house[a] !== house || auction.bidder[a] !== 0 || auction.buyout[a] === 0)
      continue;
    if (world.frame - auction.posted[a]! < PATIENCE_FRAMES) continue;
    const cheapest = auctions.cheapest(house, auction.kind[a]!);
    if (cheapest < 0 || auction.seller[cheapest] === bot + 1) continue;
    const rival = unitOf(world, cheapest);
    if (rival * PERCENT >= unitOf(world, a) * UNDERCUT_BELOW_PERCENT || auction.deposit[a]! * 10 > auction.buyout[a]!) continue;
    observe(world, bot, house, auction.kind[a]!, rival);
    world.emit(Op.cancelAuction, bot, a, auction.uid[a]!, service);
    left--;
  }
}

/** Tempers from 128 on are greedy. */
function isGreedy(world: World, bot: number): boolean {
  return world.c.identity.temper[bot]! >= GREEDY_FROM;
}
/** The more patient the temper, the longer the auction; all three durations occur. */
function durationOf(world: World, bot: number): number {
  return Math.floor((world.c.identity.temper[bot]! * DURATIONS) / 256);
}
