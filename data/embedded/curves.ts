/**
 * The numbers of the world: one formula for each kind of thing, of integers and straight lines only
 * (no powers or transcendental functions, whose last digits differ between machines).
 * Magnitudes follow a level-60 world of the classic kind.
 */
import { at } from './random.js';

/** Experience from level 1-59 to the next: (8 L + d) kills of (45 + 5 L), where d lengthens levels from 29 on. Rounded to 100. */
export function xpToNext(level: number): number {
  const longer = level < 29 ? 0 : level < 32 ? at([1, 3, 6], level - 29) : 5 * (level - 30);
  return Math.round(((8 * level + longer) * (45 + 5 * level)) / 100) * 100;
}

/** Straight lines between points (level, value), level ascending. */
export function along(points: readonly (readonly [number, number])[], level: number): number {
  let [l0, v0] = at(points, 0);
  for (const [l1, v1] of points) {
    if (level <= l1) return l1 === l0 ? v1 : v0 + ((v1 - v0) * (level - l0)) / (l1 - l0);
    [l0, v0] = [l1, v1];
  }
  return v0;
}

const QUEST_XP = [
  [1, 90],
  [5, 250],
  [10, 850],
  [20, 1700],
  [30, 2700],
  [40, 4000],
  [50, 5400],
  [60, 7400],
] as const;
const QUEST_MONEY = [
  [1, 8],
  [5, 45],
  [10, 250],
  [20, 900],
  [30, 2000],
  [40, 3600],
  [50, 5200],
  [60, 7000],
] as const;

/** Full experience of an ordinary quest of a level. */
export const questXp = (level: number): number => along(QUEST_XP, level);
/** Money of an ordinary quest of a level, copper. */
export const questMoneyCopper = (level: number): number => along(QUEST_MONEY, level);

export type Rank = 'normal' | 'elite' | 'rare_elite' | 'boss' | 'rare';
const RANK_HEALTH: Readonly<Record<Rank, number>> = { normal: 1, rare: 1.4, elite: 2.7, rare_elite: 3, boss: 6 };
const RANK_DAMAGE: Readonly<Record<Rank, number>> = { normal: 1, rare: 1.15, elite: 1.6, rare_elite: 1.65, boss: 2 };

/** Health of a creature: 35 + 10 L + 0.7 L^2, times the factors of its rank and build. */
export function creatureHealth(level: number, rank: Rank, build = 1): number {
  return Math.round((35 + 10 * level + 0.7 * level * level) * RANK_HEALTH[rank] * build);
}

/** Damage of a blow every two seconds: least 0.6 + L + 0.02 L^2, greatest 1.35 times that plus 1. */
export function creatureDamage(level: number, rank: Rank, build = 1): { min: number; max: number } {
  const least = (0.6 + level + 0.02 * level * level) * RANK_DAMAGE[rank] * build;
  return { min: Math.round(least * 10) / 10, max: Math.round((1.35 * least + 1) * 10) / 10 };
}

/** Armour of a creature: 10 + 35 L. */
export const creatureArmor = (level: number, build = 1): number => Math.round((10 + 35 * level) * build);

/** Coins dropped, copper: from 0.6 L + 0.07 L^2 to 2 L + 0.22 L^2 (about 9 silver at 60), elites three times as much. */
export function creatureMoney(level: number, rank: Rank): { min: number; max: number } {
  const factor = rank === 'normal' ? 1 : rank === 'boss' ? 10 : 3;
  return { min: Math.floor((0.6 * level + 0.07 * level * level) * factor), max: Math.ceil((2 * level + 0.22 * level * level) * factor) };
}

export type Quality = 'poor' | 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary' | 'artifact';
interface QualityFactors {
  readonly damage: number;
  readonly budget: number;
  readonly price: number;
  readonly armor: number;
  readonly durability: number;
}
const QUALITY: Readonly<Record<Quality, QualityFactors>> = {
  poor: { damage: 0.7, budget: 0, price: 0.3, armor: 0.75, durability: 0.7 },
  common: { damage: 0.85, budget: 0, price: 0.5, armor: 0.9, durability: 0.85 },
  uncommon: { damage: 1, budget: 1, price: 1, armor: 1, durability: 1 },
  rare: { damage: 1.12, budget: 1.25, price: 1.4, armor: 1.1, durability: 1.15 },
  epic: { damage: 1.28, budget: 1.6, price: 2, armor: 1.22, durability: 1.35 },
  legendary: { damage: 1.45, budget: 2, price: 3, armor: 1.35, durability: 1.6 },
  artifact: { damage: 1.6, budget: 2.4, price: 4, armor: 1.5, durability: 1.8 },
};

/** Damage a second of a weapon: (1.5 + 0.62 item level), times quality, times 1.3 for two-handers. */
export function weaponDps(itemLevel: number, quality: Quality, twoHanded: boolean): number {
  return (1.5 + 0.62 * itemLevel) * QUALITY[quality].damage * (twoHanded ? 1.3 : 1);
}

/** Stat points of an item: 0.6 x item level x quality x slot, rounded down; nothing below uncommon. */
export function statBudget(itemLevel: number, quality: Quality, slotFactor: number): number {
  return Math.floor(0.6 * itemLevel * QUALITY[quality].budget * slotFactor);
}

/** Armour points of each type per item level for a chest piece of uncommon quality, and where they begin. */
const ARMOR_LINE = { cloth: [4, 1.35], leather: [12, 2.75], mail: [22, 5.6], plate: [40, 9.4], shield: [50, 30] } as const;
export function armorPoints(type: keyof typeof ARMOR_LINE, itemLevel: number, quality: Quality, slotFactor: number): number {
  const [base, slope] = ARMOR_LINE[type];
  return Math.max(1, Math.round((base + slope * itemLevel) * QUALITY[quality].armor * slotFactor));
}

/** What a vendor pays, copper: (0.04 l^3 + 0.3 l^2 + l) x quality x slot; he asks five times that. */
export function sellPrice(itemLevel: number, quality: Quality, slotFactor: number): number {
  const l = itemLevel;
  return Math.max(1, Math.floor((0.04 * l * l * l + 0.3 * l * l + l) * QUALITY[quality].price * slotFactor));
}
export const BUY_FACTOR = 5;

/** Durability when new: `base` of the slot, 25 to 120, times quality. */
export const durability = (base: number, quality: Quality): number => Math.round((base * QUALITY[quality].durability) / 5) * 5;

/** A stat between its values at levels 1 and 60, growing evenly. */
export const statAt = (young: number, old: number, level: number): number => Math.round(young + ((old - young) * (level - 1)) / 59);

/** Base health or mana between levels 1 and 60: a little under half grows evenly, the rest with the square of the level. */
export function poolAt(young: number, old: number, level: number): number {
  const t = (level - 1) / 59;
  return Math.round(young + (old - young) * (0.45 * t + 0.55 * t * t));
}
