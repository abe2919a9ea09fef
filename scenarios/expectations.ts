/** What a scenario expects of its run, and whether it came true. */
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { BOT_STATE_NAMES } from '../components/index.js';
import { ECONOMY_MEASURES } from '../systems/economy/measures.js';
import { measureWorld } from '../systems/record/metrics.js';
import { QUEST_MEASURES } from '../systems/quest/quest-measures.js';
import { CAUSES, EVENT_KINDS } from '../systems/vocabulary.js';
import { FRAMES_PER_SECOND } from '../systems/world.js';
import type { World } from '../systems/world.js';
import type { Scenario } from './scenario.js';

export type Expectation = Extract<Scenario['expect'][number], { metric: string }>;
export type ExpectedError = Extract<Scenario['expect'][number], { error: string }>;

/** What is expected of measures. */
export function ofMeasures(expect: Scenario['expect']): Expectation[] {
  return expect.filter((e) => 'metric' in e);
}
/** What is expected to break. */
export function ofErrors(expect: Scenario['expect']): ExpectedError[] {
  return expect.filter((e) => 'error' in e);
}

/** Sums over a run. They are judged without what the scenario's own start put there (open auctions, purses). */
const SUMS: readonly string[] = [
  ...EVENT_KINDS.map((kind) => `${kind.replace('.', '_')}_count`),
  ...CAUSES.flatMap((cause) => [`faucet_${cause}_copper`, `sink_${cause}_copper`]),
];
/** States of the world, as they are at the end. */
const STATES: readonly string[] = [
  'money_supply_copper',
  'money_in_purses_copper',
  'money_in_auctions_copper',
  'money_in_mails_copper',
  'item_units_count',
  'items_live_count',
  'auctions_open_count',
  'groups_live_count',
  'mean_level',
  ...BOT_STATE_NAMES.map((state) => `bots_${state}_count`),
  ...ECONOMY_MEASURES,
  ...QUEST_MEASURES,
];
const SECONDS_PER_HOUR = 3600;

export type Measures = ReadonlyMap<string, number>;

/** All metrics of a world by name; sums that are still 0 are there too. */
export function measuresOf(world: World): Measures {
  const measures = new Map<string, number>(SUMS.map((name) => [name, 0]));
  measureWorld(world, (name, value) => measures.set(name, value));
  return measures;
}

/** @throws UserError for an expectation about something that is not measured */
export function checkExpectations(expectations: readonly Expectation[], where: string): void {
  const known = [...SUMS, ...STATES];
  expectations.forEach(({ metric }, n) => {
    if (known.includes(metric)) return;
    const near = nearest(metric, known);
    throw new UserError(
      'unknown-metric',
      `${where}: expect[${n}].metric: there is no metric '${metric}'${near === undefined ? `, expected one such as ${STATES[0]} or ${SUMS[1]}` : `, did you mean '${near}'?`}`,
    );
  });
}

export type Verdict = 'met' | 'unmet' | 'not judged';

export interface Outcome {
  readonly expectation: Expectation;
  /** In the expectation's own terms: for the run, per bot, or per simulated hour. */
  readonly value: number;
  readonly verdict: Verdict;
  /** Why it was not judged. */
  readonly why: string;
}

/** A run against the scenario it was made from. */
export interface Judged {
  readonly frames: number;
  readonly bots: number;
  readonly scenarioFrames: number;
  readonly scenarioBots: number;
}

/**
 * Judge a run. A bound that was made easier or harder by running shorter, longer or with another number of bots than the scenario says
 * is not judged: it would say nothing about the scenario.
 */
export function judge(expectations: readonly Expectation[], start: Measures, end: Measures, run: Judged): Outcome[] {
  return expectations.map((expectation) => {
    const sum = SUMS.includes(expectation.metric);
    const total = (end.get(expectation.metric) ?? 0) - (sum ? (start.get(expectation.metric) ?? 0) : 0);
    const value = total / divisor(expectation, run);
    const failed = (expectation.min !== undefined && value < expectation.min) || (expectation.max !== undefined && value > expectation.max);
    const why = reasonNotToJudge(expectation, sum, value, run);
    return { expectation, value, why, verdict: why !== '' ? 'not judged' : failed ? 'unmet' : 'met' };
  });
}

function divisor(expectation: Expectation, run: Judged): number {
  if (expectation.per === 'bot') return Math.max(1, run.bots);
  if (expectation.per === 'hour') return Math.max(1, run.frames) / (SECONDS_PER_HOUR * FRAMES_PER_SECOND);
  return 1;
}

function reasonNotToJudge(expectation: Expectation, sum: boolean, value: number, run: Judged): string {
  const { min, max, per } = expectation;
  if (run.frames < run.scenarioFrames && (per === 'hour' || (min !== undefined && value < min))) return 'the run was too short';
  if (run.frames > run.scenarioFrames && sum && per !== 'hour' && max !== undefined && value > max) return 'the run was too long';
  const absolute = per !== 'bot';
  if (absolute && run.bots < run.scenarioBots && min !== undefined && value < min) return 'there were too few bots';
  if (absolute && run.bots > run.scenarioBots && max !== undefined && value > max) return 'there were too many bots';
  return '';
}
