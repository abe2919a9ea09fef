/**
 * Queries that have nothing to do with it, systems that do nothing, and derived indexes built anew at any moment in any order: the hashes
 * of a run do not change. A few sequences here, `npm run order` makes 10,000.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawBelow } from '../../engine/random.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { notNormal } from '../../systems/health/not-normal.js';
import { census } from '../../systems/invariants.js';
import { measureWorld } from '../../systems/record/metrics.js';
import { Simulation } from '../../systems/simulation.js';
import type { World } from '../../systems/world.js';

const SEQUENCES = Number(process.env['BOTREALM_SEQUENCES'] ?? '300');
const FRAMES = 300;
const BOTS = 30;

const OPERATIONS: readonly ((world: World) => void)[] = [
  (world) => void census(world),
  (world) => measureWorld(world, () => undefined),
  (world) => void notNormal(world),
  (world) => world.rebuildDerived(),
  (world) => world.derived.rebuild(),
  (world) => [...world.lanes].reverse().forEach((lane) => lane.rebuild(world.frame)),
  (world) => void world.draw(world.uidOf(0), 1, 2),
  (world) => void world.write.hash.componentDigests(),
];

test('random sequences of unrelated operations between the frames', async () => {
  const prepared = await prepareRun({ loaded: await loadScenario('smoke'), overrides: { bots: BOTS, frames: FRAMES, seed: 9 } });
  const plain = new Simulation(prepared.inputs);
  const mixed = new Simulation({
    ...prepared.inputs,
    extensions: [],
  });
  plain.start();
  mixed.start();
  let done = 0;
  for (let frame = 0; done < SEQUENCES && frame < 100_000; frame++) {
    const length = 1 + drawBelow(4, 1, 2, frame, 3, 0);
    for (let n = 0; n < length; n++) OPERATIONS[drawBelow(OPERATIONS.length, 1, 2, frame, 4, n)]!(mixed.world);
    done++;
    plain.step();
    mixed.step();
    assert.is(mixed.stateHash, plain.stateHash, `sequence ${done}, frame ${frame + 1}`);
  }
  assert.is(done, SEQUENCES);
});

test.run();
