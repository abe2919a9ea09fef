import { defineScenario } from './scenario.js';

/** A house with hardly a seller: nine of ten bots sell to vendors alone. */
export default defineScenario({
  name: 'quiet-house',
  title: 'Few sellers: nine of ten bots never see an auctioneer',
  duration: '40m',
  bots: {
    count: 1000,
    levels: [5, 60],
    places: { start: 0, hub: 80, town: 20 },
    outfit: true,
    goods: { town: 9, elsewhere: 6 },
    copperPerLevelSquared: 30,
    spread: '20s',
    market: [
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'vendor-only',
      'casual',
    ],
  },
  options: { 'auction.interval': 3000 },
  expect: [
    { metric: 'auction_posted_count', max: 2, per: 'bot' },
    { metric: 'auction_posted_count', min: 1 },
    { metric: 'faucet_vendor_sale_copper', min: 1, per: 'bot' },
  ],
});
