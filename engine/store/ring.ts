/**
 * The bounded ring of 32-bit words between the simulating thread and the thread that writes the run file. One producer, one
 * consumer, shared memory. A record is a table index and the row's words, or a mark: the end of a frame, or the jump back to
 * the beginning of the ring (a row never straddles the end, so a word is written without a mask).
 *
 * Positions count words since the start and wrap at 32 bits; only differences are looked at, and those stay below the ring's size.
 */
import { InternalError } from '../errors.js';
import { NULL_I32, rowWords, type StoredTable } from './table-spec.js';

/** Slots of the control block. */
export const CONTROL = {
  /** Position up to which rows may be read, the rows of an unfinished frame included. Written by the producer. */
  published: 0,
  /** Position after the last finished frame. Written by the producer. */
  frameEnd: 1,
  /** Position up to which the ring may be written again. Written by the consumer. */
  released: 2,
  /** A `REQUEST_*` of the producer. */
  request: 3,
  /** A `FAILURE_*` of the consumer; its message lies in the failure block. */
  failure: 4,
  /** The last frame that is committed, or -1. Written by the consumer. */
  acknowledged: 5,
  /** Changes whenever the consumer gets something done. */
  heartbeat: 6,
  /** Changed and notified to wake the consumer before its time. */
  signal: 7,
  failureBytes: 8,
  /** Checkpoints taken out of their shared memory. Written by the consumer. */
  checkpoints: 9,
} as const;
const CONTROL_WORDS = 16;

export const REQUEST_NONE = 0;
export const REQUEST_CLOSE = 1;
export const REQUEST_ABORT = 2;

export const FAILURE_NONE = 0;
export const FAILURE_USER = 1;
export const FAILURE_INTERNAL = 2;

export const FRAME_MARK = -1;
export const WRAP_MARK = -2;

/** 1 Mi words = 4 MiB: some 450 frames of 220 rows, and little enough to stay in a second-level cache's reach. */
export const DEFAULT_RING_WORDS = 1 << 20;
const MIN_RING_WORDS = 1 << 10;
const MAX_RING_WORDS = 1 << 26;

/** Strings that have an id at the same time; then ids are given out anew, so that texts used once cannot fill the memory. */
export const TEXT_CACHE_LIMIT = 16_384;
/** Longer strings (in UTF-16 units) are hardly used twice and are sent whole each time. */
const TEXT_CACHED_LENGTH = 64;
/** The id of a text that is not kept. */
const TEXT_NOT_KEPT = TEXT_CACHE_LIMIT + 1;

const FAILURE_BLOCK_BYTES = 4096;
/** One wait for room; the consumer's health is looked at after each. */
const WAIT_SLICE_MS = 100;

export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly words: SharedArrayBuffer;
  readonly failure: SharedArrayBuffer;
}

/** Shared memory of a ring of so many words (a power of two). */
export function createRingMemory(ringWords: number): RingMemory {
  if (ringWords < MIN_RING_WORDS || ringWords > MAX_RING_WORDS || (ringWords & (ringWords - 1)) !== 0)
    throw new InternalError('store-ring-size', `a ring has a power of two words from ${MIN_RING_WORDS} to ${MAX_RING_WORDS}`);
  const memory = {
    control: new SharedArrayBuffer(CONTROL_WORDS * 4),
    words: new SharedArrayBuffer(ringWords * 4),
    failure: new SharedArrayBuffer(FAILURE_BLOCK_BYTES),
  };
  new Int32Array(memory.control)[CONTROL.acknowledged] = -1;
  return memory;
}

/** The consumer's side of a failure: kind, code and line, readable by the producer without an event loop. */
export function writeFailure(memory: RingMemory, kind: number, code: string, message: string): void {
  const control = new Int32Array(memory.control);
  const bytes = Buffer.from(memory.failure).write(`${code}\n${message}`);
  control[CONTROL.failureBytes] = bytes;
  Atomics.store(control, CONTROL.failure, kind);
  Atomics.notify(control, CONTROL.released);
}

/** What the writing thread said went wrong, or null. */
export function readFailure(memory: RingMemory): { kind: number; code: string; message: string } | null {
  const control = new Int32Array(memory.control);
  const kind = Atomics.load(control, CONTROL.failure);
  if (kind === FAILURE_NONE) return null;
  const text = Buffer.from(memory.failure).toString('utf8', 0, control[CONTROL.failureBytes]);
  const split = text.indexOf('\n');
  return { kind, code: text.slice(0, split), message: text.slice(split + 1) };
}

/**
 * The producer. A row is `begin(table)` followed by its columns in declared order; nothing is allocated for it. Every value is
 * checked: an `InternalError` says which one does not fit its column.
 */
export class RingWriter {
  /** How often the simulating thread had to wait for room. */
  waits = 0;

  private readonly ring: Int32Array;
  private readonly bytes: Buffer;
  protected readonly control: Int32Array;
  private readonly size: number;
  /** Words after which rows of an unfinished frame are handed over, so that the consumer works while a long frame is written. */
  private readonly share: number;
  private readonly wordsOfTable: Int32Array;
  private readonly double = new Float64Array(1);
  private readonly doubleWords = new Int32Array(this.double.buffer);
  private readonly textIds = new Map<string, number>();

  /** Index of the next word, of the row being written, and of its end. */
  private at = 0;
  private rowStart = 0;
  private rowEnd = 0;
  /** A row that ends at or before this index needs no look at the consumer. */
  private limit = 0;
  /** Position of index 0 in this round. */
  private base = 0;
  private signalled = 0;

  constructor(
    memory: RingMemory,
    private readonly tables: readonly StoredTable[],
    /** Wait slices without a sign of life from the consumer, after which it is taken for dead. */
    private readonly stallSlices: number,
    /** Throws if the consumer has failed. */
    private readonly checkHealth: () => void,
  ) {
    this.ring = new Int32Array(memory.words);
    this.bytes = Buffer.from(memory.words);
    this.control = new Int32Array(memory.control);
    this.size = this.ring.length;
    this.share = this.size >> 3;
    this.wordsOfTable = Int32Array.from(tables, rowWords);
  }

  /** Start a row of a table. */
  begin(tableIndex: number): void {
    const start = this.at;
    if (start !== this.rowEnd) this.failShape();
    const end = start + 1 + this.wordsOfTable[tableIndex]!;
    if (!(end <= this.limit)) {
      this.beginSlowly(tableIndex);
      return;
    }
    this.rowStart = start;
    this.ring[start] = tableIndex;
    this.at = start + 1;
    this.rowEnd = end;
  }

  /** An `i32`, or the id of a word. */
  int(value: number): void {
    if ((value | 0) !== value) this.failValue(value, 'an integer of 32 bits');
    this.ring[this.at++] = value;
  }

  /** NULL in a nullable `i32` column. */
  nullInt(): void {
    this.ring[this.at++] = NULL_I32;
  }

  real(value: number): void {
    if (!Number.isFinite(value)) this.failValue(value, 'a finite number');
    this.putDouble(value);
  }

  i53(value: number): void {
    if (!Number.isSafeInteger(value)) this.failValue(value, 'an integer of 53 bits');
    this.putDouble(value);
  }

  text(value: string | null): void {
    if (value === null) {
      this.ring[this.at++] = 0;
      return;
    }
    // A long text is not looked for: that alone would read all of it.
    const id = value.length > TEXT_CACHED_LENGTH ? undefined : this.textIds.get(value);
    if (id === undefined) this.newText(value);
    else this.ring[this.at++] = id;
  }

  /** The words of a finished frame become visible to the consumer. */
  protected finishFrame(frame: number): void {
    if (this.at !== this.rowEnd) this.failShape();
    if (this.at + 2 > this.limit) this.makeRoom(this.at, 2);
    this.ring[this.at] = FRAME_MARK;
    this.ring[this.at + 1] = frame;
    this.at += 2;
    this.rowStart = this.rowEnd = this.at;
    const position = (this.base + this.at) | 0;
    Atomics.store(this.control, CONTROL.published, position);
    Atomics.store(this.control, CONTROL.frameEnd, position);
    // The consumer looks every few milliseconds by itself: a system call per frame would cost more than the rows.
    if (((position - this.signalled) | 0) >= this.share) this.wake();
  }

  /** Rows were begun since the last finished frame. */
  protected get unfinished(): boolean {
    return ((this.base + this.at) | 0) !== Atomics.load(this.control, CONTROL.frameEnd);
  }

  protected wake(): void {
    this.signalled = (this.base + this.at) | 0;
    Atomics.add(this.control, CONTROL.signal, 1);
    Atomics.notify(this.control, CONTROL.signal);
  }

  private putDouble(value: number): void {
    // Adding 0 turns -0 into 0, as SQLite would.
    this.double[0] = value + 0;
    const at = this.at;
    this.ring[at] = this.doubleWords[0]!;
    this.ring[at + 1] = this.doubleWords[1]!;
    this.at = at + 2;
  }

  private beginSlowly(tableIndex: number): void {
    const words = this.wordsOfTable[tableIndex];
    if (words === undefined) throw new InternalError('store-table-index', `there is no table ${tableIndex}`);
    this.rowStart = this.at;
    this.makeRoom(this.at, 1 + words);
    this.rowStart = this.at;
    this.ring[this.at++] = tableIndex;
    this.rowEnd = this.at + words;
  }

  /** First use of a text: minus its id, its length in bytes, its bytes. */
  private newText(value: string): void {
    const most = 1 + ((value.length * 3 + 3) >> 2);
    const total = this.rowEnd - this.rowStart + most;
    if (this.rowStart + total > this.limit) this.makeRoom(this.rowStart, total);
    let id = TEXT_NOT_KEPT;
    if (value.length <= TEXT_CACHED_LENGTH) {
      if (this.textIds.size === TEXT_CACHE_LIMIT) this.textIds.clear();
      id = this.textIds.size + 1;
      this.textIds.set(value, id);
    }
    const at = this.at;
    const length = this.bytes.write(value, (at + 2) << 2, 'utf8');
    this.ring[at] = -id;
    this.ring[at + 1] = length;
    const words = 1 + ((length + 3) >> 2);
    this.at = at + 1 + words;
    this.rowEnd += words;
  }

  /**
   * Make room for a row of `total` words that begins at index `start`, of which some may have been written already: hand over
   * what is finished, jump to the beginning of the ring if the row does not fit before its end (taking the words along), and
   * wait for the consumer where needed.
   */
  private makeRoom(start: number, total: number): void {
    if (total + 1 > this.size >> 1)
      throw new InternalError('store-row-length', `a row of ${total} words; half of the ring's ${this.size} is the limit`);
    const position = (this.base + start) | 0;
    Atomics.store(this.control, CONTROL.published, position);
    const wraps = start + total + 1 > this.size;
    const needed = (wraps ? this.size - start : 0) + total + 1;
    const free = this.waitForRoom(position, needed);
    let from = start;
    if (wraps) {
      const written = this.at - start;
      this.ring.copyWithin(0, start, this.at);
      this.ring[start] = WRAP_MARK;
      this.base = (this.base + this.size) | 0;
      this.rowEnd += -start;
      this.rowStart = 0;
      this.at = written;
      from = 0;
    }
    const room = wraps ? free - (this.size - start) : free;
    this.limit = Math.min(this.size - 1, from + room, from + Math.max(this.share, total));
  }

  /** Words free at a position, when at least `needed` are. */
  private waitForRoom(position: number, needed: number): number {
    const control = this.control;
    let waited = false;
    let silentSlices = 0;
    let heartbeat = Atomics.load(control, CONTROL.heartbeat);
    for (;;) {
      const released = Atomics.load(control, CONTROL.released);
      const free = this.size - ((position - released) | 0);
      if (free >= needed) return free;
      this.checkHealth();
      if (!waited) this.waits++;
      waited = true;
      this.wake();
      const slept = Atomics.wait(control, CONTROL.released, released, WAIT_SLICE_MS) === 'timed-out';
      const beat = Atomics.load(control, CONTROL.heartbeat);
      silentSlices = slept && beat === heartbeat ? silentSlices + 1 : 0;
      heartbeat = beat;
      if (silentSlices >= this.stallSlices)
        throw new InternalError(
          'store-stalled',
          `the run file has taken no row for ${(silentSlices * WAIT_SLICE_MS) / 1000} s; the frame cannot be kept`,
        );
    }
  }

  private failShape(): never {
    const table = this.tables[this.ring[this.rowStart]!];
    const difference = this.at - this.rowEnd;
    throw new InternalError(
      'store-row-shape',
      `table "${table?.name ?? '?'}": the row has ${Math.abs(difference)} words too ${difference < 0 ? 'few' : 'many'}`,
    );
  }

  private failValue(value: number, expected: string): never {
    const table = this.tables[this.ring[this.rowStart]!];
    throw new InternalError(
      'store-value',
      `table "${table?.name ?? '?'}", word ${this.at - this.rowStart - 1} of the row: ${value} is not ${expected}`,
    );
  }
}

/** Where the consumer puts a row: it reads the row's words from `index` on and answers with the index after them. */
export interface RowSink {
  row(tableIndex: number, index: number): number;
  frame(frame: number): void;
}

/** The consumer. */
export class RingReader {
  readonly ring: Int32Array;
  private readonly bytes: Buffer;
  private readonly control: Int32Array;
  private readonly mask: number;
  private readonly texts: string[] = [];
  /** Position of the next word to read. */
  position = 0;

  constructor(memory: RingMemory) {
    this.ring = new Int32Array(memory.words);
    this.bytes = Buffer.from(memory.words);
    this.control = new Int32Array(memory.control);
    this.mask = this.ring.length - 1;
  }

  /** Words between here and a control slot's position; negative if that lies behind. */
  ahead(slot: number): number {
    return (Atomics.load(this.control, slot) - this.position) | 0;
  }

  /** Read records until `words` are consumed or `stop` says so, and give the room back. */
  consume(words: number, sink: RowSink, stop: () => boolean): void {
    const end = (this.position + words) | 0;
    // Room is given back in pieces, so that a waiting producer goes on early.
    const piece = (this.mask + 1) >> 4;
    let released = this.position;
    while (this.position !== end) {
      const index = this.position & this.mask;
      const tag = this.ring[index]!;
      let next: number;
      if (tag >= 0) next = sink.row(tag, index + 1);
      else if (tag === FRAME_MARK) {
        next = index + 2;
        sink.frame(this.ring[index + 1]!);
      } else next = this.mask + 1;
      this.position = (this.position + next - index) | 0;
      if (((this.position - released) | 0) >= piece) this.release((released = this.position));
      if (tag === FRAME_MARK && stop()) break;
    }
    this.release(this.position);
  }

  /** The text whose words begin at an index; `after` is the index behind them. */
  text(index: number): string | null {
    const id = this.ring[index]!;
    if (id === 0) return null;
    if (id > 0) return this.texts[id]!;
    const length = this.ring[index + 1]!;
    const from = (index + 2) << 2;
    const value = this.bytes.toString('utf8', from, from + length);
    if (-id <= TEXT_CACHE_LIMIT) this.texts[-id] = value;
    return value;
  }

  /** Words that the text at an index takes. */
  textWords(index: number): number {
    return this.ring[index]! >= 0 ? 1 : 2 + ((this.ring[index + 1]! + 3) >> 2);
  }

  private release(position: number): void {
    Atomics.store(this.control, CONTROL.released, position);
    Atomics.add(this.control, CONTROL.heartbeat, 1);
    Atomics.notify(this.control, CONTROL.released);
  }
}
