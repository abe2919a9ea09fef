/** The quest log of a bot: the only code that reads and writes its entries. An entry `k` is a position in the log, 0 .. size-1. */
import { QuestStatus, WorldLane } from '../../components/index.js';
import { MAX_OBJECTIVES } from '../../components/quest.js';
import { Objective, QuestFlag } from '../../data/content.js';
import { optionIndex } from '../options.js';
import { Event } from '../vocabulary.js';
import type { World } from '../world.js';

const MAX_PER_BOT = optionIndex('quest.maxPerBot');

/** Quest index of a log entry, or -1. */
export function questAt(world: World, bot: number, k: number): number {
  return world.c.questLog.quest[bot * world.sizes.questLogSize + k]! - 1;
}

/** Entry that holds a quest, or -1. */
export function entryOf(world: World, bot: number, quest: number): number {
  const size = world.sizes.questLogSize;
  const { quest: held } = world.c.questLog;
  for (let at = bot * size, k = 0; k < size; k++) if (held[at + k] === quest + 1) return k;
  return -1;
}

/** QuestStatus of a log entry. */
export function statusAt(world: World, bot: number, k: number): number {
  return world.c.questLog.status[bot * world.sizes.questLogSize + k]!;
}

export function setStatus(world: World, bot: number, k: number, status: number): void {
  world.set(world.c.questLog.f.status, bot * world.sizes.questLogSize + k, status);
}

/** True when the quest is in the log with the status active or complete. */
export function isActive(world: World, bot: number, quest: number): boolean {
  const k = entryOf(world, bot, quest);
  if (k < 0) return false;
  const status = statusAt(world, bot, k);
  return status === QuestStatus.active || status === QuestStatus.complete;
}

/** Position of the count of objective `row` (0 .. 7) of an entry. */
function countIndex(world: World, bot: number, k: number, row: number): number {
  return (bot * world.sizes.questLogSize + k) * MAX_OBJECTIVES + row;
}
export function countAt(world: World, bot: number, k: number, row: number): number {
  return world.c.questLog.count[countIndex(world, bot, k, row)]!;
}
export function setCount(world: World, bot: number, k: number, row: number, count: number): void {
  world.set(world.c.questLog.f.count, countIndex(world, bot, k, row), count);
}

/** Frame in which the quest of an entry was accepted. */
export function acceptedAt(world: World, bot: number, k: number): number {
  return world.c.questLog.accepted[bot * world.sizes.questLogSize + k]!;
}

/** Entries in use. */
export function logCount(world: World, bot: number): number {
  let count = 0;
  for (let k = 0; k < world.sizes.questLogSize; k++) if (questAt(world, bot, k) >= 0) count++;
  return count;
}
/** Quests a log may hold now: the profile's limit, or the option's. */
export function logLimit(world: World): number {
  return Math.min(world.sizes.questLogSize, world.option(MAX_PER_BOT) || world.rules.questLogSlots);
}
/** First free entry, or -1 when the log is full. */
export function freeEntry(world: World, bot: number): number {
  return logCount(world, bot) >= logLimit(world) ? -1 : entryOf(world, bot, -1);
}

/** True when the bot has turned the quest in at some time. */
export function isDone(world: World, bot: number, quest: number): boolean {
  return (world.c.questDone.bits[bot * world.sizes.questWords + (quest >> 5)]! & (1 << (quest & 31))) !== 0;
}
export function markDone(world: World, bot: number, quest: number): void {
  const at = bot * world.sizes.questWords + (quest >> 5);
  world.set(world.c.questDone.f.bits, at, world.c.questDone.bits[at]! | (1 << (quest & 31)));
  world.derived.quests.eligibility.invalidateBot(bot);
}

/** Frame in which the time of an entry is over; Infinity for a quest without a limit, and for one that has failed. */
function deadlineOf(world: World, bot: number, k: number): number {
  const quest = questAt(world, bot, k);
  const limit = quest < 0 ? 0 : world.content.quests.timeLimitMs[quest]!;
  if (limit === 0 || statusAt(world, bot, k) === QuestStatus.failed) return Infinity;
  return acceptedAt(world, bot, k) + world.framesOf(limit) + 1;
}
/** Wake the bot's quests when the first of them runs out of its time. */
export function setDeadline(world: World, bot: number): void {
  let first = Infinity;
  for (let k = 0; k < world.sizes.questLogSize; k++) first = Math.min(first, deadlineOf(world, bot, k));
  const wheel = world.lanes[WorldLane.quest]!;
  if (first === Infinity) wheel.cancel(bot);
  else wheel.schedule(bot, Math.max(first, world.frame + 1));
}

/** Put a quest into a free entry, active, with all counts 0. */
export function openEntry(world: World, bot: number, k: number, quest: number): void {
  const { questLog, questDone } = world.c;
  const at = bot * world.sizes.questLogSize + k;
  world.set(questLog.f.quest, at, quest + 1);
  world.set(questLog.f.status, at, QuestStatus.active);
  world.set(questLog.f.accepted, at, world.frame);
  world.set(questDone.f.touched, at, world.frame);
  world.set(questDone.f.blockedSince, at, 0);
  world.set(questDone.f.worked, at, 0);
  world.derived.quests.eligibility.invalidateBot(bot);
  if (world.content.quests.timeLimitMs[quest]! > 0) setDeadline(world, bot);
}

/** Empty an entry. */
export function closeEntry(world: World, bot: number, k: number): void {
  const { questLog, questDone } = world.c;
  const at = bot * world.sizes.questLogSize + k;
  const held = questLog.quest[at]!;
  if (questDone.focus[bot] === held) world.set(questDone.f.focus, bot, 0);
  if (questDone.hand[bot] === held) world.set(questDone.f.hand, bot, 0);
  if (questDone.escort[bot] === held) world.set(questDone.f.escort, bot, 0);
  world.set(questLog.f.quest, at, 0);
  world.set(questLog.f.status, at, QuestStatus.none);
  world.set(questLog.f.accepted, at, 0);
  for (let row = 0; row < MAX_OBJECTIVES; row++) setCount(world, bot, k, row, 0);
  world.set(questDone.f.touched, at, 0);
  world.set(questDone.f.blockedSince, at, 0);
  world.set(questDone.f.worked, at, 0);
  world.derived.quests.eligibility.invalidateBot(bot);
  if (held > 0 && world.content.quests.timeLimitMs[held - 1]! > 0) setDeadline(world, bot);
}

/** The bot got on with the quest of an entry. */
export function touchEntry(world: World, bot: number, k: number): void {
  const at = bot * world.sizes.questLogSize + k;
  world.set(world.c.questDone.f.touched, at, world.frame);
  world.set(world.c.questDone.f.blockedSince, at, 0);
  world.noteProgress(bot);
}

/** True when a quest with a time limit has run out of it. */
export function isExpired(world: World, bot: number, k: number): boolean {
  const limit = world.content.quests.timeLimitMs[questAt(world, bot, k)]!;
  return limit > 0 && world.frame - acceptedAt(world, bot, k) > world.framesOf(limit);
}

/** Set an entry complete or active by its counts; completing it is an event. Entries of other statuses stay as they are. */
export function settleStatus(world: World, bot: number, k: number): void {
  const status = statusAt(world, bot, k);
  if (status !== QuestStatus.active && status !== QuestStatus.complete) return;
  const quest = questAt(world, bot, k);
  const wanted = allDone(world, bot, k, quest) ? QuestStatus.complete : QuestStatus.active;
  if (wanted === status) return;
  setStatus(world, bot, k, wanted);
  world.derived.quests.eligibility.invalidateBot(bot);
  if (wanted === QuestStatus.complete)
    world.event(Event['quest.completed'], world.uidOf(bot), world.content.quests.id[quest]!, world.frame - acceptedAt(world, bot, k));
}

function allDone(world: World, bot: number, k: number, quest: number): boolean {
  const { objectives, objectiveCount, objectiveKind, flags } = world.content.quests;
  const first = objectives.offsets[quest]!;
  const rows = objectives.offsets[quest + 1]! - first;
  // A quest that is done when accepted still wants the items it asks for.
  const itemsOnly = (flags[quest]! & QuestFlag.autoComplete) !== 0;
  for (let row = 0; row < rows; row++) {
    const at = objectives.values[first + row]!;
    if (itemsOnly && objectiveKind[at] !== Objective.collect) continue;
    if (countAt(world, bot, k, row) < objectiveCount[at]!) return false;
  }
  return true;
}
