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
import { botrealm, good, withFolder } from './support.js';

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

test('the command finds a module that breaks a handler, shrinks it, and the small scenario fails in the same way', async () => {
  await withFolder((place) => {
    writeFileSync(join(place, 'broken.mjs'), BROKEN);
    const args = ['swarm', '--seeds', '1..2', '--bots', '20', '--frames', '200', '--chaos', '0.01', '--use', 'broken.mjs'];
    const { code, out } = botrealm(place, [...args, '--shrink', 'small.yaml', '--json']);
    assert.is(code, 1);
    const report = JSON.parse(out) as { failures: { command: string }[]; shrunk: { bots: number; frames: number } };
    assert.is(report.failures.length, 2);
    assert.ok(report.shrunk.bots <= 5 && report.shrunk.frames <= 50, JSON.stringify(report.shrunk));
    const small = botrealm(place, ['run', 'small.yaml']);
    assert.is(small.code, 3);
    assert.match(small.err, /copper-not-conserved/);
    const [name, ...words] = report.failures[0]!.command.split(' ');
    assert.is(name, 'botrealm');
    assert.match(botrealm(place, [...words, '--no-db']).err, /copper-not-conserved/);
  });
});

test('sound runs end with exit code 0, whatever the number of processes', async () => {
  await withFolder((place) => {
    const hashes = [1, 2].map((jobs) => {
      const args = ['swarm', '--seeds', '1..3', '--bots', '15', '--frames', '100', '--chaos', '0.02', '--jobs', String(jobs), '--json'];
      const report = JSON.parse(good(place, args)) as { good: number; injected: number; hashes: Record<string, string> };
      assert.is(report.good, 3);
      assert.ok(report.injected > 0);
      return report.hashes;
    });
    assert.equal(hashes[0], hashes[1]);
    assert.is(Object.keys(hashes[0]!).length, 3);
  });
});

test.run();
