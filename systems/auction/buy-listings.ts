/** What a bot buys or bids on when it looks at the listings of a house. */
import { AuctionState } from '../../components/index.js';
import { upgradeValue } from '../equipment/score.js';
import { Op } from '../opcodes.js';
import { auctionMinNextBid } from '../rules/auction-min-raise.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { MAX_ITEM_KINDS } from '../world-sizes.js';
import { PAGE_ENTRIES, bandOf } from './auction-book.js';
import { expectedUnit, observe } from './lore.js';
import { unitOf } from './post-goods.js';

/** Inventory types of gear, as the client's filters have them. */
const GEAR_TYPES = Uint8Array.from([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 26]);
/** Types of gear a bot looks through in one look, in its own band of levels and the one below. */
const TYPES_A_LOOK = 4;
/** Nobody pays more than this many times what it has seen. */
const MAX_OVERPRICE = 2;
/** Listings looked at for bargains. */
const WINDOW = 48;
/** A buyout below this share of the vendor price is a bargain. */
const BARGAIN_PERCENT = 85;
/** A next bid below this share of the usual price is cheap, when the auction ends within 10 minutes. */
const CHEAP_PERCENT = 70;
const SOON_FRAMES = 6000;
const PERCENT = 100;
const MAX_OPEN_BIDS = 6;
const BIDS_A_LOOK = 2;
/** Draw numbers of a look. */
const DRAW_TYPE = 1;
const DRAW_WINDOW = 20;

const page = new Int32Array(PAGE_ENTRIES);
/** The best listing so far of the search under way. */
const best = { auction: -1, gain: 0, price: 0 };

/** By item kind: what it gains the bot that looks, and the look in which that was found out. Many listings are of the same few kinds. */
const gainOf = new Float64Array(MAX_ITEM_KINDS);
const gainFoundIn = new Int32Array(MAX_ITEM_KINDS);
let looksSoFar = 0;

/** Buy out, or bid on, the upgrade that gains most for its price. Returns the copper it may cost. */
export function buyUpgrade(world: World, bot: number, house: number, service: number, look: number, budget: number): number {
  if (budget <= 0) return 0;
  const band = bandOf(world.c.life.level[bot]!);
  best.auction = -1;
  looksSoFar = (looksSoFar + 1) | 0;
  for (let n = 0; n < TYPES_A_LOOK; n++) {
    const type = GEAR_TYPES[world.drawBelow(GEAR_TYPES.length, world.uidOf(bot), Salt.bid, DRAW_TYPE + n)]!;
    lookThrough(world, bot, house, type, band, look, budget);
    if (band > 0) lookThrough(world, bot, house, type, band - 1, look, budget);
  }
  if (best.auction < 0) return 0;
  const { auction } = world.c;
  if (auction.buyout[best.auction]! > 0) observe(world, bot, house, auction.kind[best.auction]!, unitOf(world, best.auction));
  world.emit(Op.bidAuction, bot, best.auction, best.price, service, auction.uid[best.auction]!);
  return best.price;
}

/** Compare the listings of one page: the look's number says which. */
function lookThrough(world: World, bot: number, house: number, type: number, band: number, look: number, budget: number): void {
  const { auctions } = world.derived;
  let count = auctions.search(house, type, band, -1, page);
  for (let turned = 0; turned < look && count === PAGE_ENTRIES; turned++)
    count = auctions.search(house, type, band, page[count - 1]!, page);
  for (let n = 0; n < count; n++) consider(world, bot, house, page[n]!, budget);
}

function consider(world: World, bot: number, house: number, a: number, budget: number): void {
  const { auction } = world.c;
  if (auction.seller[a] === bot + 1 || auction.bidder[a] === bot + 1) return;
  const buyout = auction.buyout[a]!;
  const price = buyout > 0 && buyout <= budget ? buyout : nextBid(world, a);
  if (price > budget) return;
  const kind = auction.kind[a]!;
  const gain = gainFor(world, bot, kind);
  if (gain <= 0 || price > MAX_OVERPRICE * expectedUnit(world, bot, house, kind) * auction.stack[a]!) return;
  // Gain for the copper; among equals the older listing, which comes first.
  if (best.auction >= 0 && gain * best.price <= best.gain * price) return;
  best.auction = a;
  best.gain = gain;
  best.price = price;
}

function gainFor(world: World, bot: number, kind: number): number {
  if (gainFoundIn[kind] !== looksSoFar) {
    gainFoundIn[kind] = looksSoFar;
    gainOf[kind] = upgradeValue(world, bot, kind);
  }
  return gainOf[kind]!;
}

function nextBid(world: World, a: number): number {
  const { auction } = world.c;
  return auctionMinNextBid(world.rules, auction.currentBid[a]!, auction.startBid[a]!);
}

/** Buy what sells for less than a vendor pays, and bid a little on what ends soon, among a few listings the bot comes across. */
export function buyBargains(world: World, bot: number, house: number, service: number, budget: number): void {
  const { auction, market } = world.c;
  const { high } = world.pools.auction;
  if (budget <= 0 || high === 0) return;
  let left = budget;
  let bids = Math.min(BIDS_A_LOOK, MAX_OPEN_BIDS - market.openBids[bot]!);
  const first = world.drawBelow(high, world.uidOf(bot), Salt.bid, DRAW_WINDOW);
  for (let n = 0; n < WINDOW && n < high; n++) {
    const a = (first + n) % high;
    if (
      auction.state[a] !== AuctionState.open ||
      auction.house[a] !== house ||
      auction.seller[a] === bot + 1 ||
      auction.bidder[a] === bot + 1 ||
      a === best.auction
    )
      continue;
    const price = bargainPrice(world, bot, house, a, bids > 0);
    if (price === 0 || price > left) continue;
    world.emit(Op.bidAuction, bot, a, price, service, auction.uid[a]!);
    left -= price;
    if (price !== auction.buyout[a]) bids--;
  }
}

/** Price at which a listing is worth buying to sell again, or worth a bid; 0 when it is not. */
function bargainPrice(world: World, bot: number, house: number, a: number, mayBid: boolean): number {
  const { auction } = world.c;
  const kind = auction.kind[a]!;
  const stack = auction.stack[a]!;
  const buyout = auction.buyout[a]!;
  const vendor = world.content.items.sellPrice[kind]! * stack;
  if (buyout > 0 && buyout * PERCENT <= vendor * BARGAIN_PERCENT) return buyout;
  if (!mayBid || auction.expires[a]! - world.frame > SOON_FRAMES) return 0;
  const bid = nextBid(world, a);
  return bid * PERCENT <= expectedUnit(world, bot, house, kind) * stack * CHEAP_PERCENT && (buyout === 0 || bid < buyout) ? bid : 0;
}
