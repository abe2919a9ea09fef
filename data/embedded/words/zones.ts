/** What a zone is made of; the two continents list their zones in files of their own. */
import { phrases, words } from './lists.js';
import type { Side } from './peoples.js';

export type Terrain = 'meadow' | 'forest' | 'marsh' | 'mountain' | 'desert' | 'coast' | 'ash' | 'snow';

export interface ZoneTemplate {
  readonly name: string;
  /** Word that names the zone's creatures. */
  readonly prefix: string;
  readonly terrain: Terrain;
  readonly minLevel: number;
  readonly maxLevel: number;
  readonly side: Side;
  /** Keys of the cultures of its three towns. */
  readonly cultures: readonly string[];
  /** Names of its three towns; a side zone starts at the first. */
  readonly hubs: readonly string[];
  /** First halves of the names of its places. */
  readonly places: readonly string[];
  /** Bands of people that trouble it. */
  readonly gangs: readonly string[];
  /** Families in the lands of each town, and in the wilds (fourth). */
  readonly fauna: readonly (readonly string[])[];
  /** Where its people send travellers next. */
  readonly next: string;
}

/** One zone in eight strings. `fauna`: four lists of three families, apart by bars. `hubs` and `cultures`: three each. */
export function zone(
  name: string,
  prefix: string,
  terrain: Terrain,
  levels: readonly [number, number],
  side: Side,
  cultures: string,
  hubs: string,
  places: string,
  gangs: string,
  fauna: string,
  next: string,
): ZoneTemplate {
  return {
    name,
    prefix,
    terrain,
    minLevel: levels[0],
    maxLevel: levels[1],
    side,
    next,
    cultures: words(cultures),
    hubs: phrases(hubs),
    places: words(places),
    gangs: phrases(gangs),
    fauna: phrases(fauna).map(words),
  };
}

/** Second halves of place names. */
export const LANDFORMS: Readonly<Record<Terrain, readonly string[]>> = {
  meadow: words('Mill Croft Meadow Furlong Stile Barn Copse Rise Ford Acre Common Green'),
  forest: words('Glade Hollow Thicket Dell Grove Holt Clearing Brake Trail Burrow Spinney Stand'),
  marsh: words('Fen Pool Weir Causeway Hythe Slough Reeds Bank Eyot Sluice Mire Channel'),
  mountain: words('Crag Pass Ledge Scree Gully Quarry Tor Shelf Saddle Cairn Delve Spur'),
  desert: words('Dune Well Mesa Wash Arch Basin Flat Canyon Butte Oasis Sink Hollows'),
  coast: words('Cove Strand Cliff Jetty Shoal Point Inlet Wreck Sands Lookout Cave Landing'),
  ash: words('Vent Scar Kiln Cinderfield Rift Slagheap Forge Crater Furnace Pit Ruin Fissure'),
  snow: words('Drift Tarn Icefall Cornice Hut Moraine Frostfield Pines Ridge Den Barrow Snowbank'),
};

export interface CityTemplate {
  readonly name: string;
  /** Zone whose middle it stands in. */
  readonly zone: string;
  readonly side: Side;
  readonly cultures: readonly string[];
}

export const CITIES: readonly CityTemplate[] = [
  { name: 'Highmoot', zone: 'Applewick Downs', side: 'alliance', cultures: ['march', 'aelwyn'] },
  { name: 'Anvilgard', zone: 'Windlass Ridge', side: 'alliance', cultures: ['karneth', 'whistlekin'] },
  { name: 'Drumhold', zone: 'Redgrass Basin', side: 'horde', cultures: ['gorrum', 'brannok'] },
  { name: 'Sunthrone', zone: 'Copperclaw Canyon', side: 'horde', cultures: ['ussari', 'hollow'] },
  { name: 'Parley', zone: 'Drownwater', side: 'neutral', cultures: ['freehold', 'vigil'] },
];
