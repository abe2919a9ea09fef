/** Verb: a bot shares a quest of its log with a member of its group near it, who takes it if it may. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, QuestStatus } from '../../components/index.js';
import { FAR, distanceTo, xOf, yOf } from '../movement/motion.js';
import { GROUP_DISTANCE } from '../group/members.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { takeQuest, takeRefusal } from './accept-quest.js';
import { handsRefusal } from './checks.js';
import { entryOf, statusAt } from './quest-log.js';

export const shareQuestVerb: Verb<World> = { name: 'quest.share', handle: shareQuest };

/** Arguments: quest, the member (bot slot). */
function shareQuest(world: World, bot: number, quest: number, mate: number): number {
  const refusal = shareRefusal(world, bot, quest, mate);
  if (refusal !== Reason.done) return refusal;
  takeQuest(world, mate, quest, -1);
  world.event(Event['quest.shared'], world.uidOf(bot), world.content.quests.id[quest]!, world.uidOf(mate));
  return Reason.done;
}

/** Why a bot cannot share a quest with another now, in the order of the checks; done when it can. */
export function shareRefusal(world: World, bot: number, quest: number, mate: number): number {
  if (quest < 0 || quest >= world.content.quests.count || mate < 0 || mate >= world.capacities.bot! || mate === bot)
    return Reason.unknown_target;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  const { social, life, motion } = world.c;
  if (social.group[bot] === 0 || social.group[bot] !== social.group[mate]) return Reason.not_eligible;
  if (life.state[mate] === BotState.dead) return Reason.dead;
  const k = entryOf(world, bot, quest);
  if (k < 0 || statusAt(world, bot, k) !== QuestStatus.active) return Reason.not_accepted;
  const away = distanceTo(world, mate, motion.map[bot]!, xOf(world, bot), yOf(world, bot));
  if (away === FAR || away > GROUP_DISTANCE) return Reason.too_far;
  return takeRefusal(world, mate, quest);
}
