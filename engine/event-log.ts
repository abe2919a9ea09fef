/** What happened in the present frame: (kind, uid, two integers), with the words for kinds kept apart. */
import { InternalError } from './errors.js';

const START_EVENTS = 4096;
/** Room beyond this is given back after the frame that needed it. */
const KEPT_EVENTS = 1 << 16;
const MAX_EVENTS = 1 << 22;

/** The events of the present frame, and how many of each kind the run has had. */
export class EventLog {
  count = 0;
  kind = new Uint8Array(START_EVENTS);
  uid = new Int32Array(START_EVENTS);
  a = new Int32Array(START_EVENTS);
  b = new Int32Array(START_EVENTS);
  /** Events by kind since the start of the run. */
  readonly totals: Float64Array;
  #mark = 0;

  constructor(
    /** Words for kinds; the index is the code. */
    readonly kinds: readonly string[],
  ) {
    this.totals = new Float64Array(kinds.length);
  }

  /** Note an event of `kind` (index into `kinds`) that happened to `uid`; what `a` and `b` mean depends on the kind. */
  emit(kind: number, uid: number, a = 0, b = 0): void {
    if (this.kinds[kind] === undefined) throw new InternalError('unknown-event', `no kind of event has code ${kind}`);
    const n = this.count;
    if (n === this.kind.length) this.#grow();
    this.kind[n] = kind;
    this.uid[n] = uid;
    this.a[n] = a;
    this.b[n] = b;
    this.count = n + 1;
    this.totals[kind]!++;
  }

  /** Remember where the running command's events begin. */
  mark(): void {
    this.#mark = this.count;
  }
  /** Take back the events since `mark`. */
  rewind(): void {
    for (let n = this.count - 1; n >= this.#mark; n--) this.totals[this.kind[n]!]!--;
    this.count = this.#mark;
  }
  /** Forget the events of the last frame, after they were recorded; the totals stay. */
  startFrame(): void {
    this.count = 0;
    this.#mark = 0;
    if (this.kind.length > KEPT_EVENTS) this.#resize(START_EVENTS, false);
  }

  #grow(): void {
    const size = this.kind.length * 2;
    if (size > MAX_EVENTS) throw new InternalError('events-full', `one frame made more than ${MAX_EVENTS} events`);
    this.#resize(size, true);
  }

  #resize(size: number, keep: boolean): void {
    const moved = <T extends Uint8Array | Int32Array>(old: T, fresh: T): T => {
      if (keep) fresh.set(old);
      return fresh;
    };
    this.kind = moved(this.kind, new Uint8Array(size));
    this.uid = moved(this.uid, new Int32Array(size));
    this.a = moved(this.a, new Int32Array(size));
    this.b = moved(this.b, new Int32Array(size));
  }
}
