/** How a bot goes about the market; chosen per bot by the scenario (`bots.market`), drawn evenly from its list. */

export const MarketStrategy = { casual: 0, vendorOnly: 1, market: 2, flipper: 3, crafter: 4, cornerer: 5, exploiter: 6 } as const;

/**
 * Names in scenarios, by code. casual: sells what it has and buys upgrades when it passes an auctioneer. vendor-only: never goes to one.
 * market: goes twice as often, looks longer, lists more, calls off what was undercut. flipper: as market, and buys what it can sell dearer,
 * here, to a vendor or in another house. crafter: as market (a place kept for professions). cornerer: buys every listing of one item.
 * exploiter: does nothing but try the known pumps (systems/economy/pumps.ts).
 */
export const MARKET_STRATEGY_NAMES = ['casual', 'vendor-only', 'market', 'flipper', 'crafter', 'cornerer', 'exploiter'] as const;

/** True for bots that make a business of the market. */
export function isMerchant(strategy: number): boolean {
  return strategy >= MarketStrategy.market && strategy <= MarketStrategy.cornerer;
}
