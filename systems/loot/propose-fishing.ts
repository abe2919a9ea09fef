/** Proposal of those who fish and have nothing else to do: cast a line where they stand. */
import { BotState, Lane } from '../../components/index.js';
import { freeSlots } from '../inventory/items.js';
import { optionIndex } from '../options.js';
import { Op } from '../opcodes.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { fishingHere } from './gather.js';

const KEEP_FREE = optionIndex('bag.keepFree');
/** A cast takes 10 to 30 s. */
const LEAST_FRAMES = 100;
const SPREAD_FRAMES = 200;

export function proposeFishing(world: World, bot: number): boolean {
  if (freeSlots(world, bot) <= world.option(KEEP_FREE) || fishingHere(world, bot) < 0) return false;
  world.emit(Op.fish, bot);
  world.setState(bot, BotState.waiting);
  world.wakeAt(Lane.plan, bot, world.frame + LEAST_FRAMES + world.drawBelow(SPREAD_FRAMES, world.uidOf(bot), Salt.fishingTime));
  return true;
}
