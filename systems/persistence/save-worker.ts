/** The thread that writes a bot file. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { ITEM_INDEX_SQL } from './schema.js';
import { SaveWriter } from './save-writer.js';
import type { SaveMessage } from './outbox.js';

export interface SaveWorkerData {
  readonly path: string;
  /** Word 0: saves that are done with. */
  readonly control: SharedArrayBuffer;
}

export interface SaveReply {
  readonly first: number;
  /** A result code for each save of the message. */
  readonly results: Uint8Array;
  readonly lastError: string;
}

/** 2,048 pages = 8 MiB of log before it is moved into the file. */
const LOG_PAGES = 2048;
const CACHE_KIB = 65_536;
const BUSY_MS = 5000;

function main({ path, control }: SaveWorkerData): void {
  const done = new Int32Array(control);
  const db = new Database(path, { fileMustExist: true, timeout: BUSY_MS });
  // NORMAL: a commit survives the death of the process.
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${LOG_PAGES}`);
  db.pragma(`cache_size = ${-CACHE_KIB}`);
  // A file whose writer was killed before it made them lacks its indexes.
  db.exec(ITEM_INDEX_SQL);
  const writer = new SaveWriter(db);
  parentPort!.on('message', (message: SaveMessage | null) => {
    if (message === null) {
      writer.makeIndexes();
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.pragma('journal_mode = DELETE');
      db.close();
      parentPort!.close();
      return;
    }
    const results = writer.apply(message);
    Atomics.store(done, 0, message.first + message.saves - 1);
    Atomics.notify(done, 0);
    parentPort!.postMessage({ first: message.first, results, lastError: writer.lastError } satisfies SaveReply);
  });
}

main(workerData as SaveWorkerData);
