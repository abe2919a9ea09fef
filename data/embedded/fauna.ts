/** Creatures of the open world: which families live around which town, in what forms, and where each stands. */
import type { Row } from '../format/tables.js';
import { creatureArmor, creatureDamage, creatureHealth, creatureMoney } from './curves.js';
import type { Rank } from './curves.js';
import type { Draft } from './draft.js';
import type { Allegiances } from './peoples.js';
import type { Camp, Quarter, ZonePlan } from './plan.js';
import { Dice, at } from './random.js';
import { DREAD_FIRST, DREAD_LAST, FAMILIES, VILLAINS } from './words/families.js';
import type { Family } from './words/families.js';

/** A kind of creature and where it is found. */
export interface Species {
  readonly row: Row<'creature'>;
  readonly family: Family;
  /** The word that stands for `%` in its family's names. */
  readonly label: string;
  /** How quests speak of its kind. */
  readonly many: string;
  readonly camps: readonly Camp[];
}

/** The creatures of a quarter: six kinds, and one of them that is feared by name. */
export interface Fauna {
  readonly quarter: Quarter;
  readonly species: readonly Species[];
  readonly named: Species;
}

/** Families that go by the name of a gang. */
const GANGED: ReadonlySet<string> = new Set(['bandit', 'cultist', 'poacher', 'deserter']);
/** Kinds that carry coins. */
const MONEYED: ReadonlySet<string> = new Set(['humanoid', 'undead', 'demon', 'giant', 'dragonkin']);
const RESPAWN_SECONDS = { crowded: 120, low: 240, high: 360, elite: 600, named: 150, rare: 5400 } as const;

/** Offsets of spots in a camp, on a grid of one, nearest to the middle first. */
const SPOTS: readonly (readonly [number, number])[] = (() => {
  const all: [number, number][] = [];
  for (let i = -4; i <= 4; i++) for (let j = -4; j <= 4; j++) all.push([i, j]);
  return all.sort((a, b) => a[0] * a[0] + a[1] * a[1] - (b[0] * b[0] + b[1] * b[1]) || a[0] - b[0] || a[1] - b[1]);
})();

/** Writes a creature by level, rank and the build of its family. */
export function writeEnemy(
  draft: Draft,
  name: string,
  family: Family,
  minLevel: number,
  maxLevel: number,
  rank: Rank,
  factionId: number,
): Row<'creature'> {
  const [healthFactor, damageFactor, armorFactor] = family.build;
  const mean = (minLevel + maxLevel) / 2,
    damage = creatureDamage(mean, rank, damageFactor),
    money = MONEYED.has(family.kind) ? creatureMoney(mean, rank) : { min: 0, max: 0 };
  const row = draft.creature({
    name,
    min_level: minLevel,
    max_level: maxLevel,
    rank,
    kind: family.kind,
    faction_id: factionId,
    min_health: creatureHealth(minLevel, rank, healthFactor),
    max_health: creatureHealth(maxLevel, rank, healthFactor),
    min_damage: damage.min,
    max_damage: damage.max,
    armor: creatureArmor(mean, armorFactor),
    min_money_copper: money.min,
    max_money_copper: money.max,
  });
  row.loot_id = row.id;
  return row;
}

/** Fills a camp: `count` spots 10 to 13 yards apart, each off its place by up to 2.5 yards. */
export function populate(
  draft: Draft,
  dice: Dice,
  mapId: number,
  creatureId: number,
  x: number,
  y: number,
  count: number,
  respawnSeconds: number,
): void {
  const spacing = dice.between(100, 130) / 10;
  for (const [i, j] of SPOTS.slice(0, count)) {
    draft.spawn(
      creatureId,
      mapId,
      x + i * spacing + dice.between(-25, 25) / 10,
      y + j * spacing + dice.between(-25, 25) / 10,
      respawnSeconds,
    );
  }
}

export function writeFauna(draft: Draft, zones: readonly ZonePlan[], sides: Allegiances): Fauna[] {
  const villains = new Dice('villains').shuffle(VILLAINS);
  const dread = new Dice('dread').shuffle(DREAD_FIRST.flatMap((a) => DREAD_LAST.map((b) => a + b)));
  const out: Fauna[] = [];
  for (const zone of zones) {
    const namer = zoneNamer(zone);
    for (const quarter of zone.quarters) {
      const keys = at(zone.template.fauna, quarter.index),
        kinds = keys.map((key) => FAMILIES.get(key) as Family);
      const forms = kinds.map((family) => namer(family)),
        species: Species[] = [];
      for (let i = 0; i < 6; i++) species.push(writeSpecies(draft, sides, quarter, i, at(kinds, i % 3), at(forms, i % 3)));
      const chief = at(kinds, out.length),
        label = at(forms, out.length).label;
      const name = chief.kind === 'humanoid' ? (villains.pop() as string) : (dread.pop() as string);
      out.push({ quarter, species, named: writeNamed(draft, sides, quarter, chief, label, name) });
    }
  }
  return out;
}

interface Forms {
  readonly label: string;
  readonly names: readonly [string, string];
}

/** Hands out the forms of a family within a zone: each quarter gets the next two, higher zones begin with higher forms. */
function zoneNamer(zone: ZonePlan): (family: Family) => Forms {
  const t = zone.template,
    flat = t.fauna.flat(),
    used = new Map<string, number>(),
    gangs: string[] = [];
  for (const key of flat) if (GANGED.has(key) && !gangs.includes(key)) gangs.push(key);
  return (family) => {
    const uses = flat.filter((key) => key === family.key).length,
      turn = used.get(family.key) ?? 0;
    used.set(family.key, turn + 1);
    const start = Math.floor(((family.forms.length - 2 * uses) * Math.min(45, t.minLevel)) / 50);
    const label = GANGED.has(family.key) ? at(t.gangs, gangs.indexOf(family.key)) : t.prefix;
    const form = (n: number): string => at(family.forms, start + n).replace('%', label);
    return { label, names: [form(2 * turn), form(2 * turn + 1)] };
  };
}

function writeSpecies(draft: Draft, sides: Allegiances, quarter: Quarter, index: number, family: Family, forms: Forms): Species {
  const strong = index >= 3,
    wilds = quarter.index === 3,
    rank: Rank = wilds && index === 5 ? 'elite' : 'normal';
  const lowest = quarter.minLevel,
    span = quarter.maxLevel - lowest;
  const base = strong ? quarter.maxLevel - (index === 3 ? 1 : 0) : lowest + (index === 2 ? Math.floor(span / 3) : 0);
  const minLevel = strong ? Math.max(lowest, base - 1) : base,
    maxLevel = strong ? base : Math.min(base + 1, quarter.maxLevel);
  // Beginners must be able to choose their fights: what lives around their first town attacks nobody.
  const gentle = quarter.minLevel < 3 && !strong;
  const factionId = sides.faction.get(gentle ? 'timid' : family.faction) as number;
  const row = writeEnemy(draft, at(forms.names, strong ? 1 : 0), family, minLevel, maxLevel, rank, factionId);
  const camps = quarter.camps.filter((camp) => camp.creature === index);
  const dice = new Dice(`camps of ${quarter.name}`, index);
  for (const camp of camps) {
    const crowded = quarter.minLevel < 3;
    const count = rank === 'elite' ? dice.between(20, 26) : crowded ? dice.between(36, 45) : dice.between(24, 35);
    const respawn =
      rank === 'elite' ? RESPAWN_SECONDS.elite : crowded ? RESPAWN_SECONDS.crowded : strong ? RESPAWN_SECONDS.high : RESPAWN_SECONDS.low;
    populate(draft, dice, quarter.zone.mapId, row.id, camp.x, camp.y, count, respawn);
  }
  return { row, family, label: forms.label, many: GANGED.has(family.key) ? `${forms.label} ${family.many}` : family.many, camps };
}

/** The feared one: near towns it stands in three places so that nobody waits long; in the wilds it is rare and strong. */
function writeNamed(draft: Draft, sides: Allegiances, quarter: Quarter, family: Family, label: string, name: string): Species {
  const wilds = quarter.index === 3,
    level = Math.min(60, quarter.maxLevel + (wilds ? 1 : 0)),
    rank: Rank = wilds ? 'rare_elite' : 'rare';
  const row = writeEnemy(draft, name, family, level, level, rank, sides.faction.get(family.faction) as number);
  const camps = quarter.camps.filter((camp) => camp.ring === 2).slice(0, wilds ? 1 : 3);
  // Between the spots of the camp's own creatures: half a grid step off.
  for (const camp of camps)
    draft.spawn(row.id, quarter.zone.mapId, camp.x + 5.8, camp.y + 5.8, wilds ? RESPAWN_SECONDS.rare : RESPAWN_SECONDS.named);
  return { row, family, label, many: name, camps };
}
