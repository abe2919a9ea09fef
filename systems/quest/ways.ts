/** Ways to places, and keys of quests that a bot leaves alone. */
import { distance } from '../../engine/integer-math.js';
import { GoalKind } from '../../components/index.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { avoid, avoidKey, isAvoided } from '../plan/goals.js';
import type { World } from '../world.js';
import { OTHER_MAP_WALK } from './quest-facts.js';

/** Running, centiyards in a millisecond of a passage. */
const CENTI_PER_MS = 0.7;
/** Keys of quests lie above those of givers. */
const QUEST_KEYS = 0x800000;
/** An abandoned quest is not taken again for an hour. */
const ABANDONED_FRAMES = 36_000;

/** About how far it is to a place, centiyards, passages counted as walks; -1 when the bot cannot get there. */
export function wayTo(world: World, bot: number, map: number, x: number, y: number): number {
  if (world.c.motion.map[bot] === map) return distanceTo(world, bot, map, x, y);
  const { ways } = world.derived.quests;
  ways.begin(bot);
  return ways.to(map, x, y);
}

/** Ways from where one bot is to many places: the link to each map is looked for once. */
export class WaysFrom {
  /** By map: the call of `begin` for which the link (-1 none) and the walk to behind it are known. */
  readonly #known: Int32Array;
  readonly #link: Int32Array;
  readonly #walk: Float64Array;
  #call = 0;
  #bot = -1;
  #x = 0;
  #y = 0;
  #here = -1;

  constructor(private readonly world: World) {
    const { count } = world.content.maps;
    this.#known = new Int32Array(count);
    this.#link = new Int32Array(count);
    this.#walk = new Float64Array(count);
  }

  begin(bot: number): void {
    this.#call++;
    this.#bot = bot;
    this.#x = xOf(this.world, bot);
    this.#y = yOf(this.world, bot);
    this.#here = this.world.c.motion.map[bot]!;
  }

  /** See `wayTo`. */
  to(map: number, x: number, y: number): number {
    if (map === this.#here) return distance(this.#x, this.#y, x, y);
    if (this.#known[map] !== this.#call) this.#lookFor(map);
    const link = this.#link[map]!;
    if (link < 0) return -1;
    const { links } = this.world.content;
    return this.#walk[map]! + (links.toMap[link] === map ? distance(links.toX[link]!, links.toY[link]!, x, y) : OTHER_MAP_WALK);
  }

  #lookFor(map: number): void {
    const { world } = this;
    const { links } = world.content;
    const { identity, life } = world.c;
    const bot = this.#bot;
    const link = world.derived.routes.nextLink(this.#here, this.#x, this.#y, map, identity.side[bot]!, life.level[bot]!);
    this.#known[map] = this.#call;
    this.#link[map] = link;
    if (link >= 0)
      this.#walk[map] =
        distance(this.#x, this.#y, links.fromX[link]!, links.fromY[link]!) + Math.floor(links.travelMs[link]! * CENTI_PER_MS);
  }
}

/** What a place that is unknown or cannot be reached counts as, centiyards: more than any way. */
const UNKNOWN_WAY = 10_000_000;

/** About how far the place of an objective (row of the content) is, centiyards. */
export function spotWay(world: World, bot: number, at: number): number {
  const { spotMap, spotX, spotY } = world.derived.quests.facts;
  const way = spotMap[at]! < 0 ? -1 : wayTo(world, bot, spotMap[at]!, spotX[at]!, spotY[at]!);
  return way < 0 ? UNKNOWN_WAY : way;
}

/** Key of a quest that is left alone; those of two quests are as far apart as their indices. */
export function questAvoidKey(quest: number): number {
  return avoidKey(GoalKind.accept, QUEST_KEYS + quest);
}
/** Leave a quest alone for an hour: it was given up. */
export function avoidQuest(world: World, bot: number, quest: number): void {
  avoid(world, bot, questAvoidKey(quest), ABANDONED_FRAMES);
}
export function avoidsQuest(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, questAvoidKey(quest));
}

/** Leave turning a quest in alone for a while: it was refused. */
export function avoidTurnIn(world: World, bot: number, quest: number, frames: number): void {
  avoid(world, bot, avoidKey(GoalKind.turnIn, QUEST_KEYS + quest), frames);
}
export function avoidsTurnIn(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, avoidKey(GoalKind.turnIn, QUEST_KEYS + quest));
}

/** A quest that has cost too many lives waits for half an hour, in which the bot may grow. */
const TOO_HARD_FRAMES = 18_000;

/** Leave working at a quest alone for half an hour: it is too hard as yet. */
export function holdQuest(world: World, bot: number, quest: number): void {
  avoid(world, bot, avoidKey(GoalKind.kill, QUEST_KEYS + quest), TOO_HARD_FRAMES);
}
export function isHeld(world: World, bot: number, quest: number): boolean {
  return isAvoided(world, bot, avoidKey(GoalKind.kill, QUEST_KEYS + quest));
}

/** Say why a bot gets nowhere (StallCause). */
export function noteCause(world: World, bot: number, cause: number): void {
  if (world.c.progress.cause[bot] !== cause) world.set(world.c.progress.f.cause, bot, cause);
}
