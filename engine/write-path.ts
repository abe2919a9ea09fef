/**
 * The one way to change a component: it keeps the undo journal of the running command, marks the record dirty for the store and
 * keeps the state hash. Everything in systems writes through `set`.
 */
import type { ComponentLayout } from './arena.js';
import { CellKind } from './component.js';
import type { Field } from './component.js';
import { InternalError, UserError } from './errors.js';
import { injected } from './faults.js';
import { StateHash } from './state-hash.js';

/** Writes one command may make; reaching it is an internal error (a handler that loops). */
const MAX_JOURNAL = 1 << 17;
/** Writes one call of a system may make. */
const MAX_CALL_JOURNAL = 1 << 24;

/** Records of one component that changed since the last frame was recorded. */
export class DirtyRecords {
  readonly list: Int32Array;
  readonly #marked: Uint8Array;
  count = 0;
  constructor(records: number) {
    this.list = new Int32Array(records);
    this.#marked = new Uint8Array(records);
  }
  /** Note that a record changed; once a frame is enough. */
  mark(record: number): void {
    if (this.#marked[record] !== 0) return;
    this.#marked[record] = 1;
    this.list[this.count++] = record;
  }
  /** Forget all, after the frame was recorded. */
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
  #journalField = new Int32Array(MAX_JOURNAL);
  #journalIndex = new Int32Array(MAX_JOURNAL);
  #journalOld = new Float64Array(MAX_JOURNAL);
  /** Writes at which something happens: the journal is full, it grows, or a fault strikes. */
  #limit = MAX_JOURNAL;
  #fault = 0;
  #growable = false;
  readonly #fields: readonly Field[];

  constructor(layouts: readonly ComponentLayout[], fields: readonly Field[]) {
    this.hash = new StateHash(layouts);
    this.#fields = fields;
    this.dirty = layouts.map((l) => (l.spec.recordBy === 'none' ? undefined : new DirtyRecords(l.records)));
  }

  /**
   * Write `value` to cell `index` of `field`. Writing the value that is there changes nothing. A value that the cell cannot hold is
   * refused before anything has changed: `cell-overflow` (the run has reached the range of the field), `not-finite`, `no-such-cell`.
   *
   * Integers and floats part here, and each cell type has its own line of access: a typed-array access that sees all types costs
   * several times one that sees a single type.
   */
  set(field: Field, index: number, value: number): void {
    if (field.isFloat) {
      this.#setFloat(field, index, value);
      return;
    }
    const after = value | 0;
    if (after !== value || after < field.min || after > field.max) throw refusal(field, index, value);
    if (this.#journalLength === this.#limit) this.#atLimit();
    const before = exchange(field, index, after);
    if (before === after) return;
    if (this.#journaling) this.#remember(field.id, index, before);
    this.hash.changeWord(field.component, field.base + index, before, after);
    this.#mark(field, index);
  }

  #setFloat(field: Field, index: number, value: number): void {
    const array = field.array as Float64Array;
    const before = array[index];
    // -0 becomes 0: SQLite keeps no sign of a zero, and two equal states must have one hash.
    const after = value + 0;
    if (before === after) return;
    if (before === undefined || !Number.isFinite(after)) throw refusal(field, index, value);
    if (this.#journalLength === this.#limit) this.#atLimit();
    array[index] = after;
    if (this.#journaling) this.#remember(field.id, index, before);
    this.hash.changeFloat(field, index, before, after);
    this.#mark(field, index);
  }

  #mark(field: Field, index: number): void {
    const dirty = this.dirty[field.component];
    if (dirty !== undefined) dirty.mark(field.perRecord === 1 ? index : (index / field.perRecord) | 0);
  }

  /** `set` to the present value plus `delta`. */
  add(field: Field, index: number, delta: number): void {
    this.set(field, index, field.array[index]! + delta);
  }

  #remember(field: number, index: number, before: number): void {
    const n = this.#journalLength;
    this.#journalField[n] = field;
    this.#journalIndex[n] = index;
    this.#journalOld[n] = before;
    this.#journalLength = n + 1;
  }

  /**
   * Start remembering the writes of a command, so that `rollback` can undo them.
   * @param fault the write after so many that change a cell throws; 0: none does
   */
  beginJournal(fault = 0): void {
    if (this.#journaling) throw new InternalError('nested-command', 'a command was started while another one was running');
    this.#journalLength = 0;
    this.#journaling = true;
    this.#growable = false;
    this.#fault = fault;
    this.#limit = fault > 0 ? fault : MAX_JOURNAL;
  }
  /** The same for a call of a system, which may write as much as it needs. */
  beginCall(fault = 0): void {
    this.beginJournal(fault);
    this.#growable = true;
  }
  #atLimit(): void {
    if (this.#fault > 0) throw injected(`it throws after ${this.#fault} writes`);
    const length = this.#journalField.length;
    if (this.#growable && this.#journalLength === length && length < MAX_CALL_JOURNAL) {
      this.#journalField = grown(this.#journalField, new Int32Array(length * 2));
      this.#journalIndex = grown(this.#journalIndex, new Int32Array(length * 2));
      this.#journalOld = grown(this.#journalOld, new Float64Array(length * 2));
    } else if (!this.#growable || this.#journalLength >= length) throw journalFull();
    this.#limit = this.#journalField.length;
  }
  /** The command is done: its writes stay. */
  commitJournal(): void {
    this.#journaling = false;
    this.#journalLength = 0;
    this.#fault = 0;
    this.#limit = MAX_JOURNAL;
  }
  /** Undo all writes since `beginJournal`, newest first. Records stay marked dirty: storing one again is harmless. */
  rollback(): void {
    const writes = this.#journalLength;
    this.commitJournal();
    for (let n = writes - 1; n >= 0; n--) {
      this.set(this.#fields[this.#journalField[n]!]!, this.#journalIndex[n]!, this.#journalOld[n]!);
    }
  }
  /** Writes that changed a cell since `beginJournal`. */
  get journalLength(): number {
    return this.#journalLength;
  }
}

/** Put an integer that fits into its cell; the answer is what was there. */
function exchange(field: Field, index: number, after: number): number {
  let before: number | undefined;
  switch (field.kind) {
    case CellKind.i32: {
      const array = field.array as Int32Array;
      before = array[index];
      array[index] = after;
      break;
    }
    case CellKind.u8: {
      const array = field.array as Uint8Array;
      before = array[index];
      array[index] = after;
      break;
    }
    case CellKind.u16: {
      const array = field.array as Uint16Array;
      before = array[index];
      array[index] = after;
      break;
    }
    default: {
      const array = field.array as Int16Array;
      before = array[index];
      array[index] = after;
    }
  }
  // Outside the array nothing was put anywhere.
  if (before === undefined) throw refusal(field, index, after);
  return before;
}

function grown<T extends Int32Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

function journalFull(): Error {
  return new InternalError(
    'journal-full',
    `one command made more than ${MAX_JOURNAL} writes, or one call of a system more than ${MAX_CALL_JOURNAL}`,
  );
}

function refusal(field: Field, index: number, value: number): Error {
  const cells = field.array.length;
  if (!Number.isInteger(index) || index < 0 || index >= cells)
    return new InternalError('no-such-cell', `${field.name} has ${cells} cells, there is none with number ${index}`);
  if (!Number.isFinite(value)) return new InternalError('not-finite', `${field.name}[${index}] cannot be ${value}`);
  if (!Number.isInteger(value)) return new InternalError('not-whole', `${field.name}[${index}] holds whole numbers and cannot be ${value}`);
  return new UserError(
    'cell-overflow',
    `${field.name}[${index}] cannot hold ${value}: the run has reached the range of this field (${field.min} to ${field.max})`,
  );
}
