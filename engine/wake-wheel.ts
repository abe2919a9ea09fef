/**
 * A hashed timing wheel: who is due at which frame. A frame touches only those that are due.
 *
 * The due frame of an entry is a cell of a component (hashed, stored, the truth); the buckets are intrusive lists derived from it and
 * can be rebuilt at any time. Draining sorts by (longest waiting first, pure order key), so the order in a bucket never shows.
 * Every drained entry is settled by the caller: consumed, scheduled anew, or deferred (the budget ran out), in which case it stays overdue
 * and comes first next time.
 */
import type { Field } from './component.js';
import { InternalError, invariant } from './errors.js';
import { mix32 } from './random.js';
import type { WritePath } from './write-path.js';

/** Buckets; delays beyond it go round more than once. 4,096 frames are 6.8 minutes at 100 ms. */
const BUCKETS = 4096;
/** A sort key is (age, mix, id) in the 53 bits of an exact float: 13 for the age, 20 for the mix, 20 for the id. */
const ID_RANGE = 1 << 20;
const MIX_RANGE = 1 << 20;
/** Who has waited longer than this (13.6 minutes at 100 ms) is no longer told apart by its wait. */
const MAX_AGE = (1 << 13) - 1;
/**
 * What `#prev` holds for an entry that lies in no bucket (0, so that memory of entries never used is never touched); a first entry of
 * bucket b holds FIRST - b, any other its predecessor + 1.
 */
const UNLINKED = 0;
const FIRST = -1;

/** Entries a wheel can have. */
export const MAX_WHEEL_ENTRIES = ID_RANGE;

/** One lane of wake-ups: at most one due frame for each entry of a pool. */

export class WakeWheel {
  readonly #head = new Int32Array(BUCKETS).fill(-1);
  readonly #next: Int32Array;
  readonly #prev: Int32Array;
  readonly #keys: Float64Array;
  /** Ids that are due, filled by `drain`, in order. */
  readonly ids: Int32Array;
  count = 0;
  #lastDrained = 0;

  constructor(
    private readonly write: WritePath,
    /** Field with the due frame of each entry; 0 is never. */
    private readonly due: Field,
    private readonly size: number,
    private readonly seed: number,
    /** Uid of an entry, for the order key. */
    private readonly uidOf: ArrayLike<number>,
  ) {
    invariant(size <= MAX_WHEEL_ENTRIES && size <= due.array.length, 'wheel-size', `a wheel over ${due.name} cannot have ${size} entries`);
    this.#next = new Int32Array(size);
    this.#prev = new Int32Array(size);
    this.#keys = new Float64Array(size);
    this.ids = new Int32Array(size);
  }

  /** Wake `id` at `frame` (replaces an earlier wish); 0 is never. A frame that has been drained means the next one. */
  schedule(id: number, frame: number): void {
    if (!(frame >= 0)) throw new InternalError('bad-due-frame', `${this.due.name}[${id}] cannot be due at frame ${frame}`);
    this.write.set(this.due, id, frame);
    if (this.#prev[id] !== UNLINKED) this.#unlink(id);
    if (frame > 0) this.#link(id, frame);
  }
  /** Wake `id` at `frame` unless it is due earlier. */
  scheduleBy(id: number, frame: number): void {
    const due = this.due.array[id]!;
    if (due === 0 || due > frame) this.schedule(id, frame);
  }
  /** Never wake `id`, unless it is scheduled again. */
  cancel(id: number): void {
    if (this.due.array[id] !== 0) this.schedule(id, 0);
  }
  /** Frame an entry is due, 0 never. */
  dueOf(id: number): number {
    return this.due.array[id]!;
  }
  /** The wake-up of a drained entry is handed over; it sleeps until it is scheduled again. */
  consume(id: number): void {
    this.schedule(id, 0);
  }

  #link(id: number, frame: number): void {
    // An entry wished for a frame that has been drained already lies in the bucket that is drained next.
    const bucket = Math.max(frame, this.#lastDrained + 1) & (BUCKETS - 1);
    const head = this.#head[bucket]!;
    this.#next[id] = head;
    this.#prev[id] = FIRST - bucket;
    if (head >= 0) this.#prev[head] = id + 1;
    this.#head[bucket] = id;
  }
  #unlink(id: number): void {
    const prev = this.#prev[id]!;
    const next = this.#next[id]!;
    if (prev > 0) this.#next[prev - 1] = next;
    else this.#head[FIRST - prev] = next;
    if (next >= 0) this.#prev[next] = prev;
    this.#prev[id] = UNLINKED;
  }

  /**
   * Collect everything due at or before `frame` into `ids`/`count`, longest waiting first, then by mix(seed, frame, uid).
   * Collected entries stay scheduled until the caller settles each: `consume` (hand it to its system) or `defer` (leave it overdue).
   */
  drain(frame: number): void {
    let n = 0;
    const due = this.due.array;
    for (let f = Math.max(this.#lastDrained, frame - BUCKETS) + 1; f <= frame; f++) {
      let id = this.#head[f & (BUCKETS - 1)]!;
      while (id >= 0) {
        const when = due[id]!;
        if (when <= frame) {
          const age = Math.min(frame - when, MAX_AGE);
          const key = mix32(this.seed ^ Math.imul(frame, 0x9e3779b1) ^ mix32(this.uidOf[id]!)) & (MIX_RANGE - 1);
          this.#keys[n++] = ((MAX_AGE - age) * MIX_RANGE + key) * ID_RANGE + id;
        }
        id = this.#next[id]!;
      }
    }
    this.#lastDrained = frame;
    if (n > 1) this.#keys.subarray(0, n).sort();
    for (let i = 0; i < n; i++) {
      const key = this.#keys[i]!;
      this.ids[i] = key - Math.floor(key / ID_RANGE) * ID_RANGE;
    }
    this.count = n;
  }

  /** Leave a drained entry overdue: it lies in the next frame's bucket, its due frame (the truth about its wait) unchanged. */
  defer(id: number): void {
    this.#unlink(id);
    this.#link(id, this.#lastDrained + 1);
  }

  /**
   * Build the buckets anew from the due frames. `frame` is the present one: a wheel of a restored world may have been drained at most up
   * to it. A lane that has not been drained in it yet (a rollback in the middle of a frame, a system with an interval) keeps what is due.
   */
  rebuild(frame: number): void {
    this.#head.fill(-1);
    this.#prev.fill(UNLINKED);
    this.#lastDrained = Math.min(this.#lastDrained, frame);
    const due = this.due.array;
    for (let id = 0; id < this.size; id++) if (due[id]! > 0) this.#link(id, due[id]!);
  }
}
