import { defineScenario } from './scenario.js';

/** A small world in motion within seconds: for continuous integration. */
export default defineScenario({
  name: 'smoke',
  title: 'A quick look at everything: 300 bots for five minutes',
  duration: '5m',
  bots: {
    count: 300,
    levels: [1, 30],
    places: { start: 20, hub: 50, town: 30 },
    outfit: true,
    goods: { town: 8, elsewhere: 4 },
    copperPerLevelSquared: 40,
    spread: '5s',
  },
  market: { auctions: 200, auctionsEndWithin: '6m', mails: 100, mailsArriveWithin: '4m' },
  script: [
    { at: '60s', set: { 'rate.kill_xp': 2 } },
    { at: '120s', give: 'all', copper: 500 },
  ],
  expect: [
    { metric: 'creature_killed_count', min: 1, per: 'bot' },
    { metric: 'quest_accepted_count', min: 0.5, per: 'bot' },
    { metric: 'auction_posted_count', min: 20 },
    { metric: 'auction_expired_count', min: 20 },
  ],
});
