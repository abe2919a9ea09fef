/**
 * Dresses a bot that is born above level 1, and fills its bags with things to sell. For each slot a few items of the bot's level are drawn
 * and the best is put on: gear is mostly common and uncommon, now and then rare, and suits the class without being perfect.
 */
import { FIRST_BAG_SLOT } from '../../components/index.js';
import { createItem, createWorn, itemAt, roomFor } from '../inventory/items.js';
import { Account } from '../money.js';
import { EquipSlot, InventoryType, ItemClass } from '../rules/equip-slots.js';
import { Salt } from '../salts.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { canDualWield, canUse, heaviestArmor } from './can-use.js';
import { holdsTwoHander, slotScore, upgradeValue } from './score.js';
import { Role } from './weights.js';
import { BAND, suitLevel, wardrobeOf } from './wardrobe.js';
import type { Drawers } from './wardrobe.js';

const T = InventoryType;
/** Inventory types that go to each slot, in the order slots are filled; the hands come last. */
const CLOTHES: readonly { readonly slot: number; readonly types: readonly number[] }[] = [
  { slot: EquipSlot.head, types: [T.head] },
  { slot: EquipSlot.neck, types: [T.neck] },
  { slot: EquipSlot.shoulders, types: [T.shoulders] },
  { slot: EquipSlot.body, types: [T.body] },
  { slot: EquipSlot.chest, types: [T.chest, T.robe] },
  { slot: EquipSlot.waist, types: [T.waist] },
  { slot: EquipSlot.legs, types: [T.legs] },
  { slot: EquipSlot.feet, types: [T.feet] },
  { slot: EquipSlot.wrists, types: [T.wrists] },
  { slot: EquipSlot.hands, types: [T.hands] },
  { slot: EquipSlot.finger1, types: [T.finger] },
  { slot: EquipSlot.finger2, types: [T.finger] },
  { slot: EquipSlot.trinket1, types: [T.trinket] },
  { slot: EquipSlot.trinket2, types: [T.trinket] },
  { slot: EquipSlot.back, types: [T.cloak] },
  { slot: EquipSlot.ranged, types: [T.ranged, T.thrown, T.rangedRight, T.relic] },
];
const ONE_HANDERS: readonly number[] = [T.weapon, T.mainHand];
const ANY_WEAPON: readonly number[] = [T.weapon, T.mainHand, T.twoHand];
const SHIELDS: readonly number[] = [T.shield];
const SECOND_WEAPONS: readonly number[] = [T.weapon, T.offHand];
const HELD: readonly number[] = [T.holdable];
const NOTHING: readonly number[] = [];

/** Items drawn for a slot, of which the best is worn, and drawers looked into (this level's and the one below). */
const TRIES = 5;
const BANDS_BELOW = 2;
/** Quality drawn for a slot, percent: common, then uncommon, then rare; better in later slots is chance. */
const COMMON_PERCENT = 48;
const UNCOMMON_PERCENT = 94;
const COMMON = 1;
const UNCOMMON = 2;
const RARE = 3;
const ANY_QUALITY = -1;
/** Chance that a slot is left empty at low levels, percent: so much less a level. */
const EMPTY_PERCENT = 40;
const EMPTY_LESS_A_LEVEL = 2;
/** Share of dressed warriors and the like that take a two-hander, percent. */
const TWO_HAND_PERCENT = 50;

/** Number of draws made for the bot being dressed: dressing is not re-entrant. */
let draws = 0;
function drawBelow(world: World, bot: number, bound: number, salt: number): number {
  return world.drawBelow(bound, world.uidOf(bot), salt, draws++);
}

/** Put on what suits the bot's class and level, and bags. Slots that are taken are left alone; where the content has nothing, so are others. */
export function outfitFor(world: World, bot: number): void {
  draws = 0;
  for (const { slot, types } of CLOTHES) {
    if (slot === EquipSlot.ranged || !staysEmpty(world, bot)) dress(world, bot, slot, types);
  }
  dressHands(world, bot);
  wearBags(world, bot);
}

function staysEmpty(world: World, bot: number): boolean {
  const percent = EMPTY_PERCENT - EMPTY_LESS_A_LEVEL * world.c.life.level[bot]!;
  return percent > 0 && drawBelow(world, bot, 100, Salt.gear) < percent;
}

function dressHands(world: World, bot: number): void {
  const { classes } = world.content;
  const cls = world.c.identity.cls[bot]!;
  const dual = canDualWield(world, bot);
  const shield = classes.shield[cls] !== 0;
  const guards = shield && classes.role[cls] === Role.tank;
  const oneHanded = guards || dual || drawBelow(world, bot, 100, Salt.gear) >= TWO_HAND_PERCENT;
  dress(world, bot, EquipSlot.mainHand, oneHanded ? ONE_HANDERS : ANY_WEAPON);
  if (itemAt(world, bot, EquipSlot.mainHand) < 0) dress(world, bot, EquipSlot.mainHand, ANY_WEAPON);
  if (holdsTwoHander(world, bot)) return;
  dress(
    world,
    bot,
    EquipSlot.offHand,
    guards ? SHIELDS : dual ? SECOND_WEAPONS : shield ? SHIELDS : classes.role[cls]! >= Role.caster ? HELD : NOTHING,
  );
}

/** Draw a quality, then some items of about that quality, and wear the best. */
function dress(world: World, bot: number, slot: number, types: readonly number[]): void {
  if (itemAt(world, bot, slot) >= 0) return;
  const roll = drawBelow(world, bot, 100, Salt.gear);
  const quality = roll < COMMON_PERCENT ? COMMON : roll < UNCOMMON_PERCENT ? UNCOMMON : RARE;
  let best = -1;
  let bestScore = -1;
  for (let n = 0; n < TRIES; n++) {
    const kind = drawDress(world, bot, types, quality);
    if (kind < 0) break;
    const score = slotScore(world, bot, kind, slot);
    if (score <= bestScore || wornTwice(world, bot, kind)) continue;
    best = kind;
    bestScore = score;
  }
  if (best >= 0) createWorn(world, bot, best, slot, Cause.spawn, Account.world);
}

/** A unique thing that the bot wears already. */
function wornTwice(world: World, bot: number, kind: number): boolean {
  const { items } = world.content;
  if (items.uniqueEquipped[kind] === 0 && items.carryLimit[kind] !== 1) return false;
  for (let slot = 0; slot < FIRST_BAG_SLOT; slot++) {
    const i = itemAt(world, bot, slot);
    if (i >= 0 && world.c.item.kind[i] === kind) return true;
  }
  return false;
}

/**
 * An item of one of the types for the bot's level: from a random place in a drawer, the first that suits, of the quality asked for if
 * there is one, otherwise of a lower one. The drawer of the bot's level is looked into first; a thing of far too low a level is better than
 * nothing. -1 when there is none.
 */
function drawDress(world: World, bot: number, types: readonly number[], quality: number): number {
  const { bands } = wardrobeOf(world.content);
  const band = Math.min(bands - 1, Math.floor(world.c.life.level[bot]! / BAND));
  const lowest = Math.max(0, band - BANDS_BELOW);
  for (let wanted = quality; wanted >= COMMON; wanted--) {
    for (let b = band; b >= lowest; b--) {
      const kind = drawFromBand(world, bot, types, b, wanted);
      if (kind >= 0) return kind;
    }
  }
  for (let b = lowest - 1; b >= 0; b--) {
    const kind = drawFromBand(world, bot, types, b, ANY_QUALITY);
    if (kind >= 0) return kind;
  }
  return -1;
}

/** An item of one of the types, of a band and quality; which type comes first is drawn. */
function drawFromBand(world: World, bot: number, types: readonly number[], band: number, quality: number): number {
  const { bands, offsets, values } = wardrobeOf(world.content);
  const first = types.length > 1 ? drawBelow(world, bot, types.length, Salt.gear) : 0;
  for (let t = 0; t < types.length; t++) {
    const row = types[(first + t) % types.length]! * bands + band;
    const kind = drawFrom(world, bot, values, offsets[row]!, offsets[row + 1]!, quality);
    if (kind >= 0) return kind;
  }
  return -1;
}

function drawFrom(world: World, bot: number, values: Int32Array, first: number, end: number, quality: number): number {
  const { quality: qualities } = world.content.items;
  const length = end - first;
  if (length === 0) return -1;
  const start = drawBelow(world, bot, length, Salt.gear);
  for (let k = 0; k < length; k++) {
    const kind = values[first + ((start + k) % length)]!;
    if ((quality === ANY_QUALITY || qualities[kind] === quality) && suits(world, bot, kind)) return kind;
  }
  return -1;
}

/** Usable, of the bot's level, and of the heaviest armour it can wear. */
function suits(world: World, bot: number, kind: number): boolean {
  const { items } = world.content;
  const level = world.c.life.level[bot]!;
  if (suitLevel(world.content, kind) > level || !canUse(world, bot, kind)) return false;
  if (items.class[kind] !== ItemClass.armor || items.inventoryType[kind] === T.cloak) return true;
  const subclass = items.subclass[kind]!;
  return subclass < 1 || subclass > 4 || subclass >= heaviestArmor(world, world.c.identity.cls[bot]!, level);
}

/** Largest bag of bots by level: 6 slots to level 10, then 2 more every 10 levels, up to 16; one bag, and one more every 10 levels. */
function wearBags(world: World, bot: number): void {
  const { bags } = wardrobeOf(world.content);
  const { containerSlots, requiredLevel } = world.content.items;
  const level = world.c.life.level[bot]!;
  const largest = Math.min(16, 6 + 2 * Math.floor(level / 10));
  const count = Math.min(4, 1 + Math.floor(level / 10));
  let best = -1;
  for (const kind of bags)
    if (containerSlots[kind]! <= largest && requiredLevel[kind]! <= level && (best < 0 || containerSlots[kind]! > containerSlots[best]!))
      best = kind;
  if (best < 0) return;
  for (let bag = 0; bag < count; bag++) {
    if (itemAt(world, bot, FIRST_BAG_SLOT + bag) < 0) createWorn(world, bot, best, FIRST_BAG_SLOT + bag, Cause.spawn, Account.world);
  }
}

/** Of what a bot carries to sell, percent: gear, then materials, the rest consumables. */
const GEAR_PERCENT = 50;
const MATERIAL_PERCENT = 85;

/** Up to `n` stacks of tradeable things of about the bot's level, which it has no use for itself. Fewer when bags or content give no more. */
export function goodsFor(world: World, bot: number, n: number): void {
  draws = 0;
  const { gear, materials, consumables } = wardrobeOf(world.content);
  for (let k = 0; k < n; k++) {
    const roll = drawBelow(world, bot, 100, Salt.goods);
    const drawers = roll < GEAR_PERCENT ? gear : roll < MATERIAL_PERCENT ? materials : consumables;
    let kind = drawGoods(world, bot, drawers);
    if (kind < 0 || (drawers === gear && upgradeValue(world, bot, kind) > 0)) kind = drawGoods(world, bot, materials);
    if (kind < 0) continue;
    const stack = world.content.items.stackSize[kind]!;
    const units = roomFor(world, bot, kind, 1 + drawBelow(world, bot, stack, Salt.goods));
    if (units > 0) createItem(world, bot, kind, units, Cause.spawn, Account.world);
  }
}

/** A random item of the drawers about the bot's level: its own band, or a lower one that holds something. */
function drawGoods(world: World, bot: number, { offsets, values }: Drawers): number {
  const own = Math.min(offsets.length - 2, Math.floor(world.c.life.level[bot]! / BAND));
  for (let band = own; band >= 0; band--) {
    const length = offsets[band + 1]! - offsets[band]!;
    if (length > 0) return values[offsets[band]! + drawBelow(world, bot, length, Salt.goods)]!;
  }
  return -1;
}
