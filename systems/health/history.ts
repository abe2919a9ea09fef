/** The last minute of a run in rings of fixed size: nothing here grows with the length of a run. */

/** Frames that are kept: 60 s of simulated time. */
export const HISTORY_FRAMES = 600;
export const HISTORY_SECONDS = 60;

/** The last values of one measure. */
export class Ring {
  readonly #values: Float64Array;
  readonly #sorted: Float64Array;
  #next = 0;
  count = 0;

  constructor(size = HISTORY_FRAMES) {
    this.#values = new Float64Array(size);
    this.#sorted = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#values.length;
    if (this.count < this.#values.length) this.count++;
  }

  get last(): number {
    return this.count === 0 ? 0 : this.#values[(this.#next + this.#values.length - 1) % this.#values.length]!;
  }
  get sum(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += this.#values[i]!;
    return sum;
  }
  get mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }
  get max(): number {
    let max = 0;
    for (let i = 0; i < this.count; i++) max = Math.max(max, this.#values[i]!);
    return max;
  }

  /** Values within which these shares lie. */
  quantiles(...shares: readonly number[]): number[] {
    const sorted = this.#sorted.subarray(0, this.count);
    sorted.set(this.#values.subarray(0, this.count));
    sorted.sort();
    return shares.map((share) => (this.count === 0 ? 0 : sorted[Math.min(this.count - 1, Math.ceil(share * this.count) - 1)]!));
  }

  /** Oldest first. */
  *inOrder(): Generator<number> {
    const first = this.count < this.#values.length ? 0 : this.#next;
    for (let i = 0; i < this.count; i++) yield this.#values[(first + i) % this.#values.length]!;
  }
}
