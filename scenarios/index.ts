/** The scenarios that ship. */
import corneredMarket from './cornered-market.js';
import exploiter from './exploiter.js';
import firstLight from './first-light.js';
import goldRush from './gold-rush.js';
import marketDay from './market-day.js';
import quietHouse from './quiet-house.js';
import rushHour from './rush-hour.js';
import type { ScenarioInput } from './scenario.js';
import smoke from './smoke.js';
import taxReform from './tax-reform.js';

export const SHIPPED: readonly ScenarioInput[] = [
  marketDay,
  firstLight,
  rushHour,
  smoke,
  goldRush,
  corneredMarket,
  quietHouse,
  taxReform,
  exploiter,
];
export const DEFAULT_SCENARIO = 'market-day';
export { defineScenario } from './scenario.js';
