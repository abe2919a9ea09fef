/**
 * Ways to score a quest, by name. A bot uses the one its `identity.strategy` names by index; scenarios and modules of a user's own may
 * register more before a run starts.
 */
import { UserError } from '../../engine/errors.js';
import type { World } from '../world.js';
import { groupScore, optimalScore, simpleScore } from './scoring.js';

/**
 * The worth of a quest to a bot, higher is better, at most 0: do not take it. Integers below 2^53 only; reads state, changes none.
 * `giver` is the giver index (-1: an item starts it), `distanceCenti` how far off it is, centiyards.
 */
export type QuestStrategy = (world: World, bot: number, quest: number, giver: number, distanceCenti: number) => number;

/** How a strategy is computed: the standard ones from the score tables, a user's own by asking it about each quest. */
export const StrategyKind = { optimal: 0, simple: 1, group: 2, own: 3 } as const;

/** `identity.strategy` is a byte. */
const MAX_STRATEGIES = 256;

export class Strategies {
  readonly names: string[] = [];
  readonly #scores: QuestStrategy[] = [];

  constructor() {
    this.register('optimal', optimalScore);
    this.register('simple', simpleScore);
    this.register('group', groupScore);
  }

  register(name: string, score: QuestStrategy): number {
    if (this.names.includes(name)) throw new UserError('strategy-exists', `quest strategy '${name}' is registered already`);
    if (this.names.length === MAX_STRATEGIES)
      throw new UserError('too-many-strategies', `there are ${MAX_STRATEGIES} quest strategies already, '${name}' is one too many`);
    this.names.push(name);
    this.#scores.push(score);
    return this.names.length - 1;
  }

  /** Index of a strategy; throws a `UserError` that lists the names there are. */
  indexOf(name: string): number {
    const index = this.names.indexOf(name);
    if (index < 0)
      throw new UserError('unknown-strategy', `quest strategy '${name}' does not exist; expected one of: ${this.names.join(', ')}`);
    return index;
  }

  /** StrategyKind of a bot's strategy. */
  kindOf(world: World, bot: number): number {
    const index = world.c.identity.strategy[bot]!;
    if (index < StrategyKind.own) return index;
    return index < this.#scores.length ? StrategyKind.own : StrategyKind.optimal;
  }

  /** The function of a bot's strategy; an index without one falls back to the first. */
  of(world: World, bot: number): QuestStrategy {
    return this.#scores[world.c.identity.strategy[bot]!] ?? this.#scores[0]!;
  }
}

/** See `QuestIndex.registerStrategy`. */
export function registerStrategy(world: World, name: string, score: QuestStrategy): number {
  return world.derived.quests.registerStrategy(name, score);
}

/** Strategies of modules, after the standard ones and in the order in which modules added them: each sees what the standard formula says. */
export function registerOwnStrategies(
  world: World,
  own: ReadonlyMap<string, (world: World, bot: number, quest: number, score: number, distanceCenti: number) => number>,
): void {
  for (const [name, strategy] of own)
    registerStrategy(world, name, (w, bot, quest, giver, away) => strategy(w, bot, quest, optimalScore(w, bot, quest, giver, away), away));
}
