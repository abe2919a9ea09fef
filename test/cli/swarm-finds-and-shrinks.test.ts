/** A handler that creates money is found by a swarm and shrunk to a scenario of few bots and frames that fails in the same way. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { Simulation } from '../../systems/simulation.js';
import { shrink } from '../../cli/shrink.js';
import { runCase } from '../../cli/swarm-case.js';

const BROKEN = `export default (api) => api.wrapVerb('quest.accept', (handle) => (world, actor, ...rest) => {
  const answer = handle(world, actor, ...rest);
  if (answer === 0) world.add(world.c.life.f.gold, actor, 1);
  return answer;
});`;

const folder = mkdtempSync(join(tmpdir(), 'botrealm-shrink-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('found, and cut down to at most 5 bots and 50 frames', async () => {
  writeFileSync(join(folder, 'broken.mjs'), BROKEN);
  const scenario = join(folder, 'case.yaml');
  writeFileSync(
    scenario,
    'name: broken\ntitle: Broken\nduration: 600\nuse: [broken.mjs]\nbots: { count: 30 }\nscript: [{ at: 1, set: { rate.drop: 2 } }]\n',
  );
  const spec = { scenario, overrides: { seed: 4, chaos: 0.01 } };
  const { failure } = await runCase(spec);
  assert.is(failure?.kind, 'copper-not-conserved');
  const target = join(folder, 'small.yaml');
  const small = await shrink(spec, failure!, target, false);
  assert.ok(small.bots <= 5 && small.frames <= 50, JSON.stringify(small));
  assert.is(small.directives, 0);
  const prepared = await prepareRun({ loaded: await loadScenario(target) });
  const simulation = new Simulation(prepared.inputs);
  if (prepared.checkpoint === undefined) simulation.start();
  else simulation.restore(prepared.checkpoint);
  assert.throws(() => {
    while (simulation.world.frame < prepared.frames) simulation.step();
  }, /copper in the world/);
});

test('a sound case is good under chaos', async () => {
  const { failure } = await runCase({ scenario: 'smoke', overrides: { seed: 2, bots: 30, frames: 200, chaos: 0.02 } });
  assert.is(failure, null);
});

test.run();
