import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mixInt } from '../../engine/random.js';
import { openRun } from '../../engine/store/open-run.js';
import { checkpointBefore, goTo } from '../../systems/replay/go-back.js';
import { readRunInputs } from '../../systems/replay/run-inputs.js';
import { Simulation } from '../../systems/simulation.js';
import { good, refused, sql, withFolder } from '../cli/support.js';

const FRAMES = 900;
const TRIED = 20;
/** Frames that are simulated after each restore. */
const ON = 120;

/** Bots die, trade and come later, a rule changes and the budget runs out: whatever a checkpoint could forget. */
const BUSY = [
  'run',
  'smoke',
  '--bots',
  '120',
  '--frames',
  String(FRAMES),
  '--checkpoint-every',
  '100',
  '--budget',
  'units:300',
  '--db',
  'run.sqlite',
];

test('20 random frames come back from the file, and the frames after them have the hashes of the run', () =>
  withFolder(async (folder) => {
    good(folder, BUSY);
    const path = `${folder}/run.sqlite`;
    const [hashes, deferred] = sql(path, (db) => [
      db.prepare('SELECT state_hash FROM frame ORDER BY frame').pluck().all() as string[],
      db.prepare('SELECT sum(deferred) FROM frame').pluck().get() as number,
    ]);
    assert.ok(deferred > 0, 'the budget must run out for this to mean anything');
    const run = openRun(path);
    const { inputs } = await readRunInputs(run);
    const simulation = new Simulation(inputs);
    for (let n = 0; n < TRIED; n++) {
      const frame = 1 + ((mixInt(n * 7919 + 13) >>> 0) % (FRAMES - 1));
      // One world is put back again and again, and a fresh one every fifth time.
      const world = n % 5 === 0 ? new Simulation(inputs) : simulation;
      if (world.stateHash === '' || checkpointBefore(run.db, frame) !== null) await goTo(run, world, frame);
      else continue;
      assert.is(world.stateHash, hashes[frame], `frame ${frame}`);
      const last = n % 10 === 0 ? FRAMES : Math.min(FRAMES, frame + ON);
      while (world.world.frame < last) {
        world.step();
        assert.is(world.stateHash, hashes[world.world.frame], `frame ${world.world.frame}, from frame ${frame}`);
      }
      world.verify();
    }
    run.db.close();
  }));

test('a checkpoint that was altered is refused in one line, by resume and by a replay in parallel', () =>
  withFolder((folder) => {
    good(folder, ['run', 'smoke', '--bots', '20', '--frames', '60', '--checkpoint-every', '20', '--db', 'run.sqlite']);
    sql(`${folder}/run.sqlite`, (db) => {
      const bytes = db.prepare('SELECT bytes FROM checkpoint WHERE frame = 40').pluck().get() as Buffer;
      bytes[bytes.length >> 1]! ^= 0x55;
      db.prepare('UPDATE checkpoint SET bytes = ? WHERE frame = 40').run(bytes);
    });
    refused(folder, ['resume', 'run.sqlite', '--from', '50', '--db', 'b.sqlite'], /checkpoint of frame 40/);
    refused(folder, ['replay', 'run.sqlite', '--jobs', '2'], /checkpoint of frame 40/);
    good(folder, ['replay', 'run.sqlite']);
  }));

test.run();
