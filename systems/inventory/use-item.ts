/** Verbs: using something up (food, drink, potions, whatever has charges), and opening a container for what is in it. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { canUse } from '../equipment/can-use.js';
import { useUp } from '../equipment/improve-item.js';
import { lootContainer } from '../loot/loot-container.js';
import { creditItems } from '../quest/credit.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { isCarrySlot, itemAt } from './items.js';

const CONSUMABLE = 0;

/** bot: carry slot, uid (0: whatever lies there). */
export const useItemVerb: Verb<World> = { name: 'item.use', handle: useItem };
/** bot: carry slot, uid. */
export const openItemVerb: Verb<World> = { name: 'item.open', handle: openItem };

function carried(world: World, bot: number, slot: number, uid: number): number {
  const i = isCarrySlot(world, bot, slot) ? itemAt(world, bot, slot) : -1;
  return i >= 0 && (uid === 0 || world.c.item.uid[i] === uid) ? i : -1;
}

function useItem(world: World, bot: number, slot: number, uid: number): number {
  const { item, life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const i = carried(world, bot, slot, uid);
  if (i < 0) return Reason.gone;
  const kind = item.kind[i]!;
  const { items } = world.content;
  if (items.class[kind] !== CONSUMABLE && items.charges[kind] === 0) return Reason.not_eligible;
  if (items.requiredLevel[kind]! > life.level[bot]!) return Reason.level_too_low;
  if (!canUse(world, bot, kind)) return Reason.not_eligible;
  useUp(world, i);
  // a: item id, b: uses left of the instance
  world.event(Event['item.used'], world.uidOf(bot), items.id[kind]!, item.uid[i] === 0 ? 0 : item.charges[i]!);
  creditItems(world, bot, kind);
  return Reason.done;
}

function openItem(world: World, bot: number, slot: number, uid: number): number {
  const { life, item } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const i = carried(world, bot, slot, uid);
  if (i < 0) return Reason.gone;
  if (world.content.items.loot[item.kind[i]!]! < 0) return Reason.not_eligible;
  if (!canUse(world, bot, item.kind[i]!)) return Reason.not_eligible;
  return lootContainer(world, bot, i);
}
