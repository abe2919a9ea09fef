import type { Verb } from '../../engine/command-queue.js';
import { BotState } from '../../components/index.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { addMember, formGroup, groupOf, isBot, leaderOf } from './group-state.js';
import { sharedQuest } from './shared-quest.js';

/** An invited bot says yes: group slot of the one who asked (-1: there is none yet, the two form it). */
function handle(world: World, bot: number, wanted: number): number {
  const { social, life, group } = world.c;
  const leader = social.invitedBy[bot]! - 1;
  if (leader < 0) return Reason.gone;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (groupOf(world, bot) >= 0) return Reason.already_done;
  if (!isBot(world, leader) || groupOf(world, leader) !== wanted) return Reason.gone;
  if (wanted >= 0 && leaderOf(world, wanted) !== leader) return Reason.gone;
  if (wanted >= 0 && group.size[wanted]! >= world.rules.groupMemberLimit) return Reason.group_full;

  const g = wanted >= 0 ? wanted : formGroup(world, leader, sharedQuest(world, leader, bot));
  addMember(world, g, bot);
  world.event(Event['group.joined'], world.uidOf(bot), group.uid[g]!, group.size[g]!);
  return Reason.done;
}

export const joinGroupVerb: Verb<World> = { name: 'group.join', handle };
