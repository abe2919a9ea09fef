/** The world as of any frame, in plain SQL: all views. The column names are a contract with people's scripts. */
import type { StoredView } from '../../engine/store/table-spec.js';
import { belongingViews } from './belonging-views.js';
import { botViews } from './bot-views.js';
import { decisionView } from './decision-view.js';
import { auctionView, mailView, tradeView } from './market-views.js';
import { CREATURE_STATE_WORDS, type RecordWords } from './tables.js';
import { FRAME_DOC, lastRow, view, wordOf } from './view-parts.js';

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
    decisionView(words),
  ];
  return [...views, ...views.filter((view) => view.name.endsWith('_at')).map(nowView)];
}
