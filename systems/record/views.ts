/**
 * The world as of any frame, in plain SQL. The column names are a contract with people's scripts.
 *
 * In a closed run a view seeks the last row of each thing at or before the frame in a (thing, frame) index. The order of the
 * joins is forced by CROSS JOIN: left to itself, SQLite starts from the rows and takes seconds. While a run goes on there are
 * no indexes; then one pass over the rows up to the frame groups them by thing, and the query must name the frame.
 */
import type { StoredView } from '../../engine/store/table-spec.js';
import {
  AUCTION_STATUS_WORDS,
  CREATURE_STATE_WORDS,
  enumeration,
  GROUP_ROLE_WORDS,
  MAIL_STATUS_WORDS,
  RECORD_SLOTS,
  type CodeWords,
  type RecordWords,
} from './tables.js';

type Columns = readonly (readonly [name: string, sql: string, doc: string])[];

const FRAME_DOC = 'as of this frame; name it in the query, or every frame is answered';

/** `CASE` from codes to words; NULL for a code without one. */
function wordOf(expression: string, words: CodeWords): string {
  if (words.length === 0) return 'NULL';
  const arms = words.map(([code, word]) => `WHEN ${code} THEN '${word.replaceAll("'", "''")}'`);
  return `CASE ${expression} ${arms.join(' ')} END`;
}

function select(columns: Columns): string {
  return `SELECT ${columns.map(([name, sql]) => (sql === name ? sql : `${sql} AS ${name}`)).join(', ')}`;
}

function view(name: string, doc: string, columns: Columns, closed: string, live?: string): StoredView {
  return {
    name,
    doc,
    columns: columns.map(([column, , text]) => ({ name: column, doc: text })),
    closed: `${select(columns)}\n${closed}`,
    ...(live === undefined ? {} : { live: `${select(columns)}\n${live}` }),
  };
}

/** The rowid of a bot's last row at or before frame `f`. Rows are appended frame by frame, so the rowid settles ties. */
function lastRow(table: string, owner: string): string {
  return `(SELECT z.rowid FROM ${table} z WHERE z.uid = ${owner}.uid AND z.frame <= f.frame ORDER BY z.frame DESC, z.rowid DESC LIMIT 1)`;
}

/**
 * The last rows of all things at frame `at`, by one pass: with max() in a grouped SELECT, SQLite takes the other columns from
 * the row of the maximum.
 */
function lastRowsByPass(table: string, keys: readonly string[]): string {
  const group = keys.map((key) => `p.${key}`).join(', ');
  return `(SELECT g.frame AS at, p.*, max(p.rowid) FROM frame g CROSS JOIN ${table} p WHERE p.frame <= g.frame GROUP BY g.frame, ${group})`;
}

/** Frames × last rows of a table of things with a compound key, and the conditions on them. */
function latest(table: string, alias: string, keys: readonly string[], joins: string, where: string): { closed: string; live: string } {
  const same = keys.map((key) => `z.${key} = ${alias}.${key}`).join(' AND ');
  return {
    closed: `FROM frame f CROSS JOIN ${table} ${alias} ${joins}
WHERE ${alias}.frame <= f.frame AND ${where} AND NOT EXISTS (SELECT 1 FROM ${table} z
  WHERE ${same} AND z.frame >= ${alias}.frame AND z.frame <= f.frame AND z.rowid > ${alias}.rowid)`,
    live: `FROM frame f CROSS JOIN ${lastRowsByPass(table, keys)} ${alias} ON ${alias}.at = f.frame ${joins}
WHERE ${where}`,
  };
}

function segment(value: string, most: string, rate: string): string {
  return `min(${most}, ${value} + ${rate} * (f.frame - v.since_frame) / 1000)`;
}

function along(axis: 'x' | 'y'): string {
  return `CASE WHEN f.frame >= m.arrive_frame THEN m.to_${axis} ELSE m.from_${axis} + (m.to_${axis} - m.from_${axis}) * (f.frame - m.depart_frame) / (m.arrive_frame - m.depart_frame) END`;
}

/** What `bot_at` and `bot_history` show of a bot. */
function botColumns(words: RecordWords): Columns {
  return [
    ['level', 'l.level', 'level'],
    ['xp', 'l.xp', 'experience towards the next level, points'],
    ['gold_copper', 'l.gold_copper', 'money in the purse, copper'],
    ['health', segment('v.health', 'v.max_health', 'v.health_rate_milli'), 'health, points'],
    ['mana', segment('v.mana', 'v.max_mana', 'v.mana_rate_milli'), 'mana, points'],
    ['map_id', 'm.map_id', 'map; map_name.map_id'],
    ['zone_id', 'm.zone_id', 'zone; zone_name.zone_id'],
    ['x', along('x'), 'place, hundredths of a yard'],
    ['y', along('y'), 'place, hundredths of a yard'],
    ['state', wordOf('l.state', words.botStates), `what it does: ${enumeration(words.botStates)} (the word is shown)`],
    ['max_health', 'v.max_health', 'most health, points'],
    ['max_mana', 'v.max_mana', 'most mana, points'],
  ];
}

const ALIVE = '(b.died_frame IS NULL OR f.frame < b.died_frame)';
const BOT_SEEKS = `CROSS JOIN bot_life l ON l.rowid = ${lastRow('bot_life', 'b')}
CROSS JOIN bot_vital v ON v.rowid = ${lastRow('bot_vital', 'b')}
CROSS JOIN bot_motion m ON m.rowid = ${lastRow('bot_motion', 'b')}`;
const BOT_PASSES = `CROSS JOIN ${lastRowsByPass('bot_life', ['uid'])} l ON l.at = f.frame AND l.uid = b.uid
CROSS JOIN ${lastRowsByPass('bot_vital', ['uid'])} v ON v.at = f.frame AND v.uid = b.uid
CROSS JOIN ${lastRowsByPass('bot_motion', ['uid'])} m ON m.at = f.frame AND m.uid = b.uid`;

function botViews(words: RecordWords): StoredView[] {
  const at: Columns = [['frame', 'f.frame', FRAME_DOC], ['uid', 'b.uid', 'the bot'], ['name', 'b.name', 'its name'], ...botColumns(words)];
  return [
    view(
      'bot_at',
      'Every bot as of a frame.',
      at,
      `FROM frame f CROSS JOIN bot b\n${BOT_SEEKS}\nWHERE ${ALIVE}`,
      `FROM frame f CROSS JOIN bot b\n${BOT_PASSES}\nWHERE ${ALIVE}`,
    ),
    botHistory(words),
  ];
}

/** Without indexes: merge the three tables by bot and frame, and carry the last row of each along. */
const HISTORY_BY_PASS = `FROM (SELECT uid, frame, max(life) OVER w AS life, max(vital) OVER w AS vital, max(motion) OVER w AS motion
  FROM (SELECT uid, frame, max(life) AS life, max(vital) AS vital, max(motion) AS motion
    FROM (SELECT uid, frame, rowid AS life, NULL AS vital, NULL AS motion FROM bot_life
      UNION ALL SELECT uid, frame, NULL, rowid, NULL FROM bot_vital
      UNION ALL SELECT uid, frame, NULL, NULL, rowid FROM bot_motion)
    GROUP BY uid, frame)
  WINDOW w AS (PARTITION BY uid ORDER BY frame)) f
CROSS JOIN bot b ON b.uid = f.uid
CROSS JOIN bot_life l ON l.rowid = f.life
CROSS JOIN bot_vital v ON v.rowid = f.vital
CROSS JOIN bot_motion m ON m.rowid = f.motion`;

/** One arm per table, so that a condition on the bot reaches each table's index; a frame in two tables is shown once. */
function botHistory(words: RecordWords): StoredView {
  const columns: Columns = [
    ['uid', 'b.uid', 'the bot'],
    ['name', 'b.name', 'its name'],
    ['frame', 'f.frame', 'a frame in which something of the bot changed'],
    ...botColumns(words),
  ];
  const unseen = (table: string): string => `NOT EXISTS (SELECT 1 FROM ${table} y WHERE y.uid = b.uid AND y.frame = f.frame)`;
  const arm = (table: string, ...before: string[]): string =>
    `FROM bot b CROSS JOIN ${table} f ON f.uid = b.uid\n${BOT_SEEKS}` +
    (before.length === 0 ? '' : `\nWHERE ${before.map(unseen).join(' AND ')}`);
  const arms = [arm('bot_life'), arm('bot_vital', 'bot_life'), arm('bot_motion', 'bot_life', 'bot_vital')];
  return {
    name: 'bot_history',
    doc: 'One bot through time: a row for each frame in which it changed. Name the bot; add ORDER BY frame.',
    columns: columns.map(([name, , doc]) => ({ name, doc })),
    closed: arms.map((from) => `${select(columns)}\n${from}`).join('\nUNION ALL\n'),
    live: `${select(columns)}\n${HISTORY_BY_PASS}`,
  };
}

const ITEM_COLUMNS: Columns = [
  ['item_uid', 's.item_uid', 'item instance'],
  ['item_id', 's.item_id', 'kind of item'],
  ['item_name', 'n.name', 'its name'],
];
const ITEM_NAME = 'LEFT JOIN item_name n ON n.item_id = s.item_id';
const OWNER_COLUMNS: Columns = [
  ['frame', 'f.frame', FRAME_DOC],
  ['uid', 's.uid', 'the bot'],
];

function belongingViews(words: RecordWords): StoredView[] {
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

function auctionView(words: RecordWords): StoredView {
  const open = latest('auction_row', 's', ['auction_uid'], ITEM_NAME, 's.status = 1');
  return view(
    'auction_at',
    'Open auctions, as of a frame.',
    [
      ['frame', 'f.frame', FRAME_DOC],
      ['auction_uid', 's.auction_uid', 'the auction'],
      ['house', wordOf('s.house_id', words.auctionHouses), `auction house: ${enumeration(words.auctionHouses)} (the word is shown)`],
      ['seller_uid', 's.seller_uid', 'seller'],
      ['bidder_uid', 's.bidder_uid', 'highest bidder; 0 = none'],
      ['item_uid', 's.item_uid', 'item instance'],
      ['item_id', 's.item_id', 'kind of item'],
      ['stack_count', 's.stack_count', 'items in the stack'],
      ['start_bid_copper', 's.start_bid_copper', 'lowest first bid, copper'],
      ['current_bid_copper', 's.current_bid_copper', 'highest bid, copper; 0 = none'],
      ['buyout_copper', 's.buyout_copper', 'price to end it at once, copper; 0 = not offered'],
      ['deposit_copper', 's.deposit_copper', 'deposit, copper'],
      ['expires_frame', 's.expires_frame', 'frame in which it ends'],
      ['item_name', 'n.name', 'name of the item'],
      ['status', wordOf('s.status', AUCTION_STATUS_WORDS), 'always open; ended ones are in auction_row'],
    ],
    open.closed,
    open.live,
  );
}

function mailView(words: RecordWords): StoredView {
  const waiting = latest('mail_row', 's', ['mail_uid'], ITEM_NAME, 's.status = 1');
  return view(
    'mail_at',
    'Letters under way or waiting to be collected, as of a frame.',
    [
      ['frame', 'f.frame', FRAME_DOC],
      ['mail_uid', 's.mail_uid', 'the letter'],
      ['kind', wordOf('s.kind', words.mailKinds), `kind: ${enumeration(words.mailKinds)} (the word is shown)`],
      ['from_uid', 's.from_uid', 'sender; 0 = none'],
      ['to_uid', 's.to_uid', 'receiver'],
      ['money_copper', 's.money_copper', 'money enclosed, copper'],
      ['item_uid', 's.item_uid', 'item instance enclosed; 0 = none'],
      ['item_id', 's.item_id', 'kind of item; 0 = none'],
      ['item_name', 'n.name', 'name of the item'],
      ['stack_count', 's.stack_count', 'items in the stack'],
      ['cod_copper', 's.cod_copper', 'to pay on delivery, copper'],
      ['deliver_frame', 's.deliver_frame', 'frame in which it can be collected'],
      ['expires_frame', 's.expires_frame', 'frame in which it goes back or away'],
      [
        'status',
        `CASE WHEN f.frame < s.deliver_frame THEN 'under way' ELSE ${wordOf('s.status', MAIL_STATUS_WORDS)} END`,
        'under way or waiting; others are in mail_row',
      ],
    ],
    waiting.closed,
    waiting.live,
  );
}

function tradeView(words: RecordWords): StoredView {
  const given = (giver: string): string =>
    `(SELECT group_concat(i.stack_count || ' x ' || coalesce(n.name, 'item ' || i.item_id), ', ') FROM trade_item i
  LEFT JOIN item_name n ON n.item_id = i.item_id WHERE i.trade_uid = t.trade_uid AND i.giver_uid = ${giver})`;
  return view(
    'trade',
    'Trades between two, when they ended.',
    [
      ['frame', 't.frame', 'frame in which it ended'],
      ['trade_uid', 't.trade_uid', 'the trade'],
      ['from_uid', 't.from_uid', 'who opened it'],
      ['to_uid', 't.to_uid', 'the other'],
      ['from_copper', 't.from_copper', 'money given by from_uid, copper'],
      ['to_copper', 't.to_copper', 'money given by to_uid, copper'],
      ['result', wordOf('t.result', words.tradeResults), `result: ${enumeration(words.tradeResults)} (the word is shown)`],
      ['from_items', given('t.from_uid'), 'what from_uid gave, or NULL'],
      ['to_items', given('t.to_uid'), 'what to_uid gave, or NULL'],
    ],
    'FROM trade_row t',
  );
}

function creatureView(): StoredView {
  return view(
    'creature_at',
    'Every creature as of a frame.',
    [
      ['frame', 'f.frame', FRAME_DOC],
      ['uid', 'c.uid', 'the creature'],
      ['spawn_id', 'c.spawn_id', 'spawn in the world content'],
      ['creature_id', 'c.creature_id', 'kind of creature'],
      ['name', 'c.name', 'its name'],
      ['map_id', 'c.map_id', 'map'],
      ['x', 'c.x', 'place of its spawn, hundredths of a yard'],
      ['y', 'c.y', 'place of its spawn, hundredths of a yard'],
      ['level', 'coalesce(s.level, c.level)', 'level'],
      ['health', 'coalesce(s.health, c.max_health)', 'health, points'],
      ['max_health', 'c.max_health', 'most health, points'],
      ['state', wordOf('coalesce(s.state, 1)', CREATURE_STATE_WORDS), 'dead, alive or fighting'],
      ['target_uid', 'coalesce(s.target_uid, 0)', 'whom it fights; 0 = nobody'],
    ],
    `FROM frame f CROSS JOIN creature c LEFT JOIN creature_state s ON s.rowid = ${lastRow('creature_state', 'c')}`,
    // The frame must reach into the grouped SELECT, which it does through an inner join only.
    `FROM frame f CROSS JOIN (SELECT g.frame AS at, c.uid AS uid, max(s.rowid) AS last FROM frame g CROSS JOIN creature c
  LEFT JOIN creature_state s ON s.uid = c.uid AND s.frame <= g.frame GROUP BY g.frame, c.uid) q ON q.at = f.frame
CROSS JOIN creature c ON c.uid = q.uid LEFT JOIN creature_state s ON s.rowid = q.last`,
  );
}

/** Through whose hands an item went: from the ledger, which books every movement. */
function itemHistoryView(): StoredView {
  return view(
    'item_history',
    'Through whose hands an item instance went. Name the item_uid.',
    [
      ['item_uid', 'l.item_uid', 'item instance'],
      ['frame', 'l.frame', 'frame number'],
      ['seq', 'l.seq', 'order within the frame'],
      ['cause', 'c.text', 'why it moved'],
      ['quantity', 'l.quantity', 'number of items'],
      ['from_kind', 'fk.text', 'kind of the account it left'],
      ['from_uid', 'fa.owner_uid', 'owner of that account; 0 = none'],
      ['to_kind', 'tk.text', 'kind of the account it came to'],
      ['to_uid', 'ta.owner_uid', 'owner of that account; 0 = none'],
    ],
    `FROM ledger_row l CROSS JOIN word c ON c.id = l.cause_id
LEFT JOIN account_row fa ON fa.id = l.from_account LEFT JOIN word fk ON fk.id = fa.kind_id
LEFT JOIN account_row ta ON ta.id = l.to_account LEFT JOIN word tk ON tk.id = ta.kind_id
WHERE l.item_uid > 0`,
  );
}

/** What bots chose, with the kind as a word. */
function decisionView(): StoredView {
  return view(
    'decision',
    'What bots chose, from what, and why.',
    [
      ['frame', 'd.frame', 'frame number'],
      ['seq', 'd.seq', 'order within the frame'],
      ['uid', 'd.uid', 'the bot'],
      ['kind', 'k.text', 'what was decided'],
      ['chosen', 'd.chosen', 'the choice'],
      ['detail', 'd.detail', 'the alternatives with their scores, JSON, or NULL'],
    ],
    'FROM decision_row d CROSS JOIN word k ON k.id = d.kind_id',
  );
}

const LAST_FRAME = '(SELECT max(frame) AS frame FROM frame)';

/**
 * The same without having to name a frame: as of the last one. While the run goes on the view's own passes begin from that frame: SQLite
 * would carry a number into them, but not the answer of a subquery.
 */
function nowView(at: StoredView): StoredView {
  const columns = at.columns.map((column) => (column.name === 'frame' ? { ...column, doc: 'the last frame of the file' } : column));
  return {
    name: at.name.replace(/_at$/, '_now'),
    doc: at.doc.replace('as of a frame', 'as of the last frame'),
    columns,
    closed: `SELECT * FROM ${at.name} WHERE frame = (SELECT max(frame) FROM frame)`,
    live: (at.live ?? at.closed).replaceAll(/FROM frame ([fg])\b/g, `FROM ${LAST_FRAME} $1`),
  };
}

/** All domain views of a run. */
export function recordViews(words: RecordWords): StoredView[] {
  const views = [
    ...botViews(words),
    ...belongingViews(words),
    auctionView(words),
    mailView(words),
    tradeView(words),
    creatureView(),
    itemHistoryView(),
    decisionView(),
  ];
  return [...views, ...views.filter((view) => view.name.endsWith('_at')).map(nowView)];
}
