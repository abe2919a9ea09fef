/** Units that were looted come into a bot's bags: room is made, the ledger and the quests are told, and the bot will look at them. */
import { wakeEquip } from '../equipment/wake-equip.js';
import { createItem, roomFor } from '../inventory/items.js';
import { creditItems } from '../quest/credit.js';
import { Cause, Event } from '../vocabulary.js';
import type { World } from '../world.js';
import { makeRoom } from './should-loot.js';
import type { LootReasonCode } from './should-loot.js';

/** `item.looted` has the item id in a, and quality x 1000 + units in b. */
const QUALITY_STEP = 1000;

/** Give a bot up to `units` of a kind that it wants for `reason`. Returns how many it took. */
export function receive(world: World, bot: number, kind: number, units: number, reason: LootReasonCode, from: number): number {
  makeRoom(world, bot, kind, units, reason);
  const taken = roomFor(world, bot, kind, units);
  if (taken === 0) return 0;
  createItem(world, bot, kind, taken, Cause.loot, from);
  tellLooted(world, bot, kind, taken);
  creditItems(world, bot, kind);
  return taken;
}

/** The bot got something: the event, a look at what can be opened, and its liveness. */
export function tellLooted(world: World, bot: number, kind: number, units: number): void {
  const { items } = world.content;
  const quality = items.quality[kind]! * QUALITY_STEP;
  world.event(Event['item.looted'], world.uidOf(bot), items.id[kind]!, quality + Math.min(units, QUALITY_STEP - 1));
  if (items.loot[kind]! >= 0) wakeEquip(world, bot);
  world.noteProgress(bot);
}
