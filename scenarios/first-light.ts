import { defineScenario } from './scenario.js';

/** New characters of every race and class in their starting places. */
export default defineScenario({
  name: 'first-light',
  title: '1,000 new characters of every race and class take their first steps',
  duration: '2h',
  bots: { count: 1000, levels: [1, 1], places: { start: 100, hub: 0, town: 0 }, spread: '60s' },
  expect: [
    { metric: 'quest_turned_in_count', min: 3, per: 'bot' },
    { metric: 'level_gained_count', min: 2, per: 'bot' },
    { metric: 'bot_died_count', max: 20, per: 'bot' },
  ],
});
