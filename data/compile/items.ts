/** Items, sets, what vendors list, and what repairs cost. */
import type { Enchants, Items, ItemSets, StatWeights, WorldContent } from '../content.js';
import { BONDINGS, ITEM_CLASSES, QUALITIES, REPAIR_KINDS, STATS, WEIGHTED_STATS } from '../format/words.js';
import type { Row, WorldTables } from '../format/tables.js';
import { centi, csrGather, csrOffsets, csr, i32, u8, upTo, wordNumber } from './columns.js';
import type { IdIndex } from './columns.js';
import { secondsToMs } from './creatures.js';
import type { LootIndex } from './loot.js';
import { statNumber } from './people.js';

export function compileItems(
  tables: WorldTables,
  ids: IdIndex,
  quests: IdIndex,
  sets: IdIndex,
  reputations: IdIndex,
  loot: LootIndex,
  enchants: IdIndex,
): Items {
  const rows = tables.item;
  const itemClass = wordNumber(ITEM_CLASSES);
  const quality = wordNumber(QUALITIES);
  const bonding = wordNumber(BONDINGS);
  const stats = new Int16Array(rows.length * STATS.length);
  for (const row of tables.item_stat) stats[ids.of(row.item_id) * STATS.length + statNumber(row.stat)] = row.value;
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    class: u8(rows, (r) => itemClass(r.class)),
    subclass: u8(rows, (r) => r.subclass),
    inventoryType: u8(rows, (r) => r.inventory_type),
    quality: u8(rows, (r) => quality(r.quality)),
    itemLevel: i32(rows, (r) => r.item_level),
    requiredLevel: u8(rows, (r) => r.required_level),
    buyPrice: i32(rows, (r) => r.buy_price_copper),
    buyCount: i32(rows, (r) => r.buy_count),
    sellPrice: i32(rows, (r) => r.sell_price_copper),
    stackSize: i32(rows, (r) => r.stack_size),
    carryLimit: i32(rows, (r) => r.carry_limit),
    bonding: u8(rows, (r) => bonding(r.bonding)),
    containerSlots: u8(rows, (r) => r.container_slots),
    maxDurability: i32(rows, (r) => r.max_durability),
    armor: i32(rows, (r) => r.armor),
    minDamageCenti: i32(rows, (r) => centi(r.min_damage)),
    maxDamageCenti: i32(rows, (r) => centi(r.max_damage)),
    speedMs: i32(rows, (r) => r.speed_ms),
    raceMask: i32(rows, (r) => r.race_mask),
    classMask: i32(rows, (r) => r.class_mask),
    startsQuest: i32(rows, (r) => quests.maybe(r.starts_quest_id)),
    set: i32(rows, (r) => sets.maybe(r.set_id)),
    loot: i32(rows, (r) => loot.maybe('item', r.loot_id)),
    uniqueEquipped: u8(rows, (r) => r.unique_equipped),
    requiredReputation: i32(rows, (r) => reputations.maybe(r.required_reputation_id)),
    requiredReputationPoints: i32(rows, (r) => r.required_reputation),
    stats,
    bagFamily: i32(rows, (r) => r.bag_family || familyOf(r)),
    charges: u8(rows, (r) => r.charges),
    requiredSkill: i32(rows, (r) => r.required_skill_id),
    requiredSkillPoints: i32(rows, (r) => r.required_skill),
    sockets: u8(rows, (r) => r.sockets),
    enchant: i32(rows, (r) => enchants.maybe(r.enchant_id)),
  };
}

/** Families of special bags by the subclass of containers, then of quivers and projectiles. */
const CONTAINER_FAMILY: { readonly [subclass: number]: number } = { 1: 4, 2: 32, 3: 64, 4: 128, 5: 512, 6: 1024, 7: 8, 8: 16 };
const QUIVER_FAMILY: { readonly [subclass: number]: number } = { 2: 1, 3: 2 };

/** What a special bag takes, and which quiver takes a projectile, where the row does not say. */
function familyOf(row: Row<'item'>): number {
  if (row.class === 'container') return CONTAINER_FAMILY[row.subclass] ?? 0;
  return row.class === 'quiver' || row.class === 'projectile' ? (QUIVER_FAMILY[row.subclass] ?? 0) : 0;
}

export function compileEnchants(rows: readonly Row<'enchant'>[]): Enchants {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    stat: u8(rows, (r) => statNumber(r.stat)),
    value: i32(rows, (r) => r.value),
    inventoryTypes: i32(rows, (r) => r.inventory_types),
    durationMs: Float64Array.from(rows, (r) => r.duration_seconds * 1000),
  };
}

export function compileStatWeights(rows: readonly Row<'stat_weight'>[], classes: IdIndex): StatWeights {
  const stat = wordNumber(WEIGHTED_STATS);
  return {
    count: rows.length,
    cls: i32(rows, (r) => classes.of(r.class_id)),
    stat: u8(rows, (r) => stat(r.stat)),
    weight: i32(rows, (r) => r.weight_percent),
  };
}

export function compileItemSets(tables: WorldTables, sets: IdIndex): ItemSets {
  const rows = tables.item_set;
  const bonus = tables.item_set_bonus;
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    bonuses: csr(
      rows.length,
      i32(bonus, (r) => sets.of(r.set_id)),
      upTo(bonus.length),
    ),
    bonusPieces: u8(bonus, (r) => r.pieces),
    bonusStat: u8(bonus, (r) => statNumber(r.stat)),
    bonusValue: i32(bonus, (r) => r.value),
  };
}

export function compileVendors(
  rows: readonly Row<'vendor_item'>[],
  creatureCount: number,
  creatures: IdIndex,
  items: IdIndex,
): Pick<WorldContent, 'vendorItems' | 'vendorStock' | 'vendorRestockMs'> {
  const creature = i32(rows, (r) => creatures.of(r.creature_id));
  const beside = (values: Int32Array): Int32Array => csrGather(creatureCount, creature, values);
  return {
    vendorItems: { offsets: csrOffsets(creatureCount, creature), values: beside(i32(rows, (r) => items.of(r.item_id))) },
    vendorStock: beside(i32(rows, (r) => r.stock)),
    vendorRestockMs: beside(i32(rows, (r) => secondsToMs(r.restock_seconds))),
  };
}

/** Subclass of the rows that hold for all without rows of their own. */
const ANY_SUBCLASS = 255;
const ITEM_LEVELS = 1001;

/**
 * Copper for one lost point. A level takes the nearest row at or below it among those of its own subclass; where there is none,
 * among those of subclass 255; where there is none either, 0.
 */
export function compileRepairCosts(rows: readonly Row<'repair_cost'>[]): WorldContent['repairCopperPerPoint'] {
  const kindNumber = wordNumber(REPAIR_KINDS);
  const general = REPAIR_KINDS.map((_, kind) =>
    byLevel(
      rows.filter((r) => kindNumber(r.kind) === kind && r.subclass === ANY_SUBCLASS),
      undefined,
    ),
  );
  const own = new Map<number, Int32Array>();
  for (const row of rows) {
    const key = kindNumber(row.kind) * 256 + row.subclass;
    if (row.subclass === ANY_SUBCLASS || own.has(key)) continue;
    own.set(
      key,
      byLevel(
        rows.filter((r) => r.kind === row.kind && r.subclass === row.subclass),
        general[kindNumber(row.kind)],
      ),
    );
  }
  return (itemLevel, kind, subclass) => (own.get(kind * 256 + subclass) ?? general[kind])?.[Math.min(itemLevel, ITEM_LEVELS - 1)] ?? 0;
}

/** Copper at each item level from rows sorted by level, over what holds below the first of them. */
function byLevel(rows: readonly Row<'repair_cost'>[], below: Int32Array | undefined): Int32Array {
  const copper = below === undefined ? new Int32Array(ITEM_LEVELS) : below.slice();
  for (const row of rows) copper.fill(row.copper_per_point, row.item_level);
  return copper;
}

/** Factor by quality, 1 where the world does not say. */
export function compileRepairQuality(rows: readonly Row<'repair_quality'>[]): Float32Array {
  const quality = wordNumber(QUALITIES);
  const factors = new Float32Array(QUALITIES.length).fill(1);
  for (const row of rows) factors[quality(row.quality)] = row.factor;
  return factors;
}
