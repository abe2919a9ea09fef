/** The people of towns and cities: quest givers, traders, smiths, innkeepers, auctioneers, trainers; and their mailboxes. */
import type { Row } from '../format/tables.js';
import { creatureArmor, creatureDamage, creatureHealth } from './curves.js';
import type { Draft } from './draft.js';
import type { Allegiances } from './peoples.js';
import { CITY_HALF_YARDS, cultureOf } from './plan.js';
import type { Quarter, ZonePlan } from './plan.js';
import { Dice, at } from './random.js';
import { CALLINGS, CITIZEN_TITLES, RACES } from './words/peoples.js';
import type { Culture, Side } from './words/peoples.js';

export interface Person {
  readonly row: Row<'creature'>;
  /** Name people call it by. */
  readonly first: string;
  readonly x: number;
  readonly y: number;
}

/** A shop: who sells there, what, and for customers of which level. */
export interface Shop {
  readonly person: Person;
  readonly kind: 'smith' | 'trader' | 'inn' | 'supplies';
  readonly level: number;
  readonly culture: string;
  readonly city: boolean;
}

export interface Town {
  readonly name: string;
  readonly quarter: Quarter;
  readonly culture: Culture;
  readonly side: Side;
  readonly givers: readonly Person[];
  /** Somebody who waits to be led somewhere. */
  readonly traveller: Person;
  /** Trainers by class id. */
  readonly trainers: ReadonlyMap<number, Person>;
}

export interface City {
  readonly name: string;
  readonly zone: ZonePlan;
  readonly side: Side;
  readonly culture: Culture;
  readonly givers: readonly Person[];
}

export interface Settlements {
  readonly towns: readonly Town[];
  readonly cities: readonly City[];
  readonly shops: readonly Shop[];
  readonly mailboxId: number;
}

export const HOUSES: Readonly<Record<Side, number>> = { alliance: 1, horde: 2, neutral: 3 };
const GIVERS_PER_TOWN = 6,
  GIVERS_PER_CITY = 8;
const NPC_RESPAWN_SECONDS = 120;
/** Where townspeople stand, from the middle of a town, yards. */
const SPOTS: readonly (readonly [number, number])[] = [
  [9, 4],
  [-7, 9],
  [6, -11],
  [-12, -5],
  [16, 12],
  [-15, 14],
  [20, -8],
  [-9, -19],
  [25, 3],
  [3, 24],
  [-26, 2],
  [14, -23],
  [-19, -21],
  [27, 20],
  [-25, 23],
  [28, -22],
  [0, 33],
  [-33, 10],
  [33, -4],
  [4, -33],
  [-31, -14],
  [-12, 32],
  [20, 31],
];

/** Draws people with names that nobody else of their culture has. */
class Registry {
  readonly #counts = new Map<string, number>();
  constructor(
    private readonly draft: Draft,
    private readonly sides: Allegiances,
  ) {}

  person(
    culture: Culture,
    title: string,
    level: number,
    roles: string,
    mapId: number,
    x: number,
    y: number,
    more: Partial<Row<'creature'>> = {},
  ): Person {
    const n = this.#counts.get(culture.key) ?? 0,
      f = culture.first.length;
    this.#counts.set(culture.key, n + 1);
    const first = at(culture.first, n),
      last = at(culture.last, Math.floor(n / f) + 3 * (n % f));
    const damage = creatureDamage(level, 'normal');
    const row = this.draft.creature({
      name: `${first} ${last}`,
      title,
      min_level: level,
      max_level: level,
      faction_id: this.sides.faction.get(culture.key) as number,
      roles: `${roles}|no_combat`,
      min_health: creatureHealth(level, 'normal'),
      max_health: creatureHealth(level, 'normal'),
      min_damage: damage.min,
      max_damage: damage.max,
      armor: creatureArmor(level),
      ...more,
    });
    this.draft.spawn(row.id, mapId, x, y, NPC_RESPAWN_SECONDS);
    return { row, first, x, y };
  }
}

/** Puts people on the free spots of one place, one after the other. */
class Square {
  #taken = 0;
  constructor(
    private readonly registry: Registry,
    readonly mapId: number,
    readonly x: number,
    readonly y: number,
    readonly level: number,
    private readonly stretch: number,
  ) {}

  add(culture: Culture, title: string, roles: string, more: Partial<Row<'creature'>> = {}): Person {
    const lap = Math.floor(this.#taken / SPOTS.length) + 1,
      [dx, dy] = at(SPOTS, this.#taken++);
    return this.registry.person(
      culture,
      title,
      this.level,
      roles,
      this.mapId,
      this.x + dx * this.stretch * lap,
      this.y + dy * this.stretch * lap,
      more,
    );
  }
}

/** Towns with an auctioneer: the middle town where a people begins, the first town elsewhere, both sides' towns where they meet. */
function hasAuctioneer(quarter: Quarter): boolean {
  const t = quarter.zone.template;
  if (t.side === 'neutral') return quarter.index < 2;
  return quarter.index === (t.minLevel === 1 ? 1 : 0);
}

export function writeSettlements(draft: Draft, zones: readonly ZonePlan[], sides: Allegiances): Settlements {
  const registry = new Registry(draft, sides),
    mailboxId = draft.object('Mailbox', 'mailbox');
  const towns: Town[] = [],
    cities: City[] = [],
    shops: Shop[] = [];
  draft.tables.auction_house.push(
    { id: HOUSES.alliance, name: 'Moot Exchange', side: 'alliance', deposit_percent: 5, cut_percent: 5 },
    { id: HOUSES.horde, name: 'Drumhold Market', side: 'horde', deposit_percent: 5, cut_percent: 5 },
    { id: HOUSES.neutral, name: 'Parley Brokerage', side: 'neutral', deposit_percent: 25, cut_percent: 15 },
  );
  for (const zone of zones) {
    for (const quarter of zone.quarters.slice(0, 3)) {
      towns.push(writeTown(registry, quarter, shops));
      draft.objectSpawn(mailboxId, zone.mapId, quarter.x - 4, quarter.y - 6, 0);
    }
    if (zone.city !== undefined) {
      cities.push(writeCity(registry, zone, shops));
      draft.objectSpawn(mailboxId, zone.mapId, zone.x + 6, zone.y - 4, 0);
      draft.objectSpawn(mailboxId, zone.mapId, zone.x - 48, zone.y + 40, 0);
    }
  }
  return { towns, cities, shops, mailboxId };
}

function writeTown(registry: Registry, quarter: Quarter, shops: Shop[]): Town {
  const { culture, zone } = quarter,
    dice = new Dice(`people of ${quarter.name}`);
  const square = new Square(registry, zone.mapId, quarter.x, quarter.y, Math.min(60, quarter.maxLevel + 5), 1);
  const titles = dice.shuffle(CITIZEN_TITLES);
  const givers: Person[] = [];
  for (let i = 0; i < GIVERS_PER_TOWN; i++) givers.push(square.add(culture, at(titles, i), 'quest_giver'));
  const shop = (kind: Shop['kind'], title: string, roles: string): void => {
    shops.push({ person: square.add(culture, title, roles), kind, level: quarter.maxLevel, culture: culture.key, city: false });
  };
  shop('smith', 'Blacksmith', 'vendor|repair');
  shop('trader', 'General Goods', 'vendor');
  shop('inn', 'Innkeeper', 'vendor|innkeeper');
  if (quarter.index === 0) square.add(culture, 'Flight Master', 'flight_master');
  if (hasAuctioneer(quarter)) square.add(culture, 'Auctioneer', 'auctioneer', { auction_house_id: HOUSES[quarter.side] });
  const trainers = new Map<number, Person>();
  if (quarter.index === 0) {
    const taught = CALLINGS.filter((c) => zone.natives.some((race) => race.classes.includes(c.id)));
    for (const c of taught) trainers.set(c.id, square.add(culture, `${c.name} ${c.trainer}`, 'trainer|quest_giver'));
  }
  return {
    name: quarter.name,
    quarter,
    culture,
    side: quarter.side,
    givers,
    traveller: square.add(culture, 'Traveller', 'quest_giver'),
    trainers,
  };
}

function writeCity(registry: Registry, zone: ZonePlan, shops: Shop[]): City {
  const city = zone.city as NonNullable<ZonePlan['city']>,
    cultures = city.cultures.map(cultureOf);
  const square = new Square(registry, zone.mapId, zone.x, zone.y, 60, CITY_HALF_YARDS / 70);
  const dice = new Dice(`people of ${city.name}`),
    titles = dice.shuffle(CITIZEN_TITLES),
    givers: Person[] = [];
  let n = 0;
  const next = (): Culture => at(cultures, n++);
  for (let i = 0; i < GIVERS_PER_CITY; i++) givers.push(square.add(next(), at(titles, i), 'quest_giver'));
  for (let i = 0; i < 3; i++) square.add(next(), 'Auctioneer', 'auctioneer', { auction_house_id: HOUSES[city.side] });
  for (let i = 0; i < 2; i++) square.add(next(), 'Banker', 'banker');
  square.add(next(), 'Flight Master', 'flight_master');
  const shop = (kind: Shop['kind'], title: string, roles: string, level: number): void => {
    const culture = next();
    shops.push({ person: square.add(culture, title, roles), kind, level, culture: culture.key, city: true });
  };
  shop('inn', 'Innkeeper', 'vendor|innkeeper', 60);
  shop('trader', 'General Goods', 'vendor', 60);
  shop('supplies', 'Trade Supplies', 'vendor', 60);
  for (const level of [15, 30, 45, 60]) shop('smith', 'Master Smith', 'vendor|repair', level);
  const played = new Set(RACES.filter((r) => city.side === 'neutral' || r.side === city.side).flatMap((r) => r.classes));
  for (const c of CALLINGS) if (played.has(c.id)) square.add(next(), `${c.name} ${c.trainer}`, 'trainer');
  return { name: city.name, zone, side: city.side, culture: at(cultures, 0), givers };
}
