/**
 * The work budget of a frame, in integer work units. `units` grants the same number every frame and replays from the seed alone. `ms` is
 * steered by a governor: the wall time of a frame chooses only the next frame's units, and that integer is stored with the frame, from
 * where a replay reads it back.
 */
import { UserError } from './errors.js';

export type Budget =
  { readonly kind: 'none' } | { readonly kind: 'units'; readonly units: number } | { readonly kind: 'ms'; readonly ms: number };

const MAX_UNITS = 1_000_000_000;
/** The governor never grants fewer units than this, so that every tier keeps moving. */
const MIN_UNITS = 256;
const START_UNITS = 20_000;
/** How fast the governor follows: share of the way to the units that would just fit. */
const GAIN = 0.5;

/** Parse `none`, `units:N` or `ms:N`. */
export function parseBudget(text: string): Budget {
  if (text === 'none') return { kind: 'none' };
  const [, kind, amount] = /^(units|ms):([\d.eE+]+)$/.exec(text) ?? [];
  const n = Number(amount);
  if (kind === 'units' && Number.isInteger(n) && n >= MIN_UNITS && n <= MAX_UNITS) return { kind, units: n };
  if (kind === 'ms' && n > 0 && n <= 10_000) return { kind, ms: n };
  throw new UserError(
    'bad-budget',
    `budget is '${text}', expected none, units:N (${MIN_UNITS} to ${MAX_UNITS}) or ms:N (above 0, at most 10000)`,
  );
}

/** The budget as `parseBudget` reads it. */
export function showBudget(budget: Budget): string {
  return budget.kind === 'none' ? 'none' : budget.kind === 'units' ? `units:${budget.units}` : `ms:${budget.ms}`;
}

/** Chooses the units of the next frame. */
export class Governor {
  #next: number;
  constructor(readonly budget: Budget) {
    this.#next = budget.kind === 'units' ? budget.units : budget.kind === 'ms' ? START_UNITS : 0;
  }
  /** Units of the coming frame; 0 is without limit. */
  get units(): number {
    return this.#next;
  }
  /** Go on from units that were granted before: a run that is resumed. Only an `ms` budget keeps them. */
  set units(units: number) {
    if (this.budget.kind === 'ms') this.#next = Math.max(MIN_UNITS, Math.min(MAX_UNITS, Math.trunc(units)));
  }
  /** Tell what the last frame cost. Only an `ms` budget listens. */
  observe(unitsUsed: number, wallMs: number): void {
    if (this.budget.kind !== 'ms' || unitsUsed <= 0 || !(wallMs > 0)) return;
    const fitting = (unitsUsed * this.budget.ms) / wallMs;
    // A frame in time whose units look dear had little to do: what a frame costs anyway is no reason to grant the next one less.
    if (wallMs <= this.budget.ms && fitting < this.#next) return;
    const next = this.#next + (fitting - this.#next) * GAIN;
    this.#next = Math.max(MIN_UNITS, Math.min(MAX_UNITS, Math.trunc(next)));
  }
}
