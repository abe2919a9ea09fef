/** Wall time of frames, for the report and the table `perf`. It must cost next to nothing: a counter in a typed array a frame. */
import { isSystem } from '../engine/schedule.js';
import type { FrameProbe, ScheduleRow } from '../engine/schedule.js';

const BUCKET_MS = 0.01;
const US_PER_MS = 1000;
/** One second in buckets; what takes longer is in the last one. */
const BUCKETS = 100_000;

export class FrameTimes {
  readonly #buckets = new Uint32Array(BUCKETS);
  count = 0;
  totalMs = 0;
  maxMs = 0;

  add(ms: number): void {
    this.#buckets[Math.min(BUCKETS - 1, Math.floor(ms / BUCKET_MS))]!++;
    this.count++;
    this.totalMs += ms;
    if (ms > this.maxMs) this.maxMs = ms;
  }

  get meanMs(): number {
    return this.count === 0 ? 0 : this.totalMs / this.count;
  }

  /** Time within which a share of the frames was done, to a hundredth of a millisecond. */
  quantile(share: number): number {
    let left = Math.ceil(share * this.count);
    if (left === 0) return 0;
    for (let b = 0; b < BUCKETS - 1; b++) {
      left -= this.#buckets[b]!;
      if (left <= 0) return (b + 1) * BUCKET_MS;
    }
    return this.maxMs;
  }
}

/** Times the rows of the schedule in the frames it is given to. */
export class SystemTimes implements FrameProbe {
  readonly #spent: Float64Array;
  /** Since the start of the run, not since the last call of `take`. */
  readonly #total: Float64Array;
  readonly #longest: Float64Array;
  readonly #calls: Float64Array;
  readonly #began: Float64Array;
  frames = 0;

  constructor(private readonly rows: readonly ScheduleRow<never>[]) {
    this.#spent = new Float64Array(rows.length);
    this.#began = new Float64Array(rows.length);
    this.#total = new Float64Array(rows.length);
    this.#longest = new Float64Array(rows.length);
    this.#calls = new Float64Array(rows.length);
  }

  begin(row: number): void {
    this.#began[row] = performance.now();
  }
  end(row: number): void {
    const ms = performance.now() - this.#began[row]!;
    this.#spent[row]! += ms;
    this.#total[row]! += ms;
    this.#calls[row]!++;
    if (ms > this.#longest[row]!) this.#longest[row] = ms;
  }

  /** Mean and longest call of a system in the frames that were timed, microseconds. */
  of(name: string): { meanUs: number; maxUs: number } {
    const row = this.rows.findIndex((r) => isSystem(r) && r.name === name);
    if (row < 0) return { meanUs: 0, maxUs: 0 };
    return { meanUs: (this.#total[row]! * US_PER_MS) / Math.max(1, this.#calls[row]!), maxUs: this.#longest[row]! * US_PER_MS };
  }

  /** Mean microseconds of each system and flush since the last call; then begins anew. */
  take(put: (name: string, value: number) => void): void {
    if (this.frames === 0) return;
    this.rows.forEach((row, i) => {
      put(`${isSystem(row) ? row.name : `flush ${row.flush}`}_mean_us`, Math.round((this.#spent[i]! * 10_000) / this.frames) / 10);
    });
    this.#spent.fill(0);
    this.frames = 0;
  }
}
