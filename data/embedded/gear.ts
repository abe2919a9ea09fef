/** The equipment that the world drops and sells: grey and white by steps of five levels, green of three, blue of five, purple of ten. */
import type { Quality } from './curves.js';
import type { Draft } from './draft.js';
import { BODY, EXTRAS, ROBE, forgeArmor, forgeWeapon } from './forge.js';
import type { Order, SlotRule } from './forge.js';
import { at } from './random.js';
import {
  ARMOR_NOUNS,
  CLOAKS,
  EPIC_EPITHETS,
  HELD,
  JEWELS,
  MATERIALS,
  METALS,
  RARE_EPITHETS,
  SHIELDS,
  SUFFIXES,
  SUITS,
  TRINKETS,
  WEAPONS,
  WEAPON_SUITS,
  WOODEN,
  WOODS,
  WORN_OUT,
} from './words/gear.js';
import type { SuffixKey, WeaponType } from './words/gear.js';
import type { ArmorType } from './words/peoples.js';

export const ARMOR_TYPES: readonly ArmorType[] = ['cloth', 'leather', 'mail', 'plate'];
/** Plate is made from this level on. */
const PLATE_LEVEL = 40;
/** Bands of five levels in which the world drops things: 1-5, 6-10, ... */
export const bandOf = (level: number): number => Math.floor((Math.max(1, level) - 1) / 5);

/** What has been made, by quality and band of levels; white goods also by level for the smiths. */
export class Stock {
  readonly #pools = new Map<string, number[]>();
  readonly whites: {
    readonly id: number;
    readonly level: number;
    readonly weapon: boolean;
    readonly type: string;
    readonly slot: number;
  }[] = [];

  add(quality: Quality, level: number, id: number): void {
    const key = `${quality} ${bandOf(level)}`,
      pool = this.#pools.get(key);
    if (pool === undefined) this.#pools.set(key, [id]);
    else pool.push(id);
  }

  pool(quality: Quality, band: number): readonly number[] {
    return this.#pools.get(`${quality} ${band}`) ?? [];
  }
}

/** The chest piece called a robe is worn as one. */
export const bodySlot = (type: ArmorType, place: number, noun: string): SlotRule =>
  type === 'cloth' && noun === 'Robe' ? ROBE : at(BODY, place);

/** Base name of a weapon of a step of twenty: metal, or wood where it is of wood. */
const stuff = (type: WeaponType, step: number): string => at(WOODEN.has(type.key) ? WOODS : METALS, step);

/** Grey and white: twelve steps of five levels. */
function writePlain(draft: Draft, stock: Stock, quality: 'poor' | 'common'): void {
  for (let i = 0; i < 12; i++) {
    const level = Math.max(1, 5 * i),
      step = Math.floor((i * 20) / 12),
      grey = quality === 'poor';
    const order = (name: string, n: number): Order => ({
      name: grey ? `${at(WORN_OUT, n + i)} ${name}` : name,
      quality,
      itemLevel: level + 3,
      requiredLevel: level,
    });
    const keep = (id: number, weapon: boolean, type: string, slot: number): void => {
      stock.add(quality, level, id);
      if (!grey) stock.whites.push({ id, level, weapon, type, slot });
    };
    for (const type of ARMOR_TYPES) {
      if (type === 'plate' && level < PLATE_LEVEL) continue;
      ARMOR_NOUNS[type].forEach((nouns, place) => {
        const noun = at(nouns, grey ? 1 : 0);
        keep(
          forgeArmor(draft, order(`${at(MATERIALS[type], step)} ${noun}`, place), type, bodySlot(type, place, noun)),
          false,
          type,
          place,
        );
      });
    }
    WEAPONS.forEach((w, n) => keep(forgeWeapon(draft, order(`${stuff(w, step)} ${at(w.nouns, i)}`, n), w), true, w.key, n));
    keep(forgeArmor(draft, order(`${at(METALS, step)} ${at(SHIELDS, i)}`, 3), 'shield', EXTRAS.shield), false, 'shield', 8);
    keep(forgeArmor(draft, order(`${at(MATERIALS.cloth, step)} ${at(CLOAKS, i)}`, 4), 'cloth', EXTRAS.back), false, 'back', 9);
  }
}

/** Green: twenty steps of three levels, every piece with two of the suffixes that suit it. */
function writeGreen(draft: Draft, stock: Stock): void {
  for (let step = 0; step < 20; step++) {
    const level = 3 * (step + 1);
    const order = (name: string, key: SuffixKey): Order => ({
      name: `${name} ${SUFFIXES[key].name}`,
      quality: 'uncommon',
      itemLevel: level + 5,
      requiredLevel: level,
      shares: SUFFIXES[key].shares,
    });
    const keep = (id: number): void => stock.add('uncommon', level, id);
    for (let turn = 0; turn < 2; turn++) {
      for (const type of ARMOR_TYPES) {
        if (type === 'plate' && level < PLATE_LEVEL) continue;
        ARMOR_NOUNS[type].forEach((nouns, place) => {
          const noun = at(nouns, turn),
            key = at(SUITS[type], step + place + 2 * turn);
          keep(forgeArmor(draft, order(`${at(MATERIALS[type], step)} ${noun}`, key), type, bodySlot(type, place, noun)));
        });
      }
      for (const w of WEAPONS)
        keep(
          forgeWeapon(
            draft,
            order(`${stuff(w, step)} ${at(w.nouns, step + 1 + turn)}`, at(WEAPON_SUITS[w.key] as SuffixKey[], step + turn)),
            w,
          ),
        );
      writeGreenExtras(draft, step + 7 * turn, turn, step, order, keep);
    }
  }
}

const JEWEL_SUITS: readonly SuffixKey[] = ['oak', 'lynx', 'lantern', 'spring', 'ox', 'fox', 'hermit', 'stag', 'scholar'];

function writeGreenExtras(
  draft: Draft,
  n: number,
  turn: number,
  step: number,
  order: (name: string, key: SuffixKey) => Order,
  keep: (id: number) => void,
): void {
  const jewel = at(JEWELS, step);
  keep(forgeArmor(draft, order(`${jewel} ${at(['Ring', 'Band'], turn)}`, at(JEWEL_SUITS, n)), 'none', EXTRAS.finger));
  keep(forgeArmor(draft, order(`${jewel} ${at(['Pendant', 'Choker'], turn)}`, at(JEWEL_SUITS, n + 3)), 'none', EXTRAS.neck));
  keep(forgeArmor(draft, order(`${at(MATERIALS.cloth, step)} ${at(CLOAKS, n + turn)}`, at(JEWEL_SUITS, n + 5)), 'cloth', EXTRAS.back));
  keep(forgeArmor(draft, order(`${at(METALS, step)} ${at(SHIELDS, n)}`, at(['oak', 'lantern', 'ox'], n)), 'shield', EXTRAS.shield));
  keep(forgeArmor(draft, order(`${jewel} ${at(HELD, n)}`, at(['scholar', 'spring', 'hermit', 'lantern'], n)), 'none', EXTRAS.held));
}

/** Blue (twelve steps of five levels) and purple (30, 40, 50, 60): epithet and noun, one of each piece. */
function writeFine(draft: Draft, stock: Stock, quality: 'rare' | 'epic'): void {
  const epithets = quality === 'rare' ? RARE_EPITHETS : EPIC_EPITHETS,
    steps = epithets.weapon.length;
  for (let step = 0; step < steps; step++) {
    const level = quality === 'rare' ? 5 * (step + 1) : 30 + 10 * step,
      itemLevel = level + (quality === 'rare' ? 5 : 9);
    const order = (name: string, key: SuffixKey): Order => ({
      name,
      quality,
      itemLevel,
      requiredLevel: level,
      shares: SUFFIXES[key].shares,
    });
    const keep = (id: number): void => stock.add(quality, level, id);
    for (const type of ARMOR_TYPES) {
      if (type === 'plate' && level < PLATE_LEVEL) continue;
      const key = at(SUITS[type].slice(0, 3), step);
      ARMOR_NOUNS[type].forEach((nouns, place) => {
        const noun = at(nouns, step + 1);
        keep(forgeArmor(draft, order(`${at(epithets[type], step)} ${noun}`, key), type, bodySlot(type, place, noun)));
      });
    }
    WEAPONS.forEach((w, n) =>
      keep(
        forgeWeapon(
          draft,
          withHand(order(`${at(epithets.weapon, step)} ${at(w.nouns, step)}`, at(WEAPON_SUITS[w.key] as SuffixKey[], step)), w, step + n),
          w,
        ),
      ),
    );
    keep(forgeArmor(draft, order(`${at(epithets.leather, step)} Signet`, at(JEWEL_SUITS, step)), 'none', EXTRAS.finger));
    keep(forgeArmor(draft, order(`${at(epithets.cloth, step)} Amulet`, at(JEWEL_SUITS, step + 2)), 'none', EXTRAS.neck));
    keep(forgeArmor(draft, order(`${at(epithets.leather, step)} ${at(CLOAKS, step)}`, at(JEWEL_SUITS, step + 1)), 'cloth', EXTRAS.back));
    keep(
      forgeArmor(
        draft,
        order(`${at(epithets.mail, step)} ${at(SHIELDS, step)}`, at(['oak', 'lantern', 'ox'], step)),
        'shield',
        EXTRAS.shield,
      ),
    );
    keep(forgeArmor(draft, order(`${at(epithets.cloth, step)} ${at(HELD, step)}`, at(['scholar', 'spring'], step)), 'none', EXTRAS.held));
  }
}

/** Some fine swords and maces are for the main hand alone, some daggers and fist weapons for the off hand. */
function withHand(order: Order, w: WeaponType, n: number): Order {
  if (n % 2 === 0 && (w.key === 'sword' || w.key === 'mace')) return { ...order, more: { inventory_type: 21 } };
  if (n % 2 === 1 && (w.key === 'dagger' || w.key === 'fist')) return { ...order, more: { inventory_type: 22 } };
  return order;
}

function writeTrinkets(draft: Draft, stock: Stock): void {
  TRINKETS.forEach((name, step) => {
    const quality = step % 3 === 2 ? 'rare' : 'uncommon',
      level = 3 * (step + 1);
    const shares = SUFFIXES[at(JEWEL_SUITS, step)].shares;
    stock.add(
      quality,
      level,
      forgeArmor(
        draft,
        { name, quality, itemLevel: level + 5, requiredLevel: level, shares, more: { unique_equipped: 1 } },
        'none',
        EXTRAS.trinket,
      ),
    );
  });
}

/** Makes everything that drops anywhere or is sold by smiths. */
export function writeGear(draft: Draft): Stock {
  const stock = new Stock();
  writePlain(draft, stock, 'common');
  writePlain(draft, stock, 'poor');
  writeGreen(draft, stock);
  writeFine(draft, stock, 'rare');
  writeFine(draft, stock, 'epic');
  writeTrinkets(draft, stock);
  return stock;
}
