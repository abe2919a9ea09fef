/** Verb: a bot sells one carried stack, or part of it, to a vendor. */
import type { Verb } from '../../engine/command-queue.js';
import { destroyUnits, isCarrySlot, itemAt } from '../inventory/items.js';
import { Account, earn } from '../money.js';
import { creditItems } from '../quest/credit.js';
import { purseAccepts } from '../rules/gold-cap.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { keepSold } from './buyback.js';
import { sellValue, serviceRefusal } from './prices.js';

/** bot: service index into vendors, carry slot, units (0: the whole stack), uid of the stack (0: whatever lies there). */
export const sellItemVerb: Verb<World> = { name: 'vendor.sell', handle: sellItem };

function sellItem(world: World, bot: number, vendor: number, slot: number, units: number, uid: number): number {
  const refusal = serviceRefusal(world, bot, world.content.vendors, vendor);
  if (refusal !== Reason.done) return refusal;
  const { item } = world.c;
  const i = isCarrySlot(world, bot, slot) ? itemAt(world, bot, slot) : -1;
  if (i < 0 || (uid !== 0 && item.uid[i] !== uid)) return Reason.gone;
  if (units < 0 || units > item.stack[i]!) return Reason.bad_amount;
  const kind = item.kind[i]!;
  const refused = sellUnits(world, bot, i, units === 0 ? item.stack[i]! : units);
  if (refused === Reason.done) creditItems(world, bot, kind);
  return refused;
}

/** Sell units of a carried stack: `cannot_sell` when the vendor pays nothing, `gold_cap` when the purse is full. */
export function sellUnits(world: World, bot: number, i: number, units: number): number {
  const { item } = world.c;
  const copper = sellValue(world, i, units);
  if (copper <= 0) return Reason.cannot_sell;
  if (!purseAccepts(world.rules, world.c.life.gold[bot]!, copper)) return Reason.gold_cap;
  const id = world.content.items.id[item.kind[i]!]!;
  if (units === item.stack[i]) keepSold(world, bot, i, copper);
  else destroyUnits(world, i, units, Cause.vendor_sale, Account.vendors);
  earn(world, bot, copper, Cause.vendor_sale, Account.vendors);
  // a: item id, b: copper paid for the stack
  world.event(Event['item.sold'], world.uidOf(bot), id, copper);
  return Reason.done;
}
