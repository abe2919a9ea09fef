/**
 * The double-entry ledger. Every copper and every item that moves is an entry with a cause, and is a faucet (it came into the world),
 * a sink (it left) or a transfer. Running sums make the conservation check of a frame cheap:
 * what accounts hold = faucets - sinks.
 */
import { InternalError } from './errors.js';

export const Flow = { faucet: 0, sink: 1, transfer: 2 } as const;
export type FlowCode = (typeof Flow)[keyof typeof Flow];
export const FLOW_NAMES = ['faucet', 'sink', 'transfer'] as const;

/** Account on the far side of a faucet or sink. */
export const WORLD_ACCOUNT = 0;
/** Asset code of money; an item's asset is its item id. */
export const COPPER = 0;

const START_ENTRIES = 4096;
/** Room beyond this is given back after the frame that needed it. */
const KEPT_ENTRIES = 1 << 16;
/** Entries one frame may make. */
const MAX_ENTRIES = 1 << 22;

/** Units that came into the world and left it since the start of the run. */
export interface LedgerSums {
  copperFaucet: number;
  copperSink: number;
  itemFaucet: number;
  itemSink: number;
}

/** The entries of the present frame and the sums of the run. */
export class Ledger {
  /** Entries of the present frame. */
  count = 0;
  cause = new Uint8Array(START_ENTRIES);
  flow = new Uint8Array(START_ENTRIES);
  asset = new Int32Array(START_ENTRIES);
  itemUid = new Int32Array(START_ENTRIES);
  quantity = new Float64Array(START_ENTRIES);
  from = new Int32Array(START_ENTRIES);
  to = new Int32Array(START_ENTRIES);
  /** Sums since the start of the run. Integers below 2^53. */
  readonly sums: LedgerSums = { copperFaucet: 0, copperSink: 0, itemFaucet: 0, itemSink: 0 };
  /** Copper by cause, faucets and sinks apart, since the start of the run. */
  readonly faucetByCause: Float64Array;
  readonly sinkByCause: Float64Array;
  #mark = 0;

  constructor(
    /** Words for causes; the index is the code. */
    readonly causes: readonly string[],
  ) {
    this.faucetByCause = new Float64Array(causes.length);
    this.sinkByCause = new Float64Array(causes.length);
  }

  /** Book a movement of copper (asset 0) or of units of an item. */
  book(cause: number, flow: FlowCode, asset: number, itemUid: number, quantity: number, from: number, to: number): void {
    if (quantity === 0) return;
    if (!(quantity > 0) || !Number.isSafeInteger(quantity)) {
      throw new InternalError(
        'ledger-quantity',
        `${this.causes[cause]} of ${quantity} units of asset ${asset}: a quantity is a positive integer`,
      );
    }
    if (this.causes[cause] === undefined) throw new InternalError('unknown-cause', `no cause of the ledger has code ${cause}`);
    const n = this.count;
    if (n === this.cause.length) this.#grow();
    this.cause[n] = cause;
    this.flow[n] = flow;
    this.asset[n] = asset;
    this.itemUid[n] = itemUid;
    this.quantity[n] = quantity;
    this.from[n] = from;
    this.to[n] = to;
    this.count = n + 1;
    this.#sum(n, 1);
  }

  #sum(n: number, sign: number): void {
    const flow = this.flow[n]!;
    if (flow === Flow.transfer) return;
    const quantity = this.quantity[n]! * sign;
    const copper = this.asset[n] === COPPER;
    if (flow === Flow.faucet) {
      if (copper) {
        this.sums.copperFaucet += quantity;
        this.faucetByCause[this.cause[n]!]! += quantity;
      } else this.sums.itemFaucet += quantity;
    } else if (copper) {
      this.sums.copperSink += quantity;
      this.sinkByCause[this.cause[n]!]! += quantity;
    } else this.sums.itemSink += quantity;
  }

  /** Remember where the running command's entries begin. */
  mark(): void {
    this.#mark = this.count;
  }
  /** Entries since `mark`. */
  get sinceMark(): number {
    return this.count - this.#mark;
  }
  /** Take back the entries since `mark`. */
  rewind(): void {
    for (let n = this.count - 1; n >= this.#mark; n--) this.#sum(n, -1);
    this.count = this.#mark;
  }
  /** Forget the entries of the last frame, after they were recorded; the sums stay. */
  startFrame(): void {
    this.count = 0;
    this.#mark = 0;
    // The birth of a world makes a hundred times the entries of any other frame: their room is given back.
    if (this.cause.length > KEPT_ENTRIES) this.#resize(START_ENTRIES, false);
  }

  #grow(): void {
    const size = this.cause.length * 2;
    if (size > MAX_ENTRIES) throw new InternalError('ledger-full', `one frame made more than ${MAX_ENTRIES} ledger entries`);
    this.#resize(size, true);
  }

  #resize(size: number, keep: boolean): void {
    const moved = <T extends Uint8Array | Int32Array | Float64Array>(old: T, fresh: T): T => {
      if (keep) fresh.set(old);
      return fresh;
    };
    this.cause = moved(this.cause, new Uint8Array(size));
    this.flow = moved(this.flow, new Uint8Array(size));
    this.asset = moved(this.asset, new Int32Array(size));
    this.itemUid = moved(this.itemUid, new Int32Array(size));
    this.quantity = moved(this.quantity, new Float64Array(size));
    this.from = moved(this.from, new Int32Array(size));
    this.to = moved(this.to, new Int32Array(size));
  }
}
