/** Loot: world drops by band of levels, what each creature carries, and what herbs, ore and chests hold. */
import type { Row } from '../format/tables.js';
import type { Quality } from './curves.js';
import type { Draft } from './draft.js';
import { bandOf } from './gear.js';
import type { Stock } from './gear.js';
import { gradeOf, mealStep, tierOf } from './goods.js';
import type { Goods } from './goods.js';
import type { Species } from './fauna.js';
import type { ZonePlan } from './plan.js';
import { Dice, at } from './random.js';
import { ORES, HERBS } from './words/goods.js';
import type { Kind } from './words/families.js';

/** Chances of world drops of each quality for a normal creature, percent; elites have `elite` times as much of the better ones. */
const DROPS: readonly { readonly quality: Quality; readonly percent: number; readonly elite: number }[] = [
  { quality: 'poor', percent: 6, elite: 1 },
  { quality: 'common', percent: 5, elite: 1 },
  { quality: 'uncommon', percent: 4, elite: 2.5 },
  { quality: 'rare', percent: 0.35, elite: 5 },
  { quality: 'epic', percent: 0.03, elite: 5 },
];
const BANDS = 12;
const GATHER_RESPAWN_SECONDS = 420,
  CHEST_RESPAWN_SECONDS = 900;
/** Per zone. */
const HERB_SPAWNS = 24,
  ORE_SPAWNS = 26,
  CHEST_SPAWNS = 12;

const QUALITY_ORDER: readonly Quality[] = ['poor', 'common', 'uncommon', 'rare', 'epic'];
/** Reference table of a quality and band. */
const referenceId = (quality: Quality, band: number): number => 1 + band * 8 + QUALITY_ORDER.indexOf(quality);
/** Tables of recipes, relics, bags and gems, one per tier of ten levels. */
const oddmentsId = (tier: number): number => 1 + BANDS * 8 + tier;

/** One reference table per quality and band, every item in it as likely as the next; and oddments by tier. */
export function writeReferences(draft: Draft, stock: Stock, goods: Goods): void {
  for (let band = 0; band < BANDS; band++) {
    for (const quality of QUALITY_ORDER)
      for (const item of stock.pool(quality, band)) draft.loot('reference', referenceId(quality, band), { item_id: item, group_id: 1 });
  }
  const relics = goods.relics.flat(),
    bags = goods.bags.map((b) => b.id);
  for (const item of [...goods.recipes, ...relics, ...bags, ...goods.gems]) {
    draft.loot('reference', oddmentsId(tierOf(at(draft.tables.item, item - 1).item_level)), { item_id: item, group_id: 1 });
  }
}

/** References to the world drops that suit a level. */
export function worldDrops(draft: Draft, kind: 'creature' | 'object', tableId: number, level: number, stock: Stock, elite: boolean): void {
  const band = bandOf(Math.min(60, level));
  for (const drop of DROPS) {
    if (stock.pool(drop.quality, band).length === 0) continue;
    draft.loot(kind, tableId, {
      reference_id: referenceId(drop.quality, band),
      chance_percent: Math.round(drop.percent * (elite ? drop.elite : 1) * 100) / 100,
    });
  }
  draft.loot(kind, tableId, { reference_id: oddmentsId(tierOf(level)), chance_percent: elite ? 2 : 0.8 });
}

/** What a kind of creature yields besides junk: pairs of item and chance, by tier of its level. */
function yields(kind: Kind, goods: Goods, level: number): readonly (readonly [number, number])[] {
  const t = tierOf(level),
    step = mealStep(level);
  const meal = at(at(goods.foods, step), level),
    potion = at(at(goods.potions, step), level);
  switch (kind) {
    case 'beast':
      return [
        [at(goods.leathers, t), 34],
        [at(goods.meats, t), 30],
      ];
    case 'humanoid':
      return [
        [at(goods.cloths, t), 34],
        [meal, 7],
        [potion, 2],
      ];
    case 'giant':
      return [
        [at(goods.cloths, t), 28],
        [meal, 14],
        [at(goods.meats, t), 20],
      ];
    case 'undead':
      return [
        [at(goods.dusts, t), 30],
        [at(goods.cloths, t), 18],
        [potion, 2],
      ];
    case 'elemental':
      return [
        [at(goods.essences, t), 26],
        [at(goods.gems, t), 3],
      ];
    case 'dragonkin':
      return [
        [at(goods.leathers, t), 30],
        [at(goods.essences, t), 12],
        [at(goods.gems, t), 3],
      ];
    case 'demon':
      return [
        [at(goods.dusts, t), 26],
        [at(goods.essences, t), 10],
        [potion, 2],
      ];
    case 'mechanical':
      return [
        [at(goods.ores, t), 32],
        [at(goods.supplies, level), 12],
      ];
    default:
      return [
        [at(at(goods.herbs, t), level), 26],
        [at(goods.supplies, level), 8],
      ];
  }
}

/** The table of one creature (its id is the creature's); quest items are added by the quests that ask for them. */
export function writeCreatureLoot(draft: Draft, species: Species, goods: Goods, stock: Stock): void {
  const { row, family } = species,
    level = row.max_level,
    id = row.loot_id;
  const junk = at(goods.junk.get(family.key) as readonly (readonly number[])[], gradeOf(level));
  draft.loot('creature', id, { item_id: at(junk, 0), chance_percent: 36, max_count: 2 });
  draft.loot('creature', id, { item_id: at(junk, 1), chance_percent: 22 });
  for (const [item, percent] of yields(family.kind, goods, level))
    draft.loot('creature', id, { item_id: item, chance_percent: percent, max_count: percent > 20 ? 2 : 1 });
  worldDrops(draft, 'creature', id, level, stock, row.rank !== 'normal');
}

/** Herbs, ore and chests: their kinds by tier, then where they stand in every zone. */
export function writeGathering(draft: Draft, zones: readonly ZonePlan[], goods: Goods, stock: Stock): void {
  const veins = ORES.map((name, tier) => node(draft, `${name} Vein`, at(goods.ores, tier), at(goods.gems, tier)));
  const herbs = HERBS.map((pair, tier) => pair.map((name, i) => node(draft, name, at(at(goods.herbs, tier), i), 0)));
  const chests = ['Battered Chest', 'Solid Chest', 'Iron-Bound Chest', 'Ornate Chest', 'Cobalt Chest', 'Runed Chest'].map((name, tier) =>
    chest(draft, name, tier, goods, stock),
  );
  for (const zone of zones) {
    const dice = new Dice(`growth of ${zone.template.name}`),
      tier = tierOf(zone.template.minLevel + 5);
    const scatter = (objectId: number, count: number, respawnSeconds: number): void => {
      for (let i = 0; i < count; i++)
        draft.objectSpawn(
          objectId,
          zone.mapId,
          dice.between(zone.xMin + 40, zone.xMax - 40),
          dice.between(zone.yMin + 40, zone.yMax - 40),
          respawnSeconds,
        );
    };
    for (const herb of at(herbs, tier)) scatter(herb, HERB_SPAWNS, GATHER_RESPAWN_SECONDS);
    scatter(at(veins, tier), ORE_SPAWNS, GATHER_RESPAWN_SECONDS);
    const camps = zone.quarters.flatMap((q) => q.camps);
    for (let i = 0; i < CHEST_SPAWNS; i++) {
      const camp = at(camps, i * 3 + dice.below(3));
      draft.objectSpawn(
        at(chests, tier),
        zone.mapId,
        camp.x + dice.between(-12, 12),
        camp.y + dice.between(-12, 12),
        CHEST_RESPAWN_SECONDS,
      );
    }
  }
}

/** Objects with loot have the table with their own id. */
export function lootedObject(draft: Draft, name: string, kind: string, rows: readonly Partial<Row<'loot'>>[]): number {
  const id = draft.object(name, kind);
  at(draft.tables.object, id - 1).loot_id = id;
  for (const row of rows) draft.loot('object', id, row);
  return id;
}

function node(draft: Draft, name: string, itemId: number, gemId: number): number {
  const rows: Partial<Row<'loot'>>[] = [{ item_id: itemId, chance_percent: 100, min_count: 1, max_count: 3 }];
  if (gemId !== 0) rows.push({ item_id: gemId, chance_percent: 6 });
  return lootedObject(draft, name, 'gather', rows);
}

function chest(draft: Draft, name: string, tier: number, goods: Goods, stock: Stock): number {
  const level = 5 + 10 * tier,
    step = mealStep(level);
  const id = lootedObject(draft, name, 'chest', [
    { item_id: at(goods.cloths, tier), chance_percent: 60, min_count: 1, max_count: 4 },
    { item_id: at(at(goods.potions, step), 0), chance_percent: 35, max_count: 2 },
    { item_id: at(at(goods.foods, step), tier), chance_percent: 45, max_count: 3 },
  ]);
  worldDrops(draft, 'object', id, level, stock, true);
  return id;
}
