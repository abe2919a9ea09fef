/**
 * The inputs of a run as rows of the table `run`, and back: everything that decides a run, written out in full, so that the file
 * alone is enough to run it again.
 */
import type { z } from 'zod';
import { parseBudget, showBudget } from '../../engine/budget.js';
import { UserError } from '../../engine/errors.js';
import { isSystem } from '../../engine/schedule.js';
import { reading } from '../../engine/store/open-run.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { readInputs } from '../../engine/store/engine-rows.js';
import { REGISTRY } from '../../components/index.js';
import { compileWorld, unpackWorld } from '../../data/compile/index.js';
import type { WorldContent } from '../../data/content.js';
import type { WorldTables } from '../../data/format/tables.js';
import { extend } from '../extensions.js';
import type { Extension } from '../extensions.js';
import type { Directive, Input } from '../inputs.js';
import { OPTION_TABLE } from '../options.js';
import type { SimulationInputs } from '../simulation.js';
import type { PopulationSpec } from '../spawn/populate.js';
import { FRAME_MS } from '../world.js';
import { currentBuild } from './build.js';
import { hashSource, loadExtension } from './modules.js';
import { directiveSchema, inputsSchema, optionsSchema, populationSchema, storedJson } from './stored-json.js';

export type RunInfo = Record<string, string | number | boolean | null>;

/** Rows of the table `run` for the inputs of a simulation. */
export function describeInputs(inputs: SimulationInputs, frames: number): RunInfo {
  const build = currentBuild();
  const { content } = inputs;
  return {
    seed: inputs.seed,
    frames,
    frame_ms: FRAME_MS,
    bots: inputs.population.bots,
    later_bots: inputs.laterBots,
    population: JSON.stringify(inputs.population),
    budget: showBudget(inputs.budget),
    script: JSON.stringify(inputs.inputs),
    options: JSON.stringify(shownOptions(inputs.options)),
    world_name: content.name,
    content_hash: content.hash,
    build_hash: build.hash,
    package_version: build.version,
    node_version: build.node,
    components: JSON.stringify(REGISTRY.map((spec) => spec.name)),
    schedule: JSON.stringify(
      extend(inputs.extensions).schedule.map((row) =>
        isSystem(row) ? { name: row.name, tier: row.tier, interval: row.interval, weight: row.weight } : { flush: row.flush },
      ),
    ),
  };
}

/** Options as people write them, by key. */
export function shownOptions(values: Int32Array): Record<string, string> {
  return Object.fromEntries(OPTION_TABLE.specs.map((spec, i) => [spec.key, OPTION_TABLE.show(i, values[i]!)]));
}

export interface StoredInputs {
  /** With the inputs that the run has taken in. */
  readonly inputs: SimulationInputs;
  /** All inputs that were planned, those included that the run has not lived to see. */
  readonly script: readonly Input[];
  /** Frames that were asked for; the file may end before. */
  readonly frames: number;
}

/**
 * The inputs of a run, from its file alone.
 * @throws UserError when they are not whole
 */
export async function readRunInputs(run: OpenedRun): Promise<StoredInputs> {
  const value = (key: string): string => {
    const text = run.info.get(key);
    if (text === undefined) throw damaged(run, key, 'is missing');
    return text;
  };
  const whole = (key: string): number => {
    const number = Number(value(key));
    if (!Number.isSafeInteger(number) || number < 0) throw damaged(run, key, `is '${value(key)}', expected a whole number`);
    return number;
  };
  const json = <T>(key: string, schema: z.ZodType<T>): T => storedJson(run, `the input '${key}' of table run`, value(key), schema);
  const content = await readContent(run, value('content_hash'));
  const taken = readDirectives(run);
  return {
    frames: whole('frames'),
    script: run.info.has('script') ? (json('script', inputsSchema) as readonly unknown[] as Input[]) : taken,
    inputs: {
      content,
      seed: whole('seed'),
      options: readOptions(json('options', optionsSchema)),
      population: json('population', populationSchema) as PopulationSpec,
      budget: parseBudget(value('budget')),
      inputs: taken,
      extensions: await readExtensions(run),
      laterBots: whole('later_bots'),
    },
  };
}

function damaged(run: OpenedRun, key: string, why: string): UserError {
  return new UserError('run-inputs', `run file ${run.path}: the input '${key}' of table run ${why}; the run cannot be simulated again`);
}

function readOptions(shown: Readonly<Record<string, string | number | boolean>>): Int32Array {
  const values = OPTION_TABLE.defaults();
  for (const [key, text] of Object.entries(shown)) {
    const { index, value } = OPTION_TABLE.parse(key, text);
    values[index] = value;
  }
  return values;
}

async function readContent(run: OpenedRun, hash: string): Promise<WorldContent> {
  const bytes = reading(run, (db) => db.prepare('SELECT bytes FROM content WHERE hash = ?').pluck().get(hash)) as Buffer | undefined;
  if (bytes === undefined) throw new UserError('run-content', `run file ${run.path}: the world it used (content ${hash}) is not in it`);
  const content = await compileWorld(unpack(run, bytes));
  if (content.hash !== hash)
    throw new UserError(
      'run-content',
      `run file ${run.path}: its world was altered: the content hash is ${content.hash}, expected ${hash}`,
    );
  return content;
}

function unpack(run: OpenedRun, bytes: Buffer): WorldTables {
  try {
    return unpackWorld(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError('run-content', `run file ${run.path}: the world in it is damaged: ${error.message}`, { cause: error });
  }
}

/** Inputs as they were taken in; those the run did not live to see have no row and no effect. */
function readDirectives(run: OpenedRun): Input[] {
  return reading(run, (db) => [...readInputs(db)]).map((row) => ({
    frame: row.frame,
    seq: row.seq,
    source: row.source,
    directive: storedJson(run, `table input, frame ${row.frame}: the payload`, row.payload, directiveSchema) as unknown as Directive,
  }));
}

async function readExtensions(run: OpenedRun): Promise<Extension[]> {
  const rows = reading(run, (db) => db.prepare('SELECT path, hash, source FROM module ORDER BY rowid').all()) as {
    path: string;
    hash: string;
    source: string;
  }[];
  const extensions: Extension[] = [];
  for (const { path, hash, source } of rows) {
    if (hashSource(source) !== hash)
      throw new UserError(
        'run-module',
        `run file ${run.path}: the source of module ${path} was altered: its hash is ${hashSource(source)}, expected ${hash}`,
      );
    extensions.push(await loadExtension(path, source));
  }
  return extensions;
}
