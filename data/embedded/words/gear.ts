/** Names of worn things: materials from the humblest to the finest, slot nouns, suffixes and epithets. */
import { phrases, words } from './lists.js';
import type { ArmorType } from './peoples.js';

export type Stat = 'strength' | 'agility' | 'stamina' | 'intellect' | 'spirit';

/** Twenty steps of three levels each; plate begins at level 40. */
export const MATERIALS: Readonly<Record<ArmorType, readonly string[]>> = {
  cloth: words(
    'Homespun Burlap Muslin Linen Flaxen Woollen Felted Twill Brocade Silken Damask Velvet Satin Moonthread Duskweave Emberweave Frostloom Starwoven Glyphwoven Dawnsilk',
  ),
  leather: words(
    'Rawhide Tanned Cured Oiled Hardened Studded Padded Boarhide Deerskin Wolfhide Lizardskin Bearhide Thornhide Nighthide Ashhide Bogleather Wyrmskin Shadehide Drakehide Skyhide',
  ),
  mail: words(
    'Ringed Wirelink Copperlink Bronzelink Ironlink Riveted Brigand Chainlink Steel-link Tempered Blacklink Silverlink Scalebound Coldlink Emberlink Stormlink Wyrmlink Truelink Starlink Dawnlink',
  ),
  plate: words(
    'Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Pig-Iron Knight’s Blacksteel Bulwark Siegeplate Coldforged Wyrmplate Colossus Dawnplate',
  ),
};
export const METALS = words(
  'Crude Copper Bronze Brass Iron Wrought Steel Blued Fluted Hardsteel Silvered Blacksteel Folded Coldforged Emberforged Stormforged Runed Wyrmbone Titan Dawnforged',
);

/** Per armour type: head, shoulder, chest, waist, legs, feet, wrist, hands. Two nouns each. */
export const ARMOR_NOUNS: Readonly<Record<ArmorType, readonly (readonly string[])[]>> = {
  cloth: [
    'Hood Cowl',
    'Mantle Amice',
    'Robe Vestment',
    'Sash Cord',
    'Leggings Trousers',
    'Slippers Sandals',
    'Cuffs Wraps',
    'Gloves Handwraps',
  ].map(words),
  leather: [
    'Cap Mask',
    'Shoulders Spaulders',
    'Jerkin Tunic',
    'Belt Strap',
    'Breeches Pants',
    'Boots Treads',
    'Bracers Bindings',
    'Grips Mitts',
  ].map(words),
  mail: [
    'Coif Helm',
    'Pauldrons Epaulets',
    'Hauberk Chestguard',
    'Girdle Cinch',
    'Legguards Chausses',
    'Sabatons Footguards',
    'Armguards Wristguards',
    'Gauntlets Handguards',
  ].map(words),
  plate: [
    'Greathelm Visor',
    'Shoulderplates Wallguards',
    'Breastplate Cuirass',
    'Warbelt Waistplate',
    'Legplates Greaves',
    'Warboots Stompers',
    'Vambraces Wristplates',
    'Fists Crushers',
  ].map(words),
};

/** Weapon types: key, subclass, inventory type, speed in ms, nouns. */
export interface WeaponType {
  readonly key: string;
  readonly subclass: number;
  readonly inventoryType: number;
  readonly speedMs: number;
  readonly nouns: readonly string[];
}
const weapon = (key: string, subclass: number, inventoryType: number, speedMs: number, nouns: string): WeaponType => ({
  key,
  subclass,
  inventoryType,
  speedMs,
  nouns: words(nouns),
});

export const WEAPONS: readonly WeaponType[] = [
  weapon('axe', 0, 13, 2500, 'Hatchet Axe Cleaver'),
  weapon('axe2', 1, 17, 3400, 'Battleaxe Broadaxe Splitter'),
  weapon('bow', 2, 15, 2700, 'Shortbow Longbow Recurve'),
  weapon('gun', 3, 26, 2800, 'Blunderbuss Musket Rifle'),
  weapon('mace', 4, 13, 2600, 'Mace Flail Cudgel'),
  weapon('mace2', 5, 17, 3500, 'Maul Warhammer Sledge'),
  weapon('polearm', 6, 17, 3200, 'Halberd Glaive Partisan'),
  weapon('sword', 7, 13, 2300, 'Shortsword Sabre Longsword'),
  weapon('sword2', 8, 17, 3300, 'Greatsword Claymore Zweihander'),
  weapon('staff', 10, 17, 3100, 'Staff Quarterstaff Crook'),
  weapon('fist', 13, 13, 2000, 'Knuckles Claws Cestus'),
  weapon('dagger', 15, 13, 1700, 'Dagger Dirk Stiletto'),
  weapon('thrown', 16, 25, 2100, 'Darts Javelins Discs'),
  weapon('crossbow', 18, 26, 3000, 'Crossbow Arbalest Bolt-Thrower'),
  weapon('wand', 19, 26, 1600, 'Wand Rod Baton'),
];

/** Suffixes and the shares of the stat budget they spend. */
export interface Suffix {
  readonly name: string;
  readonly shares: readonly (readonly [Stat, number])[];
}
const suffix = (name: string, ...shares: (readonly [Stat, number])[]): Suffix => ({ name, shares });

export const SUFFIXES = {
  oak: suffix('of the Oak', ['strength', 50], ['stamina', 50]),
  hammer: suffix('of the Hammer', ['strength', 100]),
  ox: suffix('of the Ox', ['stamina', 100]),
  stag: suffix('of the Stag', ['strength', 50], ['agility', 50]),
  lynx: suffix('of the Lynx', ['agility', 55], ['stamina', 45]),
  fox: suffix('of the Fox', ['agility', 100]),
  kingfisher: suffix('of the Kingfisher', ['agility', 60], ['intellect', 40]),
  lantern: suffix('of the Lantern', ['intellect', 55], ['stamina', 45]),
  scholar: suffix('of the Scholar', ['intellect', 100]),
  spring: suffix('of the Spring', ['intellect', 50], ['spirit', 50]),
  hermit: suffix('of the Hermit', ['spirit', 70], ['stamina', 30]),
  heron: suffix('of the Heron', ['spirit', 100]),
} as const;
export type SuffixKey = keyof typeof SUFFIXES;

/** Which suffixes suit which armour and weapons, so that nobody finds a scholar's breastplate. */
export const SUITS: Readonly<Record<ArmorType, readonly SuffixKey[]>> = {
  cloth: ['lantern', 'spring', 'scholar', 'hermit', 'heron'],
  leather: ['lynx', 'fox', 'stag', 'kingfisher', 'spring'],
  mail: ['oak', 'lynx', 'lantern', 'hammer', 'kingfisher'],
  plate: ['oak', 'ox', 'hammer', 'stag'],
};
export const WEAPON_SUITS: Readonly<Record<string, readonly SuffixKey[]>> = {
  axe: ['oak', 'stag', 'lynx'],
  axe2: ['oak', 'hammer', 'stag'],
  bow: ['lynx', 'fox'],
  gun: ['fox', 'lynx'],
  mace: ['spring', 'oak', 'lantern'],
  mace2: ['hammer', 'oak', 'ox'],
  polearm: ['stag', 'lynx', 'oak'],
  sword: ['stag', 'oak', 'lantern'],
  sword2: ['hammer', 'oak', 'stag'],
  staff: ['lantern', 'spring', 'hermit'],
  fist: ['lynx', 'stag'],
  dagger: ['fox', 'scholar', 'lynx'],
  thrown: ['fox', 'lynx'],
  crossbow: ['lynx', 'fox'],
  wand: ['scholar', 'lantern', 'hermit'],
};

/** Epithets of rare pieces, by step of five levels, per armour type and for weapons. */
export const RARE_EPITHETS: Readonly<Record<ArmorType | 'weapon', readonly string[]>> = {
  cloth: phrases(
    'Novice Stargazer’s|Apprentice’s|Hedge-Witch|Tidesinger’s|Lamplighter’s|Moonpriest|Dreamwalker’s|Oracle’s|Hoarfrost|Spellbinder’s|Eclipse|Archsage’s',
  ),
  leather: phrases(
    'Cutpurse’s|Fenrunner’s|Thornstalker|Nightcaller’s|Quickblade|Wildheart|Duskprowler|Serpentkiss|Ghostwalker|Viperfang|Umbral|Skyhunter’s',
  ),
  mail: phrases(
    'Watchman’s|Outrider’s|Stormcaller|Drumguard|Wolfrider|Earthbinder|Hawkeye|Thunderlord’s|Warchief’s|Drakehunter|Avalanche|Sunlancer',
  ),
  plate: phrases('Squire’s|Recruit’s|Guardsman’s|Sentinel|Defender’s|Stalwart|Ironwall|Bastion|Oathsworn|Ironclad|Unyielding|Lionheart'),
  weapon: phrases(
    'Gnawing|Wayfarer’s|Bitterthorn|Widowmaker|Howling|Gravecall|Stormreach|Venomkiss|Bloodoath|Rimebrand|Pyrewing|Oathbreaker',
  ),
};
export const EPIC_EPITHETS: Readonly<Record<ArmorType | 'weapon', readonly string[]>> = {
  cloth: phrases('Starfall|Moonwrought|Eternal Dream|Aetherbound'),
  leather: phrases('Nightreaver|Soulstalker|Wyldkin|Shadowless'),
  mail: phrases('Stormlord’s|Worldshaker|Wyrmslayer’s|Skybreaker'),
  plate: phrases('Dawnguard|Immovable|Kingsward|Godforged'),
  weapon: phrases('Doomsong|Heartseeker|Worldsplitter|Dawnbringer'),
};

/** Conditions of worthless gear. */
export const WORN_OUT = words('Frayed Rusty Moth-Eaten Battered Bent Patched');
export const JEWELS = words(
  'Tin Copper Bone Bronze Jasper Agate Garnet Amber Silver Onyx Topaz Jade Pearl Opal Gold Ruby Sapphire Emerald Platinum Diamond',
);
export const TRINKETS = phrases(
  'Lucky Rabbit Foot|Carved Owl|Pocket Sundial|Bent Horseshoe|Saint’s Knuckle|Brass Compass|Vial of Quicksilver|Wolf’s-Head Charm|Ivory Die|Storm Glass|Widow’s Locket|Ever-Warm Coal|Clockwork Beetle|Mirror of Doubt|Drake Tooth|Ghost Lantern|Eye of the Deep|Royal Seal|Phoenix Plume|Heart of Winter',
);
export const HELD = phrases('Rattle|Almanac|Sextant|Censer|Skull Lantern|Orb|Tome|Chalice|Scrying Bowl|Star Chart');
export const CLOAKS = words('Cloak Cape Drape Shawl');
export const SHIELDS = words('Buckler Roundshield Kite-Shield Towershield Wall');
/** Those whom quest rewards are named after. */
export const AGENTS = phrases(
  'Warden’s|Pilgrim’s|Outrider’s|Keeper’s|Huntsman’s|Vigilant|Drover’s|Councilor’s|Militia|Ranger’s|Sentry’s|Healer’s|Scout’s|Veteran’s|Messenger’s',
);

/** Sets: name, armour type, first required level, title of each piece is name + noun. */
export interface SetTemplate {
  readonly name: string;
  readonly piece: string;
  readonly armor: ArmorType;
  readonly level: number;
  readonly quality: 'uncommon' | 'rare' | 'epic';
  readonly stats: readonly [Stat, Stat];
}
export const SETS: readonly SetTemplate[] = [
  {
    name: 'Vestments of the Drowned Saint',
    piece: 'Drowned Saint’s',
    armor: 'cloth',
    level: 24,
    quality: 'rare',
    stats: ['intellect', 'spirit'],
  },
  {
    name: 'Gallowmine Foreman’s Outfit',
    piece: 'Shift Boss’s',
    armor: 'leather',
    level: 35,
    quality: 'rare',
    stats: ['agility', 'stamina'],
  },
  { name: 'Regalia of the Ash Regent', piece: 'Ash Regent’s', armor: 'cloth', level: 47, quality: 'rare', stats: ['intellect', 'stamina'] },
  { name: 'Twin-Horn Warharness', piece: 'Warharness', armor: 'mail', level: 47, quality: 'rare', stats: ['strength', 'stamina'] },
  { name: 'Mail of the Gatewyrm', piece: 'Gatewyrm', armor: 'mail', level: 58, quality: 'rare', stats: ['agility', 'intellect'] },
  { name: 'Armour of the Empty King', piece: 'Empty King’s', armor: 'plate', level: 60, quality: 'epic', stats: ['strength', 'stamina'] },
  { name: 'Ninefold Raiment', piece: 'Ninefold Court', armor: 'cloth', level: 60, quality: 'epic', stats: ['intellect', 'spirit'] },
  { name: 'The Nameless Shadow', piece: 'Nameless Shadow', armor: 'leather', level: 60, quality: 'epic', stats: ['agility', 'stamina'] },
];

/** The few things that songs are about. */
export const LEGENDS: readonly { name: string; quality: 'legendary' | 'artifact'; weapon: string; stats: readonly [Stat, Stat] }[] = [
  { name: 'Nihil, Blade of the Empty King', quality: 'legendary', weapon: 'sword2', stats: ['strength', 'stamina'] },
  { name: 'Ossathine, the Gate’s Breath', quality: 'legendary', weapon: 'bow', stats: ['agility', 'stamina'] },
  { name: 'Lantern of the First Vigil', quality: 'legendary', weapon: 'staff', stats: ['intellect', 'spirit'] },
  { name: 'The Moot-Hammer', quality: 'artifact', weapon: 'mace2', stats: ['strength', 'stamina'] },
  { name: 'Whisper, Knife of the Ninth Mask', quality: 'artifact', weapon: 'dagger', stats: ['agility', 'stamina'] },
];
/** Woods of bows, staves and wands, in step with the metals. */
export const WOODS = words(
  'Willow Pine Ash Birch Hazel Elm Oak Yew Maple Blackthorn Ironwood Hickory Rosewood Ebony Ghostwood Emberwood Frostpine Runewood Heartwood Dawnwood',
);
export const WOODEN: ReadonlySet<string> = new Set(['bow', 'staff', 'wand', 'crossbow']);
/** Relics by class id: kind of thing, subclass, and what they are of. */
export const RELICS: readonly { classId: number; subclass: number; noun: string }[] = [
  { classId: 2, subclass: 7, noun: 'Libram' },
  { classId: 11, subclass: 8, noun: 'Idol' },
  { classId: 7, subclass: 9, noun: 'Totem' },
];
export const RELIC_VIRTUES = phrases('of Patience|of the Quiet Field|of Shelter|of the Long Winter|of Unbroken Faith|of the First Morning');
