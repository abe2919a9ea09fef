/** The scenarios that ship. */
import firstLight from './first-light.js';
import marketDay from './market-day.js';
import rushHour from './rush-hour.js';
import type { ScenarioInput } from './scenario.js';
import smoke from './smoke.js';

export const SHIPPED: readonly ScenarioInput[] = [marketDay, firstLight, rushHour, smoke];
export const DEFAULT_SCENARIO = 'market-day';
export { defineScenario } from './scenario.js';
