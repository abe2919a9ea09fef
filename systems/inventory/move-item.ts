/** Verbs about a bot's own bags: moving and merging stacks, splitting one, and putting all in order. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { isCarrySlot, itemAt, mergeUnits, slotTakes, splitStack, swapSlots } from './items.js';
import { isSorted, sortBags } from './sort-bags.js';

/** bot: carry slot, carry slot, uid of what is moved (0: whatever lies there). */
export const moveItemVerb: Verb<World> = { name: 'item.move', handle: moveItem };
/** bot: carry slot, units, free carry slot, uid of the stack. */
export const splitItemVerb: Verb<World> = { name: 'item.split', handle: splitItem };
/** bot */
export const sortBagsVerb: Verb<World> = { name: 'item.sort_bags', handle: sort };

function moveItem(world: World, bot: number, from: number, to: number, uid: number): number {
  const { item, life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (life.state[bot] === BotState.trading) return Reason.busy;
  if (!isCarrySlot(world, bot, from) || !isCarrySlot(world, bot, to) || from === to) return Reason.bad_amount;
  const i = itemAt(world, bot, from);
  if (i < 0 || (uid !== 0 && item.uid[i] !== uid)) return Reason.gone;
  const j = itemAt(world, bot, to);
  if (!slotTakes(world, bot, to, item.kind[i]!)) return Reason.bag_full;
  if (j >= 0 && !slotTakes(world, bot, from, item.kind[j]!)) return Reason.bag_full;
  if (j >= 0 && stacksTogether(world, i, j)) {
    const room = world.content.items.stackSize[item.kind[i]!]! - item.stack[j]!;
    if (room > 0) {
      mergeUnits(world, i, j, Math.min(room, item.stack[i]!));
      return Reason.done;
    }
  }
  swapSlots(world, bot, from, to);
  return Reason.done;
}

/** Whether two instances are stacks of the same thing. */
export function stacksTogether(world: World, i: number, j: number): boolean {
  const { item } = world.c;
  const kind = item.kind[i]!;
  return item.kind[j] === kind && world.content.items.stackSize[kind]! > 1 && item.bound[i] === item.bound[j];
}

function splitItem(world: World, bot: number, from: number, units: number, to: number, uid: number): number {
  const { item, life } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (life.state[bot] === BotState.trading) return Reason.busy;
  if (!isCarrySlot(world, bot, from) || !isCarrySlot(world, bot, to)) return Reason.gone;
  const i = itemAt(world, bot, from);
  if (i < 0 || (uid !== 0 && item.uid[i] !== uid)) return Reason.gone;
  if (units < 1 || units >= item.stack[i]!) return Reason.bad_amount;
  if (itemAt(world, bot, to) >= 0) return Reason.taken;
  if (!slotTakes(world, bot, to, item.kind[i]!)) return Reason.bag_full;
  splitStack(world, i, units, to);
  return Reason.done;
}

function sort(world: World, bot: number): number {
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (world.c.life.state[bot] === BotState.trading) return Reason.busy;
  if (isSorted(world, bot)) return Reason.nothing_to_do;
  sortBags(world, bot);
  return Reason.done;
}
