/** The places where quests are taken and turned in. */
import type { Csr, Givers, Items, ObjectSpawns, Spawns } from '../content.js';
import type { Row, WorldTables } from '../format/tables.js';
import { csr, i32, inverted } from './columns.js';
import type { IdIndex } from './columns.js';

/** One giver for each spawn of a creature or object that starts or ends a quest. */
export function compileGivers(
  tables: WorldTables,
  quests: IdIndex,
  creatures: IdIndex,
  objects: IdIndex,
  spawns: Spawns,
  objectSpawns: ObjectSpawns,
): Givers {
  const relations = (role: string, kind: string, ids: IdIndex, count: number): Csr =>
    questsOf(
      tables.quest_relation.filter((r) => r.role === role && r.actor_kind === kind),
      ids,
      quests,
      count,
    );
  const byKind = [
    {
      spawns: spawns as { count: number; map: Int32Array; x: Int32Array; y: Int32Array },
      actor: spawns.creature,
      starts: relations('start', 'creature', creatures, tables.creature.length),
      ends: relations('end', 'creature', creatures, tables.creature.length),
    },
    {
      spawns: objectSpawns,
      actor: objectSpawns.object,
      starts: relations('start', 'object', objects, tables.object.length),
      ends: relations('end', 'object', objects, tables.object.length),
    },
  ];
  const places = { kind: [] as number[], spawn: [] as number[], map: [] as number[], x: [] as number[], y: [] as number[] };
  const starts = { giver: [] as number[], quest: [] as number[] };
  const ends = { giver: [] as number[], quest: [] as number[] };
  byKind.forEach((source, kind) => {
    for (let s = 0; s < source.spawns.count; s++) {
      const actor = source.actor[s]!;
      const giver = places.spawn.length;
      const given = addAll(starts, giver, source.starts, actor) + addAll(ends, giver, source.ends, actor);
      if (given === 0) continue;
      places.kind.push(kind);
      places.spawn.push(s);
      places.map.push(source.spawns.map[s]!);
      places.x.push(source.spawns.x[s]!);
      places.y.push(source.spawns.y[s]!);
    }
  });
  const count = places.spawn.length;
  const startsOf = csr(count, starts.giver, starts.quest);
  const endsOf = csr(count, ends.giver, ends.quest);
  return {
    count,
    kind: Uint8Array.from(places.kind),
    spawn: Int32Array.from(places.spawn),
    map: Int32Array.from(places.map),
    x: Int32Array.from(places.x),
    y: Int32Array.from(places.y),
    starts: startsOf,
    ends: endsOf,
    startersOf: inverted(startsOf, tables.quest.length),
    endersOf: inverted(endsOf, tables.quest.length),
  };
}

function addAll(to: { giver: number[]; quest: number[] }, giver: number, of: Csr, actor: number): number {
  for (let i = of.offsets[actor]!; i < of.offsets[actor + 1]!; i++) {
    to.giver.push(giver);
    to.quest.push(of.values[i]!);
  }
  return of.offsets[actor + 1]! - of.offsets[actor]!;
}

/** actor -> quest indices, ascending (relations are sorted by quest). */
function questsOf(rows: readonly Row<'quest_relation'>[], actors: IdIndex, quests: IdIndex, count: number): Csr {
  return csr(
    count,
    i32(rows, (r) => actors.of(r.actor_id)),
    i32(rows, (r) => quests.of(r.quest_id)),
  );
}

/** quest -> items that start it: by the item's own column or by a relation; ascending, each once. */
export function compileQuestItems(tables: WorldTables, items: Items, quests: IdIndex, itemIds: IdIndex): Csr {
  const pairs = new Set<number>();
  const add = (quest: number, item: number): unknown => pairs.add(quest * 2 ** 24 + item);
  items.startsQuest.forEach((quest, item) => {
    if (quest >= 0) add(quest, item);
  });
  for (const row of tables.quest_relation)
    if (row.role === 'start' && row.actor_kind === 'item') add(quests.of(row.quest_id), itemIds.of(row.actor_id));
  const sorted = Float64Array.from(pairs).sort();
  return csr(
    tables.quest.length,
    Int32Array.from(sorted, (pair) => Math.floor(pair / 2 ** 24)),
    Int32Array.from(sorted, (pair) => pair % 2 ** 24),
  );
}
