/** Prepares a run that goes on from a run file: at its end, or from an earlier frame into another file, with or without a change. */
import { parseBudget, showBudget } from '../engine/budget.js';
import { z } from 'zod';
import { UserError } from '../engine/errors.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { reading } from '../engine/store/open-run.js';
import { READABLE_FROM } from '../engine/store/retention.js';
import { unpackWorld } from '../data/compile/index.js';
import type { Directive, Input } from '../systems/inputs.js';
import { OPTION_TABLE } from '../systems/options.js';
import { storedJson } from '../systems/replay/stored-json.js';
import { readRunInputs } from '../systems/replay/run-inputs.js';
import type { SimulationInputs } from '../systems/simulation.js';
import type { LoadedScenario } from './load-scenario.js';
import { validateScenario } from './load-scenario.js';
import { MAX_FRAMES, prepareRun } from './prepare-run.js';
import type { PreparedRun } from './prepare-run.js';
import { framesOfTime } from './scenario.js';
import type { Scenario } from './scenario.js';

/** What a branch does otherwise than its parent. */
export interface BranchChange {
  /** `key=value` each. */
  readonly set: readonly string[];
  readonly scenario?: LoadedScenario;
  readonly budget?: string;
}

export interface ResumeOptions {
  /** The frame to go on from. */
  readonly from: number;
  /** Frames to run after it; without it, those that were asked for when the run was started. */
  readonly frames?: number;
  readonly change: BranchChange;
}

export interface ResumedRun {
  /** As for a new run; `frames` is the last frame, and `info` has what the run file must be told anew. */
  readonly prepared: PreparedRun;
  /** Inputs that the run has taken in: those a simulation needs to come to the frame. The branch's own come later and are in `prepared`. */
  readonly from: number;
  /** What was changed, in words that table `run` keeps; empty when nothing was. */
  readonly changes: readonly string[];
}

const SOURCE = 'branch';

/** @throws UserError when the file cannot be gone on with, or the change is not possible in the middle of a run */
export async function prepareResume(run: OpenedRun, options: ResumeOptions): Promise<ResumedRun> {
  const { from, change } = options;
  if (from > run.lastFrame)
    throw new UserError('no-such-frame', `run file ${run.path}: it has no frame ${from}, expected one from 0 to ${run.lastFrame}`);
  const readable = Number(run.info.get(READABLE_FROM) ?? 0);
  if (from < readable)
    throw new UserError(
      'no-such-frame',
      `run file ${run.path}: rows are kept from frame ${readable} on, so it cannot be resumed from frame ${from}`,
    );
  const stored = await readRunInputs(run);
  const parent = scenarioOf(run);
  const own = change.scenario?.scenario;
  const changes: string[] = [];
  const added: Directive[] = [];
  let later = stored.script.filter((input) => input.frame > from);
  if (change.scenario !== undefined) {
    const other = await otherScenario(run, stored.inputs, change.scenario);
    later = other.inputs.filter((input) => input.frame > from);
    added.push(...other.inputs.filter((input) => input.frame === 0 && input.directive.do === 'system').map((input) => input.directive));
    addOptions(added, other.options, stored.inputs, own!);
    changes.push(`scenario ${change.scenario.source}`);
  }
  if (change.set.length > 0) {
    added.push({ do: 'set', options: Object.fromEntries(change.set.map(parseSet)) });
    changes.push(...change.set.map((text) => `--set ${text}`));
  }
  const budget = change.budget ?? own?.budget;
  if (budget !== undefined && showBudget(parseBudget(budget)) !== showBudget(stored.inputs.budget)) changes.push(`budget ${budget}`);
  const inputs: SimulationInputs = {
    ...stored.inputs,
    budget: budget === undefined ? stored.inputs.budget : parseBudget(budget),
    inputs: [...stored.inputs.inputs.filter((input) => input.frame <= from), ...joined(from + 1, added, later)],
  };
  const scenario = own ?? parent;
  const last = lastFrame(run, options, own === undefined ? stored.frames : framesOfTime(own.duration));
  return { from, changes, prepared: preparedOf(run, scenario, inputs, last, change) };
}

function lastFrame(run: OpenedRun, { from, frames }: ResumeOptions, asked: number): number {
  const last = frames === undefined ? asked : from + frames;
  if (last > MAX_FRAMES) throw new UserError('bad-number', `frame ${last} is too far, expected at most ${MAX_FRAMES}`);
  if (last > from) return last;
  throw new UserError(
    'nothing-to-resume',
    `run file ${run.path}: frame ${from} is the last one that was asked for; say with --frames how many more to run`,
  );
}

function preparedOf(run: OpenedRun, scenario: Scenario, inputs: SimulationInputs, frames: number, change: BranchChange): PreparedRun {
  const source = run.info.get('world_source') ?? inputs.content.name;
  const own = change.scenario;
  return {
    scenario,
    inputs,
    frames,
    scenarioFrames: framesOfTime(scenario.duration),
    worldSource: source,
    notes: [],
    info: {
      ...(own === undefined
        ? {}
        : { scenario: scenario.name, title: scenario.title, scenario_source: own.source, scenario_json: JSON.stringify(scenario) }),
      frames,
      budget: showBudget(inputs.budget),
      script: JSON.stringify(inputs.inputs),
    },
    modules: inputs.extensions.map(({ path, hash, source: text }) => ({ path, hash, source: text })),
    blobs: () => [],
  };
}

function scenarioOf(run: OpenedRun): Scenario {
  const text = run.info.get('scenario_json');
  if (text === undefined)
    throw new UserError('run-inputs', `run file ${run.path}: table run does not say the scenario; it cannot be resumed`);
  return validateScenario(
    storedJson(run, `the input 'scenario_json' of table run`, text, z.unknown()),
    `run file ${run.path}: scenario_json`,
  );
}

/** The inputs another scenario would have in the world of this run. */
async function otherScenario(run: OpenedRun, inputs: SimulationInputs, loaded: LoadedScenario): Promise<SimulationInputs> {
  const { scenario } = loaded;
  const parent = scenarioOf(run);
  for (const key of ['overlay', 'use'] as const) {
    if (JSON.stringify(scenario[key]) !== JSON.stringify(parent[key]))
      throw new UserError(
        'bad-branch',
        `scenario ${loaded.source}: '${key}' is not that of the run; world content and modules cannot change in the middle of a run`,
      );
  }
  const bytes = reading(run, (db) => db.prepare('SELECT bytes FROM content WHERE hash = ?').pluck().get(inputs.content.hash)) as Buffer;
  const world = { tables: unpackWorld(bytes), content: inputs.content, source: run.info.get('world_source') ?? inputs.content.name };
  const plain = { ...loaded, scenario: { ...scenario, overlay: [], use: [] } };
  const prepared = await prepareRun({ loaded: plain, world });
  if (prepared.inputs.laterBots > inputs.laterBots)
    throw new UserError(
      'bad-branch',
      `scenario ${loaded.source}: ${prepared.inputs.laterBots} bots join later, but the run has room for ${inputs.laterBots}`,
    );
  return prepared.inputs;
}

/** A change of the options that the other scenario names, as far as they differ from what the run began with. */
function addOptions(added: Directive[], values: Int32Array, inputs: SimulationInputs, scenario: Scenario): void {
  const changed: [string, string][] = [];
  OPTION_TABLE.specs.forEach((spec, i) => {
    if (values[i] === inputs.options[i] || !(spec.key in scenario.options)) return;
    if (spec.fixed === true) throw fixed(spec.key);
    changed.push([spec.key, OPTION_TABLE.show(i, values[i]!)]);
  });
  if (changed.length > 0) added.push({ do: 'set', options: Object.fromEntries(changed) });
}

function parseSet(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new UserError('bad-set', `--set is '${text}', expected key=value (botrealm options lists the keys)`);
  const [key, shown] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  try {
    const { index, value } = OPTION_TABLE.parse(key, shown);
    if (OPTION_TABLE.specs[index]!.fixed === true) throw fixed(key);
    return [key, OPTION_TABLE.show(index, value)];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.code, `--set: ${error.message}`, { cause: error });
  }
}

function fixed(key: string): UserError {
  return new UserError('fixed-option', `option ${key} is fixed when the world is made and cannot change while the run goes on`);
}

/** What the branch adds comes first in its frame; what was planned for that frame follows. */
function joined(frame: number, added: readonly Directive[], later: readonly Input[]): Input[] {
  const own = added.map((directive, seq) => ({ frame, seq, source: SOURCE, directive }));
  const rest = later.map((input) => (input.frame === frame ? { ...input, seq: input.seq + own.length } : input));
  return [...own, ...rest];
}
