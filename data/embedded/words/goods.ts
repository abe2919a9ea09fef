/** Everything that is eaten, drunk, worked, carried or thrown away. */
import { phrases, words } from './lists.js';

/** Levels at which the steps of food, drink and potions begin. */
export const MEAL_LEVELS = [1, 5, 15, 25, 35, 45, 55] as const;
export const FOODS = [
  'Crust of Rye|Barley Loaf|Seeded Bun|Honey Cake|Braided Bread|Walnut Loaf|Pilgrim’s Bread',
  'Dried Sausage|Smoked Shank|Roast Fowl|Peppered Ham|Venison Pie|Boar Roulade|Drover’s Feast',
  'Windfall Apple|Crisp Pear|Ripe Plum|Blood Orange|Candied Fig|Sun Melon|Glass Peach',
  'Curd Lump|Goat Cheese|Waxed Wheel|Blue-Vein Cheese|Smoked Rind|Aged Hard Cheese|Monk’s Gold',
  'Salted Sprat|Pan-Fried Perch|River Trout|Pickled Eel|Grilled Pike|Buttered Sturgeon|Stormfin Steak',
].map(phrases);
export const DRINKS = phrases(
  'Well Water|Skimmed Milk|Mint Cordial|Elderflower Water|Frosted Melon Juice|Mountain Spring Flask|Dewdrop Vial',
);
export const POTIONS = [
  'Weak Mending Draught|Lesser Mending Draught|Mending Draught|Stout Mending Draught|Strong Mending Draught|Superior Mending Draught|Sovereign Mending Draught',
  'Weak Clarity Philtre|Lesser Clarity Philtre|Clarity Philtre|Clear-Eyed Philtre|Strong Clarity Philtre|Superior Clarity Philtre|Sovereign Clarity Philtre',
  'Ox-Blood Tonic|Tonic of Vigour|Bull’s Tonic|Tonic of Might|Brawler’s Tonic|Giant’s Tonic|Tonic of Titans',
  'Minnow Elixir|Elixir of Quick Feet|Lynx Elixir|Elixir of Reflex|Viper Elixir|Elixir of Grace|Falcon Elixir',
  'Torn Scroll of Warding|Creased Scroll of Warding|Scroll of Warding|Sealed Scroll of Warding|Gilded Scroll of Warding|Ancient Scroll of Warding|Sovereign Scroll of Warding',
  'Linen Bandage|Thick Linen Bandage|Wool Bandage|Silk Bandage|Heavy Silk Bandage|Moonthread Bandage|Thick Moonthread Bandage',
].map(phrases);

/** Trade goods by tier of about ten levels: the raw, then the worked. */
export const ORES = words('Copper Tin Iron Cobalt Coldsilver Emberite');
export const HERBS = [
  'Meadowsweet|Sunpetal',
  'Bogmint|Silverthistle',
  'Crowsfoot|Amberroot',
  'Ghostlily|Wyrmwort',
  'Frostcap|Cinderbloom',
  'Starbell|Pale Mandrake',
].map(phrases);
export const CLOTHS = phrases('Scrap Linen|Wool Swatch|Raw Silk|Damask Swatch|Moonthread Skein|Glyph Skein');
export const LEATHERS = phrases('Leather Offcut|Supple Leather|Grained Leather|Stout Leather|Armourer’s Leather|Dragonback Hide');
export const MEATS = phrases('Stringy Meat|Lean Flank|Tender Haunch|Gamey Rump|Marbled Cut|Dragonback Steak');
export const ESSENCES = phrases('Flickering Mote|Faint Mote|Mote of Storms|Bright Mote|Pure Mote|Primal Mote');
export const DUSTS = phrases('Grave Dust|Bone Meal|Corpse Tallow|Wraith Dust|Soul Salts|Black Marrow');
export const GEMS = phrases('Rough Quartz|Tiger Eye|Moss Agate|Smoky Citrine|Star Garnet|Black Diamond');
export const SUPPLIES = phrases(
  'Hemp Thread|Gut Thread|Clay Phial|Green Glass Phial|Cut Glass Phial|Kitchen Herbs|Fiery Pepper|Borax Flux|Silver Flux|Rock Salt|Charcoal Lump|Ash Plank|Madder Dye|Woad Dye|Soot Dye|Fuller’s Lye',
);
export const REAGENTS = phrases('Rune of Homecoming|Blessed Taper|Powdered Feather|Eyesting Dust|Ancestor Ash|Grove Acorn');
export const KEYS = phrases('Cloister Key|Gallowmine Pass|Ashvault Key|Key to the Hollow Gate|Skeleton Key of Silver');

export const BAGS: readonly (readonly [string, number, number, 'common' | 'uncommon' | 'rare' | 'epic'])[] = [
  ['Small Sack', 6, 1, 'common'],
  ['Brown Leather Satchel', 8, 5, 'common'],
  ['Linen Bag', 8, 8, 'common'],
  ['Woollen Pack', 10, 15, 'common'],
  ['Traveller’s Knapsack', 12, 25, 'common'],
  ['Silk-Lined Pack', 12, 30, 'uncommon'],
  ['Damask Bag', 14, 40, 'uncommon'],
  ['Moonthread Bag', 16, 50, 'rare'],
  ['Bottomless Haversack', 18, 58, 'epic'],
];
export const QUIVERS: readonly (readonly [string, number, number])[] = [
  ['Light Quiver', 6, 1],
  ['Hunter’s Quiver', 8, 10],
  ['Heavy Quiver', 10, 30],
  ['Lacquered Quiver', 12, 50],
  ['Small Shot Pouch', 6, 1],
  ['Hide Shot Pouch', 10, 30],
];
export const ARROWS = phrases('Knotty Arrow|Goosefeather Arrow|Barbed Arrow|Bodkin Arrow|Hooked Arrow|Wyrmbone Arrow');
export const SHOT = phrases('Pebble Shot|Lead Shot|Cast Shot|Grooved Shot|Hollow Shot|Emberite Shot');

/** Conditions of junk by tier of fifteen levels, and junk anybody may carry. */
export const JUNK_GRADES = words('Small Sturdy Fine Flawless');
export const FISHING_POLES = phrases('Willow Fishing Pole|Strong Fishing Pole|Whalebone Fishing Pole');
export const SHIRTS = phrases(
  'White Shirt|Brown Shirt|Blue Shirt|Red Shirt|Green Shirt|Black Shirt|Ruffled Shirt|Striped Shirt|Embroidered Shirt|Workman’s Shirt|Sailor’s Shirt|Festival Shirt',
);
/** What recipes are called, by craft, and what they teach. */
export const RECIPES = [
  ['Recipe', 'Honey Cake|Venison Pie|Boar Roulade|Drover’s Feast|Pickled Eel|Stormfin Steak|Smoked Rind|Peppered Ham'],
  ['Pattern', 'Linen Bag|Woollen Pack|Silk-Lined Pack|Damask Bag|Moonthread Bag|Festival Shirt|Hunter’s Quiver|Hide Shot Pouch'],
  [
    'Formula',
    'Mending Draught|Clarity Philtre|Bull’s Tonic|Lynx Elixir|Strong Mending Draught|Superior Clarity Philtre|Giant’s Tonic|Falcon Elixir',
  ],
  ['Plans', 'Copper Mace|Bronze Sabre|Iron Hatchet|Steel Longsword|Blacksteel Flail|Stormforged Axe|Titan Claymore|Dawnforged Maul'],
  ['Schematic', 'Goosefeather Arrow|Barbed Arrow|Lead Shot|Cast Shot|Clockwork Beetle|Brass Compass|Storm Glass|Emberite Shot'],
].map(([craft, taught]) => [craft as string, phrases(taught as string)] as const);
