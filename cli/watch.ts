/** `run --watch`: the state of a run on the whole screen, drawn anew every half second; in a pipe one line every five. */
import { totalmem } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import type { Figures, Memory, SystemFigures } from '../systems/health/monitor.js';
import type { Alert } from '../systems/health/thresholds.js';
import { bytes, count, simulatedTime, wrap } from './format.js';

const SCREEN_MS = 500;
const LINE_MS = 5000;
const CLEAR = '\u001b[H\u001b[2J';
const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';
const COLOUR = { green: '\u001b[32m', yellow: '\u001b[33m', red: '\u001b[31m' } as const;
const PLAIN = '\u001b[0m';
/** Components that are named with their memory, the largest first. */
const COMPONENTS_SHOWN = 5;
/** Alerts stand above the systems, so that a small terminal shows them. */
const ALERTS_SHOWN = 6;
const BARS = '▁▂▃▄▅▆▇█';

/** Memory as it is now. */
export function memoryNow(): Memory {
  return { residentBytes: process.memoryUsage.rss(), totalBytes: totalmem() };
}

export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export class Watch {
  #last = -Infinity;
  readonly #full: boolean;

  constructor(
    private readonly screen: Screen,
    private readonly frames: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#full = screen.isTTY === true && process.env.TERM !== 'dumb';
    if (this.#full) screen.write(ENTER);
  }

  /** Show how things are, if it is time. */
  at(figures: () => Figures): void {
    const now = this.now();
    if (now - this.#last < (this.#full ? SCREEN_MS : LINE_MS)) return;
    this.#last = now;
    this.screen.write(
      this.#full ? CLEAR + page(figures(), this.frames, this.screen.columns ?? 100, this.screen.rows ?? 40) : `${line(figures())}\n`,
    );
  }

  end(): void {
    if (this.#full) this.screen.write(LEAVE);
  }
}

/** One line for a log. */
export function line({ frame, health, bots, frameMs, cpuPercent, memoryBytes, errors, deferredPerFrame, alerts }: Figures): string {
  const first = alerts[0] === undefined ? '' : `; ${alerts[0].text}${alerts.length > 1 ? ` and ${alerts.length - 1} more` : ''}`;
  return `frame ${count(frame)} (${simulatedTime(frame)}) ${health}: ${count(bots)} bots, p50 ${ms(frameMs.p50)}, p99 ${ms(frameMs.p99)} ms, cpu ${one(cpuPercent)} %, ${bytes(memoryBytes)}, ${one(deferredPerFrame)} deferred, ${count(errors)} errors${first}`;
}

/** The whole screen, as lines that fit. */
export function page(figures: Figures, frames: number, columns: number, rows: number): string {
  const { frame, bots, health, frameMs, systems, alerts, botStates } = figures;
  const states = Object.entries(botStates)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([state, n]) => `${state} ${count(n)}`);
  const lines = [
    `botrealm  frame ${count(frame)} of ${count(frames)}  ${simulatedTime(frame)}  ${count(bots)} bots  health ${COLOUR[health]}${health}${PLAIN}`,
    '',
    `frame ms   p50 ${ms(frameMs.p50)}  p95 ${ms(frameMs.p95)}  p99 ${ms(frameMs.p99)}  max ${ms(frameMs.max)}   ${one(figures.cpuPercent)} % of a core in real time`,
    `last 60 s  ${sparkline(figures.history.map((second) => second.frameMs))}`,
    `work       ${count(Math.round(figures.unitsPerFrame))} units a frame${figures.unitsGranted > 0 ? ` of ${count(figures.unitsGranted)}` : ''}, ${one(figures.deferredPerFrame)} deferred, longest wait ${figures.oldestDeferral} frames`,
    `updates    ${count(Math.round(figures.updatesPerSimulatedSecond))} a simulated second, ${count(Math.round(figures.updatesPerSecond))} a second of computing`,
    `memory     ${bytes(figures.memoryBytes)}, ${bytes(Math.round(figures.memoryBytesPerBot))} a bot, ${one(figures.memoryPercent)} % of the machine; fullest pool ${figures.fullestPool.name} ${one(figures.fullestPool.percent)} %`,
    `components ${figures.components
      .slice(0, COMPONENTS_SHOWN)
      .map(({ name, bytes: size }) => `${name} ${bytes(size)}`)
      .join(', ')}`,
    `errors     ${count(figures.errors)}, ${one(figures.errorPercent)} % of the last 60 s`,
    ...wrap(`bots       ${states.join(', ')}`, columns, '           ').split('\n'),
    '',
    ...(alerts.length === 0 ? ['no alerts'] : alerts.slice(0, ALERTS_SHOWN).map(alertLine)),
    ...(alerts.length > ALERTS_SHOWN ? [`and ${alerts.length - ALERTS_SHOWN} more`] : []),
    '',
    'system                     state         p50 ms p95 ms p99 ms max ms  cpu %   units put off errors err %',
    ...systems.filter((s) => s.handled > 0 || s.ms.p99 > 0 || s.errors > 0).map(systemLine),
  ];
  return lines
    .slice(0, Math.max(1, rows - 1))
    .map((text) => cut(text, columns))
    .join('\n');
}

function alertLine({ health, text }: Alert): string {
  return `${COLOUR[health]}${health.padEnd(7)}${PLAIN}${text}`;
}

function systemLine({ name, state, ms: spread, cpuPercent, unitsPerFrame, deferredPerFrame, errors, errorPercent }: SystemFigures): string {
  const times = [spread.p50, spread.p95, spread.p99, spread.max].map((value) => ms(value).padStart(6)).join(' ');
  const rest = [
    cpuPercent.toFixed(2).padStart(6),
    one(unitsPerFrame).padStart(7),
    one(deferredPerFrame).padStart(7),
    count(errors).padStart(6),
    one(errorPercent).padStart(5),
  ];
  return `${name.slice(0, 26).padEnd(26)} ${state.padEnd(13)} ${times} ${rest.join(' ')}`;
}

function sparkline(values: readonly number[]): string {
  const max = Math.max(...values, 1e-9);
  return values.map((value) => BARS[Math.min(BARS.length - 1, Math.floor((value / max) * BARS.length))]).join('');
}

/** Colours take no room; a line with them that is too long goes without. */
function cut(text: string, columns: number): string {
  const seen = stripVTControlCharacters(text);
  return seen.length <= columns ? text : seen.slice(0, columns);
}
function ms(value: number): string {
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
function one(value: number): string {
  return value >= 100 ? count(Math.round(value)) : value.toFixed(1);
}
