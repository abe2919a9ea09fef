/**
 * How good a quest is for a bot. The formula and its figures are those of the quest pickup design (prioritisation), in fixed point:
 * scores are millionths of a point, every factor is applied in millionths and cut. Each factor has a weight, an option: the factor's
 * distance from 1 is multiplied by it (the decay over the way: its exponent), so that 0 leaves a factor out and 1 takes it as it stands.
 */
import { decayPpm } from '../../engine/integer-math.js';
import { QuestType } from '../../data/content.js';
import { MAX_GROUP } from '../group/members.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { estimateSeconds } from './learn-times.js';
import { entryOf, isDone } from './quest-log.js';
import { questMoneyAtLevel, questXpAtLevel } from './rewards.js';

export const PPM = 1_000_000;
const MILLI = 1000;
const SAFE_PRODUCT = 4e15;
/** A quest of the bot's own level, at its feet, without reward: 100 points. */
const BASE_POINTS = 100;
/** However heavy its weight, a factor stays above this, millionths. */
const LEAST_FACTOR = 1000;

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

/** The factors in the order in which they are applied; `Weight` has the option of each. */
export const FACTORS = ['level', 'xp', 'gold', 'chain', 'type', 'zone', 'group', 'distance'] as const;
export const Weight = Object.fromEntries(FACTORS.map((name) => [name, optionIndex(`quest.weight.${name}`)])) as Readonly<
  Record<(typeof FACTORS)[number], number>
>;

/** floor(value x factor / 1e6), exact for value and factor below 2^53 whose result is too. */
export function mulPpm(value: number, factorPpm: number): number {
  const product = value * factorPpm;
  // Below this the product is exact and its quotient by a million rounds to the right side of every whole number.
  if (product < SAFE_PRODUCT) return Math.floor(product / PPM);
  const whole = Math.floor(value / PPM);
  return whole * factorPpm + Math.floor(((value - whole * PPM) * factorPpm) / PPM);
}

/** A factor with its weight (an option in thousandths). */
export function weighted(world: World, weight: number, factorPpm: number): number {
  return Math.max(LEAST_FACTOR, PPM + Math.floor(((factorPpm - PPM) * world.option(weight)) / MILLI));
}

/** Factor for how a quest's level suits a bot's, millionths. */
export function levelMatchPpm(questLevel: number, botLevel: number): number {
  const diff = questLevel - botLevel;
  if (diff > FAR_LEVELS) return TOO_HIGH;
  if (diff < -FAR_LEVELS) return TOO_LOW;
  return PPM - Math.abs(diff) * LOSS_PER_LEVEL;
}

/** Decay over the way to the giver, millionths: e^(-weight x yards / 500). `weightMilli` is in thousandths. */
export function distancePpm(distanceCenti: number, weightMilli = MILLI): number {
  return decayPpm(Math.floor((distanceCenti * DECAY_STEP * weightMilli) / (DECAY_CENTI * MILLI)));
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

/** The factors of a quest that any two bots of a level share, with their weights, in the order of FACTORS; a quest done before pays no experience. */
export function sharedFactors(world: World, quest: number, level: number, grouped: boolean, again: boolean, out: Float64Array): void {
  const { quests } = world.content;
  const seconds = estimateSeconds(world, quest, level);
  const xp = again ? 0 : questXpAtLevel(world, quest, level);
  out[0] = weighted(world, Weight.level, levelMatchPpm(quests.level[quest]!, level));
  out[1] = weighted(world, Weight.xp, rewardPpm(xp, seconds, XP_PER_MINUTE_UNIT));
  out[2] = weighted(world, Weight.gold, rewardPpm(questMoneyAtLevel(world, quest, level), seconds, COPPER_PER_MINUTE_UNIT));
  out[3] = weighted(world, Weight.chain, PPM + quests.chainDepth[quest]! * CHAIN_STEP);
  out[4] = weighted(world, Weight.type, typePpm(quests.type[quest]!, grouped));
}
const SHARED = 5;
const factors = new Float64Array(FACTORS.length);

/** What a quest is worth to any bot of a level before place and company count, millionths of a point. */
export function sharedScore(world: World, quest: number, level: number, grouped: boolean, again = false): number {
  sharedFactors(world, quest, level, grouped, again, factors);
  let points = BASE_POINTS * PPM;
  for (let n = 0; n < SHARED; n++) points = mulPpm(points, factors[n]!);
  return points;
}

/** Factor of the zone a bot is in, and of the members of its group that have the quest. */
export function zonePpm(world: World, bot: number, quest: number): number {
  const { zone } = world.content.quests;
  return zone[quest]! >= 0 && zone[quest] === world.c.motion.zone[bot]! - 1 ? zoneFactor(world) : PPM;
}
/** Factor of a quest of the zone a bot is in. */
export function zoneFactor(world: World): number {
  return weighted(world, Weight.zone, SAME_ZONE);
}
export function matesPpm(world: World, bot: number, quest: number, mateStep: number): number {
  return weighted(world, Weight.group, PPM + matesWith(world, bot, quest) * mateStep);
}
export function mateStepOf(forGroup: boolean): number {
  return forGroup ? GROUP_MATE_STEP : MATE_STEP;
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
  const points = simpleShared(world, quest, world.c.life.level[bot]!);
  return Math.max(1, mulPpm(points, distancePpm(distanceCenti, world.option(Weight.distance))));
}
export function simpleShared(world: World, quest: number, level: number): number {
  return mulPpm(BASE_POINTS * PPM, weighted(world, Weight.level, levelMatchPpm(world.content.quests.level[quest]!, level)));
}

function score(world: World, bot: number, quest: number, distanceCenti: number, mateStep: number): number {
  const grouped = world.c.social.group[bot] !== 0;
  const level = world.c.life.level[bot]!;
  const again = isDone(world, bot, quest);
  const { scores } = world.derived.quests;
  const points = again ? sharedScore(world, quest, level, grouped, true) : scores.shared(quest, level, grouped);
  return placed(world, bot, quest, points, distanceCenti, grouped, mateStep);
}

/** A score with what place and company make of it. */
export function placed(
  world: World,
  bot: number,
  quest: number,
  shared: number,
  distanceCenti: number,
  grouped: boolean,
  mateStep: number,
): number {
  let points = mulPpm(shared, zonePpm(world, bot, quest));
  if (grouped) points = mulPpm(points, matesPpm(world, bot, quest, mateStep));
  return Math.max(1, mulPpm(points, distancePpm(distanceCenti, world.option(Weight.distance))));
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
