/** What the kinds have in common: good or refused, small worlds, and a simulation that is begun. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../engine/errors.js';
import type { LoadedWorld } from '../../data/load.js';
import { EMBEDDED_SOURCE } from '../../data/load.js';
import { compileWorld } from '../../data/compile/index.js';
import { countFindings, validateWorld } from '../../data/format/validate/index.js';
import type { WorldTables } from '../../data/format/tables.js';
import { validateScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { PreparedRun } from '../../scenarios/prepare-run.js';
import { Simulation } from '../../systems/simulation.js';

/** A real dump, where one lies beside the checkout. */
const CLASSIC = process.env['BOTREALM_CLASSIC_DUMP'] ?? resolve('..', 'shared', 'worlds', 'classic', 'world.sql.gz');

export function realDump(): string | null {
  return existsSync(CLASSIC) ? CLASSIC : null;
}

/** true: good; false: refused in the one way; whatever else is thrown goes on. */
export async function goodOrRefused(read: () => unknown): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (/\n/.test(error.message)) throw new Error(`not one line: ${error.message}`, { cause: error });
    return false;
  }
}

/** A world that was found sound compiles, and so do bots live in it for some frames. @throws UserError when it is not sound */
export async function useWorld(tables: WorldTables, simulate: boolean): Promise<void> {
  const findings = validateWorld(tables, { source: 'world' });
  if (countFindings(findings, 'error') > 0) throw new UserError('bad-world', findings[0]!.message);
  const content = await compileWorld(tables);
  if (simulate) await live({ content, tables, source: EMBEDDED_SOURCE } as LoadedWorld, 5);
}

async function live(world: LoadedWorld, frames: number): Promise<void> {
  const scenario = validateScenario({ name: 'tiny', title: 'Tiny', duration: frames, bots: { count: 4 } }, 'tiny');
  begin(await prepareRun({ loaded: { scenario, folder: '.', source: 'tiny' }, world }), frames);
}

export function begin(prepared: PreparedRun, frames: number): void {
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  for (let n = 0; n < frames; n++) simulation.step();
}
