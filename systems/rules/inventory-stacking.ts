import type { RulesProfile } from './profile.js';

/** Slots of the backpack; the server numbers them from 23. */
export const BACKPACK_SLOTS = 16;
const FIRST_BACKPACK_SLOT_NUMBER = 23;
/** Containers a player carries: the backpack, container 0, and four bags, containers 1..4. */
export const CONTAINERS = 5;
export const BACKPACK = 0;
export const MAX_BAG_SLOTS = 36;
/** Slots of all containers at their largest. */
export const MAX_CARRIED_SLOTS = BACKPACK_SLOTS + (CONTAINERS - 1) * MAX_BAG_SLOTS;
/** Asks for any container or slot. */
export const ANYWHERE = -1;
/** Stacks of this size count as unlimited. */
const UNLIMITED_STACK = 2_147_483_647;

/** Kinds of special bags, as bits of an item's families. 0 = ordinary bag. */
export const BagFamily = {
  ordinary: 0,
  arrow: 1,
  bullet: 2,
  soul: 4,
  leatherworking: 8,
  inscription: 16,
  herb: 32,
  enchanting: 64,
  engineering: 128,
  key: 256,
  gem: 512,
  mining: 1024,
} as const;

/** Outcome of a plan to store. */
export const StoreResult = {
  ok: 0,
  cantCarryMore: 1,
  cantStack: 2,
  doesntGoIntoBag: 3,
  bagError: 4,
  inventoryFull: 5,
  bagFull: 6,
} as const;
export type StoreResult = (typeof StoreResult)[keyof typeof StoreResult];

/** Names as in the conformance vectors. */
export function storeResultName(profile: RulesProfile, result: StoreResult): string {
  if (result === StoreResult.doesntGoIntoBag) return profile.name === 'classic' ? 'ITEM_DOESNT_GO_INTO_BAG2' : 'ITEM_DOESNT_GO_INTO_BAG';
  return ['OK', 'CANT_CARRY_MORE_OF_THIS', 'ITEM_CANT_STACK', '', 'INT_BAG_ERROR', 'INVENTORY_FULL', 'BAG_FULL'][result] ?? '';
}

/**
 * What a player carries. Slot `s` of container `c` lies at index `first[c] + s` of `item` and `count`, so that the arrays may be those
 * of all players. The caller keeps one object and points it at the player in question.
 */
export interface CarriedItems {
  /** Item id, 0 = free. */
  item: ArrayLike<number>;
  count: ArrayLike<number>;
  first: ArrayLike<number>;
  /** Slots of each container, 0 = there is no such bag. */
  size: ArrayLike<number>;
  /** One bit of `BagFamily`, 0 = ordinary bag. */
  family: ArrayLike<number>;
}

const NOTHING_CARRIED: CarriedItems = { item: [], count: [], first: [], size: [], family: [] };

/** Planned positions, filled by `planStore`; keep one and reuse it. */
export class StorePlan {
  length = 0;
  /** Units without a place. */
  notStored = 0;
  readonly container = new Int32Array(MAX_CARRIED_SLOTS);
  readonly slot = new Int32Array(MAX_CARRIED_SLOTS);
  readonly units = new Int32Array(MAX_CARRIED_SLOTS);
  /** Units still to be placed. */
  left = 0;

  constructor(
    /** What is being planned; set by `planStore`. */
    public profile: RulesProfile,
    public carried: CarriedItems = NOTHING_CARRIED,
    public item = 0,
    public stack = 0,
    public families = 0,
    public skipContainer = ANYWHERE,
    public skipSlot = ANYWHERE,
  ) {}

  reset(units: number): void {
    this.length = 0;
    this.notStored = 0;
    this.left = units;
  }

  has(container: number, slot: number): boolean {
    for (let i = 0; i < this.length; i++) if (this.container[i] === container && this.slot[i] === slot) return true;
    return false;
  }

  place(container: number, slot: number, room: number): void {
    if (this.has(container, slot)) return;
    const units = Math.min(room, this.left);
    this.container[this.length] = container;
    this.slot[this.length] = slot;
    this.units[this.length] = units;
    this.length++;
    this.left -= units;
  }
}

/** Units of a full stack; wotlk takes no size, or the largest number, for unlimited. */
export function fullStack(profile: RulesProfile, stackSize: number): number {
  return profile.name === 'wotlk' && (stackSize <= 0 || stackSize >= UNLIMITED_STACK) ? UNLIMITED_STACK - 1 : stackSize;
}

function entryAt(values: ArrayLike<number>, carried: CarriedItems, container: number, slot: number): number {
  return values[(carried.first[container] ?? 0) + slot] ?? 0;
}

/** Whether a bag takes an item of those families: ordinary bags take everything; classic compares for equality, wotlk tests the bit. */
export function bagTakes(profile: RulesProfile, bagFamily: number, itemFamilies: number): boolean {
  if (bagFamily === BagFamily.ordinary) return true;
  return profile.name === 'classic' ? bagFamily === itemFamilies : (bagFamily & itemFamilies) !== 0;
}

/** Units of an item in all containers. */
export function carriedUnits(carried: CarriedItems, item: number): number {
  let units = 0;
  for (let c = 0; c < CONTAINERS; c++) {
    const size = carried.size[c] ?? 0;
    for (let s = 0; s < size; s++) if (entryAt(carried.item, carried, c, s) === item) units += entryAt(carried.count, carried, c, s);
  }
  return units;
}

/** Units above the carry limit among `units` new ones; `carryLimit` 0 = no limit. */
export function unitsOverLimit(units: number, owned: number, carryLimit: number): number {
  if (carryLimit <= 0) return 0;
  return Math.min(units, Math.max(0, owned + units - carryLimit));
}

/** Fill partial stacks (`merge`) or free slots of one container, in order. */
function fillContainer(plan: StorePlan, container: number, merge: boolean): void {
  const { carried, item, stack } = plan;
  const size = carried.size[container] ?? 0;
  for (let slot = 0; slot < size && plan.left > 0; slot++) {
    if (isSkipped(plan, container, slot)) continue;
    const there = entryAt(carried.item, carried, container, slot);
    if ((there !== 0) !== merge) continue;
    const count = merge ? entryAt(carried.count, carried, container, slot) : 0;
    if (merge && (there !== item || count >= stack)) continue;
    plan.place(container, slot, stack - count);
  }
}

/** The named slot is not looked at again; the same slot number of every bag is passed over with it. */
function isSkipped(plan: StorePlan, container: number, slot: number): boolean {
  if (plan.skipSlot === ANYWHERE) return false;
  if (container === BACKPACK) return plan.skipContainer === BACKPACK && slot === plan.skipSlot;
  const number = plan.skipContainer === BACKPACK ? FIRST_BACKPACK_SLOT_NUMBER + plan.skipSlot : plan.skipSlot;
  return slot === number;
}

function bagFits(plan: StorePlan, container: number, special: boolean): boolean {
  const { profile, carried, families } = plan;
  if ((carried.size[container] ?? 0) === 0) return false;
  const family = carried.family[container] ?? 0;
  return (family !== BagFamily.ordinary) === special && bagTakes(profile, family, families);
}

function fillBags(plan: StorePlan, merge: boolean, special: boolean): void {
  for (let bag = 1; bag < CONTAINERS && plan.left > 0; bag++) {
    if (bag !== plan.skipContainer && bagFits(plan, bag, special)) fillContainer(plan, bag, merge);
  }
}

function missingBag(profile: RulesProfile): StoreResult {
  return profile.name === 'classic' ? StoreResult.bagError : StoreResult.doesntGoIntoBag;
}

/** The named slot: a free one takes up to a full stack, an occupied one only what completes a stack of the same item. */
function fillNamedSlot(plan: StorePlan, container: number, slot: number): StoreResult {
  const { profile, carried, item, stack, families } = plan;
  const size = carried.size[container] ?? 0;
  const there = slot < size ? entryAt(carried.item, carried, container, slot) : 0;
  if (there !== 0) {
    const count = entryAt(carried.count, carried, container, slot);
    if (there !== item || count >= stack) return StoreResult.cantStack;
    plan.place(container, slot, stack - count);
    return StoreResult.ok;
  }
  if (slot >= size) return container === BACKPACK ? StoreResult.doesntGoIntoBag : missingBag(plan.profile);
  if (!bagTakes(profile, carried.family[container] ?? 0, families)) return StoreResult.doesntGoIntoBag;
  plan.place(container, slot, stack);
  return StoreResult.ok;
}

function fillNamedContainer(plan: StorePlan, container: number): StoreResult {
  const { carried, stack } = plan;
  if (container !== BACKPACK) {
    if ((carried.size[container] ?? 0) === 0) return missingBag(plan.profile);
    if (!bagFits(plan, container, (carried.family[container] ?? 0) !== BagFamily.ordinary)) return StoreResult.doesntGoIntoBag;
  }
  if (stack > 1) fillContainer(plan, container, true);
  if (plan.left > 0) fillContainer(plan, container, false);
  return StoreResult.ok;
}

/** Partial stacks of backpack, special bags, ordinary bags; then free slots of special bags, backpack, ordinary bags. */
function fillAnywhere(plan: StorePlan): void {
  const { stack, families } = plan;
  if (stack > 1) {
    fillContainer(plan, BACKPACK, true);
    if (families !== 0) fillBags(plan, true, true);
    fillBags(plan, true, false);
  }
  if (families !== 0 && plan.left > 0) fillBags(plan, false, true);
  if (plan.left > 0) fillContainer(plan, BACKPACK, false);
  if (plan.left > 0) fillBags(plan, false, false);
}

function fillAll(plan: StorePlan, container: number, slot: number): StoreResult {
  if (container !== ANYWHERE && slot !== ANYWHERE) {
    const named = fillNamedSlot(plan, container, slot);
    if (named !== StoreResult.ok) return named;
  }
  if (container !== ANYWHERE && plan.left > 0) {
    const named = fillNamedContainer(plan, container);
    if (named !== StoreResult.ok) return named;
  }
  if (plan.left > 0) fillAnywhere(plan);
  return plan.left > 0 ? StoreResult.inventoryFull : StoreResult.ok;
}

/**
 * Plan where new units of an item go; nothing is stored. Callers store the plan only when the result is `ok`; a few (items made by
 * quests or spells) store the part that fits.
 *
 * @param stackSize largest stack
 * @param families bits of `BagFamily`
 * @param owned units the player owns anywhere, bank and equipment included
 * @param carryLimit 0 = none; surplus units are refused and the rest is planned, with result `cantCarryMore`
 * @param container the container asked for, or `ANYWHERE`
 * @param slot the slot asked for in it, or `ANYWHERE`
 * Source: rules reference, section 7.
 */
export function planStore(
  profile: RulesProfile,
  carried: CarriedItems,
  item: number,
  stackSize: number,
  families: number,
  units: number,
  owned: number,
  carryLimit: number,
  container: number,
  slot: number,
  plan: StorePlan,
): StoreResult {
  const refused = unitsOverLimit(units, owned, carryLimit);
  plan.reset(units - refused);
  plan.notStored = refused;
  if (refused === units && units > 0) return StoreResult.cantCarryMore;
  plan.profile = profile;
  plan.carried = carried;
  plan.item = item;
  plan.stack = fullStack(profile, stackSize);
  plan.families = families;
  plan.skipContainer = container;
  plan.skipSlot = slot;
  const result = fillAll(plan, container, slot);
  plan.notStored = refused + plan.left;
  return result === StoreResult.ok && refused > 0 ? StoreResult.cantCarryMore : result;
}
