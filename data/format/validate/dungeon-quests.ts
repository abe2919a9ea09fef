/** Quests of the type dungeon that have nothing to do with a dungeon. */
import type { Row } from '../tables.js';
import { eachSound } from './context.js';
import type { Context } from './context.js';

type Objective = Row<'quest_objective'>;

/**
 * Warn of quests of the type `dungeon` whose objectives can all be fulfilled elsewhere and none on a map of the kind `dungeon` or `raid`.
 * Objectives that can be fulfilled nowhere are another fault.
 */
export function checkDungeonQuests(context: Context): void {
  const { tables, findings } = context;
  const dungeonQuests = new Set(tables.quest.filter((row) => row.type === 'dungeon').map((row) => row.id));
  if (dungeonQuests.size === 0) return;
  const objectives = new Map<number, Objective[]>();
  for (const row of tables.quest_objective) {
    if (!dungeonQuests.has(row.quest_id)) continue;
    const list = objectives.get(row.quest_id);
    if (list === undefined) objectives.set(row.quest_id, [row]);
    else list.push(row);
  }
  const isDungeon = (row: Row<'map'>): boolean => row.kind === 'dungeon' || row.kind === 'raid';
  const inside = onMaps(context, [...objectives.values()].flat(), isDungeon);
  const outside = onMaps(context, [...objectives.values()].flat(), (row) => !isDungeon(row));
  eachSound(context, 'quest', (row, i) => {
    const own = objectives.get(row.id) ?? [];
    if (!dungeonQuests.has(row.id) || !own.some(outside) || own.some(inside)) return;
    findings.row(
      'warning',
      'dungeon',
      'quest',
      i,
      'type',
      'is dungeon, but nothing that the quest asks for is on a map of the kind dungeon or raid',
    );
  });
}

/** Whether an objective can be fulfilled on one of the maps. */
function onMaps(
  context: Context,
  objectives: readonly Objective[],
  isMeant: (map: Row<'map'>) => boolean,
): (objective: Objective) => boolean {
  const { tables } = context;
  const maps = new Set(tables.map.filter(isMeant).map((row) => row.id));
  const creatures = new Set(tables.spawn.filter((row) => maps.has(row.map_id)).map((row) => row.creature_id));
  const objects = new Set(tables.object_spawn.filter((row) => maps.has(row.map_id)).map((row) => row.object_id));
  const credited = new Set(tables.creature.filter((row) => creatures.has(row.id)).map((row) => row.kill_credit_id));
  const wanted = new Set(objectives.filter((row) => row.kind === 'collect').map((row) => row.target_id));
  const found = givenBy(context, wanted, creatures, objects);
  return (objective) => {
    switch (objective.kind) {
      case 'kill':
        return creatures.has(objective.target_id) || credited.has(objective.target_id);
      case 'talk':
        return creatures.has(objective.target_id);
      case 'use_object':
        return objects.has(objective.target_id);
      case 'collect':
        return found.has(objective.target_id);
      default:
        return maps.has(objective.map_id);
    }
  };
}

/** Those of the wanted items that the given creatures or objects give: from the tables with the items up through references. */
function givenBy(
  context: Context,
  wanted: ReadonlySet<number>,
  creatures: ReadonlySet<number>,
  objects: ReadonlySet<number>,
): ReadonlySet<number> {
  const { tables } = context;
  const open = new Set<string>();
  for (const row of tables.creature) if (creatures.has(row.id) && row.loot_id !== 0) open.add(`creature/${row.loot_id}`);
  for (const row of tables.object) if (objects.has(row.id) && row.loot_id !== 0) open.add(`object/${row.loot_id}`);
  const byTable = new Map<string, Row<'loot'>[]>();
  for (const row of tables.loot) {
    if (row.reference_id === 0 && !wanted.has(row.item_id)) continue;
    const table = `${row.kind}/${row.id}`;
    const list = byTable.get(table);
    if (list === undefined) byTable.set(table, [row]);
    else list.push(row);
  }
  const found = new Set<number>();
  for (const table of open) {
    for (const row of byTable.get(table) ?? []) {
      // A set that grows while it is walked through is walked through to its new end.
      if (row.reference_id !== 0) open.add(`reference/${row.reference_id}`);
      else found.add(row.item_id);
    }
  }
  return found;
}
