/**
 * Faults of the machine a run is on: its clock jumps, its memory is taken, its store is busy, slow, full or fails. They are inputs of the
 * run like any other, but concern nothing in the world: the state hashes are the same with and without them. A replay has no store and
 * does not look at clocks, and so sees nothing of them.
 */
import { UserError } from '../engine/errors.js';
import { draw } from '../engine/random.js';
import type { SnapshotStore } from '../engine/store/snapshot-store.js';
import type { Fault } from '../systems/health/fault-spec.js';
import type { Input } from '../systems/inputs.js';

/** Tries of one frame before the store counts as failed; the pause before each is 1, 2, 4, ... ms, 64 at most. */
const MAX_STORE_TRIES = 12;
const MAX_PAUSE_MS = 64;
const MEBIBYTE = 1_048_576;
const PAGE = 4096;
const MILLION = 1_000_000;
const STORE_SALT = 0x7fb0;
/** A busy store turns down so many of a hundred tries. */
const BUSY_PERCENT = 50;

interface Timed {
  readonly from: number;
  readonly until: number;
  readonly fault: Fault;
}

/** Waits without doing anything. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export class MachineFaults {
  readonly #faults: readonly Timed[];
  readonly #taken = new Map<number, Uint8Array>();
  #clockOffsetMs = 0;
  /** Tries that the store turned down. */
  storeRetries = 0;

  constructor(
    inputs: readonly Input[],
    private readonly seed: number,
    private readonly wait: (ms: number) => void = pause,
  ) {
    this.#faults = inputs.flatMap(({ frame, directive }) =>
      directive.do !== 'fault'
        ? []
        : [{ from: frame, until: 'frames' in directive.fault ? frame + directive.fault.frames - 1 : frame, fault: directive.fault }],
    );
  }

  /** The clock of the machine, milliseconds. */
  readonly now = (): number => performance.now() + this.#clockOffsetMs;

  /** Room of the run file, or undefined: as much as there is. */
  get storeLimitBytes(): number | undefined {
    const full = this.#faults.find(({ fault }) => fault.fault === 'store' && fault.mode === 'full')?.fault;
    return full?.fault === 'store' ? Math.max(1, full.mb) * MEBIBYTE : undefined;
  }

  /** At the start of a frame: the clock jumps, memory is taken and given back. */
  beforeFrame(frame: number): void {
    for (let i = 0; i < this.#faults.length; i++) {
      const { from, until, fault } = this.#faults[i]!;
      if (fault.fault === 'clock' && frame === from) this.#clockOffsetMs += fault.ms;
      if (fault.fault !== 'memory') continue;
      if (frame >= from && frame <= until) {
        if (!this.#taken.has(i)) this.#taken.set(i, touched(fault.mb * MEBIBYTE));
      } else this.#taken.delete(i);
    }
  }

  /** Before the rows of a frame go to the store. @throws UserError when the store fails for good */
  beforeStore(frame: number): void {
    for (const { from, until, fault } of this.#faults) {
      if (frame < from || frame > until) continue;
      if (fault.fault === 'chaos') this.#tryStore(frame, fault.rate * MILLION);
      if (fault.fault !== 'store') continue;
      if (fault.mode === 'slow') this.wait(fault.ms);
      if (fault.mode === 'busy') this.#tryStore(frame, (BUSY_PERCENT / 100) * MILLION);
      if (fault.mode === 'failing') this.#tryStore(frame, MILLION + 1);
    }
  }

  /** Retry with back-off; a frame is handed over once. */
  #tryStore(frame: number, ppm: number): void {
    for (let n = 0; draw(this.seed, 0, frame, STORE_SALT, n) % MILLION < ppm; n++) {
      if (n === MAX_STORE_TRIES)
        throw new UserError(
          'store-failing',
          `frame ${frame}: the store turned it down ${n} times (a fault was put in); what was stored before is whole`,
        );
      this.storeRetries++;
      this.wait(Math.min(MAX_PAUSE_MS, 1 << n));
    }
  }
}

/** So much memory, really had: a page that is never written is not. */
function touched(bytes: number): Uint8Array {
  const memory = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += PAGE) memory[at] = 1;
  return memory;
}

/** Hands on to a store what a fault lets through. */
export function throughFaults(faults: MachineFaults, store: SnapshotStore | null): void {
  if (store === null) return;
  const endFrame = store.endFrame.bind(store);
  store.endFrame = (frame: number): void => {
    faults.beforeStore(frame);
    endFrame(frame);
  };
}
