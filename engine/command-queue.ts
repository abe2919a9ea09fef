/**
 * Commands: what systems want to happen. A system decides and emits; at a flush point of the schedule the handlers apply the
 * commands one after the other, in the order of a pure key (system, mix(seed, frame, uid), sequence of that actor), never in the order
 * of emission: a low uid does not always win a contested spawn or a last bid.
 */
import { InternalError, UserError, invariant } from './errors.js';
import type { Ledger } from './ledger.js';
import { mixInt } from './random.js';
import type { EventLog } from './event-log.js';
import type { WritePath } from './write-path.js';

/** Arguments of a command. */
export const COMMAND_ARGS = 6;
/** A sort key is (system, mix, index) in the 53 bits of an exact float: 6 for the system, 30 for the mix, 17 for the index. */
const INDEX_RANGE = 1 << 17;
const MIX_RANGE = 1 << 30;
/** Commands that can wait for one flush. */
export const MAX_COMMANDS = INDEX_RANGE;
/** Rows a schedule can have: the row of a system is part of the key. */
export const MAX_SYSTEMS = 64;
/** Opcodes are bytes. */
const MAX_VERBS = 256;

/** Result of a handler: 0 is done, everything else is a refusal, counted by reason. */
export type ResultCode = number;
export const DONE: ResultCode = 0;

/** A verb: validate everything, then change everything; answer with a result code. `a` to `f` are the arguments. */
export type Handler<W> = (world: W, actor: number, a: number, b: number, c: number, d: number, e: number, f: number) => ResultCode;

export interface Verb<W> {
  /** `noun.verb`, as the store shows it. */
  readonly name: string;
  readonly handle: Handler<W>;
}

/** What the queue needs of a world. */
interface Hooks {
  /** Called when a handler threw and was rolled back: whatever is derived from components must be rebuilt. */
  rebuildDerived(): void;
  uidOfActor(actor: number): number;
}

/** Decides what becomes of a command that throws, or that is not to be tried (engine/guard.ts). Without one a throw ends the run. */
export interface CommandGuard {
  refuses(opcode: number): boolean;
  /** 0 go on, -1 throw before it begins, n > 0 throw after n writes. */
  commandVerdict(opcode: number, uid: number): number;
  strike(verdict: number, name: string): void;
  commandWent(opcode: number): void;
  /** Counts the error; passes on what must end the run. */
  commandFailed(opcode: number, name: string, uid: number, error: unknown): void;
  rescue(system: number, actor: number, a: number): void;
}

/** The commands that wait for a flush, and the handlers that apply them. */

export class CommandQueue<W> {
  #length = 0;
  #flushing = false;
  #mark = 0;
  guard: CommandGuard | null = null;
  /** Result of a command whose verb is not to be tried for the time being. */
  unavailable: ResultCode = 0;
  /** Commands that threw and were undone, in this frame. */
  failed = 0;
  readonly #opcode = new Uint8Array(MAX_COMMANDS);
  readonly #actor = new Int32Array(MAX_COMMANDS);
  readonly #uid = new Int32Array(MAX_COMMANDS);
  readonly #system = new Uint8Array(MAX_COMMANDS);
  readonly #args = new Int32Array(MAX_COMMANDS * COMMAND_ARGS);
  readonly #keys = new Float64Array(MAX_COMMANDS);
  /** System that is emitting, set by the schedule runner. */
  system = 0;
  /** Applied and refused in this frame. */
  applied = 0;
  refused = 0;
  readonly refusals: Int32Array;
  /** Commands by opcode since the start of the run. */
  readonly totals: Float64Array;

  constructor(
    private readonly verbs: readonly Verb<W>[],
    /** Words for result codes; the index is the code. */
    readonly reasons: readonly string[],
    private readonly write: WritePath,
    private readonly ledger: Ledger,
    private readonly events: EventLog,
    private readonly seed: number,
    private readonly hooks: Hooks,
  ) {
    invariant(verbs.length <= MAX_VERBS, 'too-many-verbs', `there are ${verbs.length} verbs, at most ${MAX_VERBS} are possible`);
    this.refusals = new Int32Array(verbs.length * reasons.length);
    this.totals = new Float64Array(verbs.length);
  }

  /** Commands that wait for the next flush. */
  get pending(): number {
    return this.#length;
  }

  /**
   * Let `actor` wish for a verb at the next flush; arguments are 32-bit integers. Not from a handler: what a verb sets off, it does
   * itself, so that a command is one atomic thing.
   */
  emit(opcode: number, actor: number, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): void {
    const n = this.#length;
    if (this.#flushing)
      throw new InternalError(
        'emit-in-handler',
        `a handler emitted ${this.verbs[opcode]?.name ?? opcode}; a handler does all of its command itself`,
      );
    if (this.verbs[opcode] === undefined) throw new InternalError('unknown-opcode', `no verb has opcode ${opcode}`);
    if (n === MAX_COMMANDS)
      throw new UserError('too-many-commands', `more than ${MAX_COMMANDS} commands wait for one flush: run fewer bots`);
    this.#opcode[n] = opcode;
    this.#actor[n] = actor;
    const at = n * COMMAND_ARGS;
    const args = this.#args;
    args[at] = a;
    args[at + 1] = b;
    args[at + 2] = c;
    args[at + 3] = d;
    args[at + 4] = e;
    args[at + 5] = f;
    const exact =
      args[at] === a && args[at + 1] === b && args[at + 2] === c && args[at + 3] === d && args[at + 4] === e && args[at + 5] === f;
    if (!exact)
      throw new InternalError(
        'bad-argument',
        `${this.verbs[opcode]!.name}(${[a, b, c, d, e, f].join(', ')}): an argument is no 32-bit integer`,
      );
    this.#uid[n] = this.hooks.uidOfActor(actor);
    this.#system[n] = this.system;
    this.#length = n + 1;
  }

  /** Remember where the commands of a call of a system begin. */
  mark(): void {
    this.#mark = this.#length;
  }
  /** Take back the commands since `mark`. */
  rewind(): void {
    this.#length = this.#mark;
  }

  /**
   * Apply all waiting commands. Returns how many were applied, refused or failed. A handler that throws loses its own command and no
   * other; without a guard the rest of the queue is dropped with the run that ends here.
   */
  flush(world: W, frame: number): number {
    const n = this.#length;
    if (n === 0) return 0;
    this.#sort(frame, n);
    this.#flushing = true;
    try {
      for (let i = 0; i < n; i++) this.#apply(world, indexOf(this.#keys[i]!));
    } finally {
      this.#flushing = false;
      this.#length = 0;
    }
    return n;
  }

  /** Keys in order of (system, mix(seed, frame, uid), uid, sequence). */
  #sort(frame: number, n: number): void {
    const keys = this.#keys;
    const salt = this.seed ^ Math.imul(frame, 0x9e3779b1);
    for (let i = 0; i < n; i++) {
      const mixed = mixInt(salt ^ mixInt(this.#uid[i]!)) & (MIX_RANGE - 1);
      keys[i] = (this.#system[i]! * MIX_RANGE + mixed) * INDEX_RANGE + i;
    }
    if (n === 1) return;
    keys.subarray(0, n).sort();
    for (let i = 1; i < n; i++) this.#settleTie(i);
  }

  /** Two uids with the same 30 bits of mix (a few pairs among 100,000): the uid decides, not who emitted first. */
  #settleTie(i: number): void {
    const keys = this.#keys;
    const key = keys[i]!;
    const uid = this.#uid[indexOf(key)]!;
    let at = i;
    while (at > 0 && prefixOf(keys[at - 1]!) === prefixOf(key) && this.#uid[indexOf(keys[at - 1]!)]! > uid) {
      keys[at] = keys[at - 1]!;
      at--;
    }
    keys[at] = key;
  }

  #apply(world: W, index: number): void {
    const opcode = this.#opcode[index]!;
    const { guard } = this;
    let result: ResultCode;
    if (guard === null) {
      result = this.#performQueued(world, index, 0);
    } else if (guard.refuses(opcode)) {
      result = this.unavailable;
      guard.rescue(this.#system[index]!, this.#actor[index]!, this.#args[index * COMMAND_ARGS]!);
    } else {
      try {
        const verdict = guard.commandVerdict(opcode, this.#uid[index]!);
        guard.strike(verdict, this.verbs[opcode]!.name);
        result = this.#performQueued(world, index, verdict);
      } catch (error) {
        this.failed++;
        guard.commandFailed(opcode, this.verbs[opcode]!.name, this.#uid[index]!, error);
        guard.rescue(this.#system[index]!, this.#actor[index]!, this.#args[index * COMMAND_ARGS]!);
        return;
      }
      guard.commandWent(opcode);
    }
    if (result === DONE) {
      this.applied++;
    } else {
      this.refused++;
      this.refusals[opcode * this.reasons.length + result]!++;
    }
  }

  #performQueued(world: W, index: number, fault: number): ResultCode {
    const at = index * COMMAND_ARGS;
    const args = this.#args;
    return this.perform(
      world,
      this.#opcode[index]!,
      this.#actor[index]!,
      args[at]!,
      args[at + 1]!,
      args[at + 2]!,
      args[at + 3]!,
      args[at + 4]!,
      args[at + 5]!,
      fault,
    );
  }

  /**
   * Run one command now, all or nothing: an exception half-way undoes its writes, ledger entries and events, and is passed on.
   * @param fault the write after so many throws; 0: none does
   */
  perform(
    world: W,
    opcode: number,
    actor: number,
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    fault = 0,
  ): ResultCode {
    const verb = this.verbs[opcode];
    if (verb === undefined) throw new InternalError('unknown-opcode', `no verb has opcode ${opcode}`);
    this.write.beginJournal(fault);
    this.totals[opcode]!++;
    this.ledger.mark();
    this.events.mark();
    let result: ResultCode;
    try {
      result = verb.handle(world, actor, a, b, c, d, e, f);
    } catch (error) {
      this.#undo();
      throw error;
    }
    if (result !== DONE && (this.write.journalLength > 0 || this.ledger.sinceMark > 0)) {
      this.#undo();
      throw new InternalError('partial-refusal', `${verb.name} answered ${this.reasons[result] ?? result} after it had changed something`);
    }
    if (this.reasons[result] === undefined) {
      this.#undo();
      throw new InternalError('unknown-result', `${verb.name} answered ${result}, which no reason has`);
    }
    this.write.commitJournal();
    return result;
  }

  #undo(): void {
    this.write.rollback();
    this.ledger.rewind();
    this.events.rewind();
    this.hooks.rebuildDerived();
  }

  /** Forget the counts of the frame, after they were recorded. */
  startFrame(): void {
    this.applied = 0;
    this.refused = 0;
    this.failed = 0;
    this.refusals.fill(0);
  }

  /** `noun.verb` of an opcode. */
  verbName(opcode: number): string {
    return this.verbs[opcode]!.name;
  }
  get verbCount(): number {
    return this.verbs.length;
  }
}

/** Position in the queue of the command with this key. */
function indexOf(key: number): number {
  return key - Math.floor(key / INDEX_RANGE) * INDEX_RANGE;
}
/** System and mix of a key. */
function prefixOf(key: number): number {
  return Math.floor(key / INDEX_RANGE);
}
