/** Whether what a party gets fits its bags, all at once (RULES.md section 7). */
import { BACKPACK_SLOTS, BAG_SLOTS, FIRST_BACKPACK_SLOT } from '../../components/index.js';
import { bagCapacity, bagFamily, bagFirstSlot, countCarried, countOwned, itemAt } from '../inventory/items.js';
import { fitsAllAtOnce } from '../rules/inventory-exchange.js';
import { CONTAINERS, MAX_CARRIED_SLOTS, StoreResult } from '../rules/inventory-stacking.js';
import type { World } from '../world.js';
import { OFFER_SLOTS, offerAt, partnerOf } from './trade-state.js';

/** Slots of a bot at most: equipment, bags, backpack and four bags of 36. */
const MAX_SLOTS = 256;
const kinds = new Int32Array(MAX_SLOTS);
const counts = new Int32Array(MAX_SLOTS);
const leaving = new Uint8Array(MAX_SLOTS);
const occupancy = new Int32Array(MAX_CARRIED_SLOTS);
const carried = {
  item: kinds,
  count: counts,
  first: new Int32Array(CONTAINERS),
  size: new Int32Array(CONTAINERS),
  family: new Int32Array(CONTAINERS),
};
const six = (): Int32Array => new Int32Array(OFFER_SLOTS);
const incoming = { length: 0, item: six(), count: six(), stackSize: six(), families: six(), carryLimit: six(), ownedElsewhere: six() };

/**
 * True when all items the partner offers fit the bags of `bot` once its own offer has left them: each stack whole, into a stack of its
 * kind with room for it or into a free slot.
 */
export function fitsOffer(world: World, t: number, bot: number): boolean {
  const partner = partnerOf(world, t, bot);
  describeBags(world, bot);
  markLeaving(world, t, bot);
  describeIncoming(world, t, partner, bot);
  return fitsAllAtOnce(world.rules, carried, leaving, incoming, occupancy) === StoreResult.ok;
}

function describeBags(world: World, bot: number): void {
  const { item } = world.c;
  const { items } = world.content;
  carried.first[0] = FIRST_BACKPACK_SLOT;
  carried.size[0] = BACKPACK_SLOTS;
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    carried.first[bag + 1] = bagFirstSlot(world, bag);
    carried.size[bag + 1] = bagCapacity(world, bot, bag);
    carried.family[bag + 1] = bagFamily(world, bot, bag);
  }
  for (let s = 0; s < world.sizes.botSlots; s++) {
    const i = itemAt(world, bot, s);
    kinds[s] = i < 0 ? 0 : items.id[item.kind[i]!]!;
    counts[s] = i < 0 ? 0 : item.stack[i]!;
    leaving[s] = 0;
  }
}

function markLeaving(world: World, t: number, bot: number): void {
  const { trade, item } = world.c;
  const first = offerAt(world, t, bot);
  for (let k = first; k < first + OFFER_SLOTS; k++) if (trade.item[k] !== 0) leaving[item.at[trade.item[k]! - 1]!] = 1;
}

function describeIncoming(world: World, t: number, partner: number, bot: number): void {
  const { trade, item } = world.c;
  const { items } = world.content;
  const first = offerAt(world, t, partner);
  incoming.length = 0;
  for (let k = first; k < first + OFFER_SLOTS; k++) {
    const i = trade.item[k]! - 1;
    if (i < 0) continue;
    const n = incoming.length++;
    const kind = item.kind[i]!;
    incoming.item[n] = items.id[kind]!;
    incoming.count[n] = item.stack[i]!;
    incoming.stackSize[n] = items.stackSize[kind]!;
    incoming.carryLimit[n] = items.carryLimit[kind]!;
    incoming.ownedElsewhere[n] = items.carryLimit[kind]! > 0 ? countOwned(world, bot, kind) - countCarried(world, bot, kind) : 0;
  }
}
