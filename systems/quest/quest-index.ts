/** Everything about quests that is derived from the content: givers and hubs by place, facts of each quest, strategies, choices of late. */
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { DecisionRing } from './decisions.js';
import type { Decisions } from './decisions.js';
import { GiverIndex } from './giver-index.js';
import { Hubs } from './hubs.js';
import { QuestFacts } from './quest-facts.js';
import { Strategies } from './strategies.js';
import type { QuestStrategy } from './strategies.js';

const SCAN_RADIUS = optionIndex('quest.scanRadius');
const CENTI = 100;

export class QuestIndex {
  readonly facts: QuestFacts;
  readonly givers: GiverIndex;
  readonly hubs: Hubs;
  readonly strategies = new Strategies();
  readonly decisions = new DecisionRing();

  constructor(private readonly world: World) {
    const { content } = world;
    this.facts = new QuestFacts(content);
    this.givers = new GiverIndex(content.givers, content.maps.count);
    this.hubs = new Hubs(content, this.facts);
  }

  /** How far a bot looks for givers, centiyards. */
  get radius(): number {
    return this.world.option(SCAN_RADIUS) * CENTI;
  }

  /** Givers that may be in reach of a place, see `GiverIndex.near`. */
  giversNear(map: number, x: number, y: number): Int32Array {
    return this.givers.near(map, x, y, this.radius);
  }

  /** Register a way to score quests for `identity.strategy`; returns its index. Before the run starts: the order is an input of the run. */
  registerStrategy(name: string, score: QuestStrategy): number {
    return this.strategies.register(name, score);
  }

  /** Quest choices since the last call. */
  takeDecisions(): Decisions {
    return this.decisions.take();
  }
}
