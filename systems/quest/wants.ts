/** Would a bot take a quest that it may take? The filters of discovery: what it could not do, or would gain nothing by. */
import { BEARABLE_LOSS_PERCENT, expectedLossPercent } from '../combat/outlook.js';
import { optionIndex } from '../options.js';
import { isDone } from './quest-log.js';
import { greyLevel } from '../rules/grey-level.js';
import type { World } from '../world.js';
import { canFaceElite, offerRefusal, Refusal } from './eligibility.js';
import { questMoneyFor } from './rewards.js';
import { avoidsQuest } from './ways.js';

/** Opponents more than this many levels above a bot are too strong for it, and fewer for one that has died often. */
const TOO_STRONG_LEVELS = 3;
/** A death for every so many kills takes a level off that. */
const KILLS_PER_DEATH = 20;
const MAX_WALK = optionIndex('quest.maxWalkYards');
const CENTI = 100;
const NEUTRAL_SIDE = 2;
const BOTH_SIDES = 3;

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

/** True when the bot may take the quest, can do it, and gains by it. */
export function wants(world: World, bot: number, quest: number): boolean {
  const { facts } = world.derived.quests;
  const side = world.c.identity.side[bot]!;
  const needed = side === NEUTRAL_SIDE ? BOTH_SIDES : 1 << side;
  if ((facts.feasible[quest]! & needed) !== needed || isGrey(world, bot, quest)) return false;
  if (facts.walk[quest]! > world.option(MAX_WALK) * CENTI) return false;
  if (facts.dangerLevel[quest]! > bearableLevel(world, bot)) return false;
  if (offerRefusal(world, bot, quest) !== Refusal.none) return false;
  const elite = facts.eliteLevel[quest]!;
  if (elite > 0 && !canFaceElite(world, bot, elite)) return false;
  if (isDone(world, bot, quest) || avoidsQuest(world, bot, quest)) return false;
  if (world.content.quests.rewardMoney[quest]! < 0 && questMoneyFor(world, bot, quest) + world.c.life.gold[bot]! < 0) return false;
  const kind = facts.dangerKind[quest]!;
  if (kind >= 0 && expectedLossPercent(world, bot, kind, facts.dangerLevel[quest]!) > BEARABLE_LOSS_PERCENT) return false;
  return reachable(world, bot, quest, side);
}

/** True when every objective's place lies on a map the bot can get to. */
function reachable(world: World, bot: number, quest: number, side: number): boolean {
  const { objectives } = world.content.quests;
  const { spotMap } = world.derived.quests.facts;
  const here = world.c.motion.map[bot]!;
  for (let k = objectives.offsets[quest]!; k < objectives.offsets[quest + 1]!; k++) {
    const map = spotMap[objectives.values[k]!]!;
    if (map >= 0 && map !== here && !world.derived.routes.reachable(here, map, side)) return false;
  }
  return true;
}
