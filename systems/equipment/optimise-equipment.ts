/**
 * System (equip lane): a bot that came by something, rose a level, or whose gear broke or was repaired, works out the best outfit of what it has
 * and puts on one thing of it after another; then it looks for larger bags. Nobody looks without being woken (`wakeEquip`, which the inventory
 * primitives call), so only those are evaluated for whom something has changed.
 */
import { BotState, EQUIPMENT_SLOTS, FIRST_BAG_SLOT, Lane } from '../../components/index.js';
import { BEFORE_CARRY, freeSlots, itemAt, nextCarrySlot } from '../inventory/items.js';
import { noteEquip } from '../loot/decisions.js';
import { Op } from '../opcodes.js';
import { InventoryType } from '../rules/equip-slots.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { checkFit } from './fit.js';
import { Candidates } from './candidates.js';
import { found } from './outfit-groups.js';
import { searchOutfit } from './outfit-search.js';
import { upgradeValue, slotFor } from './score.js';
import { gatherCandidates } from './simulate-upgrade.js';
import { improveItem } from './improve-item.js';

export { wakeEquip } from './wake-equip.js';

/** Frames between two changes of equipment. */
const CHANGE_FRAMES = 5;
/** A dead bot looks again after this many frames. */
const DEAD_FRAMES = 300;
/** A container is opened when so many slots are free. */
const OPEN_FREE = 3;

export function optimiseEquipment(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) {
    const bot = ids[k]!;
    if (world.c.life.state[bot] === BotState.dead) {
      world.wake(Lane.equip, bot, frame + DEAD_FRAMES);
      continue;
    }
    if (wearNext(world, bot) || openNext(world, bot) || improveItem(world, bot)) world.wake(Lane.equip, bot, frame + CHANGE_FRAMES);
  }
}

/** Emit the next change of equipment of a bot. Returns whether there was one. */
function wearNext(world: World, bot: number): boolean {
  const from = nextChange(world, bot);
  if (from < 0) return false;
  const i = itemAt(world, bot, from);
  const instead = itemAt(world, bot, change.slot);
  world.emit(Op.equipItem, bot, from, change.slot, world.c.item.uid[i]!);
  const { kind } = world.c.item;
  noteEquip(world, bot, kind[i]!, instead < 0 ? -1 : kind[instead]!, change.before, change.after);
  return true;
}

const candidates = new Candidates();
/** Where the change found last puts the thing, and the score of the outfit now and as it will be. */
export const change = { slot: -1, before: 0, after: 0 };

/** Slot of the thing to put on next, or -1; where it goes is in `change.slot`. */
export function nextChange(world: World, bot: number): number {
  gatherCandidates(world, bot, candidates);
  searchOutfit(world, bot, candidates);
  change.before = found.worn;
  change.after = found.total;
  if (found.total > found.worn) {
    const from = nextStep(world, bot, true);
    if (from >= 0) return from;
    const fromBags = nextStep(world, bot, false);
    if (fromBags >= 0) return fromBags;
  }
  return nextBag(world, bot);
}

/** First step to the outfit that can be done: of what is worn but in the wrong slot, or of what is carried. The off hand before the main hand. */
function nextStep(world: World, bot: number, worn: boolean): number {
  for (let slot = EQUIPMENT_SLOTS - 1; slot >= 0; slot--) {
    const n = found.slots[slot]!;
    if (n < 0 || candidates.worn[n] === slot || candidates.worn[n]! >= 0 !== worn) continue;
    const from = world.c.item.at[candidates.tag[n]!]!;
    if (checkFit(world, bot, from, slot) !== Reason.done) continue;
    change.slot = slot;
    return from;
  }
  return -1;
}

/** Carry slot of the bag that gains most, or -1. */
function nextBag(world: World, bot: number): number {
  const { item } = world.c;
  const { inventoryType } = world.content.items;
  let from = -1;
  let bestGain = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || inventoryType[item.kind[i]!] !== InventoryType.bag) continue;
    const gain = upgradeValue(world, bot, item.kind[i]!);
    if (gain <= bestGain) continue;
    const slot = slotFor(world, bot, item.kind[i]!);
    if (slot < FIRST_BAG_SLOT || checkFit(world, bot, s, slot) !== Reason.done) continue;
    from = s;
    bestGain = gain;
    change.slot = slot;
  }
  return from;
}

/** Open a container that the bot carries, if there is room for what may be in it. */
function openNext(world: World, bot: number): boolean {
  if (freeSlots(world, bot) < OPEN_FREE) return false;
  const { item } = world.c;
  const { loot, requiredLevel, requiredSkill } = world.content.items;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0 || loot[item.kind[i]!]! < 0 || requiredSkill[item.kind[i]!] !== 0 || requiredLevel[item.kind[i]!]! > world.c.life.level[bot]!)
      continue;
    world.emit(Op.openItem, bot, s, item.uid[i]!);
    return true;
  }
  return false;
}
