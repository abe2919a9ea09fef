/** Races, classes, starting places and kits, base attributes, the level table, reputations and factions. */
import type { Row } from '../format/tables.js';
import { poolAt, statAt, xpToNext } from './curves.js';
import type { Draft } from './draft.js';
import { CALLINGS, CULTURES, RACES } from './words/peoples.js';
import type { Side } from './words/peoples.js';

export const MAX_LEVEL = 60;

/** Standing of a newcomer with his own side's peoples, with the other side's, and with neutral ones. */
const STANDING = { own: 3100, other: -9000, neutral: 0 } as const;

/** Enemies: key, name, attitude to both sides. */
const ENEMIES: readonly (readonly [string, string, 'hostile' | 'neutral'])[] = [
  ['game', 'Grazing Beasts', 'neutral'],
  ['timid', 'Timid Wildlife', 'neutral'],
  ['predators', 'Predators', 'hostile'],
  ['outlaws', 'Outlaws', 'hostile'],
  ['giants', 'Hillmaul Clans', 'hostile'],
  ['undead', 'The Unburied', 'hostile'],
  ['elementals', 'Unbound Elements', 'hostile'],
  ['dragonkin', 'Wyrmkin', 'hostile'],
  ['demons', 'The Pit', 'hostile'],
  ['machines', 'Runaway Engines', 'hostile'],
];

/** Ids of reputations (by culture) and of factions (by culture or enemy key). */
export interface Allegiances {
  readonly reputation: ReadonlyMap<string, number>;
  readonly faction: ReadonlyMap<string, number>;
}

const attitude = (side: Side, towards: Side): 'friendly' | 'hostile' => (side === 'neutral' || side === towards ? 'friendly' : 'hostile');
const standing = (side: Side, of: Side): number => (side === 'neutral' ? STANDING.neutral : side === of ? STANDING.own : STANDING.other);

export function writeAllegiances(draft: Draft): Allegiances {
  const reputation = new Map<string, number>(),
    faction = new Map<string, number>();
  for (const c of CULTURES) {
    const id = reputation.size + 1;
    draft.tables.reputation.push({ id, name: c.name, base_alliance: standing(c.side, 'alliance'), base_horde: standing(c.side, 'horde') });
    draft.tables.faction.push({
      id,
      name: c.name,
      to_alliance: attitude(c.side, 'alliance'),
      to_horde: attitude(c.side, 'horde'),
      reputation_id: id,
      derived: 0,
    });
    reputation.set(c.key, id);
    faction.set(c.key, id);
  }
  for (const [key, name, towards] of ENEMIES) {
    const id = faction.size + 1;
    draft.tables.faction.push({ id, name, to_alliance: towards, to_horde: towards, reputation_id: 0, derived: 0 });
    faction.set(key, id);
  }
  return { reputation, faction };
}

/** Writes races, classes, the level table and the attributes of every race and class that can be played. */
export function writePeoples(draft: Draft): void {
  const t = draft.tables;
  for (const r of RACES) t.race.push({ id: r.id, name: r.name, side: r.side });
  for (const c of CALLINGS) {
    t.class.push({
      id: c.id,
      name: c.name,
      role: c.role,
      power_stat: c.powerStat,
      armor_type: c.armor,
      mail_plate_level: c.armorLevel,
      weapons: c.weapons,
      shield: c.shield,
      dual_wield_level: c.dualWield,
    });
  }
  for (let level = 1; level < MAX_LEVEL; level++) t.level_xp.push({ level, xp_to_next: xpToNext(level) });
  for (const race of RACES) {
    for (const calling of CALLINGS) {
      if (!race.classes.includes(calling.id)) continue;
      for (let level = 1; level <= MAX_LEVEL; level++) t.base_stats.push(attributes(race, calling, level));
    }
  }
}

function attributes(race: (typeof RACES)[number], calling: (typeof CALLINGS)[number], level: number): Row<'base_stats'> {
  const [strength, agility, stamina, intellect, spirit] = [0, 1, 2, 3, 4].map(
    (i) => statAt(calling.young[i] as number, calling.old[i] as number, level) + (race.bonus[i] as number),
  ) as [number, number, number, number, number];
  return {
    race_id: race.id,
    class_id: calling.id,
    level,
    strength,
    agility,
    stamina,
    intellect,
    spirit,
    health: poolAt(calling.health[0], calling.health[1], level),
    mana: poolAt(calling.mana[0], calling.mana[1], level),
  };
}

/** Bit of a race or class id in a mask. */
export const bit = (id: number): number => 1 << (id - 1);

/** Mask of the races of a side; 0 (all) for neutral. */
export function raceMask(side: Side): number {
  return side === 'neutral' ? 0 : RACES.filter((r) => r.side === side).reduce((mask, r) => mask | bit(r.id), 0);
}
