/** Races, classes, where and with what characters start, and what they are at each level. */
import { InternalError } from '../../engine/errors.js';
import type { BaseStats, Classes, Factions, Races, Reputations, WorldContent } from '../content.js';
import { ARMOR_TYPES, ATTITUDES, CLASS_ROLES, SIDES, STATS, WEAPON_SUBCLASSES, WEAPON_TYPES } from '../format/words.js';
import type { Row, WorldTables } from '../format/tables.js';
import { centi, i32, u8, wordMask, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';

export const sideNumber = wordNumber(SIDES);
export const attitudeNumber = wordNumber(ATTITUDES);
export const statNumber = wordNumber(STATS);

export function compileRaces(rows: readonly Row<'race'>[]): Races {
  return { count: rows.length, id: i32(rows, (r) => r.id), name: rows.map((r) => r.name), side: u8(rows, (r) => sideNumber(r.side)) };
}

export function compileClasses(rows: readonly Row<'class'>[]): Classes {
  const role = wordNumber(CLASS_ROLES);
  const armor = wordNumber(ARMOR_TYPES);
  const weapons = wordMask(WEAPON_TYPES);
  const subclasses = (cell: string): number => {
    const words = weapons(cell);
    return WEAPON_SUBCLASSES.reduce((mask: number, subclass, i) => (((words >> i) & 1) === 1 ? mask | (1 << subclass) : mask), 0);
  };
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    role: u8(rows, (r) => role(r.role)),
    powerStat: u8(rows, (r) => statNumber(r.power_stat)),
    armorType: u8(rows, (r) => armor(r.armor_type) + 1),
    armorLevel: u8(rows, (r) => r.mail_plate_level),
    weaponMask: i32(rows, (r) => subclasses(r.weapons)),
    shield: u8(rows, (r) => r.shield),
    dualWieldLevel: u8(rows, (r) => r.dual_wield_level),
  };
}

export function compileFactions(rows: readonly Row<'faction'>[], reputations: IdIndex): Factions {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    toAlliance: u8(rows, (r) => attitudeNumber(r.to_alliance)),
    toHorde: u8(rows, (r) => attitudeNumber(r.to_horde)),
    reputation: i32(rows, (r) => reputations.maybe(r.reputation_id)),
  };
}

export function compileReputations(rows: readonly Row<'reputation'>[]): Reputations {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    baseAlliance: i32(rows, (r) => r.base_alliance),
    baseHorde: i32(rows, (r) => r.base_horde),
  };
}

export function compileStarts(
  tables: WorldTables,
  races: IdIndex,
  classes: IdIndex,
  maps: IdIndex,
  items: IdIndex,
): Pick<WorldContent, 'starts' | 'startItems'> {
  const { start, start_item: kit } = tables;
  return {
    starts: {
      count: start.length,
      race: i32(start, (r) => races.of(r.race_id)),
      cls: i32(start, (r) => classes.of(r.class_id)),
      map: i32(start, (r) => maps.of(r.map_id)),
      x: i32(start, (r) => centi(r.x_yards)),
      y: i32(start, (r) => centi(r.y_yards)),
    },
    startItems: {
      count: kit.length,
      race: i32(kit, (r) => races.maybe(r.race_id)),
      cls: i32(kit, (r) => classes.maybe(r.class_id)),
      item: i32(kit, (r) => items.of(r.item_id)),
      units: i32(kit, (r) => r.count),
    },
  };
}

/** `xpToNext[level]`; 0 at index 0 and at the highest level. */
export function compileXp(rows: readonly Row<'level_xp'>[], maxLevel: number): Int32Array {
  const xpToNext = new Int32Array(maxLevel + 1);
  for (const row of rows) if (row.level < maxLevel) xpToNext[row.level] = row.xp_to_next;
  return xpToNext;
}

/**
 * Attributes by race, class and level, for every pair that has a start.
 *
 * A level takes the nearest row at or below it among the rows of its own race; where the race has none at or below it, among those
 * of race 0.
 */
export function compileBaseStats(tables: WorldTables, maxLevel: number, races: IdIndex, classes: IdIndex): BaseStats {
  const classCount = tables.class.length;
  const base = new Int32Array(tables.race.length * classCount).fill(-1);
  const values = new Int32Array(tables.start.length * maxLevel * STATS.length);
  const levels = rowsByPair(tables.base_stats);
  tables.start.forEach((start, pair) => {
    const offset = pair * maxLevel * STATS.length;
    base[races.of(start.race_id) * classCount + classes.of(start.class_id)] = offset;
    for (const raceId of [0, start.race_id]) {
      fillLevels(values, offset, maxLevel, levels.get(pairKey(raceId, start.class_id)) ?? []);
    }
  });
  return {
    values,
    offset(race, cls, level) {
      const offset = base[race * classCount + cls];
      if (offset === undefined || offset < 0 || level < 1 || level > maxLevel) {
        throw new InternalError('base-stats-missing', `no base stats of race ${race}, class ${cls}, level ${level}`);
      }
      return offset + (level - 1) * STATS.length;
    },
  };
}

function pairKey(raceId: number, classId: number): string {
  return `${raceId}/${classId}`;
}

/** The rows of each race and class; the tables are sorted, so by ascending level. */
function rowsByPair(rows: readonly Row<'base_stats'>[]): Map<string, Row<'base_stats'>[]> {
  const pairs = new Map<string, Row<'base_stats'>[]>();
  for (const row of rows) {
    const key = pairKey(row.race_id, row.class_id);
    const list = pairs.get(key);
    if (list === undefined) pairs.set(key, [row]);
    else list.push(row);
  }
  return pairs;
}

function fillLevels(values: Int32Array, offset: number, maxLevel: number, rows: readonly Row<'base_stats'>[]): void {
  rows.forEach((row, i) => {
    const numbers = [row.strength, row.agility, row.stamina, row.intellect, row.spirit, row.health, row.mana];
    const end = Math.min(maxLevel, (rows[i + 1]?.level ?? maxLevel + 1) - 1);
    for (let level = row.level; level <= end; level++) values.set(numbers, offset + (level - 1) * STATS.length);
  });
}
