/**
 * System (social lane): a bot looks after its trade, answers an invitation, and from time to time looks round for a trade or for company.
 */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import { isExploiter } from '../economy/pumps.js';
import { answerInvitation, reviewGroup, seekGroup } from '../group/seek-group.js';
import { optionIndex } from '../options.js';
import { goalFailed } from '../plan/goals.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';
import { crowd } from './crowd.js';
import { seekTrade } from './seek-trade.js';
import { stepTrade } from './step-trade.js';
import { partnerKey } from './trade-policy.js';
import { goOn, tradeOf } from './trade-state.js';

const TRADE_INTERVAL = optionIndex('trade.interval');
const GROUP_INTERVAL = optionIndex('group.interval');
/** In a crowd everybody looks round less often, so that a frame's work does not grow with the square of the crowd. */
const CROWD = 64;
/** A walk to a partner that takes longer than this is given up, frames (1 minute). */
const MEET_FRAMES = 600;

export function socialise(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) look(world, ids[k]!, frame);
}

function look(world: World, bot: number, frame: number): void {
  const { life, social } = world.c;
  if (isExploiter(world, bot)) {
    sleep(world, bot, frame);
    return;
  }
  const t = tradeOf(world, bot);
  if (t >= 0) {
    stepTrade(world, bot, t, frame);
    if (social.trade[bot] !== 0) keepAwake(world, bot, frame);
    return;
  }
  endMeeting(world, bot, frame);
  crowd.size = 0;
  if (life.state[bot] !== BotState.dead && !answerInvitation(world, bot)) {
    const grouped =
      isGroupTurn(world, bot, frame) && (social.group[bot] !== 0 ? reviewGroup(world, bot, frame) : seekGroup(world, bot, frame));
    if (!grouped && seekTrade(world, bot, frame)) return keepAwake(world, bot, frame);
  }
  sleep(world, bot, frame);
}

/** A bot whose request was refused, or whose walk to a partner leads nowhere, goes on with its life. */
function endMeeting(world: World, bot: number, frame: number): void {
  const { goal, life } = world.c;
  if (life.state[bot] === BotState.trading) goOn(world, bot);
  else if (goal.kind[bot] === GoalKind.meet && frame - goal.since[bot]! > MEET_FRAMES && life.state[bot] !== BotState.dead) {
    goalFailed(world, bot, partnerKey(world, goal.target[bot]!));
  }
}

/** Every other look or so goes to groups: when a boundary of the group interval lies between this look and the one before. */
function isGroupTurn(world: World, bot: number, frame: number): boolean {
  const every = world.option(GROUP_INTERVAL);
  const phase = world.uidOf(bot) % every;
  return Math.floor((frame + phase) / every) !== Math.floor((frame + phase - world.option(TRADE_INTERVAL)) / every);
}

/** Look round again after the interval, give or take a quarter, later in a crowd. */
function sleep(world: World, bot: number, frame: number): void {
  const every = world.option(TRADE_INTERVAL);
  const spread = Math.max(1, Math.floor(every / 2));
  const crowded = Math.floor((every * crowd.size) / CROWD);
  const delay = every + crowded - Math.floor(spread / 2) + world.drawBelow(spread, world.uidOf(bot), Salt.trade);
  world.wakeAt(Lane.social, bot, frame + Math.max(1, delay));
}

/** Never without a wake-up: who waits for a partner or walks to one looks again after the interval at the latest. */
function keepAwake(world: World, bot: number, frame: number): void {
  world.wake(Lane.social, bot, frame + world.option(TRADE_INTERVAL));
}
