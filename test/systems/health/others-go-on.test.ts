/** One domain throws at every call: the others go on, the books add up, and it comes back. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MAX_OPEN_FRAMES } from '../../../engine/breaker.js';
import { loadWorld } from '../../../data/load.js';
import type { LoadedWorld } from '../../../data/load.js';
import { validateScenario } from '../../../scenarios/load-scenario.js';
import { prepareRun } from '../../../scenarios/prepare-run.js';
import smoke from '../../../scenarios/smoke.js';
import { Simulation } from '../../../systems/simulation.js';
import { meansPart } from '../../../systems/health/fault-spec.js';

const FROM = 400;
const FOR = 600;
const BOTS = 60;
const FRAMES = FROM + FOR + MAX_OPEN_FRAMES + 400;
let world: LoadedWorld | undefined;

async function run(fault: readonly string[], frames = FRAMES, seed = 3): Promise<{ simulation: Simulation; hashes: string[] }> {
  world ??= await loadWorld(undefined);
  const scenario = validateScenario({ ...smoke, expect: [] }, 'smoke');
  const overrides = { bots: BOTS, frames, seed, fault, set: ['invariants.every=20'] };
  const prepared = await prepareRun({ loaded: { scenario, folder: '.', source: 'smoke' }, overrides, world });
  const simulation = new Simulation(prepared.inputs);
  const hashes: string[] = [];
  simulation.start();
  for (let f = 0; f < frames; f++) {
    simulation.step();
    hashes.push(simulation.stateHash);
  }
  simulation.verify();
  return { simulation, hashes };
}

function count({ world: w }: Simulation, kind: string): number {
  return w.events.totals[w.events.kinds.indexOf(kind)]!;
}

for (const domain of ['quest', 'loot', 'equipment', 'trade', 'auction']) {
  test(`${domain} throws at every call: the others go on, and it is back in time`, async () => {
    const { simulation } = await run([`throw:${domain},at=${FROM},for=${FOR}`]);
    const { failures, breakers } = simulation.world.guard;
    for (const failure of failures.all) {
      assert.ok(failure.injected && meansPart(domain, failure.part), `${failure.part} failed too: ${failure.message}`);
      assert.ok(failure.lastFrame < FROM + FOR);
    }
    assert.ok(failures.total > 0, 'the fault never struck');
    assert.ok(count(simulation, 'creature.killed') > 5);
    assert.ok(count(simulation, 'quest.accepted') > 5);
    // Whatever was called since the fault ended is normal again.
    const { state, until } = simulation.world.c.breaker;
    for (let part = 0; part < state.length; part++)
      assert.ok(breakers.stateOf(part) === 0 || until[part]! <= FROM + FOR + MAX_OPEN_FRAMES, `part ${part} is in state ${state[part]}`);
  });
}

test('half-way through handlers and systems, at any write: nothing is left of what threw', async () => {
  const { simulation } = await run(
    ['chaos:0.05', 'throw:travel,writes=7,every=5,at=50,for=300', 'throw:decide-goal,writes=30,every=3,at=50,for=300'],
    600,
  );
  assert.ok(simulation.world.guard.failures.total > 20);
  assert.ok(simulation.world.guard.failures.all.every((failure) => failure.injected));
});

test('a run with faults is as repeatable as any other', async () => {
  const faults = ['chaos:0.03', 'throw:loot,at=50,for=100,writes=2', 'slow:decide-goal,times=9,at=100,for=100'];
  const first = await run(faults, 400);
  const second = await run(faults, 400);
  assert.equal(first.hashes, second.hashes);
  assert.is.not(first.hashes.at(-1), (await run([], 400)).hashes.at(-1));
});

test('a row of the content that is spoilt concerns this run alone', async () => {
  const { content } = world!;
  const id = content.quests.id[0]!;
  const before = JSON.stringify([...content.quests.id, ...content.quests.level]);
  await run([`corrupt:quests,id=${id},at=10`], 300);
  assert.is(JSON.stringify([...content.quests.id, ...content.quests.level]), before);
});

test.run();
