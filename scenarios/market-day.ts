import { defineScenario } from './scenario.js';

/** The default scenario: a realm in full swing, half an hour of a busy day. */
export default defineScenario({
  name: 'market-day',
  title: '5,000 bots of all levels quest, fight, trade and bid for half an hour',
  duration: '30m',
  bots: {
    count: 5000,
    levels: [1, 60],
    places: { start: 0, hub: 82, town: 18 },
    outfit: true,
    goods: { town: 9, elsewhere: 6 },
    copperPerLevelSquared: 100,
    spread: '20s',
  },
  market: { auctions: 3000, auctionsEndWithin: '35m', mails: 1500, mailsArriveWithin: '20m' },
  expect: [
    { metric: 'creature_killed_count', min: 10, per: 'bot' },
    { metric: 'quest_turned_in_count', min: 1, per: 'bot' },
    { metric: 'item_equipped_count', min: 0.2, per: 'bot' },
    { metric: 'trade_completed_count', min: 0.1, per: 'bot' },
    { metric: 'auction_posted_count', min: 0.2, per: 'bot' },
    { metric: 'auction_sold_count', min: 0.03, per: 'bot' },
    { metric: 'auction_expired_count', min: 0.03, per: 'bot' },
  ],
});
