/** The closing report of a run: for people first, and the same as JSON. */
import type { ClosedRun } from '../engine/store/snapshot-store.js';
import { judge, measuresOf, ofErrors, ofMeasures } from '../scenarios/expectations.js';
import { judgeErrors } from '../scenarios/faults.js';
import type { ErrorReport } from '../scenarios/faults.js';
import { notNormal } from '../systems/health/not-normal.js';
import { printErrors } from './error-report.js';
import { memoryLine, memoryReport } from './memory-report.js';
import type { MemoryReport } from './memory-report.js';
import type { Outcome } from '../scenarios/expectations.js';
import type { PreparedRun } from '../scenarios/prepare-run.js';
import { FRAMES_PER_SECOND } from '../systems/world.js';
import type { World } from '../systems/world.js';
import { bytes, count, duration, figure, milliseconds, money, percent, plural, simulatedTime, words, wrap } from './format.js';
import { facts, say, WIDTH } from './output.js';
import { printQuestReport, questReport } from './quest-report.js';
import type { QuestReport } from './quest-report.js';
import type { RecordingTimes } from './recording-times.js';
import type { LoopResult } from './run-loop.js';
import { QUALITIES } from './run-tally.js';
import type { MoneyFlow, Totals } from './run-tally.js';

export interface RunReport {
  readonly scenario: string;
  readonly title: string;
  readonly world: string;
  readonly worldSource: string;
  readonly seed: number;
  readonly bots: number;
  readonly frames: number;
  readonly framesAsked: number;
  readonly stopped: boolean;
  /** State hash of the last frame. */
  readonly stateHash: string;
  readonly totals: Totals;
  readonly quests: QuestReport;
  readonly timing: {
    readonly meanMs: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
    readonly wallSeconds: number;
    readonly timesRealTime: number;
  };
  /** What keeping the run cost the simulating thread. */
  readonly recording: RecordingTimes;
  readonly expectations: readonly Outcome[];
  /** What broke, and whether the scenario says so. */
  readonly errors: ErrorReport;
  /** Systems and verbs that are not back to normal at the end. */
  readonly memory: MemoryReport;
  /** Tries that the store turned down. */
  readonly storeRetries: number;
  readonly alerts: readonly { readonly name: string; readonly text: string; readonly seconds: number }[];
  readonly notNormal: readonly { readonly part: string; readonly state: string }[];
  readonly file: ClosedRun | null;
  readonly notes: readonly string[];
  /** Name of the bot with the fullest purse. */
  readonly richest: string;
}

export function makeReport(prepared: PreparedRun, result: LoopResult, file: ClosedRun | null): RunReport {
  const { simulation, times, frames, wallSeconds } = result;
  const { world } = simulation;
  const { scenario } = prepared;
  const bots = prepared.inputs.population.bots;
  return {
    scenario: scenario.name,
    title: scenario.title,
    world: world.content.name,
    worldSource: prepared.worldSource,
    seed: world.seed,
    bots,
    frames,
    framesAsked: prepared.frames,
    stopped: frames < prepared.frames,
    stateHash: simulation.stateHash,
    totals: result.tally.totals(world),
    quests: questReport(world, result.systemTimes, frames),
    timing: {
      meanMs: times.meanMs,
      p50Ms: times.quantile(0.5),
      p99Ms: times.quantile(0.99),
      maxMs: times.maxMs,
      wallSeconds,
      timesRealTime: wallSeconds > 0 ? result.simulated / FRAMES_PER_SECOND / wallSeconds : 0,
    },
    recording: result.recording,
    expectations: judge(ofMeasures(scenario.expect), result.measuresAtStart, measuresOf(world), {
      frames,
      bots,
      scenarioFrames: prepared.scenarioFrames,
      scenarioBots: scenario.bots.count,
    }),
    errors: judgeErrors(ofErrors(scenario.expect), world.guard.failures.all),
    notNormal: notNormal(world),
    memory: memoryReport(world),
    storeRetries: result.storeRetries,
    alerts: [...result.monitor.alerts].map(([name, { text, seconds }]) => ({ name, text, seconds })),
    file,
    notes: prepared.notes,
    richest: richestBot(world),
  };
}

/** Did something break that the scenario does not expect, or not break that it does? */
export function hasFailed({ expectations, errors }: RunReport): boolean {
  return expectations.some((outcome) => outcome.verdict === 'unmet') || errors.unexpected.length > 0 || errors.verdicts.some((v) => !v.met);
}

function richestBot(world: World): string {
  let best = 0;
  for (let bot = 1; bot < world.pools.bot.high; bot++) if (world.c.life.gold[bot]! > world.c.life.gold[best]!) best = bot;
  return world.names[world.c.identity.name[best]! - 1] ?? '';
}

export function printReport(report: RunReport): void {
  const { timing } = report;
  const source = report.worldSource === report.world ? '' : ` (${report.worldSource})`;
  say(`${report.scenario}: ${report.title}\n`);
  const asked = report.stopped ? ` of ${count(report.framesAsked)}, stopped before the end` : '';
  say(
    facts([
      ['World', `${report.world}${source}, ${plural(report.bots, 'bot')}, seed ${report.seed}`],
      ['Simulated', `${simulatedTime(report.frames)} in ${plural(report.frames, 'frame')}${asked}`],
      ['Took', `${duration(timing.wallSeconds)}: ${figure(Math.round(timing.timesRealTime * 10) / 10)} times faster than real time`],
      [
        'Frame time',
        `mean ${milliseconds(timing.meanMs)}, p50 ${milliseconds(timing.p50Ms)}, p99 ${milliseconds(timing.p99Ms)}, longest ${milliseconds(timing.maxMs)}`,
      ],
      ['Recording', recordingLine(report)],
      ['Memory', memoryLine(report.memory)],
      ['Final state', report.stateHash],
    ]),
  );
  printHappenings(report.totals);
  printMoney(report.totals);
  printQuestReport(report.quests);
  printExpectations(report.expectations);
  printErrors(report);
  for (const note of report.notes) say(`\nNote: ${wrap(note, WIDTH - 6, '      ')}`);
  printFile(report);
}

/** What keeping the run cost the simulating thread, a frame. */
function recordingLine({ recording, file }: RunReport): string {
  const hashing = `state hash ${milliseconds(recording.hashMeanMs)}`;
  if (file === null) return hashing;
  return `mean ${milliseconds(recording.meanMs)}, p50 ${milliseconds(recording.p50Ms)}, p99 ${milliseconds(recording.p99Ms)} a frame; ${hashing}`;
}

function printHappenings({ events, looted, auctionsAtStart, auctionsAtEnd }: Totals): void {
  const units = QUALITIES.reduce((sum, quality) => sum + looted[quality], 0);
  const kinds = QUALITIES.filter((quality) => looted[quality] > 0).map((quality) => `${count(looted[quality])} ${quality}`);
  say('\nWhat happened');
  say(
    facts([
      [
        'Quests',
        `${count(events['quest.accepted'])} taken, ${count(events['quest.turned_in'])} turned in, ${count(events['quest.abandoned'])} abandoned`,
      ],
      ['Fights', `${plural(events['creature.killed'], 'kill')}, ${plural(events['bot.died'], 'death')} of bots`],
      ['Levels gained', count(events['level.gained'])],
      ['Items looted', kinds.length === 0 ? '0' : `${count(units)}: ${kinds.join(', ')}`],
      ['Upgrades worn', count(events['item.equipped'])],
      ['Trades', `${count(events['trade.completed'])} done, ${count(events['trade.cancelled'])} called off`],
      [
        'Auctions',
        `${count(events['auction.posted'])} posted, ${count(events['auction.sold'])} sold, ${count(events['auction.expired'])} expired`,
      ],
      ['', `${count(auctionsAtStart)} open at the start, ${count(auctionsAtEnd)} at the end`],
      ['Stalls', events.stall === 0 ? 'none: every bot got on' : `${count(events.stall)} (table event, kind stall, says why)`],
    ]),
  );
}

function printMoney({ copperAtStart, copperAtEnd, created, destroyed }: Totals): void {
  say('\nGold (g), silver (s) and copper (c)');
  say(
    facts([
      ['At the start', money(copperAtStart)],
      ['Created', flows(created)],
      ['Destroyed', flows(destroyed)],
      ['At the end', money(copperAtEnd)],
    ]),
  );
}

const MONEY_INDENT = 16;

function flows(list: readonly MoneyFlow[]): string {
  const total = list.reduce((sum, flow) => sum + flow.copper, 0);
  if (total === 0) return '0c';
  const parts = list.map((flow) => `${words(flow.cause)} ${percent(flow.copper, total)}`);
  return wrap(`${money(total)}: ${parts.join(', ')}`, WIDTH - MONEY_INDENT, ' '.repeat(MONEY_INDENT));
}

function printExpectations(outcomes: readonly Outcome[]): void {
  if (outcomes.length === 0) return;
  const judged = outcomes.filter((outcome) => outcome.verdict !== 'not judged');
  const met = judged.filter((outcome) => outcome.verdict === 'met').length;
  say(
    `\nExpectations of the scenario: ${met} of ${judged.length} met${judged.length < outcomes.length ? `, ${outcomes.length - judged.length} not judged` : ''}`,
  );
  for (const { expectation, value, verdict, why } of outcomes) {
    const bounds = [
      expectation.min === undefined ? '' : `at least ${figure(expectation.min)}`,
      expectation.max === undefined ? '' : `at most ${figure(expectation.max)}`,
    ]
      .filter((text) => text !== '')
      .join(', ');
    const per = expectation.per === 'run' ? '' : ` per ${expectation.per}`;
    say(`  ${verdict.padEnd(10)}  ${expectation.metric}${per}: ${figure(value)} (expected ${bounds})${why === '' ? '' : `; ${why}`}`);
  }
}

function printFile({ file, richest }: RunReport): void {
  if (file === null) {
    say('\nNo run file was written (--no-db).');
    return;
  }
  say(`\nRun file: ${file.path}, ${bytes(file.bytes)}, ${plural(file.rows, 'row')}, every frame from 0 to ${count(file.lastFrame)}`);
  say('\nTry next');
  say(
    facts([
      [`npx botrealm inspect ${file.path} --bot ${richest}`, 'the richest bot'],
      [`npx botrealm audit ${file.path}`, 'where money and items come from'],
      [`npx botrealm replay ${file.path}`, 'prove that it can be repeated'],
    ]),
  );
}
