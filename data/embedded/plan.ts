/** The plan of the land: where zones, towns and camps lie, before anybody lives there. */
import { Dice, at } from './random.js';
import { MERROWALD } from './words/merrowald.js';
import { SUNAKHAR } from './words/sunakhar.js';
import { CITIES, LANDFORMS } from './words/zones.js';
import type { CityTemplate, ZoneTemplate } from './words/zones.js';
import { CULTURES, RACES } from './words/peoples.js';
import type { Culture, Side } from './words/peoples.js';

/** A spot where creatures of one kind stand about. */
export interface Camp {
  readonly place: string;
  readonly x: number;
  readonly y: number;
  /** 0 near the town, 2 far from it. */
  readonly ring: number;
  /** Position among the quadrant's six creatures (0-2 the weaker forms of its families, 3-5 the stronger). */
  readonly creature: number;
}

/** A quarter of a zone: a town with the lands around it, or (the fourth) the wilds without a town. */
export interface Quarter {
  readonly zone: ZonePlan;
  readonly index: number;
  readonly name: string;
  readonly culture: Culture;
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly minLevel: number;
  readonly maxLevel: number;
  readonly camps: readonly Camp[];
}

export interface ZonePlan {
  readonly id: number;
  readonly mapId: number;
  readonly template: ZoneTemplate;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly x: number;
  readonly y: number;
  readonly quarters: Quarter[];
  readonly city: CityTemplate | undefined;
  /** Races that begin here. */
  readonly natives: readonly (typeof RACES)[number][];
}

/** North-south extents of rows and east-west extents of columns, yards. Each continent is six rows of three zones. */
const ROWS = [1180, 1240, 1200, 1280, 1220, 1300],
  COLUMNS = [1200, 1320, 1240];
/** Offsets of camps from the middle of a quarter of 600 yards: north, west, ring, creature. */
const CAMPS: readonly (readonly [number, number, number, number])[] = [
  [100, 55, 0, 0],
  [-105, 50, 0, 1],
  [0, -118, 0, 2],
  [205, -45, 1, 0],
  [20, 200, 1, 1],
  [-205, -35, 1, 5],
  [110, -195, 1, 3],
  [230, 222, 2, 3],
  [-222, 228, 2, 4],
  [-222, -222, 2, 5],
  [228, -228, 2, 4],
];
/** Half the side of a city's square, and how far from its middle camps keep, yards. */
export const CITY_HALF_YARDS = 130;
const CITY_CLEAR_YARDS = 200;
/** Levels of the quarters within a zone of ten, from and to; contested zones give each side's town the same lands. */
const HOME_BANDS = [
    [0, 3],
    [3, 6],
    [5, 8],
    [7, 10],
  ] as const,
  CONTESTED_BANDS = [
    [0, 5],
    [0, 5],
    [4, 8],
    [7, 10],
  ] as const;

export const cultureOf = (key: string): Culture => CULTURES.find((c) => c.key === key) ?? at(CULTURES, 0);

export function planContinent(mapId: number, templates: readonly ZoneTemplate[], firstZoneId: number): ZonePlan[] {
  const plans: ZonePlan[] = [];
  let south = -3600;
  ROWS.forEach((height, row) => {
    let east = -1900;
    COLUMNS.forEach((width, column) => {
      const index = row * COLUMNS.length + column;
      plans.push(planZone(mapId, at(templates, index), firstZoneId + index, south, south + height, east, east + width));
      east += width;
    });
    south += height;
  });
  return plans;
}

export const planWorld = (): ZonePlan[] => [...planContinent(0, MERROWALD, 1), ...planContinent(1, SUNAKHAR, 1 + MERROWALD.length)];

function planZone(mapId: number, template: ZoneTemplate, id: number, xMin: number, xMax: number, yMin: number, yMax: number): ZonePlan {
  const zone: ZonePlan = {
    id,
    mapId,
    template,
    xMin,
    xMax,
    yMin,
    yMax,
    x: (xMin + xMax) / 2,
    y: (yMin + yMax) / 2,
    quarters: [],
    city: CITIES.find((c) => c.zone === template.name),
    natives: RACES.filter((r) => r.home === template.name),
  };
  const dice = new Dice(`land of ${template.name}`);
  const names = dice.shuffle(
    template.places.flatMap((word) => LANDFORMS[template.terrain].map((form) => `${word} ${form}`)).filter((name) => !repeats(name)),
  );
  const spin = dice.below(4);
  for (let q = 0; q < 4; q++)
    zone.quarters.push(planQuarter(zone, q, (q + spin) % 4, names.slice(q * CAMPS.length, (q + 1) * CAMPS.length)));
  return zone;
}

/** "Moonlit Moonlit", "Weir Weir": halves that begin alike make a silly name. */
function repeats(name: string): boolean {
  const [a, b] = name.toLowerCase().split(' ') as [string, string];
  return a.startsWith(b.slice(0, 4)) || a.endsWith(b);
}

function planQuarter(zone: ZonePlan, index: number, corner: number, names: readonly string[]): Quarter {
  const t = zone.template,
    north = corner >> 1,
    west = corner === 1 || corner === 2 ? 1 : 0;
  const halfX = (zone.xMax - zone.xMin) / 2,
    halfY = (zone.yMax - zone.yMin) / 2;
  const x = zone.xMin + halfX * (0.5 + north),
    y = zone.yMin + halfY * (0.5 + west);
  const contested = t.side === 'neutral',
    culture = cultureOf(at(t.cultures, Math.min(index, 2)));
  const [from, to] = at<readonly [number, number]>(contested ? CONTESTED_BANDS : HOME_BANDS, index);
  const camps: Camp[] = [];
  CAMPS.forEach(([dx, dy, ring, creature], i) => {
    const camp = { place: at(names, i), x: x + (dx * halfX) / 600, y: y + (dy * halfY) / 600, ring, creature };
    const nearCity = zone.city !== undefined && Math.max(Math.abs(camp.x - zone.x), Math.abs(camp.y - zone.y)) < CITY_CLEAR_YARDS;
    if (!nearCity) camps.push(camp);
  });
  return {
    zone,
    index,
    name: index < 3 ? at(t.hubs, index) : `${at(t.places, 0)} Wilds`,
    culture,
    side: index < 3 ? culture.side : 'neutral',
    x,
    y,
    minLevel: t.minLevel + from,
    maxLevel: Math.min(t.maxLevel, t.minLevel + to),
    camps,
  };
}
