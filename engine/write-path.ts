/**
 * The one way to change a component: it keeps the undo journal of the running command, marks the record dirty for the store and
 * keeps the state hash. Everything in systems writes through `set`.
 */
import type { ComponentLayout } from './arena.js';
import type { Field } from './component.js';
import { InternalError, UserError } from './errors.js';
import { StateHash } from './state-hash.js';

/** Writes one command may make; reaching it is an internal error (a handler that loops). */
const MAX_JOURNAL = 1 << 17;

/** Records of one component that changed since the last frame was recorded. */
export class DirtyRecords {
  readonly list: Int32Array;
  readonly #marked: Uint8Array;
  count = 0;
  constructor(records: number) {
    this.list = new Int32Array(records);
    this.#marked = new Uint8Array(records);
  }
  mark(record: number): void {
    if (this.#marked[record] !== 0) return;
    this.#marked[record] = 1;
    this.list[this.count++] = record;
  }
  clear(): void {
    for (let i = 0; i < this.count; i++) this.#marked[this.list[i]!] = 0;
    this.count = 0;
  }
}

export class WritePath {
  readonly hash: StateHash;
  /** By component id; undefined for components that are not recorded. */
  readonly dirty: readonly (DirtyRecords | undefined)[];
  #journaling = false;
  #journalLength = 0;
  readonly #journalField = new Int32Array(MAX_JOURNAL);
  readonly #journalIndex = new Int32Array(MAX_JOURNAL);
  readonly #journalOld = new Float64Array(MAX_JOURNAL);
  readonly #fields: readonly Field[];

  constructor(layouts: readonly ComponentLayout[], fields: readonly Field[]) {
    this.hash = new StateHash(layouts);
    this.#fields = fields;
    this.dirty = layouts.map((l) => (l.spec.recordBy === 'none' ? undefined : new DirtyRecords(l.records)));
  }

  /** Write `value` to cell `index` of `field`. Writing the value that is there changes nothing. */
  set(field: Field, index: number, value: number): void {
    const array = field.array;
    const before = array[index]!;
    if (before === value) return;
    array[index] = value;
    const after = array[index]!;
    if (after !== value) {
      array[index] = before;
      throw rangeError(field, index, value);
    }
    if (this.#journaling) this.#remember(field.id, index, before);
    this.hash.change(field, index, before, after);
    const dirty = this.dirty[field.component];
    if (dirty !== undefined) dirty.mark(field.perRecord === 1 ? index : Math.floor(index / field.perRecord));
  }

  /** `set` to the present value plus `delta`. */
  add(field: Field, index: number, delta: number): void {
    this.set(field, index, field.array[index]! + delta);
  }

  #remember(field: number, index: number, before: number): void {
    const n = this.#journalLength;
    if (n === MAX_JOURNAL) throw new InternalError('journal-full', `one command made more than ${MAX_JOURNAL} writes`);
    this.#journalField[n] = field;
    this.#journalIndex[n] = index;
    this.#journalOld[n] = before;
    this.#journalLength = n + 1;
  }

  /** Start remembering, so that `rollback` can undo. */
  beginJournal(): void {
    this.#journalLength = 0;
    this.#journaling = true;
  }
  commitJournal(): void {
    this.#journaling = false;
  }
  /** Undo all writes since `beginJournal`, newest first. Records stay marked dirty: storing one again is harmless. */
  rollback(): void {
    this.#journaling = false;
    for (let n = this.#journalLength - 1; n >= 0; n--) {
      this.set(this.#fields[this.#journalField[n]!]!, this.#journalIndex[n]!, this.#journalOld[n]!);
    }
    this.#journalLength = 0;
  }
  get journalLength(): number {
    return this.#journalLength;
  }
}

function rangeError(field: Field, index: number, value: number): Error {
  if (!Number.isFinite(value)) return new InternalError('not-finite', `${field.name}[${index}] cannot be ${value}`);
  return new UserError('cell-overflow', `${field.name}[${index}] cannot hold ${value}: the run has reached the range of this field (${field.array.constructor.name})`);
}
