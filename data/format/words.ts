/** The words that cells of the world format may hold, in the order of their numbers. */
export const SIDES = ['alliance', 'horde', 'neutral'] as const;
/** Sides that characters play on. */
export const PLAYED_SIDES = ['alliance', 'horde'] as const;
export const STATS = ['strength', 'agility', 'stamina', 'intellect', 'spirit', 'health', 'mana'] as const;
export const ATTITUDES = ['hostile', 'neutral', 'friendly'] as const;
export const CREATURE_RANKS = ['normal', 'elite', 'rare_elite', 'boss', 'rare'] as const;
export const CREATURE_KINDS = [
  'humanoid',
  'beast',
  'dragonkin',
  'demon',
  'elemental',
  'giant',
  'undead',
  'mechanical',
  'critter',
  'totem',
  'other',
] as const;
export const CREATURE_ROLES = [
  'vendor',
  'repair',
  'auctioneer',
  'trainer',
  'innkeeper',
  'banker',
  'flight_master',
  'quest_giver',
  'no_combat',
  'no_xp',
] as const;
export const OBJECT_KINDS = ['mailbox', 'chest', 'quest', 'gather', 'other'] as const;
export const ITEM_CLASSES = [
  'consumable',
  'container',
  'weapon',
  'gem',
  'armor',
  'reagent',
  'projectile',
  'trade_goods',
  'generic',
  'recipe',
  'money',
  'quiver',
  'quest',
  'key',
  'permanent',
  'junk',
  'glyph',
] as const;
export const QUALITIES = ['poor', 'common', 'uncommon', 'rare', 'epic', 'legendary', 'artifact'] as const;
export const BONDINGS = ['none', 'pickup', 'equip', 'use', 'quest'] as const;
export const LOOT_KINDS = ['creature', 'object', 'item', 'reference', 'skinning', 'fishing', 'pickpocketing', 'mail'] as const;
export const QUEST_TYPES = ['kill', 'collect', 'deliver', 'escort', 'explore', 'talk', 'dungeon', 'raid', 'pvp'] as const;
export const QUEST_FLAGS = ['repeatable', 'daily', 'elite', 'group', 'auto_complete', 'no_money_from_xp', 'unavailable'] as const;
export const OBJECTIVE_KINDS = ['kill', 'collect', 'use_object', 'talk', 'explore', 'escort'] as const;
export const RELATION_ROLES = ['start', 'end'] as const;
export const ACTOR_KINDS = ['creature', 'object', 'item', 'area'] as const;
export const CLASS_ROLES = ['tank', 'melee', 'ranged', 'caster', 'healer'] as const;
export const ARMOR_TYPES = ['cloth', 'leather', 'mail', 'plate'] as const;
export const WEAPON_TYPES = [
  'axe',
  'axe2',
  'bow',
  'gun',
  'mace',
  'mace2',
  'polearm',
  'sword',
  'sword2',
  'staff',
  'exotic',
  'fist',
  'misc',
  'dagger',
  'thrown',
  'spear',
  'crossbow',
  'wand',
  'fishing',
] as const;
/** Weapon subclass of each word of `WEAPON_TYPES`, in the client's numbering (9 and 12 are unused there). */
export const WEAPON_SUBCLASSES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20] as const;
export const MAP_KINDS = ['world', 'dungeon', 'raid', 'battleground'] as const;
export const LOOT_CONDITIONS = ['none', 'quest_active', 'quest_done', 'quest_not_done', 'min_level', 'class', 'race', 'side'] as const;
export const WEIGHTED_STATS = [
  'strength',
  'agility',
  'stamina',
  'intellect',
  'spirit',
  'health',
  'mana',
  'armor',
  'main_dps',
  'off_dps',
  'ranged_dps',
] as const;
export const REPAIR_KINDS = ['weapon', 'armor'] as const;
export const REWARD_KINDS = ['always', 'choice'] as const;
export const PROFILES = ['classic', 'wotlk'] as const;
