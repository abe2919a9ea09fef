/**
 * May a bot take a quest? `serverRefusal` is the rule of the servers, which the verb enforces; `offerRefusal` adds what a bot leaves alone
 * because it could not do it. Both answer with the first failing check, in a fixed order, and read nothing but components and content.
 */
import { MAX_DAILIES } from '../../components/quest.js';
import { QuestFlag, QuestType } from '../../data/content.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { dailiesDone, isDaily, isDoneToday } from './dailies.js';
import { entryOf, freeEntry, isActive, isDone } from './quest-log.js';

export const REFUSALS = [
  'none',
  'unavailable',
  'active',
  'done',
  'level_too_low',
  'level_too_high',
  'race',
  'class',
  'skill',
  'reputation',
  'previous',
  'exclusive_group',
  'chain_under_way',
  'log_full',
  'group_needed',
  'done_today',
  'daily_limit',
] as const;
export type RefusalWord = (typeof REFUSALS)[number];
export const Refusal = Object.fromEntries(REFUSALS.map((word, i) => [word, i])) as { readonly [W in RefusalWord]: number };

/** The answer of the verb for each refusal. */
const REASON_OF: readonly number[] = REFUSALS.map((word) => {
  switch (word) {
    case 'none':
      return Reason.done;
    case 'active':
    case 'done_today':
    case 'done':
      return Reason.already_done;
    case 'level_too_low':
      return Reason.level_too_low;
    case 'race':
      return Reason.wrong_race;
    case 'class':
      return Reason.wrong_class;
    case 'reputation':
      return Reason.reputation_too_low;
    case 'log_full':
      return Reason.log_full;
    case 'daily_limit':
      return Reason.too_many;
    default:
      return Reason.not_eligible;
  }
});
export function reasonOf(refusal: number): number {
  return REASON_OF[refusal]!;
}

/** Members a bot wants about it for a quest made for a group. */
const GROUP_QUEST_MEMBERS = 3;
/** From this many levels above a group quest a bot does it alone. */
const SOLO_LEVELS = 8;
const HOSTILE = 0;
const HORDE = 1;
const NEUTRAL_SIDE = 2;

/** Refusal by the rules of the servers (RULES.md section 3 for the log; the order of checks is this function's). */
export function serverRefusal(world: World, bot: number, quest: number): number {
  const { quests } = world.content;
  if ((quests.flags[quest]! & QuestFlag.unavailable) !== 0) return Refusal.unavailable;
  const own = ownRefusal(world, bot, quest);
  if (own !== Refusal.none) return own;
  if (entryOf(world, bot, quest) >= 0) return Refusal.active;
  if (isDaily(world, quest)) {
    if (isDoneToday(world, bot, quest)) return Refusal.done_today;
    if (dailiesDone(world, bot) >= MAX_DAILIES) return Refusal.daily_limit;
  } else if (isDone(world, bot, quest) && (quests.flags[quest]! & QuestFlag.repeatable) === 0) return Refusal.done;
  if (!previousSatisfied(world, bot, quest)) return Refusal.previous;
  if (quests.exclusiveGroup[quest]! > 0 && groupMemberTaken(world, bot, quest)) return Refusal.exclusive_group;
  if (chainUnderWay(world, bot, quest)) return Refusal.chain_under_way;
  if (freeEntry(world, bot) < 0) return Refusal.log_full;
  return Refusal.none;
}

/** Level, race, class, skill and reputation. */
function ownRefusal(world: World, bot: number, quest: number): number {
  const { quests, races, classes } = world.content;
  const { identity, life, standing } = world.c;
  const level = life.level[bot]!;
  if (level < quests.minLevel[quest]!) return Refusal.level_too_low;
  if (quests.maxLevel[quest]! !== 0 && level > quests.maxLevel[quest]!) return Refusal.level_too_high;
  const raceMask = quests.raceMask[quest]!;
  if (raceMask !== 0 && (raceMask & (1 << (races.id[identity.race[bot]!]! - 1))) === 0) return Refusal.race;
  const classMask = quests.classMask[quest]!;
  if (classMask !== 0 && (classMask & (1 << (classes.id[identity.cls[bot]!]! - 1))) === 0) return Refusal.class;
  if (quests.requiredSkill[quest] !== 0) return Refusal.skill;
  const reputation = quests.requiredReputation[quest]!;
  if (reputation >= 0 && standing.points[bot * world.content.reputations.count + reputation]! < quests.requiredReputationPoints[quest]!)
    return Refusal.reputation;
  return Refusal.none;
}

/**
 * One of the ways to a quest is enough, as on the servers: its own `prev` (negative: that quest must be in the log now), or any quest
 * that names it as next. A way that lies in a negative exclusive group needs all of that group.
 */
function previousSatisfied(world: World, bot: number, quest: number): boolean {
  const { prev, feeders } = world.content.quests;
  const own = prev[quest]!;
  const from = feeders.offsets[quest]!;
  const to = feeders.offsets[quest + 1]!;
  if (own === 0 && from === to) return true;
  if (own > 0 && wayDone(world, bot, own - 1)) return true;
  if (own < 0 && wayActive(world, bot, -own - 1)) return true;
  for (let k = from; k < to; k++) if (wayDone(world, bot, feeders.values[k]!)) return true;
  return false;
}

function wayDone(world: World, bot: number, way: number): boolean {
  const { exclusiveGroup, groupMembers } = world.content.quests;
  if (!isDone(world, bot, way)) return false;
  if (exclusiveGroup[way]! >= 0) return true;
  for (let k = groupMembers.offsets[way]!; k < groupMembers.offsets[way + 1]!; k++)
    if (!isDone(world, bot, groupMembers.values[k]!)) return false;
  return true;
}
function wayActive(world: World, bot: number, way: number): boolean {
  const { exclusiveGroup, groupMembers } = world.content.quests;
  if (!isActive(world, bot, way)) return false;
  if (exclusiveGroup[way]! >= 0) return true;
  for (let k = groupMembers.offsets[way]!; k < groupMembers.offsets[way + 1]!; k++)
    if (!isActive(world, bot, groupMembers.values[k]!)) return false;
  return true;
}

/** Of a positive exclusive group only one quest may be taken: another one is in the log or done. */
function groupMemberTaken(world: World, bot: number, quest: number): boolean {
  const { groupMembers } = world.content.quests;
  for (let k = groupMembers.offsets[quest]!; k < groupMembers.offsets[quest + 1]!; k++) {
    const other = groupMembers.values[k]!;
    if (other !== quest && (isDone(world, bot, other) || entryOf(world, bot, other) >= 0)) return true;
  }
  return false;
}

/** A quest is not offered while its chain is under way on either side of it: the one before in the log, or the one after taken. */
function chainUnderWay(world: World, bot: number, quest: number): boolean {
  const next = world.content.quests.nextInChain[quest]!;
  if (next >= 0 && (isDone(world, bot, next) || entryOf(world, bot, next) >= 0)) return true;
  const before = world.derived.quests.facts.chainBefore;
  for (let k = before.offsets[quest]!; k < before.offsets[quest + 1]!; k++) if (entryOf(world, bot, before.values[k]!) >= 0) return true;
  return false;
}

/** Refusal for a bot that looks for something to do: the rules, and quests it has no company for. */
export function offerRefusal(world: World, bot: number, quest: number): number {
  const refusal = serverRefusal(world, bot, quest);
  if (refusal !== Refusal.none) return refusal;
  return hasCompanyFor(world, bot, quest) ? Refusal.none : Refusal.group_needed;
}

/** True unless a quest needs more bots than this one has with it. Raids and battlegrounds are beyond any group of five. */
export function hasCompanyFor(world: World, bot: number, quest: number): boolean {
  const { quests } = world.content;
  const type = quests.type[quest]!;
  if (type === QuestType.raid || type === QuestType.pvp) return false;
  if (!isGroupQuest(world, quest)) return true;
  return groupSize(world, bot) >= GROUP_QUEST_MEMBERS || world.c.life.level[bot]! >= quests.level[quest]! + SOLO_LEVELS;
}

export function isGroupQuest(world: World, quest: number): boolean {
  const { type, flags, suggestedPlayers } = world.content.quests;
  return type[quest] === QuestType.dungeon || (flags[quest]! & (QuestFlag.elite | QuestFlag.group)) !== 0 || suggestedPlayers[quest]! > 1;
}

/** True when a bot of that level with that company may take on an elite creature of a level. */
export function canFaceElite(world: World, bot: number, level: number): boolean {
  return groupSize(world, bot) >= GROUP_QUEST_MEMBERS || world.c.life.level[bot]! >= level + SOLO_LEVELS;
}

/** Members of the bot's group, 1 without one. */
export function groupSize(world: World, bot: number): number {
  const group = world.c.social.group[bot]! - 1;
  return group < 0 ? 1 : world.c.group.size[group]!;
}

/** True when a giver deals with bots of a side: it is not hostile to it. Objects deal with everybody. */
export function dealsWith(world: World, giver: number, side: number): boolean {
  const { givers, spawns, creatures } = world.content;
  if (givers.kind[giver] !== 0) return true;
  const creature = spawns.creature[givers.spawn[giver]!]!;
  if (side === NEUTRAL_SIDE) return creatures.toAlliance[creature] !== HOSTILE && creatures.toHorde[creature] !== HOSTILE;
  return (side === HORDE ? creatures.toHorde : creatures.toAlliance)[creature] !== HOSTILE;
}
