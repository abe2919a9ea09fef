/**
 * Cuts a failing case down: fewer bots, no directive that is not needed, and of the frames only the last ones before the failure, from a
 * checkpoint. What is left is a scenario file that fails in the same way.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { UserError } from '../engine/errors.js';
import { loadScenario, validateScenario } from '../scenarios/load-scenario.js';
import type { LoadedScenario } from '../scenarios/load-scenario.js';
import type { RunOverrides } from '../scenarios/prepare-run.js';
import type { Scenario } from '../scenarios/scenario.js';
import { Simulation } from '../systems/simulation.js';
import { plural } from './format.js';
import { remark } from './output.js';
import { RunTally } from './run-tally.js';
import { prepareCase, simulate } from './swarm-case.js';
import type { CaseFailure, CaseSpec } from './swarm-case.js';

export interface Shrunk {
  readonly path: string;
  readonly bots: number;
  /** Frames from the checkpoint to the failure. */
  readonly frames: number;
  readonly directives: number;
  readonly failure: CaseFailure;
}

/** Bots that are tried, fewest first, as far as they are fewer than there were. */
const BOTS = [1, 2, 3, 4, 5, 8, 12, 20, 35, 60, 100, 200, 500] as const;
/** Other seeds that are tried with so few bots. */
const OTHER_SEEDS = 3;
/** A failure may come later with fewer bots, but not later than this (20 simulated minutes). */
const MOST_FRAMES = 12_000;
/** Frames kept before the failing one. */
const FRAMES_BEFORE = 10;
const FEW_BOTS = 5;

/** A case that stands alone: what the command line said is in the scenario. */
interface Small {
  readonly scenario: Scenario;
  readonly folder: string;
  readonly failure: CaseFailure;
}

export async function shrink(spec: CaseSpec, failure: CaseFailure, target: string, talk: boolean): Promise<Shrunk> {
  for (const path of [target, checkpointOf(target)]) {
    if (existsSync(path))
      throw new UserError('shrink-exists', `--shrink ${path}: it exists already and is not overwritten; name another file`);
  }
  const loaded = await loadScenario(spec.scenario);
  let small: Small = { scenario: flatten(loaded, spec.overrides), folder: loaded.folder, failure };
  small = await fewerBots(small, talk);
  small = await fewerDirectives(small, talk);
  return write(small, target);
}

/** The scenario with what the command line says otherwise. */
function flatten({ scenario, source }: LoadedScenario, overrides: RunOverrides): Scenario {
  const { seed, bots, frames, world, budget, set = [] } = overrides;
  const options = { ...scenario.options };
  for (const text of set) options[text.slice(0, text.indexOf('='))] = text.slice(text.indexOf('=') + 1);
  const factor = (bots ?? scenario.bots.count) / scenario.bots.count;
  return {
    ...scenario,
    name: 'shrunk',
    title: `What is left of ${basename(source, extname(source))} that still fails`.slice(0, 200),
    seed: seed ?? scenario.seed,
    duration: frames ?? scenario.duration,
    bots: { ...scenario.bots, count: bots ?? scenario.bots.count },
    market: {
      ...scenario.market,
      auctions: Math.round(scenario.market.auctions * factor),
      mails: Math.round(scenario.market.mails * factor),
    },
    options,
    expect: [],
    use: [...scenario.use, ...(overrides.use ?? []).map((path) => resolve(path))],
    ...(world === undefined ? {} : { world: resolve(world) }),
    ...(budget === undefined ? {} : { budget }),
    ...(overrides.chaos === undefined && overrides.fault === undefined
      ? {}
      : { faults: [...(overrides.fault ?? []), ...(overrides.chaos ? [`chaos:${overrides.chaos}`] : [])] }),
  };
}

/** Does a scenario fail in the same way? Fast where the failure shows while it runs. */
async function failsAs(scenario: Scenario, folder: string, kind: string): Promise<CaseFailure | null> {
  const loaded = { scenario, folder, source: scenario.name };
  try {
    const prepared = await prepareCase(loaded, {});
    const failure = simulate(new Simulation(prepared.inputs), prepared);
    return failure?.kind === kind ? failure : null;
  } catch (error) {
    // What cannot be run at all (too few bots for a group, a directive about one who is not there) does not fail in the same way.
    if (error instanceof UserError) return null;
    throw error;
  }
}

async function fewerBots(start: Small, talk: boolean): Promise<Small> {
  const { scenario, folder, failure } = start;
  const frames = Math.min(MOST_FRAMES, Math.max(failure.frame * 4, 3000));
  for (const bots of BOTS.filter((n) => n < scenario.bots.count)) {
    const seeds = bots <= FEW_BOTS ? OTHER_SEEDS : 0;
    for (let n = 0; n <= seeds; n++) {
      const factor = bots / scenario.bots.count;
      const tried: Scenario = {
        ...scenario,
        seed: (scenario.seed + n) >>> 0,
        duration: frames,
        bots: { ...scenario.bots, count: bots },
        market: {
          ...scenario.market,
          auctions: Math.ceil(scenario.market.auctions * factor),
          mails: Math.ceil(scenario.market.mails * factor),
        },
      };
      const found = await failsAs(tried, folder, failure.kind);
      if (talk) remark(`shrink: ${plural(bots, 'bot')}, seed ${tried.seed}: ${found === null ? 'good' : `fails in frame ${found.frame}`}`);
      if (found !== null) return { scenario: { ...tried, duration: Math.max(1, found.frame) }, folder, failure: found };
    }
  }
  return start;
}

async function fewerDirectives(start: Small, talk: boolean): Promise<Small> {
  let small = start;
  const attempts: ((scenario: Scenario) => Scenario)[] = [
    (s) => ({ ...s, script: [] }),
    (s) => ({ ...s, faults: [] }),
    (s) => ({ ...s, market: { ...s.market, auctions: 0, mails: 0 } }),
    (s) => ({ ...s, systems: {} }),
    (s) => ({ ...s, overlay: [] }),
    (s) => ({ ...s, options: {} }),
    ...start.scenario.script.map((step) => (s: Scenario): Scenario => ({ ...s, script: s.script.filter((other) => other !== step) })),
  ];
  for (const attempt of attempts) {
    const tried = attempt(small.scenario);
    if (JSON.stringify(tried) === JSON.stringify(small.scenario)) continue;
    const found = await failsAs({ ...tried, duration: small.failure.frame + FRAMES_BEFORE }, small.folder, small.failure.kind);
    if (found !== null) small = { ...small, scenario: { ...tried, duration: Math.max(1, found.frame) }, failure: found };
  }
  if (talk) remark(`shrink: ${plural(small.scenario.script.length, 'directive')} are needed`);
  return small;
}

function checkpointOf(target: string): string {
  return `${target.slice(0, target.length - extname(target).length)}.checkpoint`;
}

/** Write the scenario, and the checkpoint it begins at. */
async function write({ scenario, folder, failure }: Small, target: string): Promise<Shrunk> {
  const begin = Math.max(0, failure.frame - FRAMES_BEFORE);
  const targetFolder = dirname(resolve(target));
  const moved: Scenario = {
    ...scenario,
    options: { ...scenario.options, 'invariants.every': 1 },
    use: scenario.use.map((path) => fromHere(targetFolder, folder, path)),
    ...(scenario.world === undefined ? {} : { world: fromHere(targetFolder, folder, scenario.world) }),
    ...(begin === 0 ? {} : { checkpoint: basename(checkpointOf(target)) }),
  };
  if (begin > 0) {
    const prepared = await prepareCase({ scenario, folder, source: scenario.name }, {});
    const simulation = new Simulation(prepared.inputs, [new RunTally()]);
    simulation.start();
    while (simulation.world.frame < begin) simulation.step();
    const { bytes, write: put } = simulation.checkpoint();
    const buffer = new Uint8Array(bytes);
    put(buffer);
    writeFileSync(checkpointOf(target), buffer, { flag: 'wx' });
  }
  const { checkpoint, ...rest } = moved;
  const text = stringify(JSON.parse(JSON.stringify({ ...rest, ...(checkpoint === undefined ? {} : { checkpoint }) })));
  validateScenario(JSON.parse(JSON.stringify(moved)), target);
  writeFileSync(target, `# ${failure.kind} in frame ${failure.frame}: ${failure.message.replace(/\s+/g, ' ')}\n${text}`, { flag: 'wx' });
  return {
    path: target,
    bots: scenario.bots.count,
    frames: failure.frame - begin,
    directives: scenario.script.length + scenario.faults.length,
    failure,
  };
}

/** A path of the scenario, as it is seen from the folder of the new file. */
function fromHere(target: string, folder: string, path: string): string {
  const absolute = isAbsolute(path) ? path : resolve(folder, path);
  const shown = relative(target, absolute);
  return shown === '' || isAbsolute(shown) ? absolute : join('.', shown);
}
