/**
 * Error states of the parts of a frame (systems and verbs), as a state machine over hashed cells: timed in frames, never in wall time, so
 * that a run in which things broke replays like any other.
 *
 *     normal -> retry -> normal | backoff -> retry ... -> circuit_open -> half_open -> normal | circuit_open
 *     normal -> recover -> normal | degrade (reduced load -> minimal mode) -> recover | disabled
 *
 * After a retryable fault ends, a part is called again at the latest MAX_OPEN_FRAMES + 1 frames later, and is normal after that call.
 */
import type { Field } from './component.js';
import type { WritePath } from './write-path.js';

export const BreakerState = { normal: 0, retry: 1, backoff: 2, circuitOpen: 3, halfOpen: 4, recover: 5, degrade: 6, disabled: 7 } as const;
export type BreakerStateCode = (typeof BreakerState)[keyof typeof BreakerState];
export const BREAKER_STATE_NAMES = ['normal', 'retry', 'backoff', 'circuit_open', 'half_open', 'recover', 'degrade', 'disabled'] as const;

/** What can be done about an error: try again; build anew what is derived, then try; nothing but doing less. */
export const ErrorClass = { retryable: 0, recoverable: 1, critical: 2 } as const;
export type ErrorClassCode = (typeof ErrorClass)[keyof typeof ErrorClass];
export const ERROR_CLASS_NAMES = ['retryable', 'recoverable', 'critical'] as const;

/** Failed tries before the circuit opens; the pause before each is 2, 4, 8, 16 frames. */
export const MAX_RETRIES = 4;
/** The circuit stays open for 10 s at first, twice as long after each failed test, and 30 s at most. */
const OPEN_FRAMES = 100;
export const MAX_OPEN_FRAMES = 300;
/** Failed calls that take a degraded part one step further down. */
const FAILURES_A_STEP = 3;
/** Good calls in a row that take it one step up. */
export const GOOD_CALLS_A_STEP = 50;
/** Share of the due entries (one in so many) that is handled: reduced load, minimal mode, a half-open test. */
const REDUCED = 4;
const MINIMAL = 16;
const Level = { full: 0, reduced: 1, minimal: 2 } as const;

/** Cells of one part: `state` (BreakerState), `level` (0 full, 1 reduced, 2 minimal), `failures` and `good` in a row, `until` (frame of
 *  the next try), `opened` (times in a row), `errors` (since the start). */
export interface BreakerFields {
  readonly state: Field;
  readonly level: Field;
  readonly failures: Field;
  readonly good: Field;
  readonly until: Field;
  readonly opened: Field;
  readonly errors: Field;
}

const MAX_COUNT = 255;

export class Breakers {
  constructor(
    private readonly write: WritePath,
    private readonly f: BreakerFields,
    /** Every change of state is told. */
    private readonly changed: (part: number, from: BreakerStateCode, to: BreakerStateCode) => void,
  ) {}

  stateOf(part: number): BreakerStateCode {
    return this.f.state.array[part] as BreakerStateCode;
  }
  errorsOf(part: number): number {
    return this.f.errors.array[part]!;
  }
  levelOf(part: number): number {
    return this.f.level.array[part]!;
  }

  /** May the part be called in this frame? 0 no, 1 in full, n: with one in n of its due entries. */
  admit(part: number, frame: number): number {
    const state = this.f.state.array[part];
    if (state === BreakerState.normal) return 1;
    switch (state) {
      case BreakerState.backoff:
        if (frame < this.f.until.array[part]!) return 0;
        this.#to(part, BreakerState.retry);
        return 1;
      case BreakerState.circuitOpen:
        if (frame < this.f.until.array[part]!) return 0;
        this.#to(part, BreakerState.halfOpen);
        return MINIMAL;
      case BreakerState.halfOpen:
        return MINIMAL;
      case BreakerState.degrade:
        return this.f.level.array[part] === Level.minimal ? MINIMAL : REDUCED;
      case BreakerState.disabled:
        return 0;
      default:
        return 1;
    }
  }

  /** A call went well. */
  succeeded(part: number): void {
    const state = this.f.state.array[part];
    if (state === BreakerState.normal) return;
    if (state !== BreakerState.degrade) {
      this.reset(part);
      return;
    }
    const good = this.f.good.array[part]! + 1;
    if (good < GOOD_CALLS_A_STEP) {
      this.write.set(this.f.good, part, good);
      return;
    }
    this.write.set(this.f.good, part, 0);
    this.write.set(this.f.failures, part, 0);
    if (this.f.level.array[part] === Level.minimal) this.write.set(this.f.level, part, Level.reduced);
    else this.#to(part, BreakerState.recover);
  }

  /** A call failed; nothing of it is left. */
  failed(part: number, frame: number, errorClass: ErrorClassCode): void {
    switch (this.f.state.array[part]) {
      case BreakerState.normal:
        this.#firstFailure(part, errorClass);
        break;
      case BreakerState.retry:
        this.#retryFailed(part, frame);
        break;
      case BreakerState.halfOpen:
        this.#open(part, frame);
        break;
      case BreakerState.recover:
        this.#degrade(part);
        break;
      case BreakerState.degrade:
        this.#worse(part);
        break;
    }
  }

  /** An error was thrown: counted, no change of state. */
  countError(part: number): void {
    this.write.set(this.f.errors, part, this.f.errors.array[part]! + 1);
  }

  /** A call took far more work than it should: the part does less until it is itself again. */
  slow(part: number): void {
    const state = this.f.state.array[part];
    if (state === BreakerState.degrade) this.write.set(this.f.good, part, 0);
    else if (state !== BreakerState.disabled) this.#degrade(part);
  }

  /** Back to normal, whatever it was. */
  reset(part: number): void {
    this.write.set(this.f.level, part, Level.full);
    this.write.set(this.f.failures, part, 0);
    this.write.set(this.f.good, part, 0);
    this.write.set(this.f.opened, part, 0);
    this.write.set(this.f.until, part, 0);
    this.#to(part, BreakerState.normal);
  }

  #firstFailure(part: number, errorClass: ErrorClassCode): void {
    if (errorClass === ErrorClass.critical) this.#degrade(part);
    else if (errorClass === ErrorClass.recoverable) this.#to(part, BreakerState.recover);
    else this.#to(part, BreakerState.retry);
  }

  #retryFailed(part: number, frame: number): void {
    const failures = Math.min(MAX_COUNT, this.f.failures.array[part]! + 1);
    this.write.set(this.f.failures, part, failures);
    if (failures > MAX_RETRIES) {
      this.#open(part, frame);
      return;
    }
    this.write.set(this.f.until, part, frame + (1 << failures));
    this.#to(part, BreakerState.backoff);
  }

  #open(part: number, frame: number): void {
    const opened = this.f.opened.array[part]!;
    this.write.set(this.f.until, part, frame + Math.min(MAX_OPEN_FRAMES, OPEN_FRAMES << Math.min(opened, 4)));
    this.write.set(this.f.opened, part, Math.min(MAX_COUNT, opened + 1));
    this.#to(part, BreakerState.circuitOpen);
  }

  #degrade(part: number): void {
    this.write.set(this.f.level, part, Level.reduced);
    this.write.set(this.f.failures, part, 0);
    this.write.set(this.f.good, part, 0);
    this.#to(part, BreakerState.degrade);
  }

  #worse(part: number): void {
    this.write.set(this.f.good, part, 0);
    const failures = this.f.failures.array[part]! + 1;
    if (failures < FAILURES_A_STEP) {
      this.write.set(this.f.failures, part, failures);
      return;
    }
    this.write.set(this.f.failures, part, 0);
    if (this.f.level.array[part] === Level.minimal) this.#to(part, BreakerState.disabled);
    else this.write.set(this.f.level, part, Level.minimal);
  }

  #to(part: number, to: BreakerStateCode): void {
    const from = this.stateOf(part);
    if (from === to) return;
    this.write.set(this.f.state, part, to);
    this.changed(part, from, to);
  }
}
