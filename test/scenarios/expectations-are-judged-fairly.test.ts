import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadWorld } from '../../data/load.js';
import { checkExpectations, judge, measuresOf } from '../../scenarios/expectations.js';
import type { Expectation, Judged, Verdict } from '../../scenarios/expectations.js';
import { validateScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { Simulation } from '../../systems/simulation.js';

const AS_WRITTEN: Judged = { frames: 36_000, bots: 100, scenarioFrames: 36_000, scenarioBots: 100 };

function verdict(
  expectation: Partial<Expectation>,
  start: number,
  end: number,
  run: Partial<Judged> = {},
): { verdict: Verdict; value: number } {
  const metric = expectation.metric ?? 'creature_killed_count';
  const full: Expectation = { metric, per: 'run', ...expectation };
  const [outcome] = judge([full], new Map([[metric, start]]), new Map([[metric, end]]), { ...AS_WRITTEN, ...run });
  return { verdict: outcome!.verdict, value: outcome!.value };
}

test('what the start of the scenario put there does not count', () => {
  assert.equal(verdict({ metric: 'auction_posted_count', min: 300 }, 3000, 3299), { verdict: 'unmet', value: 299 });
  assert.equal(verdict({ metric: 'auction_posted_count', min: 300 }, 3000, 3300), { verdict: 'met', value: 300 });
});

test('states of the world are taken as they are at the end', () => {
  assert.equal(verdict({ metric: 'mean_level', min: 20, max: 30 }, 25, 30), { verdict: 'met', value: 30 });
  assert.equal(verdict({ metric: 'mean_level', min: 20, max: 30 }, 25, 31), { verdict: 'unmet', value: 31 });
});

test('a bound may be for each bot or for each simulated hour', () => {
  assert.equal(verdict({ min: 2, per: 'bot' }, 0, 199), { verdict: 'unmet', value: 1.99 });
  assert.equal(verdict({ max: 100, per: 'hour' }, 0, 200, { frames: 72_000, scenarioFrames: 72_000 }), { verdict: 'met', value: 100 });
});

test('a run that was cut short cannot fail a lower bound, but can fail an upper one', () => {
  assert.is(verdict({ min: 2, per: 'bot' }, 0, 10, { frames: 100 }).verdict, 'not judged');
  assert.is(verdict({ min: 2, per: 'bot' }, 0, 200, { frames: 100 }).verdict, 'met');
  assert.is(verdict({ max: 2, per: 'bot' }, 0, 201, { frames: 100 }).verdict, 'unmet');
});

test('a longer run cannot fail an upper bound on a sum, nor another number of bots an absolute bound', () => {
  assert.is(verdict({ max: 2, per: 'bot' }, 0, 201, { frames: 40_000 }).verdict, 'not judged');
  assert.is(verdict({ min: 2, per: 'bot' }, 0, 199, { frames: 40_000 }).verdict, 'unmet');
  assert.is(verdict({ min: 500 }, 0, 100, { bots: 20 }).verdict, 'not judged');
  assert.is(verdict({ min: 5, per: 'bot' }, 0, 20, { bots: 20 }).verdict, 'unmet');
  assert.is(verdict({ max: 500 }, 0, 1000, { bots: 200 }).verdict, 'not judged');
});

test('every measure that a world has can be expected, and nothing else', async () => {
  const scenario = validateScenario({ name: 'tiny', title: 'Tiny', duration: '1s', bots: { count: 3 } }, 'test');
  const { inputs } = await prepareRun({ loaded: { scenario, folder: '.', source: 'test' }, world: await loadWorld(undefined) });
  const simulation = new Simulation(inputs);
  simulation.start();
  const names = [...measuresOf(simulation.world).keys()];
  assert.ok(names.includes('bot_spawned_count') && names.includes('money_supply_copper'));
  checkExpectations(
    names.map((metric) => ({ metric, min: 0, per: 'run' as const })),
    'test',
  );
  assert.throws(
    () => checkExpectations([{ metric: 'creature_kiled_count', min: 0, per: 'run' }], 'test'),
    /did you mean 'creature_killed_count'/,
  );
});

test.run();
