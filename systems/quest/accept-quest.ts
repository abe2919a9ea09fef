/** Verb: a bot takes a quest from a giver, or from an item it carries that starts one. */
import type { Verb } from '../../engine/command-queue.js';
import { Objective } from '../../data/content.js';
import { countCarried, createItem, destroyKind, freeSlots } from '../inventory/items.js';
import { Account } from '../money.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { giverRefusal, handsRefusal } from './checks.js';
import { creditItems } from './credit.js';
import { reasonOf, serverRefusal } from './eligibility.js';
import { freeEntry, openEntry, settleStatus } from './quest-log.js';
import { slotsFor } from './rewards.js';

export const acceptQuestVerb: Verb<World> = { name: 'quest.accept', handle: acceptQuest };

/** Arguments: quest, giver (index, or -1 for an item that starts it). */
export function acceptQuest(world: World, bot: number, quest: number, giver: number): number {
  const refusal = acceptRefusal(world, bot, quest, giver);
  if (refusal !== Reason.done) return refusal;
  const item = giver < 0 ? startingItem(world, bot, quest) : -1;
  takeQuest(world, bot, quest, giver);
  if (item >= 0 && !asksFor(world, quest, item)) {
    destroyKind(world, bot, item, 1, Cause.quest_item, Account.quests);
    creditItems(world, bot, item);
  }
  return Reason.done;
}

/** Why a bot cannot accept a quest from a giver (or an item, giver -1) now, in the order of the checks; done when it can. */
export function acceptRefusal(world: World, bot: number, quest: number, giver: number): number {
  if (quest < 0 || quest >= world.content.quests.count) return Reason.unknown_target;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  if (giver < 0) {
    if (startingItem(world, bot, quest) < 0) return Reason.gone;
  } else {
    const dealt = giverRefusal(world, bot, giver, quest, world.content.givers.starts);
    if (dealt !== Reason.done) return dealt;
  }
  return takeRefusal(world, bot, quest);
}

/** Why a bot cannot take a quest that is before it: not eligible, or no room for what it is handed. */
export function takeRefusal(world: World, bot: number, quest: number): number {
  const refusal = reasonOf(serverRefusal(world, bot, quest));
  if (refusal !== Reason.done) return refusal;
  const units = handedOut(world, bot, quest);
  if (units === 0) return Reason.done;
  const slots = slotsFor(world, bot, world.content.quests.sourceItem[quest]!, units);
  if (slots < 0) return Reason.carry_limit;
  return slots > 0 && slots > freeSlots(world, bot) ? Reason.bag_full : Reason.done;
}

/** Put a quest into the log. The caller has made sure of `takeRefusal`. */
export function takeQuest(world: World, bot: number, quest: number, giver: number): void {
  const { quests, givers } = world.content;
  const k = freeEntry(world, bot);
  const source = quests.sourceItem[quest]!;
  const units = handedOut(world, bot, quest);
  openEntry(world, bot, k, quest);
  if (units > 0) createItem(world, bot, source, units, Cause.quest_item, Account.quests);
  world.event(Event['quest.accepted'], world.uidOf(bot), quests.id[quest]!, giver < 0 ? 0 : giverId(world, giver, givers.kind[giver]!));
  world.noteProgress(bot);
  settleStatus(world, bot, k);
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (quests.objectiveKind[row] === Objective.collect) creditItems(world, bot, quests.objectiveTarget[row]!);
  }
}

/** Content id of the creature or object that a giver is. */
function giverId(world: World, giver: number, kind: number): number {
  const { givers, spawns, creatures, objectSpawns, objects } = world.content;
  const spawn = givers.spawn[giver]!;
  return kind === 0 ? creatures.id[spawns.creature[spawn]!]! : objects.id[objectSpawns.object[spawn]!]!;
}

/** Units of its source item that a quest hands out: what the bot does not carry already. */
function handedOut(world: World, bot: number, quest: number): number {
  const { sourceItem, sourceItemCount } = world.content.quests;
  const kind = sourceItem[quest]!;
  return kind < 0 ? 0 : Math.max(0, Math.max(1, sourceItemCount[quest]!) - countCarried(world, bot, kind));
}

/** An item the bot carries that starts the quest, or -1. */
function startingItem(world: World, bot: number, quest: number): number {
  const { offsets, values } = world.content.questItemsStarting;
  for (let k = offsets[quest]!; k < offsets[quest + 1]!; k++) if (countCarried(world, bot, values[k]!) > 0) return values[k]!;
  return -1;
}

/** True when the quest itself needs the item that started it: it is not used up by taking the quest. */
function asksFor(world: World, quest: number, item: number): boolean {
  const { quests } = world.content;
  if (quests.sourceItem[quest] === item) return true;
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (quests.objectiveKind[row] === Objective.collect && quests.objectiveTarget[row] === item) return true;
  }
  return false;
}
