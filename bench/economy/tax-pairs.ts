/** Pairs of branches of one run by command: from the same frame on, one goes on as it was, the other with the auction cut tripled. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const CUT = 0.05;
const TRIPLED = 0.15;
const MAX_OUTPUT_BYTES = 256_000_000;

export interface PairSize {
  readonly bots: number;
  /** Frame from which the branches differ, and the last one of both. */
  readonly from: number;
  readonly frames: number;
  /** A world file; undefined: the embedded one. */
  readonly world?: string | undefined;
}
/** What became of a branch: copper taken as cuts, and the share of listed value that sellers kept, percent. */
export interface Branch {
  readonly cuts: number;
  readonly kept: number;
}

/** The economy report of both branches. Run files lie in a folder of their own, which is gone afterwards. */
export function taxPair(seed: number, { bots, from, frames, world }: PairSize): { plain: Branch; taxed: Branch } {
  const folder = mkdtempSync(join(tmpdir(), 'tax-pair-'));
  try {
    const run = ['run', 'market-day', '--seed', `${seed}`, '--bots', `${bots}`, '--frames', `${frames}`, '--db', 'plain.sqlite'];
    const options = ['--set', `auction.cut=${CUT}`, '--set', 'auction.interval=2400', ...(world === undefined ? [] : ['--world', world])];
    botrealm(folder, [...run, ...options]);
    botrealm(folder, ['resume', 'plain.sqlite', '--from', `${from}`, '--set', `auction.cut=${TRIPLED}`, '--db', 'taxed.sqlite']);
    return { plain: branchOf(folder, 'plain.sqlite'), taxed: branchOf(folder, 'taxed.sqlite') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function branchOf(folder: string, file: string): Branch {
  const report = JSON.parse(botrealm(folder, ['economy', file, '--json'])) as {
    measures: { name: string; value: number | null }[];
    sinks: { name: string; values: number[] }[];
  };
  const cuts = report.sinks.find(({ name }) => name === 'auction_cut')?.values ?? [];
  return {
    cuts: cuts.reduce((sum, copper) => sum + copper, 0),
    kept: report.measures.find(({ name }) => name === 'kept_share')!.value ?? 0,
  };
}

function botrealm(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (status !== 0) throw new Error(`botrealm ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
