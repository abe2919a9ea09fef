/** Looking round for somebody who wants what a bot carries. */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { distance } from '../../engine/integer-math.js';
import { membersNear } from '../group/members.js';
import { stop, xOf, yOf } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import { avoid, setGoal } from '../plan/goals.js';
import type { World } from '../world.js';
import { bestOffer, gatherOffers } from './choose-deal.js';
import { PICKED, pickNear } from './crowd.js';
import { TradePolicy, isApproachable, isShunned, mayTrade, partnerKey } from './trade-policy.js';

const INTERVAL = optionIndex('trade.interval');
const POLICY = optionIndex('trade.policy');
/** After a trade a bot rests from it for this many intervals. */
const REST_INTERVALS = 6;
/** Within this a partner is asked at once; farther away the bot walks up to it first, centiyards. */
const AT_HAND = 1000;
/** A partner under way is worth waiting for when it arrives within 10 s. */
const SOON_FRAMES = 100;
/** A bot that asked somebody looks how it went after this. */
const ASKED_FRAMES = 10;
/** Somebody who was asked is not asked again for 2 minutes. */
const ASK_AGAIN_FRAMES = 1200;

const picked = new Int32Array(PICKED);

/** Looks for the best deal among a few bots nearby, and asks or walks up to the partner. Returns whether it did. */
export function seekTrade(world: World, bot: number, frame: number): boolean {
  const { social } = world.c;
  if (!isApproachable(world, bot) || world.c.goal.kind[bot] === GoalKind.meet) return false;
  if (social.lastTrade[bot] !== 0 && frame - social.lastTrade[bot]! < REST_INTERVALS * world.option(INTERVAL)) return false;
  if (world.option(POLICY) === TradePolicy.none || gatherOffers(world, bot) === 0) return false;
  if (handOver(world, bot)) return true;
  const count = pickNear(world, bot, suits, picked);
  let partner = -1;
  let bestValue = 0;
  for (let n = 0; n < count; n++) {
    const other = picked[n]!;
    const value = bestOffer(world, other);
    if (value > bestValue || (value > 0 && value === bestValue && world.uidOf(other) < world.uidOf(partner))) {
      partner = other;
      bestValue = value;
    }
  }
  if (partner < 0) return false;
  return approach(world, bot, partner);
}

/** Members of the group near by come first: what one of them can use is handed over, and food and drink are shared. */
function handOver(world: World, bot: number): boolean {
  if (world.c.social.group[bot] === 0) return false;
  const near = membersNear(world, bot);
  let partner = -1;
  let bestValue = 0;
  for (let n = 1; n < near.count; n++) {
    const other = near.list[n]!;
    const value = suits(world, bot, other) ? bestOffer(world, other) : 0;
    if (value > bestValue || (value > 0 && value === bestValue && world.uidOf(other) < world.uidOf(partner))) {
      partner = other;
      bestValue = value;
    }
  }
  return partner >= 0 && approach(world, bot, partner);
}

function suits(world: World, bot: number, other: number): boolean {
  const { identity, motion } = world.c;
  return (
    identity.side[bot] === identity.side[other] &&
    motion.map[bot] === motion.map[other] &&
    isApproachable(world, other) &&
    mayTrade(world, bot, other) &&
    !isShunned(world, bot, other)
  );
}

function approach(world: World, bot: number, partner: number): boolean {
  const { motion } = world.c;
  const x = xOf(world, partner);
  const y = yOf(world, partner);
  if (distance(xOf(world, bot), yOf(world, bot), x, y) <= AT_HAND) {
    ask(world, bot, partner);
    return true;
  }
  // Somebody under way is met where it is going, when it will be there soon: its cell is the one in which its way ends.
  if (motion.arrive[partner]! - world.frame > SOON_FRAMES || !mayLeave(world.c.goal.kind[bot]!)) return false;
  setGoal(world, bot, GoalKind.meet, partner, world.uidOf(partner), motion.map[partner]!, motion.toX[partner]!, motion.toY[partner]!);
  return true;
}

/** Goals that can wait: they are found again afterwards. Nobody walks off its corpse, an escort or an auctioneer. */
function mayLeave(kind: number): boolean {
  return kind !== GoalKind.corpse && kind !== GoalKind.escort && kind !== GoalKind.auction && kind !== GoalKind.mailbox;
}

/** Stand still and ask for a trade; the bot looks how it went in its social lane. */
export function ask(world: World, bot: number, partner: number): void {
  standStill(world, bot);
  avoid(world, bot, partnerKey(world, partner), ASK_AGAIN_FRAMES);
  world.emit(Op.requestTrade, bot, partner);
  world.wakeAt(Lane.social, bot, world.frame + ASKED_FRAMES);
}

/** Interrupt whatever a bot is at while a trade lasts; `goOn` takes it up again. */
export function standStill(world: World, bot: number): void {
  stop(world, bot);
  world.setState(bot, BotState.trading);
}
