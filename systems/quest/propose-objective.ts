/**
 * Proposal: get on with a quest. The bot stays with the objective it works at; when that is done or cannot be had now, it takes the one
 * with the shortest way of all that are open.
 */
import { QuestStatus, StallCause } from '../../components/index.js';
import { MAX_OBJECTIVES } from '../../components/quest.js';
import { Objective, QuestFlag } from '../../data/content.js';
import { groupQuest } from '../group/group-state.js';
import type { World } from '../world.js';
import { AbandonReason } from './abandon-quest.js';
import { faultOf, noteDataError } from './data-errors.js';
import { giveUp, isHopeless } from './propose-abandon.js';
import { goTurnIn } from './propose-turn-in.js';
import { PURSUED, pursue } from './pursue.js';
import { countAt, entryOf, isExpired, questAt, statusAt } from './quest-log.js';
import { isGrey } from './wants.js';
import { shareWithMates } from './propose-share.js';
import { takeInHand } from './work-time.js';
import { holdQuest, isHeld, noteCause, spotWay } from './ways.js';

/** A bot stays with an objective that is no farther than this (400 yards); otherwise it looks what is nearest. */
const FOCUS_WAY = 40_000;
/** After so many deaths over one quest the bot leaves it for later. */
const TOO_MANY_DEATHS = 2;
/** Each level that a quest's opponents have above the bot counts as so much farther, centiyards: the easy ones come first. */
const LEVEL_WAY = 15_000;
/** Objectives tried in one look. */
const MAX_TRIES = 8;
/** Objectives that were blocked lately count this much farther, centiyards. */
const BLOCKED_WAY = 1_000_000;
/** What the group is for counts as so much nearer, centiyards (400 yards). */
const TOGETHER_WAY = 40_000;
const MAX_LOG = 32;

const openQuest = new Int32Array(MAX_LOG * MAX_OBJECTIVES);
const openEntry = new Int32Array(MAX_LOG * MAX_OBJECTIVES);
const openRow = new Int32Array(MAX_LOG * MAX_OBJECTIVES);
const openWay = new Float64Array(MAX_LOG * MAX_OBJECTIVES);

export function proposeObjective(world: World, bot: number, frame: number): boolean {
  shareWithMates(world, bot);
  if (stayFocused(world, bot, frame)) return true;
  const open = gather(world, bot);
  let cause: number = StallCause.none;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const n = nearestOpen(open);
    if (n < 0) break;
    const answer = tryRow(world, bot, openQuest[n]!, openRow[n]!);
    if (answer === PURSUED) {
      focus(world, bot, openQuest[n]!, openRow[n]!);
      unblock(world, bot, openEntry[n]!);
      return true;
    }
    if (cause === StallCause.none) cause = answer;
    if (answer === StallCause.dataError || answer === StallCause.noWay) giveUpImpossible(world, bot, n, frame);
    openWay[n] = Infinity;
  }
  if (open === 0) return goTurnIn(world, bot, true);
  block(world, bot, open, frame);
  noteCause(world, bot, cause);
  return goTurnIn(world, bot, true);
}

/** Go on with the objective in focus: true when it is pursued or its quest given up as hopeless, false when it is done or cannot be had now. */
function stayFocused(world: World, bot: number, frame: number): boolean {
  const { questDone } = world.c;
  const { objectives } = world.content.quests;
  const quest = questDone.focus[bot]! - 1;
  if (quest < 0) return false;
  const k = entryOf(world, bot, quest);
  if (k < 0 || statusAt(world, bot, k) !== QuestStatus.active || isExpired(world, bot, k)) return false;
  if (isHopeless(world, bot, k, quest, frame)) {
    giveUp(world, bot, quest, AbandonReason.hopeless);
    return true;
  }
  if (world.c.progress.deaths[bot]! - questDone.focusDeaths[bot]! >= TOO_MANY_DEATHS) {
    holdQuest(world, bot, quest);
    world.set(questDone.f.focus, bot, 0);
    noteCause(world, bot, StallCause.tooWeak);
    return false;
  }
  const row = questDone.focusRow[bot]!;
  if (spotWay(world, bot, objectives.values[objectives.offsets[quest]! + row]!) > FOCUS_WAY || isHeld(world, bot, quest)) return false;
  if (!isOpen(world, bot, k, quest, row) || isGrey(world, bot, quest)) return false;
  if (tryRow(world, bot, quest, row) !== PURSUED) return false;
  takeInHand(world, bot, quest);
  unblock(world, bot, k);
  return true;
}

function tryRow(world: World, bot: number, quest: number, row: number): number {
  const { objectives } = world.content.quests;
  return pursue(world, bot, quest, row, objectives.values[objectives.offsets[quest]! + row]!);
}

/** True for an objective that is not done and that the quest wants done. */
function isOpen(world: World, bot: number, k: number, quest: number, row: number): boolean {
  const { objectives, objectiveCount, objectiveKind, flags } = world.content.quests;
  const at = objectives.values[objectives.offsets[quest]! + row]!;
  if ((flags[quest]! & QuestFlag.autoComplete) !== 0 && objectiveKind[at] !== Objective.collect) return false;
  return countAt(world, bot, k, row) < objectiveCount[at]!;
}

/** All open objectives with the way to their place; returns how many. */
function gather(world: World, bot: number): number {
  const { objectives } = world.content.quests;
  const { dangerLevel } = world.derived.quests.facts;
  let open = 0;
  const together = groupQuest(world, bot);
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (
      quest < 0 ||
      statusAt(world, bot, k) !== QuestStatus.active ||
      isExpired(world, bot, k) ||
      isGrey(world, bot, quest) ||
      isHeld(world, bot, quest)
    )
      continue;
    const first = objectives.offsets[quest]!;
    const detour =
      (quest === together ? -TOGETHER_WAY : 0) +
      LEVEL_WAY * Math.max(0, dangerLevel[quest]! - world.c.life.level[bot]!) +
      (world.c.questDone.blockedSince[bot * world.sizes.questLogSize + k] !== 0 ? BLOCKED_WAY : 0);
    for (let row = 0; row < objectives.offsets[quest + 1]! - first; row++) {
      if (!isOpen(world, bot, k, quest, row)) continue;
      openQuest[open] = quest;
      openEntry[open] = k;
      openRow[open] = row;
      openWay[open] = detour + spotWay(world, bot, objectives.values[first + row]!);
      open++;
    }
  }
  return open;
}

/** The open objective with the shortest way that has not been tried; ties to the first of the log. */
function nearestOpen(open: number): number {
  let best = -1;
  let shortest = Infinity;
  for (let n = 0; n < open; n++) {
    if (openWay[n]! >= shortest) continue;
    shortest = openWay[n]!;
    best = n;
  }
  return best;
}

function focus(world: World, bot: number, quest: number, row: number): void {
  const { questDone } = world.c;
  takeInHand(world, bot, quest);
  if (questDone.focus[bot] !== quest + 1) {
    world.set(questDone.f.focusSince, bot, world.frame);
    world.set(questDone.f.focusDeaths, bot, world.c.progress.deaths[bot]!);
  }
  world.set(questDone.f.focus, bot, quest + 1);
  world.set(questDone.f.focusRow, bot, row);
}

function unblock(world: World, bot: number, k: number): void {
  world.set(world.c.questDone.f.blockedSince, bot * world.sizes.questLogSize + k, 0);
}

/** Nothing can be done for these quests now; since when is kept. */
function block(world: World, bot: number, open: number, frame: number): void {
  const { questDone } = world.c;
  for (let n = 0; n < open; n++) {
    const at = bot * world.sizes.questLogSize + openEntry[n]!;
    if (questDone.blockedSince[at] === 0) world.set(questDone.f.blockedSince, at, Math.max(1, frame));
  }
}

/** An objective that the content makes impossible for this bot: the row is named the first time, and the quest is given up when it is next blocked. */
function giveUpImpossible(world: World, bot: number, n: number, frame: number): void {
  const { questDone } = world.c;
  if (questDone.blockedSince[bot * world.sizes.questLogSize + openEntry[n]!] !== 0) return;
  const { objectives } = world.content.quests;
  const quest = openQuest[n]!;
  const row = openRow[n]!;
  const fault = faultOf(world, objectives.values[objectives.offsets[quest]! + row]!);
  if (fault >= 0 && frame > 0) noteDataError(world, bot, quest, row, fault);
}
