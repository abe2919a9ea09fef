/** From a scenario and what the caller overrides to a run that can start: its inputs, and what a run file keeps of them. */
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { parseBudget } from '../engine/budget.js';
import { UserError } from '../engine/errors.js';
import { nearest } from '../engine/options.js';
import { isSystem } from '../engine/schedule.js';
import { compileWorld, packWorld } from '../data/compile/index.js';
import type { WorldContent } from '../data/content.js';
import { embeddedWorld } from '../data/embedded/index.js';
import { loadWorldTables } from '../data/format/containers/index.js';
import type { WorldTables } from '../data/format/tables.js';
import { EMBEDDED_SOURCE, loadWorld, requireSound } from '../data/load.js';
import type { LoadedWorld } from '../data/load.js';
import { extend } from '../systems/extensions.js';
import { checkPart } from '../systems/health/fault-spec.js';
import type { PartNames } from '../systems/health/fault-spec.js';
import type { Extension } from '../systems/extensions.js';
import type { Directive, Input } from '../systems/inputs.js';
import { OPTION_TABLE } from '../systems/options.js';
import { Strategies } from '../systems/quest/strategies.js';
import { loadExtension } from '../systems/replay/modules.js';
import { describeInputs } from '../systems/replay/run-inputs.js';
import type { RunInfo } from '../systems/replay/run-inputs.js';
import type { SimulationInputs } from '../systems/simulation.js';
import { MAX_BOTS } from '../systems/world-sizes.js';
import { checkExpectations, ofErrors, ofMeasures } from './expectations.js';
import { faultOf, parseFault } from './faults.js';
import type { LoadedScenario } from './load-scenario.js';
import { importDirectives, parseImport } from './import-bots.js';
import { applyOverlay } from './overlay.js';
import { populationSpec } from './population.js';
import type { PopulationContext } from './population.js';
import { framesOfTime } from './scenario.js';
import type { Scenario } from './scenario.js';

/** A year of simulated time and more: 2^31 frames are all a run file can number. */
export const MAX_FRAMES = 1_000_000_000;
export const MAX_SEED = 4_294_967_295;

/** What the command line may say otherwise than the scenario. */
export interface RunOverrides {
  /** Path of a world. */
  readonly world?: string;
  /** Bots; auctions and mails of the start are scaled in proportion. */
  readonly bots?: number;
  /** Frames after frame 0. */
  readonly frames?: number;
  readonly seed?: number;
  /** `key=value` each, applied after the scenario's own options. */
  readonly set?: readonly string[];
  readonly budget?: string;
  /** Modules on top of the scenario's own, paths as they stand. */
  readonly use?: readonly string[];
  /** Faults, as `parseFault` reads them, put in beside those of the scenario. */
  readonly fault?: readonly string[];
  /** Share of the commands that fail. */
  readonly chaos?: number;
  /** Saved bots that come into the world: `FILE`, `FILE:NAME`, with `@TIME` behind it. */
  readonly importBot?: readonly string[];
}

export interface PreparedRun {
  readonly scenario: Scenario;
  readonly inputs: SimulationInputs;
  /** Frames to run after frame 0. */
  readonly frames: number;
  /** Frames the scenario itself asks for. */
  readonly scenarioFrames: number;
  /** Path of the world, or `embedded`. */
  readonly worldSource: string;
  /** Rows of the table `run`. */
  readonly info: RunInfo;
  /** Sources of extension modules, for the table `module`. */
  readonly modules: readonly { readonly path: string; readonly hash: string; readonly source: string }[];
  /** The world content as a run file keeps it. Takes a moment for a large world. */
  readonly blobs: () => { readonly hash: string; readonly bytes: Uint8Array }[];
  /** Checkpoint the run begins at. */
  readonly checkpoint?: Uint8Array;
  /** What was adapted and why, in sentences. */
  readonly notes: readonly string[];
}

export interface PrepareOptions {
  readonly loaded: LoadedScenario;
  readonly overrides?: RunOverrides;
  /** The world, when the caller has it already; the scenario's own and `overrides.world` are not looked at then. */
  readonly world?: LoadedWorld;
}

/**
 * Expand a scenario into everything a run needs.
 * @throws UserError for whatever in scenario, world or overrides cannot be run
 */
export async function prepareRun({ loaded, overrides = {}, world }: PrepareOptions): Promise<PreparedRun> {
  const { scenario } = loaded;
  const where = `scenario ${loaded.source}`;
  const bots = wholeNumber('--bots', overrides.bots ?? scenario.bots.count, 1, MAX_BOTS);
  const frames = wholeNumber('--frames', overrides.frames ?? framesOfTime(scenario.duration), 1, MAX_FRAMES);
  const seed = wholeNumber('--seed', overrides.seed ?? scenario.seed, 0, MAX_SEED);
  const budget = parseBudget(overrides.budget ?? scenario.budget);
  const options = optionValues(scenario, overrides.set ?? [], where);
  checkExpectations(ofMeasures(scenario.expect), where);
  const extensions = await readExtensions(loaded, overrides.use ?? []);
  const extended = extend(extensions);
  const { tables, content, source } = await worldOf(loaded, overrides, world);
  const notes: string[] = [];
  const context: PopulationContext = {
    content,
    strategies: [...new Strategies().names, ...extended.strategies.keys()],
    where: 'bots',
    notes,
  };
  const population = populationSpec(scenario.bots, bots, scenario.market, bots / scenario.bots.count, context);
  const systems = extended.schedule.flatMap((row) => (isSystem(row) ? [row.name] : []));
  const parts: PartNames = { rows: extended.schedule, verbs: extended.verbs };
  for (const { error } of ofErrors(scenario.expect)) checkPart(error, parts, `${where}: expect`);
  const inputs = directives(scenario, { ...context, systems, parts, folder: loaded.folder }, overrides);
  const laterBots = inputs.reduce((sum, { directive }) => sum + botsOf(directive), 0);
  if (bots + laterBots > MAX_BOTS)
    throw new UserError('bad-bots', `${where}: ${bots} bots and ${laterBots} that join later are more than ${MAX_BOTS}`);
  const simulation: SimulationInputs = { content, seed, options, population, budget, inputs, extensions, laterBots };
  return {
    scenario,
    inputs: simulation,
    frames,
    scenarioFrames: framesOfTime(scenario.duration),
    worldSource: source,
    ...checkpointOf(loaded),
    notes,
    info: {
      scenario: scenario.name,
      title: scenario.title,
      scenario_source: loaded.source,
      scenario_json: JSON.stringify(scenario),
      overrides: JSON.stringify(overrides),
      world_source: source,
      ...describeInputs(simulation, frames),
    },
    modules: extensions.map(({ path, hash, source: text }) => ({ path, hash, source: text })),
    blobs: () => [{ hash: content.hash, bytes: packWorld(tables) }],
  };
}

function checkpointOf({ scenario, folder, source }: LoadedScenario): Pick<PreparedRun, 'checkpoint'> {
  if (scenario.checkpoint === undefined) return {};
  try {
    return { checkpoint: readFileSync(resolve(folder, scenario.checkpoint)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new UserError('no-checkpoint', `scenario ${source}: checkpoint ${scenario.checkpoint} cannot be read (${code})`, {
      cause: error,
    });
  }
}

function wholeNumber(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new UserError('bad-number', `${name} is ${value}, expected a whole number from ${min} to ${max}`);
}

function optionValues(scenario: Scenario, set: readonly string[], where: string): Int32Array {
  const values = OPTION_TABLE.defaults();
  for (const [key, shown] of Object.entries(scenario.options)) assign(values, key, shown, `${where}: `);
  for (const text of set) {
    const at = text.indexOf('=');
    if (at <= 0) throw new UserError('bad-set', `--set is '${text}', expected key=value (botrealm options lists the keys)`);
    assign(values, text.slice(0, at).trim(), text.slice(at + 1).trim(), '--set: ');
  }
  return values;
}

function assign(values: Int32Array, key: string, shown: string | number | boolean, where: string): void {
  const { index, value } = parseOption(key, shown, where);
  values[index] = value;
}

function parseOption(key: string, shown: string | number | boolean, where: string): { index: number; value: number } {
  try {
    return OPTION_TABLE.parse(key, shown);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `${where}${error.message}`, { cause: error });
  }
}

async function readExtensions({ scenario, folder, source }: LoadedScenario, more: readonly string[]): Promise<Extension[]> {
  const extensions: Extension[] = [];
  for (const [n, path] of [...scenario.use, ...more].entries()) {
    let text: string;
    try {
      text = readFileSync(n < scenario.use.length ? resolve(folder, path) : resolve(path), 'utf8');
    } catch (error) {
      throw new UserError(
        'no-module',
        `scenario ${source}: module ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`,
        { cause: error },
      );
    }
    extensions.push(await loadExtension(path, text));
  }
  return extensions;
}

async function worldOf(
  { scenario, folder, source }: LoadedScenario,
  overrides: RunOverrides,
  given: LoadedWorld | undefined,
): Promise<LoadedWorld> {
  const own = scenario.world === undefined || isAbsolute(scenario.world) ? scenario.world : resolve(folder, scenario.world);
  const path = overrides.world ?? own;
  if (scenario.overlay.length === 0) return given ?? loadWorld(path);
  const tables: WorldTables =
    given !== undefined ? structuredClone(given.tables) : path === undefined ? embeddedWorld() : loadWorldTables(path);
  const name = given?.source ?? path ?? EMBEDDED_SOURCE;
  applyOverlay(tables, scenario.overlay, `scenario ${source}`);
  requireSound(tables, `${name} with the overlay of scenario ${scenario.name}`);
  return { tables, content: await compileWorld(tables), source: name };
}

interface DirectiveContext extends PopulationContext {
  readonly systems: readonly string[];
  readonly parts: PartNames;
  /** Folder of the scenario file. */
  readonly folder: string;
}

/** Bots that a directive brings into the world. */
function botsOf(directive: Directive): number {
  if (directive.do === 'import') return 1;
  return directive.do === 'spawn' ? directive.population.bots : 0;
}

/** Switches of the scenario in frame 0, then its script: in order of frames, those of one frame in the order they are written. */
function directives(scenario: Scenario, context: DirectiveContext, overrides: RunOverrides): Input[] {
  const timed: { frame: number; directive: Directive; source?: string }[] = Object.entries(scenario.systems).map(([name, change]) => ({
    frame: 0,
    directive: systemDirective(name, change.enabled, change.interval, `systems.${name}`, context),
  }));
  scenario.script.forEach((step, n) => {
    if ('import' in step) {
      const path = isAbsolute(step.import) ? step.import : resolve(context.folder, step.import);
      for (const directive of importDirectives(context.content, path, step.bot)) timed.push({ frame: framesOfTime(step.at), directive });
    } else timed.push({ frame: framesOfTime(step.at), directive: directiveOf(step, `script[${n}]`, context) });
  });
  for (const text of overrides.importBot ?? []) {
    const { path, name, frame } = parseImport(text);
    for (const directive of importDirectives(context.content, path, name)) timed.push({ frame, directive, source: 'command line' });
  }
  for (const text of [...scenario.faults, ...faultTexts(overrides)]) {
    const input = parseFault(text);
    const fault = faultOf(input, `--fault ${text}`, { ...context.parts, content: context.content });
    timed.push({ frame: framesOfTime(input.at), directive: { do: 'fault', fault }, source: 'command line' });
  }
  timed.sort((a, b) => a.frame - b.frame);
  let seq = 0;
  return timed.map(({ frame, directive, source }, i) => {
    seq = i > 0 && timed[i - 1]!.frame === frame ? seq + 1 : 0;
    return { frame, seq, source: source ?? 'scenario', directive };
  });
}

function faultTexts({ fault, chaos }: RunOverrides): readonly string[] {
  return [...(fault ?? []), ...(chaos === undefined || chaos === 0 ? [] : [`chaos:${chaos}`])];
}

function directiveOf(step: Exclude<Scenario['script'][number], { import: string }>, where: string, context: DirectiveContext): Directive {
  if ('set' in step) {
    for (const [key, shown] of Object.entries(step.set)) {
      const { index } = parseOption(key, shown, `${where}: `);
      if (OPTION_TABLE.specs[index]!.fixed)
        throw new UserError(
          'fixed-option',
          `${where}: option ${key} is fixed when the world is made and cannot change while the run goes on`,
        );
    }
    return { do: 'set', options: step.set };
  }
  if ('fault' in step) return { do: 'fault', fault: faultOf(step, where, { ...context.parts, content: context.content }) };
  if ('system' in step) return systemDirective(step.system, step.enabled, step.interval, where, context);
  if ('spawn' in step)
    return { do: 'spawn', population: populationSpec(step.spawn, step.spawn.count, null, 0, { ...context, where: `${where}.spawn` }) };
  if ('copper' in step) return { do: 'give', bot: step.give, units: step.copper };
  requireItem(context.content, step.item, where);
  return { do: 'give', bot: step.give, item: step.item, units: step.units };
}

function requireItem(content: WorldContent, item: number, where: string): void {
  if (!content.items.id.includes(item)) throw new UserError('unknown-item', `${where}: the world '${content.name}' has no item ${item}`);
}

function systemDirective(
  name: string,
  enabled: boolean | undefined,
  interval: number | undefined,
  where: string,
  { systems }: DirectiveContext,
): Directive {
  if (!systems.includes(name)) {
    const near = nearest(name, systems);
    throw new UserError(
      'unknown-system',
      `${where}: unknown system '${name}'${near === undefined ? '' : `, did you mean '${near}'?`} (expected one of ${systems.join(', ')})`,
    );
  }
  return { do: 'system', name, ...(enabled === undefined ? {} : { enabled }), ...(interval === undefined ? {} : { interval }) };
}
