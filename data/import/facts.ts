/**
 * What the importer must know beside the dump: which race plays on which side, what a class can wear, how factions meet the
 * sides. Defaults are in `default-facts.ts`; a facts file adds to them or replaces them, entry by entry.
 */
import { z } from 'zod';
import { UserError } from '../../engine/errors.js';
import { readYamlFile } from '../yaml-file.js';
import { ATTITUDES, SIDES, STATS, WEAPON_TYPES } from '../format/words.js';
import { DEFAULT_FACTS } from './default-facts.js';

const id = z.int().min(1).max(16_777_215);
const mapId = z.int().min(0).max(65_535);
const yards = z.number().min(-100_000).max(100_000);
const side = z.enum(SIDES);
const attitude = z.enum(ATTITUDES);
const name = z.string().min(1).max(255);
const level = z.int().min(1).max(255);

const race = z.strictObject({ id: z.int().min(1).max(31), name, side });
const playerClass = z.strictObject({
  id: z.int().min(1).max(31),
  name,
  role: z.enum(['tank', 'melee', 'ranged', 'caster', 'healer']),
  power_stat: z.enum(['strength', 'agility', 'intellect']),
  armor_type: z.enum(['cloth', 'leather', 'mail', 'plate']),
  mail_plate_level: level.default(1),
  weapons: z.array(z.enum(WEAPON_TYPES)).min(1),
  shield: z.boolean().default(false),
  dual_wield_level: z.int().min(0).max(255).default(0),
});
const faction = z.strictObject({
  id,
  name: name.optional(),
  to_alliance: attitude,
  to_horde: attitude,
  reputation_id: z.int().min(0).max(16_777_215).default(0),
});
const reputation = z.strictObject({
  id,
  name,
  base_alliance: z.int().min(-42_000).max(42_999).default(0),
  base_horde: z.int().min(-42_000).max(42_999).default(0),
});
const mapFact = z.strictObject({ id: mapId, name: name.optional(), kind: z.enum(['world', 'dungeon', 'raid', 'battleground']).optional() });
const zone = z.strictObject({
  id,
  map_id: mapId,
  name,
  min_level: z.int().min(0).max(255),
  max_level: z.int().min(0).max(255),
  side: side.default('neutral'),
  x_min_yards: yards,
  x_max_yards: yards,
  y_min_yards: yards,
  y_max_yards: yards,
});
const graveyard = z.strictObject({
  id,
  name: z.string().max(255).default(''),
  map_id: mapId,
  x_yards: yards,
  y_yards: yards,
  side: side.default('neutral'),
});
const mapLink = z.strictObject({
  name,
  from_map_id: mapId,
  from_x_yards: yards,
  from_y_yards: yards,
  to_map_id: mapId,
  to_x_yards: yards,
  to_y_yards: yards,
  travel_seconds: z.int().min(0).max(3600).default(10),
  side: side.default('neutral'),
  min_level: z.int().min(0).max(255).default(0),
  both_ways: z.boolean().default(true),
});
const explore = z.strictObject({
  quest_id: id,
  map_id: mapId,
  x_yards: yards,
  y_yards: yards,
  radius_yards: z.int().min(1).max(1000).default(20),
});
const startItem = z.strictObject({
  race_id: z.int().min(0).max(31).default(0),
  class_id: z.int().min(0).max(31).default(0),
  item_id: id,
  count: z.int().min(1).max(1000).default(1),
});
const repairCost = z.strictObject({
  item_level: z.int().min(0).max(1000),
  kind: z.enum(['weapon', 'armor']),
  subclass: z.int().min(0).max(255).default(255),
  copper_per_point: z.int().min(0).max(100_000),
});
const repairQuality = z.strictObject({
  quality: z.enum(['poor', 'common', 'uncommon', 'rare', 'epic', 'legendary', 'artifact']),
  factor: z.number().min(0).max(100),
});
const setFact = z.strictObject({
  id,
  name: name.optional(),
  bonuses: z
    .array(z.strictObject({ pieces: z.int().min(1).max(19), stat: z.enum(STATS), value: z.int().min(-10_000).max(10_000) }))
    .default([]),
});
const house = z.strictObject({ id, name, side, deposit_percent: z.int().min(0).max(100), cut_percent: z.int().min(0).max(100) });

export const factsSchema = z.strictObject({
  name: name.optional(),
  races: z.array(race).default([]),
  classes: z.array(playerClass).default([]),
  factions: z.array(faction).default([]),
  reputations: z.array(reputation).default([]),
  maps: z.array(mapFact).default([]),
  zones: z.array(zone).default([]),
  graveyards: z.array(graveyard).default([]),
  map_links: z.array(mapLink).default([]),
  explore: z.array(explore).default([]),
  start_items: z.array(startItem).default([]),
  auction_houses: z.array(house).default([]),
  repair_cost: z.array(repairCost).default([]),
  repair_quality: z.array(repairQuality).default([]),
  item_sets: z.array(setFact).default([]),
});

export type Facts = z.infer<typeof factsSchema>;

/** Entries of `over` replace those of `base` with the same key; a list without a key is replaced as a whole when given. */
export function mergeFacts(base: Facts, over: Facts): Facts {
  const byId = <T extends { id: number }>(a: T[], b: T[]): T[] =>
    [...new Map([...a, ...b].map((entry) => [entry.id, entry])).values()].sort((x, y) => x.id - y.id);
  const whole = <T>(a: T[], b: T[]): T[] => (b.length > 0 ? b : a);
  const merged: Facts = {
    races: byId(base.races, over.races),
    classes: byId(base.classes, over.classes),
    factions: byId(base.factions, over.factions),
    reputations: byId(base.reputations, over.reputations),
    maps: byId(base.maps, over.maps),
    zones: byId(base.zones, over.zones),
    graveyards: whole(base.graveyards, over.graveyards),
    map_links: whole(base.map_links, over.map_links),
    explore: [...base.explore, ...over.explore],
    start_items: whole(base.start_items, over.start_items),
    auction_houses: byId(base.auction_houses, over.auction_houses),
    repair_cost: whole(base.repair_cost, over.repair_cost),
    repair_quality: whole(base.repair_quality, over.repair_quality),
    item_sets: byId(base.item_sets, over.item_sets),
  };
  const worldName = over.name ?? base.name;
  return worldName === undefined ? merged : { ...merged, name: worldName };
}

/** The facts that come with the importer. */
export function defaultFacts(): Facts {
  return factsSchema.parse(DEFAULT_FACTS);
}

/**
 * Read a facts file (YAML or JSON) and lay it over the defaults.
 * @throws UserError when it cannot be read or an entry is not as documented.
 */
export function loadFacts(path: string): Facts {
  const parsed = readYamlFile(path, 'facts-unreadable');
  const result = factsSchema.safeParse(parsed ?? {});
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new UserError('facts-invalid', `${path}: ${issue.path.join('.') || 'facts'}: ${issue.message}`);
  }
  return mergeFacts(defaultFacts(), result.data);
}
