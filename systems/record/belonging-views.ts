/** What bots carry, wear, are at work on, and with whom, as of a frame. */
import type { StoredView } from '../../engine/store/table-spec.js';
import { enumeration, GROUP_ROLE_WORDS, RECORD_SLOTS, type RecordWords } from './tables.js';
import { FRAME_DOC, ITEM_NAME, latest, view, wordOf, type Columns } from './view-parts.js';

const ITEM_COLUMNS: Columns = [
  ['item_uid', 's.item_uid', 'item instance'],
  ['item_id', 's.item_id', 'kind of item'],
  ['item_name', 'n.name', 'its name'],
];
const OWNER_COLUMNS: Columns = [
  ['frame', 'f.frame', FRAME_DOC],
  ['uid', 's.uid', 'the bot'],
];

export function belongingViews(words: RecordWords): StoredView[] {
  const { backpackFirst, bagContentsFirst, bagPlaces } = RECORD_SLOTS;
  const key = ['uid', 'slot'];
  const carried = latest('slot_item', 's', key, ITEM_NAME, `s.slot >= ${backpackFirst} AND s.item_uid <> 0`);
  const worn = latest('slot_item', 's', key, ITEM_NAME, `s.slot < ${backpackFirst} AND s.item_uid <> 0`);
  const status = wordOf('s.status', words.questStatuses);
  const quests = latest(
    'quest_log',
    's',
    ['uid', 'quest_id'],
    'LEFT JOIN quest_title n ON n.quest_id = s.quest_id',
    words.questStatuses.length === 0 ? 'false' : `s.status IN (${words.questStatuses.map(([code]) => code).join(', ')})`,
  );
  const members = latest('group_member', 's', ['uid', 'group_uid'], '', 's.role <> 0');
  const rest: Columns = [
    ['stack_count', 's.stack_count', 'items in the stack'],
    ['durability', 's.durability', 'durability left, points'],
    ['bound', 's.bound', '1 bound to its owner, else 0'],
    ['quality', 'n.quality', 'quality; see item_name'],
  ];
  const bag = `CASE WHEN s.slot < ${bagContentsFirst} THEN 0 ELSE (s.slot - ${bagContentsFirst}) / ${bagPlaces} + 1 END`;
  const place = `CASE WHEN s.slot < ${bagContentsFirst} THEN s.slot - ${backpackFirst} ELSE (s.slot - ${bagContentsFirst}) % ${bagPlaces} END`;
  return [
    view(
      'inventory_at',
      'What bots carry in backpack and bags, as of a frame.',
      [...OWNER_COLUMNS, ['bag', bag, '0 backpack, 1 to 4 bags'], ['slot', place, 'place in the bag, from 0'], ...ITEM_COLUMNS, ...rest],
      carried.closed,
      carried.live,
    ),
    view(
      'equipment_at',
      'What bots wear, and the bags they have, as of a frame.',
      [...OWNER_COLUMNS, ['slot', 's.slot', '0 to 18 equipment, 19 to 22 bags'], ...ITEM_COLUMNS, ...rest],
      worn.closed,
      worn.live,
    ),
    view(
      'quest_at',
      'Quests of bots, as of a frame.',
      [
        ...OWNER_COLUMNS,
        ['quest_id', 's.quest_id', 'quest'],
        ['title', 'n.title', 'its title'],
        ['status', status, `status: ${enumeration(words.questStatuses)} (the word is shown)`],
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`count${n}`, `s.count${n}`, `done of objective ${n}, count`] as const),
      ],
      quests.closed,
      quests.live,
    ),
    view(
      'group_at',
      'Who belongs to which group, as of a frame.',
      [
        ['frame', 'f.frame', FRAME_DOC],
        ['group_uid', 's.group_uid', 'the group'],
        ['uid', 's.uid', 'the member'],
        ['role', wordOf('s.role', GROUP_ROLE_WORDS), 'member or leader'],
      ],
      members.closed,
      members.live,
    ),
  ];
}
