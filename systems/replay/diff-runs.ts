/** Two run files side by side: the first frame in which they differ, what of their inputs differs, and every measure of both. */
import type Database from 'better-sqlite3';
import { readFrames, readInputs } from '../../engine/store/engine-rows.js';
import type { FrameRow, InputRow } from '../../engine/store/engine-rows.js';
import { reading } from '../../engine/store/open-run.js';
import type { OpenedRun } from '../../engine/store/open-run.js';
import { differingComponents } from './divergence.js';
import { firstDifferentRow, scheduleNames } from './part-of-frame.js';
import { infoJson, optionsSchema, wordsSchema } from './stored-json.js';

/** Something that one run was told otherwise than the other. */
export interface InputDifference {
  /** Key of the table `run`, `options.<key>`, or `input` for something that came while the run went on. */
  readonly what: string;
  /** Frame in which it takes effect. */
  readonly frame: number;
  /** null: that run was not told anything of the kind. */
  readonly a: string | null;
  readonly b: string | null;
}

export interface MetricPair {
  readonly name: string;
  readonly a: number | null;
  readonly b: number | null;
}

export interface FrameDifference {
  readonly frame: number;
  readonly hashA: string;
  readonly hashB: string;
  readonly components: readonly string[];
  /** Row of the schedule after which they differ; `inputs`: before the first one. */
  readonly system: string | null;
}

export interface RunDiff {
  /** Frames that both have, counted from 0, and that are the same. */
  readonly equalFrames: number;
  /** The first frame that differs; null: what both have is the same. */
  readonly firstDifference: FrameDifference | null;
  /** The first frame in which more differs than the options themselves: when a change begins to tell. */
  readonly firstEffect: FrameDifference | null;
  readonly lastFrameA: number;
  readonly lastFrameB: number;
  /** What may have caused it: what was told otherwise up to the first difference. */
  readonly causes: readonly InputDifference[];
  /** What was told otherwise later. */
  readonly later: readonly InputDifference[];
  /** The last frame for which both have measures; null: none. */
  readonly metricsFrame: number | null;
  readonly metrics: readonly MetricPair[];
  /** How B says it branched off, if it did. */
  readonly branch: { readonly parent: string; readonly frame: number; readonly changes: readonly string[] } | null;
}

/** Rows of the table `run` that decide what happens. */
const DECIDING = [
  'seed',
  'content_hash',
  'bots',
  'later_bots',
  'population',
  'budget',
  'schedule',
  'components',
  'build_hash',
  'node_version',
] as const;

export function diffRuns(a: OpenedRun, b: OpenedRun): RunDiff {
  return reading(a, () => reading(b, () => compare(a, b)));
}

function compare(a: OpenedRun, b: OpenedRun): RunDiff {
  const { equal, first, effect } = firstDifference(a, b);
  const told = [...inputsTold(a, b)];
  const until = first?.frame ?? Infinity;
  const metricsFrame = lastMeasured(a.db, b.db);
  return {
    equalFrames: equal,
    firstDifference: first,
    firstEffect: effect,
    lastFrameA: a.lastFrame,
    lastFrameB: b.lastFrame,
    causes: told.filter((difference) => difference.frame <= until),
    later: told.filter((difference) => difference.frame > until),
    metricsFrame,
    metrics: metricsFrame === null ? [] : metricPairs(a.db, b.db, metricsFrame),
    branch: branchOf(b) ?? branchOf(a),
  };
}

/** Differs by being told otherwise, not by what came of it. */
const TOLD_COMPONENT = 'options';

function firstDifference(a: OpenedRun, b: OpenedRun): { equal: number; first: FrameDifference | null; effect: FrameDifference | null } {
  const others = readFrames(b.db);
  const names = scheduleNames(a);
  let equal = 0;
  let first: FrameDifference | null = null;
  try {
    for (const row of readFrames(a.db)) {
      const next = others.next();
      if (next.done === true) break;
      const other = next.value;
      if (row.stateHash === other.stateHash && row.frame === other.frame && first === null) equal++;
      else {
        const here = differenceOf(row, other, names);
        first ??= here;
        if (here.components.some((name) => name !== TOLD_COMPONENT)) return { equal, first, effect: here };
      }
    }
  } finally {
    others.return(undefined);
  }
  return { equal, first, effect: null };
}

function differenceOf(a: FrameRow, b: FrameRow, names: readonly string[]): FrameDifference {
  return {
    frame: a.frame,
    hashA: a.stateHash,
    hashB: b.stateHash,
    components: differingComponents(a.componentHashes, b.componentHashes),
    system: firstDifferentRow(a.systemHashes, b.systemHashes, names),
  };
}

function* inputsTold(a: OpenedRun, b: OpenedRun): Generator<InputDifference> {
  for (const key of DECIDING) {
    const [x, y] = [a.info.get(key) ?? null, b.info.get(key) ?? null];
    // A branch may have another budget from its frame on.
    const frame = key === 'budget' ? Number((b.info.get('parent_frame') ?? a.info.get('parent_frame') ?? -1) as string) + 1 : 0;
    if (x !== y) yield { what: key, frame, a: x, b: y };
  }
  const [x, y] = [options(a), options(b)];
  for (const key of [...new Set([...Object.keys(x), ...Object.keys(y)])].sort())
    if (x[key] !== y[key]) yield { what: `options.${key}`, frame: 0, a: x[key] ?? null, b: y[key] ?? null };
  const word = (row: InputRow): string => `${row.frame} ${row.payload}`;
  const [ins, others] = [[...readInputs(a.db)], [...readInputs(b.db)]];
  const [inA, inB] = [new Set(ins.map(word)), new Set(others.map(word))];
  const apart = [
    ...ins.filter((row) => !inB.has(word(row))).map((row) => ({ what: 'input', frame: row.frame, a: row.payload, b: null })),
    ...others.filter((row) => !inA.has(word(row))).map((row) => ({ what: 'input', frame: row.frame, a: null, b: row.payload })),
  ];
  yield* apart.filter(({ frame }) => frame <= Math.min(a.lastFrame, b.lastFrame)).sort((p, q) => p.frame - q.frame);
}

function options(run: OpenedRun): Record<string, string> {
  const stored = infoJson(run, 'options', optionsSchema, {});
  return Object.fromEntries(Object.entries(stored).map(([key, value]) => [key, String(value)]));
}

function lastMeasured(a: Database.Database, b: Database.Database): number | null {
  const last = (db: Database.Database, to: number): number | null =>
    db.prepare(`SELECT max(frame) FROM metric WHERE frame <= ? AND name = 'money_supply_copper'`).pluck().get(to) as number | null;
  let [x, y] = [last(a, Number.MAX_SAFE_INTEGER), last(b, Number.MAX_SAFE_INTEGER)];
  while (x !== null && y !== null && x !== y) {
    if (x > y) x = last(a, y);
    else y = last(b, x);
  }
  return x === null || y === null ? null : x;
}

function metricPairs(a: Database.Database, b: Database.Database, frame: number): MetricPair[] {
  const of = (db: Database.Database): Map<string, number> =>
    new Map(db.prepare('SELECT name, value FROM metric WHERE frame = ?').raw().all(frame) as [string, number][]);
  const [x, y] = [of(a), of(b)];
  return [...new Set([...x.keys(), ...y.keys()])].sort().map((name) => ({ name, a: x.get(name) ?? null, b: y.get(name) ?? null }));
}

function branchOf(run: OpenedRun): RunDiff['branch'] {
  const parent = run.info.get('parent_run');
  if (parent === undefined) return null;
  return {
    parent,
    frame: Number(run.info.get('parent_frame')),
    changes: infoJson(run, 'branch_changes', wordsSchema, []),
  };
}
