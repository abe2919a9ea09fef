/** `botrealm replay`: simulate a run again from its file alone and verify every frame. */
import { Command } from 'commander';
import { openRun } from '../engine/store/open-run.js';
import { RUN_STATUS } from '../engine/store/run-file.js';
import type { Divergence } from '../systems/replay/divergence.js';
import { replayRun } from '../systems/replay/replay-run.js';
import type { ReplayReport } from '../systems/replay/replay-run.js';
import { wholeNumber } from './arguments.js';
import { EXIT } from './exit.js';
import { count, duration, plural, simulatedTime, wrap } from './format.js';
import { facts, say, sayJson, WIDTH } from './output.js';
import { breathe, pace, progress } from './progress.js';

interface Flags {
  readonly jobs?: number;
  readonly rows?: boolean;
  readonly json?: boolean;
}

const BREATHE_FRAMES = 50;
const MAX_JOBS = 64;

export function replayCommand(): Command {
  return new Command('replay')
    .description('simulate a run again from its file alone and verify every frame')
    .argument('<run>', 'a run file')
    .option('--rows', 'compare every stored row of every frame too, not only the hashes')
    .option('--jobs <n>', 'threads that replay the stretches between checkpoints side by side', wholeNumber('--jobs', 1, MAX_JOBS))
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
A frame's hash stands for the whole state of the world after it. If one differs, the first frame,
system, component, bot and field are named, and the exit code is 1. Rows that were altered while
the hashes were left alone are noticed with --rows. A run that was interrupted is replayed to the
last frame of its file.`,
    )
    .action(async (path: string, flags: Flags) => {
      process.exitCode = await replay(path, flags);
    });
}

async function replay(path: string, flags: Flags): Promise<number> {
  const run = openRun(path);
  const started = performance.now();
  const bar = progress('Replaying', run.lastFrame, '{frame} of {frames} frames | {perSecond} frames/s | {left} left', flags.json === true);
  let report: ReplayReport;
  try {
    report = await replayRun(run, {
      rows: flags.rows === true,
      jobs: flags.jobs ?? 1,
      afterFrame: (frame, last) => {
        if (frame % BREATHE_FRAMES !== 0) return undefined;
        const { perSecond, left } = pace(started, frame, last);
        bar.at(frame, { frame: count(frame), frames: count(last), perSecond, left });
        return breathe();
      },
    });
  } finally {
    bar.end();
    run.db.close();
  }
  const seconds = (performance.now() - started) / 1000;
  if (flags.json === true) sayJson({ run: path, status: run.status, seconds, ...report });
  else print(path, run.status, report, seconds);
  return report.divergence === undefined ? EXIT.good : EXIT.failed;
}

function print(path: string, status: string, report: ReplayReport, seconds: number): void {
  const { divergence, framesVerified, lastFrame, rowsCompared } = report;
  const rows = rowsCompared === 0 ? '' : ` and ${plural(rowsCompared, 'row')}`;
  if (divergence === undefined) {
    say(`The replay agrees: all ${plural(framesVerified, 'frame')} (0 to ${count(lastFrame)})${rows} of ${path},`);
    say(`${simulatedTime(lastFrame)} of ${plural(report.bots, 'bot')}, replayed in ${duration(seconds)}.`);
    if (rowsCompared === 0) say('Hashes were compared; add --rows to compare every stored row as well.');
    if (status === RUN_STATUS.running) say('The run was interrupted: this is as far as its file goes.');
  } else printDivergence(path, divergence, framesVerified);
  for (const note of report.notes) say(`Note: ${wrap(note, WIDTH - 6, '      ')}`);
}

function printDivergence(path: string, divergence: Divergence, verified: number): void {
  const { frame, components, system, place, others, conclusion } = divergence;
  say(`The replay does not agree with ${path}.\n`);
  const pairs: [string, string][] = [['First at', `frame ${count(frame)} (${plural(verified, 'frame')} before it agreed)`]];
  if (components.length > 0)
    pairs.push([components.length === 1 ? 'Component' : 'Components', wrap(components.join(', '), WIDTH - 16, ' '.repeat(14))]);
  if (system !== '') pairs.push(['System', system]);
  if (place !== undefined) {
    pairs.push(['Where', place.what]);
    pairs.push(['Field', `${place.field ?? '-'} (table ${place.table}${place.column === '' ? '' : `, column ${place.column}`})`]);
    pairs.push(
      ['Stored', wrap(place.stored, WIDTH - 16, ' '.repeat(14))],
      ['Simulated', wrap(place.simulated, WIDTH - 16, ' '.repeat(14))],
    );
  }
  say(facts(pairs));
  if (others.length > 0) {
    say('\nThen');
    for (const other of others) say(`  ${wrap(other, WIDTH - 2, '    ')}`);
  }
  say();
  for (const line of conclusion) say(wrap(line, WIDTH));
}
