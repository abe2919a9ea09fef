/**
 * The world format: every table of a world, with its columns. The single source from which the validator, the CSV
 * and SQLite containers and `docs/world-format.md` are made.
 *
 * Conventions: ids are positive integers, unique in their table; 0 means none where the column allows it;
 * money is copper; places are yards (x north, y west, as emulators have them; only distances matter);
 * a `flags` cell is a `|`-separated list of words, empty for none.
 */
import { CHARACTER_AND_PLACE_TABLES } from './characters-and-places.js';
import type { RowOf, Table } from './columns.js';
import { CREATURE_AND_GOODS_TABLES } from './creatures-and-goods.js';
import { QUEST_TABLES } from './quests.js';

export const TABLES = { ...CHARACTER_AND_PLACE_TABLES, ...CREATURE_AND_GOODS_TABLES, ...QUEST_TABLES } as const satisfies Record<
  string,
  Table
>;

export type TableName = keyof typeof TABLES;
export type Row<N extends TableName> = RowOf<(typeof TABLES)[N]>;
/** A whole world as plain rows, every table present (possibly empty). */
export type WorldTables = { [N in TableName]: Row<N>[] };
