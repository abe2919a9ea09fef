/**
 * System: what next? A bot that is due in the plan lane goes through the proposals below, in this order, and takes the first that has
 * something for it. One that finds nothing waits a little, and the reason is kept: every bot makes progress or says why not.
 */
import { BotState, GoalKind, Lane, StallCause } from '../../components/index.js';
import { STALL_CAUSES } from '../../components/quest.js';
import { proposeAuction } from '../auction/auction-goals.js';
import { proposeGrind, proposeRest } from '../combat/rest.js';
import { proposePump } from '../economy/pumps.js';
import { proposeMailbox } from '../mail/mail-goals.js';
import { proposeAbandon, proposeHub, proposeObjective, proposePickup, proposeTurnIn } from '../quest/proposals.js';
import { Salt } from '../salts.js';
import { Event } from '../vocabulary.js';
import { proposeFishing } from '../loot/propose-fishing.js';
import { proposeTraining } from '../training/train-goals.js';
import { proposeVendor } from '../vendor/vendor-goals.js';
import type { World } from '../world.js';
import type { Proposal } from './goals.js';
import { MAX_GOAL_FRAMES, clearGoal } from './goals.js';
import { fightOnTheWay } from './stint.js';

export const PROPOSALS: readonly Proposal[] = [
  proposePump,
  proposeRest,
  proposeVendor,
  proposeTurnIn,
  proposeTraining,
  proposeMailbox,
  proposeAuction,
  proposePickup,
  proposeObjective,
  proposeAbandon,
  proposeHub,
  proposeGrind,
  proposeFishing,
];

/** A bot with nothing to do looks again after 5 s. */
const WAIT_FRAMES = 50;
const MAX_PATIENCE = 8;
/** A bot that is trading or looting is asked again after this. */
const BUSY_FRAMES = 20;
/** Without progress for 5 minutes: a stall, said again every 5 minutes. */
const STALL_FRAMES = 3000;

export function decideGoal(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) decide(world, ids[k]!, frame);
}

function decide(world: World, bot: number, frame: number): void {
  const { life, goal, fight } = world.c;
  const state = life.state[bot]!;
  if (state === BotState.dead || state === BotState.fighting) return;
  if (state === BotState.trading || fight.corpse[bot] !== 0) {
    world.wakeAt(Lane.plan, bot, frame + BUSY_FRAMES);
    return;
  }
  if (goal.kind[bot] !== GoalKind.none) {
    if (frame - goal.since[bot]! < MAX_GOAL_FRAMES) {
      world.wakeAt(Lane.plan, bot, goal.since[bot]! + MAX_GOAL_FRAMES);
      return;
    }
    clearGoal(world, bot);
  }
  noteStall(world, bot, frame);
  for (let p = 0; p < PROPOSALS.length; p++) {
    if (!PROPOSALS[p]!(world, bot, frame)) continue;
    fightOnTheWay(world, bot);
    return;
  }
  world.setState(bot, BotState.waiting);
  if (world.c.progress.cause[bot] === StallCause.none) world.set(world.c.progress.f.cause, bot, StallCause.noGiver);
  // Somebody who finds nothing time and again looks less and less often, up to every 40 s; anything it finishes makes it quick again.
  const tries = Math.min(MAX_PATIENCE, goal.failures[bot]! + 1);
  world.set(goal.f.failures, bot, tries);
  world.wakeAt(Lane.plan, bot, frame + WAIT_FRAMES * tries + world.drawBelow(WAIT_FRAMES, world.uidOf(bot), Salt.wander));
}

function noteStall(world: World, bot: number, frame: number): void {
  const { progress, liveness } = world.c;
  const idle = frame - Math.max(progress.lastFrame[bot]!, liveness.saidFrame[bot]!);
  if (idle < STALL_FRAMES) return;
  // Nothing stood in its way: errands and ways of many minutes, one after the other.
  const cause = progress.cause[bot] === StallCause.none ? StallCause.onTheWay : progress.cause[bot]!;
  world.event(Event.stall, world.uidOf(bot), cause, idle);
  world.add(liveness.f.stalled, bot * STALL_CAUSES + cause, idle);
  world.set(liveness.f.saidFrame, bot, frame);
}
