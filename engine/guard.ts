/**
 * Stands between the frame and what it calls. A call of a system, like a command, is all or nothing: when it throws, its writes,
 * events and the commands it emitted are taken back, and the frame goes on. A reached capacity or any other `UserError` ends the run all
 * the same: that is for the caller to mend.
 */
import { Breakers, ErrorClass } from './breaker.js';
import type { BreakerFields, BreakerStateCode, ErrorClassCode } from './breaker.js';
import { InternalError, UserError } from './errors.js';
import type { EventLog } from './event-log.js';
import { Faults, GO, INJECTED, THROW_NOW, injected } from './faults.js';
import type { FaultFields } from './faults.js';
import type { Ledger } from './ledger.js';
import type { WritePath } from './write-path.js';

/** Different failures that are kept in words. */
const MAX_KINDS = 256;

/** One way in which one part failed. */
export interface Failure {
  readonly kind: 'system' | 'command';
  /** Name of the system or verb. */
  readonly part: string;
  readonly code: string;
  /** Message of the first one. */
  readonly message: string;
  readonly firstFrame: number;
  lastFrame: number;
  count: number;
  /** Put in by a fault, or the program's own. */
  readonly injected: boolean;
}

/** What broke in a run. Bounded; not part of the state (the counts in `breaker.errors` are). */
export class FailureLog {
  readonly all: Failure[] = [];
  /** Errors in all. */
  total = 0;

  /** Take over what was kept with a checkpoint: a run that goes on does not forget what broke before. */
  restore(failures: readonly Failure[], total: number): void {
    this.all.length = 0;
    for (const failure of failures) this.all.push({ ...failure });
    this.total = total;
  }

  note(kind: Failure['kind'], part: string, error: unknown, frame: number): void {
    this.total++;
    const code = error instanceof InternalError ? error.code : error instanceof Error ? error.name : 'thrown';
    const known = this.all.find((f) => f.part === part && f.code === code);
    if (known !== undefined) {
      known.count++;
      known.lastFrame = frame;
      return;
    }
    if (this.all.length === MAX_KINDS) return;
    const message = error instanceof Error ? error.message : String(error);
    this.all.push({ kind, part, code, message, firstFrame: frame, lastFrame: frame, count: 1, injected: code === INJECTED });
  }
}

export interface GuardParts {
  readonly write: WritePath;
  readonly ledger: Ledger;
  readonly events: EventLog;
  readonly breakers: BreakerFields;
  readonly faults: FaultFields;
  readonly seed: number;
  /** Kinds of events: a state changed (a: part, b: from x 16 + to), a system failed (a: part, b: entries), a command failed (a: part). */
  readonly kinds: { readonly changed: number; readonly systemFailed: number; readonly commandFailed: number };
  /** First part number of the verbs; systems are numbered by their row. */
  readonly firstVerb: number;
  readonly queue: { mark(): void; rewind(): void };
  rebuildDerived(): void;
  /** A command failed or could not be tried: see that its actor is called again. `system` is the row that emitted it. */
  rescue(system: number, actor: number, a: number, frame: number): void;
}

export class Guard {
  readonly breakers: Breakers;
  readonly faults: Faults;
  readonly failures = new FailureLog();
  #frame = 0;
  #calls = 0;
  #lastClass: ErrorClassCode = ErrorClass.retryable;

  constructor(private readonly parts: GuardParts) {
    this.breakers = new Breakers(parts.write, parts.breakers, (part: number, from: BreakerStateCode, to: BreakerStateCode) => {
      parts.events.emit(parts.kinds.changed, 0, part, from * 16 + to);
    });
    this.faults = new Faults(parts.write, parts.faults, parts.seed);
  }

  startFrame(frame: number): void {
    this.#frame = frame;
    this.#calls = 0;
  }

  /** See `Breakers.admit`. */
  admit(row: number): number {
    return this.breakers.admit(row, this.#frame);
  }

  /** What a fault wants of the coming call of a system; before `begin`. */
  systemVerdict(row: number): number {
    return this.faults.any ? this.faults.verdict(row, this.#frame, false, 0, 0) : GO;
  }
  factor(row: number): number {
    return this.faults.any ? this.faults.factor(row, this.#frame) : 1;
  }

  /** A system's call begins. */
  begin(verdict: number): void {
    const { write, ledger, events, queue } = this.parts;
    write.beginCall(verdict > 0 ? verdict : 0);
    ledger.mark();
    events.mark();
    queue.mark();
  }
  /** Strike, if the verdict says so. */
  strike(verdict: number, name: string): void {
    if (verdict === THROW_NOW) throw injected(`${name} throws`);
  }
  commit(): void {
    this.parts.write.commitJournal();
  }
  /** The call threw: nothing of it stays. Passes on what must end the run. */
  undo(error: unknown): void {
    const { write, ledger, events, queue } = this.parts;
    write.rollback();
    ledger.rewind();
    events.rewind();
    queue.rewind();
    this.parts.rebuildDerived();
    if (error instanceof UserError) throw error;
  }
  /** After `undo`: an error in a call with so many entries. What it does to the system's state is said by what follows. */
  systemFailed(row: number, name: string, error: unknown, entries: number): void {
    this.failures.note('system', name, error, this.#frame);
    this.parts.events.emit(this.parts.kinds.systemFailed, 0, row, entries);
    this.breakers.countError(row);
    this.#lastClass = this.#classOf(error);
  }
  /** Not one entry could be handled. */
  systemGaveUp(row: number): void {
    this.breakers.failed(row, this.#frame, this.#lastClass);
  }
  systemWent(row: number): void {
    this.breakers.succeeded(row);
  }

  /** Is the circuit of a verb open? Its commands are refused then, and their actors are called again. */
  refuses(opcode: number): boolean {
    return this.breakers.admit(this.parts.firstVerb + opcode, this.#frame) === 0;
  }
  commandVerdict(opcode: number, uid: number): number {
    return this.faults.any ? this.faults.verdict(this.parts.firstVerb + opcode, this.#frame, true, uid, this.#calls++) : GO;
  }
  commandWent(opcode: number): void {
    this.breakers.succeeded(this.parts.firstVerb + opcode);
  }
  /** The queue has undone the command. */
  commandFailed(opcode: number, name: string, uid: number, error: unknown): void {
    if (error instanceof UserError) throw error;
    const part = this.parts.firstVerb + opcode;
    this.failures.note('command', name, error, this.#frame);
    this.parts.events.emit(this.parts.kinds.commandFailed, Math.max(0, uid), part, 0);
    this.breakers.countError(part);
    // A verb is always worth another try: what failed may have been one actor's command alone.
    this.breakers.failed(part, this.#frame, ErrorClass.retryable);
  }
  rescue(system: number, actor: number, a: number): void {
    this.parts.rescue(system, actor, a, this.#frame);
  }

  #classOf(error: unknown): ErrorClassCode {
    if (error instanceof InternalError) return error.code === INJECTED ? this.faults.errorClass : ErrorClass.recoverable;
    return ErrorClass.retryable;
  }
}
