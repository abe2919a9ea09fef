/** The quest pickup report: throughput, success, processing, caches, memory and cost per bot, and how long bots got nowhere and why. */
import { STALL_CAUSE_NAMES } from '../components/index.js';
import { PICKUP_TIERS } from '../components/quest.js';
import { optionIndex } from '../systems/options.js';
import { measureQuestCaches, stalledFrames } from '../systems/quest/quest-measures.js';
import { Event } from '../systems/vocabulary.js';
import { FRAME_MS } from '../systems/world.js';
import type { World } from '../systems/world.js';
import { bytes, count, words } from './format.js';
import type { SystemTimes } from './frame-times.js';
import { facts, say } from './output.js';

const MAX_CPU = optionIndex('quest.maxCpuPerBot');
const MAX_MEMORY = optionIndex('quest.maxMemoryPerBot');
const THREADS = optionIndex('quest.workerThreads');
const PROFILING = optionIndex('quest.profiling');
const MILLI = 1000;
const MEGABYTE = 1_000_000;
const PPM_PERCENT = 10_000;

export interface QuestReport {
  readonly queued: number;
  readonly processed: number;
  readonly found: number;
  readonly dropped: number;
  readonly givenUp: number;
  readonly peak: number;
  /** Of closed quests, turned in, percent. */
  readonly successPercent: number;
  /** Microseconds of a frame's quest choices, mean and longest, and of one choice. */
  readonly frameMeanUs: number;
  readonly frameMaxUs: number;
  readonly choiceMeanUs: number;
  readonly caches: Readonly<Record<string, number>>;
  readonly stateBytes: number;
  readonly bytesPerBot: number;
  /** Of a core in real time, percent. */
  readonly cpuPercentPerBot: number;
  readonly model: { readonly learnt: number; readonly errorSeconds: number; readonly meanErrorSeconds: number };
  /** Bot-time without progress for five minutes or more, percent of all, by cause. */
  readonly stalledPercent: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  readonly profiling: boolean;
}

const COMPONENTS = new Set(['questLog', 'questDone', 'standing', 'liveness', 'pickup', 'pickupQueue', 'predictor']);

export function questReport(world: World, times: SystemTimes, frames: number): QuestReport {
  const { pickupQueue: q, predictor } = world.c;
  const total = (values: ArrayLike<number>): number =>
    Array.from({ length: PICKUP_TIERS }, (_, t) => values[t]!).reduce((a, b) => a + b, 0);
  const bots = Math.max(1, world.pools.bot.live);
  const turnedIn = world.events.totals[Event['quest.turned_in']]!;
  const closed = turnedIn + world.events.totals[Event['quest.abandoned']]!;
  const { meanUs, maxUs } = times.of('pickup-quests');
  const served = total(q.served);
  const caches: Record<string, number> = {};
  measureQuestCaches(world, (name, value) => (caches[name] = value));
  const stateBytes = world.arena.layouts.reduce((sum, l) => sum + (COMPONENTS.has(l.spec.name) ? l.bytes : 0), 0);
  const perBot = stateBytes / Math.max(1, world.capacities.bot!);
  const stalled = stalledFrames(world);
  const cpu = (meanUs / (FRAME_MS * MILLI) / bots) * 100;
  return {
    queued: total(q.queued),
    processed: served,
    found: q.found[0]!,
    dropped: total(q.dropped),
    givenUp: q.givenUp[0]!,
    peak: total(q.peak),
    successPercent: closed === 0 ? 0 : (turnedIn * 100) / closed,
    frameMeanUs: meanUs,
    frameMaxUs: maxUs,
    choiceMeanUs: served === 0 ? 0 : (meanUs * frames) / served,
    caches,
    stateBytes,
    bytesPerBot: perBot,
    cpuPercentPerBot: cpu,
    model: {
      learnt: predictor.samples[0]!,
      errorSeconds: predictor.modelError[0]! / Math.max(1, predictor.judged[0]!),
      meanErrorSeconds: predictor.meanError[0]! / Math.max(1, predictor.judged[0]!),
    },
    stalledPercent: Object.fromEntries(
      STALL_CAUSE_NAMES.map((cause, n) => [cause, (stalled[n]! * 100) / (bots * Math.max(1, frames))] as const).filter(
        ([, share]) => share > 0,
      ),
    ),
    warnings: warningsOf(world, cpu, perBot),
    profiling: world.option(PROFILING) !== 0,
  };
}

function warningsOf(world: World, cpu: number, perBot: number): string[] {
  const warnings: string[] = [];
  const allowed = world.option(MAX_CPU) / MILLI;
  if (cpu > allowed) warnings.push(`quest choices take ${cpu.toFixed(4)} % of a core for each bot, quest.maxCpuPerBot allows ${allowed} %`);
  const room = world.option(MAX_MEMORY) / MILLI;
  if (perBot > room * MEGABYTE) warnings.push(`quest state takes ${bytes(perBot)} for each bot, quest.maxMemoryPerBot allows ${room} MB`);
  const threads = world.option(THREADS);
  if (threads !== 1) warnings.push(`quest.workerThreads is ${threads}, but choices are made in the thread of the frame`);
  return warnings;
}

export function printQuestReport(report: QuestReport): void {
  const hit = (name: string): string => `${((report.caches[name] ?? 0) / PPM_PERCENT).toFixed(1)}%`;
  const { model } = report;
  say('\nQuest pickup');
  say(
    facts([
      ['Throughput', `${count(report.queued)} asked, ${count(report.processed)} served, ${count(report.found)} found a quest`],
      ['Queue', `${count(report.peak)} waited at most, ${count(report.dropped)} dropped, ${count(report.givenUp)} gave up`],
      ['Success rate', `${report.successPercent.toFixed(1)}% of closed quests were turned in`],
      [
        'Processing',
        `${report.choiceMeanUs.toFixed(1)} us a choice; ${report.frameMeanUs.toFixed(1)} us a frame, longest ${report.frameMaxUs.toFixed(0)} us`,
      ],
      ['Caches', `cells ${hit('quest_giver_cache_hit_ppm')} hits, eligibility ${hit('quest_eligibility_cache_hit_ppm')}`],
      ['Memory', `${bytes(report.stateBytes)} of state, ${bytes(report.bytesPerBot)} a bot`],
      ['Cost', `${report.cpuPercentPerBot.toFixed(5)}% of a core a bot in real time`],
      [
        'Learnt times',
        model.learnt === 0
          ? 'none'
          : `from ${count(model.learnt)} quests; error ${model.errorSeconds.toFixed(0)} s, of the mean by type ${model.meanErrorSeconds.toFixed(0)} s`,
      ],
      ['Got nowhere', stalledText(report)],
    ]),
  );
  if (report.profiling) say(facts(Object.entries(report.caches).map(([name, value]) => [words(name), count(value)] as const)));
  for (const warning of report.warnings) say(`  Warning: ${warning}`);
}

function stalledText({ stalledPercent }: QuestReport): string {
  const parts = Object.entries(stalledPercent).map(([cause, share]) => `${words(cause)} ${share.toFixed(2)}%`);
  return parts.length === 0 ? 'nobody, for five minutes' : `${parts.join(', ')} of bot-time`;
}
