/** Getting on with one objective: finding what it needs and setting the goal. `pursue` answers PURSUED or the StallCause in the way. */
import { CreatureState, GoalKind, StallCause } from '../../components/index.js';
import { Objective } from '../../data/content.js';
import { hunt } from '../combat/hunt.js';
import { canBear } from '../combat/outlook.js';
import { canAttack, findTarget, hasSpawn, hasTooStrong, isElite } from '../combat/targets.js';
import { distanceTo, speedOf } from '../movement/motion.js';
import { avoidKey, isAvoided, setGoal } from '../plan/goals.js';
import { proposeBuy } from '../vendor/buy-goal.js';
import type { World } from '../world.js';
import { canFaceElite } from './eligibility.js';
import { proposeEscort } from './escort.js';
import { SourceKind } from './quest-facts.js';
import { lacking } from './rewards.js';
import { bearableLevel } from './wants.js';
import { spotWay, wayTo } from './ways.js';
import { rowArgument } from './row-argument.js';

/** Beyond all StallCauses: a goal was set. */
export const PURSUED = -1;

/** Set a goal for objective `at` (row of the content) of a quest; `row` is its number within the quest. */
export function pursue(world: World, bot: number, quest: number, row: number, at: number): number {
  const { quests } = world.content;
  const target = quests.objectiveTarget[at]!;
  switch (quests.objectiveKind[at]) {
    case Objective.kill:
      return pursueKill(world, bot, quest, target);
    case Objective.collect:
      return pursueItem(world, bot, quest, at, target);
    case Objective.useObject:
      return pursueObject(world, bot, quest, target, Infinity);
    case Objective.talk:
      return pursueTalk(world, bot, quest, row, target);
    case Objective.explore:
      return pursuePlace(world, bot, quest, row, at);
    default:
      return proposeEscort(world, bot, quest, row, at) ? PURSUED : StallCause.noWay;
  }
}

function pursueKill(world: World, bot: number, quest: number, target: number): number {
  const credits = world.derived.quests.facts.killCredits;
  let cause: number = StallCause.dataError;
  for (let k = credits.offsets[target]!; k < credits.offsets[target + 1]!; k++) {
    const answer = pursueCreature(world, bot, quest, credits.values[k]!, Infinity);
    if (answer === PURSUED) return PURSUED;
    if (answer !== StallCause.dataError) cause = answer;
  }
  return cause;
}

/** Go for a kind of creature that stands within some way, centiyards. */
function pursueCreature(world: World, bot: number, quest: number, kind: number, within: number): number {
  const { spawnsOf, creatures } = world.content;
  if (spawnsOf.offsets[kind] === spawnsOf.offsets[kind + 1] || !canAttack(world, bot, kind)) return StallCause.dataError;
  if (creatures.minLevel[kind]! > bearableLevel(world, bot)) return StallCause.tooWeak;
  if (isElite(world, kind) && !canFaceElite(world, bot, creatures.minLevel[kind]!)) return StallCause.waitingForGroup;
  const slot = findTarget(world, bot, kind);
  if (slot < 0) {
    if (hasTooStrong(world, bot, kind)) return StallCause.tooWeak;
    return hasSpawn(world, bot, kind) ? StallCause.contested : StallCause.noWay;
  }
  if (!canBear(world, bot, slot)) return StallCause.tooWeak;
  if (isAvoided(world, bot, avoidKey(GoalKind.kill, slot)) || isOutOfTheWay(world, bot, kind, slot, within)) return StallCause.contested;
  hunt(world, bot, slot, quest);
  return PURSUED;
}

/** A free target this much farther than the nearest place of its kind (300 yards) is not worth the way: others come back sooner. */
const DETOUR = 30_000;

/** True for a target far off although its kind has a place much nearer, where all are taken or dead at the moment. */
function isOutOfTheWay(world: World, bot: number, kind: number, slot: number, within: number): boolean {
  const { spawnsOf, spawns } = world.content;
  const away = distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!);
  if (away <= DETOUR) return false;
  if (away > within) return true;
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    const other = spawnsOf.values[k]!;
    if (distanceTo(world, bot, spawns.map[other]!, spawns.x[other]!, spawns.y[other]!) + DETOUR < away) return true;
  }
  return false;
}

/** The sources of an item in the order of their promise; the first that is to be had now. */
function pursueItem(world: World, bot: number, quest: number, at: number, item: number): number {
  const { itemSources, quests } = world.content;
  const sources = world.derived.quests.facts.sources[at];
  let cause: number = StallCause.dataError;
  // While a good source is only busy, a poorer one far from it is not worth the way.
  let within = Infinity;
  for (let k = 0; sources !== undefined && k < sources.length; k++) {
    const source = sources[k]!;
    const kind = itemSources.kind[source]!;
    let answer: number;
    if (kind === SourceKind.kill) answer = pursueCreature(world, bot, quest, itemSources.source[source]!, within);
    else if (kind === SourceKind.object) answer = pursueObject(world, bot, quest, itemSources.source[source]!, within);
    else answer = proposeBuy(world, bot, item, lacking(world, bot, item, quests.objectiveCount[at]!)) ? PURSUED : StallCause.noWay;
    if (answer === PURSUED) return PURSUED;
    if (answer === StallCause.contested && within === Infinity) within = spotWay(world, bot, at) + DETOUR;
    if (answer !== StallCause.dataError && cause === StallCause.dataError) cause = answer;
  }
  return cause;
}

/** The nearest object of a kind that will be usable when the bot gets there and that nobody else is going for; ties to the lower slot. */
export function findObject(world: World, bot: number, kind: number): number {
  const { objectSpawnsOf, objectSpawns } = world.content;
  const map = world.c.motion.map[bot]!;
  let best = -1;
  let nearest = Infinity;
  for (let k = objectSpawnsOf.offsets[kind]!; k < objectSpawnsOf.offsets[kind + 1]!; k++) {
    const slot = objectSpawnsOf.values[k]!;
    const away = objectSpawns.map[slot] === map ? distanceTo(world, bot, map, objectSpawns.x[slot]!, objectSpawns.y[slot]!) : ELSEWHERE;
    if (away >= nearest || claimedByOther(world, bot, slot) || isAvoided(world, bot, avoidKey(GoalKind.useObject, slot))) continue;
    if (world.c.object.usableFrom[slot]! > world.frame + Math.floor(away / speedOf(world, bot, away))) continue;
    if (away === ELSEWHERE && !world.derived.routes.reachable(map, objectSpawns.map[slot]!, world.c.identity.side[bot]!)) continue;
    best = slot;
    nearest = away;
  }
  return best;
}
/** Farther than anything on the own map, centiyards. */
const ELSEWHERE = 100_000_000;

/** A claim holds while the claimer's goal is that very object. */
function claimedByOther(world: World, bot: number, slot: number): boolean {
  const by = world.c.object.claimedBy[slot]! - 1;
  if (by < 0 || by === bot) return false;
  return world.c.goal.kind[by] === GoalKind.useObject && world.c.goal.target[by] === slot;
}

function pursueObject(world: World, bot: number, quest: number, kind: number, within: number): number {
  const { objectSpawnsOf, objectSpawns } = world.content;
  if (objectSpawnsOf.offsets[kind] === objectSpawnsOf.offsets[kind + 1]) return StallCause.dataError;
  const slot = findObject(world, bot, kind);
  if (slot < 0 || distanceTo(world, bot, objectSpawns.map[slot]!, objectSpawns.x[slot]!, objectSpawns.y[slot]!) > within)
    return StallCause.contested;
  world.set(world.c.object.f.claimedBy, slot, bot + 1);
  setGoal(world, bot, GoalKind.useObject, slot, quest, objectSpawns.map[slot]!, objectSpawns.x[slot]!, objectSpawns.y[slot]!);
  return PURSUED;
}

function pursueTalk(world: World, bot: number, quest: number, row: number, kind: number): number {
  const { spawnsOf, spawns } = world.content;
  let best = -1;
  let nearest = Infinity;
  let cause: number = StallCause.dataError;
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    const spawn = spawnsOf.values[k]!;
    if (isAvoided(world, bot, avoidKey(GoalKind.talk, spawn))) continue;
    const way = wayTo(world, bot, spawns.map[spawn]!, spawns.x[spawn]!, spawns.y[spawn]!);
    if (way < 0 || world.c.creature.state[spawn] === CreatureState.dead) {
      cause = way < 0 ? StallCause.noWay : StallCause.contested;
    } else if (way < nearest) {
      best = spawn;
      nearest = way;
    }
  }
  if (best < 0) return cause;
  setGoal(world, bot, GoalKind.talk, best, rowArgument(quest, row), spawns.map[best]!, spawns.x[best]!, spawns.y[best]!);
  return PURSUED;
}

function pursuePlace(world: World, bot: number, quest: number, row: number, at: number): number {
  const { objectiveMap, objectiveX, objectiveY } = world.content.quests;
  if (isAvoided(world, bot, avoidKey(GoalKind.explore, at))) return StallCause.noWay;
  if (wayTo(world, bot, objectiveMap[at]!, objectiveX[at]!, objectiveY[at]!) < 0) return StallCause.noWay;
  setGoal(world, bot, GoalKind.explore, at, rowArgument(quest, row), objectiveMap[at]!, objectiveX[at]!, objectiveY[at]!);
  return PURSUED;
}
