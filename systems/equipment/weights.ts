/** Stat weights of the classes of a world: those of their roles (data/stat-weights.ts), with what the world itself says in their place. */
import type { WorldContent } from '../../data/content.js';
import { STATS, WEIGHTED_STATS } from '../../data/format/words.js';
import { DPS_WEIGHTS, ROLE_WEIGHTS, TOY_DPS, WAND_DPS } from '../../data/stat-weights.js';
import { perContent } from './per-content.js';

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

const WEIGHTS = ROLE_WEIGHTS.flatMap((_, role) => STATS.map((_stat, power) => makeWeights(role, power)));

function makeWeights(role: number, power: number): RoleWeights {
  const row = ROLE_WEIGHTS[role]!;
  const stat = Int32Array.from(STATS, (_, s) => (s === power ? row.power : row.stat[s]!));
  const dps = DPS_WEIGHTS[STATS[power] as keyof typeof DPS_WEIGHTS]?.weight ?? TOY_DPS;
  const { armor } = row;
  if (role === Role.ranged) return { stat, armor, mainDps: TOY_DPS, offDps: TOY_DPS / 2, rangedDps: dps };
  if (power === PowerStat.intellect) return { stat, armor, mainDps: dps, offDps: dps / 2, rangedDps: WAND_DPS };
  return { stat, armor, mainDps: dps, offDps: dps / 2, rangedDps: TOY_DPS };
}

/** Weights of a role whose damage rises with a stat (position in STATS). */
export function weightsOf(role: number, powerStat: number): RoleWeights {
  return WEIGHTS[Math.min(role, ROLE_WEIGHTS.length - 1) * STATS.length + powerStat]!;
}

/** Weights of every class of a content. */
export const classWeights = perContent((content: WorldContent): readonly RoleWeights[] =>
  content.classes.name.map((_, cls) => withRows(content, cls, weightsOf(content.classes.role[cls]!, content.classes.powerStat[cls]!))),
);

/** Weights with the rows of a world in place of those of the role. */
function withRows({ statWeights }: WorldContent, cls: number, role: RoleWeights): RoleWeights {
  const own = { ...role, stat: role.stat.slice() };
  for (let row = 0; row < statWeights.count; row++) {
    if (statWeights.cls[row] !== cls) continue;
    const weight = statWeights.weight[row]!;
    const word = WEIGHTED_STATS[statWeights.stat[row]!]!;
    const stat = (STATS as readonly string[]).indexOf(word);
    if (stat >= 0) own.stat[stat] = weight;
    else if (word === 'armor') own.armor = weight;
    else if (word === 'main_dps') own.mainDps = weight;
    else if (word === 'off_dps') own.offDps = weight;
    else own.rangedDps = weight;
  }
  return own;
}
