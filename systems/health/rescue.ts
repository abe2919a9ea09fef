/**
 * Nobody is forgotten because a command failed: whoever was waiting for it is woken again. A bot in the lane whose system emitted the command
 * and in its plan lane; an auction, letter or pile that the world itself was to settle, in the lane of that system.
 */
import { isSystem } from '../../engine/schedule.js';
import { Lane } from '../../components/index.js';
import type { World } from '../world.js';

/** A failed command is tried again after 2 s. */
const AGAIN_FRAMES = 20;

/** @param system row that emitted the command; @param a its first argument: the slot, where the world itself is the actor */
export function rescue(world: World, system: number, actor: number, a: number, frame: number): void {
  const row = world.runner.rows[system];
  const lane = row !== undefined && isSystem(row) ? row.lane : undefined;
  if (actor >= 0) {
    if (lane !== undefined && lane <= Lane.market) world.lanes[lane]!.scheduleBy(actor, frame + AGAIN_FRAMES);
    world.lanes[Lane.plan]!.scheduleBy(actor, frame + AGAIN_FRAMES);
  } else if (lane !== undefined && lane > Lane.market) {
    world.lanes[lane]!.scheduleBy(a, frame + AGAIN_FRAMES);
  }
}
