/** Proposal: give a quest up that is grey, has failed, or cannot be got on with. */
import { BotState, QuestStatus } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { think } from '../plan/goals.js';
import type { World } from '../world.js';
import { AbandonReason } from './abandon-quest.js';
import { isExpired, questAt, statusAt } from './quest-log.js';
import { avoidQuest } from './ways.js';
import { isGrey } from './wants.js';

/** A quest without progress for so long is hopeless (20 minutes): while it was worked at, or while nothing could be done for it. */
export const HOPELESS_FRAMES = 12_000;
/** A complete quest that nobody takes is kept for an hour. */
const UNCLAIMED_FRAMES = 36_000;

export function proposeAbandon(world: World, bot: number, frame: number): boolean {
  return abandonOne(world, bot, frame);
}

/** Give up the first quest of the log that is past saving. */
export function abandonOne(world: World, bot: number, frame: number): boolean {
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0) continue;
    const reason = verdict(world, bot, k, quest, frame);
    if (reason < 0) continue;
    giveUp(world, bot, quest, reason);
    return true;
  }
  return false;
}

/** Abandon a quest, leave it alone for a while, and think again. */
export function giveUp(world: World, bot: number, quest: number, reason: number): void {
  world.emit(Op.abandonQuest, bot, quest, reason);
  avoidQuest(world, bot, quest);
  world.setState(bot, BotState.questing);
  think(world, bot, -1);
}

/** AbandonReason of an entry, or -1 to keep it. */
function verdict(world: World, bot: number, k: number, quest: number, frame: number): number {
  const status = statusAt(world, bot, k);
  if (status === QuestStatus.failed || isExpired(world, bot, k)) return AbandonReason.failed;
  const { questDone } = world.c;
  const at = bot * world.sizes.questLogSize + k;
  const touched = questDone.touched[at]!;
  if (status === QuestStatus.complete) return frame - touched > UNCLAIMED_FRAMES ? AbandonReason.hopeless : -1;
  if (isGrey(world, bot, quest)) return AbandonReason.grey;
  if (isHopeless(world, bot, k, quest, frame)) return AbandonReason.hopeless;
  return -1;
}

/** True for an active quest that got nowhere for 20 minutes of trying. */
export function isHopeless(world: World, bot: number, k: number, quest: number, frame: number): boolean {
  const { questDone } = world.c;
  const at = bot * world.sizes.questLogSize + k;
  const blocked = questDone.blockedSince[at]!;
  if (blocked > 0 && frame - blocked > HOPELESS_FRAMES) return true;
  return questDone.focus[bot] === quest + 1 && frame - Math.max(questDone.touched[at]!, questDone.focusSince[bot]!) > HOPELESS_FRAMES;
}
