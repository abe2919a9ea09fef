/** Rewards of quests: for every town a few choices of the same worth for different callings, named after the land. */
import type { Draft } from './draft.js';
import { BODY, EXTRAS, forgeArmor, forgeWeapon } from './forge.js';
import type { Order } from './forge.js';
import { bodySlot } from './gear.js';
import { Dice, at } from './random.js';
import type { Quality } from './curves.js';
import { AGENTS, ARMOR_NOUNS, CLOAKS, SUFFIXES, SUITS, WEAPONS, WEAPON_SUITS } from './words/gear.js';
import type { SuffixKey } from './words/gear.js';
import type { ArmorType } from './words/peoples.js';
import type { Town } from './towns.js';

/** Choices offered together. */
export type Choice = readonly number[];
/** Different choices a town has to offer; each is promised by two or three of its quests. */
const CHOICES_PER_TOWN = 5;
/** Quests of lower levels reward plain things without stats. */
const FIRST_UNCOMMON_LEVEL = 4;

/** Choices of a town by rising level: cloth, leather, the heaviest armour of that level, and a weapon or a jewel. */
export function townRewards(draft: Draft, town: Town, townNumber: number): readonly Choice[] {
  const { quarter } = town,
    words = quarter.zone.template.places,
    dice = new Dice(`rewards of ${quarter.zone.template.name}`);
  // Fifteen agents, five for each of a zone's three towns: no two rewards of a zone share a name.
  const agents = dice.shuffle(AGENTS),
    choices: Choice[] = [];
  for (let k = 0; k < CHOICES_PER_TOWN; k++) {
    const level = Math.max(1, Math.round(quarter.minLevel + ((quarter.maxLevel - quarter.minLevel) * k) / (CHOICES_PER_TOWN - 1)));
    const quality: Quality = level < FIRST_UNCOMMON_LEVEL ? 'common' : 'uncommon',
      name = `${at(words, k + 2 * quarter.index)} ${at(agents, k + CHOICES_PER_TOWN * quarter.index)}`;
    const place = (townNumber + 3 * k) % BODY.length,
      heavy: ArmorType = level >= 40 && k % 2 === 0 ? 'plate' : 'mail';
    const order = (noun: string, key: SuffixKey): Order => ({
      name: `${name} ${noun}`,
      quality,
      itemLevel: level + 4,
      requiredLevel: Math.max(1, level - 1),
      shares: SUFFIXES[key].shares,
      bonding: 'pickup',
    });
    const choice = (['cloth', 'leather', heavy] as const).map((type, i) => {
      const noun = at(at(ARMOR_NOUNS[type], place), k);
      return forgeArmor(draft, order(noun, at(SUITS[type], townNumber + k + i)), type, bodySlot(type, place, noun));
    });
    choice.push(fourth(draft, order, townNumber, k));
    choices.push(choice);
  }
  return choices;
}

/** A weapon three times out of five, else a cloak, a ring or a pendant. */
function fourth(draft: Draft, order: (noun: string, key: SuffixKey) => Order, townNumber: number, k: number): number {
  if (k === 1) return forgeArmor(draft, order(at(CLOAKS, townNumber), at(['oak', 'lynx', 'lantern'], townNumber)), 'cloth', EXTRAS.back);
  if (k === 3) {
    const ring = townNumber % 2 === 0;
    return forgeArmor(
      draft,
      order(ring ? 'Ring' : 'Pendant', at(['lantern', 'oak', 'spring', 'lynx'], townNumber)),
      'none',
      ring ? EXTRAS.finger : EXTRAS.neck,
    );
  }
  const w = at(WEAPONS, townNumber * 2 + k * 3);
  return forgeWeapon(draft, order(at(w.nouns, townNumber + k), at(WEAPON_SUITS[w.key] as SuffixKey[], k)), w);
}
