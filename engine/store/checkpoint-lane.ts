/**
 * How a checkpoint gets from the simulating thread to the writing one: as one copy of bytes in shared memory, beside the ring, and a row in
 * the ring that says where in the order of rows it belongs. One checkpoint is under way at a time; who is too early waits, as for a full ring.
 */
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { CheckpointSource } from '../checkpoint.js';
import { InternalError, invariant } from '../errors.js';
import { reserveMemory } from '../reserve-memory.js';
import { packBlob, reserveBlobRoom } from './checkpoint-blob.js';
import { CONTROL } from './ring.js';
import type { RingReader } from './ring.js';

export const CHECKPOINT_TABLE = 'checkpoint';
/** Room for more than the largest checkpoint seems to need: what its header says grows a little. */
const SPARE_ROOM = 1 << 16;
const WAIT_SLICE_MS = 100;
/** Every so many checkpoints one is whole; the others are told by what differs from it, so that one needs two to be read. */
const WHOLE_EVERY = 8;

/** The producer's end. */
export class CheckpointLane {
  readonly port: MessagePort;
  readonly #own: MessagePort;
  readonly #control: Int32Array;
  #room: Uint8Array = new Uint8Array(0);
  #sent = 0;
  /** How often the simulating thread had to wait for the writer to take the last checkpoint. */
  waits = 0;

  constructor(
    control: Int32Array,
    private readonly stallSlices: number,
    private readonly checkHealth: () => void,
    /** Take memory for a full world at once, on both ends. */
    private readonly reserve: boolean,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.#own = port1;
    this.port = port2;
    this.#control = control;
    port1.unref();
  }

  /** Copy a checkpoint; returns its length. `wake` is called when the writer may be asleep. */
  send(source: CheckpointSource, wake: () => void): number {
    this.#await(wake);
    if (source.bytes > this.#room.length) {
      // At once as much as a full world needs: what is not written to takes no memory.
      const shared = new SharedArrayBuffer(Math.max(source.bytes, source.mostBytes) + SPARE_ROOM);
      if (this.reserve) reserveMemory(shared);
      this.#room = new Uint8Array(shared);
      this.#own.postMessage(shared);
    }
    const written = source.write(this.#room);
    invariant(written === source.bytes, 'checkpoint-length', `a checkpoint of ${source.bytes} bytes wrote ${written}`);
    this.#sent++;
    return written;
  }

  close(): void {
    this.#own.close();
  }

  #await(wake: () => void): void {
    const control = this.#control;
    for (let slices = 0; ; slices++) {
      const taken = Atomics.load(control, CONTROL.checkpoints);
      if (taken === this.#sent) return;
      if (slices === 0) this.waits++;
      this.checkHealth();
      if (slices > this.stallSlices)
        throw new InternalError('store-stalled', 'the run file has not taken a checkpoint; the frame cannot be kept');
      wake();
      Atomics.wait(control, CONTROL.checkpoints, taken, WAIT_SLICE_MS);
    }
  }
}

/** The consumer's end: takes rows of the table `checkpoint`. */
export class CheckpointWriter {
  readonly #control: Int32Array;
  readonly #insert: Database.Statement;
  #room: Uint8Array = new Uint8Array(0);
  /** The last whole checkpoint, in memory that is used again. */
  #baseRoom = new Uint8Array(0);
  #base: { readonly frame: number; readonly bytes: Uint8Array } | undefined;
  #sinceBase = 0;

  constructor(
    db: Database.Database,
    private readonly port: MessagePort,
    control: SharedArrayBuffer,
    private readonly reserve: boolean,
  ) {
    this.#control = new Int32Array(control);
    this.#insert = db.prepare(`INSERT INTO "${CHECKPOINT_TABLE}" (frame, state_hash, raw_bytes, base_frame, bytes) VALUES (?, ?, ?, ?, ?)`);
  }

  /** Take the row whose words begin at `index`; returns the index after them. */
  take(reader: RingReader, index: number): number {
    for (let message = receiveMessageOnPort(this.port); message !== undefined; message = receiveMessageOnPort(this.port)) {
      this.#room = new Uint8Array(message.message as SharedArrayBuffer);
      this.#baseRoom = new Uint8Array(this.#room.length);
      if (this.reserve) {
        reserveMemory(this.#baseRoom.buffer);
        reserveBlobRoom(this.#room.length);
      }
      this.#base = undefined;
    }
    const frame = reader.ring[index]!;
    const textWords = reader.textWords(index + 1);
    const stateHash = reader.text(index + 1)!;
    const rawBytes = reader.ring[index + 1 + textWords]!;
    const raw = this.#room.subarray(0, rawBytes);
    if (++this.#sinceBase >= WHOLE_EVERY) this.#base = undefined;
    const base = this.#base;
    const blob = packBlob(raw, base?.bytes);
    if (base === undefined) {
      this.#baseRoom.set(raw);
      this.#base = { frame, bytes: this.#baseRoom.subarray(0, rawBytes) };
      this.#sinceBase = 0;
    }
    Atomics.add(this.#control, CONTROL.checkpoints, 1);
    Atomics.notify(this.#control, CONTROL.checkpoints);
    this.#insert.run(frame, stateHash, rawBytes, base?.frame ?? null, blob);
    // The words of the base and of the blob are placeholders.
    return index + 1 + textWords + 3;
  }
}
