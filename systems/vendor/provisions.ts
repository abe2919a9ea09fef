/**
 * Food and ammunition: what a bot buys of them at a vendor, and what it uses up. Resting counts as eating and drinking in any case
 * (systems/combat/vitals.ts): what is carried is eaten first. Shots are counted for those who shoot and carry ammunition.
 */
import { BEFORE_CARRY, countCarried, destroyUnits, itemAt, nextCarrySlot, roomFor } from '../inventory/items.js';
import { Account } from '../money.js';
import { Op } from '../opcodes.js';
import { EquipSlot } from '../rules/equip-slots.js';
import { Role } from '../equipment/weights.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { bundlePrice, factorAt } from './prices.js';
import { unitsInStock } from './stock.js';

/** Positions in ITEM_CLASSES. */
const CONSUMABLE = 0;
const PROJECTILE = 6;
const COMMON = 1;
/** Consumables that stack so high are food and drink; potions and scrolls stack lower. */
const FOOD_STACK = 10;
/** Food is of the bot's level or up to so many below. */
const LEVELS_BELOW = 15;
const FOOD_WANTED = 10;
const AMMO_WANTED = 200;
/** Part of the purse that one purchase of provisions may cost, percent. */
const PURSE_PERCENT = 5;
/** Shots that bring a creature down. */
const SHOTS = 8;
const ARROWS = 2;
const BULLETS = 3;
/** Weapon subclasses: bow, gun, crossbow. */
const BOW = 2;
const GUN = 3;
const CROSSBOW = 18;

/** Whether a kind is food or drink that a bot of some level would have. */
export function isFood(world: World, kind: number, level: number): boolean {
  const { items } = world.content;
  if (items.class[kind] !== CONSUMABLE || items.quality[kind] !== COMMON || items.stackSize[kind]! < FOOD_STACK) return false;
  return items.requiredLevel[kind]! <= level && items.requiredLevel[kind]! >= level - LEVELS_BELOW && items.enchant[kind]! < 0;
}

/** Subclass of projectiles that a bot's ranged weapon takes, or -1. */
export function ammoOf(world: World, bot: number): number {
  const { classes, items } = world.content;
  if (classes.role[world.c.identity.cls[bot]!] !== Role.ranged) return -1;
  const i = itemAt(world, bot, EquipSlot.ranged);
  const subclass = i < 0 ? -1 : items.subclass[world.c.item.kind[i]!]!;
  if (subclass === BOW || subclass === CROSSBOW) return ARROWS;
  return subclass === GUN ? BULLETS : -1;
}

/** Carry slot of the first food, or of ammunition of a subclass; -1 when there is none. */
function carried(world: World, bot: number, ammo: number): number {
  const { items } = world.content;
  const level = world.c.life.level[bot]!;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    const kind = world.c.item.kind[i]!;
    if (ammo < 0 ? isFood(world, kind, level) : items.class[kind] === PROJECTILE && items.subclass[kind] === ammo) return s;
  }
  return -1;
}

/** A bot that sits down to rest eats something that it carries. */
export function eat(world: World, bot: number): void {
  const slot = carried(world, bot, -1);
  if (slot >= 0) world.emit(Op.useItem, bot, slot, world.c.item.uid[itemAt(world, bot, slot)]!);
}

/** Part of a handler: the shots that brought a creature down leave the quiver. */
export function spendShots(world: World, bot: number): void {
  const ammo = ammoOf(world, bot);
  const slot = ammo < 0 ? -1 : carried(world, bot, ammo);
  if (slot < 0) return;
  const i = itemAt(world, bot, slot);
  destroyUnits(world, i, Math.min(SHOTS, world.c.item.stack[i]!), Cause.used_up, Account.world);
}

/** At a vendor: emit the purchase of food and ammunition that a bot lacks, the best of its level first. */
export function buyProvisions(world: World, bot: number, vendor: number): void {
  const ammo = ammoOf(world, bot);
  buyBest(world, bot, vendor, -1, FOOD_WANTED);
  if (ammo >= 0) buyBest(world, bot, vendor, ammo, AMMO_WANTED);
}

function buyBest(world: World, bot: number, vendor: number, ammo: number, wanted: number): void {
  const { vendorItems, spawns, vendors, items } = world.content;
  const level = world.c.life.level[bot]!;
  const slot = carried(world, bot, ammo);
  if (slot >= 0 && countCarried(world, bot, world.c.item.kind[itemAt(world, bot, slot)]!) * 2 >= wanted) return;
  const purse = Math.trunc((world.c.life.gold[bot]! * PURSE_PERCENT) / 100);
  const factor = factorAt(world, bot, vendors, vendor);
  const creature = spawns.creature[vendors.spawn[vendor]!]!;
  let best = -1;
  let bundles = 0;
  for (let at = vendorItems.offsets[creature]!; at < vendorItems.offsets[creature + 1]!; at++) {
    const kind = vendorItems.values[at]!;
    const fits = ammo < 0 ? isFood(world, kind, level) : items.class[kind] === PROJECTILE && items.subclass[kind] === ammo;
    if (!fits || items.requiredLevel[kind]! > level || (best >= 0 && items.requiredLevel[kind]! <= items.requiredLevel[best]!)) continue;
    const count = Math.ceil(wanted / items.buyCount[kind]!);
    const units = count * items.buyCount[kind]!;
    if (bundlePrice(world, kind, count, factor) > purse || unitsInStock(world, at) < units || roomFor(world, bot, kind, units) < units)
      continue;
    best = kind;
    bundles = count;
  }
  if (best >= 0) world.emit(Op.buyItem, bot, vendor, best, bundles);
}
