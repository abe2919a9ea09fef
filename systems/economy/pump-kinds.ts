/** The known ways to pump money out of a world, by code of the component `pump`. */
export const PumpKind = { none: 0, vendor: 1, repost: 2, launder: 3, bidAndCancel: 4, trade: 5, cod: 6, alt: 7 } as const;
/** Names in metrics: `pump_<name>_net_copper`, `pump_<name>_loops_count`. `alt` is the second character of a pair. */
export const PUMP_NAMES = ['none', 'vendor', 'repost', 'launder', 'bid_and_cancel', 'trade', 'cod', 'alt'] as const;

/** Where a step of a pump takes place. */
export const PumpPlace = { vendor: 0, auctioneer: 1, mailbox: 2 } as const;
