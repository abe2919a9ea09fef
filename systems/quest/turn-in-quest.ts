/** Verb: a bot turns a complete quest in: hands over what was asked for, and gets experience, copper, items and standing. */
import type { Verb } from '../../engine/command-queue.js';
import { QuestStatus } from '../../components/index.js';
import { Objective } from '../../data/content.js';
import { gainXp } from '../combat/experience.js';
import { countCarried, createItem, destroyKind } from '../inventory/items.js';
import { Account, earn, spend } from '../money.js';
import { purseAccepts } from '../rules/gold-cap.js';
import { reputationAfter } from '../rules/reputation.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { takeQuest, takeRefusal } from './accept-quest.js';
import { giverRefusal, handsRefusal, has } from './checks.js';
import { creditItems } from './credit.js';
import { isDaily, markDoneToday } from './dailies.js';
import { wants } from './wants.js';
import { recordCompletion } from './learn-times.js';
import { closeEntry, entryOf, isExpired, markDone, statusAt } from './quest-log.js';
import { workedAt } from './work-time.js';
import { bestChoice, questMoneyFor, questXpFor, rewardRefusal } from './rewards.js';

export const turnInQuestVerb: Verb<World> = { name: 'quest.turn_in', handle: turnInQuest };

/** Arguments: quest, giver, choice (index among the rewards to choose from; -1: whatever suits the bot best). */
export function turnInQuest(world: World, bot: number, quest: number, giver: number, wish: number): number {
  const refusal = turnInRefusal(world, bot, quest, giver, wish);
  if (refusal !== Reason.done) return refusal;
  reward(world, bot, quest, entryOf(world, bot, quest), choiceOf(world, bot, quest, wish), questMoneyFor(world, bot, quest));
  offerNext(world, bot, quest, giver);
  return Reason.done;
}

/** Why a bot cannot turn a quest in to a giver now, in the order of the checks; done when it can. */
export function turnInRefusal(world: World, bot: number, quest: number, giver: number, wish: number): number {
  const { quests, givers } = world.content;
  if (quest < 0 || quest >= quests.count) return Reason.unknown_target;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  const k = entryOf(world, bot, quest);
  if (k < 0) return Reason.not_accepted;
  const dealt = giverRefusal(world, bot, giver, quest, givers.ends);
  if (dealt !== Reason.done) return dealt;
  if (isExpired(world, bot, k)) return Reason.expired;
  if (statusAt(world, bot, k) !== QuestStatus.complete || !carriesAsked(world, bot, quest)) return Reason.not_complete;
  if (wish < -1 || wish >= choicesOf(world, quest)) return Reason.bad_amount;
  const room = rewardRefusal(world, bot, quest, choiceOf(world, bot, quest, wish));
  if (room !== Reason.done) return room;
  const money = questMoneyFor(world, bot, quest);
  if (money < 0 && world.c.life.gold[bot]! < -money) return Reason.not_enough_money;
  if (money > 0 && !purseAccepts(world.rules, world.c.life.gold[bot]!, money)) return Reason.gold_cap;
  return Reason.done;
}

function choicesOf(world: World, quest: number): number {
  const { offsets } = world.content.quests.rewardChoice;
  return offsets[quest + 1]! - offsets[quest]!;
}

/** The reward that is chosen: the one wished for, or the best; where none fits the first, so that the refusal says why. */
function choiceOf(world: World, bot: number, quest: number, wish: number): number {
  return wish < 0 && choicesOf(world, quest) > 0 ? Math.max(0, bestChoice(world, bot, quest)) : wish;
}

/** Everything a turned-in quest changes. Experience comes last: it may raise the level. */
function reward(world: World, bot: number, quest: number, k: number, choice: number, money: number): void {
  const { quests } = world.content;
  const xp = questXpFor(world, bot, quest);
  world.event(Event['quest.turned_in'], world.uidOf(bot), quests.id[quest]!, xp);
  recordCompletion(world, bot, quest, workedAt(world, bot, k, quest));
  handOver(world, bot, quest);
  closeEntry(world, bot, k);
  markDone(world, bot, quest);
  if (isDaily(world, quest)) markDoneToday(world, bot, quest);
  world.add(world.c.progress.f.questsDone, bot, 1);
  if (money > 0) earn(world, bot, money, Cause.quest_reward, Account.quests);
  else spend(world, bot, -money, Cause.quest_price, Account.quests);
  giveItems(world, bot, quest, choice);
  recount(world, bot, quest, choice);
  giveStanding(world, bot, quest);
  world.noteProgress(bot);
  gainXp(world, bot, xp);
}

/** True when the bot still carries all that the quest asks for (auto-completed quests ask for nothing). */
function carriesAsked(world: World, bot: number, quest: number): boolean {
  const { quests } = world.content;
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (
      quests.objectiveKind[row] === Objective.collect &&
      countCarried(world, bot, quests.objectiveTarget[row]!) < quests.objectiveCount[row]!
    )
      return false;
  }
  return true;
}

/** The items asked for, and what is left of the item handed out, go back to the giver. */
function handOver(world: World, bot: number, quest: number): void {
  const { quests } = world.content;
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (quests.objectiveKind[row] !== Objective.collect) continue;
    // Two objectives may ask for the same item: the second takes what is left.
    const units = Math.min(quests.objectiveCount[row]!, countCarried(world, bot, quests.objectiveTarget[row]!));
    if (units > 0) destroyKind(world, bot, quests.objectiveTarget[row]!, units, Cause.quest_item, Account.quests);
  }
  const source = quests.sourceItem[quest]!;
  if (source < 0) return;
  const left = Math.min(countCarried(world, bot, source), Math.max(1, quests.sourceItemCount[quest]!));
  if (left > 0) destroyKind(world, bot, source, left, Cause.quest_item, Account.quests);
}

function giveItems(world: World, bot: number, quest: number, choice: number): void {
  const { rewardAlways, rewardAlwaysCount, rewardChoice, rewardChoiceCount } = world.content.quests;
  for (let at = rewardAlways.offsets[quest]!; at < rewardAlways.offsets[quest + 1]!; at++) {
    createItem(world, bot, rewardAlways.values[at]!, rewardAlwaysCount[at]!, Cause.quest_reward, Account.quests);
  }
  if (choice < 0) return;
  const chosen = rewardChoice.offsets[quest]! + choice;
  createItem(world, bot, rewardChoice.values[chosen]!, rewardChoiceCount[chosen]!, Cause.quest_reward, Account.quests);
}

/** Other quests may ask for what has just gone or come. */
function recount(world: World, bot: number, quest: number, choice: number): void {
  const { quests } = world.content;
  for (let at = quests.objectives.offsets[quest]!; at < quests.objectives.offsets[quest + 1]!; at++) {
    const row = quests.objectives.values[at]!;
    if (quests.objectiveKind[row] === Objective.collect) creditItems(world, bot, quests.objectiveTarget[row]!);
  }
  if (quests.sourceItem[quest]! >= 0) creditItems(world, bot, quests.sourceItem[quest]!);
  for (let at = quests.rewardAlways.offsets[quest]!; at < quests.rewardAlways.offsets[quest + 1]!; at++)
    creditItems(world, bot, quests.rewardAlways.values[at]!);
  if (choice >= 0) creditItems(world, bot, quests.rewardChoice.values[quests.rewardChoice.offsets[quest]! + choice]!);
}

function giveStanding(world: World, bot: number, quest: number): void {
  const { reputation, reputationPoints } = world.content.quests;
  const { standing } = world.c;
  for (let at = reputation.offsets[quest]!; at < reputation.offsets[quest + 1]!; at++) {
    const index = bot * world.content.reputations.count + reputation.values[at]!;
    world.derived.quests.eligibility.invalidateBot(bot);
    world.set(standing.f.points, index, reputationAfter(standing.points[index]!, reputationPoints[at]!));
    // Standing decides what may be worn.
    world.derived.gear.touch(bot);
  }
}

/** The next quest of the chain is taken at once when this giver has it, the bot may and would. */
function offerNext(world: World, bot: number, quest: number, giver: number): void {
  const next = world.content.quests.nextInChain[quest]!;
  if (next < 0 || !has(world.content.givers.starts, giver, next) || !wants(world, bot, next)) return;
  if (takeRefusal(world, bot, next) === Reason.done) takeQuest(world, bot, next, giver);
}
