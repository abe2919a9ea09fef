/**
 * The one way to change a component: it keeps the undo journal of the running command and, when that is done, marks its records dirty for
 * the store and brings the state hash up to date. Everything in systems writes through `set`.
 */
import type { ComponentLayout } from './arena.js';
import { CellKind } from './component.js';
import type { Field } from './component.js';
import { InternalError, UserError } from './errors.js';
import { injected } from './faults.js';
import { LOG, StateHash } from './state-hash.js';

/** Writes one command may make; reaching it is an internal error (a handler that loops). */
const MAX_JOURNAL = 1 << 17;
/** Writes one call of a system may make. */
const MAX_CALL_JOURNAL = 1 << 24;
const START_FLOATS = 1024;

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
  /** Writes that changed a cell and have not been settled, see `LOG`. */
  #log = new Int32Array(MAX_JOURNAL * LOG);
  #length = 0;
  /** Writes at which something happens: the journal is full, it grows, or a fault strikes. */
  #limit = MAX_JOURNAL;
  /** What cells of floats held, and hold, in pairs. */
  #floats = new Float64Array(START_FLOATS);
  #floatPairs = 0;
  #fault = 0;
  #growable = false;
  readonly #fields: readonly Field[];
  readonly #layouts: readonly ComponentLayout[];
  /** Component of each field, and cells of one record of it. */
  readonly #component: Int32Array;
  readonly #perRecord: Int32Array;

  constructor(layouts: readonly ComponentLayout[], fields: readonly Field[]) {
    this.hash = new StateHash(layouts);
    this.#fields = fields;
    this.#layouts = layouts;
    this.#component = Int32Array.from(fields, (field) => field.component);
    this.#perRecord = Int32Array.from(fields, (field) => field.perRecord);
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
    if (this.#length >= this.#limit) this.#atLimit();
    const before = exchange(field, index, after);
    if (before !== after) this.#note(field.id, index, before, after);
  }

  #setFloat(field: Field, index: number, value: number): void {
    const array = field.array as Float64Array;
    const before = array[index];
    // -0 becomes 0: SQLite keeps no sign of a zero, and two equal states must have one hash.
    const after = value + 0;
    if (before === after) return;
    if (before === undefined || !Number.isFinite(after)) throw refusal(field, index, value);
    if (this.#length >= this.#limit) this.#atLimit();
    array[index] = after;
    const pair = this.#floatPairs;
    if (pair * 2 === this.#floats.length) this.#floats = grown(this.#floats, new Float64Array(pair * 4));
    this.#floats[pair * 2] = before;
    this.#floats[pair * 2 + 1] = after;
    this.#floatPairs = pair + 1;
    this.#note(field.id, index, pair, pair);
  }

  /** `set` to the present value plus `delta`. */
  add(field: Field, index: number, delta: number): void {
    this.set(field, index, field.array[index]! + delta);
  }

  /**
   * Write a whole row of a component whose fields are single integers: `values` in the order of its fields (`placesOf`). The same as `set`
   * for each, at half the cost.
   */
  setRow(component: number, row: number, values: Int32Array): void {
    const { fields } = this.#layouts[component]!;
    if (this.#length + fields.length > this.#limit) {
      for (let k = 0; k < fields.length; k++) this.set(fields[k]!, row, values[k]!);
      return;
    }
    const log = this.#log;
    let at = this.#length * LOG;
    for (let k = 0; k < fields.length; k++) {
      const field = fields[k]!;
      const after = values[k]!;
      if (after < field.min || after > field.max || field.stride !== 1 || field.isFloat) throw refusal(field, row, after);
      const before = exchange(field, row, after);
      if (before === after) continue;
      log[at] = field.id;
      log[at + 1] = row;
      log[at + 2] = before;
      log[at + 3] = after;
      at += LOG;
      this.#length++;
    }
    if (!this.#journaling) this.#settle();
  }

  /** Set all cells of a row of a component to 0: what gives its slot back leaves nothing behind. */
  clearRow(component: number, row: number): void {
    for (const field of this.#layouts[component]!.fields) {
      const end = (row + 1) * field.stride;
      for (let index = row * field.stride; index < end; index++) if (field.array[index] !== 0) this.set(field, index, 0);
    }
  }

  #note(field: number, index: number, before: number, after: number): void {
    const at = this.#length * LOG;
    const log = this.#log;
    log[at] = field;
    log[at + 1] = index;
    log[at + 2] = before;
    log[at + 3] = after;
    this.#length++;
    if (!this.#journaling) this.#settle();
  }

  /**
   * Account for the writes of the log, all at once: hash and dirty marks. At the end of a command, because a loop over a short log that lies in
   * the first cache costs a third of the same work done between two writes that wait for memory, and what is rolled back costs nothing.
   */
  #settle(): void {
    const n = this.#length;
    const log = this.#log;
    this.hash.settle(log, n, this.#floats);
    let last = -1;
    let lastRecord = -1;
    for (let at = 0; at < n * LOG; at += LOG) {
      const field = log[at]!;
      const component = this.#component[field]!;
      const cells = this.#perRecord[field]!;
      const record = cells === 1 ? log[at + 1]! : (log[at + 1]! / cells) | 0;
      if (component === last && record === lastRecord) continue;
      last = component;
      lastRecord = record;
      const dirty = this.dirty[component];
      if (dirty !== undefined) dirty.mark(record);
    }
    this.#length = 0;
    this.#floatPairs = 0;
  }

  /**
   * Start remembering the writes of a command, so that `rollback` can undo them. Hash and dirty marks stand still until it is committed.
   * @param fault the write after so many that change a cell throws; 0: none does
   */
  beginJournal(fault = 0): void {
    if (this.#journaling) throw new InternalError('nested-command', 'a command was started while another one was running');
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
    const room = this.#log.length / LOG;
    if (this.#growable && this.#length >= room && room < MAX_CALL_JOURNAL) {
      this.#log = grown(this.#log, new Int32Array(room * 2 * LOG));
    } else if (!this.#growable || this.#length >= room) throw journalFull();
    this.#limit = this.#log.length / LOG;
  }
  /** The command is done: its writes stay. */
  commitJournal(): void {
    this.#endJournal();
    this.#settle();
  }
  #endJournal(): void {
    this.#journaling = false;
    this.#fault = 0;
    this.#limit = MAX_JOURNAL;
  }
  /** Undo all writes since `beginJournal`, newest first. */
  rollback(): void {
    const log = this.#log;
    for (let at = (this.#length - 1) * LOG; at >= 0; at -= LOG) {
      const field = this.#fields[log[at]!]!;
      field.array[log[at + 1]!] = field.isFloat ? this.#floats[log[at + 2]! * 2]! : log[at + 2]!;
    }
    this.#length = 0;
    this.#floatPairs = 0;
    this.#endJournal();
  }
  /** Writes that changed a cell since `beginJournal`. */
  get journalLength(): number {
    return this.#length;
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
