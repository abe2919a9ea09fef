/** Scenario files: all that ship, written as YAML, with a script that uses every directive. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadWorld } from '../../data/load.js';
import { SHIPPED } from '../../scenarios/index.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { Case } from './kinds.js';
import { mutateBytes } from './mutate.js';
import { begin, goodOrRefused } from './support.js';

const SCRIPT = [
  { at: '10s', fault: 'throw', in: 'loot', for: '5s', writes: 2 },
  { at: 30, fault: 'slow', in: 'decide-goal', times: 9 },
  { at: 40, set: { 'rate.drop': 2, 'auction.cut': '0.1' } },
  { at: '1m', give: 'all', copper: 500 },
  { at: 5, system: 'socialise', enabled: false },
  { at: 70, spawn: { count: 3, levels: [5, 9], strategies: ['optimal'] } },
  { at: 80, fault: 'chaos', rate: 0.01 },
];
/** A mutated scenario may ask for any number of bots: few of them are brought to life. */
const MOST_BOTS = 200;
const LIVE_EVERY = 25;

export async function fuzzScenarios(folder: string): Promise<Case> {
  const world = await loadWorld(undefined);
  const whole = SHIPPED.map((scenario) => Buffer.from(stringify({ ...scenario, script: [...(scenario.script ?? []), ...SCRIPT] })));
  const path = join(folder, 'scenario.yaml');
  return (n) =>
    goodOrRefused(async () => {
      writeFileSync(path, n === 0 ? whole[0]! : mutateBytes(whole[n % whole.length]!, n));
      const loaded = await loadScenario(path);
      const prepared = await prepareRun({ loaded, world });
      if (n % LIVE_EVERY === 0 && loaded.scenario.bots.count <= MOST_BOTS) begin(prepared, 3);
    });
}
