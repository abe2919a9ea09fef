/** Quest rows: levels, masks, chains, flags, rewards. What is to be done for them is in `quest-objectives.ts`. */
import { MAX_ID, cellText, clampInt, groupBy, numberedValues } from './context.js';
import type { ImportContext, QuestRow } from './context.js';
import type { Masks } from './players.js';
import { normalMask } from './players.js';
import { INT_MAX } from '../format/columns.js';
import type { Row } from '../format/tables.js';

/** Codes of the quest_template columns. */
export const QUEST_TYPE = { elite: 1, life: 21, pvp: 41, raid: 62, dungeon: 81 } as const;
export const QUEST_FLAG = { escort: 0x2, explore: 0x4, daily: 0x1000 } as const;
export const SPECIAL_FLAG = { repeatable: 1, event: 2 } as const;

/** Sides that a race mask lets in: 1 alliance, 2 horde, 3 both. */
export function sidesOfMask(mask: number, masks: Masks): number {
  if (mask === 0) return 3;
  return ((mask & masks.alliance) !== 0 ? 1 : 0) | ((mask & masks.horde) !== 0 ? 2 : 0);
}

/** Older cores keep skill and class in one column: positive a skill, negative a class. */
function skillAndClass(source: QuestRow): { skill: number; classMask: number } {
  if (source.skillOrClass > 0) return { skill: source.skillOrClass, classMask: source.classMask };
  if (source.skillOrClass < 0 && source.classMask === 0 && source.skillOrClass >= -31)
    return { skill: source.skill, classMask: 2 ** (-source.skillOrClass - 1) };
  return { skill: source.skill, classMask: source.classMask };
}

function flagsOf(source: QuestRow): Set<string> {
  const flags = new Set<string>();
  if ((source.specialFlags & SPECIAL_FLAG.repeatable) !== 0) flags.add('repeatable');
  if ((source.flags & QUEST_FLAG.daily) !== 0) flags.add('daily').add('repeatable');
  if (source.type === QUEST_TYPE.elite) flags.add('elite').add('group');
  if (source.type === QUEST_TYPE.dungeon || source.type === QUEST_TYPE.raid) flags.add('elite').add('group');
  if (
    source.method === 0 &&
    numberedValues(source, 'reqItem', 4).every((item) => item === 0) &&
    numberedValues(source, 'reqTarget', 4).every((target) => target === 0)
  )
    flags.add('auto_complete');
  return flags;
}

/** A standing that must be reached: to take the quest, or (the format has no such objective) to finish it. */
function reputationOf(ctx: ImportContext, source: QuestRow): { id: number; points: number } {
  if (source.maxRepFaction > 0) ctx.report.change('quest_template', 'highest standing left out');
  if (source.repObjectiveFaction > 0 && (source.minRepFaction === 0 || source.minRepFaction === source.repObjectiveFaction)) {
    ctx.report.change('quest_template', 'standing to reach: needed beforehand');
    return {
      id: source.repObjectiveFaction,
      points: Math.max(source.repObjectiveValue, source.minRepFaction > 0 ? source.minRepValue : source.repObjectiveValue),
    };
  }
  return { id: source.minRepFaction, points: source.minRepFaction > 0 ? source.minRepValue : 0 };
}

export interface QuestInfo {
  readonly source: QuestRow;
  readonly row: Row<'quest'>;
  readonly flags: Set<string>;
  /** Sides whose races the quest is asked of: 1 alliance, 2 horde, 3 both. */
  readonly raceSides: number;
}

function convert(
  ctx: ImportContext,
  source: QuestRow,
  masks: Masks,
  quests: ReadonlyMap<number, QuestRow>,
  items: ReadonlySet<number>,
): QuestInfo {
  const { report } = ctx;
  const { skill, classMask } = skillAndClass(source);
  const reputation = reputationOf(ctx, source);
  const minLevel = clampInt(source.minLevel, 0, 255);
  const refOrNone = (id: number, what: string): number => {
    if (id === 0 || quests.has(Math.abs(id))) return id;
    report.change('quest_template', `${what} missing: none`);
    return 0;
  };
  const hasSource = source.sourceItem > 0 && items.has(source.sourceItem);
  if (source.sourceItem > 0 && !hasSource) report.change('quest_template', 'item handed out missing: none');
  if (source.level < 1) report.change('quest_template', 'level 0: lowest level taken');
  const raceMask = normalMask(source.raceMask, masks.races);
  const flags = flagsOf(source);
  const row: Row<'quest'> = {
    id: source.entry,
    title: cellText(source.title) || `Quest ${source.entry}`,
    type: 'talk',
    level: clampInt(source.level < 1 ? minLevel : source.level, 1, 255),
    min_level: minLevel,
    max_level: 0,
    race_mask: raceMask,
    class_mask: normalMask(classMask, masks.classes),
    zone_id: Math.max(0, source.zoneOrSort),
    prev_quest_id: refOrNone(source.prev, 'previous quest'),
    next_quest_id: Math.max(0, refOrNone(source.next, 'next quest')),
    exclusive_group: clampInt(source.group, -MAX_ID, MAX_ID),
    next_in_chain_id: Math.max(0, refOrNone(source.chain, 'next quest in chain')),
    required_skill: clampInt(skill, 0, 65_535),
    required_reputation_id: reputation.id,
    required_reputation: clampInt(reputation.points, -42_000, 42_999),
    suggested_players: clampInt(source.players, 0, 40),
    time_limit_seconds: clampInt(source.timeLimit, 0, 86_400),
    flags: '',
    reward_money_copper: clampInt(source.money, -INT_MAX, INT_MAX),
    reward_money_max_level_copper: clampInt(source.moneyMaxLevel, 0, INT_MAX),
    reward_xp: 0,
    source_item_id: hasSource ? source.sourceItem : 0,
    source_item_count: hasSource ? clampInt(source.sourceCount, 1, 255) : 0,
  };
  return { source, row, flags, raceSides: sidesOfMask(raceMask, masks) };
}

/** Convert the quests, without objectives and flags. A negative next quest makes this one's being active its condition. */
export function importQuests(ctx: ImportContext, sources: ReadonlyMap<number, QuestRow>, masks: Masks): Map<number, QuestInfo> {
  const items = new Set(ctx.world.item.map((row) => row.id));
  const quests = new Map<number, QuestInfo>();
  for (const source of sources.values()) quests.set(source.entry, convert(ctx, source, masks, sources, items));
  for (const { source } of quests.values()) {
    const next = source.next < 0 ? quests.get(-source.next) : undefined;
    if (next !== undefined && next.row.prev_quest_id === 0) {
      next.row.prev_quest_id = -source.entry;
      ctx.report.change('quest_template', "negative next quest: written as the other quest's condition");
    }
  }
  breakCycles(ctx, quests);
  const seasonal = new Set(ctx.src.game_event_quest.map((row) => row.quest));
  for (const [id, quest] of quests) if (seasonal.has(id)) unavailable(ctx, quest, 'offered during an event only');
  for (const quest of quests.values()) addRewards(ctx, quest, items);
  return quests;
}

/** A quest that waits for itself, through others, waits for nobody: the condition that closes the circle is left out. */
function breakCycles(ctx: ImportContext, quests: ReadonlyMap<number, QuestInfo>): void {
  const feeders = groupBy(
    [...quests.values()].filter(({ row }) => row.next_quest_id > 0),
    ({ row }) => row.next_quest_id,
  );
  const state = new Map<number, 'open' | 'done'>();
  const cut = (): void => ctx.report.change('quest_template', 'quests that wait for each other in a circle: condition left out');
  const visit = (quest: QuestInfo): void => {
    state.set(quest.row.id, 'open');
    const previous = quests.get(Math.abs(quest.row.prev_quest_id));
    if (previous !== undefined) {
      if (state.get(previous.row.id) === 'open') {
        quest.row.prev_quest_id = 0;
        cut();
      } else if (!state.has(previous.row.id)) visit(previous);
    }
    for (const feeder of feeders.get(quest.row.id) ?? []) {
      if (state.get(feeder.row.id) === 'open') {
        feeder.row.next_quest_id = 0;
        cut();
      } else if (!state.has(feeder.row.id)) visit(feeder);
    }
    state.set(quest.row.id, 'done');
  };
  for (const quest of quests.values()) if (!state.has(quest.row.id)) visit(quest);
}

/** Mark a quest as not offered and count why (the first reason only). */
export function unavailable(ctx: ImportContext, quest: QuestInfo, reason: string): void {
  if (quest.flags.has('unavailable')) return;
  quest.flags.add('unavailable');
  ctx.report.change('quest_template', `not offered: ${reason}`);
}

function addRewards(ctx: ImportContext, quest: QuestInfo, items: ReadonlySet<number>): void {
  const { source } = quest;
  for (const [kind, ids, counts] of [
    ['always', numberedValues(source, 'reward', 4), numberedValues(source, 'rewardCount', 4)],
    ['choice', numberedValues(source, 'choice', 6), numberedValues(source, 'choiceCount', 6)],
  ] as const) {
    let row = 0;
    ids.forEach((item, index) => {
      if (item === 0) return;
      if (!items.has(item)) ctx.report.change('quest_template', 'reward item missing: left out');
      else
        ctx.world.quest_reward.push({ quest_id: source.entry, kind, row: row++, item_id: item, count: clampInt(counts[index]!, 1, 1000) });
    });
  }
  const factions = numberedValues(source, 'repFaction', 5);
  const points = numberedValues(source, 'repValue', 5);
  const sums = new Map<number, number>();
  factions.forEach((faction, index) => {
    if (faction > 0 && points[index] !== 0) sums.set(faction, (sums.get(faction) ?? 0) + points[index]!);
  });
  for (const [reputation, value] of sums)
    ctx.world.quest_reputation.push({ quest_id: source.entry, reputation_id: reputation, points: clampInt(value, -42_000, 42_000) });
}

/** Add the reputations that quests and items speak of; their names are not in a dump. */
export function importReputations(ctx: ImportContext, quests: ReadonlyMap<number, QuestInfo>, itemReputations: Iterable<number>): void {
  const ids = new Set<number>(itemReputations);
  for (const row of ctx.world.quest_reputation) ids.add(row.reputation_id);
  for (const { row } of quests.values()) ids.add(row.required_reputation_id);
  for (const row of ctx.src.creature_onkill_reputation) ids.add(row.faction1).add(row.faction2);
  for (const row of ctx.src.reputation_reward_rate) ids.add(row.faction);
  for (const row of ctx.src.reputation_spillover_template) ids.add(row.faction);
  const facts = new Map(ctx.facts.reputations.map((fact) => [fact.id, fact]));
  for (const fact of facts.keys()) ids.add(fact);
  for (const id of [...ids].filter((value) => value > 0 && value <= MAX_ID).sort((a, b) => a - b)) {
    const fact = facts.get(id);
    if (fact === undefined) ctx.report.derived('reputations without a name');
    ctx.world.reputation.push(fact === undefined ? { id, name: `Reputation ${id}`, base_alliance: 0, base_horde: 0 } : { ...fact });
  }
}
