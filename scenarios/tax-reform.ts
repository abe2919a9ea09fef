import { defineScenario } from './scenario.js';

/**
 * The cut of every house is tripled by directive after 20 minutes. To compare, run it with the directive's value and with the one of before
 * (`--set auction.cut=...` changes the start only), with the same seed: both runs are the same world up to that frame.
 */
export default defineScenario({
  name: 'tax-reform',
  title: 'The auction cut is tripled after 20 minutes',
  duration: '60m',
  bots: {
    count: 1000,
    levels: [5, 60],
    places: { start: 0, hub: 60, town: 40 },
    outfit: true,
    goods: { town: 12, elsewhere: 6 },
    copperPerLevelSquared: 60,
    spread: '20s',
    market: ['casual', 'market', 'flipper'],
  },
  market: { auctions: 2000, auctionsEndWithin: '65m', mails: 0 },
  options: { 'auction.interval': 2400, 'auction.cut': 0.05 },
  script: [{ at: '20m', set: { 'auction.cut': 0.15 } }],
  expect: [
    { metric: 'auction_sold_count', min: 100 },
    // Classic world 3,679 (1,990 without the change), embedded one 4,498 (2,584).
    { metric: 'sink_auction_cut_copper', min: 3100, per: 'bot' },
    { metric: 'option_changed_count', min: 1 },
  ],
});
