/** Tables of the world format: quests, what they ask for and give, and who starts and ends them. */
import { flags, id, int, mask, ref, text, yards, INT_MAX, maybeRef, oneOf } from './columns.js';
import type { Table } from './columns.js';
import { QUEST_TYPES, QUEST_FLAGS, OBJECTIVE_KINDS, RELATION_ROLES, ACTOR_KINDS, REWARD_KINDS } from './words.js';

export const QUEST_TABLES = {
  quest: {
    name: 'quest',
    doc: 'A quest.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Quest id.'),
      text('title', 'Title.'),
      oneOf('type', QUEST_TYPES, 'Type.'),
      int('level', 'Level the quest is made for.', { min: 1, max: 255 }),
      int('min_level', 'Lowest level that may take it.', { max: 255, default: 1 }),
      int('max_level', 'Highest level that may take it; 0 no limit.', { max: 255, default: 0 }),
      mask('race_mask', 'Races that may take it, bit id-1 each; 0 all.'),
      mask('class_mask', 'Classes that may take it; 0 all.'),
      maybeRef('zone_id', 'zone', 'Zone it belongs to, or 0.'),
      int('prev_quest_id', 'Quest that must be turned in before; negative: that must be active; 0 none.', {
        min: -16_777_215,
        max: 16_777_215,
        default: 0,
      }),
      maybeRef('next_quest_id', 'quest', 'Quest that waits for this one too (several of one exclusive group may lead to it), or 0.'),
      int(
        'exclusive_group',
        'Positive: one of the group may be taken; negative: all of the group are needed for their next quest; 0 none.',
        { min: -16_777_215, max: 16_777_215, default: 0 },
      ),
      maybeRef('next_in_chain_id', 'quest', 'Quest offered at once when this one is turned in, or 0.'),
      int('required_skill', 'Skill needed (free numbering), or 0. Characters have no skills yet: such quests are not offered.', {
        max: 65535,
        default: 0,
      }),
      maybeRef('required_reputation_id', 'reputation', 'Reputation needed, or 0.'),
      int('required_reputation', 'Points needed.', { min: -42000, max: 42999, default: 0 }),
      int('suggested_players', 'Group size it is made for; from 2 on it is a quest for groups, 0 or 1 solo.', { max: 40, default: 0 }),
      int('time_limit_seconds', 'Time from taking it to turning it in, seconds; afterwards it has failed; 0 no limit.', {
        max: 86_400,
        default: 0,
      }),
      flags(
        'flags',
        QUEST_FLAGS,
        'Can be done again, can be done once a day, for groups because of strong opponents, for groups, done when accepted (but for the items it asks for), no money instead of experience at the level cap, not offered.',
      ),
      int('reward_money_copper', 'Money on turning in, copper; negative: a price.', { min: -INT_MAX, max: INT_MAX, default: 0 }),
      int(
        'reward_money_max_level_copper',
        'Money instead of experience at the level cap; experience is computed from it (classic profile).',
        { default: 0 },
      ),
      int('reward_xp', 'Base experience (wotlk profile), or to override the classic formula; 0 compute.', { default: 0 }),
      maybeRef('source_item_id', 'item', 'Item handed out on acceptance, or 0.'),
      int('source_item_count', 'Units of it.', { max: 255, default: 0 }),
    ],
  },
  quest_objective: {
    name: 'quest_objective',
    doc: 'Something to do for a quest. A quest without objectives is done when accepted (talk to its ender).',
    key: ['quest_id', 'row'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      int('row', 'Order, 0 to 7.', { max: 7 }),
      oneOf(
        'kind',
        OBJECTIVE_KINDS,
        'kill: creature; collect: item; use_object: object; talk: creature; explore: reach the place; escort: lead the starter to the place.',
      ),
      int('target_id', 'Creature, item or object id by kind; 0 for explore and escort.', { max: 16_777_215, default: 0 }),
      int('count', 'How many.', { min: 1, max: 65535, default: 1 }),
      int('map_id', 'Map of the place (explore, escort).', { max: 65535, default: 0 }),
      yards('x_yards', 'Place, x.', { default: 0 }),
      yards('y_yards', 'Place, y.', { default: 0 }),
      int('radius_yards', 'How near counts as there.', { max: 1000, default: 10 }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  quest_reward: {
    name: 'quest_reward',
    doc: 'An item given for a quest: every `always`, and one `choice`.',
    key: ['quest_id', 'kind', 'row'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      oneOf('kind', REWARD_KINDS, 'Given always, or one of the choices.'),
      int('row', 'Order.', { max: 15 }),
      ref('item_id', 'item', 'Item.'),
      int('count', 'Units.', { min: 1, max: 1000, default: 1 }),
    ],
  },
  quest_reputation: {
    name: 'quest_reputation',
    doc: 'Standing gained or lost by turning a quest in.',
    key: ['quest_id', 'reputation_id'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      ref('reputation_id', 'reputation', 'Reputation.'),
      int('points', 'Points (may be negative).', { min: -42_000, max: 42_000 }),
    ],
  },
  quest_relation: {
    name: 'quest_relation',
    doc: 'Who starts or ends a quest.',
    key: ['quest_id', 'role', 'actor_kind', 'actor_id'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      oneOf('role', RELATION_ROLES, 'Starts or ends it.'),
      oneOf('actor_kind', ACTOR_KINDS, 'Kind of actor.'),
      int('actor_id', 'Creature, object or item id.', { min: 1, max: 16_777_215 }),
    ],
  },
} as const satisfies Record<string, Table>;
