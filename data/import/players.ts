/** Races, classes, starting places and kits, attributes and level tables. */
import { UserError } from '../../engine/errors.js';
import { badPlace, clampInt, yards } from './context.js';
import type { ImportContext } from './context.js';

/** Bits of the races of each side, and of all races and classes. */
export interface Masks {
  readonly alliance: number;
  readonly horde: number;
  readonly races: number;
  readonly classes: number;
}

const bit = (id: number): number => 2 ** (id - 1);

export function masksOf(ctx: ImportContext): Masks {
  const sum = (side: string): number => ctx.facts.races.filter((race) => race.side === side).reduce((mask, race) => mask + bit(race.id), 0);
  return {
    alliance: sum('alliance'),
    horde: sum('horde'),
    races: ctx.facts.races.reduce((mask, race) => mask + bit(race.id), 0),
    classes: ctx.facts.classes.reduce((mask, entry) => mask + bit(entry.id), 0),
  };
}

/** A mask as the format has it: 0 when it holds all, or nothing that exists. */
export function normalMask(mask: number, all: number): number {
  const inside = mask < 0 ? all : (mask & all) >>> 0;
  return inside === all ? 0 : inside;
}

/** Add race, class, start, base_stats and level_xp rows. @throws UserError when no character can start. */
export function importPlayers(ctx: ImportContext): void {
  const { world, facts, src, report } = ctx;
  for (const race of facts.races) world.race.push({ ...race });
  for (const entry of facts.classes) {
    world.class.push({
      id: entry.id,
      name: entry.name,
      role: entry.role,
      power_stat: entry.power_stat,
      armor_type: entry.armor_type,
      mail_plate_level: entry.mail_plate_level,
      weapons: entry.weapons.join('|'),
      shield: entry.shield ? 1 : 0,
      dual_wield_level: entry.dual_wield_level,
    });
  }
  const races = new Set(facts.races.map((race) => race.id));
  const classes = new Set(facts.classes.map((entry) => entry.id));
  const seen = new Set<string>();
  for (const row of src.playercreateinfo) {
    const key = `${row.race}/${row.class}`;
    if (!races.has(row.race) || !classes.has(row.class)) report.drop('playercreateinfo', 'race or class not in the facts');
    else if (badPlace(row.map, row.x, row.y)) report.drop('playercreateinfo', 'place out of range');
    else if (seen.has(key)) report.drop('playercreateinfo', 'duplicate race and class');
    else {
      seen.add(key);
      world.start.push({ race_id: row.race, class_id: row.class, map_id: row.map, x_yards: yards(row.x), y_yards: yards(row.y) });
    }
  }
  if (world.start.length === 0)
    throw new UserError('dump-no-start', 'no starting place for any known race and class (table playercreateinfo); expected at least one');
  world.start.sort((a, b) => a.race_id - b.race_id || a.class_id - b.class_id);
  importStats(ctx, seen);
  importLevels(ctx);
}

function importStats(ctx: ImportContext, playable: Set<string>): void {
  const { world, src, report } = ctx;
  const classLevels = new Map(src.player_classlevelstats.map((row) => [row.class * 1000 + row.level, row]));
  const seen = new Set<string>();
  for (const row of src.player_levelstats) {
    const base = classLevels.get(row.class * 1000 + row.level);
    const key = `${row.race}/${row.class}/${row.level}`;
    if (!playable.has(`${row.race}/${row.class}`)) report.drop('player_levelstats', 'race and class without a starting place');
    else if (base === undefined) report.drop('player_levelstats', 'no player_classlevelstats row for class and level');
    else if (row.level < 1 || row.level > 255) report.drop('player_levelstats', 'level out of range');
    else if (seen.has(key)) report.drop('player_levelstats', 'duplicate');
    else {
      seen.add(key);
      const stat = (value: number): number => clampInt(value, 0, 9999);
      world.base_stats.push({
        race_id: row.race,
        class_id: row.class,
        level: row.level,
        strength: stat(row.strength),
        agility: stat(row.agility),
        stamina: stat(row.stamina),
        intellect: stat(row.intellect),
        spirit: stat(row.spirit),
        health: clampInt(base.health, 1, 1_000_000),
        mana: clampInt(base.mana, 0, 1_000_000),
      });
    }
  }
  world.base_stats.sort((a, b) => a.race_id - b.race_id || a.class_id - b.class_id || a.level - b.level);
  const have = new Set(world.base_stats.map((row) => `${row.race_id}/${row.class_id}`));
  const bare = [...playable].filter((key) => !have.has(key));
  if (bare.length > 0)
    throw new UserError(
      'dump-no-stats',
      `no attributes for race/class ${bare.join(', ')} (tables player_levelstats, player_classlevelstats)`,
    );
}

/** The highest level a character can have. */
export function maxLevelOf(ctx: ImportContext): number {
  return ctx.world.base_stats.reduce((max, row) => Math.max(max, row.level), 1);
}

function importLevels(ctx: ImportContext): void {
  const { world, src, report } = ctx;
  const max = maxLevelOf(ctx);
  const seen = new Set<number>();
  for (const row of src.player_xp_for_level) {
    if (row.level < 1 || row.level >= Math.max(2, max)) report.drop('player_xp_for_level', 'beyond the highest level');
    else if (row.xp < 1) report.drop('player_xp_for_level', 'no experience given');
    else if (seen.has(row.level)) report.drop('player_xp_for_level', 'duplicate level');
    else {
      seen.add(row.level);
      world.level_xp.push({ level: row.level, xp_to_next: clampInt(row.xp, 1, 2_147_483_646) });
    }
  }
  world.level_xp.sort((a, b) => a.level - b.level);
}
