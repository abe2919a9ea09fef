/**
 * How good a quest is for a bot. The formula and its figures are those of the quest pickup design (prioritisation), in fixed point:
 * scores are millionths of a point, every factor is applied in millionths and cut.
 */
import { decayPpm } from '../../engine/integer-math.js';
import { QuestType } from '../../data/content.js';
import { MAX_GROUP } from '../group/members.js';
import type { World } from '../world.js';
import { entryOf } from './quest-log.js';
import { questMoneyFor, questXpFor } from './rewards.js';

export const PPM = 1_000_000;
/** A quest of the bot's own level, at its feet, without reward: 100 points. */
const BASE_POINTS = 100;

/** Levels of difference beyond which a quest is far too high or too low, the factors then, and the loss for each level within. */
const FAR_LEVELS = 5;
const TOO_HIGH = 500_000;
const TOO_LOW = 700_000;
const LOSS_PER_LEVEL = 50_000;
/** 1000 points of experience a minute, or 1 gold a minute, double a score. */
const XP_PER_MINUTE_UNIT = 1000;
const COPPER_PER_MINUTE_UNIT = 10_000;
const CHAIN_STEP = 100_000;
const SAME_ZONE = 1_200_000;
const MATE_STEP = 150_000;
/** In the group strategy a quest that mates have weighs this much more for each. */
const GROUP_MATE_STEP = 1_000_000;
/** Distance e-folds over 500 yards; `decayPpm` over 1024. */
const DECAY_STEP = 1024;
const DECAY_CENTI = 50_000;
const KILL = 1_100_000;
const COLLECT = 900_000;
const ESCORT = 700_000;
const DUNGEON_GROUPED = 1_300_000;
const DUNGEON_ALONE = 300_000;
const SECONDS_PER_MINUTE = 60;

/** floor(value x factor / 1e6), exact for value and factor below 2^53 whose result is too. */
export function mulPpm(value: number, factorPpm: number): number {
  const whole = Math.floor(value / PPM);
  return whole * factorPpm + Math.floor(((value - whole * PPM) * factorPpm) / PPM);
}

/** Factor for how a quest's level suits a bot's, millionths. */
export function levelMatchPpm(questLevel: number, botLevel: number): number {
  const diff = questLevel - botLevel;
  if (diff > FAR_LEVELS) return TOO_HIGH;
  if (diff < -FAR_LEVELS) return TOO_LOW;
  return PPM - Math.abs(diff) * LOSS_PER_LEVEL;
}

/** Decay over the way to the giver, millionths: e^(-yards / 500). */
export function distancePpm(distanceCenti: number): number {
  return decayPpm(Math.floor((distanceCenti * DECAY_STEP) / DECAY_CENTI));
}

/** Factor of the quest's type, millionths. */
export function typePpm(type: number, grouped: boolean): number {
  switch (type) {
    case QuestType.kill:
      return KILL;
    case QuestType.collect:
      return COLLECT;
    case QuestType.escort:
      return ESCORT;
    case QuestType.dungeon:
      return grouped ? DUNGEON_GROUPED : DUNGEON_ALONE;
    default:
      return PPM;
  }
}

/** 1 + reward a minute / unit, millionths; the estimate is at least a minute. */
function rewardPpm(reward: number, seconds: number, unit: number): number {
  const perMinutePpm = Math.floor((reward * SECONDS_PER_MINUTE * (PPM / unit)) / Math.max(SECONDS_PER_MINUTE, seconds));
  return PPM + Math.max(0, perMinutePpm);
}

/** The whole formula of the design: the default strategy. */
export function optimalScore(world: World, bot: number, quest: number, _giver: number, distanceCenti: number): number {
  return score(world, bot, quest, distanceCenti, MATE_STEP);
}

/** The whole formula, with what the group does first. */
export function groupScore(world: World, bot: number, quest: number, _giver: number, distanceCenti: number): number {
  return score(world, bot, quest, distanceCenti, GROUP_MATE_STEP);
}

/** A bot that takes what is near and suits its level, without a thought for rewards. */
export function simpleScore(world: World, bot: number, quest: number, _giver: number, distanceCenti: number): number {
  const points = mulPpm(BASE_POINTS * PPM, levelMatchPpm(world.content.quests.level[quest]!, world.c.life.level[bot]!));
  return Math.max(1, mulPpm(points, distancePpm(distanceCenti)));
}

function score(world: World, bot: number, quest: number, distanceCenti: number, mateStep: number): number {
  const { quests } = world.content;
  const level = world.c.life.level[bot]!;
  const seconds = world.derived.quests.facts.seconds[quest]!;
  let points = mulPpm(BASE_POINTS * PPM, levelMatchPpm(quests.level[quest]!, level));
  points = mulPpm(points, rewardPpm(questXpFor(world, bot, quest), seconds, XP_PER_MINUTE_UNIT));
  points = mulPpm(points, rewardPpm(questMoneyFor(world, bot, quest), seconds, COPPER_PER_MINUTE_UNIT));
  points = mulPpm(points, PPM + quests.chainDepth[quest]! * CHAIN_STEP);
  if (quests.zone[quest]! >= 0 && quests.zone[quest] === world.c.motion.zone[bot]! - 1) points = mulPpm(points, SAME_ZONE);
  const grouped = world.c.social.group[bot] !== 0;
  if (grouped) points = mulPpm(points, PPM + matesWith(world, bot, quest) * mateStep);
  points = mulPpm(points, distancePpm(distanceCenti));
  return Math.max(1, mulPpm(points, typePpm(quests.type[quest]!, grouped)));
}

/** Other members of the bot's group that have a quest in their log. */
function matesWith(world: World, bot: number, quest: number): number {
  const group = world.c.social.group[bot]! - 1;
  let mates = 0;
  for (let k = 0; k < MAX_GROUP; k++) {
    const mate = world.c.group.member[group * MAX_GROUP + k]! - 1;
    if (mate >= 0 && mate !== bot && entryOf(world, mate, quest) >= 0) mates++;
  }
  return mates;
}
