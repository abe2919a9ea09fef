/** What is in a container that a bot carries; called by the verb that opens it. */
import { destroyUnits, freeSlots } from '../inventory/items.js';
import { xOf, yOf } from '../movement/motion.js';
import { Account } from '../money.js';
import { PileKind } from '../../components/index.js';
import { creditItems } from '../quest/credit.js';
import { Salt } from '../salts.js';
import { Cause, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { noteLoot } from './decisions.js';
import { LootQueue } from './loot-queue.js';
import { layPile, ownPile, putInPile, retireIfEmpty } from './piles.js';
import { receive } from './receive.js';
import { rollTable } from './roll-table.js';
import { LootReason, shouldLoot } from './should-loot.js';

const queue = new LootQueue();
/** What a bot leaves of a chest, catch or purse lies for a minute. */
const LEFT_SECONDS = 60;

/** Open the container instance `i`: one unit of it is used up. A bot without a free slot does not open it (`bag_full`). */
export function lootContainer(world: World, bot: number, i: number): number {
  const { item } = world.c;
  const kind = item.kind[i]!;
  if (freeSlots(world, bot) === 0) return Reason.bag_full;
  const uid = item.uid[i]!;
  const table = world.content.items.loot[kind]!;
  destroyUnits(world, i, 1, Cause.used_up, Account.world);
  creditItems(world, bot, kind);
  takeRolled(world, bot, table, uid, Salt.container, PileKind.container, -1);
  return Reason.done;
}

/**
 * Roll a table for a bot alone and let it take what it wants, the dearest first; what it leaves lies in a pile at its feet. Returns how many
 * things there were.
 */
export function takeRolled(world: World, bot: number, table: number, uid: number, salt: number, kind: number, source: number): number {
  const drops = rollTable(world, table, uid, bot, salt);
  queue.fill(world, bot, drops);
  let p = -1;
  for (let n = 0; n < queue.length; n++) {
    const d = queue.entry[n]!;
    const units = drops.count[d]!;
    const hidden = drops.quest[d] !== 0 && queue.reason[n] !== LootReason.quest;
    const reason = hidden ? LootReason.none : shouldLoot(world, bot, drops.item[d]!, units);
    noteLoot(world, bot, drops.item[d]!, units, reason, queue.value[n]!);
    const taken = reason === LootReason.none ? 0 : receive(world, bot, drops.item[d]!, units, reason, Account.world);
    if (taken === units || hidden) continue;
    if (p < 0) p = layPile(world, ownPile(kind, source, world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot), bot, LEFT_SECONDS));
    putInPile(world, p, drops.item[d]!, units - taken, drops.quest[d] !== 0, 0, Account.world);
  }
  if (p >= 0) retireIfEmpty(world, p);
  return drops.length;
}
