/** Verb: a bot buys bundles of an item from a vendor's list. */
import type { Verb } from '../../engine/command-queue.js';
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { createItem, roomFor } from '../inventory/items.js';
import { Account, spend } from '../money.js';
import { creditItems } from '../quest/credit.js';
import { bundlesForSale } from '../rules/vendor-price.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { takeStock, unitsInStock } from './stock.js';
import { bundlePrice, factorAt, listing, serviceRefusal } from './prices.js';

/** Most bundles one purchase may have. */
export const MAX_BUNDLES = 255;

/** bot: service index into vendors, item kind, bundles. */
export const buyItemVerb: Verb<World> = { name: 'vendor.buy', handle: buyItem };

function buyItem(world: World, bot: number, vendor: number, kind: number, bundles: number): number {
  const { items, vendors } = world.content;
  const refusal = serviceRefusal(world, bot, vendors, vendor);
  if (refusal !== Reason.done) return refusal;
  if (bundles < 1 || bundles > MAX_BUNDLES) return Reason.bad_amount;
  const at = kind < 0 || kind >= items.count ? -1 : listing(world, vendor, kind);
  if (at < 0) return Reason.unknown_target;
  if (unitsInStock(world, at) < bundles * items.buyCount[kind]!) return Reason.out_of_stock;
  if (!hasStanding(world, bot, kind)) return Reason.reputation_too_low;
  const sold = bundlesForSale(world.rules, items.buyPrice[kind]!, bundles);
  const copper = bundlePrice(world, kind, sold, factorAt(world, bot, vendors, vendor));
  if (copper > world.c.life.gold[bot]!) return Reason.not_enough_money;
  const units = sold * items.buyCount[kind]!;
  if (roomFor(world, bot, kind, units) < units) return Reason.bag_full;
  spend(world, bot, copper, Cause.vendor_purchase, Account.vendors);
  takeStock(world, at, units);
  createItem(world, bot, kind, units, Cause.vendor_purchase, Account.vendors);
  // a: item id, b: units
  world.event(Event['item.bought'], world.uidOf(bot), items.id[kind]!, units);
  creditItems(world, bot, kind);
  wakeEquip(world, bot);
  world.noteProgress(bot);
  return Reason.done;
}

function hasStanding(world: World, bot: number, kind: number): boolean {
  const { items, reputations } = world.content;
  const reputation = items.requiredReputation[kind]!;
  return (
    reputation < 0 || world.c.standing.points[bot * Math.max(1, reputations.count) + reputation]! >= items.requiredReputationPoints[kind]!
  );
}
