/** Posting, bidding, buying out, cancelling and ending auctions: who gets what, and that nothing is lost on the way. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { AuctionState, BotState, MailKind } from '../../../components/index.js';
import { seedAuction, seedListing } from '../../../systems/auction/listing-seed.js';
import { sweepFrame } from '../../../systems/auction/settle-auction.js';
import { bind } from '../../../systems/inventory/items.js';
import { itemAt } from '../../../systems/inventory/items.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import type { World } from '../../../systems/world.js';
import { AWAY, HOME, Id, checkMarket, fingerprint, give, kindOf, market, marketContent, perform, slotOf, trader } from './market.js';

const classic = await marketContent();
const wotlk = await marketContent('wotlk');
const HOURS = 36_000;

/** The mails of a bot, oldest first: kind, copper, item id. */
function mailsOf(world: World, bot: number): (readonly [number, number, number])[] {
  const { mail } = world.c;
  const list: (readonly [number, number, number])[] = [];
  for (let m = world.derived.mails.first(bot); m >= 0; m = world.derived.mails.after(m))
    list.push([mail.kind[m]!, mail.money[m]!, mail.item[m] === 0 ? 0 : world.content.items.id[mail.itemKind[m]!]!]);
  return list;
}
function post(world: World, bot: number, id: number, start: number, buyout: number, duration = 0): number {
  const before = world.pools.auction.live;
  assert.is(perform(world, Op.postAuction, bot, slotOf(world, bot, id), start, buyout, duration, HOME), 'done');
  assert.is(world.pools.auction.live, before + 1);
  return world.pools.auction.high - 1;
}
function bid(world: World, bot: number, a: number, price: number): string {
  return perform(world, Op.bidAuction, bot, a, price, HOME, world.c.auction.uid[a]!);
}
function end(world: World, a: number): string {
  world.frame = sweepFrame(world, world.c.auction.expires[a]!);
  return perform(world, Op.endAuction, -world.c.auction.uid[a]!, a);
}

const posting = suite('posting');
posting('takes the item and the deposit of the whole stack into keeping', () => {
  const world = market(classic);
  const bot = trader(world, 1000);
  give(world, bot, Id.silk, 10);
  const a = post(world, bot, Id.silk, 1500, 2000, 1);
  // 5 % of 10 x 100 copper for each of four units of two hours.
  assert.is(world.c.auction.deposit[a], 200);
  assert.is(world.c.life.gold[bot], 800);
  assert.is(slotOf(world, bot, Id.silk), -1);
  assert.is(world.c.auction.expires[a], 10 + 8 * HOURS);
  assert.is(world.c.market.openAuctions[bot], 1);
  checkMarket(world);
});
posting('is refused, and changes nothing, for what may not be listed', () => {
  const world = market(classic, 6, 1, { 'auction.maxOpen': 1 });
  const bot = trader(world, 20);
  const silk = give(world, bot, Id.silk, 10);
  const charm = give(world, bot, Id.charm);
  const blade = give(world, bot, Id.blade);
  const before = fingerprint(world);
  const attempts: [string, number, number, number, number, number][] = [
    ['not_enough_money', silk, 100, 0, 0, HOME],
    ['bound', charm, 100, 0, 0, HOME],
    ['gone', 38, 100, 0, 0, HOME],
    ['bad_amount', blade, 0, 0, 0, HOME],
    ['bad_amount', blade, 100, 0, 3, HOME],
    ['bad_amount', blade, -1, 0, 0, HOME],
    ['bad_amount', blade, 2_147_483_647, 0, 0, HOME],
    ['too_far', blade, 100, 0, 0, AWAY],
    ['unknown_target', blade, 100, 0, 0, 2],
    ['gone', 3, 100, 0, 0, HOME],
  ];
  for (const [reason, ...args] of attempts) assert.is(perform(world, Op.postAuction, bot, ...args), reason);
  assert.is(fingerprint(world), before);
  world.setState(bot, BotState.dead);
  assert.is(perform(world, Op.postAuction, bot, blade, 100, 0, 0, HOME), 'dead');
  world.setState(bot, BotState.idle);
  assert.is(perform(world, Op.postAuction, bot, blade, 100, 0, 0, HOME), 'not_enough_money');
  place(world, bot, 0, 0, 501);
  assert.is(perform(world, Op.postAuction, bot, blade, 100, 0, 0, HOME), 'too_far');
});
posting('stops at the number of auctions a bot may have open', () => {
  const world = market(classic, 6, 1, { 'auction.maxOpen': 1 });
  const bot = trader(world, 1000);
  give(world, bot, Id.blade);
  give(world, bot, Id.belt);
  post(world, bot, Id.blade, 100, 0);
  assert.is(perform(world, Op.postAuction, bot, slotOf(world, bot, Id.belt), 100, 0, 0, HOME), 'too_many');
});
posting('refuses what was bound by wearing it', () => {
  const world = market(classic);
  const bot = trader(world, 1000);
  const slot = give(world, bot, Id.blade);
  bind(world, itemAt(world, bot, slot));
  assert.is(perform(world, Op.postAuction, bot, slot, 100, 0, 0, HOME), 'bound');
});
posting.run();

const bidding = suite('bidding');
bidding('pays at once, and gives an outbid bidder everything back by mail', () => {
  const world = market(classic);
  const [seller, first, second] = [trader(world, 100), trader(world, 5000), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 3000);
  assert.is(bid(world, first, a, 1000), 'done');
  assert.is(world.c.life.gold[first], 4000);
  checkMarket(world);
  assert.is(bid(world, second, a, 1049), 'bid_too_low');
  assert.is(bid(world, second, a, 1050), 'done');
  assert.equal(mailsOf(world, first), [[MailKind.outbidRefund, 1000, 0]]);
  assert.is(world.c.life.gold[second], 3950);
  // Who raises himself pays the difference, and gets no mail.
  assert.is(bid(world, second, a, 2000), 'done');
  assert.is(world.c.life.gold[second], 3000);
  assert.equal(mailsOf(world, second), []);
  checkMarket(world);
});
bidding('at the buyout or above sells at once for the buyout', () => {
  const world = market(classic);
  const [seller, first, buyer] = [trader(world, 100), trader(world, 5000), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 3000);
  assert.is(bid(world, first, a, 1200), 'done');
  assert.is(bid(world, buyer, a, 3500), 'done');
  assert.is(world.c.life.gold[buyer], 2000);
  assert.is(world.c.auction.state[a], AuctionState.sold);
  assert.equal(mailsOf(world, first), [[MailKind.outbidRefund, 1200, 0]]);
  // 5 % of 3,000 is the house's; the deposit of 25 comes back.
  assert.equal(mailsOf(world, seller), [[MailKind.saleMoney, 3000 - 150 + 25, 0]]);
  assert.equal(mailsOf(world, buyer), [[MailKind.wonItem, 0, Id.blade]]);
  checkMarket(world);
  assert.is(bid(world, first, a, 4000), 'gone');
});
bidding('is refused for own auctions, empty purses, other houses and old auctions', () => {
  const world = market(classic);
  const [seller, poor] = [trader(world, 5000), trader(world, 999)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  const uid = world.c.auction.uid[a]!;
  const before = fingerprint(world);
  assert.is(bid(world, seller, a, 1000), 'own_auction');
  assert.is(bid(world, poor, a, 1000), 'not_enough_money');
  assert.is(bid(world, poor, a, 500), 'bid_too_low');
  assert.is(bid(world, poor, a, 0), 'bad_amount');
  assert.is(perform(world, Op.bidAuction, poor, a, 900, HOME, uid + 1), 'gone');
  assert.is(perform(world, Op.bidAuction, poor, 999_999, 900, HOME, uid), 'gone');
  assert.is(fingerprint(world), before);
  place(world, poor, 0, 10_000, 0);
  assert.is(perform(world, Op.bidAuction, poor, a, 900, AWAY, uid), 'unknown_target');
});
bidding.run();

const ending = suite('ending');
ending('waits for the sweep of the minute in which an auction ends', () => {
  const world = market(classic);
  const seller = trader(world, 100);
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  assert.is(world.c.auctionDue.due[a], 72_600);
  world.frame = 72_000;
  assert.is(perform(world, Op.endAuction, -world.c.auction.uid[a]!, a), 'too_early');
  assert.is(perform(world, Op.endAuction, -world.c.auction.uid[a]! - 1, a), 'gone');
});
ending('sends an item nobody bid on back and keeps the deposit', () => {
  const world = market(classic);
  const seller = trader(world, 100);
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  assert.is(end(world, a), 'done');
  assert.equal(mailsOf(world, seller), [[MailKind.expiredItem, 0, Id.blade]]);
  assert.is(world.c.life.gold[seller], 75);
  checkMarket(world);
  // The slot keeps its last state for a frame, then it is free.
  assert.is(world.c.auction.state[a], AuctionState.expired);
  assert.is(perform(world, Op.endAuction, -world.c.auction.uid[a]!, a), 'done');
  assert.is(world.pools.auction.live, 0);
  checkMarket(world);
});
ending('sells to the highest bidder for the bid', () => {
  const world = market(classic);
  const [seller, buyer] = [trader(world, 100), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  bid(world, buyer, a, 1010);
  assert.is(end(world, a), 'done');
  assert.equal(mailsOf(world, seller), [[MailKind.saleMoney, 1010 - 50 + 25, 0]]);
  assert.equal(mailsOf(world, buyer), [[MailKind.wonItem, 0, Id.blade]]);
  checkMarket(world);
});
ending('delays the money of a sale in the wotlk profile, not the item', () => {
  const world = market(wotlk);
  const [seller, buyer] = [trader(world, 1000), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 2000);
  bid(world, buyer, a, 2000);
  const { mail } = world.c;
  const notice = world.derived.mails.first(seller);
  assert.equal([mail.kind[notice], mail.deliver[notice]], [MailKind.salePending, world.frame]);
  assert.is(mail.deliver[world.derived.mails.after(notice)], world.frame + 36_000);
  assert.is(mail.deliver[world.derived.mails.first(buyer)], world.frame);
  checkMarket(world);
});
ending('takes the cut that the option names', () => {
  const world = market(classic, 6, 1, { 'auction.cut': 0.5, 'auction.deposit': 0 });
  const [seller, buyer] = [trader(world), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 2001);
  bid(world, buyer, a, 2001);
  assert.equal(mailsOf(world, seller), [[MailKind.saleMoney, 1001, 0]]);
  checkMarket(world);
});
ending.run();

const cancelling = suite('cancelling');
cancelling('costs the cut of the bid and the deposit, and everybody gets his own back', () => {
  const world = market(classic);
  const [seller, bidder] = [trader(world, 100), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  bid(world, bidder, a, 1000);
  const uid = world.c.auction.uid[a]!;
  assert.is(perform(world, Op.cancelAuction, bidder, a, uid, HOME), 'not_yours');
  assert.is(perform(world, Op.cancelAuction, seller, a, uid, HOME), 'done');
  assert.is(world.c.life.gold[seller], 25);
  assert.equal(mailsOf(world, seller), [[MailKind.cancelledItem, 0, Id.blade]]);
  assert.equal(mailsOf(world, bidder), [[MailKind.outbidRefund, 1000, 0]]);
  assert.is(perform(world, Op.cancelAuction, seller, a, uid, HOME), 'gone');
  checkMarket(world);
});
cancelling('is refused to a seller who cannot pay the cut', () => {
  const world = market(classic);
  const [seller, bidder] = [trader(world, 74), trader(world, 5000)];
  give(world, seller, Id.blade);
  const a = post(world, seller, Id.blade, 1000, 0);
  bid(world, bidder, a, 1000);
  assert.is(perform(world, Op.cancelAuction, seller, a, world.c.auction.uid[a]!, HOME), 'not_enough_money');
  checkMarket(world);
});
cancelling.run();

const seeding = suite('auctions of the start');
seeding('are on the books like any other', () => {
  const world = market(classic, 20, 5);
  const sellers = Array.from({ length: 10 }, () => trader(world));
  let open = 0;
  for (let n = 0; n < 40; n++) if (seedAuction(world, sellers[n % 10]!, n, 600 * (n + 1)) >= 0) open++;
  assert.is(open, 40);
  const a = seedListing(world, sellers[0]!, kindOf(world, Id.silk), 20, 1200, 12345);
  assert.ok(world.c.auction.startBid[a]! <= world.c.auction.buyout[a]! || world.c.auction.buyout[a] === 0);
  checkMarket(world);
  assert.is(end(world, a), 'done');
  checkMarket(world);
});
seeding.run();
