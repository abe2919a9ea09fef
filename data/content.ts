/**
 * World content as the simulation reads it: dense indices, typed arrays, and the look-ups every system needs.
 *
 * Made once from validated tables (`data/compile.ts`) and never written afterwards. Rows keep the order of ascending id
 * (rows with composite keys: ascending key), so an index is a pure function of the tables. "Index" below is a position in
 * these arrays; -1 means none. Places are integer centiyards (1/100 yard); chances are parts per million; durations are
 * milliseconds until a world turns them into frames.
 */

/** Compressed rows: the values of row r are `values[offsets[r] .. offsets[r + 1] - 1]`. */
export interface Csr {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

export interface Races {
  count: number;
  id: Int32Array;
  name: string[];
  /** 0 alliance, 1 horde, 2 neutral */ side: Uint8Array;
}

export interface Classes {
  count: number;
  id: Int32Array;
  name: string[];
  /** 0 tank, 1 melee, 2 ranged, 3 caster, 4 healer */ role: Uint8Array;
  /** Index into STATS: 0 strength, 1 agility, 3 intellect. */ powerStat: Uint8Array;
  /** Heaviest armour subclass (1 cloth .. 4 plate) and the level it starts at (one lighter below). */
  armorType: Uint8Array;
  armorLevel: Uint8Array;
  /** Bit s set: weapon subclass s can be used (client numbering). */ weaponMask: Int32Array;
  shield: Uint8Array;
  dualWieldLevel: Uint8Array;
}

/** Row `index(race, class, level)`; every race and class with a `start` row has all levels 1..maxLevel filled in. */
export interface BaseStats {
  /** Offset of the 7 values (order of STATS) of a race, class and level in `values`. */
  offset(race: number, cls: number, level: number): number;
  /** strength agility stamina intellect spirit health mana */ values: Int32Array;
}

export interface Factions {
  count: number;
  id: Int32Array;
  name: string[];
  /** 0 hostile, 1 neutral, 2 friendly */ toAlliance: Uint8Array;
  toHorde: Uint8Array;
  reputation: Int32Array;
}
export interface Reputations {
  count: number;
  id: Int32Array;
  name: string[];
  baseAlliance: Int32Array;
  baseHorde: Int32Array;
}
/** kind: 0 world, 1 dungeon, 2 raid, 3 battleground */
export interface Maps {
  count: number;
  id: Int32Array;
  name: string[];
  kind: Uint8Array;
}

/** from/to are map indices. side 0 alliance, 1 horde, 2 all. */
export interface MapLinks {
  count: number;
  id: Int32Array;
  name: string[];
  fromMap: Int32Array;
  fromX: Int32Array;
  fromY: Int32Array;
  toMap: Int32Array;
  toX: Int32Array;
  toY: Int32Array;
  travelMs: Int32Array;
  side: Uint8Array;
  minLevel: Uint8Array;
}

export interface Zones {
  count: number;
  id: Int32Array;
  name: string[];
  map: Int32Array;
  minLevel: Uint8Array;
  maxLevel: Uint8Array;
  side: Uint8Array;
  xMin: Int32Array;
  xMax: Int32Array;
  yMin: Int32Array;
  yMax: Int32Array;
  /** Zone index of a place, the smallest rectangle that holds it (ties: lowest index); -1 outside all. */
  at(map: number, x: number, y: number): number;
}

export interface Graveyards {
  count: number;
  id: Int32Array;
  map: Int32Array;
  x: Int32Array;
  y: Int32Array;
  side: Uint8Array;
}

export const CreatureRole = {
  vendor: 1,
  repair: 2,
  auctioneer: 4,
  trainer: 8,
  innkeeper: 16,
  banker: 32,
  flightMaster: 64,
  questGiver: 128,
  noCombat: 256,
  noXp: 512,
} as const;

export interface Creatures {
  count: number;
  id: Int32Array;
  name: string[];
  minLevel: Uint8Array;
  maxLevel: Uint8Array;
  /** index into CREATURE_RANKS */ rank: Uint8Array;
  /** index into CREATURE_KINDS */ kind: Uint8Array;
  faction: Int32Array;
  /** attitude to each side: 0 hostile, 1 neutral, 2 friendly */ toAlliance: Uint8Array;
  toHorde: Uint8Array;
  minHealth: Int32Array;
  maxHealth: Int32Array;
  /** hundredths of a point */ minDamageCenti: Int32Array;
  maxDamageCenti: Int32Array;
  attackMs: Int32Array;
  armor: Int32Array;
  xpPercent: Int32Array;
  /** loot table index or -1 */ loot: Int32Array;
  minMoney: Int32Array;
  maxMoney: Int32Array;
  /** bits of CreatureRole */ roles: Int32Array;
  auctionHouse: Int32Array;
  killCredit: Int32Array;
  /** loot tables of hide and pockets, or -1 */ skinning: Int32Array;
  pickpocket: Int32Array;
}

export interface Spawns {
  count: number;
  id: Int32Array;
  creature: Int32Array;
  map: Int32Array;
  x: Int32Array;
  y: Int32Array;
  respawnMs: Int32Array;
}
/** kind: 0 mailbox, 1 chest, 2 quest, 3 gather, 4 other */
export interface Objects {
  count: number;
  id: Int32Array;
  name: string[];
  kind: Uint8Array;
  loot: Int32Array;
}
export interface ObjectSpawns {
  count: number;
  id: Int32Array;
  object: Int32Array;
  map: Int32Array;
  x: Int32Array;
  y: Int32Array;
  respawnMs: Int32Array;
}

export interface Items {
  count: number;
  id: Int32Array;
  name: string[];
  /** index into ITEM_CLASSES */ class: Uint8Array;
  subclass: Uint8Array;
  inventoryType: Uint8Array;
  /** 0 poor .. 6 artifact */ quality: Uint8Array;
  itemLevel: Int32Array;
  requiredLevel: Uint8Array;
  buyPrice: Int32Array;
  buyCount: Int32Array;
  sellPrice: Int32Array;
  stackSize: Int32Array;
  carryLimit: Int32Array;
  /** index into BONDINGS */ bonding: Uint8Array;
  containerSlots: Uint8Array;
  maxDurability: Int32Array;
  armor: Int32Array;
  minDamageCenti: Int32Array;
  maxDamageCenti: Int32Array;
  speedMs: Int32Array;
  raceMask: Int32Array;
  classMask: Int32Array;
  startsQuest: Int32Array;
  set: Int32Array;
  loot: Int32Array;
  uniqueEquipped: Uint8Array;
  requiredReputation: Int32Array;
  requiredReputationPoints: Int32Array;
  /** Stat bonuses, 7 an item in the order of STATS. */ stats: Int16Array;
  /** bits of BagFamily of the special bags that take it; of a bag: what it takes, 0 an ordinary one */ bagFamily: Int32Array;
  charges: Uint8Array;
  /** skill id of the client, 0 none */ requiredSkill: Int32Array;
  requiredSkillPoints: Int32Array;
  sockets: Uint8Array;
  /** enchantment index that it lays on another item, or -1 */ enchant: Int32Array;
}

export interface Enchants {
  count: number;
  id: Int32Array;
  name: string[];
  /** position in STATS */ stat: Uint8Array;
  value: Int32Array;
  /** bit t: inventory type t; 0 all */ inventoryTypes: Int32Array;
  /** 0 for ever */ durationMs: Float64Array;
}

/** Weights that a world gives to stats of a class in place of those of its role. */
export interface StatWeights {
  count: number;
  cls: Int32Array;
  /** index into WEIGHTED_STATS */ stat: Uint8Array;
  /** hundredths of a point of the power stat */ weight: Int32Array;
}

export interface ItemSets {
  count: number;
  id: Int32Array;
  name: string[];
  /** set -> bonus rows */ bonuses: Csr;
  bonusPieces: Uint8Array;
  bonusStat: Uint8Array;
  bonusValue: Int32Array;
}

/** Loot tables of all kinds in one list; a table is `kind, id`. Rows of table t: offsets[t] .. offsets[t+1]-1, in order of `row`. */
export interface Loot {
  tables: number;
  /** index into LOOT_KINDS */ kind: Uint8Array;
  id: Int32Array;
  offsets: Int32Array;
  item: Int32Array;
  /** table index or -1 */ reference: Int32Array;
  chancePpm: Int32Array;
  /** chance as binary32 percent, for the rules */ chance: Float32Array;
  group: Uint8Array;
  minCount: Uint8Array;
  maxCount: Uint8Array;
  questOnly: Uint8Array;
  /** index into LOOT_CONDITIONS */ condition: Uint8Array;
  /** quest index or -1, level, class index, race index, or side, by condition */ conditionValue: Int32Array;
}

/** index into OBJECTIVE_KINDS */
export const Objective = { kill: 0, collect: 1, useObject: 2, talk: 3, explore: 4, escort: 5 } as const;
export const QuestFlag = { repeatable: 1, daily: 2, elite: 4, group: 8, autoComplete: 16, noMoneyFromXp: 32, unavailable: 64 } as const;
/** index into QUEST_TYPES */
export const QuestType = { kill: 0, collect: 1, deliver: 2, escort: 3, explore: 4, talk: 5, dungeon: 6, raid: 7, pvp: 8 } as const;

export interface Quests {
  count: number;
  id: Int32Array;
  title: string[];
  type: Uint8Array;
  level: Uint8Array;
  minLevel: Uint8Array;
  maxLevel: Uint8Array;
  raceMask: Int32Array;
  classMask: Int32Array;
  zone: Int32Array;
  /** Quest index + 1, negative: must be active; 0 none. */ prev: Int32Array;
  next: Int32Array;
  exclusiveGroup: Int32Array;
  nextInChain: Int32Array;
  requiredSkill: Int32Array;
  requiredReputation: Int32Array;
  requiredReputationPoints: Int32Array;
  suggestedPlayers: Uint8Array;
  timeLimitMs: Int32Array;
  /** bits of QuestFlag */ flags: Int32Array;
  rewardMoney: Int32Array;
  rewardMoneyMaxLevel: Int32Array;
  rewardXp: Int32Array;
  sourceItem: Int32Array;
  sourceItemCount: Uint8Array;
  /** Longest chain of predecessors: 0 for a quest without one. */ chainDepth: Uint8Array;
  /** quest -> objective rows */ objectives: Csr;
  objectiveKind: Uint8Array;
  /** creature, item or object index by kind; -1 for places */ objectiveTarget: Int32Array;
  objectiveCount: Int32Array;
  objectiveMap: Int32Array;
  objectiveX: Int32Array;
  objectiveY: Int32Array;
  objectiveRadius: Int32Array;
  /** quest -> reward item indices; counts lie beside them */ rewardAlways: Csr;
  rewardAlwaysCount: Int32Array;
  rewardChoice: Csr;
  rewardChoiceCount: Int32Array;
  /** quest -> reputation indices, with points beside */ reputation: Csr;
  reputationPoints: Int32Array;
  /** quest -> quests that name it in `prev` (positive), `next` or `nextInChain` reversed: the quests it may unlock */ unlocks: Csr;
  /** quest -> quests of the same exclusive group (itself included; empty when none) */ groupMembers: Csr;
  /** quest -> quests with `next` = it: needed before it, see the rules on exclusive groups */ feeders: Csr;
}

/**
 * Places that offer or end quests, one for each creature or object spawn that does, sorted by spawn order (creatures first).
 * Static: loaded into one rbush per map in bulk.
 */
export interface Givers {
  count: number;
  /** 0 creature spawn, 1 object spawn */ kind: Uint8Array;
  spawn: Int32Array;
  map: Int32Array;
  x: Int32Array;
  y: Int32Array;
  /** giver -> quest indices */ starts: Csr;
  ends: Csr;
  /** quest -> giver indices */ startersOf: Csr;
  endersOf: Csr;
}

/** Places with a service, one per spawn, sorted by spawn index. */
export interface Services {
  count: number;
  spawn: Int32Array;
  map: Int32Array;
  x: Int32Array;
  y: Int32Array;
  /** role bits of the creature (mailboxes: 0) */ roles: Int32Array;
  /** auction house index or -1 */ house: Int32Array;
  /** 0 hostile, 1 neutral, 2 friendly */ toAlliance: Uint8Array;
  toHorde: Uint8Array;
}

/** Trainers, with whom they train. */
export interface Trainers extends Services {
  /** class index; -1: no class of its own (crafts, riding, pets) */ cls: Int32Array;
}

/** Where an item can be had: rows sorted by item, then by descending chance, then by source. */
export interface ItemSources {
  /** item -> rows */ rows: Csr;
  /** 0 creature kill, 1 object, 2 vendor creature */ kind: Uint8Array;
  /** creature or object index */ source: Int32Array;
  /** effective chance of one kill or use, ppm; vendors 1,000,000 */ chancePpm: Int32Array;
}

export interface WorldContent {
  readonly name: string;
  readonly profile: 'classic' | 'wotlk';
  readonly maxLevel: number;
  /** xxhash64 of the canonical bytes of the tables, 16 hex digits. */
  readonly hash: string;
  readonly races: Races;
  readonly classes: Classes;
  /** start rows: race, class, map, x, y */
  readonly starts: { count: number; race: Int32Array; cls: Int32Array; map: Int32Array; x: Int32Array; y: Int32Array };
  readonly startItems: {
    count: number;
    /** -1 all */ race: Int32Array;
    /** -1 all */ cls: Int32Array;
    item: Int32Array;
    units: Int32Array;
  };
  readonly baseStats: BaseStats;
  /** xpToNext[level], index 0 unused; 0 at maxLevel. */
  readonly xpToNext: Int32Array;
  readonly factions: Factions;
  readonly reputations: Reputations;
  readonly maps: Maps;
  readonly links: MapLinks;
  readonly zones: Zones;
  readonly graveyards: Graveyards;
  readonly creatures: Creatures;
  readonly spawns: Spawns;
  /** creature -> spawn indices */ readonly spawnsOf: Csr;
  readonly objects: Objects;
  readonly objectSpawns: ObjectSpawns;
  /** object -> object spawn indices */ readonly objectSpawnsOf: Csr;
  readonly items: Items;
  readonly itemSets: ItemSets;
  readonly enchants: Enchants;
  readonly statWeights: StatWeights;
  readonly loot: Loot;
  readonly itemSources: ItemSources;
  /** creature -> item indices, with stock and restock time beside */ readonly vendorItems: Csr;
  readonly vendorStock: Int32Array;
  readonly vendorRestockMs: Int32Array;
  readonly auctionHouses: {
    count: number;
    id: Int32Array;
    name: string[];
    side: Uint8Array;
    depositPercent: Uint8Array;
    cutPercent: Uint8Array;
  };
  /** copper per lost point: kind 0 weapon 1 armor */ repairCopperPerPoint(itemLevel: number, kind: number, subclass: number): number;
  readonly repairQualityFactor: Float32Array;
  readonly quests: Quests;
  readonly givers: Givers;
  /** quest -> items that start it */ readonly questItemsStarting: Csr;
  readonly vendors: Services;
  readonly repairers: Services;
  readonly auctioneers: Services;
  readonly mailboxes: Services;
  readonly innkeepers: Services;
  readonly trainers: Trainers;
}
