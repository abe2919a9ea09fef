/**
 * Faults that are put in on purpose: a part of the frame throws at its Nth call, or half-way after n writes, or costs more work than it
 * should; or every command fails with some probability. A fault is a row of a hashed component, so it is part of the state: it replays,
 * and a run that is resumed goes on with it.
 */
import type { Field } from './component.js';
import { InternalError, UserError } from './errors.js';
import { draw } from './random.js';
import type { ErrorClassCode } from './breaker.js';
import type { WritePath } from './write-path.js';

export const FaultKind = { none: 0, throws: 1, slow: 2, chaos: 3 } as const;
/** The part a chaos fault concerns: all verbs. */
export const ALL_PARTS = 65_535;

export interface FaultFields {
  /** FaultKind. */
  readonly kind: Field;
  /** Part: row of the schedule, or MAX_SYSTEMS + opcode. */
  readonly part: Field;
  /** First and last frame. */
  readonly from: Field;
  readonly until: Field;
  /** First call that is hit, from 1; then each `every`-th, 0: only that one. */
  readonly nth: Field;
  readonly every: Field;
  /** Writes after which it throws, 0: before the call. */
  readonly writes: Field;
  /** `slow`: times the work; `chaos`: parts per million. */
  readonly amount: Field;
  /** ErrorClass. */
  readonly errorClass: Field;
  /** Calls seen and hit so far. */
  readonly calls: Field;
  readonly hits: Field;
}

export interface FaultSpec {
  readonly kind: number;
  readonly part: number;
  readonly from: number;
  readonly until: number;
  readonly nth?: number;
  readonly every?: number;
  readonly writes?: number;
  readonly amount?: number;
  readonly errorClass?: ErrorClassCode;
}

/** What a part is to do: go on, throw before it begins, or throw after so many writes. */
export const GO = 0;
export const THROW_NOW = -1;
/** Chaos strikes half of the time before the call, else after one of the first so many writes. */
const CHAOS_WRITES = 6;
const MILLION = 1_000_000;
const CHAOS_SALT = 0x7fa1;
/** Faults a run can have. */
export const MAX_FAULTS = 64;

export class Faults {
  /** Class of the error that was called for last. */
  errorClass: ErrorClassCode = 0;
  #used = 0;

  constructor(
    private readonly write: WritePath,
    private readonly f: FaultFields,
    private readonly seed: number,
  ) {}

  /** Is there any fault at all? What asks in a hot path asks this first. */
  get any(): boolean {
    return this.#used > 0;
  }

  add(spec: FaultSpec): void {
    if (this.#used === MAX_FAULTS)
      throw new UserError('too-many-faults', `more than ${MAX_FAULTS} faults: each system or verb counts as one`);
    const { f, write } = this;
    const at = this.#used++;
    write.set(f.kind, at, spec.kind);
    write.set(f.part, at, spec.part);
    write.set(f.from, at, spec.from);
    write.set(f.until, at, spec.until);
    write.set(f.nth, at, spec.nth ?? 1);
    write.set(f.every, at, spec.every ?? 1);
    write.set(f.writes, at, spec.writes ?? 0);
    write.set(f.amount, at, spec.amount ?? 1);
    write.set(f.errorClass, at, spec.errorClass ?? 0);
  }

  /** After a restore: how many there are is in the cells. */
  rebuild(): void {
    this.#used = 0;
    while (this.#used < MAX_FAULTS && this.f.kind.array[this.#used] !== FaultKind.none) this.#used++;
  }

  /** A part is about to be called. `nonce` tells the calls of one frame apart. Not while a journal is open: calls are counted. */
  verdict(part: number, frame: number, isCommand: boolean, uid: number, nonce: number): number {
    for (let at = 0; at < this.#used; at++) {
      if (frame < this.f.from.array[at]! || frame > this.f.until.array[at]!) continue;
      const kind = this.f.kind.array[at];
      const verdict =
        kind === FaultKind.chaos && isCommand
          ? this.#chaos(at, frame, uid, nonce)
          : kind === FaultKind.throws
            ? this.#throws(at, part)
            : GO;
      if (verdict === GO) continue;
      this.write.set(this.f.hits, at, this.f.hits.array[at]! + 1);
      this.errorClass = this.f.errorClass.array[at] as ErrorClassCode;
      return verdict;
    }
    return GO;
  }

  #throws(at: number, part: number): number {
    if (this.f.part.array[at] !== part) return GO;
    const calls = this.f.calls.array[at]! + 1;
    this.write.set(this.f.calls, at, calls);
    const past = calls - this.f.nth.array[at]!;
    const every = this.f.every.array[at]!;
    if (past < 0 || (past > 0 && (every === 0 || past % every !== 0))) return GO;
    return this.f.writes.array[at]! > 0 ? this.f.writes.array[at]! : THROW_NOW;
  }

  #chaos(at: number, frame: number, uid: number, nonce: number): number {
    const roll = draw(this.seed, uid, frame, CHAOS_SALT, nonce);
    if (roll % MILLION >= this.f.amount.array[at]!) return GO;
    const writes = draw(this.seed, uid, frame, CHAOS_SALT + 1, nonce) % (CHAOS_WRITES * 2);
    return writes < CHAOS_WRITES ? THROW_NOW : writes - CHAOS_WRITES + 1;
  }

  /** Times the work that a part takes in this frame. */
  factor(part: number, frame: number): number {
    let factor = 1;
    for (let at = 0; at < this.#used; at++) {
      if (this.f.kind.array[at] !== FaultKind.slow || this.f.part.array[at] !== part) continue;
      if (frame >= this.f.from.array[at]! && frame <= this.f.until.array[at]!) factor *= this.f.amount.array[at]!;
    }
    return factor;
  }

  /** Hits of all faults so far. */
  get hits(): number {
    let hits = 0;
    for (let at = 0; at < this.#used; at++) hits += this.f.hits.array[at]!;
    return hits;
  }
}

export const INJECTED = 'fault-injected';

/** The error of a fault. */
export function injected(what: string): InternalError {
  return new InternalError(INJECTED, `a fault was put in: ${what}`);
}
