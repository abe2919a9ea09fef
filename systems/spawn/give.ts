/** Verb of directives: copper or items are given to a bot, out of nothing and booked so. */
import type { Verb } from '../../engine/command-queue.js';
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { createItem, roomFor } from '../inventory/items.js';
import { Account, earn } from '../money.js';
import { creditItems } from '../quest/credit.js';
import { Cause, Reason } from '../vocabulary.js';
import type { World } from '../world.js';

export const giveVerb: Verb<World> = { name: 'world.give', handle: give };

/** actor: bot; kind: item kind, or -1 for copper. */
function give(world: World, bot: number, kind: number, units: number): number {
  if (units <= 0) return Reason.bad_amount;
  if (kind < 0) {
    earn(world, bot, units, Cause.directive, Account.world);
    return Reason.done;
  }
  if (roomFor(world, bot, kind, units) < units) return Reason.bag_full;
  createItem(world, bot, kind, units, Cause.directive, Account.world);
  creditItems(world, bot, kind);
  wakeEquip(world, bot);
  return Reason.done;
}
