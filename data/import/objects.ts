/** Objects that characters use: mailboxes, chests, things to gather, quest objects. Scenery is left out. */
import type { Row } from '../format/tables.js';
import { cellText, groupBy } from './context.js';
import type { ImportContext } from './context.js';
import type { SourceRow } from './source-tables.js';

type ObjectSource = SourceRow<'gameobject_template'>;

const TYPE_CHEST = 3;
const TYPE_MAILBOX = 19;
/** Item class of trade goods: what herbs and ores give. */
const CLASS_TRADE_GOODS = 7;

/** Loot table of a template; chests have it in their second data field. */
export function lootIdOf(source: ObjectSource): number {
  return source.type === TYPE_CHEST ? source.data1 : 0;
}

/**
 * Add object rows for what has a use: mailboxes, chests with loot, and objects that start, end or are asked for by quests.
 * Gives the ids of the templates that are left out.
 */
export function importObjects(
  ctx: ImportContext,
  sources: ReadonlyMap<number, ObjectSource>,
  questObjects: ReadonlySet<number>,
): Set<number> {
  const loot = groupBy(ctx.src.gameobject_loot_template, (row) => row.entry);
  const itemClass = new Map(ctx.src.item_template.map((row) => [row.entry, row.class]));
  const unused = new Set<number>();
  for (const source of sources.values()) {
    const rows = loot.get(lootIdOf(source)) ?? [];
    const kind = kindOf(source, rows, itemClass, questObjects.has(source.entry));
    if (kind === null) {
      unused.add(source.entry);
      ctx.report.drop('gameobject_template', 'scenery without a use');
    } else {
      ctx.world.object.push({
        id: source.entry,
        name: cellText(source.name) || `Object ${source.entry}`,
        kind,
        loot_id: rows.length > 0 ? lootIdOf(source) : 0,
      });
    }
  }
  return unused;
}

function kindOf(
  source: ObjectSource,
  loot: readonly { item: number; chance: number; minOrRef: number }[],
  itemClass: ReadonlyMap<number, number>,
  inQuest: boolean,
): Row<'object'>['kind'] | null {
  if (source.type === TYPE_MAILBOX) return 'mailbox';
  if (loot.length === 0) return inQuest ? 'quest' : null;
  if (loot.every((row) => row.chance < 0)) return 'quest';
  const main = loot
    .filter((row) => row.minOrRef > 0)
    .reduce<{ item: number; chance: number } | null>((best, row) => (best === null || row.chance > best.chance ? row : best), null);
  if (main !== null && itemClass.get(main.item) === CLASS_TRADE_GOODS) return 'gather';
  return inQuest ? 'quest' : 'chest';
}
