/**
 * What the views over a run's rows are made of.
 *
 * In a closed run a view seeks the last row of each thing at or before the frame in a (thing, frame) index. The order of the
 * joins is forced by CROSS JOIN: left to itself, SQLite starts from the rows and takes seconds. While a run goes on there are
 * no indexes; then one pass over the rows up to the frame groups them by thing, and the query must name the frame.
 */
import type { StoredView } from '../../engine/store/table-spec.js';
import type { CodeWords } from './tables.js';

/** Columns of a view: name, SQL, meaning. */
export type Columns = readonly (readonly [name: string, sql: string, doc: string])[];

export const FRAME_DOC = 'as of this frame; name it in the query, or every frame is answered';

/** `CASE` from codes to words; NULL for a code without one. */
export function wordOf(expression: string, words: CodeWords): string {
  if (words.length === 0) return 'NULL';
  const arms = words.map(([code, word]) => `WHEN ${code} THEN '${word.replaceAll("'", "''")}'`);
  return `CASE ${expression} ${arms.join(' ')} END`;
}

/** The SELECT of columns, without what comes after. */
export function select(columns: Columns): string {
  return `SELECT ${columns.map(([name, sql]) => (sql === name ? sql : `${sql} AS ${name}`)).join(', ')}`;
}

/** A view of columns; `closed` and `live` are what follows SELECT. */
export function view(name: string, doc: string, columns: Columns, closed: string, live?: string): StoredView {
  return {
    name,
    doc,
    columns: columns.map(([column, , text]) => ({ name: column, doc: text })),
    closed: `${select(columns)}\n${closed}`,
    ...(live === undefined ? {} : { live: `${select(columns)}\n${live}` }),
  };
}

/** The rowid of a bot's last row at or before frame `f`. Rows are appended frame by frame, so the rowid settles ties. */
export function lastRow(table: string, owner: string): string {
  return `(SELECT z.rowid FROM ${table} z WHERE z.uid = ${owner}.uid AND z.frame <= f.frame ORDER BY z.frame DESC, z.rowid DESC LIMIT 1)`;
}

/**
 * The last rows of all things at frame `at`, by one pass: with max() in a grouped SELECT, SQLite takes the other columns from
 * the row of the maximum.
 */
export function lastRowsByPass(table: string, keys: readonly string[]): string {
  const group = keys.map((key) => `p.${key}`).join(', ');
  return `(SELECT g.frame AS at, p.*, max(p.rowid) FROM frame g CROSS JOIN ${table} p WHERE p.frame <= g.frame GROUP BY g.frame, ${group})`;
}

/** Frames × last rows of a table of things with a compound key, and the conditions on them. */
export function latest(
  table: string,
  alias: string,
  keys: readonly string[],
  joins: string,
  where: string,
): { closed: string; live: string } {
  const same = keys.map((key) => `z.${key} = ${alias}.${key}`).join(' AND ');
  return {
    closed: `FROM frame f CROSS JOIN ${table} ${alias} ${joins}
WHERE ${alias}.frame <= f.frame AND ${where} AND NOT EXISTS (SELECT 1 FROM ${table} z
  WHERE ${same} AND z.frame >= ${alias}.frame AND z.frame <= f.frame AND z.rowid > ${alias}.rowid)`,
    live: `FROM frame f CROSS JOIN ${lastRowsByPass(table, keys)} ${alias} ON ${alias}.at = f.frame ${joins}
WHERE ${where}`,
  };
}

/** Joins the name of the item of a row `s`. */
export const ITEM_NAME = 'LEFT JOIN item_name n ON n.item_id = s.item_id';
