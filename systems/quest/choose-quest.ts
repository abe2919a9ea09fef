/**
 * The choice of a quest, in the phases of discovery: givers in reach (from the index), what they have for bots of this side and level
 * (from the cell), scores, and eligibility and filters of those that could be the best. Ties go to the lower giver, then to the lower quest.
 */
import { distance } from '../../engine/integer-math.js';
import { xOf, yOf } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { Answer } from './candidate.js';
import { offersOf } from './offers.js';
import type { Offers } from './offers.js';
import { mateStepOf, matesPpm, mulPpm, sharedScore, zoneFactor } from './scoring.js';
import { StrategyKind } from './strategies.js';

const BATCH = optionIndex('quest.batchSize');

/** The choice: content indices, -1 none; score in millionths. Reused. */
export interface Choice {
  quest: number;
  giver: number;
  score: number;
}
const choice: Choice = { quest: -1, giver: -1, score: 0 };
/** Scores of the offers at hand; 0: out of reach, or refused. */
let scores = new Float64Array(256);

/** The best quest to be had in reach of a bot, by its strategy; null when there is none. The record is reused. */
export function bestPickup(world: World, bot: number): Readonly<Choice> | null {
  const index = world.derived.quests;
  index.follow();
  index.choices++;
  const kind = index.strategies.kindOf(world, bot);
  const simple = kind === StrategyKind.simple;
  // What mates have counts for all but simple bots.
  if (kind === StrategyKind.own || (world.c.social.group[bot] !== 0 && !simple)) return chooseOneByOne(world, bot, kind);
  const answer = index.rankedChoice.pick(bot, simple);
  // A quest done before is worth less to this bot than to all others.
  if (answer === Answer.again) return chooseOneByOne(world, bot, kind);
  return answer === Answer.yes ? index.rankedChoice : null;
}

/** The same by scoring every offer for this one bot: for strategies of a user's own, and where the company or a quest's past counts. */
function chooseOneByOne(world: World, bot: number, kind: number): Readonly<Choice> | null {
  const index = world.derived.quests;
  const x = xOf(world, bot);
  const y = yOf(world, bot);
  const cell = index.cellOf(world.c.motion.map[bot]!, x, y);
  const offers = offersOf(world, cell, world.c.identity.side[bot]!, world.c.life.level[bot]!);
  const { count } = offers;
  if (count === 0) return null;
  if (scores.length < count) scores = new Float64Array(count * 2);
  index.candidate.begin(bot);
  if (kind === StrategyKind.own) scoreByOwnStrategy(world, bot, offers, x, y);
  else if (kind === StrategyKind.simple) scoreSimply(world, bot, offers, x, y);
  else scoreByFormula(world, bot, offers, x, y, kind === StrategyKind.group);
  return pick(world, offers) ? choice : null;
}

/** The best-scored offer that the bot would take: they are asked about in the order of their scores, so mostly one. */
function pick(world: World, { count, quest, giver }: Offers): boolean {
  const { candidate } = world.derived.quests;
  for (;;) {
    let best = -1;
    let most = 0;
    for (let k = 0; k < count; k++) {
      const score = scores[k]!;
      if (score < most || score === 0) continue;
      if (score === most && !(giver[k]! < giver[best]! || (giver[k] === giver[best] && quest[k]! < quest[best]!))) continue;
      best = k;
      most = score;
    }
    if (best < 0) return false;
    if (candidate.wants(quest[best]!, giver[best]!)) {
      choice.quest = quest[best]!;
      choice.giver = giver[best]!;
      choice.score = most;
      return true;
    }
    scores[best] = 0;
  }
}

function scoreByFormula(world: World, bot: number, offers: Offers, x: number, y: number, forGroup: boolean): void {
  const index = world.derived.quests;
  const { radius } = index;
  const { zone } = world.content.quests;
  const { questDone } = world.c;
  const grouped = world.c.social.group[bot] !== 0;
  const level = world.c.life.level[bot]!;
  const step = mateStepOf(forGroup);
  index.scores.renew();
  const table = index.scores.sharedTable(level, grouped);
  const here = world.c.motion.zone[bot]! - 1;
  const inZone = zoneFactor(world);
  const decay = index.scores.decayTable(radius);
  const words = bot * world.sizes.questWords;
  const { quest: quests, x: xs, y: ys, count } = offers;
  for (let k = 0; k < count; k++) {
    const quest = quests[k]!;
    const away = distance(x, y, xs[k]!, ys[k]!);
    if (away > radius) {
      scores[k] = 0;
      continue;
    }
    let points = table[quest]!;
    if (points !== points) points = index.scores.fillShared(table, quest, level, grouped);
    // A quest done before, of those that can be done again, pays no experience.
    if ((questDone.bits[words + (quest >> 5)]! & (1 << (quest & 31))) !== 0) points = sharedScore(world, quest, level, grouped, true);
    if (zone[quest] === here && here >= 0) points = mulPpm(points, inZone);
    if (grouped) points = mulPpm(points, matesPpm(world, bot, quest, step));
    scores[k] = Math.max(1, mulPpm(points, decay[away]!));
  }
}

function scoreSimply(world: World, bot: number, offers: Offers, x: number, y: number): void {
  const index = world.derived.quests;
  const { radius } = index;
  index.scores.renew();
  const table = index.scores.simpleTable(world.c.life.level[bot]!);
  const decay = index.scores.decayTable(radius);
  for (let k = 0; k < offers.count; k++) {
    const away = distance(x, y, offers.x[k]!, offers.y[k]!);
    scores[k] = away > radius ? 0 : Math.max(1, mulPpm(table[offers.quest[k]!]!, decay[away]!));
  }
}

/** A strategy of the user's own is asked about every quest the bot would take, a batch at a time; what it answers with 0 or less is left. */
function scoreByOwnStrategy(world: World, bot: number, offers: Offers, x: number, y: number): void {
  const index = world.derived.quests;
  const { radius } = index;
  const score = index.strategies.of(world, bot);
  const size = world.option(BATCH);
  for (let from = 0; from < offers.count; from += size) {
    if (from > 0) index.candidate.begin(bot);
    for (let k = from; k < Math.min(offers.count, from + size); k++) {
      const away = distance(x, y, offers.x[k]!, offers.y[k]!);
      const wanted = away <= radius && index.candidate.wants(offers.quest[k]!);
      scores[k] = wanted ? Math.max(0, score(world, bot, offers.quest[k]!, offers.giver[k]!, away)) : 0;
    }
  }
}
