/** Verb: a bot throws something that it carries away. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { Account } from '../money.js';
import { creditItems } from '../quest/credit.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { destroyUnits, isCarrySlot, itemAt } from './items.js';

/** bot: carry slot, units, uid of the instance meant (0: whatever lies there). */
export const destroyItemVerb: Verb<World> = { name: 'item.destroy', handle: destroyItem };

function destroyItem(world: World, bot: number, slot: number, units: number, uid: number): number {
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (!isCarrySlot(world, bot, slot)) return Reason.gone;
  const i = itemAt(world, bot, slot);
  if (i < 0 || (uid !== 0 && world.c.item.uid[i] !== uid)) return Reason.gone;
  if (units < 1 || units > world.c.item.stack[i]!) return Reason.bad_amount;
  throwAway(world, bot, i, units);
  return Reason.done;
}

/** Destroy units of an instance that a bot carries; for handlers that make room. */
export function throwAway(world: World, bot: number, i: number, units: number): void {
  const kind = world.c.item.kind[i]!;
  destroyUnits(world, i, units, Cause.destroyed, Account.world);
  // a: item id, b: units
  world.event(Event['item.destroyed'], world.uidOf(bot), world.content.items.id[kind]!, units);
  creditItems(world, bot, kind);
}
