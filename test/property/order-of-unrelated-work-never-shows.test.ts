/**
 * Queries that have nothing to do with it, systems that do nothing, derived indexes built anew or filled in another order, other numbers of
 * threads: the hashes of a run do not change. Some sequences here, `npm run order` makes 10,000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRun } from '../../engine/store/open-run.js';
import { loadWorld } from '../../data/load.js';
import type { LoadedWorld } from '../../data/load.js';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import type { PreparedRun } from '../../scenarios/prepare-run.js';
import { replayRun } from '../../systems/replay/replay-run.js';
import { Simulation } from '../../systems/simulation.js';
import { createRunFile } from '../../cli/run-file.js';
import { drive, setStage } from '../../cli/run-loop.js';
import { StopSignal } from '../../cli/stop-signal.js';
import { Draws, idleSystems, INDEXES, QUERIES } from './unrelated-work.js';

const SEQUENCES = Number(process.env['BOTREALM_SEQUENCES'] ?? '150');
const SEED = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 1_000_000);
/** Frames of a run; then the next begins, of another seed and scenario. */
const FRAMES = 150;
const BOTS = 40;
/** Most operations of a sequence. */
const LONGEST = 5;
const SCENARIOS = ['smoke', 'market-day', 'gold-rush', 'exploiter'];

let loaded: LoadedWorld | undefined;

async function prepare(scenario: string, seed: number): Promise<PreparedRun> {
  loaded ??= await loadWorld(undefined);
  const faults = seed % 2 === 0 ? ['chaos:0.02'] : [];
  const overrides = { bots: BOTS, frames: FRAMES, seed, fault: faults, ...(seed % 3 === 0 ? { budget: 'units:2000' } : {}) };
  return prepareRun({ loaded: await loadScenario(scenario), overrides, world: loaded });
}

test('random sequences of unrelated operations, between the frames and within', async () => {
  let sequence = 0;
  for (let run = 0; sequence < SEQUENCES; run++) {
    const prepared = await prepare(SCENARIOS[run % SCENARIOS.length]!, SEED + run);
    let within: Draws | null = null;
    const idle = idleSystems((world) => {
      if (within !== null) QUERIES[within.below(QUERIES.length)]!(world, within);
    });
    const plain = new Simulation(prepared.inputs);
    const mixed = new Simulation({ ...prepared.inputs, extensions: [idle] });
    plain.start();
    mixed.start();
    assert.is(mixed.stateHash, plain.stateHash, 'systems that do nothing leave no trace');
    for (let frame = 1; frame <= FRAMES && sequence < SEQUENCES; frame++, sequence++) {
      const draws = new Draws(SEED, sequence);
      for (let n = draws.below(LONGEST) + 1; n > 0; n--) {
        const kind = draws.below(2) === 0 ? QUERIES : INDEXES;
        kind[draws.below(kind.length)]!(mixed.world, draws);
      }
      within = draws.below(2) === 0 ? draws : null;
      plain.step();
      mixed.step();
      if (mixed.stateHash !== plain.stateHash)
        assert.unreachable(
          `sequence ${sequence} (frame ${frame} of run ${run}): the state differs; repeat it with PROPERTY_SEED=${SEED} BOTREALM_SEQUENCES=${sequence + 1}`,
        );
    }
    mixed.verify();
  }
  assert.is(sequence, SEQUENCES);
});

test('a run is the same without a writing thread, and replayed by one to four', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'botrealm-order-'));
  const stop = new StopSignal('');
  try {
    const prepared = await prepare('smoke', SEED);
    const path = join(folder, 'run.sqlite');
    const store = await createRunFile(prepared, path, {});
    const stored = await drive(prepared, setStage(prepared), store, { stop, quiet: true, checkpointEvery: 30 });
    await store.close({ complete: true });
    const alone = await drive(prepared, setStage(prepared), null, { stop, quiet: true });
    assert.is(stored.simulation.stateHash, alone.simulation.stateHash);
    for (const jobs of [1, 2, 3, 4]) {
      const run = openRun(path);
      try {
        const report = await replayRun(run, { jobs });
        assert.is(report.divergence, undefined);
        assert.is(report.jobs, jobs);
        assert.is(report.framesVerified, FRAMES + 1);
      } finally {
        run.db.close();
      }
    }
  } finally {
    stop.release();
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
