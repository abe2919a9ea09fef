/** What is defined once for all: who wins in the last second, equal bids, units of a listing by profile, options of the houses, the search. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MailKind } from '../../../components/index.js';
import { searchListings } from '../../../systems/auction/search-listings.js';
import { cutOf, sweepFrame } from '../../../systems/auction/settle-auction.js';
import { Op } from '../../../systems/opcodes.js';
import { place } from '../../../systems/movement/motion.js';
import type { World } from '../../../systems/world.js';
import { AWAY, HOME, Id, checkMarket, fingerprint, give, market, marketContent, perform, slotOf, trader } from './market.js';

const classic = await marketContent();
const wotlk = await marketContent('wotlk');

function post(world: World, bot: number, id: number, start: number, buyout: number, units = 0, service = HOME): string {
  return perform(world, Op.postAuction, bot, slotOf(world, bot, id), start, buyout, 0, service, units);
}
function kindsOfMail(world: World, bot: number): number[] {
  const kinds: number[] = [];
  for (let m = world.derived.mails.first(bot); m >= 0; m = world.derived.mails.after(m)) kinds.push(world.c.mail.kind[m]!);
  return kinds;
}

const last = suite('the last second');
last('a bid in the frame of the sweep counts, and does not prolong the auction', () => {
  const world = market(classic);
  const [seller, sniper] = [trader(world, 1000), trader(world, 5000)];
  give(world, seller, Id.blade);
  assert.is(post(world, seller, Id.blade, 1000, 0), 'done');
  const { auction } = world.c;
  const due = sweepFrame(world, auction.expires[0]!);
  world.frame = due;
  world.commands.system = 1;
  world.emit(Op.endAuction, -auction.uid[0]!, 0);
  world.commands.system = 0;
  world.emit(Op.bidAuction, sniper, 0, 1000, HOME, auction.uid[0]!);
  world.commands.flush(world, due);
  assert.equal(kindsOfMail(world, sniper), [MailKind.wonItem]);
  assert.equal(kindsOfMail(world, seller), [MailKind.saleMoney]);
  checkMarket(world);
});
last("of equal bids in one frame the first in the frame's drawn order stands; over many frames no uid is favoured", () => {
  let low = 0;
  const rounds = 400;
  for (let n = 0; n < rounds; n++) {
    const world = market(classic, 6, n);
    const [seller, first, second] = [trader(world, 1000), trader(world, 5000), trader(world, 5000)];
    give(world, seller, Id.blade);
    assert.is(post(world, seller, Id.blade, 1000, 0), 'done');
    const uid = world.c.auction.uid[0]!;
    world.emit(Op.bidAuction, second, 0, 1000, HOME, uid);
    world.emit(Op.bidAuction, first, 0, 1000, HOME, uid);
    world.commands.startFrame();
    world.commands.flush(world, world.frame);
    assert.is(world.commands.refused, 1, 'the other is too low');
    if (world.c.auction.bidder[0] === first + 1) low++;
  }
  // A fair coin 400 times lies within 150 and 250 but once in two million times.
  assert.ok(low > 150 && low < 250, `the lower uid stood ${low} times of ${rounds}`);
});

const units = suite('units of a listing');
units('classic lists whole stacks only', () => {
  const world = market(classic);
  const bot = trader(world, 5000);
  give(world, bot, Id.silk, 25);
  const before = fingerprint(world);
  assert.is(post(world, bot, Id.silk, 100, 200, 7), 'bad_amount');
  assert.is(fingerprint(world), before);
  assert.is(post(world, bot, Id.silk, 100, 200, 20), 'done');
});
units('wotlk splits a stack, and merges stacks up to a full one', () => {
  const world = market(wotlk);
  const bot = trader(world, 5000);
  give(world, bot, Id.silk, 25);
  assert.is(post(world, bot, Id.silk, 100, 200, 8), 'done');
  assert.is(world.c.auction.stack[0], 8);
  checkMarket(world);
  // 12 and 5 are left: 15 come from both.
  assert.is(post(world, bot, Id.silk, 100, 200, 15), 'done');
  assert.is(world.c.auction.stack[1], 15);
  checkMarket(world);
  const before = fingerprint(world);
  assert.is(post(world, bot, Id.silk, 100, 200, 3), 'bad_amount', 'there are two left');
  assert.is(post(world, bot, Id.silk, 100, 200, 21), 'bad_amount', 'no more than a full stack');
  assert.is(fingerprint(world), before);
});
units('wotlk tells a seller at once that his money is on the way, after a buyout only', () => {
  const world = market(wotlk);
  const [seller, buyer] = [trader(world, 5000), trader(world, 5000)];
  give(world, seller, Id.blade);
  give(world, seller, Id.belt);
  assert.is(post(world, seller, Id.blade, 1000, 2000), 'done');
  assert.is(perform(world, Op.bidAuction, buyer, 0, 2000, HOME, world.c.auction.uid[0]!), 'done');
  assert.equal(kindsOfMail(world, seller), [MailKind.salePending, MailKind.saleMoney]);
  const m = world.derived.mails.first(seller);
  assert.is(world.c.mail.deliver[m], world.frame);
  assert.is(world.c.mail.expires[m], world.frame + 36_000);
  assert.is(post(world, seller, Id.belt, 100, 0), 'done');
  assert.is(perform(world, Op.bidAuction, buyer, 1, 100, HOME, world.c.auction.uid[1]!), 'done');
  world.frame = sweepFrame(world, world.c.auction.expires[1]!);
  assert.is(perform(world, Op.endAuction, -world.c.auction.uid[1]!, 1), 'done');
  assert.is(kindsOfMail(world, seller).filter((kind) => kind === MailKind.salePending).length, 1);
  checkMarket(world);
});

const options = suite('options of the houses');
options('auction.cut is for every house, auction.neutralCut for neutral ones alone', () => {
  const plain = market(classic);
  assert.equal([cutOf(plain, 0, 10_000), cutOf(plain, 1, 10_000)], [500, 1500]);
  const all = market(classic, 6, 1, { 'auction.cut': 0.1 });
  assert.equal([cutOf(all, 0, 10_000), cutOf(all, 1, 10_000)], [1000, 1000]);
  const neutral = market(classic, 6, 1, { 'auction.neutralCut': 0.3 });
  assert.equal([cutOf(neutral, 0, 10_000), cutOf(neutral, 1, 10_000)], [500, 3000]);
});
options('auction.time changes the life of an auction, not its deposit', () => {
  const world = market(classic, 6, 1, { 'auction.time': 0.5 });
  const bot = trader(world, 5000);
  give(world, bot, Id.blade);
  assert.is(post(world, bot, Id.blade, 100, 200), 'done');
  assert.is(world.c.auction.expires[0], world.frame + 36_000);
  assert.is(world.c.auction.deposit[0], 25);
});

const search = suite('the search of the auction window');
search('finds by name, level, type, quality, usability and seller, oldest first, fifty a page', () => {
  const world = market(classic, 40, 1, { 'auction.maxOpen': 100 });
  const sellers = Array.from({ length: 12 }, () => trader(world, 100_000));
  for (const seller of sellers) {
    for (let n = 0; n < 10; n++) give(world, seller, n % 2 === 0 ? Id.blade : Id.belt);
    for (let n = 0; n < 10; n++) assert.is(post(world, seller, n % 2 === 0 ? Id.blade : Id.belt, 100 + n, 0), 'done');
  }
  const away = sellers[0]!;
  place(world, away, 0, 10_000, 0);
  give(world, away, Id.blade);
  assert.is(post(world, away, Id.blade, 100, 0, 0, AWAY), 'done');
  const all = [0, 1, 2, 3].map((page) => searchListings(world, 0, {}, page));
  assert.equal(
    all.map(({ listings }) => listings.length),
    [50, 50, 20, 0],
  );
  assert.is(all[0]!.total, 120);
  const uids = all.flatMap(({ listings }) => listings.map((a) => world.c.auction.uid[a]!));
  assert.equal(
    uids,
    [...uids].sort((a, b) => a - b),
  );
  const total = (query: Parameters<typeof searchListings>[2], house = 0): number => searchListings(world, house, query, 0).total;
  assert.is(total({ name: 'BLA' }), 60);
  assert.is(total({ name: 'silk' }), 0);
  assert.is(total({ minLevel: 10 }), 60);
  assert.is(total({ maxLevel: 9 }), 60);
  assert.is(total({ inventoryType: 6, quality: 2 }), 60);
  assert.is(total({ quality: 3 }), 0);
  assert.is(total({ itemClass: 2, subclass: 7 }), 60);
  assert.is(total({ seller: sellers[3]! }), 10);
  assert.is(total({ bidder: sellers[3]! }), 0);
  assert.is(total({}, 1), 1, 'the other house has its own list');
  const child = trader(world, 0, 1);
  assert.ok(total({ usableBy: child }) < total({ usableBy: sellers[1]! }), 'a child can use less than a veteran');
});

last.run();
units.run();
options.run();
search.run();
