/** How the rows of a run file of format 2 become those of the present one, when a run of an older build is gone on with. */
import type { OlderTable } from '../../engine/store/upgrade-rows.js';
import { EVENT_KINDS } from '../vocabulary.js';
import { EVENT_KEYS } from './event-detail.js';

function literal(value: string | undefined): string {
  return value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
}

/** Keys and words of all kinds of events, as rows of VALUES. */
function eventKeys(): string {
  return EVENT_KINDS.map((kind, code) => {
    const [first, second] = EVENT_KEYS[code]!;
    const words = [first, second].map((key) => (key?.words === undefined ? undefined : JSON.stringify(key.words)));
    return `(${[kind, first?.key, second?.key, ...words].map(literal).join(', ')})`;
  }).join(', ');
}

/** Tables whose columns changed: events kept their particulars as JSON, and a bot's most health and mana stood with its health. */
export const FROM_FORMAT_2: readonly OlderTable[] = [
  { table: 'event_row', rows: 'SELECT frame, seq, kind_id, uid, 0, 0, detail FROM older_event_row ORDER BY rowid' },
  {
    table: 'event_key',
    rows: `SELECT w.id, v.column2, v.column3, v.column4, v.column5 FROM (VALUES ${eventKeys()}) v JOIN word w ON w.text = v.column1`,
  },
  {
    table: 'bot_most',
    rows: `SELECT frame, uid, max_health, max_mana FROM (SELECT rowid AS n, frame, uid, max_health, max_mana,
      lag(max_health) OVER w AS health_before, lag(max_mana) OVER w AS mana_before FROM bot_vital WINDOW w AS (PARTITION BY uid ORDER BY rowid))
      WHERE max_health IS NOT health_before OR max_mana IS NOT mana_before ORDER BY n`,
  },
  {
    table: 'bot_vital',
    rows: 'SELECT frame, uid, health, mana, health_rate_milli, mana_rate_milli, frame - since_frame FROM older_bot_vital ORDER BY rowid',
  },
];
