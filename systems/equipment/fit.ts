/** Asks the rules whether a bot may put on an item that it carries, and into which slot. */
import { BotState, EQUIPMENT_SLOTS, FIRST_BAG_SLOT } from '../../components/index.js';
import { bagCapacity, bagFamily, bagFirstSlot, countOwned, freeSlots, itemAt } from '../inventory/items.js';
import { EquipResult, EquipSlot, InventoryType, NO_SLOT, checkEquip, findEquipSlot } from '../rules/equip-slots.js';
import type { EquipAttempt, EquipState, WornItems } from '../rules/equip-slots.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { canDualWield, canUse } from './can-use.js';
import { firstSlotOf, secondSlotOf } from './slots-of-type.js';

/** A bot's worn items as the rules want to see them; one object, pointed at the bot in question. */
class WornOfBot implements WornItems {
  world!: World;
  bot = 0;
  #kind(slot: number): number {
    const i = itemAt(this.world, this.bot, slot);
    return i < 0 ? -1 : this.world.c.item.kind[i]!;
  }
  itemId(slot: number): number {
    const kind = this.#kind(slot);
    return kind < 0 ? 0 : this.world.content.items.id[kind]!;
  }
  inventoryType(slot: number): number {
    const kind = this.#kind(slot);
    return kind < 0 ? 0 : this.world.content.items.inventoryType[kind]!;
  }
  itemClass(slot: number): number {
    const kind = this.#kind(slot);
    return kind < 0 ? 0 : this.world.content.items.class[kind]!;
  }
  subclass(slot: number): number {
    const kind = this.#kind(slot);
    return kind < 0 ? 0 : this.world.content.items.subclass[kind]!;
  }
}

const worn = new WornOfBot();
const attempt: EquipAttempt = {
  itemId: 0,
  inventoryType: 0,
  itemClass: 0,
  subclass: 0,
  uniqueEquipped: false,
  playerClass: 0,
  dualWield: false,
  titanGrip: false,
  slot: NO_SLOT,
  swap: true,
};
const state: EquipState = {
  carryLimitReached: false,
  stunned: false,
  inCombat: false,
  loggingOut: false,
  useResult: EquipResult.ok,
  offHandFits: true,
};

/**
 * Whether a bot may put the instance in carry slot `from` into `slot` (0 to 22, or -1 for the one the rules choose), taking off what is
 * there. Returns a Reason code; the slot chosen is in `fit.slot`.
 */
export function checkFit(world: World, bot: number, from: number, slot: number): number {
  if (from < EQUIPMENT_SLOTS) return checkChange(world, bot, from, slot);
  const { items, classes } = world.content;
  const i = itemAt(world, bot, from);
  const kind = world.c.item.kind[i]!;
  worn.world = world;
  worn.bot = bot;
  attempt.itemId = items.id[kind]!;
  attempt.inventoryType = items.inventoryType[kind]!;
  attempt.itemClass = items.class[kind]!;
  attempt.subclass = items.subclass[kind]!;
  attempt.uniqueEquipped = items.uniqueEquipped[kind] !== 0;
  attempt.playerClass = classes.id[world.c.identity.cls[bot]!]!;
  attempt.dualWield = canDualWield(world, bot);
  attempt.slot = slot;
  const target = findEquipSlot(world.rules, worn, attempt);
  state.carryLimitReached = items.carryLimit[kind]! > 0 && countOwned(world, bot, kind) > items.carryLimit[kind]!;
  state.inCombat = world.c.life.state[bot] === BotState.fighting;
  state.useResult = canUse(world, bot, kind) ? EquipResult.ok : EquipResult.cantBeEquipped;
  state.offHandFits = offHandFits(world, bot);
  fit.slot = target;
  const result = checkEquip(world.rules, worn, attempt, state, target);
  if (result !== EquipResult.ok) return reasonOf(result);
  return target >= FIRST_BAG_SLOT ? checkBag(world, bot, target, kind) : Reason.done;
}
/** Whether what is worn in a slot may change places with the other slot of its pair. */
export function checkChange(world: World, bot: number, from: number, to: number): number {
  if (world.c.life.state[bot] === BotState.fighting && from !== EquipSlot.mainHand && from !== EquipSlot.offHand) return Reason.in_combat;
  const j = itemAt(world, bot, to);
  if (!goesTo(world, bot, itemAt(world, bot, from), to) || (j >= 0 && !goesTo(world, bot, j, from))) return Reason.cannot_equip;
  return Reason.done;
}

function goesTo(world: World, bot: number, i: number, slot: number): boolean {
  const type = world.content.items.inventoryType[world.c.item.kind[i]!]!;
  if (type === InventoryType.twoHand) return slot === EquipSlot.mainHand && itemAt(world, bot, EquipSlot.offHand) < 0;
  return firstSlotOf(type) === slot || secondSlotOf(type, canDualWield(world, bot)) === slot;
}

/** What the last `checkFit` chose. */
export const fit = { slot: NO_SLOT as number };

/** The main-hand weapon takes the place of the two-hander in the bags; without one that place is free for the off-hand item. */
function offHandFits(world: World, bot: number): boolean {
  return itemAt(world, bot, EquipSlot.mainHand) < 0 || freeSlots(world, bot) > 0;
}

function reasonOf(result: EquipResult): number {
  if (result === EquipResult.inCombat) return Reason.in_combat;
  if (result === EquipResult.cantCarryMore) return Reason.carry_limit;
  return result === EquipResult.cantBeSwapped || result === EquipResult.inventoryFull ? Reason.bag_full : Reason.cannot_equip;
}

/** A worn bag can be replaced when all that is in it (perhaps the new bag, too) fits elsewhere; the old bag then takes the new one's place. */
function checkBag(world: World, bot: number, target: number, kind: number): number {
  const bag = target - FIRST_BAG_SLOT;
  if (world.content.items.containerSlots[kind]! > world.sizes.bagSize) return Reason.cannot_equip;
  const capacity = bagCapacity(world, bot, bag);
  if (capacity === 0) return Reason.done;
  let used = 0;
  const first = bagFirstSlot(world, bag);
  for (let s = first; s < first + capacity; s++) if (itemAt(world, bot, s) >= 0) used++;
  const freeElsewhere = freeSlots(world, bot) - (bagFamily(world, bot, bag) === 0 ? capacity - used : 0);
  return used <= freeElsewhere ? Reason.done : Reason.bag_full;
}

/** Whether a kind is worn in an equipment slot or a bag slot at all. */
export function isWearable(world: World, kind: number): boolean {
  const type = world.content.items.inventoryType[kind]!;
  return type !== InventoryType.none && type !== InventoryType.ammo && type !== InventoryType.quiver;
}
