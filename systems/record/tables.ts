/**
 * The domain tables of a run file: what changed in a frame, as it is after that frame; frame 0 holds everything. Narrow tables
 * of what changes together, since a bot that only walks must not write its purse again.
 *
 * Health, mana and positions are segments: a row says how they move from its frame on, and the views compute any later frame.
 */
import type { ColumnType, StoredColumn, StoredIndex, StoredTable } from '../../engine/store/table-spec.js';

/** Codes and the words that views show for them. */
export type CodeWords = readonly (readonly [code: number, word: string])[];

/** Vocabularies that the components define; the others are fixed below. */
export interface RecordWords {
  /** `bot_life.state`: idle, traveling, fighting, ... */
  readonly botStates: CodeWords;
  /** `bot.side`. */
  readonly sides: CodeWords;
  /** `quest_log.status`; a status without a word takes the quest out of `quest_at`. */
  readonly questStatuses: CodeWords;
  /** `auction_row.house_id`. */
  readonly auctionHouses: CodeWords;
  /** `mail_row.kind`. */
  readonly mailKinds: CodeWords;
  /** Whether a letter may hold more than one thing: the rules of the run. */
  readonly manyInLetters: boolean;
  /** `trade_row.result`. */
  readonly tradeResults: CodeWords;
  /** `loot_choice.reason`. */
  readonly lootReasons: CodeWords;
  /** Why a quest was not taken, by the codes in `decision_row.detail`. */
  readonly questRejections: CodeWords;
  /** What a quest's score is made of, in the order of `decision_row.detail`. */
  readonly questFactors: readonly string[];
}

export const AUCTION_STATUS_WORDS: CodeWords = [
  [1, 'open'],
  [2, 'sold'],
  [3, 'expired'],
  [4, 'cancelled'],
];
export const MAIL_STATUS_WORDS: CodeWords = [
  [1, 'waiting'],
  [2, 'collected'],
  [3, 'returned'],
  [4, 'deleted'],
];
export const GROUP_ROLE_WORDS: CodeWords = [
  [0, 'left'],
  [1, 'member'],
  [2, 'leader'],
];
export const CREATURE_STATE_WORDS: CodeWords = [
  [0, 'dead'],
  [1, 'alive'],
  [2, 'fighting'],
];

/** Slot numbers as game servers use them. */
export const RECORD_SLOTS = {
  equipmentLast: 18,
  bagFirst: 19,
  backpackFirst: 23,
  bagContentsFirst: 39,
  /** Places a bag can have at most. */
  bagPlaces: 36,
} as const;

/** "1 open, 2 sold": the enumeration of a column's doc. */
export function enumeration(words: CodeWords): string {
  return words.map(([code, word]) => `${code} ${word}`).join(', ');
}

function column(type: ColumnType): (name: string, doc: string) => StoredColumn {
  return (name, doc) => ({ name, type, doc });
}
const i32 = column('i32');
const i53 = column('i53');
const text = column('text');
const word = column('word');
const key = (name: string, doc: string): StoredColumn => ({ name, type: 'i32', doc, primary: true });
const frame = i32('frame', 'frame after which this holds, until a later row of the same thing');
const uid = i32('uid', 'the bot; bot.uid');
const seq = i32('seq', 'order within the frame, from 0');
const index = (...columns: string[]): StoredIndex => ({ columns });

function table(name: string, doc: string, columns: StoredColumn[], ...closingIndexes: StoredIndex[]): StoredTable {
  return { name, doc, columns, closingIndexes };
}

function botTables(words: RecordWords): StoredTable[] {
  return [
    table(
      'bot',
      'One row per bot that ever lived in this world.',
      [
        key('uid', 'identity, never used again'),
        text('name', 'name'),
        text('race', 'race'),
        text('class', 'class'),
        i32('side', `side: ${enumeration(words.sides)}`),
        i32('born_frame', 'frame in which it came into the world'),
        { name: 'died_frame', type: 'i32', doc: 'frame in which it left the world for good, or NULL', nullable: true },
      ],
      index('name'),
    ),
    table(
      'bot_life',
      'Level, purse and state of a bot.',
      [
        frame,
        uid,
        i32('level', 'level, from 1'),
        i32('xp', 'experience towards the next level, points'),
        i53('gold_copper', 'money in the purse, copper'),
        i32('state', `what it does: ${enumeration(words.botStates)}`),
      ],
      index('uid', 'frame'),
    ),
    table(
      'bot_vital',
      'Health and mana of a bot: at frame f, min(bot_most.max_health, health + health_rate_milli * (f - frame + age_frames) / 1000).',
      [
        frame,
        uid,
        i32('health', 'health, points'),
        i32('mana', 'mana, points'),
        i32('health_rate_milli', 'health per frame, thousandths of a point'),
        i32('mana_rate_milli', 'mana per frame, thousandths of a point'),
        i32('age_frames', 'so many frames before the row health and mana were these: 0, unless the run keeps every so many frames only'),
      ],
      index('uid', 'frame'),
    ),
    table(
      'bot_most',
      'Most health and mana of a bot; always in a frame with a row of bot_vital.',
      [frame, uid, i32('max_health', 'most health, points'), i32('max_mana', 'most mana, points')],
      index('uid', 'frame'),
    ),
    table(
      'bot_motion',
      'A way: at frame f, to when f >= arrive_frame, else from + (to - from) * (f - depart_frame) / (arrive_frame - depart_frame).',
      [
        frame,
        uid,
        i32('map_id', 'map; map_name.map_id'),
        i32('zone_id', 'zone at the time of the row; zone_name.zone_id'),
        i32('from_x', 'start, hundredths of a yard'),
        i32('from_y', 'start, hundredths of a yard'),
        i32('to_x', 'end, hundredths of a yard'),
        i32('to_y', 'end, hundredths of a yard'),
        i32('depart_frame', 'frame of the start'),
        i32('arrive_frame', 'frame of the arrival'),
      ],
      index('uid', 'frame'),
    ),
  ];
}

function belongingTables(words: RecordWords): StoredTable[] {
  return [
    table(
      'slot_item',
      'What lies in a slot of a bot: 0-18 equipment, 19-22 bags, 23-38 backpack, 39 + 36 * b + n place n of the bag in slot 19 + b.',
      [
        frame,
        uid,
        i32('slot', 'slot'),
        i32('item_uid', 'item instance; 0 = the slot is empty'),
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('stack_count', 'items in the stack'),
        i32('durability', 'durability left, points'),
        i32('bound', '1 bound to its owner, else 0'),
      ],
      index('uid', 'slot', 'frame'),
    ),
    table(
      'stash_row',
      'What lies in a loot pile, with a vendor who may give it back, or in a letter beside its first thing; stack_count 0: it is no longer there.',
      [
        frame,
        i32('holder_uid', 'the pile, the entry of the buyback list or the letter; account.account'),
        i32('owner_uid', 'the bot with the right to it, who sold it, or whom the letter is to; 0 = nobody'),
        i32('item_uid', 'item instance'),
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('stack_count', 'items in the stack'),
      ],
      index('item_uid', 'frame'),
    ),
    table(
      'quest_log',
      'A quest of a bot.',
      [
        frame,
        uid,
        i32('quest_id', 'quest; quest_title.quest_id'),
        i32('status', `status: ${enumeration(words.questStatuses)}`),
        i32('count1', 'done of objective 1, count'),
        i32('count2', 'done of objective 2, count'),
        i32('count3', 'done of objective 3, count'),
        i32('count4', 'done of objective 4, count'),
        i32('count5', 'done of objective 5, count'),
        i32('count6', 'done of objective 6, count'),
        i32('count7', 'done of objective 7, count'),
        i32('count8', 'done of objective 8, count'),
      ],
      index('uid', 'quest_id', 'frame'),
    ),
    table(
      'group_member',
      'Who belongs to a group.',
      [frame, i32('group_uid', 'the group'), i32('uid', 'the member; bot.uid'), i32('role', `role: ${enumeration(GROUP_ROLE_WORDS)}`)],
      index('uid', 'group_uid', 'frame'),
    ),
  ];
}

function choiceTables(words: RecordWords): StoredTable[] {
  return [
    table(
      'decision_row',
      'What a bot chose, from what, and why (base of the view decision).',
      [
        frame,
        seq,
        uid,
        word('kind_id', 'what was decided; word.id'),
        text('chosen', 'the choice'),
        {
          name: 'detail',
          type: 'text',
          doc: 'the alternatives with their scores, JSON, or NULL; of a quest packed as an array, which the view decision spells out',
          nullable: true,
        },
      ],
      index('uid', 'frame'),
    ),
    table(
      'loot_choice',
      'What a bot took of loot or left, and why (in the view decision: kind loot).',
      [
        frame,
        seq,
        uid,
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('units', 'how many'),
        i32('reason', `why: ${enumeration(words.lootReasons)}`),
        i53('value', 'what it is worth: the gain of score of an upgrade, else copper a slot that it fills'),
      ],
      index('uid', 'frame'),
    ),
    table(
      'equip_choice',
      'What a bot put on (in the view decision: kind equip).',
      [
        frame,
        seq,
        uid,
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('replaces_item_id', 'kind of item in its place before; 0 = none'),
        i53('score_before', 'score of the outfit before'),
        i53('score_after', 'score of the outfit with it'),
      ],
      index('uid', 'frame'),
    ),
  ];
}

function marketTables(words: RecordWords): StoredTable[] {
  return [
    table(
      'auction_row',
      'An auction when it was posted, bid on or ended.',
      [
        frame,
        i32('auction_uid', 'the auction'),
        i32('status', `status: ${enumeration(AUCTION_STATUS_WORDS)}`),
        i32('house_id', `auction house: ${enumeration(words.auctionHouses)}`),
        i32('seller_uid', 'seller'),
        i32('bidder_uid', 'highest bidder; 0 = none'),
        i32('item_uid', 'item instance'),
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('stack_count', 'items in the stack'),
        i53('start_bid_copper', 'lowest first bid, copper'),
        i53('current_bid_copper', 'highest bid, copper; 0 = none'),
        i53('buyout_copper', 'price to end it at once, copper; 0 = not offered'),
        i53('deposit_copper', 'deposit, copper'),
        i32('expires_frame', 'frame in which it ends'),
      ],
      index('auction_uid', 'frame'),
    ),
    table(
      'mail_row',
      'A letter when it was sent, collected, returned or deleted.',
      [
        frame,
        i32('mail_uid', 'the letter'),
        i32('status', `status: ${enumeration(MAIL_STATUS_WORDS)}; 1 from posting on, before delivery too`),
        i32('kind', `kind: ${enumeration(words.mailKinds)}`),
        i32('from_uid', 'sender; 0 = none'),
        i32('to_uid', 'receiver'),
        i53('money_copper', 'money enclosed, copper'),
        i32('item_uid', 'item instance enclosed, further ones are in stash_row; 0 = none'),
        i32('item_id', 'kind of item; 0 = none'),
        i32('stack_count', 'items in the stack'),
        i53('cod_copper', 'to pay on delivery, copper'),
        i32('deliver_frame', 'frame in which it can be collected'),
        i32('expires_frame', 'frame in which it goes back or away'),
      ],
      index('mail_uid', 'frame'),
    ),
    table('trade_row', 'A trade between two, when it ended (base of the view trade).', [
      frame,
      i32('trade_uid', 'the trade'),
      i32('from_uid', 'who opened it'),
      i32('to_uid', 'the other'),
      i53('from_copper', 'money given by from_uid, copper'),
      i53('to_copper', 'money given by to_uid, copper'),
      i32('result', `result: ${enumeration(words.tradeResults)}`),
    ]),
    table(
      'trade_item',
      'An item that was offered in a trade.',
      [
        frame,
        i32('trade_uid', 'the trade'),
        i32('giver_uid', 'who gave it'),
        i32('item_uid', 'item instance'),
        i32('item_id', 'kind of item; item_name.item_id'),
        i32('stack_count', 'items in the stack'),
      ],
      index('trade_uid'),
    ),
  ];
}

function creatureTables(): StoredTable[] {
  return [
    table('creature', 'One row per creature of the world; it stays the same one through death and respawn.', [
      key('uid', 'identity'),
      i32('spawn_id', 'spawn in the world content'),
      i32('creature_id', 'kind of creature; creature_name.creature_id'),
      text('name', 'name'),
      i32('map_id', 'map'),
      i32('x', 'place of its spawn, hundredths of a yard'),
      i32('y', 'place of its spawn, hundredths of a yard'),
      i32('level', 'level at frame 0'),
      i32('max_health', 'most health, points'),
    ]),
    table(
      'creature_state',
      'State of a creature, when it changed; before the first row it is alive and unhurt.',
      [
        frame,
        i32('uid', 'the creature; creature.uid'),
        i32('state', `state: ${enumeration(CREATURE_STATE_WORDS)}`),
        i32('level', 'level'),
        i32('health', 'health, points'),
        i32('target_uid', 'whom it fights; 0 = nobody'),
      ],
      index('uid', 'frame'),
    ),
  ];
}

function nameTables(): StoredTable[] {
  return [
    table('item_name', 'Kinds of items.', [
      key('item_id', 'kind of item'),
      text('name', 'name'),
      i32('quality', 'quality: 0 poor, 1 common, 2 uncommon, 3 rare, 4 epic, 5 legendary, 6 artifact'),
    ]),
    table('quest_title', 'Quests.', [
      key('quest_id', 'quest'),
      text('title', 'title'),
      i32('level', 'level it is meant for'),
      i32('after_quest_id', 'quest that must be turned in before, the first of them; 0 = none'),
    ]),
    table('zone_name', 'Zones.', [key('zone_id', 'zone'), text('name', 'name')]),
    table('map_name', 'Maps.', [key('map_id', 'map'), text('name', 'name')]),
    table('creature_name', 'Kinds of creatures.', [key('creature_id', 'kind of creature'), text('name', 'name')]),
  ];
}

/** All domain tables of a run. */
export function recordTables(words: RecordWords): StoredTable[] {
  return [
    ...botTables(words),
    ...belongingTables(words),
    ...choiceTables(words),
    ...marketTables(words),
    ...creatureTables(),
    ...nameTables(),
  ];
}
