import {
  BACKPACK,
  BagFamily,
  CONTAINERS,
  StoreResult,
  bagTakes,
  carriedUnits,
  fullStack,
  unitsOverLimit,
  type CarriedItems,
} from './inventory-stacking.js';
import type { RulesProfile } from './profile.js';

/** Stacks that arrive together, by index; the arrays may be longer than `length`. */
export interface IncomingStacks {
  length: number;
  item: ArrayLike<number>;
  count: ArrayLike<number>;
  stackSize: ArrayLike<number>;
  families: ArrayLike<number>;
  /** 0 = none. */
  carryLimit: ArrayLike<number>;
  /** Units owned outside the containers. */
  ownedElsewhere: ArrayLike<number>;
}

function indexOf(carried: CarriedItems, container: number, slot: number): number {
  return (carried.first[container] ?? 0) + slot;
}

/** Units in each slot as the exchange goes on; stacks that leave count as free. */
function fillOccupancy(carried: CarriedItems, leaving: ArrayLike<number>, occupancy: Int32Array): void {
  for (let c = 0, at = 0; c < CONTAINERS; c++) {
    const size = carried.size[c] ?? 0;
    for (let s = 0; s < size; s++, at++) {
      const index = indexOf(carried, c, s);
      occupancy[at] = (leaving[index] ?? 0) !== 0 ? 0 : (carried.count[index] ?? 0);
    }
  }
}

/** Index into `occupancy` of the first partial stack that takes the whole incoming one, -1 if there is none. */
function findPartialStack(
  profile: RulesProfile,
  carried: CarriedItems,
  occupancy: Int32Array,
  item: number,
  count: number,
  stack: number,
  families: number,
): number {
  for (let c = 0, at = 0; c < CONTAINERS; c++) {
    const size = carried.size[c] ?? 0;
    // wotlk looks at the bag's family before merging, classic does not
    const open = profile.name === 'classic' || c === BACKPACK || bagTakes(profile, carried.family[c] ?? 0, families);
    for (let s = 0; s < size; s++, at++) {
      const index = indexOf(carried, c, s);
      const partial = carried.item[index] === item && (carried.count[index] ?? 0) < stack;
      if (open && partial && (occupancy[at] ?? 0) + count <= stack) return at;
    }
  }
  return -1;
}

/** Index into `occupancy` of the first free slot among special (`special`) or ordinary containers that take the item. */
function findFreeSlot(profile: RulesProfile, carried: CarriedItems, occupancy: Int32Array, families: number, special: boolean): number {
  for (let c = 0, at = 0; c < CONTAINERS; c++) {
    const size = carried.size[c] ?? 0;
    const family = carried.family[c] ?? 0;
    const open = (family !== BagFamily.ordinary) === special && bagTakes(profile, family, families);
    for (let s = 0; s < size; s++, at++) if (open && occupancy[at] === 0) return at;
  }
  return -1;
}

/**
 * Whether all stacks of an exchange fit at once: each one whole into one partial stack or one free slot. Carry limits are tested
 * stack by stack, not summed, and stacks that leave still count towards them.
 *
 * @param leaving not 0 at the index of each stack that leaves, indices as in `carried.item`
 * @param occupancy scratch space of at least `MAX_CARRIED_SLOTS`
 * Source: rules reference, section 7.
 */
export function fitsAllAtOnce(
  profile: RulesProfile,
  carried: CarriedItems,
  leaving: ArrayLike<number>,
  incoming: IncomingStacks,
  occupancy: Int32Array,
): StoreResult {
  fillOccupancy(carried, leaving, occupancy);
  for (let i = 0; i < incoming.length; i++) {
    const item = incoming.item[i] ?? 0;
    const count = incoming.count[i] ?? 0;
    const families = incoming.families[i] ?? 0;
    const stack = fullStack(profile, incoming.stackSize[i] ?? 1);
    const limit = incoming.carryLimit[i] ?? 0;
    const owned = limit > 0 ? carriedUnits(carried, item) + (incoming.ownedElsewhere[i] ?? 0) : 0;
    if (unitsOverLimit(count, owned, limit) > 0) return StoreResult.cantCarryMore;
    const partial = stack > 1 ? findPartialStack(profile, carried, occupancy, item, count, stack, families) : -1;
    if (partial >= 0) {
      occupancy[partial] = (occupancy[partial] ?? 0) + count;
      continue;
    }
    let free = families !== 0 ? findFreeSlot(profile, carried, occupancy, families, true) : -1;
    if (free < 0) free = findFreeSlot(profile, carried, occupancy, families, false);
    if (free < 0) return profile.name === 'classic' ? StoreResult.bagFull : StoreResult.inventoryFull;
    occupancy[free] = 1;
  }
  return StoreResult.ok;
}

/** What dragging one stack onto another does. */
export const DragAction = { merge: 0, fill: 1, swap: 2 } as const;
export type DragAction = (typeof DragAction)[keyof typeof DragAction];
export const DRAG_ACTION_NAMES = ['merge', 'fill', 'swap'] as const;

/**
 * Dragging a stack onto another: the same item merges if the sum fits, fills the target up to a full stack otherwise; other items, and
 * full targets, change places.
 */
export function dragAction(sameItem: boolean, sourceCount: number, targetCount: number, stack: number): DragAction {
  if (!sameItem || targetCount >= stack) return DragAction.swap;
  return sourceCount + targetCount <= stack ? DragAction.merge : DragAction.fill;
}

/** Outcome of splitting a stack onto a free slot. */
export const SplitResult = { ok: 0, couldntSplit: 1, moreThanCount: 2 } as const;
export type SplitResult = (typeof SplitResult)[keyof typeof SplitResult];
export const SPLIT_RESULT_NAMES = ['OK', 'COULDNT_SPLIT_ITEMS', 'TRIED_TO_SPLIT_MORE_THAN_COUNT'] as const;

/** Whether `units` may be split off a stack: fewer than there are. */
export function checkSplit(stackCount: number, units: number): SplitResult {
  if (units === stackCount) return SplitResult.couldntSplit;
  return units > stackCount ? SplitResult.moreThanCount : SplitResult.ok;
}
