/** Measures of the quest domain: counts that are state, for the metrics, and what caches and tables did, which is not. */
import { STALL_CAUSE_NAMES } from '../../components/index.js';
import { PICKUP_TIERS, STALL_CAUSES } from '../../components/quest.js';
import type { World } from '../world.js';

type Put = (name: string, value: number) => void;
const PPM = 1_000_000;
const COUNTS = ['waiting', 'peak', 'queued', 'served', 'dropped'] as const;
const WHOLE = ['found', 'putOff', 'givenUp', 'waitedFrames'] as const;
const NAME_OF = { found: 'found_count', putOff: 'put_off_count', givenUp: 'given_up_count', waitedFrames: 'waited_frames' } as const;

/** Names of the measures that are state. */
export const QUEST_MEASURES: readonly string[] = [
  ...COUNTS.flatMap((name) => Array.from({ length: PICKUP_TIERS }, (_, tier) => `quest_queue_tier${tier}_${name}_count`)),
  ...WHOLE.map((name) => `quest_queue_${NAME_OF[name]}`),
  'quest_model_learnt_count',
  'quest_model_judged_count',
  'quest_model_error_seconds',
  'quest_mean_error_seconds',
  ...STALL_CAUSE_NAMES.map((cause) => `stalled_${cause}_frames`),
];

/** Queue, predictor, and bot-time without progress by cause (frames, summed over the bots). */
export function measureQuests(world: World, put: Put): void {
  const { pickupQueue: q, predictor } = world.c;
  let n = 0;
  for (const name of COUNTS) for (let tier = 0; tier < PICKUP_TIERS; tier++) put(QUEST_MEASURES[n++]!, q[name][tier]!);
  for (const name of WHOLE) put(QUEST_MEASURES[n++]!, q[name][0]!);
  const judged = Math.max(1, predictor.judged[0]!);
  put(QUEST_MEASURES[n++]!, predictor.samples[0]!);
  put(QUEST_MEASURES[n++]!, predictor.judged[0]!);
  put(QUEST_MEASURES[n++]!, predictor.modelError[0]! / judged);
  put(QUEST_MEASURES[n++]!, predictor.meanError[0]! / judged);
  const stalled = stalledFrames(world);
  for (let cause = 0; cause < STALL_CAUSES; cause++) put(QUEST_MEASURES[n++]!, stalled[cause]!);
}

const sums = new Float64Array(STALL_CAUSES);
/** Bot-time without progress by StallCause, frames. Reused. */
export function stalledFrames(world: World): Float64Array {
  const { stalled } = world.c.liveness;
  sums.fill(0);
  for (let bot = 0, at = 0; bot < world.pools.bot.high; bot++)
    for (let cause = 0; cause < STALL_CAUSES; cause++, at++) if (stalled[at]! > 0) sums[cause]! += stalled[at]!;
  return sums;
}

/** What the quest caches did since the start of the process; for the table `perf`. */
export function measureQuestCaches(world: World, put: Put): void {
  const { givers, ranked, eligibility, scores, candidate, choices } = world.derived.quests;
  const share = (hits: number, misses: number): number => Math.round((hits * PPM) / Math.max(1, hits + misses));
  put('quest_choices_count', choices);
  put('quest_giver_cache_hit_ppm', share(ranked.hits + givers.hits, givers.misses));
  put('quest_ranked_offers_hit_ppm', share(ranked.hits, ranked.misses));
  put('quest_giver_cache_cells_count', givers.size);
  put('quest_eligibility_cache_hit_ppm', share(eligibility.hits, eligibility.misses));
  put('quest_eligibility_cache_entries_count', eligibility.size);
  put('quest_eligibility_cache_evictions_count', eligibility.evictions);
  put('quest_eligibility_batches_count', candidate.batches);
  put('quest_eligibility_asked_count', candidate.asked);
  put('quest_scores_computed_count', scores.computed);
  put('quest_score_tables_renewed_count', scores.renewals);
}
