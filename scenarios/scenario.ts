/**
 * Scenarios are plain data: what world, which bots, what happens when, and what must have come out of it. One that is written in YAML and
 * one written in TypeScript are the same thing; both are validated here.
 */
import { z } from 'zod';

const count = (max: number) => z.number().int().min(0).max(max);
const share = z.number().min(0).max(100);
const level = z.number().int().min(1).max(255);

/** A time: a frame number, or text such as `90s`, `5m`, `2h`. */
const time = z.union([
  z.number().int().min(0),
  z.string().regex(/^\d+(\.\d+)?(s|m|h)$/, "expected a frame number, or a time such as '90s', '5m' or '2h'"),
]);

const population = z.strictObject({
  count: z.number().int().min(1).max(200_000).describe('bots'),
  levels: z
    .tuple([level, level])
    .refine(([a, b]) => a <= b, 'the first level must not be above the second')
    .default([1, 1])
    .describe('lowest and highest level; drawn evenly'),
  races: z.array(z.string()).default([]).describe('names of races; empty: all the world has a start for'),
  classes: z.array(z.string()).default([]).describe('names of classes; empty: all'),
  places: z
    .strictObject({ start: share.default(0), hub: share.default(0), town: share.default(0) })
    .refine((p) => Math.abs(p.start + p.hub + p.town - 100) < 1e-9, 'the three shares must add up to 100')
    .default({ start: 100, hub: 0, town: 0 })
    .describe('percent that begin where their race and class starts, at a quest giver for their level, in a town with an auctioneer'),
  outfit: z.boolean().default(false).describe('gear of their level; otherwise the starting kit of the world'),
  goods: z
    .strictObject({ town: count(60).default(0), elsewhere: count(60).default(0) })
    .default({ town: 0, elsewhere: 0 })
    .describe('tradeable things carried at the start'),
  copperPerLevelSquared: z
    .number()
    .min(0)
    .max(100_000)
    .default(0)
    .describe('purse: this times the square of the level, give or take half, copper'),
  spread: time.default('10s').describe('over how long the first thoughts of the crowd are spread'),
  strategies: z.array(z.string()).min(1).default(['optimal']).describe('strategies of quest choice, drawn evenly'),
  market: z
    .array(z.string())
    .min(1)
    .default(['casual'])
    .describe('strategies on the market, drawn evenly: casual, vendor-only, market, flipper, crafter, cornerer, exploiter'),
});

const setting = z.union([z.string(), z.number(), z.boolean()]);
const settings = z.record(z.string(), setting);

const target = z.string().describe('a system, a verb, or a domain: quest, loot, equipment, trade, auction, mail, vendor, group, combat');
const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const forTime = time.optional().describe('how long; without it to the end');

/** Things that break on purpose; `--fault` on the command line says the same. */
const faults = [
  z.strictObject({
    at: time,
    fault: z.literal('throw'),
    in: target,
    nth: whole(1, 2_000_000_000).default(1).describe('first call that throws'),
    every: whole(0, 2_000_000_000).default(1).describe('then each so-manieth; 0: no more'),
    writes: whole(0, 100_000).default(0).describe('writes after which it throws; 0: before the call'),
    as: z.enum(['retryable', 'recoverable', 'critical']).default('retryable'),
    for: forTime,
  }),
  z.strictObject({ at: time, fault: z.literal('slow'), in: target, times: whole(2, 100_000).describe('times the work'), for: forTime }),
  z.strictObject({
    at: time,
    fault: z.literal('chaos'),
    rate: z.number().min(0).max(1).describe('share of commands that fail'),
    for: forTime,
  }),
  z.strictObject({
    at: time,
    fault: z.literal('corrupt'),
    in: z.string().describe('part of the content: items, creatures, quests, ...'),
    id: whole(0, 16_777_215),
  }),
  z.strictObject({
    at: time,
    fault: z.literal('store'),
    mode: z.enum(['busy', 'slow', 'full', 'failing']),
    ms: whole(0, 10_000).default(5).describe('slow: wait of each frame'),
    mb: whole(0, 1_000_000).default(1).describe('full: room'),
    for: forTime,
  }),
  z.strictObject({ at: time, fault: z.literal('clock'), ms: z.number().int().min(-86_400_000).max(86_400_000) }),
  z.strictObject({ at: time, fault: z.literal('memory'), mb: whole(1, 16_384), for: forTime }),
] as const;

const directive = z.union([
  z.strictObject({ at: time, set: settings }),
  z.strictObject({
    at: time,
    system: z.string(),
    enabled: z.boolean().optional(),
    interval: z.number().int().min(1).max(36_000).optional(),
  }),
  z.strictObject({ at: time, give: z.string().describe("name of a bot, or 'all'"), copper: z.number().int().min(1).max(2_147_483_646) }),
  z.strictObject({ at: time, give: z.string(), item: z.number().int().min(1), units: z.number().int().min(1).max(1000).default(1) }),
  z.strictObject({ at: time, spawn: population }),
  z.strictObject({
    at: time,
    import: z.string().describe('a file of saved bots (botrealm bot export), path relative to the scenario file'),
    bot: z.string().optional().describe('one of them, by name or uid; without it all'),
  }),
  ...faults,
]);

const expectation = z
  .strictObject({
    metric: z.string(),
    min: z.number().optional(),
    max: z.number().optional(),
    per: z.enum(['run', 'hour', 'bot']).default('run'),
  })
  .refine((e) => e.min !== undefined || e.max !== undefined, 'an expectation needs min, max or both');

/** Errors that belong to the scenario: without this a run in which something throws has failed. */
const expectedError = z.strictObject({
  error: z.string().describe('a system, a verb or a domain'),
  min: z.number().int().min(0).default(1).describe('errors there must be'),
  max: z.number().int().min(0).optional(),
});

export const faultSchema = z.union(faults);
export type FaultInput = z.output<typeof faultSchema>;

export const scenarioSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case words joined by hyphens'),
  title: z.string().max(200),
  world: z.string().optional().describe('path of a world, relative to the scenario file; without it the embedded world'),
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
  duration: time.describe('simulated time'),
  bots: population,
  market: z
    .strictObject({
      auctions: count(100_000).default(0),
      auctionsEndWithin: time.default('30m'),
      mails: count(100_000).default(0),
      mailsArriveWithin: time.default('20m'),
    })
    .default({ auctions: 0, auctionsEndWithin: '30m', mails: 0, mailsArriveWithin: '20m' }),
  budget: z.string().default('none').describe('none, units:N or ms:N'),
  options: settings.default({}),
  systems: z
    .record(z.string(), z.strictObject({ enabled: z.boolean().optional(), interval: z.number().int().min(1).max(36_000).optional() }))
    .default({}),
  overlay: z
    .array(
      z.strictObject({
        table: z.string(),
        where: z.record(z.string(), z.union([z.string(), z.number()])),
        set: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    )
    .default([])
    .describe('changes to rows of the world content'),
  checkpoint: z.string().optional().describe('file with a checkpoint of this very scenario to begin at; such a run writes no run file'),
  faults: z.array(z.string()).default([]).describe('faults as --fault takes them'),
  use: z.array(z.string()).default([]).describe('modules of your own, paths relative to the scenario file'),
  script: z.array(directive).default([]),
  expect: z.array(z.union([expectation, expectedError])).default([]),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ScenarioPopulation = Scenario['bots'];
export type ScenarioTime = z.output<typeof time>;

/** Give a scenario written in TypeScript its type. */
export function defineScenario(scenario: ScenarioInput): ScenarioInput {
  return scenario;
}

const UNIT_FRAMES: Readonly<Record<string, number>> = { s: 10, m: 600, h: 36_000 };

/** Frames of a time. */
export function framesOfTime(value: ScenarioTime): number {
  if (typeof value === 'number') return value;
  return Math.round(Number(value.slice(0, -1)) * UNIT_FRAMES[value.slice(-1)]!);
}
