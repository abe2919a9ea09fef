/**
 * `botrealm certify`: the integration test workflow. Single systems, all together, stress and failures, at growing numbers of bots; a report
 * for people and the same as JSON. Counts and ratios decide; absolute times are reported with the machine they were measured on.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { loadWorld } from '../data/load.js';
import { certificatePage } from './certify-page.js';
import { failurePhase } from './certify-failures.js';
import { combinedPhase, drillPhase, singlePhase, stressPhase } from './certify-phases.js';
import type { Bench } from './certify-phases.js';
import { environmentFacts } from './environment.js';
import { EXIT } from './exit.js';
import { duration, plural } from './format.js';
import { remark, say, sayJson } from './output.js';
import { StopSignal } from './stop-signal.js';

/** One measure, and whether it is as it must be. `verdict` reported: no bound decides on it. */
export interface Measure {
  readonly phase: string;
  readonly subject: string;
  readonly name: string;
  readonly bots: number;
  readonly value: number;
  readonly unit: string;
  readonly bound: string;
  readonly verdict: 'pass' | 'fail' | 'reported';
}

export interface Certificate {
  readonly verdict: 'pass' | 'fail';
  readonly quick: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly measures: readonly Measure[];
}

const FULL: Omit<Bench, 'world'> = {
  sizes: [100, 500, 1000, 5000, 20_000],
  frames: 1200,
  singleBots: 500,
  stressBots: 5000,
  stressFrames: 6000,
  drillSeconds: 60,
  failureBots: 300,
  paced: true,
};
const QUICK: Omit<Bench, 'world'> = {
  sizes: [100, 500],
  frames: 600,
  singleBots: 100,
  stressBots: 500,
  stressFrames: 1500,
  drillSeconds: 60,
  failureBots: 60,
  paced: false,
};

interface Flags {
  readonly quick?: boolean;
  readonly out: string;
  readonly world?: string;
  readonly json?: boolean;
}

export function certifyCommand(): Command {
  return new Command('certify')
    .description('test single systems, all together, under stress and under faults; report every measure')
    .option('--quick', 'few bots and short runs: for continuous integration, about a minute')
    .option('--out <folder>', 'where certificate.html and certificate.json are written', 'certificate')
    .option('--world <file>', 'a world to run in')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Phases: single systems; all systems at 100, 500, 1,000, 5,000 and 20,000 bots; stress with 5,000 bots; the
synthetic load of stated rates, paced in real time; failures put in one domain at a time. Exit code 1
when a bound is not kept. Nothing in the folder is overwritten.`,
    )
    .action(async (flags: Flags) => {
      process.exitCode = await certify(flags);
    });
}

async function certify({ quick = false, out, world, json = false }: Flags): Promise<number> {
  const files = [join(out, 'certificate.html'), join(out, 'certificate.json')] as const;
  for (const file of files)
    if (existsSync(file)) throw new UserError('certificate-exists', `certify --out ${out}: ${file} exists already and is not overwritten`);
  makeFolder(out);
  const stop = new StopSignal('the phase that runs is the last');
  const started = performance.now();
  const bench: Bench = { ...(quick ? QUICK : FULL), world: await loadWorld(world) };
  const measures: Measure[] = [];
  try {
    for (const [name, phase] of [
      ['single systems', singlePhase],
      ['all systems together', combinedPhase],
      ['stress', stressPhase],
      ['synthetic load', drillPhase],
      ['failures', failurePhase],
    ] as const) {
      if (stop.requested) return EXIT.stopped;
      if (!json) remark(`certify: ${name}`);
      measures.push(...(await phase(bench)));
    }
  } finally {
    stop.release();
  }
  const certificate: Certificate = {
    verdict: measures.some((m) => m.verdict === 'fail') ? 'fail' : 'pass',
    quick,
    environment: environment(bench),
    seconds: (performance.now() - started) / 1000,
    measures,
  };
  writeFileSync(files[0], certificatePage(certificate), { flag: 'wx' });
  writeFileSync(files[1], `${JSON.stringify(certificate, null, 2)}\n`, { flag: 'wx' });
  if (json) sayJson(certificate);
  else print(certificate, files);
  return certificate.verdict === 'pass' ? EXIT.good : EXIT.failed;
}

function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new UserError('certificate-folder', `certify --out ${out}: the folder cannot be made (${code})`, { cause: error });
  }
}

function environment({ world, sizes }: Bench): Record<string, string> {
  return { ...environmentFacts(), world: `${world.content.name} (${world.content.hash})`, bots: sizes.join(', ') };
}

function print({ measures, verdict, seconds }: Certificate, files: readonly string[]): void {
  const failed = measures.filter((m) => m.verdict === 'fail');
  const judged = measures.filter((m) => m.verdict !== 'reported');
  say(
    `Certificate: ${verdict}. ${judged.length - failed.length} of ${plural(judged.length, 'bound')} kept, ${plural(measures.length, 'measure')}, in ${duration(seconds)}.`,
  );
  for (const m of failed) say(`  fail  ${m.phase}, ${m.subject}, ${m.bots} bots: ${m.name} ${m.value} ${m.unit} (${m.bound})`);
  const drill = measures.filter((m) => m.phase === 'synthetic load');
  say('\nSynthetic load');
  for (const m of drill) say(`  ${m.name}: ${m.value} ${m.unit}${m.bound === '' ? '' : ` (${m.bound})`}`);
  say(`\nReport: ${files.join(' and ')}`);
}
