/** What shops sell, who trains whom, what repairs cost, and what beginners carry. */
import type { Draft } from './draft.js';
import type { Stock } from './gear.js';
import { mealStep, tierOf } from './goods.js';
import type { Goods } from './goods.js';
import { at } from './random.js';
import type { Settlements, Shop } from './towns.js';
import { CALLINGS, RACES } from './words/peoples.js';
import type { Calling } from './words/peoples.js';
import type { ZonePlan } from './plan.js';

/** Smiths sell white goods of up to this many levels below their customers. */
const SMITH_SPAN_LEVELS = 9;
/** Limited goods: bundles in stock and time for one to come back, seconds. */
const LIMITED = { stock: 3, restockSeconds: 3600 } as const;

export function writeVendors(draft: Draft, settlements: Settlements, goods: Goods, stock: Stock): void {
  settlements.shops.forEach((shop, n) => {
    const sold = new Set<number>();
    const sell = (id: number, limited = false): void => {
      if (sold.has(id)) return;
      sold.add(id);
      draft.tables.vendor_item.push({
        creature_id: shop.person.row.id,
        item_id: id,
        stock: limited ? LIMITED.stock : 0,
        restock_seconds: limited ? LIMITED.restockSeconds : 0,
      });
    };
    SHELVES[shop.kind](shop, goods, stock, sell, n);
  });
}

type Shelf = (shop: Shop, goods: Goods, stock: Stock, sell: (id: number, limited?: boolean) => void, n: number) => void;

const SHELVES: Readonly<Record<Shop['kind'], Shelf>> = {
  smith: (shop, _goods, stock, sell) => {
    for (const white of stock.whites)
      if (white.level <= shop.level && white.level >= Math.max(1, shop.level - SMITH_SPAN_LEVELS - (shop.city ? 6 : 0))) sell(white.id);
  },
  trader: (shop, goods, _stock, sell, n) => {
    meals(shop, goods, sell);
    for (let tier = 0; tier <= tierOf(shop.level); tier++)
      if (tier >= tierOf(shop.level) - 1) [at(goods.arrows, tier), at(goods.shot, tier)].forEach((id) => sell(id));
    for (const bag of goods.bags) if (bag.plain && bag.level <= shop.level) sell(bag.id);
    for (const quiver of goods.quivers) if (quiver.level <= shop.level && quiver.level + 25 > shop.level) sell(quiver.id);
    for (const i of [0, 1, 2, 3, 4, 5]) sell(at(goods.supplies, n + i));
    sell(at(goods.shirts, n));
    sell(goods.tabards.get(shop.culture) as number);
    sell(at(goods.poles, n));
    sell(at(at(goods.potions, mealStep(shop.level)), n % 2), true);
    sell(at(goods.recipes, n * 7), true);
  },
  inn: (shop, goods, _stock, sell) => {
    meals(shop, goods, sell);
    sell(at(at(goods.potions, mealStep(shop.level)), 5));
  },
  supplies: (_shop, goods, _stock, sell) => {
    for (const id of [...goods.supplies, ...goods.reagents, ...goods.poles, ...goods.shirts]) sell(id);
    for (const id of goods.recipes) sell(id, true);
    for (const id of goods.ores.slice(0, 3)) sell(id, true);
  },
};

/** Food and drink of the customers' level and of the step below. */
function meals(shop: Shop, goods: Goods, sell: (id: number) => void): void {
  const step = mealStep(shop.level);
  for (const s of shop.city ? [0, 1, 2, 3, 4, 5, 6] : [Math.max(0, step - 1), step]) {
    sell(at(goods.drinks, s));
    for (const id of at(goods.foods, s)) sell(id);
  }
}

export function writeTrainers(draft: Draft): void {
  for (const creature of draft.tables.creature) {
    if (!creature.roles.includes('trainer')) continue;
    const calling = CALLINGS.find((c) => creature.title.startsWith(c.name)) as Calling;
    draft.tables.trainer.push({ creature_id: creature.id, class_id: calling.id });
  }
}

const REPAIR_LEVELS = 100;
/** Copper for a lost point: weapons 1 + 0.7 l, armour 1 + 0.35 l, plate and shields a third more; then by quality. */
export function writeRepairs(draft: Draft): void {
  for (let l = 1; l <= REPAIR_LEVELS; l++) {
    const row = (kind: 'weapon' | 'armor', subclass: number, copper: number): void => {
      draft.tables.repair_cost.push({ item_level: l, kind, subclass, copper_per_point: Math.max(1, Math.round(copper)), derived: 0 });
    };
    row('weapon', 255, 1 + 0.7 * l);
    row('armor', 255, 1 + 0.35 * l);
    row('armor', 4, 1 + 0.47 * l);
    row('armor', 6, 1 + 0.47 * l);
  }
  const factors = { poor: 0.5, common: 0.7, uncommon: 0.85, rare: 1, epic: 1.25, legendary: 1.5, artifact: 1.75 } as const;
  for (const [quality, factor] of Object.entries(factors)) draft.tables.repair_quality.push({ quality, factor, derived: 0 });
}

/** Beginners stand in the first town of their people's home, a few steps apart by class. */
export function writeStarts(draft: Draft, zones: readonly ZonePlan[], goods: Goods, stock: Stock): void {
  for (const race of RACES) {
    const quarter = at((zones.find((z) => z.natives.includes(race)) as ZonePlan).quarters, 0);
    race.classes.forEach((classId, i) => {
      draft.tables.start.push({
        race_id: race.id,
        class_id: classId,
        map_id: quarter.zone.mapId,
        x_yards: Math.round(quarter.x - 3 + 2 * i),
        y_yards: Math.round(quarter.y + 2 - i),
      });
    });
  }
  for (const calling of CALLINGS) writeKit(draft, calling, goods, stock);
}

const LIGHTER = { plate: 'mail', mail: 'leather', leather: 'leather', cloth: 'cloth' } as const;

function writeKit(draft: Draft, calling: Calling, goods: Goods, stock: Stock): void {
  const give = (id: number, count = 1): void => {
    draft.tables.start_item.push({ race_id: 0, class_id: calling.id, item_id: id, count });
  };
  const white = (type: string, slot?: number): number =>
    (stock.whites.find((w) => w.level === 1 && w.type === type && (slot === undefined || w.slot === slot)) as { id: number }).id;
  give(white(calling.firstWeapon));
  // Chest, legs and feet of what the class may wear at level 1.
  for (const place of [2, 4, 5]) give(white(LIGHTER[calling.armor], place));
  if (calling.shield === 1 && calling.firstWeapon !== 'mace2') give(white('shield'));
  if (calling.role === 'ranged') {
    give(white('bow'));
    give(at(goods.arrows, 0), 200);
    give(at(goods.quivers, 0).id);
  }
  give(at(goods.shirts, calling.id));
  give(at(at(goods.foods, 0), calling.id), 5);
  if (calling.mana[0] > 0) give(at(goods.drinks, 0), 5);
}
