/**
 * What a point of each stat is worth to each role, in hundredths of a point of the stat that raises its damage.
 *
 * Reasoning (classic rules of thumb, not taken from a simulation):
 * - the power stat is the unit, 100;
 * - stamina gives 10 health: most to a tank, who is hit, least to those who stand behind; a point of health is a tenth of that;
 * - intellect gives 15 mana, so a point of mana is about a fifteenth of intellect for those who live off it; spirit brings it back;
 * - one point of damage a second is 14 attack power, that is 7 strength at 2 attack power a point; agility gives half as much attack
 *   power a point but criticals and armour too, so a point of damage is worth somewhat less than 14 of it;
 * - an off-hand weapon does half its damage; a ranged weapon is what a ranged class fights with, and a toy to the others.
 */
import { STATS } from '../../data/format/tables.js';

export interface RoleWeights {
  /** By stat in the order of STATS: strength agility stamina intellect spirit health mana. */
  readonly stat: Int32Array;
  readonly armor: number;
  /** For one point of damage a second of the weapon in each hand, and of the ranged weapon. */
  readonly mainDps: number;
  readonly offDps: number;
  readonly rangedDps: number;
}

/** Stats that can raise damage, as positions in STATS. */
export const PowerStat = { strength: 0, agility: 1, intellect: 3 } as const;
/** Roles of classes, as in the world content. */
export const Role = { tank: 0, melee: 1, ranged: 2, caster: 3, healer: 4 } as const;
const ROLES = 5;

/** Rows by role: strength agility stamina intellect spirit health mana | armor | weight of the power stat. */
const TABLE = [
  [50, 50, 120, 5, 5, 12, 0, 6, 80],
  [40, 50, 50, 5, 5, 5, 0, 1, 100],
  [15, 60, 45, 15, 10, 4, 1, 1, 100],
  [1, 2, 45, 80, 35, 4, 6, 1, 100],
  [1, 2, 45, 80, 60, 4, 6, 1, 100],
] as const;
const ARMOR_COLUMN = 7;
const POWER_COLUMN = 8;

/** Weight of a point of damage a second by the stat that raises it. */
const DPS_BY_POWER: { readonly [stat: number]: number } = {
  [PowerStat.strength]: 700,
  [PowerStat.agility]: 1000,
  [PowerStat.intellect]: 20,
};
const TOY_DPS = 30;
const WAND_DPS = 100;

const WEIGHTS = TABLE.flatMap((_, role) => STATS.map((_stat, power) => makeWeights(role, power)));

function makeWeights(role: number, power: number): RoleWeights {
  const row = TABLE[role]!;
  const stat = Int32Array.from(STATS, (_, s) => (s === power ? row[POWER_COLUMN] : row[s]!));
  const dps = DPS_BY_POWER[power] ?? TOY_DPS;
  const armor = row[ARMOR_COLUMN];
  if (role === Role.ranged) return { stat, armor, mainDps: TOY_DPS, offDps: TOY_DPS / 2, rangedDps: dps };
  if (power === PowerStat.intellect) return { stat, armor, mainDps: dps, offDps: dps / 2, rangedDps: WAND_DPS };
  return { stat, armor, mainDps: dps, offDps: dps / 2, rangedDps: TOY_DPS };
}

/** Weights of a role whose damage rises with a stat (position in STATS). */
export function weightsOf(role: number, powerStat: number): RoleWeights {
  return WEIGHTS[Math.min(role, ROLES - 1) * STATS.length + powerStat]!;
}
