import { defineScenario } from './scenario.js';

/** Creatures drop twice the money from the middle on: what do prices do, and how long does it take? */
export default defineScenario({
  name: 'gold-rush',
  title: 'Creatures drop twice the money from half-time on',
  duration: '40m',
  bots: {
    count: 1500,
    levels: [5, 60],
    places: { start: 0, hub: 80, town: 20 },
    outfit: true,
    goods: { town: 9, elsewhere: 6 },
    copperPerLevelSquared: 30,
    spread: '20s',
    market: ['casual', 'casual', 'market', 'flipper', 'vendor-only'],
  },
  market: { auctions: 1500, auctionsEndWithin: '45m', mails: 200, mailsArriveWithin: '20m' },
  options: { 'auction.interval': 3000 },
  script: [{ at: '20m', set: { 'rate.creature_money': 2 } }],
  expect: [
    // Classic world 1,365 (897 without the change), embedded one 6,106 (3,893); sold 1.3 and 3.65 a bot.
    { metric: 'faucet_creature_money_copper', min: 1100, per: 'bot' },
    { metric: 'auction_sold_count', min: 0.5, per: 'bot' },
    { metric: 'option_changed_count', min: 1 },
  ],
});
