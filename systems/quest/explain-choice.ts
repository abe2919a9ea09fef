/**
 * Why a bot chose a quest: every candidate with what each factor made of it, and why the others in reach were none. Recomputed for the record
 * when a choice has been made; reads only.
 */
import { GoalKind } from '../../components/index.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { avoidKey, isAvoided } from '../plan/goals.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import { estimateSeconds } from './learn-times.js';
import { isDone } from './quest-log.js';
import { FACTORS, PPM, Weight, distancePpm, mateStepOf, matesPpm, sharedFactors, zonePpm } from './scoring.js';
import { StrategyKind } from './strategies.js';
import { UNWANTED_WORDS, unwanted } from './wants.js';

/** Candidates told of one by one, best first, and quests named for each reason of rejection. */
const MAX_TOLD = 8;
const MAX_NAMED = 6;
const REASON_GIVER_AVOIDED = 'giver_left_alone_for_a_while';
const REASON_WORTHLESS = 'worth_nothing_to_the_strategy';
/** Why quests in reach were not taken; the index is the code that a packed choice has. */
export const REJECTIONS: readonly string[] = [...UNWANTED_WORDS, REASON_GIVER_AVOIDED, REASON_WORTHLESS];
const GIVER_AVOIDED = UNWANTED_WORDS.length;
const WORTHLESS = GIVER_AVOIDED + 1;
const PROFILING = optionIndex('quest.profiling');
const PERMILLE_PPM = 1000;
/** What a packed factor is told against. */
const NEUTRAL_PERMILLE = 1000;

interface Told {
  quest: number;
  giver: number;
  score: number;
  away: number;
}
const factors = new Float64Array(FACTORS.length);

/**
 * JSON, packed, since a run has some of these in every frame: [strategy, number of candidates, candidates, rejected]. A candidate is
 * [quest_id, giver_id, yards, score, estimated seconds, factors in thousandths - 1000 in the order of FACTORS, null: not used]; a rejection
 * is [code in REJECTIONS, number of quests, [quest_id, ...]]. The view `decision` of a run file spells it out.
 */
export function explainChoice(world: World, bot: number): string {
  const index = world.derived.quests;
  const told: Told[] = [];
  const rejected = new Map<number, number[]>();
  const score = index.strategies.of(world, bot);
  const side = world.c.identity.side[bot]!;
  const map = world.c.motion.map[bot]!;
  const { givers } = world.content;
  for (const giver of index.giversNear(map, xOf(world, bot), yOf(world, bot))) {
    const away = distanceTo(world, bot, map, givers.x[giver]!, givers.y[giver]!);
    if (away > index.radius || !dealsWith(world, giver, side)) continue;
    const leftAlone = isAvoided(world, bot, avoidKey(GoalKind.accept, giver));
    for (let k = givers.starts.offsets[giver]!; k < givers.starts.offsets[giver + 1]!; k++) {
      const quest = givers.starts.values[k]!;
      const why = unwanted(world, bot, quest);
      const value = why === 0 && !leftAlone ? score(world, bot, quest, giver, away) : 0;
      if (value > 0) told.push({ quest, giver, score: value, away });
      else reject(rejected, why !== 0 ? why : leftAlone ? GIVER_AVOIDED : WORTHLESS, world.content.quests.id[quest]!);
    }
  }
  told.sort((a, b) => b.score - a.score || a.giver - b.giver || a.quest - b.quest);
  const first = told.filter((t, n) => told.findIndex((other) => other.quest === t.quest) === n);
  const candidates = first.slice(0, world.option(PROFILING) === 0 ? MAX_TOLD : first.length).map((t) => tell(world, bot, t));
  const refused = [...rejected].map(([reason, ids]) => `[${reason},${ids.length},[${ids.slice(0, MAX_NAMED).join(',')}]]`);
  const strategy = index.strategies.names[world.c.identity.strategy[bot]!] ?? index.strategies.names[0];
  return `[${JSON.stringify(strategy)},${first.length},[${candidates.join(',')}],[${refused.join(',')}]]`;
}

function reject(rejected: Map<number, number[]>, reason: number, questId: number): void {
  const ids = rejected.get(reason);
  if (ids === undefined) rejected.set(reason, [questId]);
  else if (!ids.includes(questId)) ids.push(questId);
}

function tell(world: World, bot: number, { quest, giver, score, away }: Told): string {
  const level = world.c.life.level[bot]!;
  const grouped = world.c.social.group[bot] !== 0;
  const kind = world.derived.quests.strategies.kindOf(world, bot);
  sharedFactors(world, quest, level, grouped, isDone(world, bot, quest), factors);
  factors[5] = zonePpm(world, bot, quest);
  factors[6] = grouped ? matesPpm(world, bot, quest, mateStepOf(kind === StrategyKind.group)) : PPM;
  factors[7] = distancePpm(away, world.option(Weight.distance));
  const used = kind === StrategyKind.simple ? ['level', 'distance'] : kind === StrategyKind.own ? [] : FACTORS;
  const parts = FACTORS.map((name, n) => (used.includes(name) ? Math.round(factors[n]! / PERMILLE_PPM) - NEUTRAL_PERMILLE : 'null'));
  const tail = used.length === 0 ? '' : `,${parts.join(',')}`;
  const seconds = estimateSeconds(world, quest, level);
  return `[${world.content.quests.id[quest]!},${giverId(world, giver)},${Math.round(away / 100)},${score},${seconds}${tail}]`;
}

/** Content id of the creature or object that a giver is. */
function giverId(world: World, giver: number): number {
  const { givers, spawns, creatures, objectSpawns, objects } = world.content;
  const spawn = givers.spawn[giver]!;
  return givers.kind[giver] === 0 ? creatures.id[spawns.creature[spawn]!]! : objects.id[objectSpawns.object[spawn]!]!;
}
