import { defineScenario } from './scenario.js';

/** Everybody acts: a crowd that logs in within a few seconds, short pauses, many trades and auctions. */
export default defineScenario({
  name: 'rush-hour',
  title: 'Everybody acts at once: 5,000 bots with short pauses and full bags',
  duration: '10m',
  bots: {
    count: 5000,
    levels: [5, 60],
    places: { start: 0, hub: 60, town: 40 },
    outfit: true,
    goods: { town: 12, elsewhere: 6 },
    copperPerLevelSquared: 100,
    spread: '2s',
  },
  market: { auctions: 5000, auctionsEndWithin: '12m', mails: 3000, mailsArriveWithin: '5m' },
  options: { 'think.delay': 4, 'trade.interval': 60, 'auction.interval': 1200 },
  expect: [
    { metric: 'creature_killed_count', min: 3, per: 'bot' },
    { metric: 'auction_posted_count', min: 0.5, per: 'bot' },
    { metric: 'trade_completed_count', min: 0.05, per: 'bot' },
  ],
});
