/**
 * The choice of a quest, in the phases of discovery: givers in reach (from the index), what they have for bots of this side and level
 * (from the cell), scores, and eligibility and filters of those that could be the best. Ties go to the lower giver, then to the lower quest.
 */
import { distance } from '../../engine/integer-math.js';
import { GoalKind } from '../../components/index.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import { avoidKey, isAvoided } from '../plan/goals.js';
import type { World } from '../world.js';
import { offersOf } from './offers.js';
import type { Offers } from './offers.js';
import { Weight, distancePpm, mateStepOf, mostBoost, mulPpm, placed } from './scoring.js';
import { StrategyKind } from './strategies.js';
import { bearableLevel } from './wants.js';

const BATCH = optionIndex('quest.batchSize');

/** The choice: content indices, -1 none; score in millionths. Reused. */
export interface Choice {
  quest: number;
  giver: number;
  score: number;
}
const choice: Choice = { quest: -1, giver: -1, score: 0 };

/** The best quest to be had in reach of a bot, by its strategy; null when there is none. The record is reused. */
export function bestPickup(world: World, bot: number): Readonly<Choice> | null {
  const index = world.derived.quests;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  const cell = index.cellOf(world.c.motion.map[bot]!, x, y);
  const offers = offersOf(world, cell, world.c.identity.side[bot]!, world.c.life.level[bot]!);
  choice.quest = -1;
  choice.giver = -1;
  choice.score = 0;
  if (offers.count === 0) return null;
  index.candidate.begin(bot, bearableLevel(world, bot));
  index.choices++;
  index.looked += offers.count;
  const kind = index.strategies.kindOf(world, bot);
  if (kind === StrategyKind.own) byOwnStrategy(world, bot, offers);
  else if (kind === StrategyKind.simple) bySimple(world, bot, offers, x, y);
  else byFormula(world, bot, offers, x, y, kind === StrategyKind.group);
  return choice.quest < 0 ? null : choice;
}

/** True when a candidate of this score would be chosen before the one chosen so far. */
function ahead(score: number, giver: number, quest: number): boolean {
  if (score !== choice.score) return score > choice.score;
  return giver !== choice.giver ? giver < choice.giver : quest < choice.quest;
}

function take(world: World, bot: number, quest: number, giver: number, score: number): void {
  if (!ahead(score, giver, quest) || isAvoided(world, bot, avoidKey(GoalKind.accept, giver))) return;
  if (!world.derived.quests.candidate.wants(quest)) return;
  choice.quest = quest;
  choice.giver = giver;
  choice.score = score;
}

function byFormula(world: World, bot: number, offers: Offers, x: number, y: number, forGroup: boolean): void {
  const index = world.derived.quests;
  const { radius } = index;
  const grouped = world.c.social.group[bot] !== 0;
  const level = world.c.life.level[bot]!;
  const step = mateStepOf(forGroup);
  index.scores.renew();
  const table = index.scores.sharedTable(level, grouped);
  const boost = mostBoost(world, grouped, step);
  const { quest: quests, giver: givers, x: xs, y: ys, count } = offers;
  for (let k = 0; k < count; k++) {
    const quest = quests[k]!;
    let shared = table[quest]!;
    if (shared !== shared) shared = index.scores.fillShared(table, quest, level, grouped);
    // Place and company cannot lift it above the best: most candidates end here. (A quest done before scores less, never more.)
    if (shared * boost < choice.score) continue;
    const away = distance(x, y, xs[k]!, ys[k]!);
    if (away > radius) continue;
    const score = isDoneBefore(world, bot, quest)
      ? index.strategies.of(world, bot)(world, bot, quest, givers[k]!, away)
      : placed(world, bot, quest, shared, away, grouped, step);
    take(world, bot, quest, givers[k]!, score);
  }
}

function isDoneBefore(world: World, bot: number, quest: number): boolean {
  return (world.c.questDone.bits[bot * world.sizes.questWords + (quest >> 5)]! & (1 << (quest & 31))) !== 0;
}

function bySimple(world: World, bot: number, offers: Offers, x: number, y: number): void {
  const index = world.derived.quests;
  const { radius } = index;
  index.scores.renew();
  const table = index.scores.simpleTable(world.c.life.level[bot]!);
  const weight = world.option(Weight.distance);
  for (let k = 0; k < offers.count; k++) {
    const quest = offers.quest[k]!;
    if (table[quest]! < choice.score) continue;
    const away = distance(x, y, offers.x[k]!, offers.y[k]!);
    if (away <= radius) take(world, bot, quest, offers.giver[k]!, Math.max(1, mulPpm(table[quest]!, distancePpm(away, weight))));
  }
}

/** A strategy of the user's own sees every quest the bot would take, and what it answers with 0 or less is left. */
function byOwnStrategy(world: World, bot: number, offers: Offers): void {
  const index = world.derived.quests;
  const { radius } = index;
  const score = index.strategies.of(world, bot);
  const map = world.c.motion.map[bot]!;
  let left = world.option(BATCH);
  for (let k = 0; k < offers.count; k++) {
    const quest = offers.quest[k]!;
    const away = distanceTo(world, bot, map, offers.x[k]!, offers.y[k]!);
    if (away > radius) continue;
    if (left-- === 0) {
      index.candidate.begin(bot, bearableLevel(world, bot));
      left = world.option(BATCH);
    }
    if (!index.candidate.wants(quest)) continue;
    const value = score(world, bot, quest, offers.giver[k]!, away);
    if (value > 0) take(world, bot, quest, offers.giver[k]!, value);
  }
}
