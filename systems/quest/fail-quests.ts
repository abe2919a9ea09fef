/** Quests whose time is over: the system that finds the bots, and the verb that fails what they have left of them, in the frame it happens. */
import type { Verb } from '../../engine/command-queue.js';
import { QuestStatus } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { isExpired, questAt, setDeadline, setStatus, statusAt } from './quest-log.js';

/** bot: no arguments. Refused as too early when no quest of its log has run out. */
export const failQuestsVerb: Verb<World> = { name: 'quest.fail', handle: failExpired };

function failExpired(world: World, bot: number): number {
  let failed = 0;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) === QuestStatus.failed || !isExpired(world, bot, k)) continue;
    setStatus(world, bot, k, QuestStatus.failed);
    world.derived.quests.eligibility.invalidateBot(bot);
    world.event(Event['quest.failed'], world.uidOf(bot), world.content.quests.id[quest]!, world.frame);
    failed++;
  }
  setDeadline(world, bot);
  if (failed === 0) return Reason.too_early;
  return Reason.done;
}

/** System: bots with a quest whose time is over. */
export function failQuests(world: World): void {
  const { ids, count } = world.due;
  for (let n = 0; n < count; n++) world.emit(Op.failQuests, ids[n]!);
}
