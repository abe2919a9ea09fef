/**
 * Bags in order: stacks of the same thing are merged, what a special bag takes goes there, and the rest lies in the backpack and the ordinary
 * bags in order of class, subclass, kind (by id) and size of the stack, without gaps. Merging comes first, so that slots become free.
 */
import type { World } from '../world.js';
import { BAG_SLOTS, FIRST_BAG_CONTENT_SLOT } from '../../components/index.js';
import { BEFORE_CARRY, bagFamily, freeSpecialSlot, itemAt, mergeUnits, nextCarrySlot, swapSlots } from './items.js';

const MAX_SLOTS = 256;
const slotsOf = new Int32Array(MAX_SLOTS);

/** Whether `sortBags` would change nothing. */
export function isSorted(world: World, bot: number): boolean {
  if (firstMerge(world, bot) >= 0 || firstForSpecial(world, bot) >= 0) return false;
  const count = ordinarySlots(world, bot);
  for (let k = 1; k < count; k++) if (compare(world, bot, slotsOf[k - 1]!, slotsOf[k]!) > 0) return false;
  return true;
}

export function sortBags(world: World, bot: number): void {
  mergeStacks(world, bot);
  for (let s = firstForSpecial(world, bot); s >= 0; s = firstForSpecial(world, bot)) swapSlots(world, bot, s, specialFor(world, bot, s));
  const count = ordinarySlots(world, bot);
  // Selection sort: each thing is moved once at most.
  for (let k = 0; k < count; k++) {
    let least = k;
    for (let m = k + 1; m < count; m++) if (compare(world, bot, slotsOf[m]!, slotsOf[least]!) < 0) least = m;
    if (least !== k) swapSlots(world, bot, slotsOf[k]!, slotsOf[least]!);
  }
}

/** Merge all stacks that can be: as few slots as the units need. */
export function mergeStacks(world: World, bot: number): void {
  for (let s = firstMerge(world, bot); s >= 0; s = firstMerge(world, bot)) {
    const into = itemAt(world, bot, partnerOf(world, bot, s));
    const i = itemAt(world, bot, s);
    const room = world.content.items.stackSize[world.c.item.kind[i]!]! - world.c.item.stack[into]!;
    mergeUnits(world, i, into, Math.min(room, world.c.item.stack[i]!));
  }
}

/** Last slot whose stack can go, wholly or in part, to an earlier stack that is not full; -1 when none. */
function firstMerge(world: World, bot: number): number {
  let last = -1;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s))
    if (partnerOf(world, bot, s) >= 0) last = s;
  return last;
}

/** Earlier slot with a stack of the same thing that is not full, or -1. */
function partnerOf(world: World, bot: number, slot: number): number {
  const { item } = world.c;
  const { stackSize } = world.content.items;
  const i = itemAt(world, bot, slot);
  if (i < 0) return -1;
  const kind = item.kind[i]!;
  if (stackSize[kind] === 1 || item.stack[i]! >= stackSize[kind]!) return -1;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && s < slot; s = nextCarrySlot(world, bot, s)) {
    const j = itemAt(world, bot, s);
    if (j >= 0 && item.kind[j] === kind && item.bound[j] === item.bound[i] && item.stack[j]! < stackSize[kind]!) return s;
  }
  return -1;
}

function isSpecial(world: World, bot: number, slot: number): boolean {
  return slot >= FIRST_BAG_CONTENT_SLOT && bagFamily(world, bot, Math.floor((slot - FIRST_BAG_CONTENT_SLOT) / world.sizes.bagSize)) !== 0;
}

/** First ordinary slot whose thing a special bag with a free slot takes, or -1. */
function firstForSpecial(world: World, bot: number): number {
  let special = false;
  for (let bag = 0; bag < BAG_SLOTS; bag++) special ||= bagFamily(world, bot, bag) !== 0;
  if (!special) return -1;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s))
    if (!isSpecial(world, bot, s) && itemAt(world, bot, s) >= 0 && specialFor(world, bot, s) >= 0) return s;
  return -1;
}

/** First free slot of a special bag that takes what lies in a slot, or -1. */
function specialFor(world: World, bot: number, slot: number): number {
  return freeSpecialSlot(world, bot, world.c.item.kind[itemAt(world, bot, slot)]!);
}

function ordinarySlots(world: World, bot: number): number {
  let count = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s))
    if (!isSpecial(world, bot, s)) slotsOf[count++] = s;
  return count;
}

/** Order of what lies in two slots; empty ones last. */
function compare(world: World, bot: number, a: number, b: number): number {
  const { item } = world.c;
  const { items } = world.content;
  const i = itemAt(world, bot, a);
  const j = itemAt(world, bot, b);
  if (i < 0 || j < 0) return (i < 0 ? 1 : 0) - (j < 0 ? 1 : 0);
  const ki = item.kind[i]!;
  const kj = item.kind[j]!;
  return (
    items.class[ki]! - items.class[kj]! ||
    items.subclass[ki]! - items.subclass[kj]! ||
    items.id[ki]! - items.id[kj]! ||
    item.stack[j]! - item.stack[i]! ||
    item.uid[i]! - item.uid[j]!
  );
}
