/** `botrealm swarm`: many short runs of many seeds, each with all checks on. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { MAX_FRAMES, MAX_SEED } from '../scenarios/prepare-run.js';
import type { RunOverrides } from '../scenarios/prepare-run.js';
import { MAX_BOTS } from '../systems/world-sizes.js';
import { collect, share, wholeNumber } from './arguments.js';
import { EXIT } from './exit.js';
import { count, duration, plural } from './format.js';
import { say, sayJson } from './output.js';
import { pace, progress } from './progress.js';
import { shrink } from './shrink.js';
import type { Shrunk } from './shrink.js';
import type { CaseResult, CaseSpec } from './swarm-case.js';
import type { WorkerAnswer } from './swarm-worker.js';
import { StopSignal } from './stop-signal.js';

const MAX_JOBS = 256;
/** A case that takes longer than this is a failure of its own. */
const CASE_TIMEOUT_MS = 600_000;
const DEFAULT_FRAMES = 1200;
const DEFAULT_BOTS = 100;

interface Flags extends RunOverrides {
  readonly seeds: readonly [number, number];
  readonly scenario: string;
  readonly jobs: number;
  readonly shrink?: boolean | string;
  readonly json?: boolean;
}

interface SwarmReport {
  readonly scenario: string;
  readonly runs: number;
  readonly good: number;
  readonly injected: number;
  readonly frames: number;
  readonly seconds: number;
  /** State hash of the last frame of each run, by seed. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly failures: readonly (CaseResult & { readonly command: string })[];
  readonly shrunk: Shrunk | null;
  readonly stopped: boolean;
}

export function swarmCommand(): Command {
  return new Command('swarm')
    .description('many short runs of many seeds, each with all checks on, replayed and audited')
    .option('--seeds <from..to>', 'seeds, both ends included', seedRange, [1, 20] as const)
    .option('--scenario <scenario>', 'one that ships, a YAML file, or a compiled module (.js)', 'smoke')
    .option('--world <file>', 'a world to run in')
    .option('--bots <n>', 'bots of each run', wholeNumber('--bots', 1, MAX_BOTS), DEFAULT_BOTS)
    .option('--frames <n>', 'frames of each run', wholeNumber('--frames', 1, MAX_FRAMES), DEFAULT_FRAMES)
    .option('--chaos <rate>', 'share of commands and store calls that fail, 0 to 1', share('--chaos'))
    .option('--fault <spec>', 'break something (docs/resilience.md); may be repeated', collect)
    .option('--set <key=value>', 'change an option; may be repeated', collect)
    .option('--use <module>', 'a module of your own; may be repeated', collect)
    .option('--budget <budget>', 'work a frame may do: none, units:N')
    .option('--jobs <n>', 'processes', wholeNumber('--jobs', 1, MAX_JOBS), availableParallelism())
    .option('--shrink [file]', 'cut the first failure down to a minimal scenario file (default: shrunk.yaml)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
In every frame of every run money, items and places are counted in full; at its end all cells are hashed
anew, the run is replayed from its file and its books are audited. A failure prints the one command that
shows it again. Exit code 1 if there was one.`,
    )
    .action(async (flags: Flags) => {
      process.exitCode = await swarm(flags);
    });
}

function seedRange(text: string): readonly [number, number] {
  const [, from, to] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const range = [Number(from), Number(to ?? from)] as const;
  if (from !== undefined && range[0] <= range[1] && range[1] <= MAX_SEED) return range;
  throw new UserError('bad-seeds', `--seeds is '${text}', expected two seeds such as 1..200`);
}

function overridesOf(flags: Flags, seed: number): RunOverrides {
  const { world, bots, frames, chaos, fault, set, use, budget } = flags;
  return JSON.parse(JSON.stringify({ world, bots, frames, chaos, fault, set, use, budget, seed })) as RunOverrides;
}

/** The command that shows a case again. */
export function reproduce({ scenario, overrides }: CaseSpec): string {
  const words = ['botrealm run', quoted(scenario)];
  for (const key of ['world', 'bots', 'frames', 'seed', 'chaos', 'budget'] as const) {
    if (overrides[key] !== undefined) words.push(`--${key}`, quoted(String(overrides[key])));
  }
  for (const path of overrides.use ?? []) words.push('--use', quoted(path));
  for (const fault of overrides.fault ?? []) words.push('--fault', quoted(fault));
  for (const set of [...(overrides.set ?? []), 'invariants.every=1']) words.push('--set', quoted(set));
  return words.join(' ');
}

function quoted(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

async function swarm(flags: Flags): Promise<number> {
  const stop = new StopSignal('the runs that have begun are the last');
  const started = performance.now();
  const [from, to] = flags.seeds;
  const total = to - from + 1;
  const results: CaseResult[] = [];
  const bar = progress('Swarm', total, '{done} of {runs} runs | {failed} failed | {left} left', flags.json === true);
  let next = from;
  const spec = (seed: number): CaseSpec => ({ scenario: flags.scenario, overrides: overridesOf(flags, seed) });
  const worker = async (): Promise<void> => {
    const child = fork(fileURLToPath(new URL('./swarm-worker.js', import.meta.url)), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    try {
      while (next <= to && !stop.requested) {
        results.push(await ask(child, spec(next++)));
        const failed = results.filter((r) => r.failure !== null).length;
        bar.at(results.length, {
          done: count(results.length),
          runs: count(total),
          failed: count(failed),
          left: pace(started, results.length, total).left,
        });
      }
    } finally {
      child.disconnect();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(flags.jobs, total) }, worker));
  } finally {
    bar.end();
    stop.release();
  }
  results.sort((a, b) => a.seed - b.seed);
  const failures = results.filter((r) => r.failure !== null).map((r) => ({ ...r, command: reproduce(spec(r.seed)) }));
  const first = failures[0];
  const target = flags.shrink === true ? 'shrunk.yaml' : flags.shrink;
  const shrunk =
    first !== undefined && typeof target === 'string' ? await shrink(spec(first.seed), first.failure!, target, flags.json !== true) : null;
  const report: SwarmReport = {
    scenario: flags.scenario,
    runs: results.length,
    good: results.length - failures.length,
    injected: results.reduce((sum, r) => sum + r.injected, 0),
    frames: results.reduce((sum, r) => sum + r.frames, 0),
    seconds: (performance.now() - started) / 1000,
    hashes: Object.fromEntries(results.map((r) => [r.seed, r.stateHash])),
    failures,
    shrunk,
    stopped: stop.requested,
  };
  if (flags.json === true) sayJson(report);
  else print(report);
  if (failures.length > 0) return EXIT.failed;
  return report.stopped ? EXIT.stopped : EXIT.good;
}

/** Have a case run by a process. */
function ask(child: ChildProcess, spec: CaseSpec): Promise<CaseResult> {
  return new Promise((resolve, reject) => {
    const seed = spec.overrides.seed ?? 0;
    const broken = (kind: string, message: string): void =>
      done(() => resolve({ seed, frames: 0, stateHash: '', injected: 0, failure: { kind, frame: 0, message } }));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      broken('hang', `no answer after ${CASE_TIMEOUT_MS / 1000} s`);
    }, CASE_TIMEOUT_MS);
    const onMessage = ({ result, refused }: WorkerAnswer): void =>
      done(() => (result !== undefined ? resolve(result) : reject(new UserError(refused!.code, `seed ${seed}: ${refused!.message}`))));
    const onExit = (code: number | null): void => broken('crash', `its process ended with ${code ?? 'a signal'}`);
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      settle();
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send(spec);
  });
}

function print({ scenario, runs, good, injected, frames, seconds, failures, shrunk }: SwarmReport): void {
  say(`${plural(runs, 'run')} of ${scenario}, ${count(frames)} frames in ${duration(seconds)}: ${good} good, ${failures.length} failed.`);
  if (injected > 0) say(`${plural(injected, 'fault')} struck and were survived.`);
  for (const { seed, failure, command } of failures) {
    say(`\nSeed ${seed}, frame ${count(failure!.frame)}: ${failure!.kind}: ${failure!.message}`);
    say(`  ${command}`);
  }
  if (shrunk !== null) {
    say(`\nShrunk to ${plural(shrunk.bots, 'bot')} and ${plural(shrunk.frames, 'frame')}, ${plural(shrunk.directives, 'directive')}:`);
    say(`  botrealm run ${quoted(shrunk.path)}`);
  }
}
