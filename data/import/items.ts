/** Items, their stats, sets, and the kits of new characters. */
import { ITEM_CLASSES, QUALITIES, WEAPON_SUBCLASSES, WEAPON_TYPES } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { byId, cellText, clampInt, money, numberedValues } from './context.js';
import type { ImportContext } from './context.js';
import { normalMask } from './players.js';
import type { Masks } from './players.js';
import type { SourceRow } from './source-tables.js';

type ItemSource = SourceRow<'item_template'>;

/** Families of special bags in classic dumps, which number them. */
const BAG_FAMILIES = 11;
const BONDING = ['none', 'pickup', 'equip', 'use', 'quest', 'quest'] as const;
/** Client stat types; others (ratings of later games) have no place in the format. */
const STAT_TYPES: Record<number, string> = {
  0: 'mana',
  1: 'health',
  3: 'agility',
  4: 'strength',
  5: 'intellect',
  6: 'spirit',
  7: 'stamina',
};
/** Points at which the ranks 0 (hated) to 7 (exalted) begin. */
export const RANK_POINTS = [-42_000, -6000, -3000, 0, 3000, 9000, 21_000, 42_000] as const;

/** Items that only characters with a rank of honour may wear: never sold for money alone. */
export function needsHonor(item: ItemSource): boolean {
  return item.requiredHonor > 0;
}

function convertItem(ctx: ImportContext, source: ItemSource, masks: Masks): Row<'item'> {
  const { report } = ctx;
  const damageMin = numberedValues(source, 'damageMin', 5).reduce((sum, value) => sum + value, 0);
  const damageMax = numberedValues(source, 'damageMax', 5).reduce((sum, value) => sum + value, 0);
  let inventoryType = source.inventoryType;
  if (inventoryType < 0 || inventoryType > 28) {
    report.change('item_template', 'unknown inventory type: cannot be worn');
    inventoryType = 0;
  }
  if (source.stackable > 1000) report.change('item_template', 'stack size cut to 1000');
  return {
    id: source.entry,
    name: cellText(source.name) || `Item ${source.entry}`,
    class: ITEM_CLASSES[source.class] ?? 'junk',
    subclass: clampInt(source.subclass, 0, 255),
    inventory_type: inventoryType,
    quality: QUALITIES[clampInt(source.quality, 0, QUALITIES.length - 1)]!,
    item_level: clampInt(source.itemLevel, 0, 1000),
    required_level: clampInt(source.requiredLevel, 0, 255),
    buy_price_copper: money(source.buyPrice),
    buy_count: clampInt(source.buyCount, 1, 1000),
    sell_price_copper: money(source.sellPrice),
    stack_size: clampInt(source.stackable, 1, 1000),
    carry_limit: clampInt(source.maxCount, 0, 65_535),
    bonding: BONDING[clampInt(source.bonding, 0, 5)]!,
    container_slots: clampInt(source.containerSlots, 0, 36),
    max_durability: clampInt(source.maxDurability, 0, 10_000),
    armor: clampInt(source.armor, 0, 100_000),
    min_damage: Math.min(100_000, Math.max(0, Math.min(damageMin, damageMax))),
    max_damage: Math.min(100_000, Math.max(0, damageMin, damageMax)),
    speed_ms: damageMax > 0 ? clampInt(source.delayMs, 0, 60_000) : 0,
    race_mask: normalMask(source.raceMask, masks.races),
    class_mask: normalMask(source.classMask, masks.classes),
    starts_quest_id: 0,
    set_id: clampInt(source.itemSet, 0, 16_777_215),
    loot_id: 0,
    unique_equipped: 0,
    required_reputation_id: 0,
    required_reputation: 0,
    bag_family: source.bagFamily > 0 && source.bagFamily <= BAG_FAMILIES ? 1 << (source.bagFamily - 1) : 0,
    charges: clampInt(Math.abs(source.charges), 0, 255),
    required_skill_id: clampInt(source.requiredSkill, 0, 65_535),
    required_skill: clampInt(source.requiredSkillRank, 0, 1000),
    sockets: 0,
    enchant_id: 0,
  };
}

function addStats(ctx: ImportContext, source: ItemSource): void {
  const types = numberedValues(source, 'statType', 10);
  const values = numberedValues(source, 'statValue', 10);
  const sums = new Map<string, number>();
  types.forEach((type, index) => {
    const value = values[index]!;
    if (value === 0) return;
    const stat = STAT_TYPES[type];
    if (stat === undefined) ctx.report.change('item_template', 'unknown stat left out');
    else sums.set(stat, (sums.get(stat) ?? 0) + value);
  });
  for (const [stat, value] of sums) {
    if (value !== 0) ctx.world.item_stat.push({ item_id: source.entry, stat, value: clampInt(value, -10_000, 10_000) });
  }
}

/** Add item, item_stat, item_set and item_set_bonus rows. Quests, loot and reputation are linked later. Gives the source rows by id. */
export function importItems(ctx: ImportContext, masks: Masks): Map<number, ItemSource> {
  const sources = byId(ctx, 'item_template', ctx.src.item_template, (row) => row.entry);
  for (const source of sources.values()) {
    ctx.world.item.push(convertItem(ctx, source, masks));
    addStats(ctx, source);
  }
  importSets(ctx);
  return sources;
}

/** Sets have ids in a dump but neither names nor bonuses: the name is what the names of the pieces share. */
function importSets(ctx: ImportContext): void {
  const { world, facts, report } = ctx;
  const pieces = new Map<number, string[]>();
  for (const item of world.item) {
    if (item.set_id === 0) continue;
    const names = pieces.get(item.set_id);
    if (names === undefined) pieces.set(item.set_id, [item.name]);
    else names.push(item.name);
  }
  const known = new Map(facts.item_sets.map((entry) => [entry.id, entry]));
  for (const [id, names] of [...pieces].sort((a, b) => a[0] - b[0])) {
    const fact = known.get(id);
    world.item_set.push({ id, name: cellText(fact?.name ?? sharedWords(names)) || `Set ${id}` });
    for (const bonus of mergeBonuses(fact?.bonuses ?? [])) world.item_set_bonus.push({ set_id: id, ...bonus, derived: 0 });
    if (fact === undefined) report.derived('item sets without bonuses, named after their pieces');
  }
}

function mergeBonuses<T extends { pieces: number; stat: string; value: number }>(bonuses: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const bonus of bonuses) found.set(`${bonus.pieces}/${bonus.stat}`, bonus);
  return [...found.values()];
}

/** Words that all names begin or end with. */
function sharedWords(names: readonly string[]): string {
  const words = names.map((name) => name.split(' '));
  const first = words[0] ?? [];
  const prefix = first.filter(
    (word, index) => words.every((other) => first.slice(0, index + 1).every((w, i) => other[i] === w)) && word !== '',
  );
  const suffix = first.filter((_, index) => {
    const tail = first.slice(index);
    return words.every((other) => other.slice(-tail.length).join(' ') === tail.join(' '));
  });
  const best = prefix.length >= suffix.length ? prefix : suffix;
  return best
    .join(' ')
    .replace(/^(?:of|the|of the)\s+/i, '')
    .replace(/\s+(?:of|the|of the)$/i, '');
}

const ARMOR_WORDS = ['misc', 'cloth', 'leather', 'mail', 'plate'] as const;
/** A first kit has nothing above these. */
const KIT_LEVEL_MAX = 1;
const KIT_ITEM_LEVEL_MAX = 5;
/** Inventory types that a first kit has: chest, legs, feet. */
const KIT_SLOTS = [[5, 20], [7], [8]] as const;

/**
 * Add start_item rows: from the dump, else from the facts, else a first kit of the plainest things a class can use
 * (the client keeps the real kits): clothes and a weapon that vendors sell, of the least item level, the lowest id of equals.
 * Comes after the vendors: item tables hold many things that are nowhere in the world.
 */
export function importStartItems(ctx: ImportContext): void {
  const { world, facts, src, report } = ctx;
  const items = new Map(world.item.map((item) => [item.id, item]));
  const counts = new Map<string, Row<'start_item'>>();
  const races = new Set([0, ...world.race.map((row) => row.id)]);
  const classes = new Set([0, ...world.class.map((row) => row.id)]);
  for (const row of src.playercreateinfo_item) {
    if (!items.has(row.item)) report.drop('playercreateinfo_item', 'item missing');
    else if (!races.has(row.race) || !classes.has(row.class)) report.drop('playercreateinfo_item', 'race or class not in the facts');
    else
      counts.set(`${row.race}/${row.class}/${row.item}`, {
        race_id: row.race,
        class_id: row.class,
        item_id: row.item,
        count: clampInt(row.count, 1, 1000),
      });
  }
  for (const row of facts.start_items) {
    if (!items.has(row.item_id)) report.warn(`facts: start_items: item ${row.item_id} is not in the dump`);
    else counts.set(`${row.race_id}/${row.class_id}/${row.item_id}`, { ...row });
  }
  if (counts.size === 0) {
    const sold = new Set(world.vendor_item.map((row) => row.item_id));
    const plain = world.item.filter((item) => sold.has(item.id));
    for (const entry of world.class)
      for (const id of kitOf(plain, entry)) counts.set(`0/${entry.id}/${id}`, { race_id: 0, class_id: entry.id, item_id: id, count: 1 });
    report.derived('items in the kits of new characters', counts.size);
  }
  world.start_item.push(...[...counts.values()].sort((a, b) => a.race_id - b.race_id || a.class_id - b.class_id || a.item_id - b.item_id));
}

/** How wanted a weapon type is as a first weapon: the order of the class's own list of melee weapons would favour axes for all. */
const FIRST_WEAPONS: Record<string, readonly string[]> = {
  strength: ['sword', 'mace', 'axe', 'sword2', 'mace2', 'axe2', 'staff', 'dagger'],
  agility: ['dagger', 'sword', 'axe', 'mace'],
  intellect: ['staff', 'mace', 'dagger', 'sword'],
};

function kitOf(items: readonly Row<'item'>[], entry: Row<'class'>): number[] {
  const usable = items.filter(
    (item) =>
      item.required_level <= KIT_LEVEL_MAX &&
      item.item_level <= KIT_ITEM_LEVEL_MAX &&
      item.starts_quest_id === 0 &&
      item.class !== 'quest' &&
      item.set_id === 0 &&
      (item.quality === 'common' || item.quality === 'poor') &&
      item.race_mask === 0 &&
      (item.class_mask === 0 || ((item.class_mask >> (entry.id - 1)) & 1) === 1),
  );
  const plainest = (list: Row<'item'>[]): Row<'item'> | undefined =>
    list.sort((a, b) => a.item_level - b.item_level || (a.quality === b.quality ? a.id - b.id : a.quality === 'common' ? -1 : 1))[0];
  const kit: number[] = [];
  const armor =
    entry.armor_type === 'cloth' ? ['cloth'] : entry.armor_type === 'leather' ? ['leather', 'cloth'] : ['mail', 'leather', 'cloth'];
  for (const slots of KIT_SLOTS) {
    const fits = usable.filter(
      (item) =>
        item.class === 'armor' &&
        (slots as readonly number[]).includes(item.inventory_type) &&
        item.armor > 0 &&
        armor.includes(ARMOR_WORDS[item.subclass] ?? ''),
    );
    const best = plainest(fits);
    if (best !== undefined) kit.push(best.id);
  }
  const known = entry.weapons.split('|');
  for (const word of (FIRST_WEAPONS[entry.power_stat] ?? []).filter((w) => known.includes(w))) {
    const subclass = WEAPON_SUBCLASSES[(WEAPON_TYPES as readonly string[]).indexOf(word)];
    const best = plainest(
      usable.filter((item) => item.class === 'weapon' && item.subclass === subclass && item.max_damage > 0 && item.speed_ms > 0),
    );
    if (best === undefined) continue;
    kit.push(best.id);
    break;
  }
  return kit;
}
