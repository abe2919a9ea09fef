/** `botrealm run`: simulate a scenario, keep every frame, and say what came of it. */
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import type { SnapshotStore } from '../engine/store/snapshot-store.js';
import { DEFAULT_SCENARIO, SHIPPED } from '../scenarios/index.js';
import { loadScenario } from '../scenarios/load-scenario.js';
import { MAX_FRAMES, MAX_SEED, prepareRun } from '../scenarios/prepare-run.js';
import type { PreparedRun, RunOverrides } from '../scenarios/prepare-run.js';
import { SyncTest } from '../systems/replay/self-test.js';
import { MAX_BOTS } from '../systems/world-sizes.js';
import { collect, positiveNumber, share, wholeNumber } from './arguments.js';
import { EXIT } from './exit.js';
import { MachineFaults } from './machine-faults.js';
import { remark, sayJson } from './output.js';
import { breathe } from './progress.js';
import { checkPlace, createRunFile } from './run-file.js';
import { CHECKPOINT_EVERY, drive, setStage } from './run-loop.js';
import type { LoopResult } from './run-loop.js';
import { hasFailed, makeReport, printReport } from './run-report.js';
import type { RunReport } from './run-report.js';
import { openSavings } from './save-bots.js';
import { StopSignal } from './stop-signal.js';

interface Flags extends RunOverrides {
  /** false: --no-db. */
  readonly db?: string | boolean;
  readonly speed?: number;
  readonly json?: boolean;
  readonly every?: number;
  readonly checkpointEvery?: number;
  readonly retain?: number;
  readonly heavy?: boolean;
  readonly synctest?: number;
  readonly watch?: boolean;
  readonly metricsPort?: number;
  readonly saveBots?: string;
  readonly saveEvery?: number;
}

const MAX_SPEED = 1_000_000;
/** An hour of simulated time. */
const MAX_EVERY = 36_000;
const MAX_SYNCTEST = 1000;

export function runCommand(): Command {
  const shipped = SHIPPED.map((scenario) => `  ${scenario.name.padEnd(12)} ${scenario.title}`).join('\n');
  return new Command('run')
    .description('simulate a scenario')
    .argument('[scenario]', 'one that ships, a YAML file, or a compiled module (.js)', DEFAULT_SCENARIO)
    .option('--world <file>', "a world to run in; without it the scenario's, or the embedded one")
    .option('--bots <n>', 'number of bots; auctions and letters of the start go with it', wholeNumber('--bots', 1, MAX_BOTS))
    .option('--frames <n>', 'frames after frame 0; one is a tenth of a second', wholeNumber('--frames', 1, MAX_FRAMES))
    .option('--seed <n>', 'another seed is another run', wholeNumber('--seed', 0, MAX_SEED))
    .option('--set <key=value>', 'change an option (botrealm options lists them); may be repeated', collect)
    .option('--use <module>', 'a module of your own, or a quest model that train wrote; may be repeated', collect)
    .option('--budget <budget>', 'work a frame may do: none, units:N, or ms:N')
    .option('--fault <spec>', 'break something: throw:take-loot,at=60s,nth=5 (docs/resilience.md); may be repeated', collect)
    .option('--chaos <rate>', 'share of commands that fail, 0 to 1', share('--chaos'))
    .option('--import-bot <file[:name][@time]>', 'bring in saved bots (botrealm bot export); may be repeated', collect)
    .option('--save-bots <file>', 'save the state of all bots that changed, in batches, into this file')
    .option('--save-every <frames>', 'frames between two batches (default: 300, 30 s)', wholeNumber('--save-every', 1, MAX_FRAMES))
    .option('--db <file>', 'where the run is written (default: runs/<scenario>-<seed>-<n>.sqlite)')
    .option('--no-db', 'write no run file')
    .option('--speed <x>', 'pace the run at so many times real time', positiveNumber('--speed', MAX_SPEED))
    .option('--every <n>', 'keep places, health and creatures of every so many frames only', wholeNumber('--every', 1, MAX_EVERY))
    .option(
      '--retain <frames>',
      'keep the rows of so many last frames only; hashes and the books stay',
      wholeNumber('--retain', 1, MAX_FRAMES),
    )
    .option('--checkpoint-every <n>', `frames between checkpoints (${CHECKPOINT_EVERY})`, wholeNumber('--checkpoint-every', 1, MAX_FRAMES))
    .option('--heavy', 'test: after every frame write a checkpoint, read it back and go on from it')
    .option('--synctest <n>', 'test: after every frame simulate the last n again', wholeNumber('--synctest', 1, MAX_SYNCTEST))
    .option('--watch', 'show the state of the run on the whole screen; in a pipe a line every 5 s')
    .option(
      '--metrics-port <n>',
      'serve figures for Prometheus at this port of 127.0.0.1 (0: any free one)',
      wholeNumber('--metrics-port', 0, 65_535),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `\nScenarios that ship:\n${shipped}\n\nCtrl-C ends a run properly: the file is closed, whole up to its last frame; botrealm resume goes on.`,
    )
    .action(async (scenario: string, flags: Flags) => {
      process.exitCode = await run(scenario, flags);
    });
}

/** Flags of which one makes the other mean nothing: [flag, other, why]. */
const CONTRADICTIONS: readonly (readonly [flag: string, other: string, why: string])[] = [
  ['--heavy', '--every', 'a checkpoint of every frame needs every row of every frame'],
  ['--heavy', '--checkpoint-every', 'a checkpoint is taken in every frame'],
  ['--no-db', '--every', 'it says what the run file keeps'],
  ['--no-db', '--retain', 'it says what the run file keeps'],
  ['--no-db', '--checkpoint-every', 'it says what the run file keeps'],
];

/** @throws UserError for flags that contradict each other */
function checkFlags(flags: Flags): void {
  const given = new Map<string, boolean>([
    ['--heavy', flags.heavy === true],
    ['--no-db', flags.db === false],
    ['--every', flags.every !== undefined && (flags.every > 1 || flags.db === false)],
    ['--retain', flags.retain !== undefined],
    ['--checkpoint-every', flags.checkpointEvery !== undefined && (flags.checkpointEvery > 1 || flags.db === false)],
  ]);
  for (const [flag, other, why] of CONTRADICTIONS)
    if (given.get(flag) === true && given.get(other) === true)
      throw new UserError('flags', `${flag} and ${other} contradict each other: ${why}; expected one of the two`);
  if (flags.saveEvery !== undefined && flags.saveBots === undefined)
    throw new UserError('flags', '--save-every is the time between batches of --save-bots, which was not given; expected both or none');
}

async function run(name: string, flags: Flags): Promise<number> {
  const stop = new StopSignal('the run ends after this frame and its file is closed');
  try {
    checkFlags(flags);
    if (typeof flags.db === 'string') checkPlace(flags.db);
    const prepared = await prepareRun({ loaded: await loadScenario(name), overrides: overridesOf(flags) });
    await breathe();
    if (stop.requested) return stoppedEarly();
    const report = await simulate(prepared, flags, stop);
    if (report === null) return stoppedEarly();
    if (flags.json === true) sayJson(report);
    else printReport(report);
    if (report.stopped) return EXIT.stopped;
    return hasFailed(report) ? EXIT.failed : EXIT.good;
  } finally {
    stop.release();
  }
}

function stoppedEarly(): number {
  remark('stopped before the first frame; nothing was written');
  return EXIT.stopped;
}

function overridesOf({ world, bots, frames, seed, set, budget, use, fault, chaos, importBot }: Flags): RunOverrides {
  return {
    ...(world === undefined ? {} : { world }),
    ...(bots === undefined ? {} : { bots }),
    ...(frames === undefined ? {} : { frames }),
    ...(seed === undefined ? {} : { seed }),
    ...(set === undefined ? {} : { set }),
    ...(budget === undefined ? {} : { budget }),
    ...(use === undefined ? {} : { use }),
    ...(fault === undefined ? {} : { fault }),
    ...(chaos === undefined ? {} : { chaos }),
    ...(importBot === undefined ? {} : { importBot }),
  };
}

/** null: stopped before there was a frame. */
async function simulate(prepared: PreparedRun, flags: Flags, stop: StopSignal): Promise<RunReport | null> {
  const stage = setStage(prepared);
  const savings = flags.saveBots === undefined ? null : openSavings(flags.saveBots, flags.saveEvery, prepared);
  if (savings !== null) stage.observers.push(savings.writeBack);
  const faults = new MachineFaults(prepared.inputs.inputs, prepared.inputs.seed);
  let store: SnapshotStore | null = null;
  if (flags.db !== false && prepared.checkpoint === undefined) {
    const started = { started_at: new Date().toISOString(), speed: String(flags.speed ?? 'unlimited'), ...storing(flags) };
    store = await createRunFile(
      prepared,
      typeof flags.db === 'string' ? flags.db : undefined,
      started,
      flags.retain,
      faults.storeLimitBytes,
    );
  }
  try {
    await breathe();
    if (stop.requested) {
      await store?.abort();
      return null;
    }
    const result = await drive(prepared, stage, store, {
      stop,
      quiet: flags.json === true,
      faults,
      watch: flags.watch === true,
      ...(flags.metricsPort === undefined ? {} : { metricsPort: flags.metricsPort }),
      every: flags.every ?? 1,
      checkpointEvery: checkpointEvery(flags),
      heavy: flags.heavy === true,
      ...(flags.synctest === undefined ? {} : { syncTest: new SyncTest(flags.synctest) }),
      ...(flags.speed === undefined ? {} : { speed: flags.speed }),
    });
    await savings?.finish(result.simulation.world);
    result.simulation.verify();
    const complete = result.frames === prepared.frames;
    const file = store === null ? null : await store.close({ complete, info: timingInfo(result) });
    return makeReport(prepared, result, file);
  } catch (error) {
    if (store !== null) await giveUp(store);
    throw error;
  }
}

/** Checkpoints lie in frames in which everything is kept. */
function checkpointEvery(flags: Flags): number {
  const every = flags.every ?? 1;
  const wished = flags.heavy === true ? 1 : (flags.checkpointEvery ?? CHECKPOINT_EVERY);
  return Math.ceil(wished / every) * every;
}

/** Rows of table `run` on what the file keeps. */
function storing(flags: Flags): Record<string, string> {
  return {
    every: String(flags.every ?? 1),
    checkpoint_every: String(checkpointEvery(flags)),
    retain: String(flags.retain ?? 'all'),
  };
}

/** How long the frames took, for the table `run`. */
export function timingInfo({ times, recording, wallSeconds }: LoopResult): Record<string, string> {
  return {
    wall_seconds: wallSeconds.toFixed(3),
    frame_mean_ms: times.meanMs.toFixed(4),
    frame_p50_ms: times.quantile(0.5).toFixed(2),
    frame_p99_ms: times.quantile(0.99).toFixed(2),
    record_mean_ms: recording.meanMs.toFixed(4),
    record_p50_ms: recording.p50Ms.toFixed(2),
    record_p99_ms: recording.p99Ms.toFixed(2),
    hash_mean_ms: recording.hashMeanMs.toFixed(4),
  };
}

/** After a failure: say what is left of the run. */
export async function giveUp(store: SnapshotStore): Promise<void> {
  await store.abort();
  if (store.acknowledgedFrame < 0) return;
  remark(`run file ${store.path} keeps frames 0 to ${store.acknowledgedFrame} and is marked as not complete`);
}
