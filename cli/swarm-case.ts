/** One run of a swarm: short, with every check there is, and what came of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InternalError, UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import { SnapshotStore } from '../engine/store/snapshot-store.js';
import { loadWorld } from '../data/load.js';
import type { LoadedWorld } from '../data/load.js';
import { loadScenario } from '../scenarios/load-scenario.js';
import type { LoadedScenario } from '../scenarios/load-scenario.js';
import { prepareRun } from '../scenarios/prepare-run.js';
import type { PreparedRun, RunOverrides } from '../scenarios/prepare-run.js';
import { ofErrors } from '../scenarios/expectations.js';
import { judgeErrors } from '../scenarios/faults.js';
import { auditRun } from '../systems/audit/audit-run.js';
import { Recorder } from '../systems/record/recorder.js';
import { recordTables } from '../systems/record/tables.js';
import { recordViews } from '../systems/record/views.js';
import { recordWords } from '../systems/record/words.js';
import { replayRun } from '../systems/replay/replay-run.js';
import { Simulation } from '../systems/simulation.js';
import { MachineFaults, throughFaults } from './machine-faults.js';

/** Money and items are counted in every frame. */
const ALL_CHECKS = 'invariants.every=1';

export interface CaseSpec {
  readonly scenario: string;
  readonly overrides: RunOverrides;
}

/** Why a case failed: what the first check that did not hold said. */
export interface CaseFailure {
  /** Stable: the code of the invariant, `error:<part>`, `replay` or `audit`. */
  readonly kind: string;
  readonly frame: number;
  readonly message: string;
}

export interface CaseResult {
  readonly seed: number;
  readonly frames: number;
  readonly stateHash: string;
  /** Errors that faults put in, and that were survived. */
  readonly injected: number;
  readonly failure: CaseFailure | null;
}

const worlds = new Map<string, Promise<LoadedWorld>>();

/** A world is read once a process. */
export function worldFor(path: string | undefined): Promise<LoadedWorld> {
  const key = path ?? '';
  const known = worlds.get(key);
  if (known !== undefined) return known;
  const loading = loadWorld(path);
  worlds.set(key, loading);
  return loading;
}

export async function prepareCase(loaded: LoadedScenario, overrides: RunOverrides): Promise<PreparedRun> {
  const path = overrides.world ?? loaded.scenario.world;
  const own = overrides.world === undefined && path !== undefined ? join(loaded.folder, path) : path;
  return prepareRun({ loaded, overrides: { ...overrides, set: [...(overrides.set ?? []), ALL_CHECKS] }, world: await worldFor(own) });
}

/** Run a case with all checks; an `UserError` that is no outcome of the run is thrown. */
export async function runCase({ scenario, overrides }: CaseSpec): Promise<CaseResult> {
  const prepared = await prepareCase(await loadScenario(scenario), overrides);
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-swarm-'));
  try {
    return await runIn(folder, prepared);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, prepared: PreparedRun): Promise<CaseResult> {
  const path = join(folder, 'case.sqlite');
  const words = recordWords(prepared.inputs);
  const store = await SnapshotStore.create({
    path,
    tables: recordTables(words),
    views: recordViews(words),
    runInfo: prepared.info,
    blobs: prepared.blobs(),
    modules: prepared.modules,
  });
  const observers: Recorder[] = [];
  const simulation = new Simulation(prepared.inputs, observers);
  observers.push(new Recorder(store, simulation.world, prepared.inputs.inputs));
  const faults = new MachineFaults(prepared.inputs.inputs, prepared.inputs.seed, () => undefined);
  throughFaults(faults, store);
  let failure = simulate(simulation, prepared);
  if (failure === null) {
    await store.close({ complete: true });
    failure = await checkFile(path, prepared.frames);
  } else await store.abort();
  const injected = simulation.world.guard.failures.all.reduce((sum, f) => sum + (f.injected ? f.count : 0), 0);
  return { seed: prepared.inputs.seed, frames: simulation.world.frame, stateHash: simulation.stateHash, injected, failure };
}

/** Run to the end, or to the first thing that must not be. */
export function simulate(simulation: Simulation, prepared: PreparedRun, from = -1): CaseFailure | null {
  const { world } = simulation;
  try {
    if (from < 0) simulation.start();
    while (world.frame < prepared.frames) {
      simulation.step();
      const broken = unforeseen(simulation, prepared);
      if (broken !== null) return broken;
    }
    simulation.verify();
  } catch (error) {
    if (error instanceof InternalError) return { kind: error.code, frame: world.frame, message: error.message };
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    return { kind: error.name, frame: world.frame, message: error.message };
  }
  return null;
}

/** What broke without a fault, and without the scenario saying so. */
function unforeseen({ world }: Simulation, { scenario }: PreparedRun): CaseFailure | null {
  if (world.guard.failures.all.every((f) => f.injected)) return null;
  const own = judgeErrors(ofErrors(scenario.expect), world.guard.failures.all).unexpected.find((f) => !f.injected);
  return own === undefined ? null : { kind: `error:${own.part}`, frame: own.firstFrame, message: `${own.part}: ${own.message}` };
}

async function checkFile(path: string, frames: number): Promise<CaseFailure | null> {
  const run = openRun(path);
  try {
    const replay = await replayRun(run);
    if (replay.divergence !== undefined || replay.framesVerified !== frames + 1) {
      const frame = replay.divergence?.frame ?? replay.framesVerified;
      return {
        kind: 'replay',
        frame,
        message: replay.divergence?.conclusion.join(' ') ?? `only ${replay.framesVerified} frames were replayed`,
      };
    }
    const audit = await auditRun(run);
    if (audit.violation !== undefined) return { kind: 'audit', frame: audit.violation.frame, message: JSON.stringify(audit.violation) };
    return null;
  } finally {
    run.db.close();
  }
}
