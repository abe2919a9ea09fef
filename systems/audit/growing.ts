/** Columns of numbers by uid that grow with the uids they meet. */
import { UserError } from '../../engine/errors.js';

const START = 1 << 14;
/** More uids than a run file can have come from a damaged one. */
const MAX_UID = 500_000_000;

/** Float64 cells by uid, 0 at first; sums of copper are exact below 2^53. */
export class NumbersByUid {
  #cells = new Float64Array(START);

  get(uid: number): number {
    return uid < this.#cells.length ? this.#cells[uid]! : 0;
  }
  set(uid: number, value: number): void {
    if (uid >= this.#cells.length) this.#grow(uid);
    this.#cells[uid] = value;
  }
  add(uid: number, change: number): void {
    if (uid >= this.#cells.length) this.#grow(uid);
    this.#cells[uid]! += change;
  }

  #grow(uid: number): void {
    if (!(uid <= MAX_UID)) throw new UserError('run-corrupt', `the run file names uid ${uid}, which no run reaches; it is damaged`);
    let size = this.#cells.length;
    while (size <= uid) size *= 2;
    const cells = new Float64Array(size);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}

/** Uids that were touched in a frame, each once. */
export class TouchedUids {
  readonly list: number[] = [];
  readonly #frameOf = new NumbersByUid();

  /** `stamp` is a positive number that is new for each frame. */
  touch(uid: number, stamp: number): void {
    if (this.#frameOf.get(uid) === stamp) return;
    this.#frameOf.set(uid, stamp);
    this.list.push(uid);
  }
  clear(): void {
    this.list.length = 0;
  }
}
