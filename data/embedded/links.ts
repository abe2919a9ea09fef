/** Maps, zones on the ground, graveyards, and the ways between places. */
import type { Draft } from './draft.js';
import { CITY_HALF_YARDS } from './plan.js';
import type { ZonePlan } from './plan.js';
import { at } from './random.js';
import type { Side } from './words/peoples.js';

export interface Place {
  readonly mapId: number;
  readonly x: number;
  readonly y: number;
}

/** A passage in both directions. It arrives a few yards beside where the way back begins. */
export function link(draft: Draft, name: string, a: Place, b: Place, travelSeconds: number, side: Side = 'neutral', minLevel = 0): void {
  const list = draft.tables.map_link;
  for (const [from, to, low] of [
    [a, b, minLevel],
    [b, a, 0],
  ] as const) {
    list.push({
      id: list.length + 1,
      name,
      from_map_id: from.mapId,
      from_x_yards: from.x,
      from_y_yards: from.y,
      to_map_id: to.mapId,
      to_x_yards: to.x + 4,
      to_y_yards: to.y + 4,
      travel_seconds: travelSeconds,
      side,
      min_level: Math.max(0, low),
    });
  }
}

/** Writes the two continents: zones with their cities inside, and graveyards near every town, in every wilds and in every middle. */
export function writeLand(draft: Draft, zones: readonly ZonePlan[]): void {
  draft.tables.map.push({ id: 0, name: 'Merrowald', kind: 'world' }, { id: 1, name: 'Sunakhar', kind: 'world' });
  const graveyard = (name: string, mapId: number, x: number, y: number): void => {
    draft.tables.graveyard.push({
      id: draft.tables.graveyard.length + 1,
      name,
      map_id: mapId,
      x_yards: Math.round(x),
      y_yards: Math.round(y),
      side: 'neutral',
      derived: 0,
    });
  };
  for (const z of zones) {
    const t = z.template;
    draft.tables.zone.push({
      id: z.id,
      map_id: z.mapId,
      name: t.name,
      min_level: t.minLevel,
      max_level: t.maxLevel,
      side: t.side,
      x_min_yards: z.xMin,
      x_max_yards: z.xMax,
      y_min_yards: z.yMin,
      y_max_yards: z.yMax,
      derived: 0,
    });
    for (const q of z.quarters) graveyard(q.index < 3 ? `${q.name} Churchyard` : `${q.name} Cairns`, z.mapId, q.x + 12, q.y - 16);
    graveyard(z.city === undefined ? `${t.name} Crossroads` : `${z.city.name} Cemetery`, z.mapId, z.x + 12, z.y - 12);
  }
}

/** Cities are small squares in the middle of their zones; ids follow those of zones and dungeons. */
export function writeCityZones(draft: Draft, zones: readonly ZonePlan[]): void {
  const h = CITY_HALF_YARDS;
  for (const z of zones) {
    if (z.city === undefined) continue;
    draft.tables.zone.push({
      id: draft.tables.zone.length + 1,
      map_id: z.mapId,
      name: z.city.name,
      min_level: 0,
      max_level: 60,
      side: z.city.side,
      x_min_yards: z.x - h,
      x_max_yards: z.x + h,
      y_min_yards: z.y - h,
      y_max_yards: z.y + h,
      derived: 0,
    });
  }
}

const BOAT_SECONDS = 120,
  PORTAL_SECONDS = 15,
  BALLOON_SECONDS = 90;

/** Boats between the continents, portals between the cities of a side, and a balloon from each city to the far continent. */
export function writeLinks(draft: Draft, zones: readonly ZonePlan[]): void {
  const city = (name: string): Place => {
    const z = zones.find((p) => p.city?.name === name) as ZonePlan;
    return { mapId: z.mapId, x: z.x - 60, y: z.y - 60 };
  };
  const town = (zoneName: string, n: number): Place => {
    const q = at((zones.find((z) => z.template.name === zoneName) as ZonePlan).quarters, n);
    return { mapId: q.zone.mapId, x: q.x + 36, y: q.y + 30 };
  };
  link(draft, 'Portal of the Moot', city('Highmoot'), city('Anvilgard'), PORTAL_SECONDS, 'alliance');
  link(draft, 'Portal of the Sun', city('Drumhold'), city('Sunthrone'), PORTAL_SECONDS, 'horde');
  link(draft, 'The Ferry Concord', city('Parley'), town('Ashenreed Delta', 0), BOAT_SECONDS);
  link(draft, 'The Ferry Truce', town('Saltmere Coast', 0), town('Stormbreak Coast', 2), BOAT_SECONDS);
  link(draft, 'The Packet Gannet', town('Saltmere Coast', 0), city('Parley'), BOAT_SECONDS);
  link(
    draft,
    'Moot Balloon',
    { ...city('Highmoot'), x: city('Highmoot').x + 110 },
    town('Jadewater Jungle', 0),
    BALLOON_SECONDS,
    'alliance',
  );
  link(draft, 'Throne Balloon', { ...city('Drumhold'), x: city('Drumhold').x + 110 }, town('Thistlemoor', 1), BALLOON_SECONDS, 'horde');
  link(draft, 'Parley Skiff', { ...city('Parley'), x: city('Parley').x + 110 }, town('Lantern Marsh', 2), BOAT_SECONDS);
}
