/** `botrealm soak`: a long run, and whether anything in it grows that must not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { loadScenario } from '../scenarios/load-scenario.js';
import { MAX_SEED, prepareRun } from '../scenarios/prepare-run.js';
import type { RunOverrides } from '../scenarios/prepare-run.js';
import { MAX_BOTS } from '../systems/world-sizes.js';
import { collect, wholeNumber } from './arguments.js';
import { environmentFacts } from './environment.js';
import { EXIT } from './exit.js';
import { count, duration, figure } from './format.js';
import { remark, say, sayJson, table } from './output.js';
import { checkNew, checkPlace } from './run-file.js';
import { FRAMES_PER_HOUR, judgeSoak, soakHours } from './soak-run.js';
import type { SoakBound, SoakHour } from './soak-run.js';
import { StopSignal } from './stop-signal.js';

/** Four weeks. */
const MAX_HOURS = 672;
/** Fewer hours have nothing to compare: the first is warming up. */
const MIN_HOURS = 3;
/** A quarter of an hour: a quarter more is there at times, and at 5,000 bots that is some 400 MB of rows. */
const DEFAULT_RETAIN = 9000;

interface Flags {
  readonly hours: number;
  readonly bots: number;
  readonly scenario: string;
  readonly world?: string;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly retain: number;
  readonly hourFrames: number;
  readonly db?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export interface SoakReport {
  readonly verdict: 'pass' | 'fail' | 'stopped';
  readonly scenario: string;
  readonly world: string;
  readonly bots: number;
  readonly seed: number;
  readonly retainFrames: number;
  readonly framesPerHour: number;
  readonly seconds: number;
  readonly bounds: readonly SoakBound[];
  readonly hours: readonly SoakHour[];
  readonly environment: Readonly<Record<string, string>>;
}

export function soakCommand(): Command {
  return new Command('soak')
    .description('a long run with its file and retention: does memory, frame time or the file grow?')
    .option('--hours <n>', 'simulated hours', wholeNumber('--hours', MIN_HOURS, MAX_HOURS), 24)
    .option('--bots <n>', 'number of bots', wholeNumber('--bots', 1, MAX_BOTS), 5000)
    .option('--scenario <scenario>', 'one that ships, a YAML file, or a compiled module (.js)', 'market-day')
    .option('--world <file>', 'a world to run in')
    .option('--seed <n>', 'seed of the run', wholeNumber('--seed', 0, MAX_SEED))
    .option('--set <key=value>', 'change an option; may be repeated', collect)
    .option('--retain <frames>', 'keep the rows of so many last frames', wholeNumber('--retain', 1, FRAMES_PER_HOUR), DEFAULT_RETAIN)
    .option(
      '--hour-frames <n>',
      'a quick look: take so many frames for an hour',
      wholeNumber('--hour-frames', 100, FRAMES_PER_HOUR),
      FRAMES_PER_HOUR,
    )
    .option('--db <file>', 'keep the run file there (default: a temporary one)')
    .option('--out <file>', 'write the report as JSON into this new file')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Bounds: p99 of a frame in the last hour at most 1.1 times that of the second (steady p99: the middle one of
the p99 of an hour's twelfths, in which other work on the machine shows less); resident memory, on average of
an hour, grows by less than 1 MB an hour, and the run file by at most 800 bytes a frame and 4 KB a bot and hour (its first
hour is warming up). Exit code 1 when one is passed. 24 h of 5,000 bots take about 15 minutes.`,
    )
    .action(async (flags: Flags) => {
      process.exitCode = await soak(flags);
    });
}

async function soak(flags: Flags): Promise<number> {
  if (flags.db !== undefined) checkPlace(flags.db);
  if (flags.out !== undefined) checkNew(flags.out, 'soak --out');
  const stop = new StopSignal('the run ends after this frame');
  const folder = flags.db === undefined ? mkdtempSync(join(tmpdir(), 'botrealm-soak-')) : null;
  const started = performance.now();
  try {
    const { world, seed, set, bots, hours: asked, hourFrames } = flags;
    const overrides = JSON.parse(JSON.stringify({ world, seed, set, bots, frames: asked * hourFrames })) as RunOverrides;
    const prepared = await prepareRun({ loaded: await loadScenario(flags.scenario), overrides });
    const hours = await soakHours(prepared, {
      hours: asked,
      framesPerHour: hourFrames,
      retain: flags.retain,
      path: flags.db ?? join(folder!, 'soak.sqlite'),
      stop,
      quiet: flags.json === true,
      tell: (n, hour) => flags.json !== true && remark(lineOf(n, asked, hour)),
    });
    const bounds = judgeSoak(hours, bots, hourFrames);
    const failed = bounds.some((bound) => bound.verdict === 'fail');
    const report: SoakReport = {
      verdict: failed ? 'fail' : hours.length < asked ? 'stopped' : 'pass',
      scenario: prepared.scenario.name,
      world: prepared.worldSource,
      bots,
      seed: prepared.inputs.seed,
      retainFrames: flags.retain,
      framesPerHour: hourFrames,
      seconds: (performance.now() - started) / 1000,
      bounds,
      hours,
      environment: environmentFacts(),
    };
    if (flags.out !== undefined) writeReport(flags.out, report);
    if (flags.json === true) sayJson(report);
    else print(report);
    if (failed) return EXIT.failed;
    return report.verdict === 'stopped' ? EXIT.stopped : EXIT.good;
  } finally {
    stop.release();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

function writeReport(path: string, report: SoakReport): void {
  try {
    writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UserError('soak-unwritable', `soak --out ${path}: it cannot be written (${code})`, { cause: error });
  }
}

function lineOf(n: number, of: number, { p50Ms, p99Ms, memoryMb, fileMb }: SoakHour): string {
  return `hour ${n} of ${of}: p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms, memory ${memoryMb.toFixed(1)} MB, file ${fileMb.toFixed(1)} MB`;
}

function print({ verdict, scenario, bots, hours, bounds, seconds }: SoakReport): void {
  say(`Soak: ${verdict}. ${hours.length} simulated hours of ${scenario} with ${count(bots)} bots in ${duration(seconds)}.\n`);
  const columns = [
    'hour',
    'mean ms',
    'p50 ms',
    'p99 ms',
    'steady p99',
    'max ms',
    'memory MB',
    'peak MB',
    'heap MB',
    'buffers MB',
    'file MB',
    'kills',
    'quests',
    'items',
  ];
  say(
    table(
      columns.map((head) => ({ head, right: true })),
      hours.map((hour, i) => [
        String(i + 1),
        hour.meanMs.toFixed(2),
        hour.p50Ms.toFixed(2),
        hour.p99Ms.toFixed(2),
        hour.steadyP99Ms.toFixed(2),
        hour.maxMs.toFixed(1),
        hour.memoryMb.toFixed(1),
        hour.maxMemoryMb.toFixed(1),
        hour.heapMb.toFixed(1),
        hour.buffersMb.toFixed(1),
        hour.fileMb.toFixed(1),
        count(hour.kills),
        count(hour.questsTurnedIn),
        count(hour.items),
      ]),
    ),
  );
  say();
  if (bounds.length === 0) say('  too few hours to judge');
  for (const { name, value, unit, bound, verdict: kept } of bounds) say(`  ${kept}  ${name}: ${figure(value)} ${unit} (${bound})`);
}
