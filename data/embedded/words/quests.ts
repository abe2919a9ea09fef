/**
 * Quest titles by what is to be done. Tokens: {many} the creatures, {place} where they are, {name} a named creature,
 * {thing} what is to be brought or used, {hub} the town, {next} where one is sent, {npc} a person.
 */
import { phrases } from './lists.js';

export const TITLES = {
  kill: phrases(
    '{many} at {place}|Clearing {place}|Trouble at {place}|Too Many {many}|The {place} Cull|No Peace at {place}|Blood on {place}|{place} Must Be Safe|Driven From {place}|Fewer {many}|The {hub} Bounty|{many} on the {place} Road|Hold {place}|A Hard Day at {place}|Before They Reach {hub}',
  ),
  killTwo: phrases(
    'Between {many} and {hub}|Both Sides of {place}|A Season of {many}|Sweeping {place}|No Room at {place}|Twice the Trouble at {place}|The Long Patrol to {place}|{hub} Strikes Back',
  ),
  collect: phrases(
    '{thing} Wanted|What {many} Carry|A Use for {thing}|The {hub} Collection|{thing} From {place}|Proof From {place}|Bring Back {thing}|By the Sackful|{npc}’s Odd Request|Needed: {thing}|Fetching at {place}',
  ),
  goods: phrases(
    'Stocking {hub}|{thing} for {hub}|Supplies Run Low at {hub}|The {hub} Storehouse|{npc}’s Shopping List|A Fair Trade in {thing}|Winter Stores for {hub}',
  ),
  deliverNear: phrases(
    '{npc} Should Know|Word for {npc}|A Parcel for {npc}|Across {hub} With Care|{npc} Is Waiting|Hand This to {npc}|For {npc}’s Eyes',
  ),
  deliverFar: phrases(
    'The Road to {next}|A Letter for {next}|Bound for {next}|{next} Needs Hands|Onward to {next}|From {hub} to {next}|Report to {next}',
  ),
  talk: phrases(
    'Ask {npc}|What {npc} Saw|A Quiet Word With {npc}|{npc} Remembers|The Rumour in {hub}|Have You Met {npc}?|{npc} Knows the Way',
  ),
  explore: phrases(
    'Scouting {place}|What Lies at {place}|Eyes on {place}|The Lay of {place}|As Far as {place}|A Look at {place}|Nobody Comes Back From {place}|Mapping {place}',
  ),
  exploreKill: phrases(
    'Scout and Strike at {place}|Through {place} by Force|The Way Past {place}|A Path Cut to {place}|Reconnaissance at {place}',
  ),
  escort: phrases('Safe to {place}|Walk With {npc}|{npc} Goes to {place}|An Arm Across {place}|Not Alone to {place}|{npc}’s Last Mile'),
  use: phrases(
    'The {thing} of {place}|Every {thing} Counts|Seeing to the {thing}|{thing} at {place}|Hands to the {thing}|What the {thing} Hid',
  ),
  cache: phrases(
    'Left at {place}|Salvage From {place}|Recovering {thing}|{thing}, If You Can Find It|Scattered Across {place}|Lost at {place}',
  ),
  named: phrases('Wanted: {name}|The End of {name}|{name}|{name} Must Fall|A Reckoning With {name}|{name} of {place}'),
  elite: phrases(
    'Strength in Numbers at {place}|Bring Friends to {place}|The Worst of {place}|Only Together: {many}|A Company for {place}',
  ),
  rare: phrases('The Legend of {name}|If You Ever See {name}|{name}, Terror of {place}'),
  repeat: phrases('More {thing} for {hub}|{hub} Always Needs {thing}|The Standing Order for {thing}|{thing}, as Much as You Carry'),
  choiceOne: phrases('Side With {npc}|{npc}’s Way|Trusting {npc}|The {npc} Plan'),
  choiceTwo: phrases('Or Side With {npc}|The Other Plan: {npc}|{npc} Disagrees|A Better Offer From {npc}'),
  trioOne: phrases('First Ward of {place}|The East Gate of {place}|One Key for {place}|The Left Hand at {place}'),
  trioTwo: phrases('Second Ward of {place}|The West Gate of {place}|Another Key for {place}|The Right Hand at {place}'),
  trioEnd: phrases('Behind the Wards of {place}|The Seal Breaks at {place}|Both Gates Open at {place}|What {place} Kept Locked'),
  city: phrases('Business in {next}|{next} Calls|The Gates of {next}|An Errand to {next}'),
  wilds: phrases('Beyond {hub}: {place}|Far From {hub}|The Wild Country Past {place}|{many} in the Deep Wilds of {place}'),
} as const;

export type TitleKind = keyof typeof TITLES;

/** Things that quests have people use, light, mend or search. */
export const FIXTURES = phrases(
  'Broken Wagon|Signal Brazier|Boundary Stone|Wayshrine|Beehive|Snare Line|Old Barricade|Supply Crate|Cracked Bell|Warding Candle|Grave Marker|Abandoned Tent|Dry Fountain|Watch Banner|Rusted Lever|Rope Winch|Stone Idol|Weather Vane|Survey Stake|Powder Keg',
);
/** Things that lie about and are to be brought back. */
export const CACHES = phrases(
  'Strongbox|Seed Sack|Tool Roll|Medicine Chest|Ledger|Wine Cask|Family Heirloom|Map Case|Bolt of Dyed Cloth|Tax Chest|Instrument Case|Ration Bundle|Letter Satchel|Prayer Wheel|Surveyor’s Compass|Barrel of Nails|Herb Basket|Lens Crate|Saddle Bag|Relic Casket',
);
/** Things that are carried from one person to another. */
export const PARCELS = phrases(
  'Sealed Letter|Wax-Stamped Report|Wrapped Parcel|Inventory List|Folded Map|Sample Case|Casualty Roll|Locked Coffer|Sealed Orders|Bundle of Notes|Wooden Token|Petition|Signet Ring|Vial of Tincture|Bill of Sale|Torn Banner',
);
