/** Records that changed since they were last written, for tables that are written in every so many frames only. */
import { DirtyRecords } from '../../engine/write-path.js';

export class Gathered {
  readonly #kept: DirtyRecords | null;
  readonly #none = new DirtyRecords(1);

  constructor(
    private readonly every: number,
    records: number,
  ) {
    this.#kept = every === 1 ? null : new DirtyRecords(records);
  }

  /** Take in what changed in a frame; what is to be written in it: everything since the last time, or nothing. */
  of(changed: DirtyRecords, frame: number): DirtyRecords {
    if (this.#kept === null) return changed;
    for (let k = 0; k < changed.count; k++) this.#kept.mark(changed.list[k]!);
    return frame % this.every === 0 ? this.#kept : this.#none;
  }

  /** What `of` answered for the frame is written. */
  done(frame: number): void {
    if (frame % this.every === 0) this.#kept?.clear();
  }
}
