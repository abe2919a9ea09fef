import type { Verb } from '../../engine/command-queue.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { dropMember, groupOf } from './group-state.js';

/** A bot leaves its group; one that is in none turns down the invitation it has. */
function handle(world: World, bot: number): number {
  const { social } = world.c;
  const g = groupOf(world, bot);
  if (g >= 0) dropMember(world, g, bot);
  else if (social.invitedBy[bot] !== 0) world.set(social.f.invitedBy, bot, 0);
  else return Reason.nothing_to_do;
  return Reason.done;
}

export const leaveGroupVerb: Verb<World> = { name: 'group.leave', handle };
