import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { debit, transfer } from '../money.js';
import { BidResult, bidCharge, checkBid } from '../rules/auction-min-raise.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { atService } from './at-service.js';
import { isOpen, refundBidder, sellAuction } from './settle-auction.js';

/** Bids one bot may hold at once: the room of its counter. */
const MAX_BIDS = 255;

/**
 * A bot bids: auction slot, price, service index into auctioneers, auction uid. A price at or above the buyout buys at once, for the
 * buyout. Source: RULES.md section 1, placing a bid.
 */
function handle(world: World, bot: number, a: number, price: number, service: number, uid: number): number {
  const { auction, life, market } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (!isOpen(world, a, uid)) return Reason.gone;
  const near = atService(world, bot, world.content.auctioneers, service);
  if (near !== Reason.done) return near;
  if (world.content.auctioneers.house[service] !== auction.house[a]) return Reason.unknown_target;
  if (price <= 0) return Reason.bad_amount;
  const before = auction.currentBid[a]!;
  const buyout = auction.buyout[a]!;
  const ownBid = auction.bidder[a] === bot + 1;
  const answer = checkBid(world.rules, price, before, auction.startBid[a]!, buyout, life.gold[bot]!, auction.seller[a] === bot + 1);
  if (answer !== BidResult.bid && answer !== BidResult.buyout) return refusal(answer, price, life.gold[bot]!);
  if (!ownBid && market.openBids[bot]! >= MAX_BIDS) return Reason.too_many;

  const charge = bidCharge(price, before, buyout, ownBid);
  if (!ownBid) {
    refundBidder(world, a);
    world.add(market.f.openBids, bot, 1);
  }
  debit(world, bot, charge);
  transfer(world, charge, Cause.auction_bid, world.uidOf(bot), uid);
  world.set(auction.f.bidder, a, bot + 1);
  world.set(auction.f.currentBid, a, ownBid ? before + charge : charge);
  world.noteProgress(bot);
  if (answer === BidResult.buyout) sellAuction(world, a, true);
  else world.event(Event['auction.bid'], world.uidOf(bot), world.content.items.id[auction.kind[a]!]!, price);
  return Reason.done;
}

function refusal(answer: number, price: number, purse: number): number {
  if (answer === BidResult.own) return Reason.own_auction;
  return price > purse ? Reason.not_enough_money : Reason.bid_too_low;
}

export const bidAuctionVerb: Verb<World> = { name: 'auction.bid', handle };
