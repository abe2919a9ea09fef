/** Item sets and the few legendary things, and which dungeon keeps them. */
import type { Draft } from './draft.js';
import { forgeArmor, forgeWeapon } from './forge.js';
import { bodySlot } from './gear.js';
import { at } from './random.js';
import { ARMOR_NOUNS, LEGENDS, SETS, WEAPONS } from './words/gear.js';
import type { SetTemplate, WeaponType } from './words/gear.js';

/** Places of the pieces of a set, of the eight of body armour: head, shoulder, chest, legs, feet, hands. */
const SET_PLACES = [0, 1, 2, 4, 5, 7];
/** Which dungeon holds which sets. */
const KEPT_IN = [0, 1, 2, 2, 3, 3, 3, 3];
const LEGEND_LEVEL = 60;

export class Treasury {
  readonly #pieces: number[][] = [];
  readonly #legends: number[];

  constructor(draft: Draft) {
    SETS.forEach((set, n) => this.#pieces.push(writeSet(draft, set, n + 1)));
    this.#legends = LEGENDS.map((legend) => {
      const weapon = WEAPONS.find((w) => w.key === legend.weapon) as WeaponType;
      const shares = legend.stats.map((stat) => [stat, 50] as const),
        itemLevel = legend.quality === 'legendary' ? 80 : 90;
      return forgeWeapon(
        draft,
        {
          name: legend.name,
          quality: legend.quality,
          itemLevel,
          requiredLevel: LEGEND_LEVEL,
          shares,
          bonding: 'pickup',
          more: { unique_equipped: 1, carry_limit: 1 },
        },
        weapon,
      );
    });
  }

  /** Pieces of the sets that a dungeon (0-3) holds. */
  pieces(dungeon: number): readonly number[] {
    return this.#pieces.filter((_, n) => KEPT_IN[n] === dungeon).flat();
  }

  /** All legends lie under the last throne. */
  legends(dungeon: number): readonly number[] {
    return dungeon === 3 ? this.#legends : [];
  }
}

/** Six pieces; two, four and six worn together give an eighth, a sixth and a quarter of the level in stats. */
function writeSet(draft: Draft, set: SetTemplate, id: number): number[] {
  draft.tables.item_set.push({ id, name: set.name });
  const [a, b] = set.stats;
  const bonus = (pieces: number, stat: string, value: number): void => {
    draft.tables.item_set_bonus.push({ set_id: id, pieces, stat, value, derived: 0 });
  };
  bonus(2, b, Math.round(set.level / 8));
  bonus(4, a, Math.round(set.level / 6));
  bonus(6, a, Math.round(set.level / 4));
  bonus(6, 'health', set.level * 3);
  return SET_PLACES.map((place) => {
    const noun = at(at(ARMOR_NOUNS[set.armor], place), id);
    const order = {
      name: `${set.piece} ${noun}`,
      quality: set.quality,
      itemLevel: set.level + (set.quality === 'epic' ? 10 : 6),
      requiredLevel: set.level,
      shares: [
        [a, 50],
        [b, 50],
      ] as const,
      bonding: 'pickup' as const,
      more: { set_id: id },
    };
    return forgeArmor(draft, order, set.armor, bodySlot(set.armor, place, noun));
  });
}
