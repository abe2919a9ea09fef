/** Quests with their objectives and rewards, and how they lead to one another. */
import { invariant } from '../../engine/errors.js';
import type { Csr, Quests } from '../content.js';
import { OBJECTIVE_KINDS, QUEST_FLAGS, QUEST_TYPES } from '../format/words.js';
import type { Row, WorldTables } from '../format/tables.js';
import { centi, csr, csrGather, csrOffsets, i32, inverted, u8, upTo, wordMask, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';

export interface QuestIndexes {
  readonly quests: IdIndex;
  readonly zones: IdIndex;
  readonly reputations: IdIndex;
  readonly items: IdIndex;
  readonly creatures: IdIndex;
  readonly objects: IdIndex;
  readonly maps: IdIndex;
}

export function compileQuests(tables: WorldTables, ids: QuestIndexes): Quests {
  const rows = tables.quest;
  const type = wordNumber(QUEST_TYPES);
  const flags = wordMask(QUEST_FLAGS);
  const prev = i32(rows, (r) => Math.sign(r.prev_quest_id) * (r.prev_quest_id === 0 ? 0 : ids.quests.of(Math.abs(r.prev_quest_id)) + 1));
  const next = i32(rows, (r) => ids.quests.maybe(r.next_quest_id));
  const nextInChain = i32(rows, (r) => ids.quests.maybe(r.next_in_chain_id));
  const exclusiveGroup = i32(rows, (r) => r.exclusive_group);
  const feeders = pairs(rows.length, (add) =>
    next.forEach((to, from) => {
      if (to >= 0) add(to, from);
    }),
  );
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    title: rows.map((r) => r.title),
    type: u8(rows, (r) => type(r.type)),
    level: u8(rows, (r) => r.level),
    minLevel: u8(rows, (r) => r.min_level),
    maxLevel: u8(rows, (r) => r.max_level),
    raceMask: i32(rows, (r) => r.race_mask),
    classMask: i32(rows, (r) => r.class_mask),
    zone: i32(rows, (r) => ids.zones.maybe(r.zone_id)),
    prev,
    next,
    exclusiveGroup,
    nextInChain,
    requiredSkill: i32(rows, (r) => r.required_skill),
    requiredReputation: i32(rows, (r) => ids.reputations.maybe(r.required_reputation_id)),
    requiredReputationPoints: i32(rows, (r) => r.required_reputation),
    suggestedPlayers: u8(rows, (r) => r.suggested_players),
    timeLimitMs: i32(rows, (r) => r.time_limit_seconds * 1000),
    flags: i32(rows, (r) => flags(r.flags)),
    rewardMoney: i32(rows, (r) => r.reward_money_copper),
    rewardMoneyMaxLevel: i32(rows, (r) => r.reward_money_max_level_copper),
    rewardXp: i32(rows, (r) => r.reward_xp),
    sourceItem: i32(rows, (r) => ids.items.maybe(r.source_item_id)),
    sourceItemCount: u8(rows, (r) => r.source_item_count),
    chainDepth: chainDepths(prev, feeders),
    ...objectives(tables, ids),
    ...rewards(tables, ids),
    unlocks: unlocks(prev, next, nextInChain),
    groupMembers: groupMembers(exclusiveGroup),
    feeders,
  };
}

/** A look-up from pairs in ascending order of value, each pair once. */
function pairs(rowCount: number, each: (add: (row: number, value: number) => void) => void): Csr {
  const lists = new Map<number, Set<number>>();
  each((row, value) => {
    const list = lists.get(row);
    if (list === undefined) lists.set(row, new Set([value]));
    else list.add(value);
  });
  const rowOf: number[] = [];
  const values: number[] = [];
  for (const [row, list] of lists) {
    for (const value of [...list].sort((a, b) => a - b)) {
      rowOf.push(row);
      values.push(value);
    }
  }
  return csr(rowCount, rowOf, values);
}

function unlocks(prev: Int32Array, next: Int32Array, nextInChain: Int32Array): Csr {
  return pairs(prev.length, (add) => {
    for (let q = 0; q < prev.length; q++) {
      if (prev[q]! > 0) add(prev[q]! - 1, q);
      if (next[q]! >= 0) add(q, next[q]!);
      if (nextInChain[q]! >= 0) add(q, nextInChain[q]!);
    }
  });
}

function groupMembers(exclusiveGroup: Int32Array): Csr {
  const groups = new Map<number, number[]>();
  exclusiveGroup.forEach((group, q) => {
    if (group === 0) return;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [q]);
    else members.push(q);
  });
  return pairs(exclusiveGroup.length, (add) => {
    for (const members of groups.values()) for (const q of members) for (const other of members) add(q, other);
  });
}

const DEPTH_MAX = 255;

/** Longest chain of quests needed before each (by `prev`, of either sign, and by `feeders`), cut at 255. */
function chainDepths(prev: Int32Array, feeders: Csr): Uint8Array {
  const count = prev.length;
  const needs = pairs(count, (add) => {
    for (let q = 0; q < count; q++) {
      if (prev[q] !== 0) add(q, Math.abs(prev[q]!) - 1);
      for (let i = feeders.offsets[q]!; i < feeders.offsets[q + 1]!; i++) add(q, feeders.values[i]!);
    }
  });
  const leads = inverted(needs, count);
  const waiting = Int32Array.from({ length: count }, (_, q) => needs.offsets[q + 1]! - needs.offsets[q]!);
  const ready: number[] = [];
  waiting.forEach((left, q) => {
    if (left === 0) ready.push(q);
  });
  const depth = new Int32Array(count);
  for (let done = 0; done < ready.length; done++) {
    const q = ready[done]!;
    for (let i = leads.offsets[q]!; i < leads.offsets[q + 1]!; i++) {
      const to = leads.values[i]!;
      depth[to] = Math.max(depth[to]!, depth[q]! + 1);
      waiting[to]! -= 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  invariant(ready.length === count, 'compile-unvalidated', 'quests wait for each other in a circle; the tables were not validated');
  return Uint8Array.from(depth, (d) => Math.min(d, DEPTH_MAX));
}

function objectives(
  tables: WorldTables,
  ids: QuestIndexes,
): Pick<
  Quests,
  'objectives' | 'objectiveKind' | 'objectiveTarget' | 'objectiveCount' | 'objectiveMap' | 'objectiveX' | 'objectiveY' | 'objectiveRadius'
> {
  const rows = tables.quest_objective;
  const kind = wordNumber(OBJECTIVE_KINDS);
  return {
    objectives: csr(
      tables.quest.length,
      i32(rows, (r) => ids.quests.of(r.quest_id)),
      upTo(rows.length),
    ),
    objectiveKind: u8(rows, (r) => kind(r.kind)),
    objectiveTarget: i32(rows, (r) => objectiveTarget(r, ids)),
    objectiveCount: i32(rows, (r) => r.count),
    objectiveMap: i32(rows, (r) => (isPlace(r) ? ids.maps.of(r.map_id) : -1)),
    objectiveX: i32(rows, (r) => centi(r.x_yards)),
    objectiveY: i32(rows, (r) => centi(r.y_yards)),
    objectiveRadius: i32(rows, (r) => centi(r.radius_yards)),
  };
}

function isPlace(row: Row<'quest_objective'>): boolean {
  return row.kind === 'explore' || row.kind === 'escort';
}

function objectiveTarget(row: Row<'quest_objective'>, ids: QuestIndexes): number {
  if (row.kind === 'kill' || row.kind === 'talk') return ids.creatures.of(row.target_id);
  if (row.kind === 'collect') return ids.items.of(row.target_id);
  return row.kind === 'use_object' ? ids.objects.of(row.target_id) : -1;
}

function rewards(
  tables: WorldTables,
  ids: QuestIndexes,
): Pick<Quests, 'rewardAlways' | 'rewardAlwaysCount' | 'rewardChoice' | 'rewardChoiceCount' | 'reputation' | 'reputationPoints'> {
  const count = tables.quest.length;
  const lists = (rows: readonly Row<'quest_reward'>[]): { items: Csr; counts: Int32Array } => {
    const quest = i32(rows, (r) => ids.quests.of(r.quest_id));
    return {
      items: {
        offsets: csrOffsets(count, quest),
        values: csrGather(
          count,
          quest,
          i32(rows, (r) => ids.items.of(r.item_id)),
        ),
      },
      counts: csrGather(
        count,
        quest,
        i32(rows, (r) => r.count),
      ),
    };
  };
  const always = lists(tables.quest_reward.filter((r) => r.kind === 'always'));
  const choice = lists(tables.quest_reward.filter((r) => r.kind === 'choice'));
  const standing = tables.quest_reputation;
  const standingQuest = i32(standing, (r) => ids.quests.of(r.quest_id));
  return {
    rewardAlways: always.items,
    rewardAlwaysCount: always.counts,
    rewardChoice: choice.items,
    rewardChoiceCount: choice.counts,
    reputation: csr(
      count,
      standingQuest,
      i32(standing, (r) => ids.reputations.of(r.reputation_id)),
    ),
    reputationPoints: csrGather(
      count,
      standingQuest,
      i32(standing, (r) => r.points),
    ),
  };
}
