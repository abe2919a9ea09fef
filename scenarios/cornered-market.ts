import { defineScenario } from './scenario.js';

/** One rich bot comes to town after ten minutes and buys every listing of the item it finds most of. */
export default defineScenario({
  name: 'cornered-market',
  title: 'One bot buys all there is of one item',
  duration: '40m',
  bots: {
    count: 1000,
    levels: [5, 60],
    places: { start: 0, hub: 60, town: 40 },
    outfit: true,
    goods: { town: 12, elsewhere: 6 },
    copperPerLevelSquared: 30,
    spread: '20s',
    market: ['casual', 'market', 'flipper'],
  },
  market: { auctions: 3000, auctionsEndWithin: '4h', mails: 0 },
  options: { 'auction.interval': 3000 },
  script: [
    {
      at: '10m',
      spawn: {
        count: 1,
        levels: [60, 60],
        places: { start: 0, hub: 0, town: 100 },
        copperPerLevelSquared: 20_000,
        outfit: true,
        spread: '1s',
        market: ['cornerer'],
      },
    },
  ],
  expect: [
    { metric: 'corner_units_count', min: 2 },
    { metric: 'corner_rival_auctions_count', max: 3 },
  ],
});
