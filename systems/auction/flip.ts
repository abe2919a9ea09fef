/** Buying to sell again: from what a bot comes across, by what it remembers of prices. */
import { AuctionState } from '../../components/index.js';
import { LORE_SIZE } from '../../components/exchange.js';
import { Op } from '../opcodes.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { anomaly, expectedUnit, isTrusted, observe, predictedUnit } from './lore.js';
import { unitOf } from './post-goods.js';
import { cutOf } from './settle-auction.js';

/** Listings a flipper comes across in one look, and those it buys. */
const WINDOW = 64;
const BUYS_A_LOOK = 3;
/** A flip must bring this share of what it costs, by what the bot expects. */
const PROFIT_PERCENT = 20;
const PERCENT = 100;
const DRAW_WINDOW = 40;

/** Look at listings, learn what they ask for, and buy out what is cheap: under the vendor's price, or under what it will fetch here or elsewhere. */
export function flip(world: World, bot: number, house: number, service: number, budget: number): number {
  const { auction } = world.c;
  const { high } = world.pools.auction;
  let left = budget;
  let buys = BUYS_A_LOOK;
  if (high === 0) return 0;
  const first = world.drawBelow(high, world.uidOf(bot), Salt.bid, DRAW_WINDOW);
  for (let n = 0; n < WINDOW && n < high; n++) {
    const a = (first + n) % high;
    if (auction.state[a] !== AuctionState.open || auction.house[a] !== house || auction.seller[a] === bot + 1) continue;
    if (auction.buyout[a] === 0) continue;
    const price = auction.buyout[a]!;
    const wanted = buys > 0 && price <= left && isFlip(world, bot, house, a, price);
    observe(world, bot, house, auction.kind[a]!, unitOf(world, a));
    if (!wanted) continue;
    world.emit(Op.bidAuction, bot, a, price, service, auction.uid[a]!);
    left -= price;
    buys--;
  }
  return budget - left;
}

/** Arbitrage with a vendor, within the house (an anomaly by the bot's own memory), or with another house it knows. */
function isFlip(world: World, bot: number, house: number, a: number, price: number): boolean {
  const { auction } = world.c;
  const kind = auction.kind[a]!;
  const stack = auction.stack[a]!;
  const vendor = world.content.items.sellPrice[kind]! * stack;
  if (price < vendor) return true;
  const odd = anomaly(world, bot, house, kind, unitOf(world, a)) < 0;
  const here = odd && isTrusted(world, bot, house, kind) ? predictedUnit(world, bot, house, kind) * stack : 0;
  const there = bestElsewhere(world, bot, house, kind) * stack;
  const fetched = Math.max(here, there);
  const deposit = Math.floor(vendor / 2);
  return (fetched - cutOf(world, house, fetched) - deposit) * PERCENT >= price * (PERCENT + PROFIT_PERCENT);
}

/** What a unit fetches in the dearest other house the bot remembers the kind from, copper; 0 when it knows none. */
function bestElsewhere(world: World, bot: number, house: number, kind: number): number {
  let best = 0;
  for (let other = 0; other < world.content.auctionHouses.count; other++) {
    if (other === house || !isTrusted(world, bot, other, kind)) continue;
    best = Math.max(best, expectedUnit(world, bot, other, kind));
  }
  return best;
}

/** Buyouts of one look of a cornerer. */
const CORNER_BUYS = 25;

/** A cornerer buys the cheapest listings of its item while its purse lasts; the first time it picks the kind most listed among what it sees. */
export function corner(world: World, bot: number, house: number, service: number, budget: number): number {
  const { auction, pump } = world.c;
  const { auctions } = world.derived;
  if (pump.thing[bot] === 0) world.set(pump.f.thing, bot, mostListed(world, bot, house) + 1);
  const kind = pump.thing[bot]! - 1;
  if (kind < 0) return 0;
  let left = budget;
  let buys = CORNER_BUYS;
  for (let a = auctions.firstOfKind(house, kind); a >= 0 && buys > 0; a = auctions.nextOfKind(a)) {
    const price = auction.buyout[a]!;
    if (price === 0 || price > left || auction.seller[a] === bot + 1) continue;
    world.emit(Op.bidAuction, bot, a, price, service, auction.uid[a]!);
    left -= price;
    buys--;
  }
  return budget - left;
}

/** The kind with most listings among those of a window of what is open; ties by content index. -1 when nothing is listed. */
function mostListed(world: World, bot: number, house: number): number {
  const { auction } = world.c;
  const { high } = world.pools.auction;
  let kind = -1;
  let most = 0;
  const first = high === 0 ? 0 : world.drawBelow(high, world.uidOf(bot), Salt.bid, DRAW_WINDOW);
  for (let n = 0; n < WINDOW * LORE_SIZE && n < high; n++) {
    const a = (first + n) % high;
    if (auction.state[a] !== AuctionState.open || auction.house[a] !== house) continue;
    const count = world.derived.auctions.countOfKind(house, auction.kind[a]!);
    if (count > most || (count === most && auction.kind[a]! < kind)) {
      most = count;
      kind = auction.kind[a]!;
    }
  }
  return kind;
}
