/**
 * Creature families. In names, `%` stands for the zone's own word (beasts, spirits) or for the name of a gang (people).
 */
import { phrases } from './lists.js';

export type Kind = 'humanoid' | 'beast' | 'dragonkin' | 'demon' | 'elemental' | 'giant' | 'undead' | 'mechanical' | 'other';

export interface Family {
  readonly key: string;
  readonly many: string;
  readonly kind: Kind;
  /** Key of the faction it belongs to. */
  readonly faction: string;
  /** Names from the weakest to the strongest form. */
  readonly forms: readonly string[];
  /** What quests ask of it. */
  readonly parts: readonly string[];
  /** Worthless things it drops. */
  readonly junk: readonly string[];
  /** Quest titles that only fit this family. */
  readonly titles: readonly string[];
  /** Factors on health, damage and armour. */
  readonly build: readonly [number, number, number];
}

const LIGHT = [0.9, 1, 0.7] as const, EVEN = [1, 1, 1] as const, HEAVY = [1.15, 0.95, 1.3] as const, FIERCE = [0.92, 1.12, 0.8] as const;

function family(key: string, many: string, kind: Kind, faction: string, build: Family['build'], forms: string, parts: string, junk: string, titles: string): Family {
  return { key, many, kind, faction, build, forms: phrases(forms), parts: phrases(parts), junk: phrases(junk), titles: phrases(titles) };
}

const BEASTS = [
  family('wolf', 'Wolves', 'beast', 'predators', FIERCE, 'Lean % Wolf|% Wolf|% Prowler|% Howler|Grizzled % Wolf|% Packleader|% Direfang|Elder % Wolf', 'Yellowed % Fang|% Wolf Pelt|Torn % Ear|% Wolf Paw|Clean % Hackle', 'Wolf Fang|Matted Wolf Fur', 'Thinning the Pack|Howls in the Night|Eyes Beyond the Fire|The Shepherd Who Cried'),
  family('boar', 'Boars', 'beast', 'game', HEAVY, '% Piglet|% Boar|Bristleback % Boar|% Rooter|% Tusker|Great % Boar|% Razortusk|Rampaging % Boar', '% Boar Tusk|Fatty % Flank|% Bristle Bundle|% Boar Snout|Sweet % Ham', 'Boar Tusk|Coarse Bristle', 'Rooting Out the Rooters|The Turnip Thieves|A Boar of One’s Own|Ham for the Feast'),
  family('bear', 'Bears', 'beast', 'predators', HEAVY, 'Young % Bear|% Bear|% Honeypaw|% Mauler|Old % Bear|% Cavebear|Scarred % Bear|% Ironhide', '% Bear Claw|Thick % Bearskin|% Bear Gall|Heavy % Paw|% Bear Fat', 'Bear Claw|Bear Grease', 'Too Near the Hives|Bare Paws|The Winter Sleepers Wake|Claws at the Cabin Door'),
  family('cat', 'Great Cats', 'beast', 'predators', FIERCE, '% Lynx|% Stalker|Spotted % Cat|% Panther|% Nightclaw|Sleek % Huntress|% Sabertooth|% Matriarch', '% Cat Whisker|Spotted % Pelt|Curved % Claw|% Cat Eye|Soft % Hide', 'Cat Claw|Tuft of Cat Fur', 'Soft Feet, Sharp Claws|Nine Lives Fewer|The Stalkers Stalked|Not a House Cat'),
  family('spider', 'Spiders', 'beast', 'predators', LIGHT, '% Spiderling|% Weaver|% Lurker|% Webspinner|Venomous % Spider|% Broodmother|Giant % Spider|% Silkfang', '% Spider Silk|% Venom Sac|Hairy % Leg|% Egg Case|Clouded % Spider Eye', 'Spider Leg|Sticky Webbing', 'Too Many Legs|Webs in the Rafters|What Spins in the Dark|Silk and Sorrow'),
  family('crab', 'Crabs', 'beast', 'game', HEAVY, '% Scuttler|% Crab|% Pincer|Barnacled % Crab|% Shellback|% Tidecrawler|Giant % Crab|% Brineclaw', '% Crab Meat|% Crab Claw|Pearled % Shell|% Crab Roe|Barnacled % Plate', 'Crab Leg|Cracked Crab Shell', 'Pinched|A Bucket of Claws|Shells for the Kiln|The Sideways Menace'),
  family('vulture', 'Vultures', 'beast', 'predators', LIGHT, '% Fledgling|% Vulture|% Carrionbird|% Bonepicker|% Swooper|% Razorbeak|Dire % Vulture|% Skyshadow', '% Tail Feather|% Beak|% Gizzard|Bloodied % Talon|% Vulture Down', 'Greasy Feather|Bird Talon', 'Circling Overhead|They Wait for Us to Fall|Feathers for the Fletcher|Pickers of Bones'),
  family('scorpion', 'Scorpions', 'beast', 'predators', EVEN, '% Scorpling|% Scorpion|% Stinger|% Sandtail|% Venomtail|Black % Scorpion|% Deathstalker|Giant % Scorpion', '% Stinger Barb|% Scorpion Venom|Chitinous % Plate|% Pincer Tip|Dried % Gland', 'Scorpion Pincer|Split Carapace', 'Shake Out Your Boots|A Sting in the Tale|Under Every Stone|The Antidote'),
  family('lizard', 'Basking Lizards', 'beast', 'game', HEAVY, '% Hatchling|% Lizard|% Snapper|% Mudbelly|% Thickscale|% Jawbiter|Old % Snapper|% Bullsnapper', '% Lizard Scale|% Lizard Tail|Snapped % Tooth|% Lizard Liver|Mottled % Hide', 'Lizard Scale|Lizard Tooth', 'Snap Judgement|Scales and Balances|Jaws in the Shallows|Basking in Trouble'),
  family('bat', 'Bats', 'beast', 'predators', LIGHT, '% Flitter|% Bat|% Duskwing|% Bloodlapper|% Shrieker|% Nightwing|Vampiric % Bat|% Gloomwing', '% Bat Wing|% Bat Guano|Leathery % Membrane|% Bat Ear|Sharp % Incisor', 'Bat Wing|Bat Tooth', 'Wings Over the Belfry|Bled White|The Rafters Are Moving|Hang Them High'),
  family('stag', 'Stags', 'beast', 'game', LIGHT, '% Fawn|% Doe|% Stag|% Ridgerunner|Proud % Stag|% Greathorn|% Crownhorn|White % Stag', '% Antler|% Venison Haunch|% Deer Hide|Velvet % Antler Tip|% Tallow', 'Deer Hoof|Chipped Antler', 'Venison for Winter|The Forbidden Herd|Antlers Above the Hearth|Trampled Gardens'),
  family('serpent', 'Serpents', 'beast', 'predators', FIERCE, '% Grass Snake|% Adder|% Viper|% Coilback|% Constrictor|Crested % Serpent|% Hooded Serpent|% Kingsnake', 'Shed % Skin|% Viper Fang|% Serpent Egg|Coiled % Spine|Milked % Venom', 'Snake Skin Scrap|Snake Rattle', 'Snakes in the Hayloft|Milk the Viper|Cold Blood|Coils'),
  family('strider', 'Striders', 'beast', 'game', EVEN, '% Chick|% Strider|Plumed % Strider|% Fleetfoot|% Kicker|Crested % Strider|Swift % Strider|% Stormcrest', '% Strider Plume|% Strider Egg|% Strider Leg|Curled % Spur|% Strider Gizzard', 'Bent Plume|Strider Spur', 'Run Them Down|The Egg Hunt|Birds That Kick|A Feather in Every Cap'),
  family('beetle', 'Beetles', 'beast', 'game', HEAVY, '% Grub|% Beetle|% Burrower|% Hardshell|% Dunghauler|Horned % Beetle|% Stagbeetle|% Juggernaut', '% Beetle Shell|% Beetle Horn|Iridescent % Wing|% Grub Jelly|% Mandible', 'Beetle Leg|Cracked Wing Case', 'They Eat the Roof Beams|Shellac|Grubs Up|The Crawling Harvest'),
];

const PEOPLE = [
  family('bandit', 'Bandits', 'humanoid', 'outlaws', EVEN, '% Footpad|% Bandit|% Cutpurse|% Highwayman|% Bruiser|% Ringleader|% Raider|% Marauder', '% Sash|Stolen % Purse|% Ransom Note|% Loot Ledger|Notched % Knife', 'Marked Dice|Torn Purse', 'Stand and Deliver|Highway Justice|The Toll Nobody Owed|Rope for the Gang'),
  family('cultist', 'Cultists', 'humanoid', 'outlaws', FIERCE, '% Initiate|% Acolyte|% Chanter|% Zealot|% Invoker|% Ritualist|% Heretic|% Prophet', '% Prayer Book|% Ritual Knife|Blackened % Idol|% Hood|% Verse Fragment', 'Candle Stub|Tattered Tract', 'Whispers After Dark|A False Creed|Silence the Chant|The Unholy Hour'),
  family('poacher', 'Poachers', 'humanoid', 'outlaws', LIGHT, '% Snarer|% Poacher|% Netman|% Skinner|% Houndmaster|% Bowman|% Trapmaster|% Big Hunter', '% Snare Wire|Poached % Pelt|% Hunting Horn|% Trap Jaw|% Hound Whistle', 'Frayed Snare|Rusty Trap Spring', 'Hunters Hunted|Snares on the King’s Path|Spring the Traps|Nobody’s Forest'),
  family('deserter', 'Deserters', 'humanoid', 'outlaws', HEAVY, '% Straggler|% Deserter|% Pikeman|% Mutineer|% Sergeant|% Renegade|% Veteran|% Turncoat', '% Insignia|Deserter’s % Orders|% Muster Roll|% Campaign Medal|Stolen % Rations', 'Dented Canteen|Broken Buckle', 'Men Without Banners|Dereliction|The Muster That Failed|Court Martial'),
  family('grubber', 'Grubbers', 'humanoid', 'outlaws', LIGHT, '% Whelp|% Grubber|% Digger|% Tunnelrat|% Overseer|% Geomancer|% Foreman|% Delver', '% Candle Hat|% Nugget|% Tunnel Map|Bent % Pick|% Foreman’s Whistle', 'Lump of Clay|Cracked Pick Handle', 'Something in the Tunnels|Claim Jumpers|Below Our Own Cellars|Candles Out'),
  family('gillfolk', 'Gillfolk', 'humanoid', 'outlaws', EVEN, '% Tadling|% Gillfolk|% Spearfisher|% Netcaster|% Tidehunter|% Shoremage|% Bonecaller|% Deepking', '% Fin|Slick % Scale|% Fishing Spear|% Coral Charm|% Gill Comb', 'Fish Bone|Slimy Fin', 'They Came With the Tide|Cut Nets|Gills and Grudges|The Drowned Bell Rings'),
  family('giant', 'Hillmauls', 'giant', 'giants', HEAVY, '% Runt|% Hillmaul|% Clubber|% Stonethrower|% Boulderback|% Brute|% Bonegrinder|% Warmaul', '% Toe Ring|Huge % Club|% Stewpot Lid|% Tusk Charm|Knotted % Loincloth', 'Gnawed Thighbone|Huge Toenail', 'The Bigger They Are|Fee and Fie|Stew Night|Boulders in the Barley'),
  family('harrier', 'Harriers', 'humanoid', 'outlaws', FIERCE, '% Brood-daughter|% Harrier|% Screecher|% Wingslasher|% Windwitch|% Stormcaller|% Featherqueen|% Roost-mother', '% Harrier Feather|% Talon|% Nest Trinket|% War-screech Pipe|% Harrier Egg', 'Dirty Plume|Twig Bracelet', 'Nests Above the Pass|Feathers and Blood|What the Wind Carries|Clip Their Wings'),
];

const OTHERS = [
  family('skeleton', 'Restless Bones', 'undead', 'undead', EVEN, 'Brittle % Skeleton|% Skeleton|% Bonewalker|% Crypt Guard|% Bone Archer|% Rattler|% Tomb Knight|% Bone Captain', '% Skull|% Fingerbone|% Burial Ring|Carved % Rib|% Grave Token', 'Bone Splinter|Cracked Jawbone', 'Back Into the Ground|The Unquiet Churchyard|Bones Do Not Rest|Last Rites'),
  family('ghoul', 'Ghouls', 'undead', 'undead', FIERCE, 'Starving % Ghoul|% Ghoul|% Gravedigger|% Fleshripper|% Plague Ghoul|% Gorger|% Rotlord|Bloated % Ghoul', '% Ghoul Tongue|Rotten % Heart|% Shroud|% Plague Gland|% Coffin Nail', 'Rotting Ear|Grave Dirt', 'The Hungry Dead|Empty Graves|They Smell Us|Dinner for Nobody'),
  family('wraith', 'Wraiths', 'undead', 'undead', LIGHT, '% Wisp|% Shade|% Wraith|Wailing % Spirit|% Haunt|% Revenant|% Banshee|Tormented % Spirit', '% Ectoplasm|% Locket|% Spirit Chain|Faded % Letter|Cold % Essence', 'Tattered Shroud|Cold Ash', 'Cold Spots|The Wailing|Let Them Pass On|Names on the Wind'),
  family('stone', 'Rumblestones', 'elemental', 'elementals', HEAVY, '% Pebbleling|% Rumblestone|% Rockrager|% Stoneheart|% Boulderling|% Cragwalker|% Earthshaker|% Monolith', '% Stone Core|% Geode|Humming % Shard|% Living Ore|% Bedrock Chip', 'Dull Gravel|Chipped Stone', 'The Hill Stood Up|Hearts of Stone|A Quarry That Bites|Rock Bottom'),
  family('flame', 'Living Flames', 'elemental', 'elementals', FIERCE, '% Sparkling|% Flicker|% Firebrat|% Burnling|% Blazewalker|% Scorcher|% Inferno|% Pyre', '% Ember|% Flame Core|% Hot Slag|Glowing % Coal|% Cinder Heart', 'Smoldering Ash|Warm Cinder', 'Fire in the Dry Grass|Put It Out|Playing With Fire|Kindling'),
  family('tide', 'Tidebound', 'elemental', 'elementals', EVEN, '% Droplet|% Rippler|% Tidebound|% Floodling|% Brinewalker|% Torrent|% Whirlpool|% Maelstrom', '% Water Globe|% Brine Core|% Tidestone|Bottled % Current|% Pearl', 'Brackish Water|Wet Sand', 'High Water|The River Walks|Bottled Tides|Deep Trouble'),
  family('gale', 'Galesprites', 'elemental', 'elementals', LIGHT, '% Breeze|% Galesprite|% Gustling|% Dustdevil|% Windshear|% Cyclone|% Thunderhead|% Tempest', '% Bottled Gust|% Storm Core|% Static Charge|Whistling % Reed|% Cloud Wisp', 'Charged Dust|Empty Air Bladder', 'An Ill Wind|Weathervanes|Catch the Wind|Before the Storm'),
  family('drake', 'Drakes', 'dragonkin', 'dragonkin', HEAVY, '% Whelpling|% Whelp|% Drake|% Scalebearer|% Wyrmkin|% Flamedrake|% Skydrake|% Wyrmguard', '% Drake Scale|% Drake Fang|% Wyrm Egg Shell|Warm % Drake Blood|% Wing Talon', 'Chipped Dragon Scale|Burnt Bone', 'Wings and Fire|The Hoard Tax|Eggs Best Left Unhatched|Smoke on the Ridge'),
  family('imp', 'Cinderlings', 'demon', 'demons', FIERCE, '% Cinderling|% Imp|% Firetongue|% Pactling|% Mischief|% Soulpicker|% Taskmaster|% Tormentor', '% Imp Horn|% Contract Scrap|% Brimstone Lump|Barbed % Tail|% Soul Thread', 'Imp Toenail|Singed Parchment', 'Small Devils|The Fine Print|Brimstone|Pranks That Kill'),
  family('fiend', 'Fiends', 'demon', 'demons', HEAVY, '% Pithound|% Fiend|% Defiler|% Doomhorn|% Corruptor|% Pitguard|% Grimmaw|% Overlord', '% Fiend Horn|% Demon Ichor|% Summoning Seal|Cracked % Doomstone|% Black Heart', 'Fiend Spittle|Broken Horn Tip', 'Beyond the Gate|Banished Once Already|The Pit Gives Back|No Quarter for Fiends'),
  family('automaton', 'Automatons', 'mechanical', 'machines', HEAVY, '% Sprocketeer|% Harvester|% Automaton|% Sentry Engine|% Crusher|% Siege Walker|% Steamguard|Overclocked % Automaton', '% Mainspring|% Voice Cylinder|% Brass Gear|Leaking % Boiler Valve|% Control Rod', 'Stripped Screw|Bent Cog', 'Overwound|The Machines Forgot Us|Spare Parts|Off Switch'),
  family('vine', 'Bogvines', 'other', 'elementals', EVEN, '% Sproutling|% Creeper|% Bogvine|% Thornlasher|% Strangler|% Rootwalker|% Bloomhorror|% Oldroot', '% Sap|% Thorn|% Night Blossom|Twitching % Root|% Seed Pod', 'Wilted Stem|Handful of Thorns', 'Weeds|The Garden Fights Back|Pull Them by the Roots|Overgrown'),
];

export const FAMILIES: ReadonlyMap<string, Family> = new Map([...BEASTS, ...PEOPLE, ...OTHERS].map((f) => [f.key, f]));

/** Names for single, feared creatures: of people, and (two halves) of everything else. */
export const VILLAINS = phrases('Captain Sorrel Vane|Black Aggie|Maddox the Lash|Half-Ear Jory|Sister Nettle|Garrow Two-Knives|The Tallowman|Old Pell Crook|Brother Malachy|Crooked Senna|Dagger Mabbott|Foreman Grudd|Hangman Bewley|Ivor Bloodtithe|Jessup the Flayer|Kestrel Noor|Lady Wormwood|Mother Gallows|Nib Scratchpenny|One-Eyed Torrance|Pike Hollister|Queen Rattle|Red Osric|Scar Lafferty|Tobin Throatcutter|Ugly Wenna|Vicar Blight|Warlord Hask|Yellow Crispen|Zebediah Crane|Bosun Flagg|Chieftain Murg|Duke of Ditches|Emmer the Unburnt|Father Locust|Grinning Halloran|Harl Stoneknuckle|Knuckles Dray|Laughing Beatrix|Mad Corliss|Needle Pruitt|Ottoline Vex|Preacher Gaunt|Quick Silvan|Rope-Maker Dunn|Saint Vermin|Tamar Ashlips|Ulf Breakwheel|Viper Maddalena|Wicked Jasper|Baron Underhook|Cutter Moll|Drowned Pieter|Elder Grimshaw|Fat Lorcas|General Nobody|Hollow Anselma|Inquisitor Brand|Judge Carrion|King Tatter|Lieutenant Rusk|Magda Coldhearth|Nine-Finger Ansgar|Overseer Plume|Patch Merriweather|Raven Ostrander|Skinner Holt|Thorn Esmeray|Widow Carcass|Bailiff Noose|Colonel Spite|Dirge Mallory|Ebon Tancred|Filch Argent|Gutter Baptiste|High Chanter Oleander');
export const DREAD_FIRST = phrases('Gristle|Tatter|Murk|Grave|Thorn|Cinder|Bramble|Rime|Gore|Dusk|Bile|Hollow|Iron|Stone|Storm|Ash|Mire|Blight|Rust|Shiver|Rot|Sable|Slough|Wither');
export const DREAD_LAST = phrases('jaw|mane|maw|hide|claw|tooth|eye|back|tail|gullet|spine|wing');
