/**
 * System (equip lane): a bot that came by something, or rose a level, looks through its bags and puts on the best upgrade; then it looks
 * again, until there is none. Nobody looks without being woken (`wakeEquip`).
 */
import { BotState, FIRST_BAG_SLOT, Lane } from '../../components/index.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { checkFit, isWearable } from './fit.js';
import { slotFor, upgradeValue } from './score.js';

/** Frames between two changes of equipment. */
const CHANGE_FRAMES = 5;
/** A dead bot looks again after this many frames. */
const DEAD_FRAMES = 300;
/** A slot more of bag is worth more than any score: bags go first. */
const BAG_BONUS = 1_000_000;

/** Frames between coming by something and looking at it. */
const LOOK_FRAMES = 12;

/** Have a bot look through its bags for upgrades soon: called when items came in or its level changed. */
export function wakeEquip(world: World, bot: number): void {
  world.wake(Lane.equip, bot, world.frame + LOOK_FRAMES);
}

export function optimiseEquipment(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) {
    const bot = ids[k]!;
    if (world.c.life.state[bot] === BotState.dead) {
      world.wake(Lane.equip, bot, frame + DEAD_FRAMES);
      continue;
    }
    const from = bestUpgrade(world, bot);
    if (from < 0) continue;
    world.emit(Op.equipItem, bot, from, best.slot, world.c.item.uid[itemAt(world, bot, from)]!);
    world.wake(Lane.equip, bot, frame + CHANGE_FRAMES);
  }
}

/** Carry slot of the item that gains most and may be put on now, or -1; where it goes is in `best.slot`. Ties: the first. */
export function bestUpgrade(world: World, bot: number): number {
  const { item } = world.c;
  let from = -1;
  let bestGain = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    const kind = item.kind[i]!;
    if (!isWearable(world, kind)) continue;
    let gain = upgradeValue(world, bot, kind);
    if (gain <= 0) continue;
    const slot = slotFor(world, bot, kind);
    if (slot >= FIRST_BAG_SLOT) gain += BAG_BONUS;
    if (gain <= bestGain || checkFit(world, bot, s, slot) !== Reason.done) continue;
    from = s;
    bestGain = gain;
    best.slot = slot;
  }
  return from;
}
const best = { slot: -1 };
