/** The synthetic load at stated rates, paced in real time: what a core has to do for it, and whether everything stays right. */
import type { LoadedWorld } from '../data/load.js';
import { validateScenario } from '../scenarios/load-scenario.js';
import { prepareRun } from '../scenarios/prepare-run.js';
import { InternalError } from '../engine/errors.js';
import { isSystem } from '../engine/schedule.js';
import { Drill } from '../systems/drill/drill.js';
import { checkConservation, checkPlaces } from '../systems/invariants.js';
import { SCHEDULE } from '../systems/schedule.js';
import { Simulation } from '../systems/simulation.js';
import { FRAME_MS, FRAMES_PER_SECOND } from '../systems/world.js';
import { FrameTimes } from './frame-times.js';

/** Rates that 5,000 bots must reach; those of other numbers are in proportion. */
export const DRILL_RATES = {
  abilities: { perSecond: 10_000, what: 'ability commands' },
  stateChanges: { perSecond: 2500, what: 'combat state changes' },
  movements: { perSecond: 10_000, what: 'movement updates' },
  loots: { perSecond: 1500, what: 'loots' },
  groups: { perSecond: 1000 / 60, what: 'group operations' },
  trades: { perSecond: 250 / 60, what: 'trades' },
} as const;
export type RateName = keyof typeof DRILL_RATES;
const RATES_FOR_BOTS = 5000;
/** The systems that stay on: those that clear up behind the handlers. */
const KEPT = new Set(['drill', 'respawn-creatures', 'settle-piles', 'end-auctions', 'expire-mails']);
/** Share of one core, percent. */
export const MAX_CORE_PERCENT = 10;
const WARM_UP_FRAMES = 60;

export interface DrillReport {
  readonly bots: number;
  readonly seconds: number;
  readonly rates: readonly {
    readonly name: RateName;
    readonly what: string;
    readonly perSecond: number;
    readonly bound: number;
    readonly met: boolean;
  }[];
  /** Share of one core: time in frames, and all of the process's CPU time, percent of the paced wall time. */
  readonly corePercent: number;
  readonly processPercent: number;
  readonly frameMs: { readonly mean: number; readonly p50: number; readonly p99: number; readonly max: number };
  /** Copper or items that are not accounted for. */
  readonly dupes: number;
  /** What does not add up, in a sentence; empty: everything does. */
  readonly unsound: string;
  /** Bots that got nowhere for three of their cycles and of which no refusal says why. */
  readonly stalls: number;
  /** Those of which one does, by reason. */
  readonly explainedStalls: Readonly<Record<string, number>>;
  readonly invalidAttacks: number;
  readonly errors: number;
}

/**
 * @param seconds simulated, and wall time where `paced`
 * @param paced in real time; otherwise as fast as it goes
 */
export async function runDrill(bots: number, seconds: number, paced: boolean, world?: LoadedWorld): Promise<DrillReport> {
  const drill = new Drill();
  const simulation = await stageOf(drill, bots, world);
  const { world: w } = simulation;
  for (let f = 0; f < WARM_UP_FRAMES; f++) simulation.step();
  const before = take(simulation, drill);
  const times = new FrameTimes();
  const cpu = process.cpuUsage();
  const started = performance.now();
  const frames = seconds * FRAMES_PER_SECOND;
  for (let f = 1; f <= frames; f++) {
    const began = performance.now();
    simulation.step();
    times.add(performance.now() - began);
    const ahead = started + f * FRAME_MS - performance.now();
    if (paced && ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  const used = process.cpuUsage(cpu);
  const wallMs = paced ? performance.now() - started : seconds * 1000;
  const after = take(simulation, drill);
  const stalled = drill.stalls(w);
  const causes = new Set(stalled.flatMap(({ cause }) => (cause === null ? [] : [cause])));
  const unsound = unsoundness(simulation);
  const rates = (Object.keys(DRILL_RATES) as RateName[]).map((name) => {
    const perSecond = (after[name] - before[name]) / seconds;
    const bound = (DRILL_RATES[name].perSecond * bots) / RATES_FOR_BOTS;
    return { name, what: DRILL_RATES[name].what, perSecond, bound, met: perSecond >= bound };
  });
  return {
    bots,
    seconds,
    rates,
    corePercent: (times.totalMs / wallMs) * 100,
    processPercent: ((used.user + used.system) / 1000 / wallMs) * 100,
    frameMs: { mean: times.meanMs, p50: times.quantile(0.5), p99: times.quantile(0.99), max: times.maxMs },
    dupes: unsound === '' ? 0 : 1,
    unsound,
    stalls: stalled.filter((stall) => stall.cause === null).length,
    explainedStalls: Object.fromEntries([...causes].map((cause) => [cause, stalled.filter((stall) => stall.cause === cause).length])),
    invalidAttacks: drill.counts.invalid + after.castRefusals,
    errors: w.guard.failures.total,
  };
}

async function stageOf(drill: Drill, bots: number, world: LoadedWorld | undefined): Promise<Simulation> {
  const systems = Object.fromEntries(
    SCHEDULE.flatMap((row) => (isSystem(row) && !KEPT.has(row.name) ? [[row.name, { enabled: false }]] : [])),
  );
  const scenario = validateScenario(
    {
      name: 'drill',
      title: 'Synthetic load',
      duration: '1h',
      systems,
      bots: { count: bots, levels: [20, 60], places: { start: 0, hub: 100, town: 0 }, outfit: true, copperPerLevelSquared: 100 },
      options: { 'invariants.every': 600 },
    },
    'drill',
  );
  const prepared = await prepareRun({ loaded: { scenario, folder: '.', source: 'drill' }, ...(world === undefined ? {} : { world }) });
  const simulation = new Simulation({ ...prepared.inputs, extensions: [drill.extension] });
  simulation.start();
  drill.prepare(simulation.world);
  return simulation;
}

type Taken = Record<RateName, number> & { castRefusals: number };

function take({ world }: Simulation, { counts }: Drill): Taken {
  const total = (name: string): number => {
    let sum = 0;
    world.verbs.forEach((verb, op) => {
      if (verb.name === name) sum += world.commands.totals[op]!;
    });
    return sum;
  };
  const events = (kind: string): number => world.events.totals[world.events.kinds.indexOf(kind)]!;
  const casts = total('drill.cast');
  return {
    abilities: casts,
    stateChanges: counts.stateChanges,
    movements: counts.steps,
    loots: total('creature.loot'),
    groups: total('group.invite') + total('group.join') + total('group.leave'),
    trades: events('trade.completed'),
    castRefusals: counts.castsRefused,
  };
}

/** What of a world does not add up, in a sentence; empty when all does. Anything but a broken invariant is thrown on. */
export function unsoundness(simulation: Simulation): string {
  try {
    checkConservation(simulation.world);
    checkPlaces(simulation.world);
    simulation.verify();
    return '';
  } catch (error) {
    if (!(error instanceof InternalError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}
