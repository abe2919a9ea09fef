/** A tiny made-up world database in the MaNGOS-Zero layout: two sides, one village each, a mine between them. */
import { tableOf } from './dump-text.js';
import type { Cell } from './dump-text.js';

export type Tables = Record<string, Record<string, Cell>[]>;

const levelStats = (race: number, playerClass: number): Record<string, Cell>[] =>
  [1, 2, 3].map((level) => ({ race, class: playerClass, level, str: 20 + level, agi: 20, sta: 21, inte: 15, spi: 16 }));

/** Alliance village at (0, 0) of map 0, horde village at (3000, 0), enemies at (300, 0). */
export function smallWorld(): Tables {
  return {
    creature_template: [
      { Entry: 1, Name: 'Miller Ansel', SubName: null, MinLevel: 5, MaxLevel: 5, FactionAlliance: 900, CreatureType: 7, NpcFlags: 2, MinLevelHealth: 100, MaxLevelHealth: 100, MinMeleeDmg: 3, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000 },
      { Entry: 2, Name: 'Smith "Old" O\'Dea', SubName: 'Armour; (and) more', MinLevel: 5, MaxLevel: 5, FactionAlliance: 900, CreatureType: 7, NpcFlags: 4 + 16384, MinLevelHealth: 100, MaxLevelHealth: 100, MinMeleeDmg: 3, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000 },
      { Entry: 3, Name: 'Marsh Rat', SubName: null, MinLevel: 5, MaxLevel: 6, FactionAlliance: 901, CreatureType: 1, NpcFlags: 0, MinLevelHealth: 60, MaxLevelHealth: 70, MinMeleeDmg: 2, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000, LootId: 3, MinLootGold: 2, MaxLootGold: 9 },
      { Entry: 4, Name: 'Elder Grokka', SubName: null, MinLevel: 5, MaxLevel: 5, FactionAlliance: 902, CreatureType: 7, NpcFlags: 2, MinLevelHealth: 100, MaxLevelHealth: 100, MinMeleeDmg: 3, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000 },
      { Entry: 5, Name: 'Auctioneer Perrin', SubName: null, MinLevel: 5, MaxLevel: 5, FactionAlliance: 900, CreatureType: 7, NpcFlags: 4096, MinLevelHealth: 100, MaxLevelHealth: 100, MinMeleeDmg: 3, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000 },
      { Entry: 6, Name: 'Hen', SubName: null, MinLevel: 1, MaxLevel: 1, FactionAlliance: 903, CreatureType: 8, NpcFlags: 0, MinLevelHealth: 5, MaxLevelHealth: 5, MinMeleeDmg: 1, MaxMeleeDmg: 1, MeleeBaseAttackTime: 2000 },
      { Entry: 7, Name: 'Keeper of Souls', SubName: null, MinLevel: 60, MaxLevel: 60, FactionAlliance: 904, CreatureType: 7, NpcFlags: 33, MinLevelHealth: 100, MaxLevelHealth: 100, MinMeleeDmg: 3, MaxMeleeDmg: 4, MeleeBaseAttackTime: 2000 },
      { Entry: 8, Name: 'Barn Ghost', SubName: null, MinLevel: 7, MaxLevel: 7, FactionAlliance: 900, CreatureType: 6, NpcFlags: 0, UnitFlags: 2, MinLevelHealth: 0, MaxLevelHealth: 0, MinMeleeDmg: 0, MaxMeleeDmg: 0, MeleeBaseAttackTime: 0, LootId: 77 },
    ],
    creature: [
      { guid: 1, id: 1, map: 0, position_x: 0, position_y: 0, spawntimesecs: 300 },
      { guid: 2, id: 2, map: 0, position_x: 10.125, position_y: -5.5, spawntimesecs: 300 },
      { guid: 3, id: 3, map: 0, position_x: 300, position_y: 0, spawntimesecs: 60 },
      { guid: 4, id: 3, map: 0, position_x: 310, position_y: 5, spawntimesecs: 60 },
      { guid: 5, id: 4, map: 0, position_x: 3000, position_y: 0, spawntimesecs: 300 },
      { guid: 6, id: 5, map: 0, position_x: 5, position_y: 5, spawntimesecs: 300 },
      { guid: 7, id: 6, map: 0, position_x: 3, position_y: 3, spawntimesecs: 0 },
      { guid: 8, id: 7, map: 0, position_x: 40, position_y: 40, spawntimesecs: 300 },
      { guid: 9, id: 8, map: 0, position_x: 60, position_y: 0, spawntimesecs: 300 },
      { guid: 10, id: 99, map: 0, position_x: 0, position_y: 0, spawntimesecs: 300 },
    ],
    gameobject_template: [
      { entry: 50, type: 19, name: 'Mailbox', data0: 0, data1: 0 },
      { entry: 51, type: 3, name: 'Old Barrel', data0: 1, data1: 510 },
      { entry: 52, type: 7, name: 'Bench', data0: 0, data1: 0 },
      { entry: 53, type: 10, name: 'Rune Stone', data0: 0, data1: 0 },
    ],
    gameobject: [
      { guid: 1, id: 50, map: 0, position_x: 2, position_y: 1, spawntimesecs: 0 },
      { guid: 2, id: 51, map: 0, position_x: 320, position_y: 1, spawntimesecs: 180 },
      { guid: 3, id: 52, map: 0, position_x: 2, position_y: 1, spawntimesecs: 0 },
      { guid: 4, id: 53, map: 0, position_x: 330, position_y: 1, spawntimesecs: 30 },
    ],
    item_template: [
      { entry: 100, class: 12, subclass: 0, name: 'Rat Tail', Quality: 1, BuyCount: 1, stackable: 20, AllowableClass: -1, AllowableRace: -1, ItemLevel: 1, bonding: 4 },
      { entry: 101, class: 2, subclass: 7, name: 'Plain Sword', Quality: 1, BuyCount: 1, BuyPrice: 40, SellPrice: 8, stackable: 1, AllowableClass: 32767, AllowableRace: 255, ItemLevel: 3, RequiredLevel: 1, InventoryType: 13, dmg_min1: 2, dmg_max1: 4, delay: 2500, stat_type1: 7, stat_value1: 3, stat_type2: 4, stat_value2: -1, MaxDurability: 20 },
      { entry: 102, class: 4, subclass: 1, name: 'Plain Trousers', Quality: 1, BuyCount: 1, BuyPrice: 30, SellPrice: 6, stackable: 1, AllowableClass: -1, AllowableRace: -1, ItemLevel: 2, RequiredLevel: 1, InventoryType: 7, armor: 5, itemset: 7 },
      { entry: 103, class: 12, subclass: 0, name: 'Letter', Quality: 1, BuyCount: 1, stackable: 1, AllowableClass: -1, AllowableRace: -1, ItemLevel: 1, startquest: 209 },
      { entry: 104, class: 15, subclass: 0, name: 'Grey Fluff', Quality: 0, BuyCount: 1, SellPrice: 1, stackable: 5, AllowableClass: 1, AllowableRace: 1, ItemLevel: 1 },
    ],
    creature_loot_template: [
      { entry: 3, item: 100, ChanceOrQuestChance: -80.5, groupid: 0, mincountOrRef: 1, maxcount: 1 },
      { entry: 3, item: 104, ChanceOrQuestChance: 0, groupid: 1, mincountOrRef: 2, maxcount: 3 },
      { entry: 3, item: 600, ChanceOrQuestChance: 5, groupid: 0, mincountOrRef: -600, maxcount: 2 },
      { entry: 3, item: 601, ChanceOrQuestChance: 5, groupid: 0, mincountOrRef: -601, maxcount: 1 },
      { entry: 3, item: 999, ChanceOrQuestChance: 5, groupid: 0, mincountOrRef: 1, maxcount: 1 },
      { entry: 3, item: 104, ChanceOrQuestChance: 0, groupid: 0, mincountOrRef: 1, maxcount: 1 },
    ],
    reference_loot_template: [
      { entry: 600, item: 101, ChanceOrQuestChance: 0.0073, groupid: 1, mincountOrRef: 1, maxcount: 1 },
      { entry: 602, item: 101, ChanceOrQuestChance: 10, groupid: 0, mincountOrRef: 1, maxcount: 1 },
    ],
    gameobject_loot_template: [{ entry: 510, item: 103, ChanceOrQuestChance: 100, groupid: 0, mincountOrRef: 1, maxcount: 1 }],
    quest_template: [
      { entry: 200, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 77, Title: 'Rats; too many (again)', ReqItemId1: 100, ReqItemCount1: 4, RewOrReqMoney: 50, RewMoneyMaxLevel: 120, RewItemId1: 101, RewItemCount1: 1, RewRepFaction1: 72, RewRepValue1: 25 },
      { entry: 201, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'More Rats', ReqCreatureOrGOId1: 3, ReqCreatureOrGOCount1: 6, ReqCreatureOrGOId2: -53, ReqCreatureOrGOCount2: 1, PrevQuestId: 200, ExclusiveGroup: -201, RewOrReqMoney: -30 },
      { entry: 202, Method: 2, ZoneOrSort: -61, MinLevel: 2, QuestLevel: 0, RequiredRaces: 255, RequiredClasses: 0, Title: 'A Letter', SrcItemId: 103, ReqItemId1: 103, ReqItemCount1: 1, SpecialFlags: 1, PrevQuestId: -200 },
      { entry: 203, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 178, Title: 'Grokka\'s Rats', ReqCreatureOrGOId1: 3, ReqCreatureOrGOCount1: 6 },
      { entry: 204, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 178, Title: 'For the Elders', ReqCreatureOrGOId1: 3, ReqCreatureOrGOCount1: 6 },
      { entry: 205, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'See the Barrel', QuestFlags: 4, SpecialFlags: 2 },
      { entry: 206, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'Feast Day' },
      { entry: 207, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'The Barn Ghost', ReqCreatureOrGOId1: 8, ReqCreatureOrGOCount1: 1 },
      { entry: 208, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'Forgotten', PrevQuestId: 999 },
      { entry: 209, Method: 2, ZoneOrSort: 12, MinLevel: 1, QuestLevel: 5, RequiredRaces: 1, Title: 'Found a Letter', Type: 81 },
    ],
    quest_relations: [
      ...[200, 201, 202, 205, 206, 207].flatMap((quest) => [{ actor: 0, entry: 1, quest, role: 0 }, { actor: 0, entry: 1, quest, role: 1 }]),
      ...[203, 204].flatMap((quest) => [{ actor: 0, entry: 4, quest, role: 0 }, { actor: 0, entry: 4, quest, role: 1 }]),
      { actor: 0, entry: 1, quest: 209, role: 1 },
      { actor: 2, entry: 5000, quest: 205, role: 0 },
      { actor: 0, entry: 1, quest: 999, role: 0 },
    ],
    game_event_quest: [{ quest: 206, event: 3 }],
    npc_vendor: [
      { entry: 2, item: 101, maxcount: 0, incrtime: 0 },
      { entry: 2, item: 102, maxcount: 2, incrtime: 600 },
      { entry: 2, item: 998, maxcount: 0, incrtime: 0 },
    ],
    playercreateinfo: [
      { race: 1, class: 1, map: 0, zone: 12, position_x: 1, position_y: 1 },
      { race: 2, class: 1, map: 0, zone: 14, position_x: 3001, position_y: 1 },
    ],
    player_levelstats: [...levelStats(1, 1), ...levelStats(2, 1)],
    player_classlevelstats: [1, 2, 3].map((level) => ({ class: 1, level, basehp: 20 + level * 10, basemana: 0 })),
    player_xp_for_level: [{ lvl: 1, xp_for_next_level: 400 }, { lvl: 2, xp_for_next_level: 900 }, { lvl: 3, xp_for_next_level: 1400 }],
    game_tele: [{ id: 1, position_x: 20, position_y: 10, map: 0, name: "MillersRest" }],
  };
}

/** The dump text of tables; an unused table and comments of all kinds are around them. */
export function dumpOf(tables: Tables): string {
  const head = "/*M!999999\\- enable the sandbox mode */ \n-- MySQL dump\n/*!40101 SET NAMES utf8mb4 */;\n# a comment; with a semicolon\n";
  const unused = tableOf('npc_text', [{ ID: 1, text0_0: "It's; (a) -- text" }, { ID: 2, text0_0: 'more' }]);
  return head + unused + Object.entries(tables).map(([name, rows]) => tableOf(name, rows)).join('\n') + '\n-- Dump completed\n';
}
