/** Verb: a bot puts on an item that it carries (equipment or a bag). What was there goes where the item lay. */
import type { Verb } from '../../engine/command-queue.js';
import { BAG_SLOTS, BotState, EQUIPMENT_SLOTS, FIRST_BAG_SLOT } from '../../components/index.js';
import {
  bagCapacity,
  bagFirstSlot,
  bind,
  bindsWhenWorn,
  firstFreeSlot,
  isCarrySlot,
  itemAt,
  nextCarrySlot,
  slotTakes,
  swapSlots,
  BEFORE_CARRY,
} from '../inventory/items.js';
import { EquipSlot, InventoryType } from '../rules/equip-slots.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { recomputeStats } from './derive-stats.js';
import { checkChange, checkFit, fit } from './fit.js';

/** Slots a bot can put things on: equipment and bags. */
const WORN_SLOTS = FIRST_BAG_SLOT + BAG_SLOTS;

/** bot: from (carry slot, or equipment slot to change with its pair), to (0 to 22, or -1 for the slot the rules choose), uid of the instance meant (0: whatever lies there). */
export const equipItemVerb: Verb<World> = { name: 'item.equip', handle: equipItem };

function equipItem(world: World, bot: number, from: number, to: number, uid: number): number {
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (from >= 0 && from < EQUIPMENT_SLOTS) return changeHands(world, bot, from, to, uid);
  const i = isCarrySlot(world, bot, from) ? itemAt(world, bot, from) : -1;
  if (i < 0 || (uid !== 0 && world.c.item.uid[i] !== uid)) return Reason.gone;
  if (to < -1 || to >= WORN_SLOTS) return Reason.cannot_equip;
  const reason = checkFit(world, bot, from, to);
  if (reason !== Reason.done) return reason;
  const slot = fit.slot;
  const kind = world.c.item.kind[i]!;
  if (slot >= FIRST_BAG_SLOT) putOnBag(world, bot, i, slot);
  else putOn(world, bot, from, slot, kind);
  if (bindsWhenWorn(world, kind)) bind(world, i);
  // a: item id, b: slot (0 to 18 equipment, 19 to 22 bags)
  world.event(Event['item.equipped'], world.uidOf(bot), world.content.items.id[kind]!, slot);
  if (slot < FIRST_BAG_SLOT) recomputeStats(world, bot);
  return Reason.done;
}

/** Something worn goes to the other slot of its pair, and what is there to its place. */
function changeHands(world: World, bot: number, from: number, to: number, uid: number): number {
  const i = itemAt(world, bot, from);
  if (i < 0 || (uid !== 0 && world.c.item.uid[i] !== uid)) return Reason.gone;
  if (to < 0 || to >= EQUIPMENT_SLOTS || from === to) return Reason.cannot_equip;
  const reason = checkChange(world, bot, from, to);
  if (reason !== Reason.done) return reason;
  swapSlots(world, bot, from, to);
  world.event(Event['item.equipped'], world.uidOf(bot), world.content.items.id[world.c.item.kind[i]!]!, to);
  recomputeStats(world, bot);
  return Reason.done;
}

/** A two-hander sends the off-hand item to the bags; the check has made sure of the room. */
function putOn(world: World, bot: number, from: number, slot: number, kind: number): void {
  swapSlots(world, bot, from, slot);
  if (slot !== EquipSlot.mainHand || world.content.items.inventoryType[kind] !== InventoryType.twoHand) return;
  if (itemAt(world, bot, EquipSlot.offHand) >= 0) swapSlots(world, bot, EquipSlot.offHand, firstFreeSlot(world, bot));
}

/** A worn bag is emptied into the others before it is taken off. */
function putOnBag(world: World, bot: number, i: number, slot: number): void {
  const bag = slot - FIRST_BAG_SLOT;
  const first = bagFirstSlot(world, bag);
  const end = first + bagCapacity(world, bot, bag);
  for (let s = first; s < end; s++) if (itemAt(world, bot, s) >= 0) swapSlots(world, bot, s, freeSlotOutside(world, bot, first, end));
  swapSlots(world, bot, world.c.item.at[i]!, slot);
}

function freeSlotOutside(world: World, bot: number, first: number, end: number): number {
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    if ((s < first || s >= end) && itemAt(world, bot, s) < 0 && slotTakes(world, bot, s, -1)) return s;
  }
  return -1;
}
