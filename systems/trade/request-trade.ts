import type { Verb } from '../../engine/command-queue.js';
import { BotState, TradeState } from '../../components/index.js';
import { checkInitiateTrade, tradeSidesMatch, TradeStatus } from '../rules/trade-checks.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { inTradeRange, wakeParty } from './trade-state.js';

interface Party {
  exists: boolean;
  isSelf: boolean;
  alive: boolean;
  inTrade: boolean;
  stunned: boolean;
  loggingOut: boolean;
  onTaxi: boolean;
  charmed: boolean;
  level: number;
}
const blank = (): Party => ({
  exists: false,
  isSelf: false,
  alive: false,
  inTrade: false,
  stunned: false,
  loggingOut: false,
  onTaxi: false,
  charmed: false,
  level: 0,
});
const mine = blank();
const his = blank();

function describe(world: World, bot: number, self: boolean, out: Party): void {
  const { identity, life, social, goal } = world.c;
  out.exists = bot >= 0 && bot < world.capacities.bot! && identity.uid[bot]! > 0;
  out.isSelf = self;
  if (!out.exists) return;
  out.alive = life.state[bot] !== BotState.dead;
  out.inTrade = social.trade[bot] !== 0;
  // Inside a passage between maps a bot is as far away as one on a taxi.
  out.onTaxi = goal.link[bot]! < 0;
  out.level = life.level[bot]!;
}

/** A bot asks another for a trade: partner bot. Source: RULES.md section 5, open. */
function handle(world: World, bot: number, partner: number): number {
  const { identity, trade, social, life } = world.c;
  describe(world, bot, false, mine);
  describe(world, partner, partner === bot, his);
  const known = mine.exists && his.exists;
  const sides =
    known && tradeSidesMatch(world.rules, identity.side[bot] === identity.side[partner], false, sameGroup(world, bot, partner), false);
  const answer = checkInitiateTrade(world.rules, mine, his, sides, known && inTradeRange(world, bot, partner), world.rules.tradeMinLevel);
  if (answer !== TradeStatus.begin) return refusal(answer);
  if (life.state[bot] === BotState.fighting || life.state[partner] === BotState.fighting) return Reason.in_combat;

  const t = world.pools.trade.allocate();
  world.set(trade.f.uid, t, world.newUid());
  world.set(trade.f.state, t, TradeState.requested);
  world.set(trade.f.a, t, bot + 1);
  world.set(trade.f.b, t, partner + 1);
  world.set(trade.f.opened, t, world.frame);
  world.set(social.f.trade, bot, t + 1);
  world.set(social.f.trade, partner, t + 1);
  world.event(Event['trade.requested'], world.uidOf(bot), world.uidOf(partner), trade.uid[t]!);
  wakeParty(world, partner);
  return Reason.done;
}

export function sameGroup(world: World, a: number, b: number): boolean {
  const { group } = world.c.social;
  return group[a]! > 0 && group[a] === group[b];
}

function refusal(answer: number): number {
  if (answer === TradeStatus.silent || answer === TradeStatus.busy) return Reason.busy;
  if (answer === TradeStatus.youDead || answer === TradeStatus.targetDead) return Reason.dead;
  if (answer === TradeStatus.noTarget) return Reason.unknown_target;
  if (answer === TradeStatus.wrongFaction) return Reason.wrong_side;
  if (answer === TradeStatus.tooFar) return Reason.too_far;
  return Reason.not_eligible;
}

export const requestTradeVerb: Verb<World> = { name: 'trade.request', handle };
