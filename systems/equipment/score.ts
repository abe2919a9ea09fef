/**
 * What an item is worth to a bot when worn, and how much it would gain over what the bot wears. Scores are hundredths of a point of the
 * bot's power stat; the parts that do not depend on the slot are worked out once for every class and item.
 */
import { STATS } from '../../data/format/words.js';
import type { WorldContent } from '../../data/content.js';
import { itemAt, nextCarrySlot, BEFORE_CARRY, bagCapacity, bagFamily } from '../inventory/items.js';
import { BAG_SLOTS, EquipSlot, FIRST_BAG_SLOT, InventoryType, ItemClass, NO_SLOT } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { canDualWield, canUseAt } from './can-use.js';
import { perContent } from './per-content.js';
import { firstSlotOf, secondSlotOf } from './slots-of-type.js';
import { Role, classWeights } from './weights.js';
import type { RoleWeights } from './weights.js';

export { canUse } from './can-use.js';

/** Damage a second of a weapon is in hundredths. */
const CENTI = 100;
const MS_PER_SECOND = 1000;
const DEFAULT_SPEED_MS = 2000;

interface ScoreTables {
  /** Stats, armour and level of an item for a class: row class x items + item. */
  readonly worn: Int32Array;
  /** Damage a second, hundredths; 0 for what is no weapon. */
  readonly dpsCenti: Int32Array;
}

const tablesOf = perContent(makeTables);

function makeTables(content: WorldContent): ScoreTables {
  const { items, classes } = content;
  const worn = new Int32Array(classes.count * items.count);
  const dpsCenti = new Int32Array(items.count);
  for (let kind = 0; kind < items.count; kind++) {
    if (items.class[kind] !== ItemClass.weapon) continue;
    const blow = items.minDamageCenti[kind]! + items.maxDamageCenti[kind]!;
    dpsCenti[kind] = Math.trunc((blow * MS_PER_SECOND) / (2 * (items.speedMs[kind]! || DEFAULT_SPEED_MS)));
  }
  for (let cls = 0; cls < classes.count; cls++) {
    const weights = classWeights(content)[cls]!;
    for (let kind = 0; kind < items.count; kind++) {
      // The item level decides between items that do nothing else, such as shirts.
      let score = items.itemLevel[kind]! + items.armor[kind]! * weights.armor;
      for (let s = 0; s < STATS.length; s++) score += items.stats[kind * STATS.length + s]! * weights.stat[s]!;
      worn[cls * items.count + kind] = Math.max(0, score);
    }
  }
  return { worn, dpsCenti };
}

/** Damage a second of a weapon kind, hundredths; 0 for other items. */
export function weaponDpsCenti(world: World, kind: number): number {
  return tablesOf(world.content).dpsCenti[kind]!;
}

/** Worth of an item kind in a slot (0 to 18) to a bot's class, whether it may wear it or not. */
export function slotScore(world: World, bot: number, kind: number, slot: number): number {
  const { content } = world;
  const tables = tablesOf(content);
  const cls = world.c.identity.cls[bot]!;
  const score = tables.worn[cls * content.items.count + kind]!;
  const dps = tables.dpsCenti[kind]!;
  if (dps === 0) return score;
  const weights = classWeights(content)[cls]!;
  const weight = slot === EquipSlot.offHand ? weights.offDps : slot === EquipSlot.ranged ? weights.rangedDps : weights.mainDps;
  return score + Math.trunc((dps * weight) / CENTI);
}

/** Scores for one bot after another: what depends on its class is looked up once. One object, pointed at the bot in question. */
class Weigher {
  #tables!: ScoreTables;
  #weights!: RoleWeights;
  #row = 0;
  point(world: World, bot: number): this {
    const cls = world.c.identity.cls[bot]!;
    this.#tables = tablesOf(world.content);
    this.#weights = classWeights(world.content)[cls]!;
    this.#row = cls * world.content.items.count;
    return this;
  }
  /** Damage a second of a weapon kind, hundredths. */
  dps(kind: number): number {
    return this.#tables.dpsCenti[kind]!;
  }
  /** As `slotScore`. */
  score(kind: number, slot: number): number {
    const score = this.#tables.worn[this.#row + kind]!;
    const dps = this.#tables.dpsCenti[kind]!;
    if (dps === 0) return score;
    const w = this.#weights;
    const weight = slot === EquipSlot.offHand ? w.offDps : slot === EquipSlot.ranged ? w.rangedDps : w.mainDps;
    return score + Math.trunc((dps * weight) / CENTI);
  }
}
const weigher = new Weigher();
export function weigherOf(world: World, bot: number): Weigher {
  return weigher.point(world, bot);
}

/** Worth of an item kind to a bot in the slot it is made for; 0 for what is not worn. */
export function itemScore(world: World, bot: number, kind: number): number {
  const slot = firstSlotOf(world.content.items.inventoryType[kind]!);
  return slot === NO_SLOT ? 0 : slotScore(world, bot, kind, slot);
}

/** Worth of what a bot wears in a slot, 0 when it is empty. */
export function wornScore(world: World, bot: number, slot: number): number {
  const i = itemAt(world, bot, slot);
  return i < 0 ? 0 : slotScore(world, bot, world.c.item.kind[i]!, slot);
}

function wornKind(world: World, bot: number, slot: number): number {
  const i = itemAt(world, bot, slot);
  return i < 0 ? -1 : world.c.item.kind[i]!;
}

/** Gain and slot of the evaluation done last; evaluation is not re-entrant and must not allocate. */
let bestGain = 0;
let bestSlot: number = NO_SLOT;

function consider(gain: number, slot: number): void {
  if (bestSlot !== NO_SLOT && gain <= bestGain) return;
  bestGain = gain;
  bestSlot = slot;
}

/** Gain of the best slot; at most 0 means that the item is no upgrade. */
export function upgradeValue(world: World, bot: number, kind: number): number {
  return upgradeValueAt(world, bot, kind, world.c.life.level[bot]!);
}

/** The slot in which an item gains most (whether it is an upgrade or not), or -1 when the bot cannot wear it. */
export function slotFor(world: World, bot: number, kind: number): number {
  upgradeValue(world, bot, kind);
  return bestSlot;
}

/** As `upgradeValue`, for a bot of some level with the gear it has now. Bags gain slots, everything else score. */
export function upgradeValueAt(world: World, bot: number, kind: number, level: number): number {
  bestGain = 0;
  bestSlot = NO_SLOT;
  const { items } = world.content;
  const type = items.inventoryType[kind]!;
  if (type === InventoryType.none || !canUseAt(world, bot, kind, level)) return 0;
  if (type === InventoryType.bag) evaluateBag(world, bot, kind);
  else if (type === InventoryType.twoHand) evaluateTwoHand(world, bot, kind);
  else evaluateSlots(world, bot, kind, type);
  return bestGain;
}

/** A bag fills an empty bag slot, or replaces the smallest bag that is smaller than it. */
function evaluateBag(world: World, bot: number, kind: number): void {
  const { items } = world.content;
  if (items.class[kind] === ItemClass.quiver) {
    evaluateQuiver(world, bot, kind);
    return;
  }
  if (items.class[kind] !== ItemClass.container || items.bagFamily[kind] !== 0) return;
  const size = Math.min(items.containerSlots[kind]!, world.sizes.bagSize);
  for (let bag = 0; bag < BAG_SLOTS; bag++)
    if (bagFamily(world, bot, bag) === 0) consider(size - bagCapacity(world, bot, bag), FIRST_BAG_SLOT + bag);
}

/** Somebody who shoots wears one quiver, in a bag slot that is free; a larger one takes its place. */
function evaluateQuiver(world: World, bot: number, kind: number): void {
  const { items, classes } = world.content;
  if (classes.role[world.c.identity.cls[bot]!] !== Role.ranged) return;
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    const worn = wornKind(world, bot, FIRST_BAG_SLOT + bag);
    if (worn < 0 || items.class[worn] !== ItemClass.quiver) continue;
    consider(items.containerSlots[kind]! - items.containerSlots[worn]!, FIRST_BAG_SLOT + bag);
    return;
  }
  for (let bag = 0; bag < BAG_SLOTS; bag++) if (wornKind(world, bot, FIRST_BAG_SLOT + bag) < 0) consider(1, FIRST_BAG_SLOT + bag);
}

function evaluateTwoHand(world: World, bot: number, kind: number): void {
  const given = wornScore(world, bot, EquipSlot.mainHand) + wornScore(world, bot, EquipSlot.offHand);
  if (isSecondUnique(world, bot, kind, EquipSlot.mainHand)) return;
  consider(slotScore(world, bot, kind, EquipSlot.mainHand) - given, EquipSlot.mainHand);
}

function evaluateSlots(world: World, bot: number, kind: number, type: number): void {
  const first = firstSlotOf(type);
  if (first === NO_SLOT) return;
  evaluateSlot(world, bot, kind, first);
  const second = secondSlotOf(type, canDualWield(world, bot));
  if (second !== NO_SLOT) evaluateSlot(world, bot, kind, second);
}

function evaluateSlot(world: World, bot: number, kind: number, slot: number): void {
  if (isSecondUnique(world, bot, kind, slot)) return;
  let given = wornScore(world, bot, slot);
  if ((slot === EquipSlot.mainHand || slot === EquipSlot.offHand) && holdsTwoHander(world, bot)) {
    // Putting this on means giving up the two-hander: what else is carried for the other hand counts with it.
    const otherHand = slot === EquipSlot.mainHand ? EquipSlot.offHand : EquipSlot.mainHand;
    given = wornScore(world, bot, EquipSlot.mainHand) - bestCarriedScore(world, bot, otherHand, kind);
  }
  consider(slotScore(world, bot, kind, slot) - given, slot);
}

/** Whether a bot holds a weapon that leaves no room in the off hand. */
export function holdsTwoHander(world: World, bot: number): boolean {
  const kind = wornKind(world, bot, EquipSlot.mainHand);
  return kind >= 0 && world.content.items.inventoryType[kind] === InventoryType.twoHand;
}

/** A unique item cannot be worn a second time: only the slot it is in already would take it. */
function isSecondUnique(world: World, bot: number, kind: number, slot: number): boolean {
  const { items } = world.content;
  if (items.uniqueEquipped[kind] === 0 && items.carryLimit[kind] !== 1) return false;
  const other = secondSlotOf(items.inventoryType[kind]!, true);
  if (other === NO_SLOT) return false;
  const elsewhere = slot === other ? firstSlotOf(items.inventoryType[kind]!) : other;
  return wornKind(world, bot, elsewhere) === kind;
}

/** Best usable one-hander for the main hand, or thing for the off hand, that a bot carries, other than `exceptKind`; 0 when none. */
function bestCarriedScore(world: World, bot: number, slot: number, exceptKind: number): number {
  const { item, life } = world.c;
  const { inventoryType } = world.content.items;
  const dual = canDualWield(world, bot);
  let best = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    const kind = item.kind[i]!;
    const type = inventoryType[kind]!;
    if (kind === exceptKind || type === InventoryType.twoHand || (firstSlotOf(type) !== slot && secondSlotOf(type, dual) !== slot))
      continue;
    const score = slotScore(world, bot, kind, slot);
    if (score > best && canUseAt(world, bot, kind, life.level[bot]!)) best = score;
  }
  return best;
}
