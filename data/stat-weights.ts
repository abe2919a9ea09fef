/**
 * What a point of each stat is worth to each role, in hundredths of a point of the stat that raises its damage. A world may give other
 * weights to a class (table `stat_weight`), and a scenario may add such rows to its world.
 *
 * Each figure follows from what the stat does in the 1.12 rules; `source` says how. They are rules of thumb, not the result of a
 * simulation of abilities.
 */
import type { STATS } from './format/words.js';

export type Stat = (typeof STATS)[number];

export interface RoleRow {
  readonly role: 'tank' | 'melee' | 'ranged' | 'caster' | 'healer';
  /** strength agility stamina intellect spirit health mana */
  readonly stat: readonly number[];
  readonly armor: number;
  /** Weight of the stat that raises damage, whichever it is. */
  readonly power: number;
  readonly source: string;
}

export const ROLE_WEIGHTS: readonly RoleRow[] = [
  {
    role: 'tank',
    stat: [50, 50, 120, 5, 5, 12, 0],
    armor: 6,
    power: 80,
    source: 'one who is hit values health before damage; 1 stamina = 10 health; armour counts because it lowers every blow',
  },
  {
    role: 'melee',
    stat: [40, 50, 50, 5, 5, 5, 0],
    armor: 1,
    power: 100,
    source: 'strength 2 attack power, agility 1 and critical hits for those it serves; half a point of damage for a point of survival',
  },
  {
    role: 'ranged',
    stat: [15, 60, 45, 15, 10, 4, 1],
    armor: 1,
    power: 100,
    source: 'agility 2 ranged attack power and critical hits; intellect 15 mana for shots',
  },
  {
    role: 'caster',
    stat: [1, 2, 45, 80, 35, 4, 6],
    armor: 1,
    power: 100,
    source: 'intellect 15 mana and spell critical hits; spirit brings mana back; 1 mana = 1/15 intellect',
  },
  {
    role: 'healer',
    stat: [1, 2, 45, 80, 60, 4, 6],
    armor: 1,
    power: 100,
    source: 'as caster, with longer fights: spirit counts more',
  },
];

/** For one point of damage a second, by the stat that raises damage: 14 attack power are one point a second. */
export const DPS_WEIGHTS: {
  readonly [power in 'strength' | 'agility' | 'intellect']: { readonly weight: number; readonly source: string };
} = {
  strength: { weight: 700, source: '14 attack power = 7 strength at 2 attack power a point' },
  agility: { weight: 1000, source: '14 attack power at 1 a point, less for what agility gives besides (criticals, armour)' },
  intellect: { weight: 20, source: 'casters seldom swing' },
};
/** A weapon that its owner does not fight with, and a wand. */
export const TOY_DPS = 30;
export const WAND_DPS = 100;
