/** Proposal: take a quest. The bot asks for one in the pickup queue, goes for the best in its reach, and at its giver takes all it wants. */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { itemAt, nextCarrySlot, BEFORE_CARRY } from '../inventory/items.js';
import { distanceTo, xOf, yOf } from '../movement/motion.js';
import { optionIndex } from '../options.js';
import { Op } from '../opcodes.js';
import { avoid, avoidKey, goalDone, goalFailed, think } from '../plan/goals.js';
import type { World } from '../world.js';
import { Reason } from '../vocabulary.js';
import { acceptRefusal } from './accept-quest.js';
import { holdsBack, isQueued, putOff, requestPickup, retryFrames } from './pickup-queue.js';
import { abandonOne } from './propose-abandon.js';
import { logCount, logLimit } from './quest-log.js';
import { wants } from './wants.js';

const PICKUP = optionIndex('quest.pickup');
const MAX_ACTIVE = optionIndex('quest.maxActive');
/** A bot that found nothing looks again when it has gone 25 yards, or after 2 minutes, or when its level or log has changed. */
const LOOK_CENTI = 2500;
const LOOK_FRAMES = 1200;
const LEVEL_SPAN = 256;
const LOG_SPAN = 32;
const DONE_SPAN = 1 << 17;

/** Tiers of need: no quest at all, fewer than a third of what it likes to have, fewer than two thirds, more. */
const THIRDS = 3;

export function proposePickup(world: World, bot: number, frame: number): boolean {
  if (isQueued(world, bot)) {
    if (!putOff(world, bot, frame)) return false;
    world.wakeAt(Lane.plan, bot, frame + retryFrames(world, bot));
    return true;
  }
  if (world.option(PICKUP) === 0) return false;
  const room = roomInPlan(world, bot);
  if (room <= 0) return abandonOne(world, bot, frame);
  if (lookedInVain(world, bot, frame)) return false;
  if (takeFromItem(world, bot)) return true;
  if (holdsBack(world, bot, frame) || !requestPickup(world, bot, tierOf(world, bot), frame)) return false;
  world.setState(bot, BotState.questing);
  world.wakeAt(Lane.plan, bot, frame + retryFrames(world, bot));
  return true;
}

/** How much a bot needs a quest, 0 most. */
function tierOf(world: World, bot: number): number {
  const has = logCount(world, bot);
  return has === 0 ? 0 : 1 + Math.min(THIRDS - 1, Math.floor((has * THIRDS) / Math.max(1, world.option(MAX_ACTIVE))));
}

/** Quests the bot would like to have more than it has. */
function roomInPlan(world: World, bot: number): number {
  return Math.min(world.option(MAX_ACTIVE), logLimit(world)) - logCount(world, bot);
}

/** A carried item that starts a wanted quest: it is taken on the spot. */
function takeFromItem(world: World, bot: number): boolean {
  if (!world.derived.carried.hasStarter(bot)) return false;
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

/** The bot found nothing here, as things are. */
export function rememberLook(world: World, bot: number, frame: number): void {
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
