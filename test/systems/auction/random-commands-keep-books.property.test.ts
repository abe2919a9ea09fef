/**
 * Random commands of a market against a model of plain objects, written from the rules without any index: same answers, same purses, same
 * owners. A fault inside a handler leaves everything as it was.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { AuctionState } from '../../../components/index.js';
import { copperOf, itemAt } from './market-reads.js';
import { sweepFrame } from '../../../systems/auction/settle-auction.js';
import { Op } from '../../../systems/opcodes.js';
import type { World } from '../../../systems/world.js';
import { HOME, Id, checkMarket, fingerprint, give, market, marketContent, perform, trader } from './market.js';

const content = await marketContent();
const BOTS = 4;
const PURSE = 5000;
const FIRST_SLOT = 23;
const SLOTS = 16;

interface Lot {
  uid: number;
  slot: number;
  seller: number;
  item: number;
  start: number;
  buyout: number;
  bid: number;
  bidder: number;
  deposit: number;
}
interface Letter {
  uid: number;
  slot: number;
  to: number;
  copper: number;
  item: number;
}
/** Auctions, mails, purses and owners of items (by item uid: `bot:n`, `lot:uid`, `letter:uid`) as plain objects. */
class Model {
  purse: number[] = [];
  owner = new Map<number, string>();
  lots: Lot[] = [];
  letters: Letter[] = [];
  sunk = 0;
  /** Uids up to this one are known to the model. */
  named = 0;

  mail(to: number, copper: number, item: number): void {
    this.letters.push({ uid: 0, slot: 0, to, copper, item });
  }
  post(bot: number, item: number, vendorCopper: number, start: number, buyout: number): string {
    const deposit = Math.floor((vendorCopper * 5) / 100);
    if (start === 0) return 'bad_amount';
    if (this.purse[bot]! < deposit) return 'not_enough_money';
    if (this.lots.filter((lot) => lot.seller === bot).length >= 12) return 'too_many';
    this.purse[bot]! -= deposit;
    this.owner.set(item, 'lot');
    this.lots.push({ uid: 0, slot: 0, seller: bot, item, start, buyout, bid: 0, bidder: -1, deposit });
    return 'done';
  }
  bid(bot: number, lot: Lot, price: number): string {
    if (price === 0) return 'bad_amount';
    if (lot.seller === bot) return 'own_auction';
    const buys = lot.buyout > 0 && price >= lot.buyout;
    const enough = price > lot.bid && (buys || price >= lot.bid + Math.max(1, Math.floor(lot.bid / 100) * 5));
    if (!enough || price > this.purse[bot]! || price < lot.start) return price > this.purse[bot]! ? 'not_enough_money' : 'bid_too_low';
    const paid = buys ? lot.buyout : price;
    if (lot.bidder === bot) this.purse[bot]! -= paid - lot.bid;
    else {
      if (lot.bidder >= 0) this.mail(lot.bidder, lot.bid, 0);
      this.purse[bot]! -= paid;
    }
    lot.bidder = bot;
    lot.bid = paid;
    if (buys) this.sell(lot);
    return 'done';
  }
  cut(price: number): number {
    return Math.floor((price * 5) / 100);
  }
  sell(lot: Lot): void {
    this.sunk += this.cut(lot.bid);
    this.mail(lot.seller, lot.bid + lot.deposit - this.cut(lot.bid), 0);
    this.mail(lot.bidder, 0, lot.item);
    this.lots.splice(this.lots.indexOf(lot), 1);
  }
  giveBack(lot: Lot): void {
    this.sunk += lot.deposit;
    this.mail(lot.seller, 0, lot.item);
    this.lots.splice(this.lots.indexOf(lot), 1);
  }
  cancel(bot: number, lot: Lot): string {
    if (lot.seller !== bot) return 'not_yours';
    const cut = lot.bidder >= 0 ? this.cut(lot.bid) : 0;
    if (this.purse[bot]! < cut) return 'not_enough_money';
    this.purse[bot]! -= cut;
    this.sunk += cut;
    if (lot.bidder >= 0) this.mail(lot.bidder, lot.bid, 0);
    this.giveBack(lot);
    return 'done';
  }
  end(lot: Lot): void {
    if (lot.bidder >= 0) this.sell(lot);
    else this.giveBack(lot);
  }
  collect(letter: Letter): void {
    this.purse[letter.to]! += letter.copper;
    if (letter.item !== 0) this.owner.set(letter.item, `bot:${letter.to}`);
    this.letters.splice(this.letters.indexOf(letter), 1);
  }
}

interface Act {
  kind: number;
  bot: number;
  pick: number;
  price: number;
  extra: number;
  fault: number;
}
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.integer({ min: 0, max: 9 }),
  bot: fc.integer({ min: 0, max: BOTS - 1 }),
  pick: fc.integer({ min: 0, max: 999 }),
  price: fc.integer({ min: 0, max: 2500 }),
  extra: fc.integer({ min: 0, max: 2500 }),
  fault: fc.integer({ min: 0, max: 40 }),
});

function stage(): { world: World; model: Model } {
  const world = market(content, BOTS);
  const model = new Model();
  for (let n = 0; n < BOTS; n++) {
    const bot = trader(world, PURSE);
    for (const id of [Id.blade, Id.belt, Id.blade]) give(world, bot, id);
    give(world, bot, Id.silk, 25);
    model.purse.push(PURSE);
    for (let s = FIRST_SLOT; s < FIRST_SLOT + SLOTS; s++)
      if (itemAt(world, bot, s) >= 0) model.owner.set(world.c.item.uid[itemAt(world, bot, s)]!, `bot:${n}`);
  }
  model.named = world.c.globals.nextUid[0]! - 1;
  return { world, model };
}

/** Run a command; with a fault, let the ledger break at that booking first, and see that nothing has happened. */
function run(world: World, fault: number, ...command: [op: number, actor: number, ...args: number[]]): string {
  const [op, actor, a = 0, b = 0, c = 0, d = 0, e = 0] = command;
  if (fault < 4) {
    const before = fingerprint(world);
    const { book } = world.ledger;
    let left = fault;
    world.ledger.book = (...entry) => {
      if (left-- === 0) throw new Error('injected');
      book.apply(world.ledger, entry);
    };
    let answer = '';
    try {
      answer = perform(world, op, actor, a, b, c, d, e);
    } catch (error) {
      assert.is((error as Error).message, 'injected');
      assert.is(fingerprint(world), before);
      tally.faults++;
    } finally {
      world.ledger.book = book;
    }
    if (answer !== '') return answer;
  }
  const answer = perform(world, op, actor, a, b, c, d, e);
  if (answer === 'done') tally.done.set(op, (tally.done.get(op) ?? 0) + 1);
  return answer;
}

function step(world: World, model: Model, { kind, bot, pick, price, extra, fault }: Act): void {
  const { auction, mail } = world.c;
  const lot = model.lots.length > 0 ? model.lots[pick % model.lots.length]! : undefined;
  if (kind <= 2) {
    const slot = FIRST_SLOT + (pick % SLOTS);
    const i = itemAt(world, bot, slot);
    const expected = i < 0 ? (price === 0 ? 'bad_amount' : 'gone') : undefined;
    const uid = i < 0 ? 0 : world.c.item.uid[i]!;
    const vendor = i < 0 ? 0 : world.content.items.sellPrice[world.c.item.kind[i]!]! * world.c.item.stack[i]!;
    const answer = run(world, fault, Op.postAuction, bot, slot, price, extra, 0, HOME);
    assert.is(answer, expected ?? model.post(bot, uid, vendor, price, extra));
  } else if (kind <= 5 && lot) {
    assert.is(run(world, fault, Op.bidAuction, bot, lot.slot, price, HOME, lot.uid), model.bid(bot, lot, price));
  } else if (kind === 6 && lot) {
    assert.is(run(world, fault, Op.cancelAuction, bot, lot.slot, lot.uid, HOME), model.cancel(bot, lot));
  } else if (kind === 7 && lot) {
    world.frame = Math.max(world.frame, sweepFrame(world, auction.expires[lot.slot]!));
    model.end(lot);
    assert.is(run(world, fault, Op.endAuction, -lot.uid, lot.slot), 'done');
    assert.is(run(world, fault, Op.endAuction, -lot.uid, lot.slot), 'done');
    assert.is(auction.state[lot.slot], AuctionState.none);
  } else if (kind >= 8 && model.letters.length > 0) {
    const letter = model.letters[pick % model.letters.length]!;
    model.collect(letter);
    assert.is(run(world, fault, Op.collectMail, letter.to, letter.slot, 0, letter.uid), 'done');
    assert.is(run(world, fault, Op.expireMail, -letter.uid, letter.slot), 'done');
    assert.is(mail.uid[letter.slot], 0);
  }
  name(world, model);
}

/** Auctions and mails that the command made get their uids in the model: both sides make them in the same order. */
function name(world: World, model: Model): void {
  nameNew(model.lots, world.pools.auction.high, world.c.auction.uid, model.named);
  nameNew(model.letters, world.pools.mail.high, world.c.mail.uid, model.named);
  model.named = world.c.globals.nextUid[0]! - 1;
}
function nameNew(list: { uid: number; slot: number }[], high: number, uids: Int32Array, named: number): void {
  const fresh = [...uids.subarray(0, high).keys()].filter((slot) => uids[slot]! > named).sort((x, y) => uids[x]! - uids[y]!);
  for (const entry of list) {
    if (entry.uid !== 0) continue;
    entry.slot = fresh.shift()!;
    entry.uid = uids[entry.slot]!;
  }
}

function compare(world: World, model: Model): void {
  const { auction, mail, item } = world.c;
  for (let bot = 0; bot < BOTS; bot++) {
    assert.is(copperOf(world, bot), model.purse[bot], 'purse');
    for (let s = FIRST_SLOT; s < FIRST_SLOT + SLOTS; s++)
      if (itemAt(world, bot, s) >= 0) assert.is(model.owner.get(item.uid[itemAt(world, bot, s)]!), `bot:${bot}`);
  }
  for (const lot of model.lots) {
    assert.equal(
      [
        auction.uid[lot.slot],
        auction.state[lot.slot],
        auction.bidder[lot.slot]! - 1,
        auction.currentBid[lot.slot],
        auction.itemUid[lot.slot],
      ],
      [lot.uid, AuctionState.open, lot.bidder, lot.bid, lot.item],
    );
  }
  for (const letter of model.letters) {
    assert.equal(
      [mail.uid[letter.slot], mail.to[letter.slot]! - 1, mail.money[letter.slot], mail.itemUid[letter.slot]],
      [letter.uid, letter.to, letter.copper, letter.item],
    );
  }
  assert.is(world.derived.auctions.open, model.lots.length);
  assert.is(world.ledger.sums.copperSink, model.sunk, 'copper that left the world');
}

/** Times each command was done, and faults that were injected: the property must not hold for want of anything happening. */
const tally = { faults: 0, done: new Map<number, number>() };

const books = suite('random commands');
books('keep the books, and do what the model does', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 20, maxLength: 150, size: 'max' }), (acts) => {
      const { world, model } = stage();
      for (const one of acts) {
        step(world, model, one);
        compare(world, model);
      }
      checkMarket(world);
      world.rebuildDerived();
      checkMarket(world);
    }),
    { numRuns: 60, seed: 20_061_120 },
  );
  assert.ok(tally.faults > 100, `${tally.faults} faults were injected`);
  for (const op of [Op.postAuction, Op.bidAuction, Op.cancelAuction, Op.endAuction, Op.collectMail])
    assert.ok((tally.done.get(op) ?? 0) > 50, `command ${op} was done ${tally.done.get(op)} times`);
});
books.run();
