/**
 * Opening and ending auctions: what the verbs of this folder share. The money of an auction (deposit, current bid) and its item lie on
 * the auction's own account, its uid, until the auction ends; then everything goes by mail. Source: RULES.md section 1.
 */
import { COPPER, Flow } from '../../engine/ledger.js';
import { placesOf } from '../../engine/component.js';
import { auction as auctionSpec } from '../../components/exchange.js';
import { AuctionState, MailKind, WorldLane } from '../../components/index.js';
import { mailDelaySeconds } from '../mail/post-mail.js';
import { sendMail } from '../mail/send-mail.js';
import { Account, GOLD_CAP } from '../money.js';
import { optionIndex } from '../options.js';
import { auctionCut, auctionProceeds } from '../rules/auction-cut.js';
import { AuctionMail, auctionMailDelaySeconds, auctionMailLifeSeconds } from '../rules/auction-sequences.js';
import { Cause, Event } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { observe, observeUnsold } from './lore.js';

const CUT = optionIndex('auction.cut');
const NEUTRAL_CUT = optionIndex('auction.neutralCut');
const NEUTRAL = 2;
const PERCENT_STEPS = 10;

const AT = placesOf(auctionSpec);
const row = new Int32Array(Object.keys(AT).length);

/**
 * Open an auction for an instance that lies in the place `auction` under this slot already, or is about to be moved there.
 * @param a auction slot
 */
export function openAuction(
  world: World,
  a: number,
  uid: number,
  house: number,
  seller: number,
  i: number,
  startBid: number,
  buyout: number,
  deposit: number,
  expires: number,
): void {
  const { auction, item, market } = world.c;
  const kind = item.kind[i]!;
  row[AT.uid] = uid;
  row[AT.state] = AuctionState.open;
  row[AT.house] = house;
  row[AT.seller] = seller + 1;
  row[AT.bidder] = 0;
  row[AT.item] = i + 1;
  row[AT.itemUid] = item.uid[i]!;
  row[AT.kind] = kind;
  row[AT.stack] = item.stack[i]!;
  row[AT.startBid] = startBid;
  row[AT.currentBid] = 0;
  row[AT.buyout] = buyout;
  row[AT.deposit] = deposit;
  row[AT.posted] = world.frame;
  row[AT.expires] = expires;
  world.write.setRow(auction.id, a, row);
  world.add(market.f.openAuctions, seller, 1);
  world.lanes[WorldLane.auction]!.schedule(a, sweepFrame(world, expires));
  world.derived.auctions.add(a);
  world.event(Event['auction.posted'], world.uidOf(seller), world.content.items.id[kind]!, buyout);
}

/** Frame of the sweep that settles an auction: the house looks once a minute, the wotlk one a minute ahead. */
export function sweepFrame(world: World, expires: number): number {
  const every = world.rules.auctionSweepIntervalSeconds * FRAMES_PER_SECOND;
  const lead = world.rules.auctionSweepLeadSeconds * FRAMES_PER_SECOND;
  return Math.max(world.frame + 1, Math.ceil((expires - lead) / every) * every);
}

/** The house's cut of a price, copper, never more than the price. */
export function cutOf(world: World, house: number, price: number): number {
  const { cutPercent, side } = world.content.auctionHouses;
  const neutral = side[house] === NEUTRAL ? world.option(NEUTRAL_CUT) : -1;
  const own = neutral >= 0 ? neutral : world.option(CUT);
  const cut = own < 0 ? auctionCut(world.rules, price, cutPercent[house]!, 1) : auctionCut(world.rules, price, 1, own / PERCENT_STEPS);
  return Math.min(price, cut);
}

/** Give a bidder its bid back by mail. */
export function refundBidder(world: World, a: number): void {
  const { auction, market } = world.c;
  const bidder = auction.bidder[a]! - 1;
  if (bidder < 0) return;
  mailOut(world, a, AuctionMail.outbid, MailKind.outbidRefund, bidder, auction.currentBid[a]!, Cause.auction_refund, -1);
  world.add(market.f.openBids, bidder, -1);
}

/**
 * The auction is sold to its bidder at its current bid, which lies on the auction's account already.
 * @param bought by paying the buyout: wotlk then tells the seller at once that the money is on its way
 */
export function sellAuction(world: World, a: number, bought: boolean): void {
  const { auction, market } = world.c;
  const uid = auction.uid[a]!;
  const price = auction.currentBid[a]!;
  const deposit = auction.deposit[a]!;
  const buyer = auction.bidder[a]! - 1;
  const house = auction.house[a]!;
  const cut = cutOf(world, house, price);
  world.ledger.book(Cause.auction_cut, Flow.sink, COPPER, 0, cut, uid, Account.auctionHouses);
  // A mail holds no more than a purse does; what is above it is lost, as it would be on collection.
  const proceeds = Math.min(GOLD_CAP, auctionProceeds(price, deposit, cut));
  world.ledger.book(Cause.gold_cap, Flow.sink, COPPER, 0, price + deposit - cut - proceeds, uid, Account.world);
  world.add(market.f.openBids, buyer, -1);
  if (bought && world.rules.auctionSalePendingMail)
    mailOut(world, a, AuctionMail.salePending, MailKind.salePending, auction.seller[a]! - 1, 0, Cause.auction_sale, -1);
  mailOut(world, a, AuctionMail.successful, MailKind.saleMoney, auction.seller[a]! - 1, proceeds, Cause.auction_sale, -1);
  mailOut(world, a, AuctionMail.won, MailKind.wonItem, buyer, 0, Cause.auction_sale, auction.item[a]! - 1);
  const unit = Math.floor(price / auction.stack[a]!);
  // The seller learns this price; the buyer saw it before.
  observe(world, auction.seller[a]! - 1, house, auction.kind[a]!, unit);
  world.event(Event['auction.sold'], world.uidOf(auction.seller[a]! - 1), world.content.items.id[auction.kind[a]!]!, price);
  closeAuction(world, a, AuctionState.sold);
}

/** The item goes back to its seller and the deposit is lost: nobody bid (`expired`), or the seller called it off (`cancelled`). */
export function returnAuction(world: World, a: number, cancelled: boolean): void {
  const { auction } = world.c;
  const seller = auction.seller[a]! - 1;
  world.ledger.book(Cause.auction_deposit, Flow.sink, COPPER, 0, auction.deposit[a]!, auction.uid[a]!, Account.auctionHouses);
  const mail = cancelled ? AuctionMail.cancelled : AuctionMail.expired;
  mailOut(world, a, mail, cancelled ? MailKind.cancelledItem : MailKind.expiredItem, seller, 0, Cause.auction_sale, auction.item[a]! - 1);
  const kind = cancelled ? Event['auction.cancelled'] : Event['auction.expired'];
  world.event(kind, world.uidOf(seller), world.content.items.id[auction.kind[a]!]!, auction.buyout[a]!);
  if (!cancelled && auction.buyout[a]! > 0)
    observeUnsold(world, seller, auction.house[a]!, auction.kind[a]!, Math.floor(auction.buyout[a]! / auction.stack[a]!));
  closeAuction(world, a, cancelled ? AuctionState.cancelled : AuctionState.expired);
}

function mailOut(world: World, a: number, rule: AuctionMail, kind: number, to: number, copper: number, cause: number, i: number): void {
  const delay = auctionMailDelaySeconds(world.rules, rule) > 0 ? mailDelaySeconds(world) : 0;
  sendMail(
    world,
    kind,
    Account.auctionHouses,
    world.c.auction.uid[a]!,
    to,
    copper,
    cause,
    i,
    delay,
    auctionMailLifeSeconds(world.rules, rule),
  );
}

/** The row keeps its last state for one frame, so that it is recorded; `endAuction` frees the slot then. */
function closeAuction(world: World, a: number, state: number): void {
  const { auction, market } = world.c;
  world.derived.auctions.remove(a);
  world.set(auction.f.state, a, state);
  world.set(auction.f.item, a, 0);
  world.add(market.f.openAuctions, auction.seller[a]! - 1, -1);
  world.lanes[WorldLane.auction]!.schedule(a, world.frame + 1);
}

/** Free the slot of an auction that has ended. The other cells keep what they held: the next auction overwrites them all. */
export function freeAuction(world: World, a: number): void {
  const { auction } = world.c;
  world.set(auction.f.uid, a, 0);
  world.set(auction.f.state, a, AuctionState.none);
  world.lanes[WorldLane.auction]!.cancel(a);
  world.pools.auction.release(a);
}

/** True for a slot that holds the open auction of that uid. */
export function isOpen(world: World, a: number, uid: number): boolean {
  const { auction } = world.c;
  return a >= 0 && a < world.capacities.auction! && auction.uid[a] === uid && auction.state[a] === AuctionState.open;
}
