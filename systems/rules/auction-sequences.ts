import type { RulesProfile } from './profile.js';

/** Highest bid or buyout that may be posted, copper. */
export const MAX_AUCTION_PRICE_COPPER = 2_147_483_646;

/** Outcome of a request to post or cancel. `silent` = dropped without an answer. */
export const AuctionResult = { ok: 0, silent: 1, databaseError: 2, itemNotFound: 3, inventoryItemNotFound: 4, notEnoughMoney: 5 } as const;
export type AuctionResult = (typeof AuctionResult)[keyof typeof AuctionResult];
/** Names as in the conformance vectors, by `AuctionResult`. */
export const AUCTION_RESULT_NAMES = [
  'OK',
  'SILENT',
  'DATABASE_ERROR',
  'ITEM_NOT_FOUND',
  'INVENTORY:ITEM_NOT_FOUND',
  'NOT_ENOUGH_MONEY',
] as const;

/**
 * Mails an auction sends, in the order in which they are sent: the refund of the outbid first, then (wotlk, buyout only) the notice
 * of a pending sale, the money, the item.
 */
export const AuctionMail = {
  outbid: 0,
  salePending: 1,
  successful: 2,
  won: 3,
  expired: 4,
  cancelledToBidder: 5,
  cancelled: 6,
} as const;
export type AuctionMail = (typeof AuctionMail)[keyof typeof AuctionMail];
export const AUCTION_MAIL_NAMES = ['outbid', 'salePending', 'successful', 'won', 'expired', 'cancelledToBidder', 'cancelled'] as const;

/**
 * Whether an auction may be posted, before the deposit is known to be affordable: checks in server order.
 *
 * @param durationAllowed the duration is one that can be picked
 * @param itemPresent the seller has the item in his bags (an item already listed is not there)
 * @param listable tradable, not conjured, no running timer, no filled bag; wotlk also: enough units of one kind, one full stack at most
 * Source: rules reference, section 1.
 */
export function checkPost(
  profile: RulesProfile,
  bidCopper: number,
  buyoutCopper: number,
  durationSeconds: number,
  durationAllowed: boolean,
  itemPresent: boolean,
  listable: boolean,
  depositCopper: number,
  purseCopper: number,
): AuctionResult {
  const classic = profile.name === 'classic';
  if (bidCopper === 0 || durationSeconds === 0) return AuctionResult.silent;
  const tooDear = bidCopper > MAX_AUCTION_PRICE_COPPER || buyoutCopper > MAX_AUCTION_PRICE_COPPER;
  if (classic && !durationAllowed) return AuctionResult.silent;
  if (tooDear) return AuctionResult.databaseError;
  if (!durationAllowed) return AuctionResult.silent;
  if (!itemPresent) return classic ? AuctionResult.inventoryItemNotFound : AuctionResult.itemNotFound;
  if (!listable) return classic ? AuctionResult.inventoryItemNotFound : AuctionResult.databaseError;
  return purseCopper < depositCopper ? AuctionResult.notEnoughMoney : AuctionResult.ok;
}

/**
 * Whether an auction may be cancelled. With a bid on it the owner pays the cut of that bid; without the money the request is dropped.
 *
 * @param ownAuction the auction exists and is the player's own
 * @param cutCopper cut of the current bid, 0 without a bid
 */
export function checkCancel(ownAuction: boolean, bidCopper: number, cutCopper: number, purseCopper: number): AuctionResult {
  if (!ownAuction) return AuctionResult.databaseError;
  return bidCopper > 0 && purseCopper < cutCopper ? AuctionResult.silent : AuctionResult.ok;
}

/** Whether the sweep at `nowSeconds` settles an auction that ends at `endSeconds`. */
export function auctionIsDue(profile: RulesProfile, endSeconds: number, nowSeconds: number): boolean {
  return endSeconds <= nowSeconds + profile.auctionSweepLeadSeconds;
}

/** Seconds until a mail of that kind can be read. */
export function auctionMailDelaySeconds(profile: RulesProfile, kind: AuctionMail): number {
  return kind === AuctionMail.successful && profile.auctionSaleMoneyDelayed ? profile.mailDeliveryDelaySeconds : 0;
}

/** Seconds a mail of that kind lives after its delivery. */
export function auctionMailLifeSeconds(profile: RulesProfile, kind: AuctionMail): number {
  return kind === AuctionMail.salePending ? profile.mailDeliveryDelaySeconds : profile.auctionMailLifeSeconds;
}
