/**
 * Zones. A dump names zones by number only (in quests and starting places); their borders are in the client. A zone's rectangle is
 * taken from where its quests are given and where their targets stand, without the outliers. Levels come from its quests, else
 * from its creatures; the name from the teleport place nearest its middle; the side from its people.
 */
import type { Row } from '../format/tables.js';
import { DERIVED_ID_BASE, clampInt, numberedValues, quantile, yards } from './context.js';
import type { ImportContext, Place } from './context.js';
import { FRIENDLY, HOSTILE } from './factions.js';
import { spacedName } from './maps.js';
import type { QuestWorld } from './quest-objectives.js';

/** Targets in more places than this are all over the world and say nothing about one zone. */
const MAX_TARGET_PLACES = 150;
const MIN_POINTS = 4;
const MARGIN_YARDS = 60;
const MIN_HALF_YARDS = 100;
/** A zone reaches no further from its middle than this. */
const MAX_HALF_YARDS = 2500;
/** How far beside a zone the place it is named after may lie. */
const NAME_YARDS = 300;
/** Share of townsfolk above which a zone is a town. */
const TOWN_SHARE = 0.75;
const SIDE_SHARE = 0.85;

interface Draft {
  readonly id: number;
  readonly map: number;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly questLevels: number[];
}

/** Weighted points of a zone: givers count more than single places of targets. */
function pointsOf(ctx: ImportContext, world: QuestWorld): Map<number, { points: Place[]; levels: number[] }> {
  const zones = new Map<number, { points: Place[]; levels: number[] }>();
  const of = (zone: number): { points: Place[]; levels: number[] } => {
    let entry = zones.get(zone);
    if (entry === undefined) {
      entry = { points: [], levels: [] };
      zones.set(zone, entry);
    }
    return entry;
  };
  for (const start of ctx.src.playercreateinfo) if (start.zone > 0) of(start.zone).points.push(start, start);
  for (const quest of world.quests.values()) {
    const zone = quest.source.zoneOrSort;
    if (zone <= 0) continue;
    const entry = of(zone);
    entry.levels.push(quest.row.level);
    for (const relation of world.relations.get(quest.row.id) ?? []) {
      const places = (relation.kind === 'creature' ? world.creaturePlaces : world.objectPlaces).get(relation.actor) ?? [];
      if (relation.kind !== 'item' && relation.role === 'start' && places.length <= 4)
        for (const place of places) entry.points.push(place, place, place);
    }
    for (const target of numberedValues(quest.source, 'reqTarget', 4)) {
      const places = (target > 0 ? world.creaturePlaces.get(target) : world.objectPlaces.get(-target)) ?? [];
      if (places.length <= MAX_TARGET_PLACES) entry.points.push(...places);
    }
  }
  return zones;
}

/** The rectangle of the points on their commonest map, outliers left out; null for too few. */
function extent(id: number, points: readonly Place[], questLevels: number[]): Draft | null {
  const counts = new Map<number, number>();
  for (const point of points) counts.set(point.map, (counts.get(point.map) ?? 0) + 1);
  const map = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
  if (map === undefined) return null;
  const here = points.filter((point) => point.map === map);
  if (here.length < MIN_POINTS) return null;
  const axis = (values: number[]): [number, number] => {
    const sorted = values.sort((a, b) => a - b);
    const centre = quantile(sorted, 0.5);
    const deviations = sorted.map((value) => Math.abs(value - centre)).sort((a, b) => a - b);
    const limit = Math.min(MAX_HALF_YARDS, Math.max(MIN_HALF_YARDS, 3 * quantile(deviations, 0.5)));
    const inside = sorted.filter((value) => Math.abs(value - centre) <= limit);
    return [quantile(inside, 0.02), quantile(inside, 0.98)];
  };
  const [xLow, xHigh] = axis(here.map((point) => point.x));
  const [yLow, yHigh] = axis(here.map((point) => point.y));
  const grow = (low: number, high: number): [number, number] => {
    const half = Math.max(MIN_HALF_YARDS, (high - low) / 2 + MARGIN_YARDS);
    return [(low + high) / 2 - half, (low + high) / 2 + half];
  };
  const [xMin, xMax] = grow(xLow, xHigh);
  const [yMin, yMax] = grow(yLow, yHigh);
  return { id, map, xMin, xMax, yMin, yMax, questLevels };
}

interface Census {
  townsfolk: number;
  enemies: number;
  alliance: number;
  horde: number;
  levels: number[];
}

/** Counts who stands in each rectangle (the smallest one that holds a place). */
function census(world: QuestWorld, drafts: readonly Draft[]): Map<number, Census> {
  const size = (draft: Draft): number => (draft.xMax - draft.xMin) * (draft.yMax - draft.yMin);
  const ordered = [...drafts].sort((a, b) => size(a) - size(b) || a.id - b.id);
  const out = new Map<number, Census>(drafts.map((draft) => [draft.id, { townsfolk: 0, enemies: 0, alliance: 0, horde: 0, levels: [] }]));
  for (const info of world.creatures.values()) {
    const attitude = world.factions.of(info.row.id);
    for (const place of world.creaturePlaces.get(info.row.id) ?? []) {
      const home = ordered.find(
        (draft) =>
          draft.map === place.map && place.x >= draft.xMin && place.x <= draft.xMax && place.y >= draft.yMin && place.y <= draft.yMax,
      );
      if (home === undefined) continue;
      const count = out.get(home.id)!;
      if (attitude.alliance === HOSTILE && attitude.horde === HOSTILE) {
        count.enemies++;
        if (info.row.rank === 'normal') count.levels.push(info.row.min_level, info.row.max_level);
      } else if (attitude.alliance === FRIENDLY || attitude.horde === FRIENDLY) {
        count.townsfolk++;
        if (attitude.horde === HOSTILE) count.alliance++;
        if (attitude.alliance === HOSTILE) count.horde++;
      }
    }
  }
  return out;
}

/** The teleport place nearest the middle, in the rectangle or a little beside it, that no zone is named after yet. */
function nameOf(ctx: ImportContext, draft: Draft, taken: Set<number>): string | null {
  const x = (draft.xMin + draft.xMax) / 2;
  const y = (draft.yMin + draft.yMax) / 2;
  let best: { id: number; name: string } | null = null;
  let bestDistance = Infinity;
  for (const tele of ctx.src.game_tele) {
    if (
      tele.map !== draft.map ||
      taken.has(tele.id) ||
      tele.x < draft.xMin - NAME_YARDS ||
      tele.x > draft.xMax + NAME_YARDS ||
      tele.y < draft.yMin - NAME_YARDS ||
      tele.y > draft.yMax + NAME_YARDS
    )
      continue;
    const distance = Math.hypot(tele.x - x, tele.y - y);
    if (distance < bestDistance) [best, bestDistance] = [tele, distance];
  }
  if (best === null) return null;
  taken.add(best.id);
  return spacedName(best.name);
}

/** Add the zone rows, and let quests of zones without a place have none. */
export function importZones(ctx: ImportContext, world: QuestWorld, maxLevel: number): void {
  const facts = new Map(ctx.facts.zones.map((fact) => [fact.id, fact]));
  const drafts: Draft[] = [];
  for (const [id, { points, levels }] of [...pointsOf(ctx, world)].sort((a, b) => a[0] - b[0])) {
    if (facts.has(id)) continue;
    const draft = extent(id, points, levels);
    if (draft !== null) drafts.push(draft);
  }
  const counts = census(world, drafts);
  const taken = new Set<number>();
  const rows: Row<'zone'>[] = [...facts.values()].map((fact) => ({ ...fact, derived: 0 }));
  for (const draft of [...drafts].sort((a, b) => b.questLevels.length - a.questLevels.length || a.id - b.id)) {
    rows.push(zoneRow(draft, counts.get(draft.id)!, nameOf(ctx, draft, taken) ?? `Zone ${draft.id}`, maxLevel));
  }
  ctx.report.derived('zones with borders, levels and names', drafts.length);
  rows.push(...wholeMaps(ctx, maxLevel));
  ctx.world.zone.push(...rows.sort((a, b) => a.id - b.id));
  const known = new Set(rows.map((row) => row.id));
  for (const quest of world.quests.values()) {
    if (quest.row.zone_id === 0 || known.has(quest.row.zone_id)) continue;
    quest.row.zone_id = 0;
    ctx.report.change('quest_template', 'zone without a place: none');
  }
}

function zoneRow(draft: Draft, count: Census, name: string, maxLevel: number): Row<'zone'> {
  const town = count.townsfolk > TOWN_SHARE * (count.townsfolk + count.enemies) && count.townsfolk >= 20;
  const levels = (draft.questLevels.length >= 5 ? draft.questLevels : count.levels).sort((a, b) => a - b);
  const low = town || levels.length === 0 ? 0 : quantile(levels, 0.1);
  const high = town || levels.length === 0 ? maxLevel : quantile(levels, 0.9);
  const sided = count.alliance + count.horde;
  const side =
    sided < 5 ? 'neutral' : count.alliance > SIDE_SHARE * sided ? 'alliance' : count.horde > SIDE_SHARE * sided ? 'horde' : 'neutral';
  return {
    id: draft.id,
    map_id: draft.map,
    name,
    min_level: clampInt(low, 0, 255),
    max_level: clampInt(Math.max(low, high), 0, 255),
    side,
    x_min_yards: yards(draft.xMin),
    x_max_yards: yards(draft.xMax),
    y_min_yards: yards(draft.yMin),
    y_max_yards: yards(draft.yMax),
    derived: 1,
  };
}

/** One zone for each map as a whole, so that no place is without one; the smaller ones count where they lie. */
function wholeMaps(ctx: ImportContext, maxLevel: number): Row<'zone'>[] {
  const levels = new Map(ctx.world.creature.map((row) => [row.id, row]));
  const boxes = new Map<number, { xMin: number; xMax: number; yMin: number; yMax: number; levels: number[] }>();
  const add = (map: number, x: number, y: number): { levels: number[] } => {
    const box = boxes.get(map) ?? { xMin: x, xMax: x, yMin: y, yMax: y, levels: [] };
    boxes.set(map, box);
    box.xMin = Math.min(box.xMin, x);
    box.xMax = Math.max(box.xMax, x);
    box.yMin = Math.min(box.yMin, y);
    box.yMax = Math.max(box.yMax, y);
    return box;
  };
  for (const spawn of ctx.world.spawn) {
    const creature = levels.get(spawn.creature_id)!;
    const box = add(spawn.map_id, spawn.x_yards, spawn.y_yards);
    if (creature.kind !== 'critter') box.levels.push(creature.max_level);
  }
  for (const spawn of ctx.world.object_spawn) add(spawn.map_id, spawn.x_yards, spawn.y_yards);
  for (const start of ctx.world.start) add(start.map_id, start.x_yards, start.y_yards);
  const out: Row<'zone'>[] = [];
  for (const map of ctx.world.map) {
    const box = boxes.get(map.id)!;
    const sorted = box.levels.sort((a, b) => a - b);
    const open = map.kind === 'world';
    out.push({
      id: DERIVED_ID_BASE + 1000 + map.id,
      map_id: map.id,
      name: map.name,
      min_level: open ? 0 : clampInt(quantile(sorted, 0.1), 0, 255),
      max_level: open ? maxLevel : clampInt(quantile(sorted, 0.9), 0, 255),
      side: 'neutral',
      x_min_yards: yards(Math.max(-100_000, box.xMin - MARGIN_YARDS)),
      x_max_yards: yards(Math.min(100_000, box.xMax + MARGIN_YARDS)),
      y_min_yards: yards(Math.max(-100_000, box.yMin - MARGIN_YARDS)),
      y_max_yards: yards(Math.min(100_000, box.yMax + MARGIN_YARDS)),
      derived: 1,
    });
  }
  ctx.report.derived('zones that cover a whole map', out.length);
  return out;
}
