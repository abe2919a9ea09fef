/**
 * The snapshot store: one SQLite file a run, written by a thread of its own. The simulating thread encodes changed rows into
 * shared memory; when that is full it waits, and the wait is counted. A frame is in the file whole or not at all, and a frame
 * that is acknowledged survives the death of the process.
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CheckpointSource } from '../checkpoint.js';
import { InternalError, UserError } from '../errors.js';
import { CHECKPOINT_TABLE, CheckpointLane } from './checkpoint-lane.js';
import { engineTables, engineViews } from './engine-tables.js';
import {
  CONTROL,
  createRingMemory,
  DEFAULT_RING_WORDS,
  readFailure,
  REQUEST_ABORT,
  REQUEST_CLOSE,
  RingWriter,
  type RingMemory,
} from './ring.js';
import { OPENING_CAUSE } from './opening-balances.js';
import type { Retention } from './retention.js';
import { RUN_STATUS, type RunFileSpec, type SetupRows } from './run-file.js';
import { removeFile, reserveFile } from './run-place.js';
import type { OlderTable } from './upgrade-rows.js';
import { failureOfKind } from './store-errors.js';
import { checkTables, type StoredTable, type StoredView } from './table-spec.js';
import type { CloseMessage, WriterData, WriterReply } from './writer-worker.js';

/** Different words a run may use in its `word` columns. */
export const WORD_LIMIT = 65_536;
/** 1,200 slices of 100 ms: a disk that takes nothing for two minutes is taken for dead. */
const DEFAULT_STALL_SLICES = 1200;
/**
 * The writing thread makes little garbage, but buffers of megabytes hang on it when it packs checkpoints: with a small nursery it is collected
 * before they pile up.
 */
const WRITER_LIMITS = { maxYoungGenerationSizeMb: 2 };
/** Before frame 0, the world as spawned. */
const NO_FRAME = -1;

export interface SnapshotStoreOptions {
  /** The run file; it must not exist. */
  readonly path: string;
  /** Tables beside the engine's own. */
  readonly tables: readonly StoredTable[];
  readonly views: readonly StoredView[];
  /** The run's inputs, fully expanded: rows of the table `run`. */
  readonly runInfo: Readonly<Record<string, string | number | boolean | null>>;
  /** World content by its hash, and whatever else the run needs beside its inputs. */
  readonly blobs?: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
  /** Sources of extension modules. */
  readonly modules?: readonly { readonly path: string; readonly hash: string; readonly source: string }[];
  /** Make the folder if it is missing (for the default place of runs, not for one the user named). */
  readonly createFolder?: boolean;
  /** Keep the rows of the last frames only. The run is to go on for long then: memory for checkpoints is taken at once. */
  readonly retention?: Retention;
  /** Words of the ring, a power of two. */
  readonly ringWords?: number;
  /** The file may grow to so many bytes; then the run fails as if the disk were full. */
  readonly limitBytes?: number;
  /** Slices of 100 ms without a sign of life from the writing thread, after which it is taken for dead. */
  readonly stallSlices?: number;
}

/** A run file that is gone on with. */
export interface AppendOptions extends Omit<SnapshotStoreOptions, 'blobs' | 'modules' | 'createFolder'> {
  /** The last frame of the file; the next one comes after it. */
  readonly lastFrame: number;
  /** The table `word` of the file. */
  readonly words: ReadonlyMap<number, string>;
  /** What becomes of the tables of a file of an older format. */
  readonly older?: readonly OlderTable[];
}

export interface ClosedRun {
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  readonly lastFrame: number;
}

export class SnapshotStore extends RingWriter {
  private readonly indexOfTable = new Map<string, number>();
  private readonly wordIds = new Map<string, number>();
  private readonly newWords: string[] = [];
  private readonly wordTable: number;
  private readonly checkpointTable: number;
  private lastFrame = NO_FRAME;
  private ended = false;
  /** Why the writing thread is no longer there. */
  private goneWhy: string | null = null;
  private reply: WriterReply | null = null;
  /** Only the rows of the last frames are kept: the run is one that is to go on for long. */
  readonly retains: boolean;
  private onReply: (() => void) | null = null;

  /** Make the run file and start its thread. `UserError` if the file exists or cannot be made. */
  static async create(options: SnapshotStoreOptions): Promise<SnapshotStore> {
    const tables = [...engineTables, ...options.tables];
    checkTables(tables);
    reserveFile(options.path, options.createFolder === true);
    try {
      const store = await SnapshotStore.open(tables, options, NO_FRAME);
      if (options.retention !== undefined) store.wordId(OPENING_CAUSE);
      return store;
    } catch (error) {
      removeFile(options.path);
      throw error;
    }
  }

  /** Go on with a run file. Its frames so far are acknowledged and stay, whatever happens. */
  static async append(options: AppendOptions): Promise<SnapshotStore> {
    const store = await SnapshotStore.open([...engineTables, ...options.tables], options, options.lastFrame, options.older);
    for (const [id, word] of options.words) store.wordIds.set(word, id);
    if (options.retention !== undefined) store.wordId(OPENING_CAUSE);
    return store;
  }

  private static async open(
    tables: readonly StoredTable[],
    options: SnapshotStoreOptions,
    lastFrame: number,
    older: readonly OlderTable[] = [],
  ): Promise<SnapshotStore> {
    const spec: RunFileSpec = {
      path: options.path,
      tables,
      views: [...engineViews, ...options.views],
      setup: setupRows(options),
      limitBytes: options.limitBytes ?? null,
      append: lastFrame !== NO_FRAME,
      older,
      retention: options.retention ?? null,
    };
    const memory = createRingMemory(options.ringWords ?? DEFAULT_RING_WORDS);
    const control = new Int32Array(memory.control);
    control[CONTROL.acknowledged] = lastFrame;
    let store: SnapshotStore | null = null;
    const stallSlices = options.stallSlices ?? DEFAULT_STALL_SLICES;
    const lane = new CheckpointLane(control, stallSlices, () => store!.checkWorker(), options.retention !== undefined);
    const worker = new Worker(new URL('./writer-worker.js', import.meta.url), {
      workerData: { memory, spec, checkpoints: lane.port } satisfies WriterData,
      resourceLimits: WRITER_LIMITS,
      transferList: [lane.port],
    });
    store = new SnapshotStore(options.path, memory, worker, lane, tables, stallSlices, spec.retention !== null);
    store.lastFrame = lastFrame;
    await store.expect('ready');
    return store;
  }

  private constructor(
    readonly path: string,
    private readonly memory: RingMemory,
    private readonly worker: Worker,
    private readonly lane: CheckpointLane,
    tables: readonly StoredTable[],
    stallSlices: number,
    retains: boolean,
  ) {
    super(memory, tables, stallSlices, () => this.checkWorker());
    tables.forEach((table, i) => this.indexOfTable.set(table.name, i));
    this.retains = retains;
    this.wordTable = this.table('word');
    this.checkpointTable = this.table(CHECKPOINT_TABLE);
    worker.on('message', (message: WriterReply) => {
      this.reply = message;
      this.onReply?.();
    });
    const gone = (why: string): void => {
      this.goneWhy ??= why;
      this.onReply?.();
    };
    worker.on('error', (error) => gone(String(error)));
    worker.on('exit', () => gone('it ended'));
  }

  /** The index that `begin` takes. */
  table(name: string): number {
    const index = this.indexOfTable.get(name);
    if (index === undefined) throw new InternalError('store-table-unknown', `there is no table "${name}"`);
    return index;
  }

  /** The last frame that survives whatever happens to this process, or -1. */
  get acknowledgedFrame(): number {
    return Atomics.load(this.control, CONTROL.acknowledged);
  }

  /** The id of a word, for `int` in a `word` column. */
  wordId(word: string): number {
    const known = this.wordIds.get(word);
    if (known !== undefined) return known;
    const id = this.wordIds.size + 1;
    if (id > WORD_LIMIT)
      throw new InternalError('store-words', `more than ${WORD_LIMIT} different words; the last is "${word.slice(0, 80)}"`);
    this.wordIds.set(word, id);
    this.newWords.push(word);
    return id;
  }

  /** A value of a `word` column. */
  word(word: string): void {
    this.int(this.wordId(word));
  }

  /** A checkpoint of the frame whose rows are being written; at most one a frame. */
  checkpoint(frame: number, stateHash: string, source: CheckpointSource): void {
    const rawBytes = this.lane.send(source, () => this.wake());
    this.begin(this.checkpointTable);
    this.int(frame);
    this.text(stateHash);
    this.int(rawBytes);
    this.nullInt();
    this.int(0);
  }

  /** How often the simulating thread had to wait for the writing one. */
  get snapshotLag(): number {
    return this.waits + this.lane.waits;
  }

  /** The frame's rows are all there. Throws what went wrong in the writing thread since the last frame. */
  endFrame(frame: number): void {
    if (this.ended) throw new InternalError('store-ended', 'the run file is closed already');
    if ((frame | 0) !== frame || frame <= this.lastFrame)
      throw new InternalError('store-frame-order', `frame ${frame} after frame ${this.lastFrame}`);
    this.checkWorker();
    for (const word of this.newWords) {
      this.begin(this.wordTable);
      this.int(this.wordIds.get(word)!);
      this.text(word);
    }
    this.newWords.length = 0;
    this.finishFrame(frame);
    this.lastFrame = frame;
  }

  /**
   * Write what is left, build the closing indexes and views, and leave a single file. `complete`: all frames that were asked
   * for are there; otherwise the run was stopped on purpose. `info`: rows of the table `run` that were not known before.
   */
  async close(options: { complete: boolean; info?: Readonly<Record<string, string | number | boolean | null>> }): Promise<ClosedRun> {
    if (this.lastFrame === NO_FRAME) {
      await this.abort();
      throw new InternalError('store-no-frame', 'a run is closed that has no frame');
    }
    if (this.unfinished) {
      await this.abort();
      throw new InternalError('store-unfinished-frame', `the run is closed after rows that no frame ends (last frame ${this.lastFrame})`);
    }
    const values = [
      ...infoRows(options.info ?? {}),
      ['status', options.complete ? RUN_STATUS.complete : RUN_STATUS.stopped],
      ['last_frame', String(this.lastFrame)],
    ] as [string, string][];
    const rows = await this.end(REQUEST_CLOSE, { values });
    return { path: this.path, bytes: statSync(this.path).size, rows, lastFrame: this.lastFrame };
  }

  /** After a failure: keep the frames that were finished, or delete the file if there are none. Never throws. */
  async abort(): Promise<void> {
    try {
      if (!this.ended) await this.end(REQUEST_ABORT, null);
    } catch (error) {
      // The caller is handling the failure that made it give up; a second one changes nothing in what is committed.
      if (!(error instanceof UserError) && !(error instanceof InternalError)) throw error;
    }
    if (this.acknowledgedFrame === NO_FRAME) removeFile(this.path);
  }

  private async end(request: number, message: CloseMessage | null): Promise<number> {
    if (this.ended) throw new InternalError('store-ended', 'the run file is closed already');
    this.ended = true;
    try {
      this.checkWorker();
      Atomics.store(this.control, CONTROL.request, request);
      this.wake();
      await this.expect('drained');
      this.worker.postMessage(message);
      const closed = await this.expect('closed');
      return closed.kind === 'closed' ? closed.rows : 0;
    } finally {
      this.lane.close();
      await this.worker.terminate();
    }
  }

  private checkWorker(): void {
    const failure = readFailure(this.memory);
    if (failure !== null) throw failureOfKind(failure.kind, failure.code, failure.message);
    if (this.goneWhy !== null)
      throw new InternalError('store-thread', `run file ${this.path}: its writing thread is gone (${this.goneWhy})`);
  }

  private async expect(kind: WriterReply['kind']): Promise<WriterReply> {
    // A run that ends without closing its store must not hang on the thread: it counts only while an answer is awaited.
    this.worker.ref();
    while (this.reply === null && this.goneWhy === null) {
      await new Promise<void>((resolve) => {
        this.onReply = resolve;
      });
    }
    this.worker.unref();
    const reply = this.reply;
    this.reply = null;
    if (reply === null || reply.kind !== kind) {
      this.checkWorker();
      throw new InternalError('store-thread', `run file ${this.path}: its writing thread has answered out of turn`);
    }
    return reply;
  }
}

function infoRows(info: Readonly<Record<string, string | number | boolean | null>>): [string, string][] {
  return Object.entries(info).map(([key, value]) => [key, String(value)]);
}

function setupRows(options: SnapshotStoreOptions): SetupRows[] {
  return [
    { table: 'run', rows: [['status', RUN_STATUS.running], ...infoRows(options.runInfo)] },
    { table: 'content', rows: (options.blobs ?? []).map(({ hash, bytes }) => [hash, bytes]) },
    { table: 'module', rows: (options.modules ?? []).map(({ path, hash, source }) => [path, hash, source]) },
  ];
}
