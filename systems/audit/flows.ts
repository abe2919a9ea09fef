/** Sums of a ledger by cause: what came into the world, left it, and changed hands. */
import { LEDGER_FLOW } from '../../engine/store/engine-tables.js';

export interface CauseFlow {
  readonly cause: string;
  /** Copper, or units of items. */
  readonly created: number;
  readonly destroyed: number;
  readonly moved: number;
  readonly entries: number;
}

interface Sum {
  created: number;
  destroyed: number;
  moved: number;
  entries: number;
}

export class Flows {
  readonly #copper = new Map<number, Sum>();
  readonly #items = new Map<number, Sum>();

  constructor(private readonly words: ReadonlyMap<number, string>) {}

  add(cause: number, flow: number, copper: boolean, quantity: number): void {
    const sums = copper ? this.#copper : this.#items;
    let sum = sums.get(cause);
    if (sum === undefined) sums.set(cause, (sum = { created: 0, destroyed: 0, moved: 0, entries: 0 }));
    sum.entries++;
    if (flow === LEDGER_FLOW.faucet) sum.created += quantity;
    else if (flow === LEDGER_FLOW.sink) sum.destroyed += quantity;
    else sum.moved += quantity;
  }

  /** Largest first. */
  copper(): CauseFlow[] {
    return this.#sorted(this.#copper);
  }
  items(): CauseFlow[] {
    return this.#sorted(this.#items);
  }

  #sorted(sums: ReadonlyMap<number, Sum>): CauseFlow[] {
    const size = (f: CauseFlow): number => f.created + f.destroyed + f.moved;
    return [...sums]
      .map(([cause, sum]) => ({ cause: this.words.get(cause) ?? `cause ${cause}`, ...sum }))
      .sort((a, b) => size(b) - size(a) || (a.cause < b.cause ? -1 : 1));
  }
}
