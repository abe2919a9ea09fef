/** Would a bot take a quest that it may take? The filters of discovery: what it could not do, or would gain nothing by. */
import { BEARABLE_LOSS_PERCENT, expectedLossPercent } from '../combat/outlook.js';
import { QuestFlag } from '../../data/content.js';
import { countCarried } from '../inventory/items.js';
import { isWithoutSource } from './quest-facts.js';
import { isDone } from './quest-log.js';
import { greyLevel } from '../rules/grey-level.js';
import type { World } from '../world.js';
import { canFaceElite, offerRefusal, Refusal, REFUSALS } from './eligibility.js';
import { isOffered, TOO_STRONG_LEVELS } from './offers.js';
import { questMoneyFor } from './rewards.js';
import { avoidsQuest } from './ways.js';

/** A death for every so many kills takes a level off what a bot dares. */
const KILLS_PER_DEATH = 20;

/** True when the quest's level is grey to the bot: it pays next to nothing. */
export function isGrey(world: World, bot: number, quest: number): boolean {
  return world.content.quests.level[quest]! <= greyLevel(world.c.life.level[bot]!);
}

/** Highest level of an ordinary opponent that a bot takes on. */
export function bearableLevel(world: World, bot: number): number {
  const { deaths, kills } = world.c.progress;
  const caution = Math.floor((deaths[bot]! * KILLS_PER_DEATH) / (kills[bot]! + KILLS_PER_DEATH));
  return world.c.life.level[bot]! + Math.max(0, TOO_STRONG_LEVELS - caution);
}

/** Why a bot does not want a quest, beyond the refusals of the rules. */
export const UNWANTED = [
  'not_for_bots_of_its_side_and_level',
  'opponents_too_strong',
  'elite_opponents',
  'nothing_gained_again',
  'left_alone_for_a_while',
  'cannot_pay',
  'item_not_at_hand',
  'no_way',
] as const;
/** Words of what `unwanted` answers: the refusals of the rules, then UNWANTED. */
export const UNWANTED_WORDS: readonly string[] = [...REFUSALS, ...UNWANTED];
const Unwanted = Object.fromEntries(UNWANTED.map((word, n) => [word, REFUSALS.length + n])) as Readonly<
  Record<(typeof UNWANTED)[number], number>
>;

/** True when the bot may take the quest, can do it, and gains by it. */
export function wants(world: World, bot: number, quest: number): boolean {
  return unwanted(world, bot, quest) === Refusal.none;
}

/** The first reason (index in UNWANTED_WORDS) for which a bot does not take a quest; 0 when it would. */
export function unwanted(world: World, bot: number, quest: number): number {
  const { facts } = world.derived.quests;
  const side = world.c.identity.side[bot]!;
  const level = world.c.life.level[bot]!;
  const refusal = offerRefusal(world, bot, quest);
  if (refusal !== Refusal.none) return refusal;
  if (!isOffered(world, quest, side, level)) return Unwanted.not_for_bots_of_its_side_and_level;
  if (facts.dangerLevel[quest]! > bearableLevel(world, bot)) return Unwanted.opponents_too_strong;
  const elite = facts.eliteLevel[quest]!;
  if (elite > 0 && !canFaceElite(world, bot, elite)) return Unwanted.elite_opponents;
  if (isDone(world, bot, quest) && !isWorthRepeating(world, quest, level)) return Unwanted.nothing_gained_again;
  if (avoidsQuest(world, bot, quest)) return Unwanted.left_alone_for_a_while;
  if (world.content.quests.rewardMoney[quest]! < 0 && !payable(world, bot, quest)) return Unwanted.cannot_pay;
  if (facts.atHand[quest] === 1 && !hasAtHand(world, bot, quest)) return Unwanted.item_not_at_hand;
  const kind = facts.dangerKind[quest]!;
  if (kind >= 0 && expectedLossPercent(world, bot, kind, facts.dangerLevel[quest]!) > BEARABLE_LOSS_PERCENT)
    return Unwanted.opponents_too_strong;
  return reachable(world, bot, quest, side) ? Refusal.none : Unwanted.no_way;
}

/** A repeatable quest pays no experience the second time: it is done again daily, or by those who gain none anyway. */
export function isWorthRepeating(world: World, quest: number, level: number): boolean {
  if ((world.content.quests.flags[quest]! & QuestFlag.daily) !== 0) return true;
  return level >= Math.min(world.content.maxLevel, world.rules.maxLevel);
}

/** True when a bot can pay what turning the quest in costs. */
export function payable(world: World, bot: number, quest: number): boolean {
  return questMoneyFor(world, bot, quest) + world.c.life.gold[bot]! >= 0;
}

/** True when a bot carries what the quest asks for and nobody drops or sells: what other quests gave it, or it found in a lockbox or the water. */
export function hasAtHand(world: World, bot: number, quest: number): boolean {
  const { objectives, objectiveTarget, objectiveCount } = world.content.quests;
  for (let k = objectives.offsets[quest]!; k < objectives.offsets[quest + 1]!; k++) {
    const row = objectives.values[k]!;
    if (isWithoutSource(world.content, quest, row) && countCarried(world, bot, objectiveTarget[row]!) < objectiveCount[row]!) return false;
  }
  return true;
}

/** True when every objective's place lies on a map the bot can get to. */
export function reachable(world: World, bot: number, quest: number, side: number): boolean {
  const { objectives } = world.content.quests;
  const { spotMap } = world.derived.quests.facts;
  const here = world.c.motion.map[bot]!;
  for (let k = objectives.offsets[quest]!; k < objectives.offsets[quest + 1]!; k++) {
    const map = spotMap[objectives.values[k]!]!;
    if (map >= 0 && map !== here && !world.derived.routes.reachable(here, map, side)) return false;
  }
  return true;
}
