/** The phases of a certificate in which nothing is broken on purpose. */
import { performance as clock } from 'node:perf_hooks';
import { isSystem, longestWait } from '../engine/schedule.js';
import type { LoadedWorld } from '../data/load.js';
import { validateScenario } from '../scenarios/load-scenario.js';
import { prepareRun } from '../scenarios/prepare-run.js';
import type { RunOverrides } from '../scenarios/prepare-run.js';
import marketDay from '../scenarios/market-day.js';
import { HealthMonitor } from '../systems/health/monitor.js';
import type { Figures } from '../systems/health/monitor.js';
import { Simulation } from '../systems/simulation.js';
import type { World } from '../systems/world.js';
import type { Measure } from './certify.js';
import { MAX_CORE_PERCENT, runDrill, unsoundness } from './figures.js';
import { memoryReport } from './memory-report.js';
import { memoryNow } from './watch.js';

export interface Bench {
  readonly sizes: readonly number[];
  readonly frames: number;
  readonly singleBots: number;
  readonly stressBots: number;
  readonly stressFrames: number;
  readonly drillSeconds: number;
  readonly failureBots: number;
  readonly paced: boolean;
  readonly world: LoadedWorld;
}

/** A run of the busy scenario, watched. */
export interface Ran {
  readonly simulation: Simulation;
  readonly figures: Figures;
  /** Processor time of a frame, milliseconds: what others do on the machine is not in it. */
  readonly cpuMsPerFrame: number;
  readonly growthBytes: number;
  /** Mean milliseconds of a frame in the second half, as a multiple of the first. */
  readonly drift: number;
  /** What does not add up, or was written past the one way to write, in a sentence; empty: all is well. */
  readonly unsound: string;
  /** Events of a kind, in the whole run, or between two of the frames that were marked. */
  events(kind: string, fromMark?: number, toMark?: number): number;
  commands(name: string): number;
}

const MEBIBYTE = 1_048_576;

/** @param marks frames after which the events so far are noted, ascending */
export async function runBusy(
  bench: Bench,
  overrides: RunOverrides & { bots: number; frames: number },
  marks: readonly number[] = [],
): Promise<Ran> {
  const scenario = validateScenario(marketDay, 'market-day');
  const prepared = await prepareRun({ loaded: { scenario, folder: '.', source: 'market-day' }, overrides, world: bench.world });
  const simulation = new Simulation(prepared.inputs);
  simulation.start();
  const { world } = simulation;
  const monitor = new HealthMonitor(world);
  let began = 0;
  const probe = {
    begin: (): void => {
      began = clock.now();
    },
    end: (row: number): void => monitor.timed(row, clock.now() - began),
  };
  const halves = [0, 0];
  const noted: Float64Array[] = [];
  const atStart = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  for (let f = 0; f < prepared.frames; f++) {
    const start = clock.now();
    simulation.step(probe);
    const ms = clock.now() - start;
    monitor.afterFrame(world, ms);
    if (marks.includes(world.frame)) noted.push(Float64Array.from(world.events.totals));
    halves[f * 2 < prepared.frames ? 0 : 1]! += ms;
  }
  const used = process.cpuUsage(cpu);
  return {
    simulation,
    figures: monitor.figures(world, memoryNow()),
    cpuMsPerFrame: (used.user + used.system) / 1000 / prepared.frames,
    growthBytes: process.memoryUsage.rss() - atStart,
    drift: halves[1]! / Math.max(halves[0]!, 1e-6),
    unsound: unsoundness(simulation),
    events: (kind, from, to) => {
      const at = world.events.kinds.indexOf(kind);
      return (to === undefined ? world.events.totals[at]! : noted[to]![at]!) - (from === undefined ? 0 : noted[from]![at]!);
    },
    commands: (name) => total(world, name),
  };
}

function total(world: World, name: string): number {
  return world.verbs.reduce((sum, verb, op) => sum + (verb.name === name ? world.commands.totals[op]! : 0), 0);
}

/** Makes the measures of one subject at one number of bots. */
export function measurer(phase: string, subject: string, bots: number, out: Measure[]) {
  const add = (name: string, value: number, unit: string, bound: string, verdict: Measure['verdict']): void => {
    out.push({ phase, subject, name, bots, value: round(value), unit, bound, verdict });
  };
  return {
    reported: (name: string, value: number, unit: string): void => add(name, value, unit, '', 'reported'),
    /** Nothing may be amiss; what is, is said. */
    sound: (name: string, unsound: string): void =>
      add(name, unsound === '' ? 1 : 0, '', unsound === '' ? 'yes' : unsound, unsound === '' ? 'pass' : 'fail'),
    atLeast: (name: string, value: number, unit: string, bound: number): void =>
      add(name, value, unit, `at least ${bound}`, value >= bound ? 'pass' : 'fail'),
    atMost: (name: string, value: number, unit: string, bound: number): void =>
      add(name, value, unit, `at most ${bound}`, value <= bound ? 'pass' : 'fail'),
  };
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

/** Phase 1: what each system does, measured in one run of few bots. */
export async function singlePhase(bench: Bench): Promise<Measure[]> {
  const out: Measure[] = [];
  const bots = bench.singleBots;
  const ran = await runBusy(bench, { bots, frames: bench.frames * 3 });
  const ms = (...names: string[]): number =>
    ran.figures.systems.filter((s) => names.includes(s.name)).reduce((sum, s) => sum + s.ms.mean, 0);
  const bytes = (...names: string[]): number =>
    memoryReport(ran.simulation.world)
      .components.filter((c) => names.includes(c.name))
      .reduce((sum, c) => sum + c.bytes, 0);
  const quest = measurer('single systems', 'quest', bots, out);
  quest.atLeast('quest acceptance rate', share(ran.events('quest.accepted'), ran.commands('quest.accept')), '%', 50);
  quest.atLeast('quests turned in', ran.events('quest.turned_in'), '', 1);
  quest.reported('completion rate', share(ran.events('quest.turned_in'), ran.events('quest.accepted')), '%');
  quest.reported('processor time', ms('decide-goal', 'pickup-quests'), 'ms a frame');
  const inventory = measurer('single systems', 'inventory', bots, out);
  inventory.atLeast('loot handled', ran.commands('creature.loot'), 'commands', 1);
  inventory.atLeast('upgrades worn', ran.events('item.equipped'), '', 1);
  inventory.reported('loot handling', ms('take-loot', 'flush after loot'), 'ms a frame');
  inventory.reported('equipment optimisation', ms('optimise-equipment'), 'ms a frame');
  inventory.reported('memory of items and slots', bytes('item', 'slots', 'freeItem') / MEBIBYTE, 'MiB');
  const trade = measurer('single systems', 'trade', bots, out);
  trade.atLeast(
    'trade completion rate',
    share(ran.events('trade.completed'), ran.events('trade.completed') + ran.events('trade.cancelled')),
    '%',
    30,
  );
  trade.sound('security validation: books that add up', ran.unsound);
  trade.reported('latency', ms('socialise', 'flush after trades'), 'ms a frame');
  const auction = measurer('single systems', 'auction', bots, out);
  auction.atLeast('auctions posted', ran.events('auction.posted'), '', 1);
  auction.reported('bid success rate', share(ran.events('auction.bid') + ran.events('auction.sold'), ran.commands('auction.bid')), '%');
  auction.reported('market scan', ms('visit-auctioneer'), 'ms a frame');
  auction.reported(
    'cache efficiency: postings a visit',
    ran.events('auction.posted') / Math.max(1, ran.figures.systems.find((s) => s.name === 'visit-auctioneer')?.handled ?? 1),
    '',
  );
  return out;
}

/** Phase 2: everything together, at growing numbers of bots: the cost of a bot must not grow with their number. */
export async function combinedPhase(bench: Bench): Promise<Measure[]> {
  const out: Measure[] = [];
  const costs: { bots: number; us: number }[] = [];
  for (const bots of bench.sizes) {
    const ran = await runBusy(bench, { bots, frames: bench.frames });
    const m = measurer('combined', 'all systems', bots, out);
    const { figures } = ran;
    m.reported('processor time', ran.cpuMsPerFrame, 'ms a frame');
    m.reported('share of a core in real time', ran.cpuMsPerFrame, '%');
    m.reported('frame p50', figures.frameMs.p50, 'ms');
    m.reported('frame p99', figures.frameMs.p99, 'ms');
    m.reported('updates', figures.updatesPerSimulatedSecond, 'a simulated second');
    m.reported('resident memory', figures.memoryBytes / MEBIBYTE, 'MiB');
    if (bots >= 1000) m.atMost('resident memory a bot', figures.memoryBytesPerBot / MEBIBYTE, 'MiB', 10);
    m.sound('update coordination: books that add up', ran.unsound);
    m.atMost('errors', figures.errors, '', 0);
    m.reported('bots that got nowhere for long (table event, kind stall, names the cause of each)', ran.events('stall'), '');
    costs.push({ bots, us: (ran.cpuMsPerFrame * 1000) / bots });
  }
  const first = costs.find((cost) => cost.bots >= 500) ?? costs[0]!;
  const last = costs.at(-1)!;
  const m = measurer('combined', 'scaling', last.bots, out);
  m.reported(`processor time a bot and frame at ${first.bots} bots`, first.us, 'us');
  m.reported(`processor time a bot and frame at ${last.bots} bots`, last.us, 'us');
  m.atMost(`cost of a bot, as a multiple of that at ${first.bots} bots`, last.us / first.us, '', 3);
  return out;
}

/** Phase 3: a crowd, and too little budget for it. */
export async function stressPhase(bench: Bench): Promise<Measure[]> {
  const out: Measure[] = [];
  const bots = bench.stressBots;
  const ran = await runBusy(bench, { bots, frames: bench.stressFrames });
  const m = measurer('stress', 'no budget', bots, out);
  m.sound('stability: books that add up', ran.unsound);
  m.atMost('error rate', ran.figures.errorPercent, '%', 1);
  m.reported('degradation: frame time of the second half, as a multiple of the first', ran.drift, '');
  m.reported('processor time', ran.cpuMsPerFrame, 'ms a frame');
  m.reported('memory growth', ran.growthBytes / MEBIBYTE, 'MiB');
  const units = Math.max(256, Math.floor(ran.figures.unitsPerFrame / 2));
  const tight = await runBusy(bench, { bots, frames: Math.floor(bench.stressFrames / 2), budget: `units:${units}` });
  const t = measurer('stress', `half the work units (${units} a frame)`, bots, out);
  t.sound('stability: books that add up', tight.unsound);
  t.reported('deferred', tight.figures.deferredPerFrame, 'a frame');
  t.atMost('longest wait of who was put off', tight.figures.oldestDeferral, 'frames', mostWaited(tight, bots, units));
  t.atLeast('creatures killed all the same', tight.events('creature.killed'), '', 1);
  return out;
}

/** By the bound of the schedule, were every bot due in a lane all the time. */
function mostWaited({ simulation }: Ran, bots: number, units: number): number {
  const lanes = simulation.world.runner.rows.filter((row) => isSystem(row) && row.lane !== undefined);
  return Math.max(...lanes.map((row) => (isSystem(row) ? longestWait(bots, row.weight, units) * row.interval : 0)));
}

/** The stated figures, by the synthetic driver. */
export async function drillPhase(bench: Bench): Promise<Measure[]> {
  const out: Measure[] = [];
  const bots = bench.stressBots;
  const drill = await runDrill(bots, bench.drillSeconds, bench.paced, bench.world);
  const m = measurer('synthetic load', 'driver', bots, out);
  for (const { what, perSecond, bound, name } of drill.rates) {
    const minutes = name === 'groups' || name === 'trades' ? 60 : 1;
    m.atLeast(what, perSecond * minutes, minutes === 60 ? 'a minute' : 'a second', round(bound * minutes));
  }
  m.atMost('processor time', drill.processPercent, '% of a core', MAX_CORE_PERCENT);
  m.reported('frame p50', drill.frameMs.p50, 'ms');
  m.reported('frame p99', drill.frameMs.p99, 'ms');
  m.atMost('dupes', drill.dupes, '', 0);
  m.sound('books that add up', drill.unsound);
  m.atMost('unexplained stalls', drill.stalls, 'bots', 0);
  for (const [cause, n] of Object.entries(drill.explainedStalls)) m.reported(`stalls explained by ${cause}`, n, 'bots');
  m.atMost('attacks on invalid targets', drill.invalidAttacks, '', 0);
  m.atMost('errors', drill.errors, '', 0);
  return out;
}
