/**
 * The tables of a MaNGOS-Zero or CMaNGOS world database that the importer reads, and the columns it needs of them.
 *
 * Names are matched without regard to case; the first one found counts, so that the layouts of both cores fit.
 */

interface NumberColumn {
  readonly kind: 'number';
  readonly names: readonly string[];
  /** Value of NULL, and of a column that the dump lacks. */
  readonly missing: number;
}
interface TextColumn {
  readonly kind: 'text';
  readonly names: readonly string[];
  readonly missing: string;
}
type SourceColumn = NumberColumn | TextColumn;
type Columns = Record<string, SourceColumn>;

export interface SourceTable {
  readonly name: string;
  /** A dump without this table cannot become a world. */
  readonly required: boolean;
  readonly columns: Columns;
}

type RowFor<C extends Columns> = { [K in keyof C]: C[K] extends TextColumn ? string : number };

function n(...names: string[]): NumberColumn {
  return { kind: 'number', names, missing: 0 };
}
function nOr<const D extends number>(missing: D, ...names: string[]): NumberColumn {
  return { kind: 'number', names, missing };
}
function t(...names: string[]): TextColumn {
  return { kind: 'text', names, missing: '' };
}

/** `name1` .. `nameK` as keys `name1` .. `nameK`. */
function numbered<const P extends string>(prefix: P, count: number, column: string): Record<`${P}${number}`, NumberColumn> {
  const out: Record<string, NumberColumn> = {};
  for (let i = 1; i <= count; i++) out[`${prefix}${i}`] = n(`${column}${i}`);
  return out;
}

const loot = {
  entry: n('entry'),
  item: n('item'),
  chance: n('ChanceOrQuestChance'),
  group: n('groupid'),
  minOrRef: nOr(1, 'mincountOrRef'),
  max: nOr(1, 'maxcount'),
  condition: n('condition_id', 'lootcondition'),
};
const relation = { id: n('id', 'entry'), quest: n('quest') };
const vendor = { entry: n('entry'), item: n('item'), stock: n('maxcount'), restock: n('incrtime'), condition: n('condition_id') };
const poolMember = { id: n('id'), pool: n('pool_entry') };
const poolGuid = { guid: n('guid'), pool: n('pool_entry') };

function table<const C extends Columns>(columns: C, required = false): { columns: C; required: boolean } {
  return { columns, required };
}

export const SOURCE_TABLES = {
  creature_template: table(
    {
      entry: n('entry'),
      name: t('name'),
      title: t('subname'),
      minLevel: nOr(1, 'minlevel'),
      maxLevel: nOr(1, 'maxlevel'),
      faction: n('FactionAlliance', 'faction', 'faction_A'),
      type: n('CreatureType', 'type'),
      npcFlags: n('NpcFlags', 'npcflag'),
      unitFlags: n('UnitFlags', 'unit_flags'),
      extraFlags: n('ExtraFlags', 'flags_extra'),
      rank: n('rank'),
      unitClass: n('UnitClass', 'unit_class'),
      healthFactor: nOr(1, 'HealthMultiplier', 'health_mod'),
      xpFactor: nOr(1, 'ExperienceMultiplier'),
      minHealth: n('MinLevelHealth', 'minhealth'),
      maxHealth: n('MaxLevelHealth', 'maxhealth'),
      minDamage: n('MinMeleeDmg', 'mindmg'),
      maxDamage: n('MaxMeleeDmg', 'maxdmg'),
      armor: n('Armor'),
      attackMs: nOr(2000, 'MeleeBaseAttackTime', 'baseattacktime'),
      minGold: n('MinLootGold', 'mingold'),
      maxGold: n('MaxLootGold', 'maxgold'),
      lootId: n('LootId'),
      pickpocketId: n('PickpocketLootId', 'pickpocketloot'),
      skinningId: n('SkinningLootId', 'skinloot'),
      killCredit1: n('KillCredit1'),
      killCredit2: n('KillCredit2'),
      trainerType: n('TrainerType', 'trainer_type'),
      trainerClass: n('TrainerClass', 'trainer_class'),
      vendorTemplate: n('VendorTemplateId', 'vendor_id'),
      civilian: n('Civilian'),
    },
    true,
  ),
  creature_template_classlevelstats: table({
    level: n('level'),
    unitClass: n('class'),
    health: n('BaseHealthExp0', 'basehp0'),
    damage: n('BaseDamageExp0'),
  }),
  creature: table(
    {
      guid: n('guid'),
      id: n('id'),
      map: n('map'),
      x: n('position_x'),
      y: n('position_y'),
      respawn: nOr(300, 'spawntimesecs', 'spawntimesecsmin'),
    },
    true,
  ),
  creature_spawn_entry: table({ guid: n('guid'), entry: n('entry') }),
  gameobject_spawn_entry: table({ guid: n('guid'), entry: n('entry') }),
  gameobject_template: table({
    entry: n('entry'),
    type: n('type'),
    name: t('name'),
    faction: n('faction'),
    data0: n('data0'),
    data1: n('data1'),
  }),
  gameobject: table({
    guid: n('guid'),
    id: n('id'),
    map: n('map'),
    x: n('position_x'),
    y: n('position_y'),
    respawn: n('spawntimesecs', 'spawntimesecsmin'),
  }),
  item_template: table(
    {
      entry: n('entry'),
      class: n('class'),
      subclass: n('subclass'),
      name: t('name'),
      quality: n('quality'),
      buyCount: nOr(1, 'BuyCount'),
      buyPrice: n('BuyPrice'),
      sellPrice: n('SellPrice'),
      inventoryType: n('InventoryType'),
      classMask: nOr(-1, 'AllowableClass'),
      raceMask: nOr(-1, 'AllowableRace'),
      itemLevel: n('ItemLevel'),
      requiredLevel: n('RequiredLevel'),
      requiredSkill: n('RequiredSkill'),
      requiredSkillRank: n('RequiredSkillRank'),
      bagFamily: n('BagFamily'),
      charges: n('spellcharges_1'),
      requiredHonor: n('requiredhonorrank'),
      reputationFaction: n('RequiredReputationFaction'),
      reputationRank: n('RequiredReputationRank'),
      maxCount: n('maxcount'),
      stackable: nOr(1, 'stackable'),
      containerSlots: n('ContainerSlots'),
      ...numbered('statType', 10, 'stat_type'),
      ...numbered('statValue', 10, 'stat_value'),
      ...numbered('damageMin', 5, 'dmg_min'),
      ...numbered('damageMax', 5, 'dmg_max'),
      armor: n('armor'),
      delayMs: n('delay'),
      bonding: n('bonding'),
      startQuest: n('startquest'),
      itemSet: n('itemset'),
      maxDurability: n('MaxDurability'),
    },
    true,
  ),
  creature_loot_template: table(loot),
  reference_loot_template: table(loot),
  gameobject_loot_template: table(loot),
  item_loot_template: table(loot),
  skinning_loot_template: table(loot),
  pickpocketing_loot_template: table(loot),
  fishing_loot_template: table(loot),
  mail_loot_template: table(loot),
  quest_template: table(
    {
      entry: n('entry'),
      method: nOr(2, 'Method'),
      zoneOrSort: n('ZoneOrSort'),
      minLevel: n('MinLevel'),
      level: n('QuestLevel'),
      type: n('Type'),
      classMask: n('RequiredClasses'),
      raceMask: n('RequiredRaces'),
      skill: n('RequiredSkill'),
      skillOrClass: n('SkillOrClass'),
      repObjectiveFaction: n('RepObjectiveFaction'),
      repObjectiveValue: n('RepObjectiveValue'),
      minRepFaction: n('RequiredMinRepFaction'),
      minRepValue: n('RequiredMinRepValue'),
      maxRepFaction: n('RequiredMaxRepFaction'),
      players: n('SuggestedPlayers'),
      timeLimit: n('LimitTime'),
      flags: n('QuestFlags'),
      specialFlags: n('SpecialFlags'),
      prev: n('PrevQuestId'),
      next: n('NextQuestId'),
      group: n('ExclusiveGroup'),
      chain: n('NextQuestInChain'),
      sourceItem: n('SrcItemId'),
      sourceCount: n('SrcItemCount'),
      title: t('Title'),
      ...numbered('reqItem', 4, 'ReqItemId'),
      ...numbered('reqItemCount', 4, 'ReqItemCount'),
      ...numbered('reqSource', 4, 'ReqSourceId'),
      ...numbered('reqTarget', 4, 'ReqCreatureOrGOId'),
      ...numbered('reqTargetCount', 4, 'ReqCreatureOrGOCount'),
      ...numbered('reqSpell', 4, 'ReqSpellCast'),
      ...numbered('choice', 6, 'RewChoiceItemId'),
      ...numbered('choiceCount', 6, 'RewChoiceItemCount'),
      ...numbered('reward', 4, 'RewItemId'),
      ...numbered('rewardCount', 4, 'RewItemCount'),
      ...numbered('repFaction', 5, 'RewRepFaction'),
      ...numbered('repValue', 5, 'RewRepValue'),
      money: n('RewOrReqMoney'),
      moneyMaxLevel: n('RewMoneyMaxLevel'),
      pointMap: n('PointMapId'),
      pointX: n('PointX'),
      pointY: n('PointY'),
    },
    true,
  ),
  quest_relations: table({ actor: n('actor'), id: n('entry'), quest: n('quest'), role: n('role') }),
  creature_questrelation: table(relation),
  creature_involvedrelation: table(relation),
  gameobject_questrelation: table(relation),
  gameobject_involvedrelation: table(relation),
  areatrigger_involvedrelation: table(relation),
  npc_vendor: table(vendor),
  npc_vendor_template: table(vendor),
  npc_trainer: table({ entry: n('entry') }),
  playercreateinfo: table(
    { race: n('race'), class: n('class'), map: n('map'), zone: n('zone'), x: n('position_x'), y: n('position_y') },
    true,
  ),
  playercreateinfo_item: table({ race: n('race'), class: n('class'), item: n('itemid'), count: nOr(1, 'amount') }),
  player_levelstats: table(
    {
      race: n('race'),
      class: n('class'),
      level: n('level'),
      strength: n('str'),
      agility: n('agi'),
      stamina: n('sta'),
      intellect: n('inte'),
      spirit: n('spi'),
    },
    true,
  ),
  player_classlevelstats: table({ class: n('class'), level: n('level'), health: n('basehp'), mana: n('basemana') }, true),
  player_xp_for_level: table({ level: n('lvl', 'level'), xp: n('xp_for_next_level', 'experience') }, true),
  areatrigger_teleport: table({ id: n('id'), name: t('name'), map: n('target_map'), x: n('target_position_x'), y: n('target_position_y') }),
  game_graveyard_zone: table({ id: n('id'), zone: n('ghost_zone', 'ghost_loc'), side: n('faction') }),
  game_tele: table({ id: n('id'), x: n('position_x'), y: n('position_y'), map: n('map'), name: t('name') }),
  transports: table({ entry: n('entry'), name: t('name'), periodMs: n('period') }),
  instance_template: table({
    map: n('map'),
    minLevel: n('levelMin'),
    maxLevel: n('levelMax'),
    players: n('maxPlayers'),
    entranceMap: n('ghostEntranceMap'),
    x: n('ghostEntranceX'),
    y: n('ghostEntranceY'),
  }),
  game_event_quest: table({ quest: n('quest'), event: n('event') }),
  game_event_creature: table({ guid: n('guid'), event: n('event') }),
  game_event_gameobject: table({ guid: n('guid'), event: n('event') }),
  pool_template: table({ entry: n('entry'), limit: n('max_limit') }),
  pool_creature: table(poolGuid),
  pool_creature_template: table(poolMember),
  pool_gameobject: table(poolGuid),
  pool_gameobject_template: table(poolMember),
  pool_pool: table({ child: n('pool_id'), mother: n('mother_pool') }),
  script_waypoint: table({ entry: n('entry'), point: n('pointid'), x: n('location_x', 'position_x'), y: n('location_y', 'position_y') }),
  reputation_reward_rate: table({ faction: n('faction') }),
  reputation_spillover_template: table({ faction: n('faction') }),
  creature_onkill_reputation: table({
    creature: n('creature_id'),
    faction1: n('RewOnKillRepFaction1'),
    faction2: n('RewOnKillRepFaction2'),
  }),
} as const;

export type SourceName = keyof typeof SOURCE_TABLES;
export type SourceRow<N extends SourceName> = RowFor<(typeof SOURCE_TABLES)[N]['columns']>;
/** The rows read of every table; empty for one that the dump lacks. */
export type SourceRows = { [N in SourceName]: SourceRow<N>[] };

export const SOURCE_NAMES = Object.keys(SOURCE_TABLES) as SourceName[];
