/**
 * Verb: a bot sells a vendor all its junk, and, while its bags are then still too full to go on, the goods that fetch least.
 */
import type { Verb } from '../../engine/command-queue.js';
import { freeSlots, isCarrySlot, itemAt } from '../inventory/items.js';
import { hasSaleable, scanSpare } from '../inventory/junk.js';
import { optionIndex } from '../options.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { serviceRefusal } from './prices.js';
import { sellUnits } from './sell-item.js';

const KEEP_FREE = optionIndex('bag.keepFree');
/** A visit leaves this many slots more than the bot wants free at least, so that it need not come back at once. */
const ROOM_MARGIN = 6;

/** bot: service index into vendors, bag slot + 1 of the one stack to sell (0: all junk). */
export const sellJunkVerb: Verb<World> = { name: 'vendor.sell_junk', handle: sellJunk };

function sellJunk(world: World, bot: number, vendor: number, only: number): number {
  const refusal = serviceRefusal(world, bot, world.content.vendors, vendor);
  if (refusal !== Reason.done) return refusal;
  if (only > 0) return sellOne(world, bot, only - 1);
  const spare = scanSpare(world, bot);
  const wanted = world.option(KEEP_FREE) + ROOM_MARGIN;
  let free = freeSlots(world, bot);
  let sold = 0;
  for (let k = 0; k < spare.count; k++) {
    if (k >= spare.junk && free >= wanted) break;
    if (!sell(world, bot, spare.slot[k]!)) continue;
    sold++;
    free++;
  }
  if (sold === 0) return Reason.nothing_to_do;
  world.noteProgress(bot);
  return Reason.done;
}

function sellOne(world: World, bot: number, slot: number): number {
  if (!isCarrySlot(world, bot, slot) || itemAt(world, bot, slot) < 0) return Reason.gone;
  if (!sell(world, bot, slot)) return Reason.cannot_sell;
  world.noteProgress(bot);
  return Reason.done;
}

/** Whether a visit would sell anything at all, gold cap aside. */
export function wouldSell(world: World, bot: number): boolean {
  return hasSaleable(world, bot, freeSlots(world, bot) < world.option(KEEP_FREE) + ROOM_MARGIN);
}

function sell(world: World, bot: number, slot: number): boolean {
  const i = itemAt(world, bot, slot);
  return sellUnits(world, bot, i, world.c.item.stack[i]!) === Reason.done;
}
