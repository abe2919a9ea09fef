/**
 * Item instances: the only code that makes, moves, splits and destroys them. Every function books what it does. Slots are server
 * slots (components/codes.ts). Storing follows RULES.md section 7: partial stacks in the backpack and bags first, then free slots.
 */
import { InternalError } from '../../engine/errors.js';
import { Flow } from '../../engine/ledger.js';
import {
  BACKPACK_SLOTS,
  BAG_SLOTS,
  FIRST_BACKPACK_SLOT,
  FIRST_BAG_CONTENT_SLOT,
  FIRST_BAG_SLOT,
  ItemFlag,
  ItemPlace,
} from '../../components/index.js';
import { wakeEquip } from '../equipment/wake-equip.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { dropExtra } from './extras.js';

/** Item slot at a bot's slot, or -1. */
export function itemAt(world: World, bot: number, slot: number): number {
  return world.c.slots.item[bot * world.sizes.botSlots + slot]! - 1;
}

/** Capacity of one of the four bags (0 to 3); 0 when none is worn. */
export function bagCapacity(world: World, bot: number, bag: number): number {
  const item = itemAt(world, bot, FIRST_BAG_SLOT + bag);
  return item < 0 ? 0 : Math.min(world.content.items.containerSlots[world.c.item.kind[item]!]!, world.sizes.bagSize);
}

/** What one of the four bags takes: bits of BagFamily, 0 for an ordinary bag. */
export function bagFamily(world: World, bot: number, bag: number): number {
  const item = itemAt(world, bot, FIRST_BAG_SLOT + bag);
  return item < 0 ? 0 : world.content.items.bagFamily[world.c.item.kind[item]!]!;
}

/** Whether a bag of some family takes an item kind: ordinary bags everything; classic compares families, wotlk tests bits. */
export function familyTakes(world: World, family: number, kind: number): boolean {
  if (family === 0) return true;
  const itemClass = world.content.items.class[kind];
  const isBag = itemClass === CONTAINER_CLASS || itemClass === QUIVER_CLASS;
  const families = isBag ? 0 : world.content.items.bagFamily[kind]!;
  return world.rules.name === 'classic' ? families === family : (families & family) !== 0;
}

/** Whether a carry slot takes an item kind. */
export function slotTakes(world: World, bot: number, slot: number, kind: number): boolean {
  if (slot < FIRST_BAG_CONTENT_SLOT) return true;
  const family = bagFamily(world, bot, Math.floor((slot - FIRST_BAG_CONTENT_SLOT) / world.sizes.bagSize));
  return family === 0 || familyTakes(world, family, kind);
}

/** First slot of a bag's contents. */
export function bagFirstSlot(world: World, bag: number): number {
  return FIRST_BAG_CONTENT_SLOT + bag * world.sizes.bagSize;
}

/** True for a slot that holds carried things and exists on this bot now. */
export function isCarrySlot(world: World, bot: number, slot: number): boolean {
  if (slot >= FIRST_BACKPACK_SLOT && slot < FIRST_BAG_CONTENT_SLOT) return true;
  if (slot < FIRST_BAG_CONTENT_SLOT || slot >= world.sizes.botSlots) return false;
  const bag = Math.floor((slot - FIRST_BAG_CONTENT_SLOT) / world.sizes.bagSize);
  return slot - bagFirstSlot(world, bag) < bagCapacity(world, bot, bag);
}

/** Next carry slot after `slot` (start with FIRST_BACKPACK_SLOT - 1), or -1: backpack first, then bags 1 to 4. No allocation. */
export function nextCarrySlot(world: World, bot: number, slot: number): number {
  let next = slot + 1;
  if (next < FIRST_BACKPACK_SLOT + BACKPACK_SLOTS) return Math.max(next, FIRST_BACKPACK_SLOT);
  const { bagSize, botSlots } = world.sizes;
  while (next < botSlots) {
    const bag = Math.floor((next - FIRST_BAG_CONTENT_SLOT) / bagSize);
    if (next - bagFirstSlot(world, bag) < bagCapacity(world, bot, bag)) return next;
    next = bagFirstSlot(world, bag + 1);
  }
  return -1;
}
export const BEFORE_CARRY = FIRST_BACKPACK_SLOT - 1;

/** Free carry slots of a bot in its backpack and ordinary bags. */
export function freeSlots(world: World, bot: number): number {
  return world.derived.carried.free(bot);
}
/** The same, counted slot by slot. */
export function countFreeSlots(world: World, bot: number): number {
  const { item } = world.c.slots;
  const first = bot * world.sizes.botSlots;
  let free = 0;
  for (let at = first + FIRST_BACKPACK_SLOT; at < first + FIRST_BAG_CONTENT_SLOT; at++) if (item[at] === 0) free++;
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    if (bagFamily(world, bot, bag) !== 0) continue;
    const start = first + bagFirstSlot(world, bag);
    const end = start + bagCapacity(world, bot, bag);
    for (let at = start; at < end; at++) if (item[at] === 0) free++;
  }
  return free;
}
/** First free slot for an item kind (-1: for anything): a special bag that takes it, then backpack and ordinary bags; -1 when there is none. */
export function firstFreeSlot(world: World, bot: number, kind = -1): number {
  if (kind >= 0 && world.content.items.bagFamily[kind] !== 0) {
    const special = freeSpecialSlot(world, bot, kind);
    if (special >= 0) return special;
  }
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    if (itemAt(world, bot, s) < 0 && slotTakes(world, bot, s, NO_KIND)) return s;
  }
  return -1;
}
/** A kind that no special bag takes. */
const NO_KIND = -1;

/** First free slot of a special bag that takes an item kind, or -1. */
export function freeSpecialSlot(world: World, bot: number, kind: number): number {
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    const family = bagFamily(world, bot, bag);
    if (family === 0 || !familyTakes(world, family, kind)) continue;
    const first = bagFirstSlot(world, bag);
    const end = first + bagCapacity(world, bot, bag);
    for (let s = first; s < end; s++) if (itemAt(world, bot, s) < 0) return s;
  }
  return -1;
}

/** Units of a kind that a bot carries (equipment and worn bags not counted). */
export function countCarried(world: World, bot: number, kind: number): number {
  const { item } = world.c;
  let units = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && item.kind[i] === kind) units += item.stack[i]!;
  }
  return units;
}
/** Units of a kind that a bot owns anywhere on it. */
export function countOwned(world: World, bot: number, kind: number): number {
  const { item } = world.c;
  let units = countCarried(world, bot, kind);
  for (let s = 0; s < FIRST_BAG_SLOT + BAG_SLOTS; s++) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && item.kind[i] === kind) units += item.stack[i]!;
  }
  return units;
}

/** Units of `units` of a kind for which a bot has room (carry limit, partial stacks, free slots). */
export function roomFor(world: World, bot: number, kind: number, units: number): number {
  const { items } = world.content;
  const { item } = world.c;
  const limit = items.carryLimit[kind]!;
  let wanted = limit > 0 ? Math.min(units, Math.max(0, limit - countOwned(world, bot, kind))) : units;
  const asked = wanted;
  const stack = items.stackSize[kind]!;
  if (freeSlots(world, bot) * stack >= wanted) return asked;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && wanted > 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) wanted -= slotTakes(world, bot, s, kind) ? stack : 0;
    else if (item.kind[i] === kind) wanted -= stack - item.stack[i]!;
  }
  return asked - Math.max(0, wanted);
}

function putAt(world: World, bot: number, slot: number, i: number): void {
  const { item, slots } = world.c;
  world.set(slots.f.item, bot * world.sizes.botSlots + slot, i + 1);
  world.derived.carried.touch(bot, slot);
  world.set(item.f.place, i, ItemPlace.bot);
  world.set(item.f.holder, i, bot);
  world.set(item.f.at, i, slot);
  noteChange(world, bot, world.c.item.kind[i]!);
}

/** What a bot could wear has changed: it will look, and what is known of its gear is out of date. */
function noteChange(world: World, bot: number, kind: number): void {
  if (world.content.items.inventoryType[kind] === 0) return;
  world.derived.gear.touch(bot);
  wakeEquip(world, bot);
}
/** Mark a slot's record as changed although the slot still holds the same instance (its stack or durability changed). */
function touchSlot(world: World, bot: number, slot: number): void {
  world.write.dirty[world.c.slots.id]!.mark(bot * world.sizes.botSlots + slot);
}
function clearSlot(world: World, bot: number, slot: number): void {
  const i = itemAt(world, bot, slot);
  if (i >= 0) noteChange(world, bot, world.c.item.kind[i]!);
  world.set(world.c.slots.f.item, bot * world.sizes.botSlots + slot, 0);
  world.derived.carried.touch(bot, slot);
}

/** Change the stack of an instance that lies on a bot. */
export function setStack(world: World, i: number, stack: number): void {
  const { item } = world.c;
  world.set(item.f.stack, i, stack);
  if (item.place[i] === ItemPlace.bot) touchSlot(world, item.holder[i]!, item.at[i]!);
}
export function setDurability(world: World, i: number, durability: number): void {
  const { item } = world.c;
  const breaks = (item.durability[i] === 0) !== (durability === 0);
  world.set(item.f.durability, i, durability);
  if (item.place[i] !== ItemPlace.bot) return;
  if (breaks) noteChange(world, item.holder[i]!, item.kind[i]!);
  world.derived.carried.touch(item.holder[i]!, item.at[i]!);
  touchSlot(world, item.holder[i]!, item.at[i]!);
}
/** The stored row of an instance on a bot says more than before: an enchantment, a gem, charges. */
export function noteInstance(world: World, i: number): void {
  const { item } = world.c;
  if (item.place[i] !== ItemPlace.bot) return;
  noteChange(world, item.holder[i]!, item.kind[i]!);
  touchSlot(world, item.holder[i]!, item.at[i]!);
}
export function bind(world: World, i: number): void {
  const { item } = world.c;
  world.set(item.f.bound, i, 1);
  if (item.place[i] === ItemPlace.bot) touchSlot(world, item.holder[i]!, item.at[i]!);
}

/** A new instance that is nowhere yet; the caller puts it in its place and books it. */
function newInstance(world: World, kind: number, stack: number): number {
  const { item } = world.c;
  const i = world.pools.item.allocate();
  world.set(item.f.uid, i, world.newUid());
  world.set(item.f.kind, i, kind);
  world.set(item.f.stack, i, stack);
  world.set(item.f.durability, i, world.content.items.maxDurability[kind]!);
  if (world.content.items.stackSize[kind] === 1) world.set(item.f.charges, i, world.content.items.charges[kind]!);
  return i;
}
function forget(world: World, i: number): void {
  const { item } = world.c;
  if ((item.flags[i]! & ItemFlag.extra) !== 0) dropExtra(world, i);
  world.write.clearRow(item.id, i);
  world.pools.item.release(i);
}

/** Asset code of an item kind in the ledger: its id in the world content. */
export function assetOf(world: World, kind: number): number {
  return world.content.items.id[kind]!;
}

const CONTAINER_CLASS = 1;
const QUIVER_CLASS = 11;
const BIND_ON_PICKUP = 1;
const BIND_ON_EQUIP = 2;
const BIND_QUEST = 4;

/** Whether an item kind binds to whoever puts it on (RULES.md section 7). */
export function bindsWhenWorn(world: World, kind: number): boolean {
  const bonding = world.content.items.bonding[kind]!;
  return bonding === BIND_ON_PICKUP || bonding === BIND_ON_EQUIP || bonding === BIND_QUEST;
}

/**
 * New units of a kind come into the world and into a bot's bags (faucet). All or nothing: the caller has checked `roomFor`.
 * Returns the item slot of the last instance touched.
 */
export function createItem(world: World, bot: number, kind: number, units: number, cause: number, from: number): number {
  const { item } = world.c;
  const { items } = world.content;
  const uid = world.uidOf(bot);
  const stack = items.stackSize[kind]!;
  let left = units;
  let last = -1;
  if (stack > 1) {
    for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && left > 0; s = nextCarrySlot(world, bot, s)) {
      const i = itemAt(world, bot, s);
      if (i < 0 || item.kind[i] !== kind || item.stack[i]! >= stack) continue;
      const added = Math.min(left, stack - item.stack[i]!);
      setStack(world, i, item.stack[i]! + added);
      world.ledger.book(cause, Flow.faucet, assetOf(world, kind), item.uid[i]!, added, from, uid);
      left -= added;
      last = i;
    }
  }
  while (left > 0) {
    const slot = firstFreeSlot(world, bot, kind);
    if (slot < 0) throw new InternalError('no-room', `bot ${uid} has no room for ${left} of item ${assetOf(world, kind)}`);
    const added = Math.min(left, stack);
    last = newInstance(world, kind, added);
    if (bindsWhenTaken(world, kind)) world.set(item.f.bound, last, 1);
    putAt(world, bot, slot, last);
    world.ledger.book(cause, Flow.faucet, assetOf(world, kind), item.uid[last]!, added, from, uid);
    left -= added;
  }
  return last;
}

/** Units of an instance on a bot leave the world (sink): sold to a vendor, used up, handed in, destroyed. */
export function destroyUnits(world: World, i: number, units: number, cause: number, to: number): void {
  const { item } = world.c;
  const bot = item.holder[i]!;
  if (item.place[i] !== ItemPlace.bot || units > item.stack[i]!)
    throw new InternalError('bad-destroy', `cannot destroy ${units} of item slot ${i}`);
  world.ledger.book(cause, Flow.sink, assetOf(world, item.kind[i]!), item.uid[i]!, units, world.uidOf(bot), to);
  if (units < item.stack[i]!) {
    setStack(world, i, item.stack[i]! - units);
  } else {
    clearSlot(world, bot, item.at[i]!);
    forget(world, i);
  }
}

/** Destroy `units` of a kind wherever the bot carries them (the caller has counted). */
export function destroyKind(world: World, bot: number, kind: number, units: number, cause: number, to: number): void {
  const { item } = world.c;
  let left = units;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && left > 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || item.kind[i] !== kind) continue;
    const gone = Math.min(left, item.stack[i]!);
    destroyUnits(world, i, gone, cause, to);
    left -= gone;
  }
  if (left > 0) throw new InternalError('bad-destroy', `bot ${world.uidOf(bot)} lacks ${left} of item ${assetOf(world, kind)}`);
}

/** Swap what lies in two slots of a bot (either may be empty). The caller has checked what each slot may hold. */
export function swapSlots(world: World, bot: number, a: number, b: number): void {
  const ia = itemAt(world, bot, a);
  const ib = itemAt(world, bot, b);
  if (ia >= 0) putAt(world, bot, b, ia);
  else clearSlot(world, bot, b);
  if (ib >= 0) putAt(world, bot, a, ib);
  else clearSlot(world, bot, a);
}

/** A whole instance leaves a bot for an auction or a mail: `place` and `holder` say where, `account` is the account that now holds it. */
export function moveOff(world: World, i: number, place: number, holder: number, cause: number, account: number): void {
  const { item } = world.c;
  const bot = item.holder[i]!;
  if (item.place[i] !== ItemPlace.bot) throw new InternalError('bad-move', `item slot ${i} is not on a bot`);
  world.ledger.book(cause, Flow.transfer, assetOf(world, item.kind[i]!), item.uid[i]!, item.stack[i]!, world.uidOf(bot), account);
  clearSlot(world, bot, item.at[i]!);
  world.set(item.f.place, i, place);
  world.set(item.f.holder, i, holder);
  world.set(item.f.at, i, 0);
}

/** A whole instance that is on no bot moves between auction and mail. */
export function moveBetween(world: World, i: number, place: number, holder: number, cause: number, from: number, account: number): void {
  const { item } = world.c;
  if (item.place[i] === ItemPlace.bot) throw new InternalError('bad-move', `item slot ${i} is on a bot`);
  world.ledger.book(cause, Flow.transfer, assetOf(world, item.kind[i]!), item.uid[i]!, item.stack[i]!, from, account);
  world.set(item.f.place, i, place);
  world.set(item.f.holder, i, holder);
}

/** A whole instance from a mail (or an auction) comes into a bot's bags: into a free slot. Returns false when there is none. */
export function takeIn(world: World, bot: number, i: number, cause: number, from: number): boolean {
  const { item } = world.c;
  const slot = firstFreeSlot(world, bot, item.kind[i]!);
  if (slot < 0) return false;
  world.ledger.book(cause, Flow.transfer, assetOf(world, item.kind[i]!), item.uid[i]!, item.stack[i]!, from, world.uidOf(bot));
  putAt(world, bot, slot, i);
  return true;
}

/** A whole instance moves from one bot's bags to a free slot of another's. The caller has checked room. */
export function handOver(world: World, i: number, to: number, cause: number): void {
  const { item } = world.c;
  const from = item.holder[i]!;
  const slot = firstFreeSlot(world, to, item.kind[i]!);
  if (slot < 0) throw new InternalError('no-room', `bot ${world.uidOf(to)} has no room`);
  world.ledger.book(cause, Flow.transfer, assetOf(world, item.kind[i]!), item.uid[i]!, item.stack[i]!, world.uidOf(from), world.uidOf(to));
  clearSlot(world, from, item.at[i]!);
  putAt(world, to, slot, i);
}

/** Put an instance that has just been made straight on, at birth. */
export function createWorn(world: World, bot: number, kind: number, slot: number, cause: number, from: number): number {
  const i = newInstance(world, kind, 1);
  putAt(world, bot, slot, i);
  if (bindsWhenWorn(world, kind)) world.set(world.c.item.f.bound, i, 1);
  world.ledger.book(cause, Flow.faucet, assetOf(world, kind), world.c.item.uid[i]!, 1, from, world.uidOf(bot));
  return i;
}

/** Put a new instance of so many units into a slot of a bot that is empty: an imported bot has its things where it had them. */
export function createAt(world: World, bot: number, kind: number, units: number, slot: number, cause: number, from: number): number {
  const i = newInstance(world, kind, units);
  putAt(world, bot, slot, i);
  world.ledger.book(cause, Flow.faucet, assetOf(world, kind), world.c.item.uid[i]!, units, from, world.uidOf(bot));
  return i;
}

/** A new instance that lies in an auction or a mail from the start (market-day). */
export function createElsewhere(
  world: World,
  kind: number,
  units: number,
  place: number,
  holder: number,
  cause: number,
  from: number,
  account: number,
): number {
  const i = newInstance(world, kind, units);
  world.set(world.c.item.f.place, i, place);
  world.set(world.c.item.f.holder, i, holder);
  world.ledger.book(cause, Flow.faucet, assetOf(world, kind), world.c.item.uid[i]!, units, from, account);
  return i;
}

/** An instance in an expired mail leaves the world. */
export function destroyElsewhere(world: World, i: number, cause: number, from: number, to: number): void {
  const { item } = world.c;
  world.ledger.book(cause, Flow.sink, assetOf(world, item.kind[i]!), item.uid[i]!, item.stack[i]!, from, to);
  forget(world, i);
}

/** A new instance in a place of a pile (faucet); its stack may be larger than a full one. */
export function createInPile(
  world: World,
  kind: number,
  units: number,
  pile: number,
  at: number,
  cause: number,
  from: number,
  account: number,
): number {
  const i = createElsewhere(world, kind, units, ItemPlace.pile, pile, cause, from, account);
  world.set(world.c.item.f.at, i, at);
  return i;
}

/**
 * What lay in a pile comes into a bot's bags; the caller has checked `roomFor`. A thing that stacks is put to the others of its kind, as
 * units that change their instance: a sink and a faucet of cause `split`.
 */
export function moveFromPile(world: World, bot: number, i: number, cause: number, from: number): void {
  const { item } = world.c;
  const kind = item.kind[i]!;
  const units = item.stack[i]!;
  const owner = world.uidOf(bot);
  world.ledger.book(cause, Flow.transfer, assetOf(world, kind), item.uid[i]!, units, from, owner);
  if (world.content.items.stackSize[kind] === 1 && units === 1) {
    const slot = firstFreeSlot(world, bot, kind);
    if (slot < 0) throw new InternalError('no-room', `bot ${owner} has no room for item ${assetOf(world, kind)}`);
    if (bindsWhenTaken(world, kind)) world.set(item.f.bound, i, 1);
    putAt(world, bot, slot, i);
    return;
  }
  destroyElsewhere(world, i, Cause.split, owner, BAGS_ACCOUNT);
  createItem(world, bot, kind, units, Cause.split, BAGS_ACCOUNT);
}
/** `Account.bags`, which lies in a module that needs this one. */
const BAGS_ACCOUNT = 6;

/** Whether an item kind binds to whoever takes it up. */
function bindsWhenTaken(world: World, kind: number): boolean {
  const bonding = world.content.items.bonding[kind]!;
  return bonding === BIND_ON_PICKUP || bonding === BIND_QUEST;
}

/** Units of a stack move to another stack of its kind on the same bot, as units that change their instance. */
export function mergeUnits(world: World, from: number, into: number, units: number): void {
  const { item } = world.c;
  const bot = item.holder[from]!;
  const uid = world.uidOf(bot);
  const asset = assetOf(world, item.kind[from]!);
  destroyUnits(world, from, units, Cause.split, BAGS_ACCOUNT);
  setStack(world, into, item.stack[into]! + units);
  world.ledger.book(Cause.split, Flow.faucet, asset, item.uid[into]!, units, BAGS_ACCOUNT, uid);
}

/** Units of a stack become an instance of their own in a free carry slot. Returns the new instance. */
export function splitStack(world: World, from: number, units: number, slot: number): number {
  const { item } = world.c;
  const bot = item.holder[from]!;
  const kind = item.kind[from]!;
  const bound = item.bound[from]!;
  destroyUnits(world, from, units, Cause.split, BAGS_ACCOUNT);
  const i = newInstance(world, kind, units);
  world.set(item.f.bound, i, bound);
  putAt(world, bot, slot, i);
  world.ledger.book(Cause.split, Flow.faucet, assetOf(world, kind), item.uid[i]!, units, BAGS_ACCOUNT, world.uidOf(bot));
  return i;
}
