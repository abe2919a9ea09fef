import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { Account, spend } from '../money.js';
import { AuctionResult, checkCancel } from '../rules/auction-sequences.js';
import { Cause, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { atService } from './at-service.js';
import { cutOf, isOpen, refundBidder, returnAuction } from './settle-auction.js';

/**
 * A seller calls an auction off: auction slot, auction uid, service index into auctioneers. With a bid on it the seller pays the cut of
 * that bid; the deposit is lost. Source: RULES.md section 1, cancel.
 */
function handle(world: World, bot: number, a: number, uid: number, service: number): number {
  const { auction, life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (!isOpen(world, a, uid)) return Reason.gone;
  const near = atService(world, bot, world.content.auctioneers, service);
  if (near !== Reason.done) return near;
  if (world.content.auctioneers.house[service] !== auction.house[a]) return Reason.unknown_target;
  const bid = auction.bidder[a]! > 0 ? auction.currentBid[a]! : 0;
  const cut = bid > 0 ? cutOf(world, auction.house[a]!, bid) : 0;
  const answer = checkCancel(auction.seller[a] === bot + 1, bid, cut, life.gold[bot]!);
  if (answer === AuctionResult.databaseError) return Reason.not_yours;
  if (answer !== AuctionResult.ok) return Reason.not_enough_money;

  spend(world, bot, cut, Cause.auction_cut, Account.auctionHouses);
  refundBidder(world, a);
  returnAuction(world, a, true);
  world.noteProgress(bot);
  return Reason.done;
}

export const cancelAuctionVerb: Verb<World> = { name: 'auction.cancel', handle };
