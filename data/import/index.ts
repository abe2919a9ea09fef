/**
 * Makes a botrealm world from a MySQL dump of a MaNGOS-Zero or CMaNGOS classic world database.
 * What is read, dropped and derived, and why, is described in docs/importing.md.
 */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { UserError } from '../../engine/errors.js';
import { CREATURE_ROLES } from '../format/words.js';
import type { Row, TableName, WorldTables } from '../format/tables.js';
import { writeWorldSqlite } from '../format/containers/index.js';
import { byId, emptyWorld, groupBy, numberedValues } from './context.js';
import type { ImportContext, Place } from './context.js';
import { importCreatures, writeRoles } from './creatures.js';
import type { CreatureInfo } from './creatures.js';
import type { ImportProgress } from './dump-source.js';
import { decideFactions, reconcileGivers, writeFactions } from './factions.js';
import type { Attitude, FactionInput } from './factions.js';
import { defaultFacts, loadFacts } from './facts.js';
import type { Facts } from './facts.js';
import { ItemOrigins } from './item-origins.js';
import { RANK_POINTS, importItems, importStartItems } from './items.js';
import { loadDump } from './load-dump.js';
import { importLoot } from './loot.js';
import type { LootTables } from './loot.js';
import { importGraveyards, importLinks, importMaps } from './maps.js';
import { importObjects } from './objects.js';
import { PlaceGrid } from './place-grid.js';
import { importPlayers, masksOf, maxLevelOf } from './players.js';
import { ObjectiveBuilder, effectiveSides, killTargets, reconcileTargets } from './quest-objectives.js';
import type { QuestWorld } from './quest-objectives.js';
import { readRelations } from './quest-relations.js';
import { importQuests, importReputations } from './quest-rows.js';
import { ReportBuilder } from './report.js';
import type { ImportReport } from './report.js';
import { importAuctionHouses, importRepair, importTrainers, importVendors } from './services.js';
import type { SourceRow } from './source-tables.js';
import { importObjectSpawns, importSpawns } from './spawns.js';
import { importZones } from './zones.js';

export { reportLines } from './report.js';
export type { ImportReport, TableReport } from './report.js';
export type { ImportProgress } from './dump-source.js';
export type { Facts } from './facts.js';

export interface ConvertOptions {
  /** The dump, `.sql` or `.sql.gz`. */
  readonly input: string;
  /** A facts file (YAML or JSON) that adds to the facts that come with the importer. */
  readonly facts?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}
export interface ImportOptions extends ConvertOptions {
  /** The world file to write; it must not exist yet, and exists only when the import has succeeded. */
  readonly out: string;
}

/**
 * Read a dump and make a world of it, in memory.
 * @throws UserError for a dump or facts file that cannot be used.
 */
export async function convertDump(options: ConvertOptions): Promise<{ tables: WorldTables; report: ImportReport }> {
  const facts: Facts = options.facts === undefined ? defaultFacts() : loadFacts(options.facts);
  const report = new ReportBuilder(options.input);
  const src = await loadDump(options.input, report, options.onProgress);
  const ctx: ImportContext = { src, facts, report, world: emptyWorld() };
  convert(ctx, options.input);
  const counts = Object.fromEntries(Object.entries(ctx.world).map(([name, rows]) => [name as TableName, rows.length]));
  return { tables: ctx.world, report: report.finish(counts) };
}

/**
 * Import a dump into a world file.
 * @throws UserError for a dump, facts file or target that cannot be used; no half-written world is left behind.
 */
export async function importDump(options: ImportOptions): Promise<ImportReport> {
  // Writing checks this too, but nobody should wait for a whole import to hear it.
  if (existsSync(options.out))
    throw new UserError('world-exists', `${options.out}: exists already; a world is never overwritten, choose another name`);
  if (!existsSync(dirname(options.out)))
    throw new UserError('world-unwritable', `${options.out}: cannot be written, there is no folder ${dirname(options.out)}`);
  const { tables, report } = await convertDump(options);
  writeWorldSqlite(tables, options.out);
  return report;
}

function convert(ctx: ImportContext, input: string): void {
  const { src, world } = ctx;
  const masks = masksOf(ctx);
  importPlayers(ctx);
  const items = importItems(ctx, masks);
  const creatureSources = byId(ctx, 'creature_template', src.creature_template, (row) => row.entry);
  const objectSources = byId(ctx, 'gameobject_template', src.gameobject_template, (row) => row.entry);
  const questSources = byId(ctx, 'quest_template', src.quest_template, (row) => row.entry);
  const relations = readRelations(ctx, { quests: questSources, creatures: creatureSources, objects: objectSources });
  const creatures = importCreatures(
    ctx,
    creatureSources,
    new Set(relations.filter((row) => row.kind === 'creature').map((row) => row.actor)),
  );
  const questObjects = new Set(relations.filter((row) => row.kind === 'object').map((row) => row.actor));
  for (const quest of questSources.values())
    for (const target of numberedValues(quest, 'reqTarget', 4)) if (target < 0) questObjects.add(-target);
  const scenery = importObjects(ctx, objectSources, questObjects);
  const loot = importLoot(ctx, usedLoot(creatures, world));
  linkLoot(ctx, loot);
  importSpawns(ctx, new Set(creatureSources.keys()));
  importObjectSpawns(ctx, new Set(world.object.map((row) => row.id)), scenery);
  importVendors(ctx, creatures, items);
  importTrainers(ctx, creatures);

  const quests = importQuests(ctx, questSources, masks);
  linkItems(ctx, items, quests);
  const sides = new Map<number, number[]>();
  for (const relation of relations) {
    const quest = quests.get(relation.quest)!;
    if (relation.kind === 'creature' && !quest.flags.has('unavailable'))
      sides.set(relation.actor, [...(sides.get(relation.actor) ?? []), quest.raceSides]);
  }
  const spawnsOf = groupBy(world.spawn, (row) => row.creature_id);
  const factionInput: FactionInput = { creatures, spawnsOf, questSides: sides };
  const factions = decideFactions(ctx, factionInput);
  const questWorld: QuestWorld = {
    quests,
    creatures,
    factions,
    relations: groupBy(relations, (row) => row.quest),
    creaturePlaces: placesBy(world.spawn, (row) => row.creature_id),
    objectPlaces: placesBy(world.object_spawn, (row) => row.object_id),
    credits: creditsOf(creatures),
  };
  reconcileGivers(
    ctx,
    factions,
    factionInput,
    new Set([...quests.values()].flatMap((quest) => numberedValues(quest.source, 'reqTarget', 4))),
  );
  reconcileTargets(ctx, questWorld, killTargets(questWorld));

  const builder = new ObjectiveBuilder(ctx, questWorld, new ItemOrigins(ctx, { ...questWorld, loot }));
  for (const quest of quests.values()) {
    builder.build(quest);
    world.quest.push(quest.row);
  }
  for (const relation of relations)
    world.quest_relation.push({ quest_id: relation.quest, role: relation.role, actor_kind: relation.kind, actor_id: relation.actor });
  writeFactions(ctx, factions, creatures);
  importAuctionHouses(ctx, creatures, factions);
  writeRoles(creatures, CREATURE_ROLES);
  importPlaces(ctx, questWorld, spawnsOf);
  importRepair(ctx);
  importStartItems(ctx);
  writeMeta(ctx, input);
}

function importPlaces(ctx: ImportContext, questWorld: QuestWorld, spawnsOf: ReadonlyMap<number, readonly Row<'spawn'>[]>): void {
  importMaps(ctx);
  const folk = new PlaceGrid<Attitude>(100);
  const healers: Row<'spawn'>[] = [];
  for (const info of questWorld.creatures.values()) {
    const spawns = spawnsOf.get(info.row.id) ?? [];
    if (info.spiritHealer) healers.push(...spawns);
    if (info.source.npcFlags === 0 && !info.guard) continue;
    for (const spawn of spawns) folk.add(spawn.map_id, spawn.x_yards, spawn.y_yards, questWorld.factions.of(info.row.id));
  }
  importLinks(ctx, folk, questMaps(questWorld));
  importGraveyards(
    ctx,
    healers.sort((a, b) => a.id - b.id),
  );
  importZones(ctx, questWorld, maxLevelOf(ctx));
}

/** Maps on which a side has somebody to meet or to kill for a quest. */
function questMaps(world: QuestWorld): Record<'alliance' | 'horde', Set<number>> {
  const maps = { alliance: new Set<number>(), horde: new Set<number>() };
  const add = (sides: number, places: readonly Place[] | undefined): void => {
    for (const place of places ?? []) {
      if ((sides & 1) !== 0) maps.alliance.add(place.map);
      if ((sides & 2) !== 0) maps.horde.add(place.map);
    }
  };
  for (const quest of world.quests.values()) {
    if (quest.flags.has('unavailable')) continue;
    const sides = effectiveSides(world, quest);
    for (const relation of world.relations.get(quest.row.id) ?? [])
      if (relation.kind !== 'item')
        add(sides, (relation.kind === 'creature' ? world.creaturePlaces : world.objectPlaces).get(relation.actor));
    for (const target of numberedValues(quest.source, 'reqTarget', 4))
      add(sides, target > 0 ? world.creaturePlaces.get(target) : world.objectPlaces.get(-target));
  }
  return maps;
}

function placesBy<T extends { map_id: number; x_yards: number; y_yards: number }>(
  rows: readonly T[],
  key: (row: T) => number,
): Map<number, Place[]> {
  const out = new Map<number, Place[]>();
  for (const [id, list] of groupBy(rows, key))
    out.set(
      id,
      list.map((row) => ({ map: row.map_id, x: row.x_yards, y: row.y_yards })),
    );
  return out;
}

function creditsOf(creatures: ReadonlyMap<number, CreatureInfo>): Map<number, number[]> {
  const out = new Map<number, number[]>();
  for (const { row } of creatures.values())
    if (row.kill_credit_id > 0) out.set(row.kill_credit_id, [...(out.get(row.kill_credit_id) ?? []), row.id]);
  return out;
}

function usedLoot(creatures: ReadonlyMap<number, CreatureInfo>, world: WorldTables): Parameters<typeof importLoot>[1] {
  const sources = [...creatures.values()];
  return {
    creature: new Set(sources.map((info) => info.source.lootId)),
    skinning: new Set(sources.map((info) => info.source.skinningId)),
    pickpocketing: new Set(sources.map((info) => info.source.pickpocketId)),
    object: new Set(world.object.map((row) => row.loot_id)),
    item: new Set(world.item.map((row) => row.id)),
  };
}

/** Point creatures, objects and items at the loot tables that exist. */
function linkLoot(ctx: ImportContext, loot: LootTables): void {
  for (const row of ctx.world.creature) {
    if (row.loot_id === 0 || loot.creature.has(row.loot_id)) continue;
    ctx.report.change('creature_template', 'loot table missing or empty: none');
    row.loot_id = 0;
  }
  for (const row of ctx.world.creature) {
    if (!loot.skinning.has(row.skinning_loot_id)) row.skinning_loot_id = 0;
    if (!loot.pickpocketing.has(row.pickpocket_loot_id)) row.pickpocket_loot_id = 0;
  }
  for (const row of ctx.world.object) if (!loot.object.has(row.loot_id)) row.loot_id = 0;
  for (const row of ctx.world.item) row.loot_id = loot.item.has(row.id) ? row.id : 0;
}

/** Quests that items start, and the standings they need. */
function linkItems(
  ctx: ImportContext,
  items: ReadonlyMap<number, SourceRow<'item_template'>>,
  quests: Parameters<typeof importReputations>[1],
): void {
  const reputations: number[] = [];
  for (const row of ctx.world.item) {
    const source = items.get(row.id)!;
    row.starts_quest_id = quests.has(source.startQuest) ? source.startQuest : 0;
    if (source.reputationFaction > 0) {
      row.required_reputation_id = source.reputationFaction;
      row.required_reputation = RANK_POINTS[Math.min(7, Math.max(0, source.reputationRank))]!;
      reputations.push(source.reputationFaction);
    }
  }
  importReputations(ctx, quests, reputations);
}

function writeMeta(ctx: ImportContext, input: string): void {
  const meta: Record<string, string> = {
    name: ctx.facts.name ?? basename(input).replace(/\.sql(?:\.gz)?$/i, ''),
    format: '1',
    profile: 'classic',
    max_level: String(maxLevelOf(ctx)),
    source: 'imported from a MySQL dump of a MaNGOS world database',
  };
  for (const [key, value] of Object.entries(meta)) ctx.world.meta.push({ key, value });
}
