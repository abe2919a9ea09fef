/** Every figure of the economy report: its name, unit, definition in one line, and the tables of the run file it comes from. */

export interface Definition {
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  readonly source: string;
}

export const DEFINITIONS = {
  money_supply: {
    title: 'Money supply',
    unit: 'copper',
    definition: 'All copper in purses, auctions and letters at the end of a window.',
    source: 'metric money_supply_copper',
  },
  faucets: {
    title: 'Faucets',
    unit: 'copper',
    definition: 'Copper that came into the world in a window, by cause.',
    source: 'ledger, flow faucet, asset copper',
  },
  sinks: {
    title: 'Sinks',
    unit: 'copper',
    definition: 'Copper that left the world in a window, by cause.',
    source: 'ledger, flow sink, asset copper',
  },
  velocity: {
    title: 'Velocity of money',
    unit: 'turns a day',
    definition: 'Copper paid for goods (auctions sold, trades, cash on delivery) a simulated day, over the mean money supply.',
    source: 'auction_row, ledger causes trade and cod_payment, metric money_supply_copper',
  },
  price_index: {
    title: 'Price index',
    unit: 'points',
    definition:
      'Chained Fisher index of unit prices of auctions sold, twelfth to twelfth of the run, kinds sold in both; the first is 100.',
    source: 'auction_row, status sold',
  },
  inflation: {
    title: 'Inflation',
    unit: '% a day',
    definition: 'Change of the price index from its first to its last link with sales, divided by the simulated days between them.',
    source: 'price index',
  },
  gini: {
    title: 'Gini of wealth',
    unit: '0 to 1',
    definition: 'Gini coefficient over bots of copper in the purse, in letters to them, and in their deposits and bids, at the last frame.',
    source: 'bot_life, mail_row, auction_row',
  },
  gini_purses: {
    title: 'Gini of purses',
    unit: '0 to 1',
    definition: 'Gini coefficient over bots of copper in the purse at the end of a window.',
    source: 'bot_life',
  },
  dispersion: {
    title: 'Price dispersion',
    unit: 'ratio',
    definition:
      'Of each item with 5 sales or more: (90th - 10th percentile of unit prices) / median; the mean over items, weighted by copper.',
    source: 'auction_row, status sold',
  },
  traded_value: {
    title: 'Traded value',
    unit: 'copper',
    definition: 'Copper paid for auctions sold, and in trades between two, in a window.',
    source: 'auction_row, ledger cause trade',
  },
  traded_units: {
    title: 'Traded units',
    unit: 'units',
    definition: 'Units of items that changed owners in auctions sold and in trades.',
    source: 'auction_row, trade_item',
  },
  sold_share: {
    title: 'Share of listings sold',
    unit: '%',
    definition: 'Of the listings that ended (sold, expired, called off): those that were sold.',
    source: 'auction_row',
  },
  kept_share: {
    title: 'Share of listed value kept',
    unit: '%',
    definition: 'Of the asking prices of listings that ended: what sellers got (price less cut) less the deposits they lost.',
    source: 'auction_row, ledger causes auction_cut and auction_deposit',
  },
  time_to_sale: {
    title: 'Time to sale',
    unit: 's',
    definition: 'Median simulated seconds from posting to sale, of auctions sold and posted after frame 0.',
    source: 'auction_row',
  },
  specialisation: {
    title: 'Role specialisation',
    unit: '0 to 1',
    definition:
      'Mean over bots with income of the Herfindahl index of its sources (creatures, quests, vendors, auctions, trades); 1: one source.',
    source: 'ledger, auction_row',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type MeasureName = keyof typeof DEFINITIONS;
