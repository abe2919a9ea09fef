import { readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { PreparedRun } from '../../scenarios/prepare-run.js';
import { SyncTest, checkpointOf, throughCheckpoint } from '../../systems/replay/self-test.js';
import { Simulation } from '../../systems/simulation.js';
import { good, refused, sql, withFolder } from '../cli/support.js';

/** Long enough for bots to fight, loot and sell. */
const START = 600;
const FRAMES = 80;
const SYNC_FRAMES = 7;
/** So few that the budget runs out in every frame. */
const UNITS = 60;

interface Begun {
  readonly prepared: PreparedRun;
  readonly checkpoint: Uint8Array;
}

/** A world in which a good deal is going on, as a checkpoint. */
async function begin(): Promise<Begun> {
  const prepared = await prepareRun({ loaded: await loadScenario('smoke'), overrides: { bots: 150, frames: START + FRAMES } });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  while (simulation.world.frame < START) simulation.step();
  return { prepared, checkpoint: checkpointOf(simulation) };
}
const begun = await begin();

interface Lived {
  readonly hashes: string[];
  deferred: number;
  created: number;
  /** Slots that were given back, and those that were taken again. */
  freed: number;
  recycled: number;
}

/** What came and went between two frames, seen from uids in slots. */
function watch(): (simulation: Simulation, lived: Lived) => void {
  let before: Int32Array | null = null;
  return ({ world }, lived) => {
    const { item } = world.c;
    lived.deferred += world.runner.work.deferred;
    if (before !== null) {
      for (let slot = 0; slot < world.pools.item.high; slot++) {
        const [was, is] = [before[slot]!, item.uid[slot]!];
        if (was === is) continue;
        if (is > 0) lived.created++;
        if (was > 0) lived.freed++;
        if (is > 0 && slot < highBefore) lived.recycled++;
      }
    }
    highBefore = world.pools.item.high;
    before = item.uid.slice();
  };
}
let highBefore = 0;

function live(after: (simulation: Simulation) => Simulation): Lived {
  const lived: Lived = { hashes: [], deferred: 0, created: 0, freed: 0, recycled: 0 };
  const look = watch();
  let simulation = new Simulation(begun.prepared.inputs);
  simulation.restore(begun.checkpoint);
  for (let frame = 0; frame <= FRAMES; frame++) {
    if (frame > 0) simulation.step(undefined, UNITS);
    lived.hashes.push(simulation.stateHash);
    look(simulation, lived);
    simulation = after(simulation);
  }
  simulation.verify();
  return lived;
}

test('heavy and synctest give the hashes of a plain run, in which slots were recycled and the budget ran out', () => {
  const plain = live((simulation) => simulation);
  assert.ok(plain.created > 0 && plain.freed > 0, `${plain.created} items made, ${plain.freed} gone`);
  assert.ok(plain.recycled > 0, 'no slot was used again');
  assert.ok(plain.deferred > 0, 'the budget never ran out');

  const heavy = live((simulation) => throughCheckpoint(simulation, []));
  assert.equal(heavy, plain, 'the same hashes, and as much was made, given back, used again and put off');

  const syncTest = new SyncTest(SYNC_FRAMES);
  const synced = live((simulation) => {
    syncTest.afterFrame(simulation);
    return simulation;
  });
  assert.equal(synced, plain, 'the same hashes, and as much was made, given back, used again and put off');
  assert.is(syncTest.repeated, FRAMES * SYNC_FRAMES - (SYNC_FRAMES * (SYNC_FRAMES - 1)) / 2);
});

test('flags that contradict each other are refused in one line', () =>
  withFolder((folder) => {
    const refuse = (expected: RegExp, ...flags: string[]): void =>
      refused(folder, ['run', 'smoke', '--bots', '5', '--frames', '5', ...flags], expected);
    refuse(/--heavy and --every contradict each other/, '--heavy', '--every', '2');
    refuse(/--heavy and --checkpoint-every contradict each other/, '--heavy', '--checkpoint-every', '100');
    for (const flag of ['--every', '--retain', '--checkpoint-every'])
      refuse(new RegExp(`--no-db and ${flag} contradict each other`), '--no-db', flag, '3');
    refuse(/--save-every is the time between batches of --save-bots/, '--no-db', '--save-every', '30');
    assert.equal(readdirSync(folder), [], 'nothing was written');
    // What is only redundant is taken.
    good(folder, [
      'run',
      'smoke',
      '--bots',
      '5',
      '--frames',
      '5',
      '--heavy',
      '--every',
      '1',
      '--checkpoint-every',
      '1',
      '--synctest',
      '3',
      '--db',
      'run.sqlite',
    ]);
  }));

test('derived data built anew in the middle of a run changes nothing', () => {
  const plain = live((simulation) => simulation);
  const rebuilt = live((simulation) => {
    if (simulation.world.frame % 10 === 0) simulation.world.rebuildDerived();
    return simulation;
  });
  assert.equal(rebuilt.hashes, plain.hashes);
});

test('a difference that depends on history is found by synctest', () => {
  const simulation = new Simulation(begun.prepared.inputs);
  simulation.restore(begun.checkpoint);
  const syncTest = new SyncTest(SYNC_FRAMES);
  syncTest.afterFrame(simulation);
  simulation.step();
  // Something that no component knows: the shadow cannot do it again.
  simulation.world.set(simulation.world.c.life.f.xp, 0, simulation.world.c.life.xp[0]! + 1);
  simulation.stateHash = simulation.world.write.hash.digest(simulation.world.frame);
  assert.throws(() => syncTest.afterFrame(simulation), /frame 601 has the state hash/);
});

test('the command: --heavy writes a checkpoint of every frame, and all of them are the frames they say', () =>
  withFolder((folder) => {
    const args = ['run', 'smoke', '--bots', '20', '--frames', '40'];
    const plain = JSON.parse(good(folder, [...args, '--no-db', '--json'])) as { stateHash: string };
    const heavy = JSON.parse(good(folder, [...args, '--heavy', '--db', 'h.sqlite', '--json'])) as { stateHash: string };
    const synced = JSON.parse(good(folder, [...args, '--synctest', '7', '--no-db', '--json'])) as { stateHash: string };
    assert.is(heavy.stateHash, plain.stateHash);
    assert.is(synced.stateHash, plain.stateHash);
    const differing = sql(`${folder}/h.sqlite`, (db) =>
      db.prepare('SELECT count(*), sum(c.state_hash <> f.state_hash) FROM checkpoint c JOIN frame f USING (frame)').raw().get(),
    );
    assert.equal(differing, [40, 0]);
    // Forty stretches of one frame each.
    assert.match(good(folder, ['replay', 'h.sqlite', '--jobs', '2', '--rows']), 'The replay agrees: all 41 frames');
  }));

test.run();
