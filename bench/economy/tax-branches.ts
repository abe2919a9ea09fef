/**
 * What a tripled auction cut does, in pairs of runs that are the same world up to the frame of the directive: the scenario tax-reform with the
 * cut tripled there, and with the cut left as it was. For each seed: the sink by cuts, and the share of listed value that sellers keep.
 *
 *   npm run build && node dist/bench/economy/tax-branches.js [seeds] [bots] [world]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import taxReform from '../../scenarios/tax-reform.js';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const SEEDS = Number(process.argv[2] ?? 10);
const BOTS = process.argv[3] ?? '600';
const WORLD = process.argv[4];
const CUT = 0.05;
const TRIPLED = 0.15;
const OUTPUT_BYTES = 64 * 1024 * 1024;

interface Figures {
  readonly cut: number;
  readonly kept: number;
}
interface Report {
  readonly measures: readonly { readonly name: string; readonly value: number }[];
  readonly sinks: readonly { readonly name: string; readonly values: readonly number[] }[];
}

function branch(folder: string, seed: number, cut: number): Figures {
  const scenario = join(folder, `${cut}.yaml`);
  const db = join(folder, `${cut}-${seed}.sqlite`);
  writeFileSync(scenario, stringify({ ...taxReform, script: [{ at: '20m', set: { 'auction.cut': cut } }], expect: [] }));
  const world = WORLD === undefined ? [] : ['--world', WORLD];
  const options = { maxBuffer: OUTPUT_BYTES, encoding: 'utf8' as const, stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[] };
  execFileSync(process.execPath, [MAIN, 'run', scenario, '--seed', String(seed), '--bots', BOTS, ...world, '--db', db], options);
  const report = JSON.parse(execFileSync(process.execPath, [MAIN, 'economy', db, '--json'], options)) as Report;
  rmSync(db, { force: true });
  const cuts = report.sinks.find(({ name }) => name === 'auction_cut')?.values ?? [];
  return { cut: cuts.reduce((sum, copper) => sum + copper, 0), kept: report.measures.find(({ name }) => name === 'kept_share')!.value };
}

const folder = mkdtempSync(join(tmpdir(), 'botrealm-tax-'));
let rose = 0;
let fell = 0;
try {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const plain = branch(folder, seed, CUT);
    const taxed = branch(folder, seed, TRIPLED);
    if (taxed.cut > plain.cut) rose++;
    if (taxed.kept < plain.kept) fell++;
    console.log(
      `seed ${seed}: cuts ${plain.cut} -> ${taxed.cut} copper (x ${(taxed.cut / plain.cut).toFixed(2)}), kept ${plain.kept.toFixed(1)} -> ${taxed.kept.toFixed(1)} % of listed value`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`the sink by cuts rose in ${rose} of ${SEEDS}, the share that sellers keep fell in ${fell} of ${SEEDS}`);
