/** Whole handlers at 100,000 open auctions: checks, item and money moved, ledger, mails, undo journal and state hash, as in a run. */
import type { WorldContent } from '../../data/content.js';
import { createItem, itemAt } from '../../systems/inventory/items.js';
import { Account, earn } from '../../systems/money.js';
import { checkConservation, checkPlaces } from '../../systems/invariants.js';
import { Op } from '../../systems/opcodes.js';
import { Cause } from '../../systems/vocabulary.js';
import type { World } from '../../systems/world.js';
import { makeBot } from '../../test/systems/inventory/small-world.js';
import { Act, cpuMs, draws, hall, stream } from './hall.js';

const BOTS = 5_000;
const LIVE = 100_000;
const PURSE = 2_000_000_000;
const FIRST_SLOT = 23;
const CARRIED = 12;
/** Operations of one frame: then dirty marks, ledger entries and events are dropped as after a recorded frame. */
const OPS_A_FRAME = 4_000;
const DURATION = 2;

interface Counts {
  post: number;
  bid: number;
  buyOut: number;
  expire: number;
  collect: number;
  free: number;
  refused: number;
}

class Hall {
  readonly world: World;
  readonly count: Counts = { post: 0, bid: 0, buyOut: 0, expire: 0, collect: 0, free: 0, refused: 0 };
  readonly #open: Int32Array;
  readonly #at: Int32Array;
  readonly #ended: number[] = [];
  #opened = 0;
  /** Bots with something to list, once for each thing. */
  readonly #sellers: number[] = [];
  #nextSeller = 0;

  constructor(content: WorldContent, live: number) {
    this.world = hall(content, BOTS, live * 2, 1_000_000);
    this.#open = new Int32Array(live * 2);
    this.#at = new Int32Array(live * 2);
    const below = draws(3);
    for (let b = 0; b < BOTS; b++) {
      const bot = makeBot(this.world, 0, 60);
      earn(this.world, bot, PURSE, Cause.spawn, Account.world);
      for (let n = 0; n < CARRIED; n++) this.#stock(bot, below(content.items.count));
    }
    for (let n = 0; n < live; n++) {
      const bot = n % BOTS;
      if (itemAt(this.world, bot, FIRST_SLOT) < 0) this.#stock(bot, below(content.items.count));
      this.#nextSeller++;
      this.#post(bot, 1000 + below(100_000));
      if (n % OPS_A_FRAME === 0) this.frame();
    }
    this.frame();
  }

  #stock(bot: number, kind: number): void {
    createItem(this.world, bot, kind, 1, Cause.spawn, Account.world);
    this.#sellers.push(bot);
  }

  /** A bot with something in its bags lists it. */
  #post(bot: number, price: number): boolean {
    for (let s = FIRST_SLOT; s < FIRST_SLOT + 16; s++) {
      if (itemAt(this.world, bot, s) < 0) continue;
      if (!this.#do(Op.postAuction, bot, s, price >> 1, price, DURATION, 0)) return false;
      const a = this.#newest(bot);
      this.#at[a] = this.#opened;
      this.#open[this.#opened++] = a;
      return true;
    }
    return false;
  }
  /** The pool hands out the slot freed last, so the newest auction is the last of its seller's list: found by its uid. */
  #newest(bot: number): number {
    const { auctions } = this.world.derived;
    return auctions.lastOfSeller(bot);
  }

  #do(op: number, actor: number, a: number, b = 0, c = 0, d = 0, e = 0): boolean {
    const done = this.world.commands.perform(this.world, op, actor, a, b, c, d, e, 0) === 0;
    if (!done) this.count.refused++;
    return done;
  }

  #close(a: number): void {
    const last = this.#open[--this.#opened]!;
    this.#open[this.#at[a]!] = last;
    this.#at[last] = this.#at[a]!;
    this.#ended.push(a);
  }

  step(act: number, pick: number, price: number): void {
    const { auction, life } = this.world.c;
    const a = this.#open[pick % this.#opened]!;
    const bot = pick % BOTS;
    if (act === Act.post) {
      // Whoever came by something to list, in that order.
      const seller = this.#sellers[this.#nextSeller];
      if (seller === undefined) return;
      this.#nextSeller++;
      if (this.#post(seller, price)) this.count.post++;
    } else if (act === Act.expire) {
      this.world.c.auction.expires[a] = this.world.frame;
      if (this.#do(Op.endAuction, -auction.uid[a]!, a)) this.#close(a);
      this.count.expire++;
    } else if (auction.seller[a] !== bot + 1 && life.gold[bot]! > auction.buyout[a]!) {
      const price_ =
        act === Act.bid
          ? Math.max(auction.startBid[a]!, auction.currentBid[a]! + 1 + Math.floor(auction.currentBid[a]! / 20))
          : auction.buyout[a]!;
      const buys = price_ >= auction.buyout[a]!;
      if (this.#do(Op.bidAuction, bot, a, price_, 0, auction.uid[a]!) && buys) this.#close(a);
      if (act === Act.bid) this.count.bid++;
      else this.count.buyOut++;
    }
  }

  /** Bots empty their mailboxes as mails come, and ended auctions give their slots back. */
  clean(bot: number): void {
    const { mails } = this.world.derived;
    for (let m = mails.first(bot); m >= 0;) {
      const next = mails.after(m);
      const uid = this.world.c.mail.uid[m]!;
      const withItem = this.world.c.mail.item[m]! > 0;
      if (this.#do(Op.collectMail, bot, m, 0, uid)) {
        this.count.collect++;
        if (withItem) this.#sellers.push(bot);
        this.#do(Op.expireMail, -uid, m);
        this.count.free++;
      }
      m = next;
    }
  }
  frame(): void {
    const { world } = this;
    for (const a of this.#ended) {
      this.#do(Op.endAuction, -world.c.auction.uid[a]!, a);
      this.count.free++;
    }
    this.#ended.length = 0;
    world.frame++;
    world.ledger.startFrame();
    world.events.startFrame();
    for (const dirty of world.write.dirty) dirty?.clear();
  }
}

/** Lines of the report. */
export function handlers(content: WorldContent, quick: boolean): string[] {
  const ops = quick ? 40_000 : 600_000;
  const it = new Hall(content, LIVE);
  const s = stream(ops, 11);
  run(it, s, 0, ops >> 2);
  Object.assign(it.count, { post: 0, bid: 0, buyOut: 0, expire: 0, collect: 0, free: 0, refused: 0 });
  const from = ops >> 2;
  const { timed, mailed } = run(it, s, from, ops);
  checkConservation(it.world);
  checkPlaces(it.world);
  const { post, bid, buyOut, expire, collect, free, refused } = it.count;
  const done = post + bid + buyOut + expire;
  return [
    `whole handlers with ledger and mail: ${it.world.derived.auctions.open} open auctions, ${BOTS} bots`,
    `  post ${post}, bid ${bid}, buy out ${buyOut}, expire ${expire}: ${((timed * 1e6) / done).toFixed(0)} ns each, ${(done / timed / 1e3).toFixed(2)} M/s (refused ${refused})`,
    `  and ${collect} mails collected, ${free} slots freed: ${((mailed * 1e6) / (collect + free)).toFixed(0)} ns each; all ${((done + collect + free) / (timed + mailed) / 1e3).toFixed(2)} M commands/s; money and items add up`,
  ];
}

function run(it: Hall, s: ReturnType<typeof stream>, from: number, to: number): { timed: number; mailed: number } {
  let timed = 0;
  let mailed = 0;
  let cleaned = 0;
  for (let n = from; n < to; n += OPS_A_FRAME) {
    const started = cpuMs();
    for (let k = n; k < Math.min(to, n + OPS_A_FRAME); k++) it.step(s.act[k]!, s.pick[k]!, s.price[k]!);
    const between = cpuMs();
    for (let b = 0; b < BOTS; b++) it.clean((cleaned + b) % BOTS);
    cleaned++;
    it.frame();
    mailed += cpuMs() - between;
    timed += between - started;
  }
  return { timed, mailed };
}
