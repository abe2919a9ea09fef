/**
 * Commands: what systems want to happen. A system decides and emits; at a flush point of the schedule the handlers apply the
 * commands one after the other, in the order of a pure key (system, mix(seed, frame, uid), sequence of that actor), never in the order
 * of emission: a low uid does not always win a contested spawn or a last bid.
 */
import { InternalError, UserError } from './errors.js';
import type { Ledger } from './ledger.js';
import { mix32 } from './random.js';
import type { EventLog } from './event-log.js';
import type { WritePath } from './write-path.js';

/** Arguments of a command. */
export const COMMAND_ARGS = 6;
const INDEX_BITS = 1 << 17;
const MIX_BITS = 1 << 30;
/** Commands that can wait for one flush. */
export const MAX_COMMANDS = INDEX_BITS;
export const MAX_SYSTEMS = 32;

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

interface Hooks {
  /** Called when a handler threw and was rolled back: whatever is derived from components must be rebuilt. */
  rebuildDerived(): void;
  uidOfActor(actor: number): number;
}

export class CommandQueue<W> {
  #length = 0;
  readonly #opcode = new Uint8Array(MAX_COMMANDS);
  readonly #actor = new Int32Array(MAX_COMMANDS);
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
    this.refusals = new Int32Array(verbs.length * reasons.length);
    this.totals = new Float64Array(verbs.length);
  }

  get pending(): number {
    return this.#length;
  }

  emit(opcode: number, actor: number, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0): void {
    const n = this.#length;
    if (n === MAX_COMMANDS) throw new UserError('too-many-commands', `more than ${MAX_COMMANDS} commands wait for one flush: run fewer bots`);
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
    const mixed = mix32(this.seed ^ mix32(this.hooks.uidOfActor(actor))) & (MIX_BITS - 1);
    this.#keys[n] = (this.system * MIX_BITS + mixed) * INDEX_BITS + n;
    this.#length = n + 1;
  }

  /** Apply all waiting commands. Returns how many were applied or refused. */
  flush(world: W, frame: number): number {
    const n = this.#length;
    if (n === 0) return 0;
    this.#remix(frame, n);
    if (n > 1) this.#keys.subarray(0, n).sort();
    const keys = this.#keys;
    // Handlers may not emit: what a verb sets off, it does itself, so that a command is one atomic thing.
    for (let i = 0; i < n; i++) this.#apply(world, keys[i]! % INDEX_BITS);
    this.#length = 0;
    return n;
  }

  /** The frame enters the key here, so that emission costs one mix. */
  #remix(frame: number, n: number): void {
    const salt = Math.imul(frame, 0x9e3779b1);
    for (let i = 0; i < n; i++) {
      const key = this.#keys[i]!;
      const index = key % INDEX_BITS;
      const rest = (key - index) / INDEX_BITS;
      const mixed = rest % MIX_BITS;
      const system = (rest - mixed) / MIX_BITS;
      this.#keys[i] = (system * MIX_BITS + (mix32(mixed ^ salt) & (MIX_BITS - 1))) * INDEX_BITS + index;
    }
  }

  #apply(world: W, index: number): void {
    const opcode = this.#opcode[index]!;
    const at = index * COMMAND_ARGS;
    const args = this.#args;
    const result = this.perform(world, opcode, this.#actor[index]!, args[at]!, args[at + 1]!, args[at + 2]!, args[at + 3]!, args[at + 4]!, args[at + 5]!);
    if (result === DONE) {
      this.applied++;
    } else {
      this.refused++;
      this.refusals[opcode * this.reasons.length + result]!++;
    }
  }

  /**
   * Run one command now, all or nothing: an exception half-way undoes its writes, ledger entries and events, and is passed on.
   */
  perform(world: W, opcode: number, actor: number, a: number, b: number, c: number, d: number, e: number, f: number): ResultCode {
    const verb = this.verbs[opcode];
    if (verb === undefined) throw new InternalError('unknown-opcode', `no verb has opcode ${opcode}`);
    this.totals[opcode]!++;
    this.write.beginJournal();
    this.ledger.mark();
    this.events.mark();
    let result: ResultCode;
    try {
      result = verb.handle(world, actor, a, b, c, d, e, f);
    } catch (error) {
      this.#undo();
      throw error;
    }
    if (result !== DONE && this.write.journalLength > 0) {
      this.#undo();
      throw new InternalError('partial-refusal', `${verb.name} answered ${this.reasons[result] ?? result} after it had changed something`);
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
    this.refusals.fill(0);
  }

  verbName(opcode: number): string {
    return this.verbs[opcode]!.name;
  }
  get verbCount(): number {
    return this.verbs.length;
  }
}
