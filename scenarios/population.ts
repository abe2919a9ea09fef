/** From the population a scenario describes to the one a world is filled with. */
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import type { WorldContent } from '../data/content.js';
import { MARKET_STRATEGY_NAMES } from '../systems/auction/strategy.js';
import type { PopulationSpec } from '../systems/spawn/populate.js';
import { framesOfTime } from './scenario.js';
import type { Scenario, ScenarioPopulation } from './scenario.js';

const PERMILLE_PER_PERCENT = 10;

export interface PopulationContext {
  readonly content: WorldContent;
  /** Names of quest strategies by index. */
  readonly strategies: readonly string[];
  /** Where in the scenario this stands, for messages. */
  readonly where: string;
  /** What was adapted to the world, in sentences. */
  readonly notes: string[];
}

/** Market of a population that brings none. */
const NO_MARKET: Scenario['market'] = { auctions: 0, auctionsEndWithin: 0, mails: 0, mailsArriveWithin: 0 };

/** `scale`: how many times the scenario's market there is. */
export function populationSpec(
  population: ScenarioPopulation,
  bots: number,
  market: Scenario['market'] | null,
  scale: number,
  context: PopulationContext,
): PopulationSpec {
  const { auctions, auctionsEndWithin, mails, mailsArriveWithin } = market ?? NO_MARKET;
  const [minLevel, maxLevel] = levelsIn(population, context);
  return {
    bots,
    minLevel,
    maxLevel,
    races: known(population.races, context.content.races.name, 'race', context),
    classes: known(population.classes, context.content.classes.name, 'class', context),
    atStart: Math.round(population.places.start * PERMILLE_PER_PERCENT),
    atHub: Math.round(population.places.hub * PERMILLE_PER_PERCENT),
    inTown: Math.round(population.places.town * PERMILLE_PER_PERCENT),
    outfit: population.outfit,
    goodsInTown: population.goods.town,
    goodsElsewhere: population.goods.elsewhere,
    copperPerLevelSquared: population.copperPerLevelSquared,
    auctions: Math.round(auctions * scale),
    auctionSpanFrames: framesOfTime(auctionsEndWithin),
    mails: Math.round(mails * scale),
    mailSpanFrames: framesOfTime(mailsArriveWithin),
    spreadFrames: Math.max(1, framesOfTime(population.spread)),
    strategies: population.strategies.map((name) => strategyIndex(name, context)),
    market: population.market.map((name) => marketStrategy(name, context)),
  };
}

/** Levels as far as the world goes: a scenario for sixty levels runs in a world that has thirty. */
function levelsIn(population: ScenarioPopulation, { content, where, notes }: PopulationContext): [number, number] {
  const [low, high] = population.levels;
  if (high > content.maxLevel)
    notes.push(
      `${where}.levels: the world '${content.name}' ends at level ${content.maxLevel}, so bots of levels ${Math.min(low, content.maxLevel)} to ${content.maxLevel} are made.`,
    );
  return [Math.min(low, content.maxLevel), Math.min(high, content.maxLevel)];
}

function known(names: readonly string[], all: readonly string[], what: string, { where }: PopulationContext): readonly string[] {
  for (const name of names) {
    if (all.some((n) => n.toLowerCase() === name.toLowerCase())) continue;
    throw new UserError(`unknown-${what}`, `${where}: the world has no ${what} '${name}', expected one of ${all.join(', ')}`);
  }
  return names;
}

function marketStrategy(name: string, { where }: PopulationContext): number {
  const code = (MARKET_STRATEGY_NAMES as readonly string[]).indexOf(name);
  if (code >= 0) return code;
  const near = nearest(name, MARKET_STRATEGY_NAMES);
  throw new UserError(
    'unknown-strategy',
    `${where}.market: unknown strategy '${name}'${near === undefined ? '' : `, did you mean '${near}'?`} (expected one of ${MARKET_STRATEGY_NAMES.join(', ')})`,
  );
}

function strategyIndex(name: string, { strategies, where }: PopulationContext): number {
  const index = strategies.indexOf(name);
  if (index >= 0) return index;
  const near = nearest(name, strategies);
  throw new UserError(
    'unknown-strategy',
    `${where}.strategies: unknown strategy '${name}'${near === undefined ? '' : `, did you mean '${near}'?`} (expected one of ${strategies.join(', ')})`,
  );
}
