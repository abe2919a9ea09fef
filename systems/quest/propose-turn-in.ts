/** Proposal: turn complete quests in, at the nearest of those who take them. */
import { BotState, GoalKind, QuestStatus, StallCause } from '../../components/index.js';
import { Op } from '../opcodes.js';
import { avoidKey, goalDone, goalFailed, isAvoided, setGoal } from '../plan/goals.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { dealsWith } from './eligibility.js';
import { countAt, isExpired, questAt, statusAt } from './quest-log.js';
import { turnInRefusal } from './turn-in-quest.js';
import { takeInHand } from './work-time.js';
import { avoidTurnIn, avoidsTurnIn, isHeld, noteCause, wayTo } from './ways.js';

/** A way of less than this (300 yards) is gone at once; a longer one waits for work that is at most half as far. */
const SHORT_WAY = 30_000;
/** A refused turn-in is tried again after a minute. */
const REFUSED_FRAMES = 600;

export function proposeTurnIn(world: World, bot: number): boolean {
  return goTurnIn(world, bot, false);
}

/** Go and turn in; `atOnce` even if there is work nearer. */
export function goTurnIn(world: World, bot: number, atOnce: boolean): boolean {
  const { givers } = world.content;
  const side = world.c.identity.side[bot]!;
  let best = -1;
  let bestQuest = -1;
  let bestWay = Infinity;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.complete || isExpired(world, bot, k) || avoidsTurnIn(world, bot, quest))
      continue;
    for (let e = givers.endersOf.offsets[quest]!; e < givers.endersOf.offsets[quest + 1]!; e++) {
      const giver = givers.endersOf.values[e]!;
      if (!dealsWith(world, giver, side) || isAvoided(world, bot, avoidKey(GoalKind.turnIn, giver))) continue;
      const way = wayTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
      if (way < 0) noteCause(world, bot, StallCause.noWay);
      if (way < 0 || way >= bestWay) continue;
      best = giver;
      bestQuest = quest;
      bestWay = way;
    }
  }
  if (best < 0 || (!atOnce && bestWay > SHORT_WAY && hasWorkWithin(world, bot, bestWay / 2))) return false;
  takeInHand(world, bot, bestQuest);
  setGoal(world, bot, GoalKind.turnIn, best, bestQuest, givers.map[best]!, givers.x[best]!, givers.y[best]!);
  return true;
}

/** True when an open objective that can be worked at lies within some way. */
function hasWorkWithin(world: World, bot: number, way: number): boolean {
  const { objectives, objectiveCount } = world.content.quests;
  const { facts } = world.derived.quests;
  const { questDone } = world.c;
  for (let k = 0; k < world.sizes.questLogSize; k++) {
    const quest = questAt(world, bot, k);
    if (quest < 0 || statusAt(world, bot, k) !== QuestStatus.active || questDone.blockedSince[bot * world.sizes.questLogSize + k] !== 0)
      continue;
    if (isHeld(world, bot, quest)) continue;
    const first = objectives.offsets[quest]!;
    for (let at = first; at < objectives.offsets[quest + 1]!; at++) {
      const row = objectives.values[at]!;
      if (facts.spotMap[row] !== world.c.motion.map[bot] || countAt(world, bot, k, at - first) >= objectiveCount[row]!) continue;
      if (wayTo(world, bot, facts.spotMap[row]!, facts.spotX[row]!, facts.spotY[row]!) <= way) return true;
    }
  }
  return false;
}

/** With one who ends quests: turn in all that are complete, one after the other. */
export function arriveTurnIn(world: World, bot: number): void {
  const giver = world.c.goal.target[bot]!;
  const { ends } = world.content.givers;
  let turned = 0;
  world.setState(bot, BotState.questing);
  for (let e = ends.offsets[giver]!; e < ends.offsets[giver + 1]!; e++) {
    const quest = ends.values[e]!;
    const refusal = turnInRefusal(world, bot, quest, giver, -1);
    if (refusal === Reason.done) {
      world.emit(Op.turnInQuest, bot, quest, giver, -1);
      turned++;
    } else if (refusal !== Reason.not_accepted && refusal !== Reason.not_complete) {
      if (refusal === Reason.bag_full) noteCause(world, bot, StallCause.bagFull);
      avoidTurnIn(world, bot, quest, REFUSED_FRAMES);
    }
  }
  if (turned > 0) goalDone(world, bot);
  else goalFailed(world, bot, avoidKey(GoalKind.turnIn, giver), REFUSED_FRAMES);
}
