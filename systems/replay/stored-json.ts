/** JSON that a run file holds, checked: a file may be damaged or made by anybody, and what reads it relies on its shape. */
import { z } from 'zod';
import { ERROR_CLASS_NAMES } from '../../engine/breaker.js';
import { UserError } from '../../engine/errors.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { STORE_MODES } from '../health/fault-spec.js';
import { MAX_BOTS } from '../world-sizes.js';

const whole = (max = 2_147_483_647) => z.number().int().min(0).max(max);
const PERMILLE = 1000;
const MAX_LEVEL = 255;
const names = z.array(z.string());

export const populationSchema = z.object({
  bots: whole(MAX_BOTS),
  minLevel: whole(MAX_LEVEL).min(1),
  maxLevel: whole(MAX_LEVEL).min(1),
  races: names,
  classes: names,
  atStart: whole(PERMILLE),
  atHub: whole(PERMILLE),
  inTown: whole(PERMILLE),
  outfit: z.boolean(),
  goodsInTown: whole(),
  goodsElsewhere: whole(),
  copperPerLevelSquared: z.number().min(0),
  auctions: whole(),
  auctionSpanFrames: whole(),
  mails: whole(),
  mailSpanFrames: whole(),
  spreadFrames: whole(),
  strategies: z.array(whole()).min(1),
  market: z.array(whole()).min(1).optional(),
});

export const optionsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const faultSchema = z.discriminatedUnion('fault', [
  z.object({
    fault: z.literal('throw'),
    in: z.string(),
    nth: whole(),
    every: whole(),
    writes: whole(),
    as: z.enum(ERROR_CLASS_NAMES),
    frames: whole(),
  }),
  z.object({ fault: z.literal('slow'), in: z.string(), times: whole(), frames: whole() }),
  z.object({ fault: z.literal('chaos'), rate: z.number().min(0).max(1), frames: whole() }),
  z.object({ fault: z.literal('corrupt'), in: z.string(), id: whole() }),
  z.object({ fault: z.literal('store'), mode: z.enum(STORE_MODES), ms: whole(), mb: whole(), frames: whole() }),
  z.object({ fault: z.literal('clock'), ms: z.number().int() }),
  z.object({ fault: z.literal('memory'), mb: whole(), frames: whole() }),
]);

export const directiveSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set'), options: optionsSchema }),
  z.object({ do: z.literal('system'), name: z.string(), enabled: z.boolean().optional(), interval: whole(36_000).min(1).optional() }),
  z.object({ do: z.literal('give'), bot: z.string(), item: whole().optional(), units: whole() }),
  z.object({ do: z.literal('spawn'), population: populationSchema }),
  // What a saved bot holds is looked at where it is brought in.
  z.object({ do: z.literal('import'), bot: z.looseObject({}) }),
  z.object({ do: z.literal('fault'), fault: faultSchema }),
]);

export const inputsSchema = z.array(z.object({ frame: whole(), seq: whole(), source: z.string(), directive: directiveSchema }));
export const scheduleSchema = z.array(z.object({ name: z.string().optional(), flush: z.string().optional() }));
export const wordsSchema = z.array(z.string());
export const framesSchema = z.array(whole());
const particularsSchema = z.record(z.string(), z.union([z.number(), z.string()]));

/**
 * A JSON text of a run file, of a shape.
 * @param place where it stands, for the message
 * @throws UserError when it is no JSON or of another shape
 */
export function storedJson<T>(run: Pick<OpenedRun, 'path'>, place: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError('run-inputs', `run file ${run.path}: ${place} is '${text.slice(0, 60)}', expected JSON`, { cause: error });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new UserError('run-inputs', `run file ${run.path}: ${place}${path.length > 0 ? `, ${path.join('.')}` : ''}: ${message}`);
}

/** The particulars of an event, as the view `event` shows them; none where it shows NULL. */
export function particularsOf(run: Pick<OpenedRun, 'path'>, frame: number, detail: string | null): Record<string, number | string> {
  return detail === null ? {} : storedJson(run, `the detail of an event of frame ${frame}`, detail, particularsSchema);
}

/** The same of a key of table `run`; what is not there is as `absent` says. */
export function infoJson<T>(run: OpenedRun, key: string, schema: z.ZodType<T>, absent: T): T {
  const text = run.info.get(key);
  return text === undefined ? absent : storedJson(run, `the input '${key}' of table run`, text, schema);
}
