/** Maps, the passages between them, and graveyards. */
import type { Row } from '../format/tables.js';
import { badPlace, cellText, clampInt, quantile, yards } from './context.js';
import type { ImportContext, Place } from './context.js';
import { FRIENDLY } from './factions.js';
import type { Attitude } from './factions.js';
import type { PlaceGrid } from './place-grid.js';

/** Players above which an instance is a raid. */
const DUNGEON_PLAYERS_MAX = 10;
const LINK_SECONDS = 10;
/** Time of a passage that stands in for one the dump does not know, seconds. */
const DERIVED_LINK_SECONDS = 240;
/** How far from a harbour its side's people are counted. */
const HARBOUR_YARDS = 200;

/** "CamelCase" names of teleport places as words. */
export function spacedName(name: string): string {
  return cellText(name.replace(/([a-z'])([A-Z])/g, '$1 $2'));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Add a map row for every map with a spawn, an object or a starting place. */
export function importMaps(ctx: ImportContext): void {
  const { world, src, facts } = ctx;
  const ids = new Set<number>();
  for (const row of world.spawn) ids.add(row.map_id);
  for (const row of world.object_spawn) ids.add(row.map_id);
  for (const row of world.start) ids.add(row.map_id);
  const instances = new Map(src.instance_template.map((row) => [row.map, row]));
  const known = new Map(facts.maps.map((fact) => [fact.id, fact]));
  for (const id of [...ids].sort((a, b) => a - b)) {
    const instance = instances.get(id);
    const fact = known.get(id);
    const kind = fact?.kind ?? (instance === undefined ? 'world' : instance.players > DUNGEON_PLAYERS_MAX ? 'raid' : 'dungeon');
    const name = fact?.name ?? mapName(ctx, id);
    if (fact?.name === undefined) ctx.report.derived('map names');
    world.map.push({ id, name: cellText(name), kind });
  }
}

/** What a portal's name says of the way: not part of the place's name. */
const WAY_WORDS = /^(?:entering|exiting|entrance|exit|inside)\b|^unknown$/i;

/** The place that portals to a map name, else the shortest name of a teleport place on it, else its number. */
function mapName(ctx: ImportContext, id: number): string {
  for (const portal of ctx.src.areatrigger_teleport) {
    if (portal.map !== id) continue;
    const parts = portal.name
      .split(' - ')
      .map((part) => part.replace(/\([^)]*\)|\b(?:entrance|instance)\b.*$/gi, '').trim())
      .filter((part) => part !== '' && !WAY_WORDS.test(part));
    if (parts.length > 0) return parts[parts.length - 1]!;
  }
  const names = ctx.src.game_tele.filter((row) => row.map === id).map((row) => row.name);
  const shortest = names.sort((a, b) => a.length - b.length)[0];
  return shortest === undefined ? `Map ${id}` : spacedName(shortest);
}

interface LinkDraft {
  name: string;
  from: Place;
  to: Place;
  seconds: number;
  side: string;
  minLevel: number;
}

/** Builds the passages of a world. */
class Links {
  private readonly drafts: LinkDraft[] = [];
  private readonly maps: Set<number>;

  constructor(
    private readonly ctx: ImportContext,
    private readonly folk: PlaceGrid<Attitude>,
  ) {
    this.maps = new Set(ctx.world.map.map((row) => row.id));
  }

  add(draft: LinkDraft): boolean {
    const sound = [draft.from, draft.to].every((place) => this.maps.has(place.map) && !badPlace(place.map, place.x, place.y));
    if (sound) this.drafts.push(draft);
    return sound;
  }

  both(draft: LinkDraft): boolean {
    return this.add(draft) && this.add({ ...draft, from: draft.to, to: draft.from, minLevel: 0 });
  }

  /** Dungeon entrances: instance_template says where the dead of an instance come out, that is its door. */
  instances(): void {
    const { src, report } = this.ctx;
    for (const instance of [...src.instance_template].sort((a, b) => a.map - b.map)) {
      if (!this.maps.has(instance.map)) {
        report.drop('instance_template', 'map without spawns');
        continue;
      }
      const door = { map: instance.entranceMap, x: instance.x, y: instance.y };
      const arrivals = src.areatrigger_teleport.filter((row) => row.map === instance.map);
      if ((door.x === 0 && door.y === 0) || arrivals.length === 0) continue;
      for (const arrival of arrivals)
        this.both({
          name: cellText(arrival.name),
          from: door,
          to: arrival,
          seconds: LINK_SECONDS,
          side: 'neutral',
          minLevel: clampInt(instance.minLevel, 0, 255),
        });
      report.derived('dungeon doors paired with the place behind them', arrivals.length);
    }
  }

  /** Portals between other maps: the way in and the way out are found by their names' common beginning. */
  portals(): void {
    const { src, report } = this.ctx;
    const done = new Set(src.instance_template.map((row) => row.map));
    const worlds = new Set(this.ctx.world.start.map((row) => row.map_id));
    for (const inside of src.areatrigger_teleport) {
      if (done.has(inside.map) || worlds.has(inside.map) || !this.maps.has(inside.map)) continue;
      let best: (typeof src.areatrigger_teleport)[number] | null = null;
      let bestLength = 5;
      for (const outside of src.areatrigger_teleport) {
        const length = outside.map === inside.map ? 0 : commonLength(inside.name, outside.name);
        if (length > bestLength) [best, bestLength] = [outside, length];
      }
      if (best === null) continue;
      if (this.both({ name: cellText(inside.name), from: best, to: inside, seconds: LINK_SECONDS, side: this.sideAt(best), minLevel: 0 }))
        report.derived('portals paired by name', 1);
    }
  }

  /** Ships and the like: their names say the two harbours, which are looked up among the teleport places. */
  transports(): void {
    const { src, report } = this.ctx;
    for (const transport of src.transports) {
      const ends = transport.name.split(/\s+and\s+/i).map((name) => this.harbour(name));
      const [from, to] = ends;
      if (ends.length !== 2 || !from || !to) {
        report.drop('transports', 'harbours not known by name');
        continue;
      }
      // On average half a round is waited for and half a round is sailed; less the stay at both ends.
      const seconds = clampInt(Math.round(transport.periodMs / 2000), 30, 3600);
      if (this.both({ name: cellText(transport.name), from, to, seconds, side: this.sideOf(from, to), minLevel: 0 }))
        report.derived('ships between named harbours');
      else report.drop('transports', 'harbour on a map without spawns');
    }
  }

  private harbour(name: string): Place | null {
    const wanted = plain(name);
    const exact = this.ctx.src.game_tele.find((row) => plain(row.name) === wanted);
    if (exact !== undefined) return exact;
    const near = this.ctx.src.game_tele.filter((row) => wanted.startsWith(plain(row.name)) && plain(row.name).length >= 5);
    return near.sort((a, b) => b.name.length - a.name.length)[0] ?? null;
  }

  private sideOf(from: Place, to: Place): string {
    const sides = [this.sideAt(from), this.sideAt(to)];
    return sides.find((side) => side !== 'neutral') ?? 'neutral';
  }

  private sideAt(place: Place): string {
    let alliance = 0;
    let horde = 0;
    let all = 0;
    for (const { value } of this.folk.near(place.map, place.x, place.y, HARBOUR_YARDS)) {
      all++;
      if (value.alliance === FRIENDLY && value.horde !== FRIENDLY) alliance++;
      if (value.horde === FRIENDLY && value.alliance !== FRIENDLY) horde++;
    }
    if (alliance > all * 0.5 && horde === 0) return 'alliance';
    if (horde > all * 0.5 && alliance === 0) return 'horde';
    return 'neutral';
  }

  /** A way for each side from where it starts to every map that is still out of reach, named after the map. */
  missing(targets: Readonly<Record<'alliance' | 'horde', ReadonlySet<number>>>): void {
    const { world, report } = this.ctx;
    for (const side of ['alliance', 'horde'] as const) {
      const races = new Set(world.race.filter((race) => race.side === side).map((race) => race.id));
      const starts = world.start.filter((start) => races.has(start.race_id));
      if (starts.length === 0) continue;
      for (const home of new Map(starts.map((start) => [start.map_id, start])).values()) {
        const from = { map: home.map_id, x: home.x_yards, y: home.y_yards };
        for (const map of [...targets[side]].sort((a, b) => a - b)) {
          if (this.reach(from.map, side).has(map)) continue;
          const ends = this.endsFor(map, from);
          if (
            ends !== null &&
            this.both({
              name: `To ${world.map.find((row) => row.id === map)?.name ?? map}`,
              ...ends,
              seconds: DERIVED_LINK_SECONDS,
              side,
              minLevel: 0,
            })
          )
            report.derived('passages to maps out of reach', 1);
        }
      }
    }
  }

  private reach(start: number, side: string): Set<number> {
    const seen = new Set([start]);
    for (let grown = true; grown;) {
      grown = false;
      for (const draft of this.drafts) {
        if ((draft.side !== 'neutral' && draft.side !== side) || !seen.has(draft.from.map) || seen.has(draft.to.map)) continue;
        seen.add(draft.to.map);
        grown = true;
      }
    }
    return seen;
  }

  /** Where a stand-in passage leaves and arrives: at teleport places of one name on two maps, else from home to the middle of the map. */
  private endsFor(map: number, home: Place): { from: Place; to: Place } | null {
    const { src, world } = this.ctx;
    const there = src.game_tele.filter((row) => row.map === map);
    const name = plain(world.map.find((row) => row.id === map)?.name ?? '');
    const door = src.game_tele.find(
      (row) => row.map === home.map && (plain(row.name) === name || there.some((inside) => plain(inside.name) === plain(row.name))),
    );
    const starts = world.start.filter((start) => start.map_id === map);
    const start = starts[0];
    const to =
      there[0] ??
      (start === undefined ? middle(world.spawn.filter((row) => row.map_id === map)) : { map, x: start.x_yards, y: start.y_yards });
    return to === null ? null : { from: door ?? home, to };
  }

  finish(): void {
    const { world, facts } = this.ctx;
    const seen = new Set<string>();
    for (const draft of this.drafts) {
      const row = {
        name: draft.name || 'Passage',
        from_map_id: draft.from.map,
        from_x_yards: yards(draft.from.x),
        from_y_yards: yards(draft.from.y),
        to_map_id: draft.to.map,
        to_x_yards: yards(draft.to.x),
        to_y_yards: yards(draft.to.y),
        travel_seconds: draft.seconds,
        side: draft.side,
        min_level: draft.minLevel,
      };
      const key = JSON.stringify(row);
      if (seen.has(key)) continue;
      seen.add(key);
      world.map_link.push({ id: world.map_link.length + 1, ...row });
    }
    for (const fact of facts.map_links) {
      const { both_ways, ...row } = fact;
      world.map_link.push({ id: world.map_link.length + 1, ...row });
      if (both_ways)
        world.map_link.push({
          ...row,
          id: world.map_link.length + 1,
          from_map_id: row.to_map_id,
          from_x_yards: row.to_x_yards,
          from_y_yards: row.to_y_yards,
          to_map_id: row.from_map_id,
          to_x_yards: row.from_x_yards,
          to_y_yards: row.from_y_yards,
        });
    }
  }
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function middle(spawns: readonly Row<'spawn'>[]): Place | null {
  if (spawns.length === 0) return null;
  const xs = spawns.map((row) => row.x_yards).sort((a, b) => a - b);
  const ys = spawns.map((row) => row.y_yards).sort((a, b) => a - b);
  return { map: spawns[0]!.map_id, x: quantile(xs, 0.5), y: quantile(ys, 0.5) };
}

/** Add the map_link rows. `folk` are the townsfolk with their attitudes; `targets` the maps that each side's quests lead to. */
export function importLinks(
  ctx: ImportContext,
  folk: PlaceGrid<Attitude>,
  targets: Readonly<Record<'alliance' | 'horde', ReadonlySet<number>>>,
): void {
  const links = new Links(ctx, folk);
  if (ctx.facts.map_links.length === 0) {
    links.instances();
    links.portals();
    links.transports();
    links.missing(targets);
  }
  links.finish();
}

/** Add graveyards: where spirit healers stand; a map without one gets one where it is entered, or in its middle. */
export function importGraveyards(ctx: ImportContext, healers: readonly Row<'spawn'>[]): void {
  const { world, facts, src, report } = ctx;
  if (facts.graveyards.length > 0) {
    world.graveyard.push(...facts.graveyards.map((row) => ({ ...row, derived: 0 })));
  } else {
    report.drop('game_graveyard_zone', 'has no places: graveyards are where spirit healers stand', src.game_graveyard_zone.length);
    for (const spawn of healers)
      world.graveyard.push({
        id: world.graveyard.length + 1,
        name: '',
        map_id: spawn.map_id,
        x_yards: spawn.x_yards,
        y_yards: spawn.y_yards,
        side: 'neutral',
        derived: 1,
      });
    report.derived('graveyards where spirit healers stand', healers.length);
  }
  let id = world.graveyard.reduce((max, row) => Math.max(max, row.id), 0);
  const covered = new Set(world.graveyard.map((row) => row.map_id));
  for (const map of world.map) {
    if (covered.has(map.id)) continue;
    const entry = world.map_link.find((row) => row.to_map_id === map.id);
    const place =
      entry === undefined
        ? middle(world.spawn.filter((row) => row.map_id === map.id))
        : { map: map.id, x: entry.to_x_yards, y: entry.to_y_yards };
    if (place === null) continue;
    world.graveyard.push({ id: ++id, name: '', map_id: map.id, x_yards: place.x, y_yards: place.y, side: 'neutral', derived: 1 });
    report.derived('graveyards at the doors of maps without one');
  }
}
