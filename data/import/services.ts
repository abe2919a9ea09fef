/** Vendors, trainers, auction houses, repair prices. */
import { QUALITIES } from '../format/words.js';
import type { Row } from '../format/tables.js';
import { clampInt } from './context.js';
import type { ImportContext } from './context.js';
import type { CreatureInfo } from './creatures.js';
import { FRIENDLY } from './factions.js';
import type { Factions } from './factions.js';
import { needsHonor } from './items.js';
import type { SourceRow } from './source-tables.js';

/** Add vendor_item rows, those of shared lists included. */
export function importVendors(
  ctx: ImportContext,
  creatures: ReadonlyMap<number, CreatureInfo>,
  items: ReadonlyMap<number, SourceRow<'item_template'>>,
): void {
  const { report, src, world } = ctx;
  const found = new Map<string, Row<'vendor_item'>>();
  const templates = new Map<number, SourceRow<'npc_vendor'>[]>();
  for (const row of src.npc_vendor_template) templates.set(row.entry, [...(templates.get(row.entry) ?? []), row]);
  const add = (table: 'npc_vendor' | 'npc_vendor_template', creature: number, row: SourceRow<'npc_vendor'>): void => {
    const item = items.get(row.item);
    if (!creatures.has(creature)) return report.drop(table, 'creature missing');
    if (item === undefined) return report.drop(table, 'item missing');
    if (needsHonor(item)) return report.drop(table, 'sold for a rank of honour, not for money alone');
    if (item.buyPrice <= 0) return report.drop(table, 'without a price');
    const key = `${creature}/${row.item}`;
    if (found.has(key)) return report.drop(table, 'duplicate');
    if (row.condition > 0) report.change(table, 'condition left out');
    found.set(key, {
      creature_id: creature,
      item_id: row.item,
      stock: clampInt(row.stock, 0, 255),
      restock_seconds: clampInt(row.restock, 0, 31_536_000),
    });
  };
  for (const row of src.npc_vendor) add('npc_vendor', row.entry, row);
  const used = new Set<number>();
  for (const info of creatures.values()) {
    const list = info.source.vendorTemplate;
    if (list === 0 || !templates.has(list)) continue;
    used.add(list);
    for (const row of templates.get(list)!) add('npc_vendor_template', info.row.id, row);
  }
  for (const [list, rows] of templates) if (!used.has(list)) report.drop('npc_vendor_template', 'list without a vendor', rows.length);
  world.vendor_item.push(...[...found.values()].sort((a, b) => a.creature_id - b.creature_id || a.item_id - b.item_id));
}

/** TrainerType of who trains a class; pet trainers have 3, mounts 1, crafts 2. */
const TRAINS_CLASS = 0;

/** Add trainer rows: which spells they teach has no place in the format yet. */
export function importTrainers(ctx: ImportContext, creatures: ReadonlyMap<number, CreatureInfo>): void {
  const classes = new Set(ctx.world.class.map((row) => row.id));
  const teaching = new Set<number>();
  for (const row of ctx.src.npc_trainer) {
    if (creatures.has(row.entry)) teaching.add(row.entry);
    else ctx.report.drop('npc_trainer', 'creature missing');
  }
  for (const info of creatures.values()) {
    if (!teaching.has(info.row.id) && !info.roles.has('trainer')) continue;
    info.roles.add('trainer');
    const { trainerType, trainerClass } = info.source;
    ctx.world.trainer.push({
      creature_id: info.row.id,
      class_id: trainerType === TRAINS_CLASS && classes.has(trainerClass) ? trainerClass : 0,
    });
  }
}

/** Add the auction houses and tell auctioneers which they serve: that of the side they are friendly to, the neutral one if to both. */
export function importAuctionHouses(ctx: ImportContext, creatures: ReadonlyMap<number, CreatureInfo>, factions: Factions): void {
  const houses = ctx.facts.auction_houses;
  ctx.world.auction_house.push(...houses.map((house) => ({ ...house })));
  for (const info of creatures.values()) {
    if (!info.roles.has('auctioneer')) continue;
    const attitude = factions.of(info.row.id);
    const alliance = attitude.alliance === FRIENDLY;
    const horde = attitude.horde === FRIENDLY;
    const side = alliance === horde ? 'neutral' : alliance ? 'alliance' : 'horde';
    info.row.auction_house_id = (houses.find((house) => house.side === side) ?? houses[0])?.id ?? 0;
    if (info.row.auction_house_id === 0) info.roles.delete('auctioneer');
    else ctx.report.derived('auctioneers put to a house by their side');
  }
}

const REPAIR_LEVEL_STEP = 5;
/**
 * Factors by quality, poor to artifact, and prices by item level: round figures of the same size as the game's (a full repair of
 * a level-60 outfit costs some gold), since the client's tables are not in a dump.
 */
const REPAIR_FACTORS = [0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.6] as const;

/** Add repair_cost and repair_quality rows, from the facts or by formula. */
export function importRepair(ctx: ImportContext): void {
  const { facts, world, report } = ctx;
  if (facts.repair_cost.length > 0) {
    for (const row of facts.repair_cost) world.repair_cost.push({ ...row, derived: 0 });
  } else {
    const top = world.item.reduce((max, item) => Math.max(max, item.item_level), 0);
    for (let level = 0; level <= top; level += REPAIR_LEVEL_STEP) {
      const weapon = 1 + Math.floor((level * level) / 80) + Math.floor(level / 10);
      world.repair_cost.push({
        item_level: level,
        kind: 'armor',
        subclass: 255,
        copper_per_point: Math.max(1, Math.floor((weapon * 2) / 3)),
        derived: 1,
      });
      world.repair_cost.push({ item_level: level, kind: 'weapon', subclass: 255, copper_per_point: weapon, derived: 1 });
    }
    report.derived('repair prices', world.repair_cost.length);
  }
  if (facts.repair_quality.length > 0) {
    for (const row of facts.repair_quality)
      world.repair_quality.push({ quality: row.quality, factor: Math.fround(row.factor), derived: 0 });
  } else {
    QUALITIES.forEach((quality, index) => world.repair_quality.push({ quality, factor: Math.fround(REPAIR_FACTORS[index]!), derived: 1 }));
    report.derived('repair factors by quality', QUALITIES.length);
  }
}
