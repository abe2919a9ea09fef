/** Verb: a bot has everything repaired that it can pay for, item by item: what it wears first, then what it carries. */
import type { Verb } from '../../engine/command-queue.js';
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import { recomputeStats } from '../equipment/derive-stats.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot, setDurability } from '../inventory/items.js';
import { Account, spend } from '../money.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { factorAt, lostDurability, repairPrice, serviceRefusal } from './prices.js';

/** bot: service index into repairers. */
export const repairAllVerb: Verb<World> = { name: 'vendor.repair_all', handle: repairAll };

/** What the visit comes to: items repaired, copper paid, and whether something worn had been broken. */
const visit = { items: 0, copper: 0, hadBroken: false };

function repairAll(world: World, bot: number, repairer: number): number {
  const refusal = serviceRefusal(world, bot, world.content.repairers, repairer);
  if (refusal !== Reason.done) return refusal;
  const factor = factorAt(world, bot, world.content.repairers, repairer);
  visit.items = 0;
  visit.copper = 0;
  visit.hadBroken = false;
  let lost = 0;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) lost += repair(world, bot, slot, factor, true);
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s))
    lost += repair(world, bot, s, factor, false);
  if (visit.items === 0) return lost === 0 ? Reason.nothing_to_do : Reason.not_enough_money;
  // a: items repaired, b: copper paid
  world.event(Event['item.repaired'], world.uidOf(bot), visit.items, visit.copper);
  if (visit.hadBroken) recomputeStats(world, bot);
  return Reason.done;
}

/** Returns the points the item had lost, repaired or not. */
function repair(world: World, bot: number, slot: number, factor: number, worn: boolean): number {
  const i = itemAt(world, bot, slot);
  if (i < 0) return 0;
  const lost = lostDurability(world, i);
  if (lost <= 0) return 0;
  const price = repairPrice(world, i, factor);
  if (price > world.c.life.gold[bot]!) return lost;
  if (worn && world.c.item.durability[i] === 0) visit.hadBroken = true;
  spend(world, bot, price, Cause.repair, Account.vendors);
  setDurability(world, i, world.content.items.maxDurability[world.c.item.kind[i]!]!);
  visit.items++;
  visit.copper += price;
  return lost;
}
