/** Food, potions, trade goods, bags, ammunition, junk, recipes, keys, clothes and relics. */
import type { Row } from '../format/tables.js';
import { BUY_FACTOR, sellPrice } from './curves.js';
import type { Quality } from './curves.js';
import type { Draft } from './draft.js';
import { EXTRAS, forgeArmor, forgeWeapon } from './forge.js';
import { at } from './random.js';
import { bit } from './peoples.js';
import * as G from './words/goods.js';
import { FAMILIES } from './words/families.js';
import { RELICS, RELIC_VIRTUES } from './words/gear.js';
import { CULTURES } from './words/peoples.js';

export interface Goods {
  /** By meal step (see MEAL_LEVELS): the kinds of food, the drink, the potions. */
  readonly foods: readonly (readonly number[])[];
  readonly drinks: readonly number[];
  readonly potions: readonly (readonly number[])[];
  /** By tier of ten levels. */
  readonly ores: readonly number[];
  readonly herbs: readonly (readonly number[])[];
  readonly cloths: readonly number[];
  readonly leathers: readonly number[];
  readonly meats: readonly number[];
  readonly essences: readonly number[];
  readonly dusts: readonly number[];
  readonly gems: readonly number[];
  readonly arrows: readonly number[];
  readonly shot: readonly number[];
  readonly supplies: readonly number[];
  readonly reagents: readonly number[];
  readonly bags: readonly { readonly id: number; readonly level: number; readonly plain: boolean }[];
  readonly quivers: readonly { readonly id: number; readonly level: number }[];
  readonly recipes: readonly number[];
  readonly keys: readonly number[];
  readonly poles: readonly number[];
  readonly shirts: readonly number[];
  /** By culture key. */
  readonly tabards: ReadonlyMap<string, number>;
  /** By tier of ten levels. */
  readonly relics: readonly (readonly number[])[];
  /** Junk of a family, by family key, then grade of fifteen levels. */
  readonly junk: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/** Step of MEAL_LEVELS a level has reached. */
export const mealStep = (level: number): number => G.MEAL_LEVELS.filter((l) => l <= level).length - 1;
/** Tier of ten levels, 0 to 5. */
export const tierOf = (level: number): number => Math.min(5, Math.floor((level - 1) / 10));
/** Grade of fifteen levels, 0 to 3. */
export const gradeOf = (level: number): number => Math.min(3, Math.floor((level - 1) / 15));

/** An item that is not worn. Price grows with its level; `factor` says how dear it is beside a white shirt of that level. */
function ware(
  draft: Draft,
  name: string,
  itemClass: string,
  level: number,
  factor: number,
  stack: number,
  more: Partial<Row<'item'>> = {},
): number {
  const quality = (more.quality ?? 'common') as Quality,
    sell = sellPrice(level, quality, factor),
    bundle = more.buy_count ?? 1;
  return draft.item({
    name,
    class: itemClass,
    item_level: level,
    sell_price_copper: sell,
    buy_price_copper: sell * BUY_FACTOR * bundle,
    stack_size: stack,
    ...more,
  }).id;
}

const tierLevel = (tier: number): number => 5 + 10 * tier;

export function writeGoods(draft: Draft): Goods {
  const meals = (names: readonly string[], factor: number, stack: number): number[] =>
    names.map((name, step) =>
      ware(draft, name, 'consumable', at(G.MEAL_LEVELS, step), factor, stack, {
        required_level: at(G.MEAL_LEVELS, step),
        buy_count: stack === 20 ? 5 : 1,
      }),
    );
  const tiers = (names: readonly string[], itemClass: string, factor: number): number[] =>
    names.map((name, tier) => ware(draft, name, itemClass, tierLevel(tier), factor, 20));
  const perStep = (kinds: readonly (readonly number[])[]): number[][] =>
    G.MEAL_LEVELS.map((_, step) => kinds.map((kind) => at(kind, step)));
  return {
    foods: perStep(G.FOODS.map((names) => meals(names, 0.08, 20))),
    drinks: meals(G.DRINKS, 0.08, 20),
    potions: perStep(G.POTIONS.map((names) => meals(names, 0.4, 5))),
    ores: tiers(G.ORES, 'trade_goods', 0.12),
    herbs: G.HERBS.map((pair, tier) => pair.map((name) => ware(draft, name, 'trade_goods', tierLevel(tier), 0.1, 20))),
    cloths: tiers(G.CLOTHS, 'trade_goods', 0.08),
    leathers: tiers(G.LEATHERS, 'trade_goods', 0.09),
    meats: tiers(G.MEATS, 'trade_goods', 0.06),
    essences: tiers(G.ESSENCES, 'trade_goods', 0.15),
    dusts: tiers(G.DUSTS, 'trade_goods', 0.1),
    gems: G.GEMS.map((name, tier) => ware(draft, name, 'gem', tierLevel(tier), 0.6, 20, { quality: 'uncommon' })),
    arrows: G.ARROWS.map((name, tier) => ammunition(draft, name, 2, tier)),
    shot: G.SHOT.map((name, tier) => ammunition(draft, name, 3, tier)),
    supplies: G.SUPPLIES.map((name, i) => ware(draft, name, 'trade_goods', 4 + 2 * i, 0.2, 20)),
    reagents: G.REAGENTS.map((name, i) => ware(draft, name, 'reagent', 10 + 8 * i, 0.15, 20)),
    bags: G.BAGS.map(([name, slots, level, quality]) => ({
      id: ware(draft, name, 'container', level + 9, 1.6, 1, {
        inventory_type: 18,
        container_slots: slots,
        quality,
        bonding: quality === 'common' ? 'none' : 'equip',
      }),
      level,
      plain: quality === 'common',
    })),
    quivers: G.QUIVERS.map(([name, slots, level]) => ({
      id: ware(draft, name, 'quiver', level + 5, 1.4, 1, {
        subclass: name.includes('Quiver') ? 2 : 3,
        inventory_type: 18,
        container_slots: slots,
        required_level: level,
      }),
      level,
    })),
    recipes: G.RECIPES.flatMap(([craft, taught]) =>
      taught.map((name, i) =>
        ware(draft, `${craft}: ${name}`, 'recipe', 8 + 7 * i, 0.8, 1, {
          quality: i > 3 ? 'uncommon' : 'common',
          required_level: 5 + 6 * i,
        }),
      ),
    ),
    keys: G.KEYS.map((name, i) => draft.item({ name, class: 'key', item_level: 20 + 10 * i, carry_limit: 1, bonding: 'pickup' }).id),
    poles: G.FISHING_POLES.map((name, i) =>
      forgeWeapon(
        draft,
        { name, quality: 'common', itemLevel: 5 + 12 * i, requiredLevel: 1 + 12 * i },
        { key: 'fishing', subclass: 20, inventoryType: 17, speedMs: 3000, nouns: [] },
      ),
    ),
    ...clothes(draft),
    relics: relics(draft),
    junk: junk(draft),
  };
}

/** Sold by the two hundred, from 10 copper to 13 silver; nobody buys single arrows back. */
function ammunition(draft: Draft, name: string, subclass: number, tier: number): number {
  const least = 1 + 2 * tier,
    level = Math.max(1, 10 * tier),
    more = { buy_price_copper: 10 + 50 * tier * tier, sell_price_copper: 0, min_damage: least, max_damage: least + 1 };
  return ware(draft, name, 'projectile', level, 0, 200, { subclass, inventory_type: 24, buy_count: 200, required_level: level, ...more });
}

function clothes(draft: Draft): { shirts: number[]; tabards: Map<string, number> } {
  const shirts = G.SHIRTS.map((name) => ware(draft, name, 'armor', 1, 8, 1, { inventory_type: 4 }));
  const tabards = new Map(
    CULTURES.map((c) => [
      c.key,
      ware(draft, `Tabard of ${c.name.replace(/^The /, 'the ')}`, 'armor', 20, 1, 1, { inventory_type: 19, bonding: 'pickup' }),
    ]),
  );
  return { shirts, tabards };
}

/** Relics of the three classes that carry them, by tier. */
function relics(draft: Draft): number[][] {
  return RELIC_VIRTUES.map((virtue, tier) =>
    RELICS.map((r) =>
      forgeArmor(
        draft,
        {
          name: `${r.noun} ${virtue}`,
          quality: tier < 2 ? 'uncommon' : 'rare',
          itemLevel: 15 + 10 * tier,
          requiredLevel: 10 + 10 * tier,
          shares: [
            ['spirit', 50],
            ['stamina', 50],
          ],
          more: { subclass: r.subclass, class_mask: bit(r.classId) },
        },
        'none',
        EXTRAS.relic,
      ),
    ),
  );
}

/** Two worthless things of every family in four grades. */
function junk(draft: Draft): Map<string, number[][]> {
  const out = new Map<string, number[][]>();
  for (const f of FAMILIES.values()) {
    out.set(
      f.key,
      G.JUNK_GRADES.map((grade, g) =>
        f.junk.map((name) => ware(draft, `${grade} ${name}`, 'junk', 6 + 15 * g, 0.3, 10, { quality: 'poor' })),
      ),
    );
  }
  return out;
}
