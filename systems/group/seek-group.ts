/** Finding company, answering invitations, and leaving a group that has had its day. */
import { BotState, StallCause } from '../../components/index.js';
import { FAR, distanceTo, xOf, yOf } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { questAt } from '../quest/quest-log.js';
import { Salt } from '../salts.js';
import { PICKED, pickNear } from '../trade/crowd.js';
import type { World } from '../world.js';
import { groupOf, groupQuest, leaderOf } from './group-state.js';
import { GROUP_DISTANCE } from './members.js';
import { isForGroups, sharedQuest } from './shared-quest.js';

export { groupQuest } from './group-state.js';

/** A group without a quest lasts 10 minutes, any group 40. */
const IDLE_GROUP_FRAMES = 6000;
const LONGEST_GROUP_FRAMES = 24_000;
/** A member that has been on its way for this long and is farther than this from its leader has lost it (2 minutes, 400 yards). */
const LOST_FRAMES = 1200;
const LOST_CENTI = 40_000;
/** After a group a bot is on its own for 3 minutes. */
const ALONE_FRAMES = 1800;
/** Bots this many levels apart go well together; without a common quest only one in this many looks is for mere company. */
const LEVELS_APART = 4;
const COMPANY_SHARE = 6;

const picked = new Int32Array(PICKED);

/** Answer an invitation, yes or no. Returns whether there was one. */
export function answerInvitation(world: World, bot: number): boolean {
  const { social, life } = world.c;
  const inviter = social.invitedBy[bot]! - 1;
  if (inviter < 0) return false;
  const g = groupOf(world, inviter);
  const open = g < 0 || (leaderOf(world, g) === inviter && world.c.group.size[g]! < world.rules.groupMemberLimit);
  const fits = life.state[inviter] !== BotState.dead && Math.abs(life.level[inviter]! - life.level[bot]!) <= LEVELS_APART;
  if (groupOf(world, bot) < 0 && open && fits) world.emit(Op.joinGroup, bot, g);
  else world.emit(Op.leaveGroup, bot);
  return true;
}

/** A bot on its own asks somebody nearby it has something in common with. Returns whether it did. */
export function seekGroup(world: World, bot: number, frame: number): boolean {
  const { social, life } = world.c;
  if (social.lastGroup[bot] !== 0 && frame - social.lastGroup[bot]! < ALONE_FRAMES) return false;
  if (life.state[bot] === BotState.fighting) return false;
  return invite(world, bot, needsCompany(world, bot));
}

/** Leave a group that has had its day; a leader with room asks others in. Returns whether it did anything. */
export function reviewGroup(world: World, bot: number, frame: number): boolean {
  const g = groupOf(world, bot);
  if (hasHadItsDay(world, bot, g, frame)) {
    world.emit(Op.leaveGroup, bot);
    return true;
  }
  if (leaderOf(world, g) !== bot || world.c.group.size[g]! >= world.rules.groupMemberLimit) return false;
  return invite(world, bot, groupQuest(world, bot) >= 0);
}

function hasHadItsDay(world: World, bot: number, g: number, frame: number): boolean {
  const { group, social, motion } = world.c;
  const age = frame - group.formed[g]!;
  if (age > LONGEST_GROUP_FRAMES) return true;
  // The quest is turned in or given up: what the group was for is done, for this member.
  if (group.quest[g] !== 0 ? groupQuest(world, bot) < 0 : age > IDLE_GROUP_FRAMES) return true;
  const leader = leaderOf(world, g);
  if (leader === bot || frame - social.lastGroup[bot]! < LOST_FRAMES) return false;
  const d = distanceTo(world, bot, motion.map[leader]!, xOf(world, leader), yOf(world, leader));
  return d >= FAR || d > LOST_CENTI;
}

/** Whether a bot has a quest it should not do alone, or is stuck for want of strength. */
function needsCompany(world: World, bot: number): boolean {
  const cause = world.c.progress.cause[bot]!;
  if (cause === StallCause.tooWeak || cause === StallCause.waitingForGroup) return true;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest >= 0 && isForGroups(world, quest)) return true;
  }
  return false;
}

function invite(world: World, bot: number, eager: boolean): boolean {
  const count = pickNear(world, bot, suits, picked);
  let other = -1;
  let quest = -1;
  let bestValue = -1;
  for (let n = 0; n < count; n++) {
    const shared = sharedQuest(world, bot, picked[n]!);
    const value = shared < 0 ? 0 : 1 + (isForGroups(world, shared) ? 1 : 0);
    if (value > bestValue) {
      other = picked[n]!;
      quest = shared;
      bestValue = value;
    }
  }
  if (other < 0) return false;
  if (quest < 0 && !eager && world.drawBelow(COMPANY_SHARE, world.uidOf(bot), Salt.group) !== 0) return false;
  world.emit(Op.inviteToGroup, bot, other, quest);
  return true;
}

function suits(world: World, bot: number, other: number): boolean {
  const { identity, social, life, motion } = world.c;
  if (identity.side[bot] !== identity.side[other] || social.group[other] !== 0 || social.invitedBy[other] !== 0) return false;
  if (life.state[other] === BotState.dead || motion.zone[bot] !== motion.zone[other]) return false;
  if (Math.abs(life.level[bot]! - life.level[other]!) > LEVELS_APART) return false;
  return distanceTo(world, other, motion.map[bot]!, xOf(world, bot), yOf(world, bot)) <= GROUP_DISTANCE;
}
