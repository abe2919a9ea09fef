/** Rows of auctions, letters and trades. */
import type { EngineRows } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { AuctionState, MailState, TradeState } from '../../components/index.js';
import { FIRST_UID } from '../vocabulary.js';
import type { World } from '../world.js';
import { tablesOf } from './table-numbers.js';

/** Item places of a trade, both sides. */
const OFFERS = 12;

export class MarketRows {
  readonly #table: ReturnType<typeof tablesOf<'auction_row' | 'mail_row' | 'trade_row' | 'trade_item'>>;
  readonly #auctionKind: number;
  readonly #mailKind: number;
  /** Uid of the trade that a slot held when it was last recorded as ended. */
  readonly #lastTrade: Int32Array;
  /** Uids from here on are of this frame. */
  #firstNewUid = FIRST_UID;

  constructor(
    public store: SnapshotStore,
    private readonly rows: EngineRows,
    world: World,
  ) {
    this.#table = tablesOf(store, ['auction_row', 'mail_row', 'trade_row', 'trade_item']);
    this.#auctionKind = store.wordId('auction');
    this.#mailKind = store.wordId('mail');
    this.#lastTrade = new Int32Array(world.capacities.trade!);
  }

  restored(world: World): void {
    const { trade, globals } = world.c;
    this.#firstNewUid = globals.nextUid[0]!;
    for (let t = 0; t < this.#lastTrade.length; t++) this.#lastTrade[t] = hasEnded(trade.state[t]!) ? trade.uid[t]! : 0;
  }

  write(world: World, frame: number): void {
    const { c } = world;
    const auctions = world.write.dirty[c.auction.id]!;
    for (let k = 0; k < auctions.count; k++)
      if (c.auction.state[auctions.list[k]!] !== AuctionState.none) this.#auction(world, frame, auctions.list[k]!);
    const mails = world.write.dirty[c.mail.id]!;
    for (let k = 0; k < mails.count; k++) if (c.mail.state[mails.list[k]!] !== MailState.none) this.#mail(world, frame, mails.list[k]!);
    this.#trades(world, frame);
    this.#firstNewUid = c.globals.nextUid[0]!;
  }

  #auction(world: World, frame: number, slot: number): void {
    const a = world.c.auction;
    const { content } = world;
    const uidOf = (bot: number) => (bot > 0 ? world.uidOf(bot - 1) : 0);
    const { store } = this;
    this.#account(a.uid[slot]!, this.#auctionKind);
    store.begin(this.#table.auction_row);
    store.int(frame);
    store.int(a.uid[slot]!);
    store.int(a.state[slot]!);
    store.int(content.auctionHouses.id[a.house[slot]!]!);
    store.int(uidOf(a.seller[slot]!));
    store.int(uidOf(a.bidder[slot]!));
    store.int(a.itemUid[slot]!);
    store.int(content.items.id[a.kind[slot]!]!);
    store.int(a.stack[slot]!);
    store.i53(a.startBid[slot]!);
    store.i53(a.currentBid[slot]!);
    store.i53(a.buyout[slot]!);
    store.i53(a.deposit[slot]!);
    store.int(a.expires[slot]!);
  }

  #mail(world: World, frame: number, slot: number): void {
    const m = world.c.mail;
    const { store } = this;
    this.#account(m.uid[slot]!, this.#mailKind);
    store.begin(this.#table.mail_row);
    store.int(frame);
    store.int(m.uid[slot]!);
    store.int(m.state[slot]!);
    store.int(m.kind[slot]!);
    store.int(m.from[slot]!);
    store.int(m.to[slot]! > 0 ? world.uidOf(m.to[slot]! - 1) : 0);
    store.i53(m.money[slot]!);
    store.int(m.itemUid[slot]!);
    store.int(m.itemUid[slot]! > 0 ? world.content.items.id[m.itemKind[slot]!]! : 0);
    store.int(m.stack[slot]!);
    store.i53(m.cod[slot]!);
    store.int(m.deliver[slot]!);
    store.int(m.expires[slot]!);
  }

  /** The account of an auction or letter, when it is new. */
  #account(uid: number, kind: number): void {
    if (uid >= this.#firstNewUid) this.rows.account(uid, kind, uid);
  }

  /** A trade when it has ended; its row stands for some frames after that. */
  #trades(world: World, frame: number): void {
    const { trade } = world.c;
    const { store } = this;
    const dirty = world.write.dirty[trade.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const t = dirty.list[k]!;
      const state = trade.state[t]!;
      if (!hasEnded(state) || this.#lastTrade[t] === trade.uid[t]) continue;
      this.#lastTrade[t] = trade.uid[t]!;
      const a = world.uidOf(trade.a[t]! - 1);
      const b = world.uidOf(trade.b[t]! - 1);
      store.begin(this.#table.trade_row);
      store.int(frame);
      store.int(trade.uid[t]!);
      store.int(a);
      store.int(b);
      store.i53(trade.copperA[t]!);
      store.i53(trade.copperB[t]!);
      store.int(state);
      if (state === TradeState.completed) this.#tradeItems(world, frame, t, a, b);
    }
  }

  #tradeItems(world: World, frame: number, t: number, a: number, b: number): void {
    const { trade } = world.c;
    const { store } = this;
    for (let k = 0; k < OFFERS; k++) {
      const uid = trade.itemUid[t * OFFERS + k]!;
      if (uid === 0) continue;
      store.begin(this.#table.trade_item);
      store.int(frame);
      store.int(trade.uid[t]!);
      store.int(k < OFFERS / 2 ? a : b);
      store.int(uid);
      store.int(world.content.items.id[trade.itemKind[t * OFFERS + k]!]!);
      store.int(trade.itemStack[t * OFFERS + k]!);
    }
  }
}

function hasEnded(state: number): boolean {
  return state === TradeState.completed || state === TradeState.cancelled;
}
