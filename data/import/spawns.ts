/** Spawns of creatures and objects: which of the dump's places are filled at a time. */
import { MAX_ID, badPlace, clampInt, groupBy, yards } from './context.js';
import type { ImportContext } from './context.js';

interface SpawnSource {
  readonly guid: number;
  readonly id: number;
  readonly map: number;
  readonly x: number;
  readonly y: number;
  readonly respawn: number;
}

const MAX_RESPAWN_SECONDS = 31_536_000;

/** Add spawn rows for the creatures in `known`. */
export function importSpawns(ctx: ImportContext, known: ReadonlySet<number>): void {
  const { src, report, world } = ctx;
  let rows = sound(ctx, 'creature', chosen(src.creature, src.creature_spawn_entry), known);
  rows = withoutEvents(ctx, 'creature', rows, src.game_event_creature);
  rows = pooled(ctx, 'creature', rows, src.pool_creature, src.pool_creature_template);
  for (const row of rows) {
    if (row.respawn < 1) report.change('creature', 'respawn time set to 1 s');
    world.spawn.push({
      id: row.guid,
      creature_id: row.id,
      map_id: row.map,
      x_yards: yards(row.x),
      y_yards: yards(row.y),
      respawn_seconds: clampInt(row.respawn, 1, MAX_RESPAWN_SECONDS),
    });
  }
}

/** Add object_spawn rows for the objects in `known`. */
export function importObjectSpawns(ctx: ImportContext, known: ReadonlySet<number>, unused: ReadonlySet<number>): void {
  const { src, report, world } = ctx;
  const all = chosen(src.gameobject, src.gameobject_spawn_entry);
  const useful = all.filter((row) => !unused.has(row.id));
  report.drop('gameobject', 'scenery without a use', all.length - useful.length);
  let rows = sound(ctx, 'gameobject', useful, known);
  rows = withoutEvents(ctx, 'gameobject', rows, src.game_event_gameobject);
  rows = unscripted(ctx, rows);
  rows = pooled(ctx, 'gameobject', rows, src.pool_gameobject, src.pool_gameobject_template);
  for (const row of rows) {
    world.object_spawn.push({
      id: row.guid,
      object_id: row.id,
      map_id: row.map,
      x_yards: yards(row.x),
      y_yards: yards(row.y),
      respawn_seconds: clampInt(Math.abs(row.respawn), 0, MAX_RESPAWN_SECONDS),
    });
  }
}

/** A place without a template of its own takes one from its list of possible ones, by its number. */
function chosen(rows: readonly SpawnSource[], entries: readonly { guid: number; entry: number }[]): readonly SpawnSource[] {
  if (entries.length === 0) return rows;
  const lists = groupBy(entries, (entry) => entry.guid);
  return rows.map((row) => {
    const list = row.id === 0 ? lists.get(row.guid) : undefined;
    return list === undefined ? row : { ...row, id: list[row.guid % list.length]!.entry };
  });
}

function sound(ctx: ImportContext, table: string, source: readonly SpawnSource[], known: ReadonlySet<number>): SpawnSource[] {
  const seen = new Set<number>();
  const out: SpawnSource[] = [];
  for (const row of [...source].sort((a, b) => a.guid - b.guid)) {
    if (!known.has(row.id)) ctx.report.drop(table, 'template missing');
    else if (badPlace(row.map, row.x, row.y)) ctx.report.drop(table, 'place out of range');
    else if (seen.has(row.guid)) ctx.report.drop(table, 'duplicate guid');
    else {
      seen.add(row.guid);
      out.push(row);
    }
  }
  return renumbered(ctx, table, out);
}

/** Guids beyond the format's range get the lowest free ids. */
function renumbered(ctx: ImportContext, table: string, rows: SpawnSource[]): SpawnSource[] {
  const taken = new Set(rows.filter((row) => row.guid >= 1 && row.guid <= MAX_ID).map((row) => row.guid));
  if (taken.size === rows.length) return rows;
  let free = 1;
  return rows.map((row) => {
    if (row.guid >= 1 && row.guid <= MAX_ID) return row;
    while (taken.has(free)) free++;
    taken.add(free);
    ctx.report.change(table, 'guid out of range: renumbered');
    return { ...row, guid: free };
  });
}

/** A positive event number: there only while the event lasts. A negative one: there except then. */
function withoutEvents(
  ctx: ImportContext,
  table: string,
  rows: SpawnSource[],
  events: readonly { guid: number; event: number }[],
): SpawnSource[] {
  const seasonal = new Set(events.filter((row) => row.event > 0).map((row) => row.guid));
  const out = rows.filter((row) => !seasonal.has(row.guid));
  ctx.report.drop(table, 'there during an event only', rows.length - out.length);
  return out;
}

/** Objects with a negative respawn time appear by script; they are kept where an object stands nowhere else. */
function unscripted(ctx: ImportContext, rows: SpawnSource[]): SpawnSource[] {
  const standing = new Set(rows.filter((row) => row.respawn >= 0).map((row) => row.id));
  const out = rows.filter((row) => row.respawn >= 0 || !standing.has(row.id));
  ctx.report.drop('gameobject', 'put there by a script', rows.length - out.length);
  return out;
}

/**
 * Of a pool only so many places are filled at a time: that many are kept, evenly spread over the pool's places, and at least
 * one of every creature or object. Pools of pools are thinned the same way.
 */
function pooled(
  ctx: ImportContext,
  table: string,
  rows: SpawnSource[],
  byGuid: readonly { guid: number; pool: number }[],
  byTemplate: readonly { id: number; pool: number }[],
): SpawnSource[] {
  const limits = new Map(ctx.src.pool_template.map((row) => [row.entry, row.limit]));
  const mothers = new Map(ctx.src.pool_pool.map((row) => [row.child, row.mother]));
  const guidPool = new Map(byGuid.map((row) => [row.guid, row.pool]));
  const templatePool = new Map(byTemplate.map((row) => [row.id, row.pool]));
  const pools = new Map<number, SpawnSource[]>();
  for (const row of rows) {
    const pool = guidPool.get(row.guid) ?? templatePool.get(row.id);
    if (pool === undefined || !limits.has(pool)) continue;
    const list = pools.get(pool);
    if (list === undefined) pools.set(pool, [row]);
    else list.push(row);
  }
  const kept = new Set<number>();
  const pooledGuids = new Set<number>();
  const byMother = new Map<number, SpawnSource[][]>();
  for (const [pool, members] of [...pools].sort((a, b) => a[0] - b[0])) {
    for (const row of members) pooledGuids.add(row.guid);
    const chosen = every(members, limits.get(pool)!);
    const mother = mothers.get(pool);
    if (mother === undefined || !limits.has(mother)) for (const row of chosen) kept.add(row.guid);
    else byMother.set(mother, [...(byMother.get(mother) ?? []), chosen]);
  }
  for (const [mother, children] of byMother)
    for (const list of every(children, limits.get(mother)!)) for (const row of list) kept.add(row.guid);
  keepOneOfEach(rows, kept, pooledGuids);
  const out = rows.filter((row) => !pooledGuids.has(row.guid) || kept.has(row.guid));
  ctx.report.drop(table, 'pool limit: not filled at a time', rows.length - out.length);
  return out;
}

function keepOneOfEach(rows: readonly SpawnSource[], kept: Set<number>, pooledGuids: ReadonlySet<number>): void {
  const standing = new Set(rows.filter((row) => !pooledGuids.has(row.guid) || kept.has(row.guid)).map((row) => row.id));
  for (const row of rows) {
    if (standing.has(row.id)) continue;
    standing.add(row.id);
    kept.add(row.guid);
  }
}

/** `limit` of a list, evenly spread; a limit of 0 keeps all. */
function every<T>(list: readonly T[], limit: number): T[] {
  if (limit <= 0 || limit >= list.length) return [...list];
  const out: T[] = [];
  for (let i = 0; i < limit; i++) out.push(list[Math.floor((i * list.length) / limit)]!);
  return out;
}
