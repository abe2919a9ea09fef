/** A thread that reads mutations of one kind; the main one sees by the counter whether it hangs. */
import { parentPort, workerData } from 'node:worker_threads';
import { KINDS } from './kinds.js';
import type { Kind } from './kinds.js';

export interface FuzzTask {
  readonly kind: Kind;
  readonly folder: string;
  /** Mutations, from and to (excluded). */
  readonly from: number;
  readonly to: number;
  /** One cell: the mutation that is being read. */
  readonly counter: SharedArrayBuffer;
}

export interface FuzzOutcome {
  readonly good: number;
  readonly refused: number;
  /** Longest of one mutation, milliseconds, and which. */
  readonly slowestMs: number;
  readonly slowest: number;
  readonly failure?: { readonly n: number; readonly message: string };
}

async function main({ kind, folder, from, to, counter }: FuzzTask): Promise<FuzzOutcome> {
  const at = new Int32Array(counter);
  const read = await KINDS[kind](folder);
  let good = 0;
  let slowestMs = 0;
  let slowest = 0;
  for (let n = from; n < to; n++) {
    Atomics.store(at, 0, n);
    const began = performance.now();
    try {
      if (await read(n)) good++;
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { good, refused: n - from - good, slowestMs, slowest, failure: { n, message } };
    }
    const ms = performance.now() - began;
    if (ms > slowestMs) [slowestMs, slowest] = [ms, n];
  }
  return { good, refused: to - from - good, slowestMs, slowest };
}

parentPort!.postMessage(await main(workerData as FuzzTask));
