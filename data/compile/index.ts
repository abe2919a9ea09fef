/** From validated tables to the content that the simulation reads. */
import { InternalError } from '../../engine/errors.js';
import type { WorldContent } from '../content.js';
import { PROFILES } from '../format/words.js';
import type { Row, WorldTables } from '../format/tables.js';
import { canonicalBytes, canonicalOrder } from './canonical.js';
import { IdIndex, csr, i32, u8, upTo } from './columns.js';
import { compileCreatures, compileObjects, compileObjectSpawns, compileServices, compileSpawns } from './creatures.js';
import { compileGivers, compileQuestItems } from './givers.js';
import { hashBytes } from './hash.js';
import { compileItemSources } from './item-sources.js';
import {
  compileEnchants,
  compileItems,
  compileItemSets,
  compileStatWeights,
  compileRepairCosts,
  compileRepairQuality,
  compileVendors,
} from './items.js';
import { compileLoot, LootIndex } from './loot.js';
import {
  compileBaseStats,
  compileClasses,
  compileFactions,
  compileRaces,
  compileReputations,
  compileStarts,
  compileXp,
  sideNumber,
} from './people.js';
import { compileGraveyards, compileLinks, compileMaps, compileZones } from './places.js';
import { compileQuests } from './quests.js';

export { packWorld, unpackWorld, worldHash } from './pack.js';

/**
 * Compile the tables. They must have been validated without errors (`validateWorld`); their rows may be in any order and are
 * not changed.
 *
 * @throws InternalError when the tables break what validation promises.
 */
export async function compileWorld(unordered: WorldTables): Promise<WorldContent> {
  const tables = canonicalOrder(unordered);
  const hash = await hashBytes(canonicalBytes(tables));
  return { ...meta(tables.meta), hash, ...compileTables(tables) };
}

type Meta = Pick<WorldContent, 'name' | 'profile' | 'maxLevel'>;

function meta(rows: readonly Row<'meta'>[]): Meta {
  const value = (key: string): string | undefined => rows.find((row) => row.key === key)?.value;
  const profile = PROFILES.find((known) => known === value('profile'));
  const maxLevel = Number(value('max_level'));
  if (profile === undefined || !(maxLevel >= 1))
    throw new InternalError('compile-unvalidated', 'meta lacks profile or max_level; the tables were not validated');
  return { name: value('name') ?? '', profile, maxLevel };
}

type Indexes = {
  readonly [
    N in
      | 'race'
      | 'class'
      | 'map'
      | 'zone'
      | 'faction'
      | 'reputation'
      | 'creature'
      | 'object'
      | 'item'
      | 'item_set'
      | 'enchant'
      | 'auction_house'
      | 'quest'
  ]: IdIndex;
} & { readonly loot: LootIndex };

function makeIndexes(tables: WorldTables): Indexes {
  const of = (name: Exclude<keyof Indexes, 'loot'>): IdIndex => new IdIndex(name, tables[name]);
  return {
    race: of('race'),
    class: of('class'),
    map: of('map'),
    zone: of('zone'),
    faction: of('faction'),
    reputation: of('reputation'),
    creature: of('creature'),
    object: of('object'),
    item: of('item'),
    item_set: of('item_set'),
    enchant: of('enchant'),
    auction_house: of('auction_house'),
    quest: of('quest'),
    loot: new LootIndex(tables.loot),
  };
}

function compileTables(tables: WorldTables): Omit<WorldContent, keyof Meta | 'hash'> {
  const ids = makeIndexes(tables);
  const maxLevel = meta(tables.meta).maxLevel;
  const factions = compileFactions(tables.faction, ids.reputation);
  const creatures = compileCreatures(tables.creature, ids.creature, ids.faction, factions, ids.auction_house, ids.loot);
  const spawns = compileSpawns(tables.spawn, ids.creature, ids.map);
  const spawnsOf = csr(creatures.count, spawns.creature, upTo(spawns.count));
  const objects = compileObjects(tables.object, ids.loot);
  const objectSpawns = compileObjectSpawns(tables.object_spawn, ids.object, ids.map);
  const objectSpawnsOf = csr(objects.count, objectSpawns.object, upTo(objectSpawns.count));
  const items = compileItems(tables, ids.item, ids.quest, ids.item_set, ids.reputation, ids.loot, ids.enchant);
  const loot = compileLoot(tables.loot, ids.loot, ids.item, ids);
  const vendors = compileVendors(tables.vendor_item, creatures.count, ids.creature, ids.item);
  const trainers = new Map(tables.trainer.map((row) => [ids.creature.of(row.creature_id), ids.class.maybe(row.class_id)]));
  return {
    races: compileRaces(tables.race),
    classes: compileClasses(tables.class),
    ...compileStarts(tables, ids.race, ids.class, ids.map, ids.item),
    baseStats: compileBaseStats(tables, maxLevel, ids.race, ids.class),
    xpToNext: compileXp(tables.level_xp, maxLevel),
    factions,
    reputations: compileReputations(tables.reputation),
    maps: compileMaps(tables.map),
    links: compileLinks(tables.map_link, ids.map),
    zones: compileZones(tables.zone, ids.map, tables.map.length),
    graveyards: compileGraveyards(tables.graveyard, ids.map),
    creatures,
    spawns,
    spawnsOf,
    objects,
    objectSpawns,
    objectSpawnsOf,
    items,
    itemSets: compileItemSets(tables, ids.item_set),
    enchants: compileEnchants(tables.enchant),
    statWeights: compileStatWeights(tables.stat_weight, ids.class),
    loot,
    itemSources: compileItemSources(items.count, creatures, spawnsOf, objects, objectSpawnsOf, loot, vendors.vendorItems),
    ...vendors,
    auctionHouses: auctionHouses(tables.auction_house),
    repairCopperPerPoint: compileRepairCosts(tables.repair_cost),
    repairQualityFactor: compileRepairQuality(tables.repair_quality),
    quests: compileQuests(tables, {
      quests: ids.quest,
      zones: ids.zone,
      reputations: ids.reputation,
      items: ids.item,
      creatures: ids.creature,
      objects: ids.object,
      maps: ids.map,
    }),
    givers: compileGivers(tables, ids.quest, ids.creature, ids.object, spawns, objectSpawns),
    questItemsStarting: compileQuestItems(tables, items, ids.quest, ids.item),
    ...compileServices(creatures, spawns, objects, objectSpawns, trainers),
  };
}

function auctionHouses(rows: readonly Row<'auction_house'>[]): WorldContent['auctionHouses'] {
  return {
    count: rows.length,
    id: i32(rows, (r) => r.id),
    name: rows.map((r) => r.name),
    side: u8(rows, (r) => sideNumber(r.side)),
    depositPercent: u8(rows, (r) => r.deposit_percent),
    cutPercent: u8(rows, (r) => r.cut_percent),
  };
}
