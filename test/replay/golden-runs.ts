/** The runs whose hashes are kept: two seeds of the scenario smoke in the embedded world, small enough for every test run. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { Simulation } from '../../systems/simulation.js';

export const GOLDEN_SEEDS = [7, 11] as const;
const BOTS = 150;
const FRAMES = 1200;
const KEPT_EVERY = 300;

/** Frame -> state hash. */
export type Golden = Readonly<Record<string, string>>;

/** `test/replay/golden.json` of the source tree: the compiled test runs from a folder below it. */
export function goldenPath(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'test/replay/golden.json');
}

export function storedGolden(): Readonly<Record<string, Golden>> {
  return JSON.parse(readFileSync(goldenPath(), 'utf8')) as Record<string, Golden>;
}

export async function goldenOf(seed: number): Promise<Golden> {
  const prepared = await prepareRun({ loaded: await loadScenario('smoke'), overrides: { seed, bots: BOTS, frames: FRAMES } });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  const hashes: Record<string, string> = { 0: simulation.stateHash };
  for (let frame = 1; frame <= FRAMES; frame++) {
    simulation.step();
    if (frame % KEPT_EVERY === 0) hashes[frame] = simulation.stateHash;
  }
  simulation.verify();
  return hashes;
}
