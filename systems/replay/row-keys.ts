/** How the rows of a run file are told apart, and which of them say how a thing stands as of a frame. */
import type { RowKeys } from '../../engine/replay/compare-rows.js';
import type { Standing } from '../../engine/store/retention.js';

/**
 * Columns that identify a row within its frame, or in the table when it has no frame. Not listed: what a run alone knows (`run`,
 * `content`, `module`), words and keys, and the machine's own measures (`perf_row`).
 */
export const ROW_KEYS: RowKeys = {
  frame: [],
  input: ['seq'],
  event_row: ['seq'],
  ledger_row: ['seq'],
  account_row: ['id'],
  rejection_row: ['command_id', 'reason_id'],
  metric_row: ['name_id'],
  bot: ['uid'],
  bot_life: ['uid'],
  bot_vital: ['uid'],
  bot_most: ['uid'],
  bot_motion: ['uid'],
  slot_item: ['uid', 'slot'],
  stash_row: ['holder_uid', 'item_uid'],
  quest_log: ['uid', 'quest_id', 'status'],
  group_member: ['group_uid', 'uid', 'role'],
  decision_row: ['seq'],
  loot_choice: ['seq'],
  equip_choice: ['seq'],
  auction_row: ['auction_uid'],
  mail_row: ['mail_uid'],
  trade_row: ['trade_uid'],
  trade_item: ['trade_uid', 'item_uid'],
  creature: ['uid'],
  creature_state: ['uid'],
  item_name: ['item_id'],
  quest_title: ['quest_id'],
  zone_name: ['zone_id'],
  map_name: ['map_id'],
  creature_name: ['creature_id'],
};

/** A table whose last row of a thing says how it stands. */
export interface StandingTable {
  readonly table: string;
  /** The component it shows. */
  readonly component: string;
  readonly keys: readonly string[];
  /** Columns to compare; without this all but frame and keys. */
  readonly columns?: readonly string[];
  /** Column and values of a row that stands for something; a row with another value is the same as none. */
  readonly present?: { readonly column: string; readonly values: readonly number[] } | { readonly column: string; readonly not: number };
}

/** In the order in which a difference is named. */
export const STANDING_TABLES: readonly StandingTable[] = [
  { table: 'bot_life', component: 'life', keys: ['uid'] },
  // Its age counts from the frame of the row.
  { table: 'bot_vital', component: 'vital', keys: ['uid'], columns: ['health', 'mana', 'health_rate_milli', 'mana_rate_milli'] },
  { table: 'bot_most', component: 'vital', keys: ['uid'] },
  { table: 'bot_motion', component: 'motion', keys: ['uid'] },
  { table: 'slot_item', component: 'slots', keys: ['uid', 'slot'], present: { column: 'item_uid', not: 0 } },
  {
    table: 'stash_row',
    component: 'pileItem',
    keys: ['item_uid'],
    columns: ['holder_uid', 'stack_count'],
    present: { column: 'stack_count', not: 0 },
  },
  { table: 'quest_log', component: 'questLog', keys: ['uid', 'quest_id'], present: { column: 'status', values: [1, 2, 3] } },
  { table: 'auction_row', component: 'auction', keys: ['auction_uid'], present: { column: 'status', values: [1] } },
  { table: 'mail_row', component: 'mail', keys: ['mail_uid'], present: { column: 'status', values: [1] } },
  { table: 'group_member', component: 'group', keys: ['group_uid', 'uid'], columns: [], present: { column: 'role', not: 0 } },
  // Health and target of a creature are recorded when its state changes only.
  { table: 'creature_state', component: 'creature', keys: ['uid'], columns: ['state'], present: { column: 'state', not: 1 } },
];

/** Those tables, for a run that keeps the rows of its last frames only. What is over leaves no row: the views show nothing of it. */
export const STANDING_ROWS: Readonly<Record<string, Standing>> = Object.fromEntries(
  // The last row of a living creature has its level, which need not be that of frame 0.
  STANDING_TABLES.map(({ table, keys, present }) => [
    table,
    present === undefined || table === 'creature_state' ? { keys } : { keys, present: presentSql(present) },
  ]),
);

function presentSql(present: NonNullable<StandingTable['present']>): string {
  return 'not' in present ? `${present.column} <> ${present.not}` : `${present.column} IN (${present.values.join(', ')})`;
}

/** Accounts whose owner comes and goes. */
export const PASSING_ACCOUNTS = ['pile', 'buyback', 'auction', 'mail'] as const;

/** Columns of tables by the field of the component that they show, for messages: `component.field`. */
export const FIELD_OF_COLUMN: Readonly<Record<string, string>> = {
  'bot_life.level': 'life.level',
  'bot_life.xp': 'life.xp',
  'bot_life.gold_copper': 'life.gold',
  'bot_life.state': 'life.state',
  'bot_vital.health': 'vital.health',
  'bot_vital.mana': 'vital.mana',
  'bot_most.max_health': 'vital.maxHealth',
  'bot_most.max_mana': 'vital.maxMana',
  'bot_vital.health_rate_milli': 'vital.healthRate',
  'bot_vital.mana_rate_milli': 'vital.manaRate',
  'bot_vital.age_frames': 'vital.since',
  'bot_motion.map_id': 'motion.map',
  'bot_motion.zone_id': 'motion.zone',
  'bot_motion.from_x': 'motion.fromX',
  'bot_motion.from_y': 'motion.fromY',
  'bot_motion.to_x': 'motion.toX',
  'bot_motion.to_y': 'motion.toY',
  'bot_motion.depart_frame': 'motion.depart',
  'bot_motion.arrive_frame': 'motion.arrive',
  'slot_item.item_uid': 'slots.item',
  'slot_item.item_id': 'item.kind',
  'slot_item.stack_count': 'item.stack',
  'slot_item.durability': 'item.durability',
  'slot_item.bound': 'item.bound',
  'quest_log.status': 'questLog.status',
  'creature_state.state': 'creature.state',
};
