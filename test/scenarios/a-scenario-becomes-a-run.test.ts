import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../engine/errors.js';
import { loadWorld } from '../../data/load.js';
import { SHIPPED } from '../../scenarios/index.js';
import type { LoadedScenario } from '../../scenarios/load-scenario.js';
import { validateScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { PreparedRun, RunOverrides } from '../../scenarios/prepare-run.js';
import type { ScenarioInput } from '../../scenarios/scenario.js';
import { OPTION_TABLE } from '../../systems/options.js';

const world = await loadWorld(undefined);
const BASE: ScenarioInput = { name: 'base', title: 'A base', duration: '10s', bots: { count: 100 } };

function loaded(scenario: Partial<ScenarioInput>): LoadedScenario {
  return { scenario: validateScenario({ ...BASE, ...scenario }, 'test'), folder: '.', source: 'test' };
}

function prepare(scenario: Partial<ScenarioInput>, overrides: RunOverrides = {}): Promise<PreparedRun> {
  return prepareRun({ loaded: loaded(scenario), overrides, world });
}

async function refusal(preparing: Promise<unknown>, expected: RegExp): Promise<void> {
  try {
    await preparing;
  } catch (error) {
    assert.instance(error, UserError);
    assert.match((error as UserError).message, expected);
    return;
  }
  assert.unreachable('it was accepted');
}

test('every scenario that ships can be prepared, and says so in its record', async () => {
  for (const shipped of SHIPPED) {
    const { scenario, inputs, info } = await prepareRun({
      loaded: { scenario: validateScenario(shipped, shipped.name), folder: '.', source: shipped.name },
      world,
    });
    assert.is(info.scenario, shipped.name);
    assert.is(info.bots, scenario.bots.count);
    assert.is(inputs.population.bots, scenario.bots.count);
    assert.equal(JSON.parse(String(info.scenario_json)), scenario);
  }
});

test('fewer bots bring fewer auctions and letters, in proportion', async () => {
  const market = { auctions: 300, auctionsEndWithin: '35m', mails: 50, mailsArriveWithin: '20m' };
  const { inputs } = await prepare({ market }, { bots: 20 });
  assert.is(inputs.population.auctions, 60);
  assert.is(inputs.population.mails, 10);
  assert.is(inputs.population.auctionSpanFrames, 35 * 600);
});

test('options come from the scenario, then from --set', async () => {
  const at = (values: Int32Array, key: string): string => OPTION_TABLE.show(OPTION_TABLE.indexOf(key), values[OPTION_TABLE.indexOf(key)]!);
  const { inputs, info } = await prepare(
    { options: { 'auction.cut': 0.2, 'think.delay': 7 } },
    { set: ['auction.cut = 0.1', 'spawn.dynamicRespawn=off'] },
  );
  assert.is(at(inputs.options, 'auction.cut'), '0.1');
  assert.is(at(inputs.options, 'think.delay'), '7');
  assert.is(at(inputs.options, 'spawn.dynamicRespawn'), 'off');
  assert.is((JSON.parse(String(info.options)) as Record<string, string>)['auction.cut'], '0.1');
});

test('a script is in the order of its frames, and switches come first', async () => {
  const { inputs } = await prepare({
    systems: { socialise: { enabled: false } },
    script: [
      { at: '5s', give: 'all', copper: 3 },
      { at: 10, set: { 'rate.kill_xp': 2 } },
      { at: '5s', spawn: { count: 7, levels: [2, 3] } },
    ],
  });
  assert.equal(
    inputs.inputs.map(({ frame, seq, directive }) => [frame, seq, directive.do]),
    [
      [0, 0, 'system'],
      [10, 0, 'set'],
      [50, 0, 'give'],
      [50, 1, 'spawn'],
    ],
  );
  assert.is(inputs.laterBots, 7);
});

test('an overlay changes its own run and not the world it was given', async () => {
  const id = world.content.zones.id[0]!;
  const { inputs } = await prepare({ overlay: [{ table: 'zone', where: { id }, set: { name: 'Elsewhere' } }] });
  assert.is(inputs.content.zones.name[inputs.content.zones.id.indexOf(id)], 'Elsewhere');
  assert.is.not(inputs.content.hash, world.content.hash);
  assert.is.not(world.tables.zone.find((zone) => zone.id === id)!.name, 'Elsewhere');
});

test('an overlay that makes the world unsound is refused', () =>
  refusal(prepare({ overlay: [{ table: 'spawn', where: {}, set: { creature_id: 16_000_000 } }] }), /not a usable world/));

test('counts out of range are refused with the range', async () => {
  await refusal(prepare({}, { bots: 0 }), /--bots is 0, expected a whole number from 1 to 200000/);
  await refusal(prepare({}, { bots: 1e7 }), /--bots is 10000000/);
  await refusal(prepare({}, { bots: NaN }), /--bots is NaN/);
  await refusal(prepare({}, { frames: -1 }), /--frames is -1/);
  await refusal(prepare({}, { seed: 2 ** 32 }), /--seed is 4294967296/);
  await refusal(prepare({ script: [{ at: 1, spawn: { count: 200_000 } }] }), /100 bots and 200000 that join later are more than 200000/);
});

test('names that the world does not have are refused', async () => {
  await refusal(prepare({ bots: { count: 5, races: ['Gnoll'] } }), /the world has no race 'Gnoll', expected one of /);
  await refusal(prepare({ bots: { count: 5, strategies: ['optimall'] } }), /unknown strategy 'optimall', did you mean 'optimal'/);
});

test.run();
