/** Verb: a bot gives a quest up. What it was handed for it, and quest items nobody else asks for, are taken back. */
import type { Verb } from '../../engine/command-queue.js';
import { Objective } from '../../data/content.js';
import { countCarried, destroyKind } from '../inventory/items.js';
import { Account } from '../money.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { handsRefusal } from './checks.js';
import { creditItems, questNeedsKind } from './credit.js';
import { closeEntry, entryOf } from './quest-log.js';

/** Why a quest is given up. The number is stored. */
export const ABANDON_REASONS = ['grey', 'failed', 'hopeless', 'no_source', 'log_full'] as const;
export const AbandonReason = { grey: 0, failed: 1, hopeless: 2, noSource: 3, logFull: 4 } as const;

/** Index of `quest` among the item classes of the world format. */
const QUEST_ITEM_CLASS = 12;
const BIND_QUEST = 4;

export const abandonQuestVerb: Verb<World> = { name: 'quest.abandon', handle: abandonQuest };

/** Arguments: quest, reason (AbandonReason). */
export function abandonQuest(world: World, bot: number, quest: number, reason: number): number {
  const { quests } = world.content;
  if (quest < 0 || quest >= quests.count) return Reason.unknown_target;
  if (reason < 0 || reason >= ABANDON_REASONS.length) return Reason.bad_amount;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  const k = entryOf(world, bot, quest);
  if (k < 0) return Reason.not_accepted;
  closeEntry(world, bot, k);
  takeBack(world, bot, quests.sourceItem[quest]!, true);
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (quests.objectiveKind[row] === Objective.collect) takeBack(world, bot, quests.objectiveTarget[row]!, false);
  }
  world.event(Event['quest.abandoned'], world.uidOf(bot), quests.id[quest]!, reason);
  return Reason.done;
}

/** Take all units of an item away unless another quest asks for them; goods of a trade stay unless they were handed out for the quest. */
function takeBack(world: World, bot: number, kind: number, handedOut: boolean): void {
  if (kind < 0) return;
  const { items } = world.content;
  if (!handedOut && items.class[kind] !== QUEST_ITEM_CLASS && items.bonding[kind] !== BIND_QUEST) return;
  if (questNeedsKind(world, bot, kind)) return;
  const units = countCarried(world, bot, kind);
  if (units === 0) return;
  destroyKind(world, bot, kind, units, Cause.quest_item, Account.quests);
  creditItems(world, bot, kind);
}
