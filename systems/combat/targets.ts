/** What a bot can attack, and the nearest of it that is free. */
import { CreatureRole } from '../../data/content.js';
import type { WorldContent } from '../../data/content.js';
import { perContent } from '../equipment/per-content.js';
import { CreatureState, GoalKind } from '../../components/index.js';
import { isElite as isEliteRank } from '../rules/distances.js';
import { givesNoXp } from '../rules/grey-level.js';
import { FAR, xOf, yOf } from '../movement/motion.js';
import { avoidKey, isAvoided } from '../plan/goals.js';
import type { World } from '../world.js';
import { canBear } from './outlook.js';

const FRIENDLY = 2;
const CRITTER = 8;
const TOTEM = 9;
/** Cells of 60 yards looked at around a bot that looks for anything to fight, and around one that is only passing. */
export const GRIND_REACH = 3;
export const PASSING_REACH = 2;
/** A bot that settles down to hunt goes this far for it. */
export const SETTLING_REACH = 8;

/** True when a bot of this side may attack the kind at all. */
export function canAttack(world: World, bot: number, kind: number): boolean {
  const { creatures } = world.content;
  if ((creatures.roles[kind]! & CreatureRole.noCombat) !== 0) return false;
  return attitude(world, bot, kind) !== FRIENDLY;
}

function attitude(world: World, bot: number, kind: number): number {
  const { creatures } = world.content;
  return world.c.identity.side[bot] === 1 ? creatures.toHorde[kind]! : creatures.toAlliance[kind]!;
}

export function isElite(world: World, kind: number): boolean {
  return isEliteRank(world.content.creatures.rank[kind]!);
}

/** A claim holds while the claimer's goal is that very creature. */
export function claimedByOther(world: World, bot: number, slot: number): boolean {
  const by = world.c.creature.claimedBy[slot]! - 1;
  if (by < 0 || by === bot) return false;
  const { goal, social } = world.c;
  const holds = (goal.kind[by] === GoalKind.kill || goal.kind[by] === GoalKind.grind) && goal.target[by] === slot;
  if (!holds) return false;
  const group = social.group[bot]!;
  return group === 0 || group !== social.group[by];
}

/** Alive, not tapped by strangers and not claimed by them. */
export function isFree(world: World, bot: number, slot: number): boolean {
  const { creature, social } = world.c;
  const state = creature.state[slot]!;
  if (state === CreatureState.dead) return false;
  if (state === CreatureState.fighting) {
    const tapper = creature.tapper[slot]! - 1;
    const group = social.group[bot]!;
    return tapper >= 0 && group !== 0 && social.group[tapper] === group;
  }
  return !claimedByOther(world, bot, slot);
}

/**
 * The nearest free spawn of a kind of creature on the bot's map that it may hope to win against, else the first free one on a map it can
 * get to; -1 when there is none now. Ties go to the lower spawn.
 */
export function findTarget(world: World, bot: number, kind: number): number {
  const { spawnsOf, spawns } = world.content;
  const map = world.c.motion.map[bot]!;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  let best = -1;
  let bestDistance = Infinity;
  let elsewhere = -1;
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    const slot = spawnsOf.values[k]!;
    if (spawns.map[slot] !== map) {
      if (elsewhere < 0 && isFree(world, bot, slot) && world.derived.routes.reachable(map, spawns.map[slot]!, world.c.identity.side[bot]!))
        elsewhere = slot;
      continue;
    }
    const dx = spawns.x[slot]! - x;
    const dy = spawns.y[slot]! - y;
    const d = dx * dx + dy * dy;
    if (d >= bestDistance || !isFree(world, bot, slot) || isAvoided(world, bot, avoidKey(GoalKind.kill, slot))) continue;
    if (!canBear(world, bot, slot)) continue;
    best = slot;
    bestDistance = d;
  }
  return best >= 0 ? best : elsewhere;
}

/** True when some spawn of the kind exists that this bot can get to, dead or alive: the objective is contested and not impossible. */
export function hasSpawn(world: World, bot: number, kind: number): boolean {
  const { spawnsOf, spawns } = world.content;
  const map = world.c.motion.map[bot]!;
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    if (world.derived.routes.reachable(map, spawns.map[spawnsOf.values[k]!]!, world.c.identity.side[bot]!)) return true;
  }
  return false;
}

/** True when a living creature of the kind stands on the bot's map and is too strong for it. */
export function hasTooStrong(world: World, bot: number, kind: number): boolean {
  const { spawnsOf, spawns } = world.content;
  const map = world.c.motion.map[bot]!;
  for (let k = spawnsOf.offsets[kind]!; k < spawnsOf.offsets[kind + 1]!; k++) {
    const slot = spawnsOf.values[k]!;
    if (spawns.map[slot] === map && world.c.creature.state[slot] === CreatureState.alive && !canBear(world, bot, slot)) return true;
  }
  return false;
}

const nearby = new Int32Array(8192);

/** By side (0, 1): 1 for kinds of creatures that may be prey at all: neither elite nor a critter, worth experience, and no friends. */
const preyKinds = perContent(({ creatures }: WorldContent) =>
  [creatures.toAlliance, creatures.toHorde].map((attitudes) =>
    Uint8Array.from({ length: creatures.count }, (_, kind) => {
      if (isEliteRank(creatures.rank[kind]!) || creatures.kind[kind] === CRITTER || creatures.kind[kind] === TOTEM) return 0;
      return (creatures.roles[kind]! & (CreatureRole.noXp | CreatureRole.noCombat)) !== 0 || attitudes[kind] === FRIENDLY ? 0 : 1;
    }),
  ),
);

/** Something worth fighting near a bot: free, attackable, of its level, giving experience; the nearest by distance less a bonus for level. */
export function findPrey(world: World, bot: number, reach: number): number {
  const { spawns } = world.content;
  const { level: levels } = world.c.creature;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  const level = world.c.life.level[bot]!;
  const count = world.derived.spawns.around(world.c.motion.map[bot]!, x, y, reach, nearby);
  const isPrey = preyKinds(world.content)[world.c.identity.side[bot] === 1 ? 1 : 0]!;
  let best = -1;
  let bestCost = Infinity;
  for (let k = 0; k < count; k++) {
    const slot = nearby[k]!;
    const its = levels[slot]!;
    if (its > level + MOST_ABOVE || isPrey[spawns.creature[slot]!] === 0) continue;
    const dx = spawns.x[slot]! - x;
    const dy = spawns.y[slot]! - y;
    const cost = Math.sqrt(dx * dx + dy * dy) + Math.abs(its - level) * LEVEL_COST;
    if (cost > bestCost || (cost === bestCost && slot > best)) continue;
    if (givesNoXp(world.rules, level, its) || !isFree(world, bot, slot)) continue;
    if (isAvoided(world, bot, avoidKey(GoalKind.kill, slot)) || !canBear(world, bot, slot)) continue;
    best = slot;
    bestCost = cost;
  }
  return bestCost < FAR ? best : -1;
}
/** Prey is at most this many levels above the bot, however weak it is. */
const MOST_ABOVE = 2;
/** A level of difference is worth a detour of 10 yards. */
const LEVEL_COST = 1000;
