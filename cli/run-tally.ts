/** What a run did, for its report: counted from events, without what the start of the scenario put there. */
import { AuctionState } from '../components/index.js';
import { measuresOf } from '../scenarios/expectations.js';
import type { Measures } from '../scenarios/expectations.js';
import { census } from '../systems/invariants.js';
import type { FrameObserver } from '../systems/simulation.js';
import { CAUSES, Event, EVENT_KINDS } from '../systems/vocabulary.js';
import type { World } from '../systems/world.js';

export const QUALITIES = ['poor', 'common', 'uncommon', 'rare', 'epic', 'legendary', 'artifact'] as const;
/** `item.looted` carries quality x 1000 + units. */
const QUALITY_STEP = 1000;
const LOOTED = Event['item.looted'];

export interface MoneyFlow {
  readonly cause: string;
  readonly copper: number;
}

export interface Totals {
  /** Events by kind since frame 0. */
  readonly events: Readonly<Record<(typeof EVENT_KINDS)[number], number>>;
  /** Units looted by quality. */
  readonly looted: Readonly<Record<(typeof QUALITIES)[number], number>>;
  readonly copperAtStart: number;
  readonly copperAtEnd: number;
  /** Copper that came into the world and left it since frame 0, largest first. */
  readonly created: readonly MoneyFlow[];
  readonly destroyed: readonly MoneyFlow[];
  readonly auctionsAtStart: number;
  readonly auctionsAtEnd: number;
}

interface KeptTally {
  readonly looted: readonly number[];
  readonly events: readonly number[];
  readonly faucets: readonly number[];
  readonly sinks: readonly number[];
  readonly copper: number;
  readonly auctions: number;
  readonly measures: readonly (readonly [name: string, value: number])[];
}

export class RunTally implements FrameObserver {
  readonly #looted = new Float64Array(QUALITIES.length);
  #events = new Float64Array(EVENT_KINDS.length);
  #faucets = new Float64Array(CAUSES.length);
  #sinks = new Float64Array(CAUSES.length);
  #copper = 0;
  #auctions = 0;
  /** All measures of frame 0. */
  measuresAtStart: Measures = new Map();
  /** A resumed run goes on counting. */
  readonly kept = { name: 'tally', read: () => this.#read(), write: (value: unknown) => this.#write(value as KeptTally) };

  afterFrame(world: World): void {
    if (world.frame === 0) {
      this.#events = world.events.totals.slice();
      this.#faucets = world.ledger.faucetByCause.slice();
      this.#sinks = world.ledger.sinkByCause.slice();
      this.#copper = copperIn(world);
      this.#auctions = openAuctions(world);
      this.measuresAtStart = measuresOf(world);
      return;
    }
    const { kind, b, count } = world.events;
    for (let n = 0; n < count; n++) {
      if (kind[n] === LOOTED) this.#looted[Math.min(QUALITIES.length - 1, Math.floor(b[n]! / QUALITY_STEP))]! += b[n]! % QUALITY_STEP;
    }
  }

  #read(): KeptTally {
    return {
      looted: [...this.#looted],
      events: [...this.#events],
      faucets: [...this.#faucets],
      sinks: [...this.#sinks],
      copper: this.#copper,
      auctions: this.#auctions,
      measures: [...this.measuresAtStart],
    };
  }
  #write({ looted, events, faucets, sinks, copper, auctions, measures }: KeptTally): void {
    this.#looted.set(looted);
    this.#events = Float64Array.from(events);
    this.#faucets = Float64Array.from(faucets);
    this.#sinks = Float64Array.from(sinks);
    this.#copper = copper;
    this.#auctions = auctions;
    this.measuresAtStart = new Map(measures);
  }

  totals(world: World): Totals {
    const flows = (now: Float64Array, start: Float64Array): MoneyFlow[] =>
      CAUSES.map((cause, i) => ({ cause, copper: now[i]! - start[i]! }))
        .filter((flow) => flow.copper > 0)
        .sort((a, b) => b.copper - a.copper);
    return {
      events: Object.fromEntries(EVENT_KINDS.map((kind, i) => [kind, world.events.totals[i]! - this.#events[i]!])) as Totals['events'],
      looted: Object.fromEntries(QUALITIES.map((quality, i) => [quality, this.#looted[i]!])) as Totals['looted'],
      copperAtStart: this.#copper,
      copperAtEnd: copperIn(world),
      created: flows(world.ledger.faucetByCause, this.#faucets),
      destroyed: flows(world.ledger.sinkByCause, this.#sinks),
      auctionsAtStart: this.#auctions,
      auctionsAtEnd: openAuctions(world),
    };
  }
}

function copperIn(world: World): number {
  const { copperInPurses, copperInAuctions, copperInMails } = census(world);
  return copperInPurses + copperInAuctions + copperInMails;
}

function openAuctions(world: World): number {
  let open = 0;
  for (let a = 0; a < world.pools.auction.high; a++) if (world.c.auction.state[a] === AuctionState.open) open++;
  return open;
}
