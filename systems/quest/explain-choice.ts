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
const MAX_NAMED = 12;
const REASON_GIVER_AVOIDED = 'giver_left_alone_for_a_while';
const REASON_WORTHLESS = 'worth_nothing_to_the_strategy';
const PROFILING = optionIndex('quest.profiling');
const PERMILLE_PPM = 1000;

interface Told {
  quest: number;
  giver: number;
  score: number;
  away: number;
}
const factors = new Float64Array(FACTORS.length);

/** JSON: strategy, candidates (quest_id, giver_id, yards, score, minutes, factors in thousandths), how many there were, rejected quests by reason. */
export function explainChoice(world: World, bot: number): string {
  const index = world.derived.quests;
  const told: Told[] = [];
  const rejected = new Map<string, number[]>();
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
      else
        reject(
          rejected,
          why !== 0 ? UNWANTED_WORDS[why]! : leftAlone ? REASON_GIVER_AVOIDED : REASON_WORTHLESS,
          world.content.quests.id[quest]!,
        );
    }
  }
  told.sort((a, b) => b.score - a.score || a.giver - b.giver || a.quest - b.quest);
  const first = told.filter((t, n) => told.findIndex((other) => other.quest === t.quest) === n);
  const candidates = first.slice(0, world.option(PROFILING) === 0 ? MAX_TOLD : first.length).map((t) => tell(world, bot, t));
  const refused = [...rejected].map(
    ([reason, ids]) => `"${reason}":{"count":${ids.length},"quest_ids":[${ids.slice(0, MAX_NAMED).join(',')}]}`,
  );
  return `{"strategy":${JSON.stringify(index.strategies.names[world.c.identity.strategy[bot]!] ?? index.strategies.names[0])},"candidates_count":${first.length},"candidates":[${candidates.join(',')}],"rejected":{${refused.join(',')}}}`;
}

function reject(rejected: Map<string, number[]>, reason: string, questId: number): void {
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
  const parts = FACTORS.flatMap((name, n) => (used.includes(name) ? [`"${name}":${Math.round(factors[n]! / PERMILLE_PPM)}`] : []));
  const { quests } = world.content;
  return `{"quest_id":${quests.id[quest]!},"giver_id":${giverId(world, giver)},"yards":${Math.round(away / 100)},"score":${score},"estimated_seconds":${estimateSeconds(world, quest, level)},"factors_permille":{${parts.join(',')}}}`;
}

/** Content id of the creature or object that a giver is. */
function giverId(world: World, giver: number): number {
  const { givers, spawns, creatures, objectSpawns, objects } = world.content;
  const spawn = givers.spawn[giver]!;
  return givers.kind[giver] === 0 ? creatures.id[spawns.creature[spawn]!]! : objects.id[objectSpawns.object[spawn]!]!;
}
