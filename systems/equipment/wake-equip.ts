/** Having a bot look through its bags: a module of its own, because the inventory primitives call it. */
import { Lane } from '../../components/index.js';
import type { World } from '../world.js';

/** Frames between coming by something and looking at it. */
const LOOK_FRAMES = 12;

/** Have a bot look through its bags for upgrades soon: called when what it has on or carries changed, or its level. */
export function wakeEquip(world: World, bot: number): void {
  world.wake(Lane.equip, bot, world.frame + LOOK_FRAMES);
}
