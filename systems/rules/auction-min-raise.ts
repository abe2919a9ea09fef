import { divF32, divInt, mulF32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

const RAISE_PERCENT = 5;

/** Least raise over a bid, copper: 5 %, at least 1. Classic counts whole silver only. Source: rules reference, section 1. */
export function auctionMinRaise(profile: RulesProfile, bidCopper: number): number {
  const raise =
    profile.name === 'classic' ? divInt(bidCopper, 100) * RAISE_PERCENT : Math.trunc(divF32(mulF32(bidCopper, RAISE_PERCENT), 100));
  return Math.max(1, raise);
}

/** Least next bid, copper. `bidCopper` 0 = no bid yet. */
export function auctionMinNextBid(profile: RulesProfile, bidCopper: number, startBidCopper: number): number {
  return Math.max(startBidCopper, bidCopper + auctionMinRaise(profile, bidCopper));
}

/** Outcome of a bid. `silent` = the server drops the request without an answer. */
export const BidResult = { silent: 0, bid: 1, buyout: 2, own: 3, higherBid: 4, bidIncrement: 5 } as const;
export type BidResult = (typeof BidResult)[keyof typeof BidResult];
/** Names as in the conformance vectors, by `BidResult`. */
export const BID_RESULT_NAMES = ['SILENT', 'BID', 'BUYOUT', 'BID_OWN', 'HIGHER_BID', 'BID_INCREMENT'] as const;

/** Whether that price buys the item at once. */
export function isBuyout(priceCopper: number, buyoutCopper: number): boolean {
  return buyoutCopper > 0 && priceCopper >= buyoutCopper;
}

/**
 * What becomes of a bid, checks in server order. The purse must hold the whole price sent, even of a bidder who raises himself; a
 * price that reaches the buyout needs no minimum raise. There is no check of the auction's end.
 *
 * @param ownAuction the auction is unknown or the bidder's own, or the owner is an offline character of the bidder's account
 * @param bidCopper current bid, 0 = none
 * @param buyoutCopper 0 = none
 * Source: rules reference, section 1.
 */
export function checkBid(
  profile: RulesProfile,
  priceCopper: number,
  bidCopper: number,
  startBidCopper: number,
  buyoutCopper: number,
  purseCopper: number,
  ownAuction: boolean,
): BidResult {
  const classic = profile.name === 'classic';
  if (priceCopper === 0) return BidResult.silent;
  if (ownAuction) return BidResult.own;
  if (priceCopper <= bidCopper) return classic ? BidResult.higherBid : BidResult.silent;
  const buyout = isBuyout(priceCopper, buyoutCopper);
  if (!buyout && priceCopper < bidCopper + auctionMinRaise(profile, bidCopper)) {
    return classic ? BidResult.bidIncrement : BidResult.silent;
  }
  if (purseCopper < priceCopper || priceCopper < startBidCopper) return BidResult.silent;
  return buyout ? BidResult.buyout : BidResult.bid;
}

/**
 * Copper charged for an accepted bid: the buyout, not the price sent, when it buys; only the difference when the bidder already
 * holds the bid.
 */
export function bidCharge(priceCopper: number, bidCopper: number, buyoutCopper: number, ownBid: boolean): number {
  const price = isBuyout(priceCopper, buyoutCopper) ? buyoutCopper : priceCopper;
  return ownBid ? price - bidCopper : price;
}
