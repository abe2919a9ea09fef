/** What a bot gets out of a chest, a herb or a quest object; called by the verb that uses objects. */
import { needsItem } from '../quest/credit.js';
import { Account } from '../money.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { receive } from './receive.js';
import { rollTable } from './roll-table.js';
import { LootReason, lootReason, roomWithJunk, shouldLoot } from './should-loot.js';

/**
 * Loot an object (slot). All or nothing: `bag_full`, before anything is changed, when a quest wants something in it and there is no room;
 * `done` otherwise, even if there was nothing of use. The caller has checked place, right and time, and uses the object up.
 */
export function lootObject(world: World, bot: number, slot: number): number {
  const { objects, objectSpawns } = world.content;
  const table = objects.loot[objectSpawns.object[slot]!]!;
  if (table < 0) return Reason.done;
  const drops = rollTable(world, table, world.c.object.uid[slot]!, bot);
  for (let d = 0; d < drops.length; d++) {
    const kind = drops.item[d]!;
    if (needsItem(world, bot, kind) && roomWithJunk(world, bot, kind, drops.count[d]!, LootReason.quest) === 0) return Reason.bag_full;
  }
  for (let d = 0; d < drops.length; d++) {
    const kind = drops.item[d]!;
    if (drops.quest[d] !== 0 && lootReason(world, bot, kind) !== LootReason.quest) continue;
    const reason = shouldLoot(world, bot, kind, drops.count[d]!);
    if (reason !== LootReason.none) receive(world, bot, kind, drops.count[d]!, reason, Account.world);
  }
  return Reason.done;
}
