import type { Verb } from '../../engine/command-queue.js';
import { BotState, Lane } from '../../components/index.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { isActive } from '../quest/quest-log.js';
import { Salt } from '../salts.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { groupOf, isBot, leaderOf } from './group-state.js';
import { GROUP_DISTANCE } from './members.js';

/** An invited bot answers after 5 to 14 frames. */
const LEAST_REACTION_FRAMES = 5;
const REACTION_SPREAD = 10;

/** A bot asks another into its group, or to form one: invited bot, quest index (or -1) that they would do together. */
function handle(world: World, bot: number, other: number, quest: number): number {
  const { life, identity, social, group, motion } = world.c;
  if (!isBot(world, other) || other === bot) return Reason.unknown_target;
  if (life.state[bot] === BotState.dead || life.state[other] === BotState.dead) return Reason.dead;
  if (identity.side[bot] !== identity.side[other]) return Reason.wrong_side;
  const g = groupOf(world, bot);
  if (g >= 0 && leaderOf(world, g) !== bot) return Reason.not_eligible;
  if (g >= 0 && group.size[g]! >= world.rules.groupMemberLimit) return Reason.group_full;
  if (groupOf(world, other) >= 0 || social.invitedBy[other] !== 0) return Reason.busy;
  if (quest >= 0 && !(isActive(world, bot, quest) && isActive(world, other, quest))) return Reason.not_eligible;
  if (distanceTo(world, other, motion.map[bot]!, xOf(world, bot), yOf(world, bot)) > GROUP_DISTANCE) return Reason.too_far;

  world.set(social.f.invitedBy, other, bot + 1);
  world.wake(Lane.social, other, world.frame + LEAST_REACTION_FRAMES + world.drawBelow(REACTION_SPREAD, world.uidOf(other), Salt.group));
  return Reason.done;
}

export const inviteToGroupVerb: Verb<World> = { name: 'group.invite', handle };
