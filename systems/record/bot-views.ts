/** Bots as of a frame, and one through time. */
import type { StoredView } from '../../engine/store/table-spec.js';
import { enumeration, type RecordWords } from './tables.js';
import { FRAME_DOC, lastRow, lastRowsByPass, select, view, wordOf, type Columns } from './view-parts.js';

function segment(value: string, most: string, rate: string): string {
  return `min(${most}, ${value} + ${rate} * (f.frame - v.frame + v.age_frames) / 1000)`;
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
    ['health', segment('v.health', 'k.max_health', 'v.health_rate_milli'), 'health, points'],
    ['mana', segment('v.mana', 'k.max_mana', 'v.mana_rate_milli'), 'mana, points'],
    ['map_id', 'm.map_id', 'map; map_name.map_id'],
    ['zone_id', 'm.zone_id', 'zone; zone_name.zone_id'],
    ['x', along('x'), 'place, hundredths of a yard'],
    ['y', along('y'), 'place, hundredths of a yard'],
    ['state', wordOf('l.state', words.botStates), `what it does: ${enumeration(words.botStates)} (the word is shown)`],
    ['max_health', 'k.max_health', 'most health, points'],
    ['max_mana', 'k.max_mana', 'most mana, points'],
  ];
}

const ALIVE = '(b.died_frame IS NULL OR f.frame < b.died_frame)';
const BOT_SEEKS = `CROSS JOIN bot_life l ON l.rowid = ${lastRow('bot_life', 'b')}
CROSS JOIN bot_vital v ON v.rowid = ${lastRow('bot_vital', 'b')}
CROSS JOIN bot_most k ON k.rowid = ${lastRow('bot_most', 'b')}
CROSS JOIN bot_motion m ON m.rowid = ${lastRow('bot_motion', 'b')}`;
const BOT_PASSES = `CROSS JOIN ${lastRowsByPass('bot_life', ['uid'])} l ON l.at = f.frame AND l.uid = b.uid
CROSS JOIN ${lastRowsByPass('bot_vital', ['uid'])} v ON v.at = f.frame AND v.uid = b.uid
CROSS JOIN ${lastRowsByPass('bot_most', ['uid'])} k ON k.at = f.frame AND k.uid = b.uid
CROSS JOIN ${lastRowsByPass('bot_motion', ['uid'])} m ON m.at = f.frame AND m.uid = b.uid`;

export function botViews(words: RecordWords): StoredView[] {
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

/** Without indexes: merge the four tables by bot and frame, and carry the last row of each along. */
const HISTORY_BY_PASS = `FROM (SELECT uid, frame, max(life) OVER w AS life, max(vital) OVER w AS vital, max(most) OVER w AS most, max(motion) OVER w AS motion
  FROM (SELECT uid, frame, max(life) AS life, max(vital) AS vital, max(most) AS most, max(motion) AS motion
    FROM (SELECT uid, frame, rowid AS life, NULL AS vital, NULL AS most, NULL AS motion FROM bot_life
      UNION ALL SELECT uid, frame, NULL, rowid, NULL, NULL FROM bot_vital
      UNION ALL SELECT uid, frame, NULL, NULL, rowid, NULL FROM bot_most
      UNION ALL SELECT uid, frame, NULL, NULL, NULL, rowid FROM bot_motion)
    GROUP BY uid, frame)
  WINDOW w AS (PARTITION BY uid ORDER BY frame)) f
CROSS JOIN bot b ON b.uid = f.uid
CROSS JOIN bot_life l ON l.rowid = f.life
CROSS JOIN bot_vital v ON v.rowid = f.vital
CROSS JOIN bot_most k ON k.rowid = f.most
CROSS JOIN bot_motion m ON m.rowid = f.motion`;

/**
 * One arm per table, so that a condition on the bot reaches each table's index; a frame in two tables is shown once. `bot_most` needs no arm:
 * its rows come with one of `bot_vital`.
 */
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
