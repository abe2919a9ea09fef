/** Races, classes and the cultures whose people fill the towns. */
import { words } from './lists.js';

export type Side = 'alliance' | 'horde' | 'neutral';

/** A people with names of its own, a reputation, and a side. */
export interface Culture {
  readonly key: string;
  readonly name: string;
  readonly side: Side;
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const culture = (key: string, name: string, side: Side, first: string, last: string): Culture => ({
  key,
  name,
  side,
  first: words(first),
  last: words(last),
});

export const CULTURES: readonly Culture[] = [
  culture(
    'march',
    'The Hearth Moot',
    'alliance',
    'Aldous Betta Corwin Dorrit Edmer Fenella Godwin Hesper Ivo Jessamy Kenric Lettice Merrick Nell Osbert Petra Quill Rowena Sedric Tamsin Ulric Verity Wat Ysolde Hob Agnes Piers Maud',
    'Appleyard Barrowe Cartwright Dunmarsh Eastlake Fallow Garrick Hathersage Ironside Kettlewell Langmead Millbank Norcote Oakes Pennywhistle Reeve Saltonstall Thatcher Underhay Wainwright Yarrow Tiller',
  ),
  culture(
    'karneth',
    'Holds of the Karneth',
    'alliance',
    'Arvek Brenna Cradoc Dagna Ervok Fruma Gorvan Hilka Istvek Jorla Kardun Lovra Mordek Nirka Orsek Pelga Rurik Sigga Torvek Ulda Varnek Yrsa Zorvik Bodil Hakkon Marga',
    'Anvilborn Blackdelve Coalbeard Deepdoor Emberforge Flintvein Graniteback Hammerfall Ironvow Keystone Lodebreaker Mantlestone Oreseeker Pillarsworn Quarrier Rockhewn Slatebrow Tunnelwright Underpeak Wardstone',
  ),
  culture(
    'aelwyn',
    'The Aelwyn Boughs',
    'alliance',
    'Aelis Briony Caerel Daelin Elowen Faelar Gwaithe Haleth Iriel Jaerith Kelwyn Lirien Maelis Naerys Olwen Pellan Rhosyn Saerel Talwyn Uriel Vaelar Wynne Yllis Zephra Arwel Tiriel',
    'Ashbough Brightleaf Cloudroot Dewfall Evenbranch Fernstep Greenmantle Hollysong Ivywater Juniper Kestrelwing Leafwatcher Moonhazel Nightbloom Owlglade Pinewhisper Quickthorn Rowanheart Silverbirch Thornsong Willowmere',
  ),
  culture(
    'whistlekin',
    'Whistlekin Guilds',
    'alliance',
    'Bibble Cogsworth Dabney Epp Fizzy Gadget Hinkle Iggy Jimble Kipp Lulu Mopsy Nabbit Orrin Pipkin Quibble Ribbet Sprock Tansy Umber Vim Widget Yap Zuzu Tock Bramble',
    'Brassbutton Coppercoil Doublespring Everpump Finegear Gogglefitz Hingeworth Inkwell Jointer Kettlevalve Longfuse Mainspring Nozzle Oilcan Pendulum Quickratchet Rivetson Steamwhistle Tumblelock Upright Windlass',
  ),
  culture(
    'gorrum',
    'The Gorrum Kraals',
    'horde',
    'Agra Borzug Chakka Drogan Ekka Furzog Ghazra Hurk Ishka Jorag Kurza Lugmar Mokra Nargul Oshka Pruzg Rakka Shugra Torgal Urzha Vurg Wazra Yarga Zugga Brogath Khesh',
    'Ashtusk Bonecart Clawbanner Dustmane Earthdrum Firebrand Grasswalker Hidecutter Ironlung Jawbreaker Kilnhand Longspear Mudwalker Oxgoad Plainsborn Redhoof Skullpost Tuskbearer Windrider Yokebreaker',
  ),
  culture(
    'ussari',
    'Ussari Sunthrone',
    'horde',
    'Assakar Belshi Cassith Deshara Essune Farrukh Hissene Issara Jassim Kessith Lasshe Massur Nashira Ossiph Rashti Sessine Tassar Ushene Vashir Xassi Yssan Zashara Sahket Neshet',
    'Amberscale Brightspine Coilkeeper Duneborn Emeraldeye Fangblessed Goldcrest Heatseeker Ivorytooth Longtongue Mirageborn Oasiskeeper Palmsinger Quickscale Rivergod Sunbasker Templeguard Waterfinder Sandreader Wellwarden',
  ),
  culture(
    'hollow',
    'The Hollow Covenant',
    'horde',
    'Abelard Crispin Desmond Evangeline Fitch Gervase Hollis Isolde Jerome Lucan Mortimer Nerissa Oswin Perpetua Quentin Rosamund Silas Theodora Urban Vesper Wilhelmina Ambrose Cordula Leopold Ottilie Barnabas',
    'Ashworth Bonnefoy Coffinwright Dirgely Everlorn Fadewell Gravenor Hearse Knell Lastbreath Mourning Nightsoil Pallbearer Quietus Restless Sexton Tombley Urnfield Vigil Wakeman Yewtree',
  ),
  culture(
    'brannok',
    'Brannok Clanmoot',
    'horde',
    'Aurok Brannagh Corruk Durnoth Eirok Fergath Gannoch Hulda Iskarra Jorruk Kaldra Lorcan Morrag Norruk Odrun Ragnoch Skaldi Tarruk Ulfrun Vannoch Wulda Yorruk Brunna Halruk',
    'Avalanche Boulderstep Cairnkeeper Drumheart Elkbrow Frosthorn Glacierborn Highpasture Icewalker Longstride Moosecaller Northwind Pinebreaker Ridgeback Snowmantle Thunderhoof Tallhorn Wintercoat Stonecaller Whitebrow',
  ),
  culture(
    'freehold',
    'Freeholders of Parley',
    'neutral',
    'Anselm Bashira Cato Dimitra Emeric Farah Gaspard Hana Ilya Jacinta Kemal Lucasta Marek Nadia Orfeo Paloma Rafiq Sabine Teodor Umberto Vasila Xenia Yusra Zoltan Marisol Drago',
    'Anchorage Broker Cableway Driftwood Exchequer Ferryman Gullfeather Harbormaster Ledger Mooring Tidewater Oarsman Portreeve Quayside Ropewalk Sailmaker Tollgate Undertow Wharfinger Crossroads',
  ),
  culture(
    'vigil',
    'The Lantern Vigil',
    'neutral',
    'Adelmo Benedetta Clement Drusilla Elias Faustina Gideon Honoria Ignace Justina Kyran Lavinia Matthias Noemi Octavian Prudence Regulus Serafina Tobias Ursula Valerian Winifred Zacharias Oriel',
    'Beacon Candlewright Dawnwatch Embersworn Flamekeeper Glowlamp Halflight Kindler Lampwick Matchlock Oilbearer Palelight Rushlight Sconce Tallowhand Wakelight Wickward Torchwell Lanternjaw Duskwarden',
  ),
];

export interface Race {
  readonly id: number;
  readonly name: string;
  readonly side: Side;
  readonly culture: string;
  /** Name of the zone its people start in. */
  readonly home: string;
  /** Client-style class ids it can play. */
  readonly classes: readonly number[];
  /** Additions to strength, agility, stamina, intellect and spirit. */
  readonly bonus: readonly [number, number, number, number, number];
}

export const RACES: readonly Race[] = [
  {
    id: 1,
    name: 'Marchfolk',
    side: 'alliance',
    culture: 'march',
    home: 'Applewick Downs',
    classes: [1, 2, 4, 5, 8, 9],
    bonus: [0, 0, 0, 0, 1],
  },
  {
    id: 2,
    name: 'Karneth',
    side: 'alliance',
    culture: 'karneth',
    home: 'Kettlestone Vale',
    classes: [1, 2, 3, 5, 7],
    bonus: [2, -2, 2, -1, -1],
  },
  { id: 3, name: 'Aelwyn', side: 'alliance', culture: 'aelwyn', home: 'Elmshade', classes: [1, 3, 4, 5, 11], bonus: [-2, 3, -1, 0, 0] },
  {
    id: 4,
    name: 'Whistlekin',
    side: 'alliance',
    culture: 'whistlekin',
    home: 'Cogwhistle Flats',
    classes: [1, 3, 4, 8, 9],
    bonus: [-3, 2, -1, 3, 0],
  },
  { id: 5, name: 'Gorrum', side: 'horde', culture: 'gorrum', home: 'Redgrass Basin', classes: [1, 3, 4, 7, 9], bonus: [3, -2, 1, -2, 1] },
  { id: 6, name: 'Ussari', side: 'horde', culture: 'ussari', home: 'Sunscale Dunes', classes: [1, 3, 4, 5, 7, 8], bonus: [0, 2, 0, -1, 0] },
  {
    id: 7,
    name: 'Hollowborn',
    side: 'horde',
    culture: 'hollow',
    home: 'Mournhollow',
    classes: [1, 2, 4, 5, 8, 9],
    bonus: [-1, -1, 1, 0, 3],
  },
  {
    id: 8,
    name: 'Brannok',
    side: 'horde',
    culture: 'brannok',
    home: 'Antler Highlands',
    classes: [1, 2, 3, 7, 11],
    bonus: [4, -3, 2, -2, 1],
  },
];

type Role = 'tank' | 'melee' | 'ranged' | 'caster' | 'healer';
export type ArmorType = 'cloth' | 'leather' | 'mail' | 'plate';

export interface Calling {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly powerStat: 'strength' | 'agility' | 'intellect';
  readonly armor: ArmorType;
  readonly armorLevel: number;
  readonly weapons: string;
  readonly shield: 0 | 1;
  readonly dualWield: number;
  /** Strength, agility, stamina, intellect, spirit at level 1, and at level 60. */
  readonly young: readonly [number, number, number, number, number];
  readonly old: readonly [number, number, number, number, number];
  /** Base health and mana at level 1 and at level 60. */
  readonly health: readonly [number, number];
  readonly mana: readonly [number, number];
  /** Weapon a beginner holds: key of the weapon table. */
  readonly firstWeapon: string;
  readonly trainer: string;
  /** Title of the quest that sends a beginner to the trainer; % is the people's name. */
  readonly summons: string;
  readonly trial: string;
}

export const CALLINGS: readonly Calling[] = [
  {
    id: 1,
    name: 'Warrior',
    role: 'tank',
    powerStat: 'strength',
    armor: 'plate',
    armorLevel: 40,
    weapons: 'axe|axe2|bow|gun|mace|mace2|polearm|sword|sword2|staff|fist|dagger|thrown|crossbow',
    shield: 1,
    dualWield: 20,
    young: [24, 21, 23, 20, 20],
    old: [125, 82, 115, 32, 48],
    health: [60, 1720],
    mana: [0, 0],
    firstWeapon: 'sword',
    trainer: 'Weapon Master',
    summons: 'A % at Arms',
    trial: 'The % Shieldwall',
  },
  {
    id: 2,
    name: 'Templar',
    role: 'tank',
    powerStat: 'strength',
    armor: 'plate',
    armorLevel: 40,
    weapons: 'axe|axe2|mace|mace2|polearm|sword|sword2',
    shield: 1,
    dualWield: 0,
    young: [23, 20, 22, 20, 21],
    old: [110, 66, 105, 72, 78],
    health: [58, 1480],
    mana: [62, 1250],
    firstWeapon: 'mace2',
    trainer: 'Oathkeeper',
    summons: 'The % Oath',
    trial: 'A Vow Before the % Dead',
  },
  {
    id: 3,
    name: 'Ranger',
    role: 'ranged',
    powerStat: 'agility',
    armor: 'mail',
    armorLevel: 40,
    weapons: 'axe|axe2|bow|gun|polearm|sword|sword2|staff|fist|dagger|thrown|crossbow',
    shield: 0,
    dualWield: 20,
    young: [20, 24, 22, 20, 21],
    old: [56, 128, 92, 66, 72],
    health: [56, 1470],
    mana: [64, 1300],
    firstWeapon: 'axe',
    trainer: 'Trail Master',
    summons: 'Tracks of the %',
    trial: 'The % Long Shot',
  },
  {
    id: 4,
    name: 'Rogue',
    role: 'melee',
    powerStat: 'agility',
    armor: 'leather',
    armorLevel: 1,
    weapons: 'bow|gun|mace|sword|fist|dagger|thrown|crossbow',
    shield: 0,
    dualWield: 10,
    young: [21, 24, 21, 20, 20],
    old: [82, 130, 76, 36, 52],
    health: [55, 1520],
    mana: [0, 0],
    firstWeapon: 'dagger',
    trainer: 'Shadow Tutor',
    summons: 'A Note Under the % Door',
    trial: 'Light Fingers, % Pockets',
  },
  {
    id: 5,
    name: 'Cleric',
    role: 'healer',
    powerStat: 'intellect',
    armor: 'cloth',
    armorLevel: 1,
    weapons: 'mace|staff|dagger|wand',
    shield: 0,
    dualWield: 0,
    young: [20, 20, 20, 22, 25],
    old: [36, 42, 52, 120, 128],
    health: [52, 1390],
    mana: [110, 1430],
    firstWeapon: 'mace',
    trainer: 'Hierophant',
    summons: 'The % Litany',
    trial: 'Alms for the % Poor',
  },
  {
    id: 7,
    name: 'Spiritcaller',
    role: 'healer',
    powerStat: 'intellect',
    armor: 'mail',
    armorLevel: 40,
    weapons: 'axe|axe2|mace|mace2|staff|fist|dagger',
    shield: 1,
    dualWield: 0,
    young: [22, 20, 21, 21, 23],
    old: [86, 56, 96, 108, 106],
    health: [56, 1420],
    mana: [85, 1520],
    firstWeapon: 'mace',
    trainer: 'Elder of Spirits',
    summons: 'Voices of the % Ancestors',
    trial: 'A Drum for the %',
  },
  {
    id: 8,
    name: 'Mage',
    role: 'caster',
    powerStat: 'intellect',
    armor: 'cloth',
    armorLevel: 1,
    weapons: 'sword|staff|dagger|wand',
    shield: 0,
    dualWield: 0,
    young: [20, 20, 20, 24, 23],
    old: [32, 36, 46, 128, 122],
    health: [50, 1370],
    mana: [120, 1450],
    firstWeapon: 'staff',
    trainer: 'Magister',
    summons: 'A % Primer',
    trial: 'The % Candle Test',
  },
  {
    id: 9,
    name: 'Hexer',
    role: 'caster',
    powerStat: 'intellect',
    armor: 'cloth',
    armorLevel: 1,
    weapons: 'sword|staff|dagger|wand',
    shield: 0,
    dualWield: 0,
    young: [20, 20, 21, 23, 22],
    old: [46, 50, 68, 116, 114],
    health: [52, 1410],
    mana: [100, 1380],
    firstWeapon: 'dagger',
    trainer: 'Binder',
    summons: 'The % Bargain',
    trial: 'Names the % Burned',
  },
  {
    id: 11,
    name: 'Warden',
    role: 'melee',
    powerStat: 'agility',
    armor: 'leather',
    armorLevel: 1,
    weapons: 'mace|mace2|staff|fist|dagger|polearm',
    shield: 0,
    dualWield: 0,
    young: [22, 23, 21, 21, 22],
    old: [84, 114, 76, 98, 108],
    health: [54, 1480],
    mana: [80, 1240],
    firstWeapon: 'staff',
    trainer: 'Grove Speaker',
    summons: 'Seeds for the % Grove',
    trial: 'The % Wild Path',
  },
];

export const CITIZEN_TITLES = words(
  'Marshal Huntsman Herbwife Quartermaster Scribe Farmer Forester Fisher Chandler Scout Miller Surveyor Tanner Drover Apothecary Chronicler Bailiff Prospector Beekeeper Trapper Sergeant Cartographer Brewer Weaver',
);
