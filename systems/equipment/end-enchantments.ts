/** Enchantments that run out: the system that finds them and the verb that lifts them. */
import type { Verb } from '../../engine/command-queue.js';
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import { bearerOf, liftEnchant } from '../inventory/extras.js';
import { noteInstance } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { recomputeStats } from './derive-stats.js';

/** nobody (-1): row of the extras, uid of the row. */
export const endEnchantmentVerb: Verb<World> = { name: 'item.end_enchantment', handle: endEnchantment };

function endEnchantment(world: World, _actor: number, row: number, uid: number): number {
  const { extra, item } = world.c;
  if (row < 0 || row >= world.pools.extra.high || uid === 0 || extra.uid[row] !== uid || extra.passing[row] === 0) return Reason.gone;
  if (extra.until[row]! > world.frame) return Reason.too_early;
  const enchant = extra.passing[row]! - 1;
  const i = liftEnchant(world, row);
  const bot = bearerOf(world, i);
  if (bot < 0) return Reason.done;
  noteInstance(world, i);
  if (item.at[i]! < EQUIPMENT_SLOTS) recomputeStats(world, bot);
  // a: enchantment id, b: uid of the item
  world.event(Event['enchantment.ended'], world.uidOf(bot), world.content.enchants.id[enchant]!, item.uid[i]!);
  return Reason.done;
}

/** System: enchantments that are due. */
export function endEnchantments(world: World): void {
  const { ids, count } = world.due;
  for (let n = 0; n < count; n++) world.emit(Op.endEnchantment, -1, ids[n]!, world.c.extra.uid[ids[n]!]!);
}
