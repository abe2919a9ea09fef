/**
 * The steps of each pump: where they take place and which command they wish for. Two characters of one player work together: the first
 * leads, the alt comes along, and either may act. A step that cannot be done yet is tried again.
 */
import { MailKind } from '../../components/index.js';
import { depositOf } from '../auction/post-auction.js';
import { fallbackUnitPrice } from '../auction/price.js';
import { isListable } from '../auction/post-auction.js';
import { cutOf } from '../auction/settle-auction.js';
import { BEFORE_CARRY, firstFreeSlot, itemAt, nextCarrySlot } from '../inventory/items.js';
import { refusalOf } from '../mail/collect-mail.js';
import { Op } from '../opcodes.js';
import { isTradable } from '../trade/offer-trade.js';
import { tradeOf } from '../trade/trade-state.js';
import { bundlePrice, factorAt } from '../vendor/prices.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { PumpKind, PumpPlace } from './pump-kinds.js';

/** Does a step at a service; answers whether it was done (or is on its way). */
type Act = (world: World, lead: number, alt: number, service: number) => boolean;
export interface PumpStep {
  readonly place: number;
  readonly act: Act;
}

/** Asked: so many times the usual price, that nobody else buys; within what the alt can pay. */
const OVERPRICE = 10;
const TRADED_COPPER = 1000;
/** Cash on delivery: the price asked for the item. */
const COD_COPPER = 2500;
const UNCOMMON = 2;

/** First carried instance of the pump's kind that may change hands, or -1. */
function thingOf(world: World, lead: number, bot: number): number {
  const kind = world.c.pump.thing[lead]! - 1;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && world.c.item.kind[i] === kind && isTradable(world, i) && isListable(world, i)) return i;
  }
  return -1;
}

/** Something of its own the pair can work with: kind, or -1. */
export function pickThing(world: World, bot: number): number {
  const { item } = world.c;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && isTradable(world, i) && isListable(world, i) && world.content.items.quality[item.kind[i]!]! >= UNCOMMON)
      return item.kind[i]!;
  }
  return -1;
}

/** What the vendor gives most for by what it costs, of things that fit the purse; -1 none. The best hope of somebody who looks for a pump. */
export function bestResale(world: World, bot: number, vendor: number): number {
  const { vendorItems, vendorStock, spawns, vendors, items } = world.content;
  const creature = spawns.creature[vendors.spawn[vendor]!]!;
  const factor = factorAt(world, bot, vendors, vendor);
  let best = -1;
  let bestPaid = 1;
  let bestCost = 0;
  for (let at = vendorItems.offsets[creature]!; at < vendorItems.offsets[creature + 1]!; at++) {
    const kind = vendorItems.values[at]!;
    const cost = bundlePrice(world, kind, 1, factor);
    const paid = items.sellPrice[kind]! * items.buyCount[kind]!;
    if (vendorStock[at]! > 0 || cost > world.c.life.gold[bot]! || items.stackSize[kind]! < items.buyCount[kind]! || paid === 0) continue;
    if (best >= 0 && paid * bestCost <= bestPaid * cost) continue;
    best = kind;
    bestPaid = paid;
    bestCost = cost;
  }
  return best;
}

const buy: Act = (world, lead, _alt, vendor) => {
  const kind = bestResale(world, lead, vendor);
  if (kind < 0 || firstFreeSlot(world, lead) < 0) return false;
  world.set(world.c.pump.f.thing, lead, kind + 1);
  world.emit(Op.buyItem, lead, vendor, kind, 1);
  return true;
};
const sellBack: Act = (world, lead, _alt, vendor) => {
  const kind = world.c.pump.thing[lead]! - 1;
  for (let s = nextCarrySlot(world, lead, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, lead, s)) {
    const i = itemAt(world, lead, s);
    if (i < 0 || world.c.item.kind[i] !== kind) continue;
    world.emit(Op.sellJunk, lead, vendor, s + 1);
    return true;
  }
  return false;
};

function postBy(world: World, lead: number, seller: number, buyer: number, service: number): boolean {
  const i = thingOf(world, lead, seller);
  if (i < 0) return false;
  const { item, life } = world.c;
  const house = world.content.auctioneers.house[service]!;
  const usual = fallbackUnitPrice(world, item.kind[i]!) * item.stack[i]! * OVERPRICE;
  const price = Math.max(2, Math.min(usual, Math.floor(life.gold[buyer]! / 2)));
  const deposit = depositOf(world, house, item.kind[i]!, item.stack[i]!, world.rules.auctionDurationsSeconds[0]!);
  if (deposit + cutOf(world, house, price) > life.gold[seller]!) return false;
  world.emit(Op.postAuction, seller, item.at[i]!, Math.max(1, price - 1), price, 0, service);
  return true;
}
const post: Act = (world, lead, alt, service) => postBy(world, lead, lead, alt < 0 ? lead : alt, service);
const postBack: Act = (world, lead, alt, service) => postBy(world, lead, alt, lead, service);

const cancel: Act = (world, lead, _alt, service) => {
  const a = world.derived.auctions.firstOfSeller(lead);
  if (a < 0) return false;
  world.emit(Op.cancelAuction, lead, a, world.c.auction.uid[a]!, service);
  return true;
};
function offerFor(world: World, seller: number, buyer: number, service: number, buyout: boolean): boolean {
  const { auction, life } = world.c;
  const a = world.derived.auctions.firstOfSeller(seller);
  const price = a < 0 ? 0 : buyout ? auction.buyout[a]! : auction.startBid[a]!;
  if (a < 0 || life.gold[buyer]! < price) return false;
  world.emit(Op.bidAuction, buyer, a, price, service, auction.uid[a]!);
  return true;
}
const altBuys: Act = (world, lead, alt, service) => offerFor(world, lead, alt, service, true);
const altBids: Act = (world, lead, alt, service) => offerFor(world, lead, alt, service, false);
const leadBuys: Act = (world, lead, alt, service) => offerFor(world, alt, lead, service, true);

/** Empty the mailboxes of both, one letter at a time; done when nothing is waiting any more. Cash on delivery is for `payCod`. */
function collectAll(world: World, lead: number, alt: number, service: number): boolean {
  return collectOne(world, lead, service) && (alt < 0 || collectOne(world, alt, service));
}
function collectOne(world: World, bot: number, service: number): boolean {
  const { mails } = world.derived;
  for (let m = mails.first(bot); m >= 0; m = mails.after(m)) {
    if (refusalOf(world, bot, m) === Reason.done) world.emit(Op.collectMail, bot, m, service, world.c.mail.uid[m]!);
    return false;
  }
  return true;
}

function sendCod(world: World, lead: number, from: number, to: number, service: number): boolean {
  const i = thingOf(world, lead, from);
  if (i < 0) return false;
  world.emit(Op.sendMail, from, to, world.c.item.at[i]!, 0, COD_COPPER, service, world.uidOf(to));
  return true;
}
const codToAlt: Act = (world, lead, alt, service) => sendCod(world, lead, lead, alt, service);
const codBack: Act = (world, lead, alt, service) => sendCod(world, lead, alt, lead, service);
/** Every other loop the alt sends the letter back instead of paying, and the pair starts anew. */
const altSettles: Act = (world, lead, alt, service) => settle(world, alt, service, world.c.pump.loops[lead]! % 2 === 1);
const leadSettles: Act = (world, lead, alt, service) =>
  thingOf(world, lead, lead) >= 0 ? collectAll(world, lead, alt, service) : settle(world, lead, service, false);
function settle(world: World, bot: number, service: number, sendBack: boolean): boolean {
  const { mail } = world.c;
  const m = world.derived.mails.first(bot);
  if (m < 0 || mail.deliver[m]! > world.frame) return false;
  if (sendBack && mail.kind[m] === MailKind.player) world.emit(Op.returnMail, bot, m, service, mail.uid[m]!);
  else if (refusalOf(world, bot, m) === Reason.done) world.emit(Op.collectMail, bot, m, service, mail.uid[m]!);
  else return false;
  return true;
}
/** After a letter was sent back there is nothing to send: the loop ends here. */
const codBackIfPaid: Act = (world, lead, alt, service) => thingOf(world, lead, alt) < 0 || codBack(world, lead, alt, service);

const ask: Act = (world, lead, alt) => {
  world.emit(Op.requestTrade, lead, alt);
  return true;
};
const withTrade =
  (act: (world: World, lead: number, alt: number, trade: number) => boolean): Act =>
  (world, lead, alt) => {
    const t = tradeOf(world, lead);
    return t >= 0 && t === tradeOf(world, alt) && act(world, lead, alt, t);
  };
const open = withTrade((world, _lead, alt, t) => {
  world.emit(Op.openTrade, alt, t);
  return true;
});
function offerThing(world: World, lead: number, from: number, t: number): boolean {
  const i = thingOf(world, lead, from);
  if (i < 0) return false;
  world.emit(Op.offerTrade, from, t, world.c.item.at[i]!, 0);
  return true;
}
const leadOffers = withTrade((world, lead, _alt, t) => offerThing(world, lead, lead, t));
const altOffers = withTrade((world, lead, alt, t) => offerThing(world, lead, alt, t));
function offerCopper(world: World, bot: number, t: number): boolean {
  world.emit(Op.offerTrade, bot, t, -1, Math.min(TRADED_COPPER, world.c.life.gold[bot]!));
  return true;
}
const altPays = withTrade((world, _lead, alt, t) => offerCopper(world, alt, t));
const leadPays = withTrade((world, lead, _alt, t) => offerCopper(world, lead, t));
const altAccepts = withTrade((world, _lead, alt, t) => {
  world.emit(Op.acceptTrade, alt, t);
  return true;
});
const leadAccepts = withTrade((world, lead, _alt, t) => {
  world.emit(Op.acceptTrade, lead, t);
  return true;
});
const clear = withTrade((world, lead, _alt, t) => {
  world.emit(Op.cancelTrade, lead, t, Reason.done);
  return true;
});

const { vendor, auctioneer, mailbox } = PumpPlace;
const at = (place: number, ...acts: Act[]): PumpStep[] => acts.map((act) => ({ place, act }));

/** Steps of each pump, by PumpKind; after the last the loop begins anew. */
export const PUMP_STEPS: readonly (readonly PumpStep[])[] = [
  /* none */ [],
  /* vendor */ at(vendor, buy, sellBack),
  /* repost */ [...at(auctioneer, post, cancel), ...at(mailbox, collectAll)],
  /* launder */ [
    ...at(auctioneer, post, altBuys),
    ...at(mailbox, collectAll),
    ...at(auctioneer, postBack, leadBuys),
    ...at(mailbox, collectAll),
  ],
  /* bidAndCancel */ [...at(auctioneer, post, altBids, cancel), ...at(mailbox, collectAll)],
  /* trade */ [
    ...at(auctioneer, ask, open, leadOffers, altPays, altAccepts, leadAccepts, clear),
    ...at(auctioneer, ask, open, altOffers, leadPays, leadAccepts, altAccepts, clear),
  ],
  /* cod */ at(mailbox, codToAlt, altSettles, codBackIfPaid, leadSettles, collectAll),
  /* alt */ [],
];

/** Whether a pump takes two. */
export function takesTwo(kind: number): boolean {
  return kind !== PumpKind.vendor && kind !== PumpKind.repost;
}
/** Whether a pump needs a thing of its own to work with. */
export function needsThing(kind: number): boolean {
  return kind !== PumpKind.vendor;
}
