/** What a bot asks for its goods. */
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { isForSale } from './marketable.js';
import { depositOf } from './post-auction.js';
import { marketUnitPrice } from './price.js';

const MAX_OPEN = optionIndex('auction.maxOpen');
/** Stacks posted in one visit. */
const POSTS = 6;
const PERCENT = 100;
/** Undercutting the cheapest: a cautious bot by 5 %, a greedy one by 1 %; and start bids as a share of the buyout. */
const CAUTIOUS_UNDERCUT_PERCENT = 5;
const GREEDY_UNDERCUT_PERCENT = 1;
const CAUTIOUS_START_PERCENT = 60;
const GREEDY_START_PERCENT = 85;
/** Without competition prices are spread by this much around what the house has seen. */
const SPREAD_PERCENT = 21;
const GREEDY_FROM = 128;
const MAX_PRICE_COPPER = 1_000_000_000;
const DURATIONS = 3;

/** Emit the posts of a visit; returns the copper of their deposits. */
export function postGoods(world: World, bot: number, house: number, service: number): number {
  const { item, life, market } = world.c;
  let room = Math.min(POSTS, world.option(MAX_OPEN) - market.openAuctions[bot]!);
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
    // What a vendor pays at once is better than a sale that does not cover it and the deposit.
    if (buyout <= world.content.items.sellPrice[kind]! * stack + deposit || deposits + deposit > life.gold[bot]!) continue;
    const startPercent = isGreedy(world, bot) ? GREEDY_START_PERCENT : CAUTIOUS_START_PERCENT;
    world.emit(Op.postAuction, bot, s, Math.max(1, Math.floor((buyout * startPercent) / PERCENT)), buyout, duration, service);
    deposits += deposit;
    room--;
  }
  return deposits;
}

/** Buyout of a unit: a little under the cheapest there is, but not dragged more than a third below what the house has seen. */
function askingPrice(world: World, bot: number, house: number, kind: number, slot: number): number {
  const usual = marketUnitPrice(world, house, kind);
  const cheapest = world.derived.auctions.cheapest(house, kind);
  if (cheapest < 0) {
    const percent = PERCENT - Math.floor(SPREAD_PERCENT / 2) + world.drawBelow(SPREAD_PERCENT, world.uidOf(bot), Salt.price, slot);
    return Math.max(1, Math.floor((usual * percent) / PERCENT));
  }
  const { buyout, stack } = world.c.auction;
  const lowest = Math.floor(buyout[cheapest]! / stack[cheapest]!);
  const undercut = isGreedy(world, bot) ? GREEDY_UNDERCUT_PERCENT : CAUTIOUS_UNDERCUT_PERCENT;
  const floor = Math.floor((usual * 2) / 3);
  return Math.max(1, floor, Math.min(usual, Math.floor((lowest * (PERCENT - undercut)) / PERCENT)));
}

/** Tempers from 128 on are greedy. */
function isGreedy(world: World, bot: number): boolean {
  return world.c.identity.temper[bot]! >= GREEDY_FROM;
}
/** The more patient the temper, the longer the auction; all three durations occur. */
function durationOf(world: World, bot: number): number {
  return Math.floor((world.c.identity.temper[bot]! * DURATIONS) / 256);
}
