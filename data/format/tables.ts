/**
 * The world format: every table of a world, with its columns. The single source from which the validator, the CSV
 * and SQLite containers and `docs/world-format.md` are made.
 *
 * Conventions: ids are positive integers, unique in their table; 0 means none where the column allows it;
 * money is copper; places are yards (x north, y west, as emulators have them; only distances matter);
 * a `flags` cell is a `|`-separated list of words, empty for none.
 */
import { INT_MAX, decimal, flags, id, int, mapRef, mask, maybeRef, oneOf, ref, text, yards } from './columns.js';
import type { RowOf, Table } from './columns.js';

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

const x = yards('x_yards', 'North-south coordinate, yards.');
const y = yards('y_yards', 'East-west coordinate, yards.');

export const TABLES = {
  meta: {
    name: 'meta',
    doc: 'One property of the world as a whole.',
    key: ['key'],
    required: true,
    columns: [
      text('key', 'Property: `name`, `format` (must be 1), `profile` (classic or wotlk), `max_level`; others are free notes.'),
      text('value', 'Its value.', { max: 4000 }),
    ],
  },
  race: {
    name: 'race',
    doc: 'A playable race.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Race id, 1 to 31: bit id-1 of race masks.'),
      text('name', 'Name.'),
      oneOf('side', PLAYED_SIDES, 'Side the race plays on.'),
    ],
  },
  class: {
    name: 'class',
    doc: 'A playable class and how it fights.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Class id, 1 to 31: bit id-1 of class masks.'),
      text('name', 'Name.'),
      oneOf(
        'role',
        CLASS_ROLES,
        'How it fights, and which stats it likes: a tank takes 15 percent less damage, ranged use a bow or gun, caster and healer spend mana, a healer heals itself.',
      ),
      oneOf(
        'power_stat',
        ['strength', 'agility', 'intellect'],
        'Stat that raises damage: strength and agility that of weapons, intellect that of spells, which need no weapon.',
      ),
      oneOf('armor_type', ARMOR_TYPES, 'Heaviest armour the class can wear.'),
      int('mail_plate_level', 'Level from which the heaviest armour can be worn; one type lighter below it.', { max: 255, default: 1 }),
      flags('weapons', WEAPON_TYPES, 'Weapon types the class can use (a 2 means two-handed).'),
      int('shield', '1 when the class can use shields.', { max: 1, default: 0 }),
      int('dual_wield_level', 'Level from which two one-handers can be worn; 0 never.', { max: 255, default: 0 }),
    ],
  },
  start: {
    name: 'start',
    doc: 'Where a new character of a race and class appears.',
    key: ['race_id', 'class_id'],
    required: true,
    columns: [ref('race_id', 'race', 'Race.'), ref('class_id', 'class', 'Class.'), mapRef('map_id', 'Map.'), x, y],
  },
  start_item: {
    name: 'start_item',
    doc: 'An item a new character carries; equipment is put on at once.',
    key: ['race_id', 'class_id', 'item_id'],
    columns: [
      maybeRef('race_id', 'race', 'Race, or 0 for all.'),
      maybeRef('class_id', 'class', 'Class, or 0 for all.'),
      ref('item_id', 'item', 'Item.'),
      int('count', 'Units.', { min: 1, max: 1000, default: 1 }),
    ],
  },
  base_stats: {
    name: 'base_stats',
    doc: 'Attributes of a naked character of a race, class and level. A missing level takes the next lower one.',
    key: ['race_id', 'class_id', 'level'],
    required: true,
    columns: [
      maybeRef('race_id', 'race', 'Race, or 0 for all races without a row of their own.'),
      ref('class_id', 'class', 'Class.'),
      int('level', 'Level.', { min: 1, max: 255 }),
      int(
        'strength',
        'Strength: damage of classes whose power stat it is; as much as agility for those of agility that fight hand to hand.',
        { max: 9999 },
      ),
      int('agility', 'Agility: 2 armour each; damage of classes whose power stat it is.', { max: 9999 }),
      int('stamina', 'Stamina: the first 20 give 1 health each, every further one 10.', { max: 9999 }),
      int('intellect', 'Intellect: the first 20 give 1 mana each, every further one 15; damage of classes whose power stat it is.', {
        max: 9999,
      }),
      int('spirit', 'Spirit: counts when gear is chosen; recovery does not depend on it yet.', { max: 9999 }),
      int('health', 'Base health before stamina.', { min: 1, max: 1_000_000 }),
      int('mana', 'Base mana before intellect; 0 for a class without mana.', { max: 1_000_000 }),
    ],
  },
  level_xp: {
    name: 'level_xp',
    doc: 'Experience needed to leave a level.',
    key: ['level'],
    required: true,
    columns: [int('level', 'Level.', { min: 1, max: 254 }), int('xp_to_next', 'Experience from this level to the next.', { min: 1 })],
  },
  faction: {
    name: 'faction',
    doc: 'A faction of creatures, and how it meets each side.',
    key: ['id'],
    columns: [
      id('id', 'Faction id.'),
      text('name', 'Name.'),
      oneOf(
        'to_alliance',
        ATTITUDES,
        'Attitude to alliance characters: hostile has no dealings with them, friendly cannot be attacked, neutral neither.',
      ),
      oneOf('to_horde', ATTITUDES, 'Attitude to horde characters, likewise.'),
      maybeRef(
        'reputation_id',
        'reputation',
        'Reputation whose standing lowers the prices of vendors and repairers of this faction, or 0.',
      ),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  reputation: {
    name: 'reputation',
    doc: 'A faction with which characters have a standing.',
    key: ['id'],
    columns: [
      id('id', 'Reputation id.'),
      text('name', 'Name.'),
      int('base_alliance', 'Standing of a new alliance character, points.', { min: -42000, max: 42999, default: 0 }),
      int('base_horde', 'Standing of a new horde character, points.', { min: -42000, max: 42999, default: 0 }),
    ],
  },
  map: {
    name: 'map',
    doc: 'A continuous piece of ground. Movement on it is in straight lines.',
    key: ['id'],
    required: true,
    columns: [int('id', 'Map id (0 is allowed).', { max: 65535 }), text('name', 'Name.'), oneOf('kind', MAP_KINDS, 'Kind.')],
  },
  map_link: {
    name: 'map_link',
    doc: 'A one-way passage between places: a boat, a portal, a dungeon entrance, or a shortcut within a map.',
    key: ['id'],
    columns: [
      id('id', 'Link id.'),
      text('name', 'Name.'),
      mapRef('from_map_id', 'Map it leaves from.'),
      yards('from_x_yards', 'Where it leaves, x.'),
      yards('from_y_yards', 'Where it leaves, y.'),
      mapRef('to_map_id', 'Map it leads to.'),
      yards('to_x_yards', 'Where it arrives, x.'),
      yards('to_y_yards', 'Where it arrives, y.'),
      int('travel_seconds', 'Time the passage takes, waiting included, seconds.', { max: 3600, default: 10 }),
      oneOf('side', SIDES, 'Side that may use it; neutral for all.', { default: 'neutral' }),
      int('min_level', 'Lowest level that may use it.', { max: 255, default: 0 }),
    ],
  },
  zone: {
    name: 'zone',
    doc: 'A named rectangle of a map. Where rectangles overlap the smaller one counts.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Zone id.'),
      mapRef('map_id', 'Map.'),
      text('name', 'Name.'),
      int('min_level', 'Lowest level the zone suits; 0 for towns that suit all.', { max: 255 }),
      int('max_level', 'Highest level the zone suits.', { max: 255 }),
      oneOf('side', SIDES, 'Side at home here; neutral or contested: neutral.', { default: 'neutral' }),
      yards('x_min_yards', 'South edge.'),
      yards('x_max_yards', 'North edge.'),
      yards('y_min_yards', 'East edge.'),
      yards('y_max_yards', 'West edge.'),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  graveyard: {
    name: 'graveyard',
    doc: 'Where the dead of a map find themselves (the nearest of their side).',
    key: ['id'],
    columns: [
      id('id', 'Graveyard id.'),
      text('name', 'Name.', { default: '' }),
      mapRef('map_id', 'Map.'),
      x,
      y,
      oneOf('side', SIDES, 'Side it serves; neutral for all.', { default: 'neutral' }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  creature: {
    name: 'creature',
    doc: 'A kind of creature: an enemy, a townsman, a vendor, a quest giver.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Creature id.'),
      text('name', 'Name.'),
      text('title', 'Title shown under the name.', { default: '' }),
      int('min_level', 'Lowest level.', { min: 1, max: 255 }),
      int('max_level', 'Highest level.', { min: 1, max: 255 }),
      oneOf('rank', CREATURE_RANKS, 'Rank.', { default: 'normal' }),
      oneOf('kind', CREATURE_KINDS, 'Kind.', { default: 'other' }),
      maybeRef('faction_id', 'faction', 'Faction; 0 is neutral to all and can be attacked.'),
      int('min_health', 'Health at the lowest level.', { min: 1, max: 50_000_000 }),
      int('max_health', 'Health at the highest level.', { min: 1, max: 50_000_000 }),
      decimal('min_damage', 'Least damage of a blow, before armour.', { max: 1_000_000 }),
      decimal('max_damage', 'Greatest damage of a blow.', { max: 1_000_000 }),
      int('attack_ms', 'Time between blows, milliseconds.', { min: 100, max: 60_000, default: 2000 }),
      int('armor', 'Armour.', { max: 1_000_000, default: 0 }),
      int('xp_percent', 'Experience of a kill, percent of the normal.', { max: 10_000, default: 100 }),
      maybeRef('loot_id', 'loot:creature', 'Loot table (kind creature), or 0.'),
      int('min_money_copper', 'Least money dropped, copper.', { default: 0 }),
      int('max_money_copper', 'Most money dropped, copper.', { default: 0 }),
      flags('roles', CREATURE_ROLES, 'What it does for characters; no_combat cannot be attacked; no_xp gives no experience.'),
      maybeRef('auction_house_id', 'auction_house', 'House an auctioneer serves, else 0.'),
      maybeRef('kill_credit_id', 'creature', 'Creature for whose quest objective a kill counts too, or 0.'),
      maybeRef('skinning_loot_id', 'loot:skinning', 'Loot table of its hide (kind skinning), or 0.'),
      maybeRef('pickpocket_loot_id', 'loot:pickpocketing', 'Loot table of its pockets (kind pickpocketing), or 0.'),
    ],
  },
  spawn: {
    name: 'spawn',
    doc: 'A place where a creature stands and comes back after its death.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Spawn id.'),
      ref('creature_id', 'creature', 'Creature.'),
      mapRef('map_id', 'Map.'),
      x,
      y,
      int('respawn_seconds', 'Time from death to return, seconds.', { min: 1, max: 31_536_000, default: 300 }),
    ],
  },
  object: {
    name: 'object',
    doc: 'A kind of thing in the world: a mailbox, a chest, a herb, a quest object.',
    key: ['id'],
    columns: [
      id('id', 'Object id.'),
      text('name', 'Name.'),
      oneOf('kind', OBJECT_KINDS, 'Kind.'),
      maybeRef('loot_id', 'loot:object', 'Loot table (kind object), or 0.'),
    ],
  },
  object_spawn: {
    name: 'object_spawn',
    doc: 'A place where an object stands; a looted one comes back after its time.',
    key: ['id'],
    columns: [
      id('id', 'Object spawn id.'),
      ref('object_id', 'object', 'Object.'),
      mapRef('map_id', 'Map.'),
      x,
      y,
      int('respawn_seconds', 'Time from use to return, seconds; 0: never used up.', { max: 31_536_000, default: 0 }),
    ],
  },
  item: {
    name: 'item',
    doc: 'A kind of item.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Item id.'),
      text('name', 'Name.'),
      oneOf('class', ITEM_CLASSES, 'Class.'),
      int(
        'subclass',
        'Subclass, client numbering (weapon 0 axe, 1 two-handed axe, 2 bow, 3 gun, 4 mace, 5 two-handed mace, 6 polearm, 7 sword, 8 two-handed sword, 10 staff, 11 exotic, 13 fist, 14 misc, 15 dagger, 16 thrown, 17 spear, 18 crossbow, 19 wand, 20 fishing pole; armor 0 misc, 1 cloth, 2 leather, 3 mail, 4 plate, 6 shield, 7 libram, 8 idol, 9 totem; container 0 bag).',
        { max: 255, default: 0 },
      ),
      int(
        'inventory_type',
        'Where it is worn, client numbering: 0 nowhere, 1 head, 2 neck, 3 shoulder, 4 shirt, 5 chest, 6 waist, 7 legs, 8 feet, 9 wrist, 10 hands, 11 finger, 12 trinket, 13 one-hand, 14 shield, 15 bow, 16 back, 17 two-hand, 18 bag, 19 tabard, 20 robe, 21 main hand, 22 off hand, 23 held, 24 ammunition, 25 thrown, 26 gun or wand, 28 relic.',
        { max: 28, default: 0 },
      ),
      oneOf('quality', QUALITIES, 'Quality.', { default: 'common' }),
      int('item_level', 'Item level.', { max: 1000, default: 1 }),
      int('required_level', 'Level needed to use it.', { max: 255, default: 0 }),
      int('buy_price_copper', 'Price of a bundle at a vendor, copper.', { default: 0 }),
      int('buy_count', 'Units in a bundle.', { min: 1, max: 1000, default: 1 }),
      int('sell_price_copper', 'What a vendor pays for a unit, copper; 0 cannot be sold.', { default: 0 }),
      int('stack_size', 'Units in a full stack.', { min: 1, max: 1000, default: 1 }),
      int('carry_limit', 'Units a character may own; 0 no limit.', { max: 65535, default: 0 }),
      oneOf('bonding', BONDINGS, 'When it binds to its owner.', { default: 'none' }),
      int('container_slots', 'Slots of a bag.', { max: 36, default: 0 }),
      int('max_durability', 'Durability when new; 0 never wears.', { max: 10_000, default: 0 }),
      int('armor', 'Armour.', { max: 100_000, default: 0 }),
      decimal('min_damage', 'Least weapon damage.', { max: 100_000, default: 0 }),
      decimal('max_damage', 'Greatest weapon damage.', { max: 100_000, default: 0 }),
      int('speed_ms', 'Weapon speed, milliseconds.', { max: 60_000, default: 0 }),
      mask('race_mask', 'Races that can use it, bit id-1 each; 0 all.'),
      mask('class_mask', 'Classes that can use it, bit id-1 each; 0 all.'),
      maybeRef('starts_quest_id', 'quest', 'Quest the item offers, or 0.'),
      maybeRef('set_id', 'item_set', 'Item set, or 0.'),
      maybeRef('loot_id', 'loot:item', 'Loot table of what is inside (kind item), or 0.'),
      int('unique_equipped', '1 when only one may be worn.', { max: 1, default: 0 }),
      maybeRef('required_reputation_id', 'reputation', 'Reputation needed to use it, or 0.'),
      int('required_reputation', 'Points needed.', { min: -42000, max: 42999, default: 0 }),
      mask(
        'bag_family',
        'Special bags that take it, bits: 1 arrows, 2 bullets, 4 soul shards, 8 leatherworking, 16 inscription, 32 herbs, 64 enchanting, 128 engineering, 256 keys, 512 gems, 1024 mining; 0 none (projectiles: by their subclass).',
      ),
      int('charges', 'Uses of a new one; the last one uses it up. 0 when uses are not counted.', { max: 255, default: 0 }),
      int('required_skill_id', 'Skill needed to use it (393 skinning, 356 fishing, 633 lockpicking, ...), or 0.', {
        max: 65_535,
        default: 0,
      }),
      int('required_skill', 'Points of that skill needed.', { max: 1000, default: 0 }),
      int('sockets', 'Sockets for gems (items of class gem, which give their own stat bonuses).', { max: 3, default: 0 }),
      maybeRef('enchant_id', 'enchant', 'Enchantment that using it lays on another item, or 0.'),
    ],
  },
  enchant: {
    name: 'enchant',
    doc: 'An enchantment of a worn item: one stat bonus.',
    key: ['id'],
    columns: [
      { ...id('id', 'Enchantment id.'), max: 65_534 },
      text('name', 'Name.'),
      oneOf('stat', STATS, 'Stat.'),
      int('value', 'Bonus (may be negative).', { min: -10_000, max: 10_000 }),
      mask('inventory_types', 'Inventory types it can be laid on, bit t each for type t; 0 all that are worn.'),
      int('duration_seconds', 'How long it lasts, seconds; 0 for ever.', { max: 31_536_000, default: 0 }),
    ],
  },
  stat_weight: {
    name: 'stat_weight',
    doc: 'What a point of a stat is worth to a class, in place of the weight that comes with its role.',
    key: ['class_id', 'stat'],
    columns: [
      ref('class_id', 'class', 'Class.'),
      oneOf('stat', WEIGHTED_STATS, 'Stat; dps values are per point of damage a second of the weapon in that hand.'),
      int('weight_percent', 'Hundredths of a point of the stat that raises its damage.', { max: 1_000_000 }),
    ],
  },
  item_stat: {
    name: 'item_stat',
    doc: 'A stat bonus of an item.',
    key: ['item_id', 'stat'],
    columns: [
      ref('item_id', 'item', 'Item.'),
      oneOf('stat', STATS, 'Stat.'),
      int('value', 'Bonus (may be negative).', { min: -10_000, max: 10_000 }),
    ],
  },
  item_set: {
    name: 'item_set',
    doc: 'A set of items that belong together.',
    key: ['id'],
    columns: [id('id', 'Set id.'), text('name', 'Name.')],
  },
  item_set_bonus: {
    name: 'item_set_bonus',
    doc: 'A bonus for wearing enough pieces of a set.',
    key: ['set_id', 'pieces', 'stat'],
    columns: [
      ref('set_id', 'item_set', 'Set.'),
      int('pieces', 'Pieces needed.', { min: 1, max: 19 }),
      oneOf('stat', STATS, 'Stat.'),
      int('value', 'Bonus.', { min: -10_000, max: 10_000 }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  loot: {
    name: 'loot',
    doc: 'A row of a loot table: an item, or a reference to another table. Rows of group 0 drop independently; of another group at most one drops.',
    key: ['kind', 'id', 'row'],
    columns: [
      oneOf('kind', LOOT_KINDS, 'Kind of table.'),
      id('id', 'Table id (unique within its kind).'),
      int('row', 'Order of the row in its table.', { max: 65535 }),
      maybeRef('item_id', 'item', 'Item, or 0 for a reference.'),
      maybeRef('reference_id', 'loot:reference', 'Table (kind reference) to run instead of an item, or 0.'),
      decimal('chance_percent', 'Chance, percent. 0 is only allowed in a group: an equal share of what is left.', { max: 100 }),
      int('group_id', 'Group, or 0.', { max: 255, default: 0 }),
      int('min_count', 'Least units (of a reference: ignored).', { min: 1, max: 255, default: 1 }),
      int('max_count', 'Most units (of a reference: how often it is run).', { min: 1, max: 255, default: 1 }),
      int('quest_only', '1 when only characters on a quest that needs the item see it.', { max: 1, default: 0 }),
      oneOf('condition', LOOT_CONDITIONS, 'What must hold for the one who loots, or the row is passed over.', { default: 'none' }),
      int('condition_value', 'Quest id, level, class id, race id, or side (0 alliance, 1 horde) of the condition.', {
        max: 16_777_215,
        default: 0,
      }),
    ],
  },
  vendor_item: {
    name: 'vendor_item',
    doc: 'Something a vendor sells.',
    key: ['creature_id', 'item_id'],
    columns: [
      ref('creature_id', 'creature', 'Vendor.'),
      ref('item_id', 'item', 'Item.'),
      int('stock', 'Bundles in stock; 0 without limit.', { max: 255, default: 0 }),
      int('restock_seconds', 'Time for a bundle to come back, seconds.', { max: 31_536_000, default: 0 }),
    ],
  },
  trainer: {
    name: 'trainer',
    doc: 'A creature that trains a class, or anybody.',
    key: ['creature_id', 'class_id'],
    columns: [ref('creature_id', 'creature', 'Trainer.'), maybeRef('class_id', 'class', 'Class it trains, or 0.')],
  },
  auction_house: {
    name: 'auction_house',
    doc: 'An auction house: one pool of auctions.',
    key: ['id'],
    columns: [
      id('id', 'House id.'),
      text('name', 'Name.'),
      oneOf('side', SIDES, 'Side it serves; neutral for all.'),
      int('deposit_percent', 'Deposit, percent of the vendor value for each unit of time.', { max: 100, default: 5 }),
      int('cut_percent', 'Cut of the final price, percent.', { max: 100, default: 5 }),
    ],
  },
  repair_cost: {
    name: 'repair_cost',
    doc: 'Repair price of one lost point of durability, before the quality factor.',
    key: ['item_level', 'kind', 'subclass'],
    columns: [
      int('item_level', 'Item level. A missing level takes the next lower one.', { max: 1000 }),
      oneOf('kind', REPAIR_KINDS, 'Weapon or armour.'),
      int('subclass', 'Item subclass; 255 for all without a row of their own.', { max: 255, default: 255 }),
      int('copper_per_point', 'Copper for one point.', { max: 100_000 }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  repair_quality: {
    name: 'repair_quality',
    doc: 'Factor on repair prices by item quality.',
    key: ['quality'],
    columns: [
      oneOf('quality', QUALITIES, 'Quality.'),
      decimal('factor', 'Factor, rounded to binary32.', { max: 100 }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  quest: {
    name: 'quest',
    doc: 'A quest.',
    key: ['id'],
    required: true,
    columns: [
      id('id', 'Quest id.'),
      text('title', 'Title.'),
      oneOf('type', QUEST_TYPES, 'Type.'),
      int('level', 'Level the quest is made for.', { min: 1, max: 255 }),
      int('min_level', 'Lowest level that may take it.', { max: 255, default: 1 }),
      int('max_level', 'Highest level that may take it; 0 no limit.', { max: 255, default: 0 }),
      mask('race_mask', 'Races that may take it, bit id-1 each; 0 all.'),
      mask('class_mask', 'Classes that may take it; 0 all.'),
      maybeRef('zone_id', 'zone', 'Zone it belongs to, or 0.'),
      int('prev_quest_id', 'Quest that must be turned in before; negative: that must be active; 0 none.', {
        min: -16_777_215,
        max: 16_777_215,
        default: 0,
      }),
      maybeRef('next_quest_id', 'quest', 'Quest that waits for this one too (several of one exclusive group may lead to it), or 0.'),
      int(
        'exclusive_group',
        'Positive: one of the group may be taken; negative: all of the group are needed for their next quest; 0 none.',
        { min: -16_777_215, max: 16_777_215, default: 0 },
      ),
      maybeRef('next_in_chain_id', 'quest', 'Quest offered at once when this one is turned in, or 0.'),
      int('required_skill', 'Skill needed (free numbering), or 0. Characters have no skills yet: such quests are not offered.', {
        max: 65535,
        default: 0,
      }),
      maybeRef('required_reputation_id', 'reputation', 'Reputation needed, or 0.'),
      int('required_reputation', 'Points needed.', { min: -42000, max: 42999, default: 0 }),
      int('suggested_players', 'Group size it is made for; from 2 on it is a quest for groups, 0 or 1 solo.', { max: 40, default: 0 }),
      int('time_limit_seconds', 'Time from taking it to turning it in, seconds; afterwards it has failed; 0 no limit.', {
        max: 86_400,
        default: 0,
      }),
      flags(
        'flags',
        QUEST_FLAGS,
        'Can be done again, can be done once a day, for groups because of strong opponents, for groups, done when accepted (but for the items it asks for), no money instead of experience at the level cap, not offered.',
      ),
      int('reward_money_copper', 'Money on turning in, copper; negative: a price.', { min: -INT_MAX, max: INT_MAX, default: 0 }),
      int(
        'reward_money_max_level_copper',
        'Money instead of experience at the level cap; experience is computed from it (classic profile).',
        { default: 0 },
      ),
      int('reward_xp', 'Base experience (wotlk profile), or to override the classic formula; 0 compute.', { default: 0 }),
      maybeRef('source_item_id', 'item', 'Item handed out on acceptance, or 0.'),
      int('source_item_count', 'Units of it.', { max: 255, default: 0 }),
    ],
  },
  quest_objective: {
    name: 'quest_objective',
    doc: 'Something to do for a quest. A quest without objectives is done when accepted (talk to its ender).',
    key: ['quest_id', 'row'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      int('row', 'Order, 0 to 7.', { max: 7 }),
      oneOf(
        'kind',
        OBJECTIVE_KINDS,
        'kill: creature; collect: item; use_object: object; talk: creature; explore: reach the place; escort: lead the starter to the place.',
      ),
      int('target_id', 'Creature, item or object id by kind; 0 for explore and escort.', { max: 16_777_215, default: 0 }),
      int('count', 'How many.', { min: 1, max: 65535, default: 1 }),
      int('map_id', 'Map of the place (explore, escort).', { max: 65535, default: 0 }),
      yards('x_yards', 'Place, x.', { default: 0 }),
      yards('y_yards', 'Place, y.', { default: 0 }),
      int('radius_yards', 'How near counts as there.', { max: 1000, default: 10 }),
      int('derived', '1 when an importer guessed the row.', { max: 1, default: 0 }),
    ],
  },
  quest_reward: {
    name: 'quest_reward',
    doc: 'An item given for a quest: every `always`, and one `choice`.',
    key: ['quest_id', 'kind', 'row'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      oneOf('kind', REWARD_KINDS, 'Given always, or one of the choices.'),
      int('row', 'Order.', { max: 15 }),
      ref('item_id', 'item', 'Item.'),
      int('count', 'Units.', { min: 1, max: 1000, default: 1 }),
    ],
  },
  quest_reputation: {
    name: 'quest_reputation',
    doc: 'Standing gained or lost by turning a quest in.',
    key: ['quest_id', 'reputation_id'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      ref('reputation_id', 'reputation', 'Reputation.'),
      int('points', 'Points (may be negative).', { min: -42_000, max: 42_000 }),
    ],
  },
  quest_relation: {
    name: 'quest_relation',
    doc: 'Who starts or ends a quest.',
    key: ['quest_id', 'role', 'actor_kind', 'actor_id'],
    columns: [
      ref('quest_id', 'quest', 'Quest.'),
      oneOf('role', RELATION_ROLES, 'Starts or ends it.'),
      oneOf('actor_kind', ACTOR_KINDS, 'Kind of actor.'),
      int('actor_id', 'Creature, object or item id.', { min: 1, max: 16_777_215 }),
    ],
  },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;
export type Row<N extends TableName> = RowOf<(typeof TABLES)[N]>;
/** A whole world as plain rows, every table present (possibly empty). */
export type WorldTables = { [N in TableName]: Row<N>[] };
