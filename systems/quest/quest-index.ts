/** Everything about quests that is derived: givers and hubs by place, facts of each quest, scores, caches, the queue, strategies, choices of late. */
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { WaysFrom } from './ways.js';
import { Candidate } from './candidate.js';
import { DecisionRing } from './decisions.js';
import type { Decisions } from './decisions.js';
import { EligibilityCache } from './eligibility-cache.js';
import { GiverIndex } from './giver-index.js';
import type { Cell } from './giver-index.js';
import { Hubs } from './hubs.js';
import { OFFER_OPTIONS, isOffered } from './offers.js';
import { PickupLists } from './pickup-queue.js';
import { QuestFacts } from './quest-facts.js';
import { QuestNeeds } from './quest-needs.js';
import { RankedChoice } from './ranked-choice.js';
import { RankedOffers } from './ranked-offers.js';
import { ScoreTables } from './score-tables.js';
import { Strategies } from './strategies.js';
import type { QuestStrategy } from './strategies.js';

const SCAN_RADIUS = optionIndex('quest.scanRadius');
const CELLS = optionIndex('quest.giverCacheEntries');
const CENTI = 100;
const SIDES = 3;

export class QuestIndex {
  readonly facts: QuestFacts;
  readonly needs: QuestNeeds;
  readonly givers: GiverIndex;
  readonly ranked: RankedOffers;
  readonly hubs: Hubs;
  readonly ways: WaysFrom;
  readonly scores: ScoreTables;
  readonly candidate: Candidate;
  readonly rankedChoice: RankedChoice;
  readonly eligibility: EligibilityCache;
  readonly queue: PickupLists;
  readonly strategies = new Strategies();
  readonly decisions = new DecisionRing();
  /** Choices made, for reports. */
  choices = 0;
  #optionsVersion = -1;
  #radius = 0;
  /** By side and level: 1 for quests that are offered, see `isOffered`. */
  #offers: (Uint8Array | undefined)[] = [];
  readonly #offered = new Int32Array(OFFER_OPTIONS.length).fill(-1);

  constructor(private readonly world: World) {
    const { content } = world;
    this.facts = new QuestFacts(content);
    this.needs = new QuestNeeds(world, this.facts);
    this.givers = new GiverIndex(content.givers, content.maps.count);
    this.hubs = new Hubs(content);
    this.ways = new WaysFrom(world);
    this.scores = new ScoreTables(world);
    this.ranked = new RankedOffers(world, this.givers, this.scores);
    this.candidate = new Candidate(world, this.needs);
    this.rankedChoice = new RankedChoice(world, this.ranked, this.candidate);
    this.eligibility = new EligibilityCache(world);
    this.queue = new PickupLists(world);
  }

  /** How far a bot looks for givers, centiyards. */
  get radius(): number {
    return this.world.option(SCAN_RADIUS) * CENTI;
  }

  /** Givers that may be in reach of a place, see `GiverIndex.near`. */
  giversNear(map: number, x: number, y: number): Int32Array {
    return this.givers.near(map, x, y, this.radius);
  }

  /** The cell of a place, with what its givers offer under the options of now. */
  cellOf(map: number, x: number, y: number): Cell {
    if (this.#optionsVersion !== this.world.optionsVersion) this.#follow();
    return this.givers.cell(map, x, y, this.#radius);
  }

  /** Quest -> 1 when it is offered to bots of a side and level (see `isOffered`), after `follow`. */
  offered(side: number, level: number): Uint8Array {
    return (this.#offers[level * SIDES + side] ??= Uint8Array.from({ length: this.world.content.quests.count }, (_, quest) =>
      isOffered(this.world, quest, side, level) ? 1 : 0,
    ));
  }

  /** Follow the options before anything is read that depends on them. */
  follow(): void {
    if (this.#optionsVersion !== this.world.optionsVersion) this.#follow();
    this.scores.renew();
  }

  /** Options have changed: cells made under others are let go. */
  #follow(): void {
    const { world } = this;
    this.#optionsVersion = world.optionsVersion;
    if (this.#radius !== this.radius) this.ranked.clear();
    this.#radius = this.radius;
    for (let n = 0; n < OFFER_OPTIONS.length; n++) {
      const now = world.option(OFFER_OPTIONS[n]!);
      if (this.#offered[n] === now) continue;
      this.#offered[n] = now;
      this.givers.maxCells = world.option(CELLS);
      this.givers.clear();
      this.ranked.clear();
      this.hubs.clear();
      this.#offers = [];
    }
  }

  /** Register a way to score quests for `identity.strategy`; returns its index. Before the run starts: the order is an input of the run. */
  registerStrategy(name: string, score: QuestStrategy): number {
    return this.strategies.register(name, score);
  }

  /** Quest choices since the last call. */
  takeDecisions(): Decisions {
    return this.decisions.take();
  }

  /** Build anew what depends on components; what is kept to save time begins anew. */
  rebuild(): void {
    this.queue.rebuild();
    this.eligibility.clear();
    this.scores.clear();
    this.ranked.clear();
    this.#optionsVersion = -1;
  }
}
