/**
 * 100,000 random commands - post, bid, cancel, end, write, fetch, send back, expire, trade, die - beside a second economy of plain objects:
 * the same answers, the same end state; money and items add up after every single one. In every other command a fault is injected after a
 * random number of writes first: everything is as before it.
 *
 *   node any-commands-keep-the-books.property.test.js [seed] [commands]
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { AuctionState, BotState, MailState, TradeState } from '../../../components/index.js';
import { mix32 } from '../../../engine/random.js';
import { sweepFrame } from '../../../systems/auction/settle-auction.js';
import { checkConservation, checkPlaces } from '../../../systems/invariants.js';
import { itemAt } from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { REASONS } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { HOME, Id, fingerprint, give, market, marketContent, trader } from '../auction/market.js';
import { PlainEconomy } from './plain-economy.js';
import type { Letter, Lot } from './plain-economy.js';

const SEED = Number(process.argv[2] ?? 20_061_121);
const COMMANDS = Number(process.argv[3] ?? 100_000);
const ROUND = 500;
const BOTS = 6;
const PURSE = 30_000;
const FIRST_SLOT = 23;
const SLOTS = 16;
const MAX_FAULT = 30;
const LATEST_FRAME = 1_500_000_000;
const BYTES_EVERY = 400;
const CREATURE = 0;

const content = await marketContent();
let state = SEED >>> 0;
function below(bound: number): number {
  state = mix32(state + 0x9e3779b9);
  return state % bound;
}

const tally = { commands: 0, faults: 0, done: new Map<string, number>(), refused: new Map<string, number>() };

/** Engine and model side by side, and which of the engine's slots a lot or letter of the model has. */
class Pair {
  readonly world: World;
  readonly model: PlainEconomy;
  readonly slotOf = new Map<Lot | Letter, number>();
  readonly #lots = new Set<Lot>();
  readonly #letters = new Set<Letter>();
  #named: number;

  constructor(seed: number) {
    this.world = market(content, BOTS, seed, { 'capacity.auction': 160, 'capacity.mail': 900, 'capacity.item': 600 });
    const { items } = content;
    this.model = new PlainEconomy(Array.from(items.sellPrice), Array.from(items.stackSize));
    this.model.now = this.world.frame;
    for (let n = 0; n < BOTS; n++) {
      const bot = trader(this.world, PURSE);
      give(this.world, bot, Id.silk, 20 + below(30));
      for (let k = 0; k < 5; k++) give(this.world, bot, k % 2 === 0 ? Id.blade : Id.belt);
      const bag = Array.from({ length: SLOTS }, (_, s) => this.#stackAt(bot, s));
      this.model.people.push({ purse: PURSE, bag, dead: false });
    }
    this.#named = this.world.c.globals.nextUid[0]! - 1;
  }
  #stackAt(bot: number, s: number): { kind: number; units: number } | undefined {
    const i = itemAt(this.world, bot, FIRST_SLOT + s);
    return i < 0 ? undefined : { kind: this.world.c.item.kind[i]!, units: this.world.c.item.stack[i]! };
  }

  /** Run a command: sometimes with a fault first, which must leave no trace; the answer must be the model's. */
  both(name: string, expected: () => boolean, op: number, actor: number, ...args: number[]): void {
    const { world } = this;
    tally.commands++;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    let result = below(2) === 0 ? this.#faulty(op, actor, args) : THREW;
    if (result === THREW) result = world.commands.perform(world, op, actor, a, b, c, d, e, f);
    const done = expected();
    const count = result === 0 ? tally.done : tally.refused;
    count.set(name, (count.get(name) ?? 0) + 1);
    assert.is(
      result === 0,
      done,
      `command ${tally.commands}, ${name}: the program says ${REASONS[result]}, the model ${done ? 'done' : 'refused'}`,
    );
    checkConservation(world);
    if (done) this.#name();
  }
  /** With a fault after a random number of writes: no trace of it. When the fault lies beyond the last write, the command has gone through. */
  #faulty(op: number, actor: number, args: readonly number[]): number {
    const { world } = this;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const whole = tally.faults % BYTES_EVERY === 0;
    const before = whole ? fingerprint(world) : mark(world);
    const events = world.events.count;
    try {
      return world.commands.perform(world, op, actor, a, b, c, d, e, f, 1 + below(1 + below(MAX_FAULT)));
    } catch {
      tally.faults++;
      assert.is(whole ? fingerprint(world) : mark(world), before, `a fault in ${op} leaves everything as it was`);
      assert.is(world.events.count, events);
      checkConservation(world);
      return THREW;
    }
  }
  /** New lots and letters of the model get the slots of the new ones of the engine: both make them in the same order. */
  #name(): void {
    const { auction, mail } = this.world.c;
    this.#nameNew(this.model.lots, this.#lots, auction.uid, this.world.pools.auction.high);
    this.#nameNew(this.model.letters, this.#letters, mail.uid, this.world.pools.mail.high);
    this.#named = this.world.c.globals.nextUid[0]! - 1;
  }
  #nameNew<T extends Lot | Letter>(list: readonly T[], known: Set<T>, uids: Int32Array, high: number): void {
    const fresh: number[] = [];
    for (let slot = 0; slot < high; slot++) if (uids[slot]! > this.#named) fresh.push(slot);
    fresh.sort((x, y) => uids[x]! - uids[y]!);
    for (const one of list) {
      if (known.has(one)) continue;
      known.add(one);
      this.slotOf.set(one, fresh.shift()!);
    }
  }
}
const THREW = -1;
/** The state as the incremental hash has it, with the ledger. */
function mark(world: World): string {
  return `${world.write.hash.digest(0)} ${world.ledger.count} ${JSON.stringify(world.ledger.sums)}`;
}

function price(): number {
  return below(20) === 0 ? 0 : below(3000);
}

/** One random command. */
function step(pair: Pair): void {
  const { world, model } = pair;
  const who = below(BOTS);
  if (model.people[who]!.dead && below(3) === 0) dieOrLive(pair, who);
  const lot = model.lots[below(Math.max(1, model.lots.length))];
  const first = below(SLOTS);
  const letter = model.letters[below(Math.max(1, model.letters.length))];
  const filled = model.people[who]!.bag.findIndex((thing, s) => thing !== undefined && s >= first);
  const place = below(4) === 0 || filled < 0 ? first : filled;
  const kind = below(100);
  if (kind < 16) {
    const [start, buyout, duration] = [price(), price(), below(3)];
    pair.both(
      'post',
      () => model.post(who, place, start, buyout, duration),
      Op.postAuction,
      who,
      FIRST_SLOT + place,
      start,
      buyout,
      duration,
      HOME,
    );
  } else if (kind < 36 && lot !== undefined) bidOn(pair, who, lot);
  else if (kind < 40 && lot !== undefined) {
    const [seller, a] = [below(3) === 0 ? who : lot.seller, pair.slotOf.get(lot)!];
    pair.both('cancel', () => model.cancel(seller, lot), Op.cancelAuction, seller, a, world.c.auction.uid[a]!, HOME);
    free(pair, a);
  } else if (kind < 46 && lot !== undefined) endLot(pair, lot);
  else if (kind < 66 && letter !== undefined) onLetter(pair, letter, below(6) === 0 ? who : letter.to, kind);
  else if (kind < 72) write(pair, who, place);
  else if (kind < 97) deal(pair, who, place);
  else dieOrLive(pair, who);
}

function bidOn(pair: Pair, who: number, lot: Lot): void {
  const a = pair.slotOf.get(lot)!;
  const offers = [price(), lot.bid + Math.floor(lot.bid / 20), lot.buyout, lot.start, lot.bid];
  const offer = offers[below(offers.length)]!;
  pair.both('bid', () => pair.model.bid(who, lot, offer), Op.bidAuction, who, a, offer, HOME, pair.world.c.auction.uid[a]!);
  free(pair, a);
}

/** The slot of an auction that has ended is freed in the next frame of a run. */
function free(pair: Pair, a: number): void {
  const { auction } = pair.world.c;
  if (auction.uid[a] === 0 || auction.state[a] === AuctionState.open) return;
  assert.is(pair.world.commands.perform(pair.world, Op.endAuction, -auction.uid[a]!, a, 0, 0, 0, 0, 0), 0);
}

function endLot(pair: Pair, lot: Lot): void {
  const { world, model } = pair;
  const a = pair.slotOf.get(lot)!;
  if (below(4) > 0) advance(pair, sweepFrame(world, lot.expires));
  pair.both('end', () => model.end(lot), Op.endAuction, -world.c.auction.uid[a]!, a);
  free(pair, a);
}
function advance(pair: Pair, frame: number): void {
  pair.world.frame = Math.max(pair.world.frame, frame);
  pair.model.now = pair.world.frame;
}

function onLetter(pair: Pair, letter: Letter, who: number, kind: number): void {
  const { world, model } = pair;
  const m = pair.slotOf.get(letter)!;
  const uid = world.c.mail.uid[m]!;
  if (kind < 59) {
    if (below(3) > 0) advance(pair, letter.deliver);
    pair.both('collect', () => model.collect(who, letter), Op.collectMail, who, m, HOME, uid);
  } else if (kind < 63) {
    if (below(3) > 0) advance(pair, letter.deliver);
    pair.both('send back', () => model.sendBack(who, letter), Op.returnMail, who, m, HOME, uid);
  } else {
    if (below(4) > 0 && letter.expires < LATEST_FRAME) advance(pair, letter.expires + 10);
    pair.both('expire', () => model.expire(letter), Op.expireMail, -uid, m);
  }
  if (world.c.mail.uid[m] === uid && world.c.mail.state[m] !== MailState.waiting)
    assert.is(world.commands.perform(world, Op.expireMail, -uid, m, 0, 0, 0, 0, 0), 0);
}

function write(pair: Pair, who: number, place: number): void {
  const { world, model } = pair;
  const to = below(BOTS);
  const enclosed = below(4) === 0 ? -1 : place;
  const [copper, cod] = below(2) === 0 ? [below(400), 0] : [below(9) === 0 ? 5 : 0, below(1500)];
  const slot = enclosed < 0 ? -1 : FIRST_SLOT + enclosed;
  pair.both('write', () => model.send(who, to, enclosed, copper, cod), Op.sendMail, who, to, slot, copper, cod, HOME, world.uidOf(to));
}

/** Mostly what can be done in the trade as it stands, now and then anything. */
function deal(pair: Pair, who: number, place: number): void {
  const { world, model } = pair;
  const t = world.c.social.trade[who]! - 1;
  const now = t < 0 ? TradeState.none : world.c.trade.state[t]!;
  const choice = below(10);
  if (now === TradeState.none || choice === 0) {
    const other = (who + 1 + below(BOTS)) % BOTS;
    pair.both('ask', () => model.ask(who, other), Op.requestTrade, who, other);
  } else if (choice === 1 || now >= TradeState.completed || (choice === 2 && below(3) === 0)) {
    if (choice !== 1 || below(3) === 0) pair.both('leave', () => model.cancelDeal(who), Op.cancelTrade, who, t, 0);
  } else if (now === TradeState.requested) pair.both('open', () => model.open(who), Op.openTrade, who, t);
  else if (choice < 6) {
    const offered = below(3) === 0 ? -1 : place;
    const mine = model.dealOf(who)?.copper[model.dealOf(who)!.sides.indexOf(who)] ?? 0;
    const copper = below(2) === 0 ? below(1000) : mine;
    pair.both('offer', () => model.offer(who, offered, copper), Op.offerTrade, who, t, offered < 0 ? -1 : FIRST_SLOT + offered, copper);
  } else pair.both('accept', () => model.accept(who), Op.acceptTrade, who, t);
}

/** Dying takes no money and no things; a dead bot can do nothing until it lives again. */
function dieOrLive(pair: Pair, who: number): void {
  const { world, model } = pair;
  const person = model.people[who]!;
  if (person.dead) {
    world.setState(who, BotState.idle);
    world.set(world.c.vital.f.health, who, world.c.vital.maxHealth[who]!);
    person.dead = false;
    return;
  }
  world.set(world.c.vital.f.health, who, 0);
  world.set(world.c.vital.f.healthRate, who, 0);
  const die = (): boolean => (person.dead = true);
  pair.both('die', die, Op.dieInCombat, who, CREATURE);
}

/** Both economies, told in the same words: purses, bags, lots with their bids, letters; in no particular order. */
function told(pair: Pair): { program: unknown; model: unknown } {
  const { world, model } = pair;
  const { life, item, auction, mail } = world.c;
  const thing = (i: number): string => (i < 0 ? '-' : `${item.kind[i]} x ${item.stack[i]}`);
  const plain = (stack: { kind: number; units: number } | undefined): string =>
    stack === undefined ? '-' : `${stack.kind} x ${stack.units}`;
  const people = model.people.map((_, n) => ({
    purse: life.gold[n],
    bag: Array.from({ length: SLOTS }, (_unused, s) => thing(itemAt(world, n, FIRST_SLOT + s))),
  }));
  const lots: string[] = [];
  for (let a = 0; a < world.pools.auction.high; a++)
    if (auction.state[a] === AuctionState.open)
      lots.push(
        [
          auction.seller[a]! - 1,
          thing(auction.item[a]! - 1),
          auction.startBid[a],
          auction.buyout[a],
          auction.currentBid[a],
          auction.bidder[a]! - 1,
          auction.deposit[a],
          auction.expires[a],
        ].join(),
      );
  const letters: string[] = [];
  for (let m = 0; m < world.pools.mail.high; m++)
    if (mail.state[m] === MailState.waiting)
      letters.push(
        [
          mail.sender[m]! - 1,
          mail.to[m]! - 1,
          mail.money[m],
          mail.cod[m],
          thing(mail.item[m]! - 1),
          mail.deliver[m],
          mail.expires[m],
        ].join(),
      );
  const senderOf = ({ kind, from }: Letter): number => (kind === 'player' ? from : -1);
  return {
    program: { people, lots: lots.sort(), letters: letters.sort(), sunk: world.ledger.sums.copperSink },
    model: {
      people: model.people.map(({ purse, bag }) => ({ purse, bag: bag.map(plain) })),
      lots: model.lots
        .map((lot) => [lot.seller, plain(lot.thing), lot.start, lot.buyout, lot.bid, lot.bidder, lot.deposit, lot.expires].join())
        .sort(),
      letters: model.letters
        .map((one) => [senderOf(one), one.to, one.copper, one.cod, plain(one.thing), one.deliver, one.expires].join())
        .sort(),
      sunk: model.sunkCopper,
    },
  };
}

const books = suite('any commands');
books('keep the books and do what a second economy does', () => {
  while (tally.commands < COMMANDS) {
    const pair = new Pair(tally.commands + 1);
    const until = Math.min(COMMANDS, tally.commands + ROUND);
    while (tally.commands < until) step(pair);
    const { program, model } = told(pair);
    assert.equal(program, model, `the end state after command ${tally.commands}, seed ${SEED}`);
    checkPlaces(pair.world);
    const kept = pair.world.write.hash.digest(0);
    pair.world.rebuildDerived();
    assert.is(pair.world.write.hash.digest(0), kept, 'rebuilding what is derived changes no state');
  }
  const share = COMMANDS / 100_000;
  assert.ok(tally.faults > 10_000 * share, `${tally.faults} faults were injected`);
  for (const name of [
    'post',
    'bid',
    'cancel',
    'end',
    'collect',
    'send back',
    'expire',
    'write',
    'ask',
    'open',
    'offer',
    'accept',
    'leave',
    'die',
  ])
    assert.ok((tally.done.get(name) ?? 0) > 250 * share, `${name} was done ${tally.done.get(name) ?? 0} times`);
});
books.run();
