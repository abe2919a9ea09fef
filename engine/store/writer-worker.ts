/**
 * The thread that writes the run file. It reads rows from the ring, commits whole frames in small groups, and closes the file.
 * It sleeps on shared memory, not on its event loop, so that the simulating thread need not send messages.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { invariant } from '../errors.js';
import { CHECKPOINT_TABLE, CheckpointWriter } from './checkpoint-lane.js';
import {
  CONTROL,
  FAILURE_INTERNAL,
  FAILURE_USER,
  REQUEST_ABORT,
  REQUEST_NONE,
  RingReader,
  writeFailure,
  type RingMemory,
  type RowSink,
} from './ring.js';
import { RetentionKeeper } from './retention.js';
import { RowInserter } from './row-inserter.js';
import { closeRunFile, leaveSingleFile, openForWriting, type RunFileSpec } from './run-file.js';
import { describeWriteFailure } from './store-errors.js';

/** Commit after so many frames, so that acknowledgement lags little behind and the pages written twice stay few. */
const GROUP_FRAMES = 64;
/** ... or so many rows. */
const GROUP_ROWS = 20_000;
/** Share of the ring that may wait while rows are dropped. */
const PRESSED_SHARE = 1 / 8;
/** Pause between two looks at an empty ring. */
const POLL_MS = 5;
/** Commit what there is after so many empty looks. */
const IDLE_POLLS = 4;

export interface WriterData {
  readonly memory: RingMemory;
  readonly spec: RunFileSpec;
  /** Where the shared memory of checkpoints comes from. */
  readonly checkpoints: MessagePort;
}

export interface CloseMessage {
  readonly values: readonly (readonly [string, string])[];
}

export type WriterReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drained' }
  | { readonly kind: 'closed'; readonly rows: number }
  | { readonly kind: 'failed' };

class Writer implements RowSink {
  private readonly control: Int32Array;
  private readonly reader: RingReader;
  private readonly inserters: RowInserter[];
  private readonly checkpoints: CheckpointWriter;
  private readonly checkpointTable: number;
  private readonly retention: RetentionKeeper | null;
  private readonly beginTransaction: Database.Statement;
  private readonly commitTransaction: Database.Statement;
  private framesInGroup = 0;
  private rowsInGroup = 0;
  private lastFrame = -1;
  /** Words in the ring from which on retention waits. */
  private readonly pressedWords: number;
  /** Rows of a frame whose end has not come yet are in the transaction. */
  private midFrame = false;
  rows = 0;

  constructor(
    private readonly db: Database.Database,
    data: WriterData,
  ) {
    this.control = new Int32Array(data.memory.control);
    this.reader = new RingReader(data.memory);
    this.pressedWords = this.reader.ring.length * PRESSED_SHARE;
    this.inserters = data.spec.tables.map((table) => new RowInserter(db, table));
    this.checkpoints = new CheckpointWriter(db, data.checkpoints, data.memory.control, data.spec.retention !== null);
    this.checkpointTable = data.spec.tables.findIndex((table) => table.name === CHECKPOINT_TABLE);
    const { retention, tables } = data.spec;
    this.retention = retention === null ? null : new RetentionKeeper(db, tables, retention);
    this.lastFrame = Atomics.load(this.control, CONTROL.acknowledged);
    this.beginTransaction = db.prepare('BEGIN IMMEDIATE');
    this.commitTransaction = db.prepare('COMMIT');
  }

  row(tableIndex: number, index: number): number {
    this.rowsInGroup++;
    if (tableIndex === this.checkpointTable) return this.checkpoints.take(this.reader, index);
    return this.inserters[tableIndex]!.take(this.reader, index);
  }

  frame(frame: number): void {
    this.lastFrame = frame;
    this.framesInGroup++;
    this.midFrame = false;
  }

  /** Write frames until the producer asks for the end and everything it finished is committed. */
  run(): void {
    const groupIsFull = (): boolean => this.framesInGroup >= GROUP_FRAMES || this.rowsInGroup >= GROUP_ROWS;
    let idlePolls = 0;
    for (;;) {
      const signal = Atomics.load(this.control, CONTROL.signal);
      const request = Atomics.load(this.control, CONTROL.request);
      const finished = this.reader.ahead(CONTROL.frameEnd);
      if (finished > 0) {
        this.open();
        this.reader.consume(finished, this, groupIsFull);
        if (groupIsFull()) this.commit();
        idlePolls = 0;
        continue;
      }
      if (request !== REQUEST_NONE) {
        this.finish(request);
        return;
      }
      const unfinished = this.reader.ahead(CONTROL.published);
      if (unfinished > 0) {
        // The transaction of an unfinished frame holds nothing else, so that giving the frame up loses no other.
        if (!this.midFrame) this.commit();
        this.open();
        this.midFrame = true;
        this.reader.consume(unfinished, this, () => false);
        continue;
      }
      if (++idlePolls >= IDLE_POLLS && !this.midFrame) this.commit();
      Atomics.wait(this.control, CONTROL.signal, signal, POLL_MS);
    }
  }

  private finish(request: number): void {
    if (this.midFrame) {
      invariant(request === REQUEST_ABORT, 'store-unfinished-frame', 'the run is closed in the middle of a frame');
      this.db.exec('ROLLBACK');
      return;
    }
    this.commit();
    this.retention?.finish(this.lastFrame);
  }

  private open(): void {
    if (!this.db.inTransaction) this.beginTransaction.run();
  }

  private commit(): void {
    if (!this.db.inTransaction) return;
    for (const inserter of this.inserters) inserter.flush();
    this.commitTransaction.run();
    this.rows += this.rowsInGroup;
    this.framesInGroup = 0;
    this.rowsInGroup = 0;
    Atomics.store(this.control, CONTROL.acknowledged, this.lastFrame);
    Atomics.add(this.control, CONTROL.heartbeat, 1);
    this.retention?.afterCommit(this.lastFrame, this.reader.ahead(CONTROL.frameEnd) > this.pressedWords);
  }
}

function reply(message: WriterReply): void {
  parentPort!.postMessage(message);
}

function main(data: WriterData): void {
  let db: Database.Database | null = null;
  const control = new Int32Array(data.memory.control);
  const fail = (error: unknown): void => {
    const line = describeWriteFailure(data.spec.path, Atomics.load(control, CONTROL.acknowledged), error);
    writeFailure(data.memory, line.user ? FAILURE_USER : FAILURE_INTERNAL, line.code, line.message);
    // Closing rolls back what is not committed.
    db?.close();
    reply({ kind: 'failed' });
    parentPort!.close();
  };
  try {
    db = openForWriting(data.spec);
    const open = db;
    const writer = new Writer(open, data);
    parentPort!.once('message', (message: CloseMessage | null) => {
      try {
        if (message === null) leaveSingleFile(open);
        else closeRunFile(open, data.spec.tables, data.spec.views, message.values);
        open.close();
        reply({ kind: 'closed', rows: writer.rows });
        parentPort!.close();
      } catch (error) {
        fail(error);
      }
    });
    reply({ kind: 'ready' });
    writer.run();
    reply({ kind: 'drained' });
  } catch (error) {
    fail(error);
  }
}

main(workerData as WriterData);
