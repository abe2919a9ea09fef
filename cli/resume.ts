/** `botrealm resume`: go on with a run at its end, or from an earlier frame into another file, with or without a change. */
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { readWords } from '../engine/replay/row-stream.js';
import { branchFile } from '../engine/store/branch-file.js';
import { engineTables } from '../engine/store/engine-tables.js';
import { openRun } from '../engine/store/open-run.js';
import type { OpenedRun } from '../engine/store/open-run.js';
import { SnapshotStore } from '../engine/store/snapshot-store.js';
import { loadScenario } from '../scenarios/load-scenario.js';
import { MAX_FRAMES } from '../scenarios/prepare-run.js';
import { prepareResume } from '../scenarios/resume-run.js';
import type { ResumedRun } from '../scenarios/resume-run.js';
import { DryRows } from '../systems/record/dry-rows.js';
import { FROM_FORMAT_2 } from '../systems/record/older-format.js';
import type { Recorder } from '../systems/record/recorder.js';
import { recordTables } from '../systems/record/tables.js';
import { recordViews } from '../systems/record/views.js';
import { recordWords } from '../systems/record/words.js';
import { goTo } from '../systems/replay/go-back.js';
import { collect, wholeNumber } from './arguments.js';
import { EXIT } from './exit.js';
import { count } from './format.js';
import { remark, sayJson } from './output.js';
import { breathe, progress } from './progress.js';
import { checkPlace, retention } from './run-file.js';
import { giveUp, timingInfo } from './run.js';
import { drive, makeRecorder, setStage } from './run-loop.js';
import type { Stage } from './run-loop.js';
import { hasFailed, makeReport, printReport } from './run-report.js';
import type { RunReport } from './run-report.js';
import { framesSchema, infoJson } from '../systems/replay/stored-json.js';
import { StopSignal } from './stop-signal.js';

interface Flags {
  readonly from?: number;
  readonly frames?: number;
  readonly set?: string[];
  readonly scenario?: string;
  readonly budget?: string;
  readonly db?: string;
  readonly json?: boolean;
}

const FOLDER = 'runs';
const MAX_NUMBER = 100_000;
const BREATHE_FRAMES = 50;

export function resumeCommand(): Command {
  return new Command('resume')
    .description('go on with a run, or branch off it with a change')
    .argument('<run>', 'a run file')
    .option('--from <frame>', 'go on from this frame, in another file (default: from the last one)', wholeNumber('--from', 0, MAX_FRAMES))
    .option('--frames <n>', 'frames to run on (default: to the end that was asked for)', wholeNumber('--frames', 1, MAX_FRAMES))
    .option('--set <key=value>', 'change an option from there on, in another file; may be repeated', collect)
    .option('--scenario <file>', 'from there on the options, systems and script of another scenario, in another file')
    .option('--budget <budget>', 'work a frame may do from there on, in another file: none, units:N, or ms:N')
    .option('--db <file>', 'the other file (default: runs/<scenario>-<seed>-<n>.sqlite)')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Without --from and without a change the run goes on in its own file: what Ctrl-C, a full disk or a power cut
ended is finished as if nothing had happened, with the same hashes. With them another file is written, which
begins with all frames of the first run up to there, and names that run and the frame; botrealm diff shows
what the change did. The world itself (content, modules, capacities, fixed options) stays as it was.`,
    )
    .action(async (path: string, flags: Flags) => {
      process.exitCode = await resume(path, flags);
    });
}

/** Is another file written? */
function isBranch(flags: Flags): boolean {
  return [flags.from, flags.set, flags.scenario, flags.budget, flags.db].some((value) => value !== undefined);
}

async function resume(path: string, flags: Flags): Promise<number> {
  const stop = new StopSignal('the run ends after this frame and its file is closed');
  try {
    if (flags.db !== undefined) checkPlace(flags.db);
    const run = openRun(path);
    let report: RunReport;
    try {
      report = await goOn(run, flags, stop);
    } finally {
      run.db.close();
    }
    if (flags.json === true) sayJson(report);
    else printReport(report);
    if (report.stopped) return EXIT.stopped;
    return hasFailed(report) ? EXIT.failed : EXIT.good;
  } finally {
    stop.release();
  }
}

async function goOn(run: OpenedRun, flags: Flags, stop: StopSignal): Promise<RunReport> {
  const from = flags.from ?? run.lastFrame;
  const change = {
    set: flags.set ?? [],
    ...(flags.scenario === undefined ? {} : { scenario: await loadScenario(flags.scenario) }),
    ...(flags.budget === undefined ? {} : { budget: flags.budget }),
  };
  const resumed = await prepareResume(run, { from, change, ...(flags.frames === undefined ? {} : { frames: flags.frames }) });
  const stage = setStage(resumed.prepared);
  const words = recordWords(resumed.prepared.inputs);
  const tables = recordTables(words);
  const dry = new DryRows([...engineTables, ...tables], readWords(run.db));
  const storing = { every: whole(run, 'every', 1), checkpointEvery: whole(run, 'checkpoint_every', 0) || undefined };
  const recorder = await atFrame(run, resumed, stage, dry, storing, flags);
  const target = await openTarget(run, resumed, stage, flags);
  const store = await SnapshotStore.append({
    path: target,
    tables,
    views: recordViews(words),
    runInfo: { ...resumed.prepared.info, ...origin(run, resumed, stage, flags) },
    lastFrame: from,
    ...retention(whole(run, 'retain', 0) || undefined),
    words: new Map([...readWordsOf(target)]),
    older: FROM_FORMAT_2,
  });
  try {
    for (const word of dry.newWords) store.wordId(word);
    recorder.retarget(store);
    const result = await drive(resumed.prepared, stage, store, { stop, quiet: flags.json === true, recorder });
    result.simulation.verify();
    const complete = result.frames === resumed.prepared.frames;
    return makeReport(resumed.prepared, result, await store.close({ complete, info: timingInfo(result) }));
  } catch (error) {
    await giveUp(store);
    throw error;
  }
}

/** Bring the simulation to the frame, and with it a recorder that knows what the file has. */
async function atFrame(
  run: OpenedRun,
  { prepared, from }: ResumedRun,
  stage: Stage,
  dry: DryRows,
  storing: { every: number; checkpointEvery: number | undefined },
  flags: Flags,
): Promise<Recorder> {
  const { checkpointEvery } = storing;
  const recorder = makeRecorder(prepared, stage, dry.target, {
    every: storing.every,
    ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
  });
  stage.observers.push(recorder);
  const bar = progress('Coming to the frame', from, '{frame} of {frames} frames', flags.json === true);
  try {
    await goTo(run, stage.simulation, from, {
      afterFrame: (frame, last) => {
        if (frame % BREATHE_FRAMES !== 0) return undefined;
        bar.at(frame, { frame: count(frame), frames: count(last) });
        return breathe();
      },
    });
  } finally {
    bar.end();
  }
  // It joins again when the run goes on.
  stage.observers.splice(stage.observers.indexOf(recorder), 1);
  return recorder;
}

/** The file to go on in: the run's own, or a new one with its frames up to there. */
async function openTarget(run: OpenedRun, { prepared, from }: ResumedRun, stage: Stage, flags: Flags): Promise<string> {
  if (!isBranch(flags)) {
    run.db.close();
    return run.path;
  }
  const tables = [...engineTables, ...recordTables(recordWords(prepared.inputs))];
  const cut = { frame: from, nextUid: stage.simulation.world.c.globals.nextUid[0]! };
  if (flags.db !== undefined) {
    await branchFile(run, flags.db, tables, cut);
    return flags.db;
  }
  for (let n = 1; n <= MAX_NUMBER; n++) {
    const candidate = join(FOLDER, `${prepared.scenario.name}-${prepared.inputs.seed}-${n}.sqlite`);
    if (existsSync(candidate)) continue;
    await branchFile(run, candidate, tables, cut, true);
    return candidate;
  }
  throw new UserError('run-names', `folder ${FOLDER} has ${MAX_NUMBER} runs of ${prepared.scenario.name}; name a file with --db`);
}

/** Where the frames come from, for table `run`. */
function origin(run: OpenedRun, { from, changes }: ResumedRun, stage: Stage, flags: Flags): Record<string, string> {
  if (!isBranch(flags)) {
    const before = infoJson(run, 'resumed_frames', framesSchema, []);
    return { resumed_frames: JSON.stringify([...before, from]) };
  }
  remark(`frames 0 to ${count(from)} come from ${run.path}`);
  return {
    parent_run: run.path,
    parent_frame: String(from),
    parent_state_hash: stage.simulation.stateHash,
    branch_changes: JSON.stringify(changes),
  };
}

function readWordsOf(path: string): ReadonlyMap<number, string> {
  const run = openRun(path);
  try {
    return readWords(run.db);
  } finally {
    run.db.close();
  }
}

function whole(run: OpenedRun, key: string, otherwise: number): number {
  const value = Number(run.info.get(key) ?? otherwise);
  return Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}
