/**
 * Proposal: take a quest. The phases of discovery: givers in reach (from the index), their quests, eligibility, filters, scores, and the
 * best is gone for; at its giver the bot takes all it wants.
 */
import { BotState, GoalKind } from '../../components/index.js';
import { itemAt, nextCarrySlot, BEFORE_CARRY } from '../inventory/items.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import { Op } from '../opcodes.js';
import { avoid, avoidKey, goalDone, goalFailed, isAvoided, setGoal, think } from '../plan/goals.js';
import type { World } from '../world.js';
import { Reason } from '../vocabulary.js';
import { acceptRefusal } from './accept-quest.js';
import { MAX_ALTERNATIVES } from './decisions.js';
import { dealsWith } from './eligibility.js';
import { abandonOne } from './propose-abandon.js';
import { logCount } from './quest-log.js';
import { wants } from './wants.js';

const MAX_ACTIVE = optionIndex('quest.maxActive');
/** A bot that found nothing looks again when it has gone 25 yards, or after 2 minutes, or when its level or log has changed. */
const LOOK_CENTI = 2500;
const LOOK_FRAMES = 1200;
const LEVEL_SPAN = 256;
const LOG_SPAN = 32;
const DONE_SPAN = 1 << 17;

/** The best candidates of the last choice, best first: the one chosen and its alternatives. */
const KEPT = MAX_ALTERNATIVES + 1;
const keptQuest = new Int32Array(KEPT);
const keptGiver = new Int32Array(KEPT);
const keptScore = new Float64Array(KEPT);
const choice = { giver: -1, quest: -1, candidates: 0, rejected: 0 };

export function proposePickup(world: World, bot: number, frame: number): boolean {
  const room = roomInPlan(world, bot);
  if (room <= 0) return abandonOne(world, bot, frame);
  if (lookedInVain(world, bot, frame)) return false;
  if (takeFromItem(world, bot)) return true;
  if (!chooseQuest(world, bot)) {
    rememberLook(world, bot, frame);
    return false;
  }
  const { givers } = world.content;
  const { giver, quest } = choice;
  world.derived.quests.decisions.note(
    frame,
    world.uidOf(bot),
    giver,
    keptQuest,
    keptScore,
    Math.min(KEPT, choice.candidates),
    choice.rejected,
  );
  setGoal(world, bot, GoalKind.accept, giver, quest, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
  return true;
}

/** Quests the bot would like to have more than it has. */
function roomInPlan(world: World, bot: number): number {
  return Math.min(world.option(MAX_ACTIVE), world.sizes.questLogSize) - logCount(world, bot);
}

/**
 * The best quest to be had in reach of a bot, by its strategy; ties to the lower giver, then to the lower quest. The answer
 * is in the returned record (reused), null when there is none.
 */
export function bestPickup(world: World, bot: number): Readonly<typeof choice> | null {
  return chooseQuest(world, bot) ? choice : null;
}

function chooseQuest(world: World, bot: number): boolean {
  const index = world.derived.quests;
  const { givers } = world.content;
  const side = world.c.identity.side[bot]!;
  const map = world.c.motion.map[bot]!;
  const radius = index.radius;
  const score = index.strategies.of(world, bot);
  const near = index.giversNear(map, xOf(world, bot), yOf(world, bot));
  choice.candidates = 0;
  choice.rejected = 0;
  let kept = 0;
  for (let n = 0; n < near.length; n++) {
    const giver = near[n]!;
    const away = distanceTo(world, bot, map, givers.x[giver]!, givers.y[giver]!);
    if (away > radius || !dealsWith(world, giver, side) || isAvoided(world, bot, avoidKey(GoalKind.accept, giver))) continue;
    for (let k = givers.starts.offsets[giver]!; k < givers.starts.offsets[giver + 1]!; k++) {
      const quest = givers.starts.values[k]!;
      const value = wants(world, bot, quest) ? score(world, bot, quest, giver, away) : 0;
      if (value > 0) {
        kept = keep(kept, quest, giver, value);
        choice.candidates++;
      } else {
        choice.rejected++;
      }
    }
  }
  choice.quest = kept > 0 ? keptQuest[0]! : -1;
  choice.giver = kept > 0 ? keptGiver[0]! : -1;
  return kept > 0;
}

/** Keep a candidate among the best, ordered by (score descending, giver, quest); a quest that several givers have is kept once. */
function keep(kept: number, quest: number, giver: number, score: number): number {
  let n = kept;
  for (let k = 0; k < n; k++) {
    if (keptQuest[k] !== quest) continue;
    if (!ahead(score, giver, quest, k)) return n;
    for (let m = k; m + 1 < n; m++) shift(m + 1, m);
    n--;
    break;
  }
  let at = n;
  while (at > 0 && ahead(score, giver, quest, at - 1)) at--;
  if (at === KEPT) return n;
  n = Math.min(n + 1, KEPT);
  for (let m = n - 1; m > at; m--) shift(m - 1, m);
  keptQuest[at] = quest;
  keptGiver[at] = giver;
  keptScore[at] = score;
  return n;
}
function ahead(score: number, giver: number, quest: number, k: number): boolean {
  if (score !== keptScore[k]) return score > keptScore[k]!;
  return giver !== keptGiver[k] ? giver < keptGiver[k]! : quest < keptQuest[k]!;
}
function shift(from: number, to: number): void {
  keptQuest[to] = keptQuest[from]!;
  keptGiver[to] = keptGiver[from]!;
  keptScore[to] = keptScore[from]!;
}

/** A carried item that starts a wanted quest: it is taken on the spot. */
function takeFromItem(world: World, bot: number): boolean {
  const { startsQuest } = world.content.items;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    const quest = i < 0 ? -1 : startsQuest[world.c.item.kind[i]!]!;
    if (quest < 0 || !wants(world, bot, quest) || acceptRefusal(world, bot, quest, -1) !== Reason.done) continue;
    world.emit(Op.acceptQuest, bot, quest, -1);
    world.setState(bot, BotState.questing);
    think(world, bot, -1);
    return true;
  }
  return false;
}

/** At a giver: take every quest it has that the bot wants, as far as its plan has room, in the order of the giver's list. */
export function arriveAccept(world: World, bot: number): void {
  const giver = world.c.goal.target[bot]!;
  const first = world.c.goal.arg[bot]!;
  const { starts } = world.content.givers;
  let room = roomInPlan(world, bot);
  let taken = 0;
  world.setState(bot, BotState.questing);
  if (room > 0 && acceptable(world, bot, first, giver)) {
    world.emit(Op.acceptQuest, bot, first, giver);
    room--;
    taken++;
  }
  for (let k = starts.offsets[giver]!; k < starts.offsets[giver + 1]! && room > 0; k++) {
    const quest = starts.values[k]!;
    if (quest === first || !acceptable(world, bot, quest, giver) || clashes(world, giver, k, quest, first, taken)) continue;
    world.emit(Op.acceptQuest, bot, quest, giver);
    room--;
    taken++;
  }
  if (taken > 0) goalDone(world, bot);
  else goalFailed(world, bot, avoidKey(GoalKind.accept, giver));
}

function acceptable(world: World, bot: number, quest: number, giver: number): boolean {
  return wants(world, bot, quest) && acceptRefusal(world, bot, quest, giver) === Reason.done;
}

/** True when a quest of the same exclusive group is already among those being taken: the first of the giver's list, or the one come for. */
function clashes(world: World, giver: number, k: number, quest: number, first: number, taken: number): boolean {
  const { starts } = world.content.givers;
  const { exclusiveGroup } = world.content.quests;
  const group = exclusiveGroup[quest]!;
  if (group <= 0 || taken === 0) return false;
  if (exclusiveGroup[first] === group) return true;
  for (let n = starts.offsets[giver]!; n < k; n++) if (exclusiveGroup[starts.values[n]!] === group) return true;
  return false;
}

function lookedInVain(world: World, bot: number, frame: number): boolean {
  const { questDone, motion } = world.c;
  const at = questDone.lookFrame[bot]!;
  if (at === 0 || frame - at > LOOK_FRAMES || questDone.lookMap[bot] !== motion.map[bot] || questDone.lookStamp[bot] !== stamp(world, bot))
    return false;
  return distanceTo(world, bot, motion.map[bot]!, questDone.lookX[bot]!, questDone.lookY[bot]!) < LOOK_CENTI;
}

function rememberLook(world: World, bot: number, frame: number): void {
  const { questDone, motion } = world.c;
  world.set(questDone.f.lookMap, bot, motion.map[bot]!);
  world.set(questDone.f.lookX, bot, xOf(world, bot));
  world.set(questDone.f.lookY, bot, yOf(world, bot));
  world.set(questDone.f.lookFrame, bot, frame);
  world.set(questDone.f.lookStamp, bot, stamp(world, bot));
}

/** Level, entries of the log and quests done, in one number. */
function stamp(world: World, bot: number): number {
  return ((world.c.progress.questsDone[bot]! % DONE_SPAN) * LOG_SPAN + logCount(world, bot)) * LEVEL_SPAN + world.c.life.level[bot]!;
}

/** Hubs a bot has just been to are left alone for 10 minutes. */
export const HUB_REST_FRAMES = 6000;

/** At a hub: look round here; it is not chosen again for a while. */
export function arriveHub(world: World, bot: number): void {
  avoid(world, bot, avoidKey(GoalKind.hub, world.c.goal.target[bot]!), HUB_REST_FRAMES);
  world.set(world.c.questDone.f.lookFrame, bot, 0);
  goalDone(world, bot, 1);
}
