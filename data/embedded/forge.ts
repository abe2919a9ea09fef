/** Makes single pieces of equipment: every number of a weapon or a piece of armour comes from here and the curves. */
import type { Row } from '../format/tables.js';
import { BUY_FACTOR, armorPoints, durability, sellPrice, statBudget, weaponDps } from './curves.js';
import type { Quality } from './curves.js';
import type { Draft } from './draft.js';
import type { Stat, WeaponType } from './words/gear.js';
import type { ArmorType } from './words/peoples.js';

/** A place on the body: inventory type, shares of armour and stats, durability. */
export interface SlotRule {
  readonly inventoryType: number;
  readonly armor: number;
  readonly stats: number;
  readonly durability: number;
}
const slot = (inventoryType: number, armor: number, stats: number, wear: number): SlotRule => ({
  inventoryType,
  armor,
  stats,
  durability: wear,
});

/** The eight places of body armour, in the order of the noun tables. */
export const BODY: readonly SlotRule[] = [
  slot(1, 0.81, 1, 60),
  slot(3, 0.75, 0.75, 60),
  slot(5, 1, 1, 100),
  slot(6, 0.56, 0.75, 35),
  slot(7, 0.875, 1, 75),
  slot(8, 0.69, 0.75, 50),
  slot(9, 0.44, 0.55, 35),
  slot(10, 0.62, 0.75, 35),
];
export const ROBE = slot(20, 1, 1, 100);
export const EXTRAS = {
  neck: slot(2, 0, 0.55, 0),
  finger: slot(11, 0, 0.55, 0),
  trinket: slot(12, 0, 0.7, 0),
  back: slot(16, 0.5, 0.55, 0),
  shield: slot(14, 1, 0.55, 85),
  held: slot(23, 0, 0.55, 0),
  relic: slot(28, 0, 0.32, 0),
} as const;

export type Shares = readonly (readonly [Stat, number])[];

export interface Order {
  readonly name: string;
  readonly quality: Quality;
  readonly itemLevel: number;
  readonly requiredLevel: number;
  readonly shares?: Shares;
  readonly bonding?: 'none' | 'pickup' | 'equip';
  readonly more?: Partial<Row<'item'>>;
}

const SUBCLASS: Readonly<Record<ArmorType | 'shield' | 'none', number>> = { none: 0, cloth: 1, leather: 2, mail: 3, plate: 4, shield: 6 };

/** What everything of worth shares: level, price, binding and stats. */
function common(order: Order, slotFactor: number): Partial<Row<'item'>> {
  const sell = sellPrice(order.itemLevel, order.quality, slotFactor);
  const binds = order.quality === 'poor' || order.quality === 'common' ? 'none' : 'equip';
  return {
    quality: order.quality,
    item_level: order.itemLevel,
    required_level: order.requiredLevel,
    sell_price_copper: sell,
    buy_price_copper: sell * BUY_FACTOR,
    bonding: order.bonding ?? binds,
  };
}

/** Spends the stat budget by shares of a hundred; every named stat gets at least one point. */
function writeStats(draft: Draft, id: number, order: Order, slotFactor: number): void {
  const budget = statBudget(order.itemLevel, order.quality, slotFactor);
  if (budget < 1) return;
  for (const [stat, share] of order.shares ?? []) draft.itemStat(id, stat, Math.max(1, Math.floor((budget * share) / 100)));
}

export function forgeArmor(draft: Draft, order: Order, type: ArmorType | 'shield' | 'none', place: SlotRule): number {
  const plain = place.armor === 0 || type === 'none';
  const row = draft.item({
    name: order.name,
    class: 'armor',
    subclass: SUBCLASS[type],
    inventory_type: place.inventoryType,
    ...common(order, place.armor === 0 ? 0.6 : 0.4 + 0.6 * place.armor),
    armor: plain ? 0 : armorPoints(type, order.itemLevel, order.quality, place.armor),
    max_durability: place.durability === 0 ? 0 : durability(place.durability, order.quality),
    ...order.more,
  });
  writeStats(draft, row.id, order, place.stats);
  return row.id;
}

/** Share of the stat budget: two-handers 1, ranged weapons 0.32, one-handers 0.42. */
const weaponStats = (inventoryType: number): number => (inventoryType === 17 ? 1 : [15, 25, 26].includes(inventoryType) ? 0.32 : 0.42);

export function forgeWeapon(draft: Draft, order: Order, type: WeaponType): number {
  const twoHanded = type.inventoryType === 17,
    thrown = type.inventoryType === 25;
  const mean = (weaponDps(order.itemLevel, order.quality, twoHanded) * type.speedMs) / 1000;
  const least = Math.max(1, Math.floor(mean * 0.75));
  const row = draft.item({
    name: order.name,
    class: 'weapon',
    subclass: type.subclass,
    inventory_type: type.inventoryType,
    ...common(order, twoHanded ? 1.5 : 1.2),
    min_damage: least,
    max_damage: Math.max(least + 1, Math.round(mean * 2 - least)),
    speed_ms: type.speedMs,
    max_durability: thrown ? 0 : durability(twoHanded ? 100 : 75, order.quality),
    ...order.more,
  });
  writeStats(draft, row.id, order, weaponStats(row.inventory_type));
  return row.id;
}
