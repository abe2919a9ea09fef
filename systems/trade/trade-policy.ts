/**
 * What bots find fair. A price is between what a vendor pays and what a market asks, so that both gain; members of a group hand things
 * over for little or nothing. Nobody needs to see a market for it: both know the rule of thumb.
 */
import { BotState } from '../../components/index.js';
import { upgradeValue } from '../equipment/score.js';
import { MarketStrategy } from '../auction/strategy.js';
import { fallbackUnitPrice } from '../auction/price.js';
import { avoidKey, isAvoided } from '../plan/goals.js';
import { GoalKind } from '../../components/index.js';
import { needsItem, questNeedsKind } from '../quest/credit.js';
import { countCarried, roomFor } from '../inventory/items.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';
import { isDistrusted } from './dealings.js';
import { isTradable } from './offer-trade.js';
import { sameGroup } from './request-trade.js';

const PERCENT = 100;
/** Asked: this share of the rule of thumb, more the greedier the seller (temper 0..255). */
const LEAST_ASKED_PERCENT = 70;
const ASKED_SPREAD_PERCENT = 40;
/** Paid: at most this share of the rule of thumb, by level of security (trusting, normal, strict). */
const MOST_PAID_PERCENT = [150, 115, 100] as const;
/** Share of its purse a buyer lays down at most: one half, a strict one a quarter. */
const PURSE_SHARE = [2, 2, 4] as const;
const POLICY = optionIndex('trade.policy');
const SECURITY = optionIndex('trade.security');
export const TradePolicy = { none: 0, group: 1, public: 2 } as const;
const STRICT = 2;
const CONSUMABLE = 0;
const TEMPERS = 256;
/** Members of a group with a temper below this give; the others want what a vendor would pay. */
const GENEROUS_BELOW = 160;
const MAX_PRICE_COPPER = 1_000_000_000;

/** What a seller asks of a buyer for an instance, copper. */
export function askedPrice(world: World, seller: number, buyer: number, i: number): number {
  const { item, identity } = world.c;
  const kind = item.kind[i]!;
  const units = item.stack[i]!;
  const temper = identity.temper[seller]!;
  const vendor = world.content.items.sellPrice[kind]! * units;
  if (sameGroup(world, seller, buyer)) return temper < GENEROUS_BELOW ? 0 : vendor;
  const percent = LEAST_ASKED_PERCENT + Math.floor((temper * ASKED_SPREAD_PERCENT) / TEMPERS);
  const usual = fallbackUnitPrice(world, kind) * units;
  return Math.min(MAX_PRICE_COPPER, Math.max(vendor + 1, Math.floor((usual * percent) / PERCENT)));
}

/** Whether a bot trades with another at all: the policy of the run, and, where security is strict, what it remembers of the other. */
export function mayTrade(world: World, bot: number, partner: number): boolean {
  const policy = world.option(POLICY);
  if (policy === TradePolicy.none || (policy === TradePolicy.group && !sameGroup(world, bot, partner))) return false;
  return world.option(SECURITY) !== STRICT || sameGroup(world, bot, partner) || !isDistrusted(world, bot, partner);
}

/** Whether a buyer finds a price fair by market value and can spare it. */
export function isFair(world: World, buyer: number, i: number, price: number): boolean {
  return isFairFor(world, buyer, usualPrice(world, i), price);
}
/** The same for things that are worth `usual` by the rule of thumb, copper. */
export function isFairFor(world: World, buyer: number, usual: number, price: number): boolean {
  const security = world.option(SECURITY);
  return price * PERCENT <= usual * MOST_PAID_PERCENT[security]! && price * PURSE_SHARE[security]! <= world.c.life.gold[buyer]!;
}
/** What an instance is worth by the rule of thumb, copper. */
export function usualPrice(world: World, i: number): number {
  return fallbackUnitPrice(world, world.c.item.kind[i]!) * world.c.item.stack[i]!;
}

/** How much a bot wants a kind: the gain as gear, or 1 when a quest lacks it; 0 not at all, or it has no room. */
export function wish(world: World, bot: number, kind: number): number {
  const gain = world.content.items.inventoryType[kind] !== 0 ? upgradeValue(world, bot, kind) : 0;
  const wanted = gain > 0 ? gain : needsItem(world, bot, kind) ? 1 : 0;
  return wanted > 0 && roomFor(world, bot, kind, 1) > 0 ? wanted : 0;
}

/**
 * Whether members of a group share a thing: something to eat, drink or apply of which the partner has none and the owner has more than the
 * one stack it would give.
 */
export function isShared(world: World, owner: number, partner: number, i: number): boolean {
  const { item, life } = world.c;
  const { items } = world.content;
  const kind = item.kind[i]!;
  if (!sameGroup(world, owner, partner) || items.class[kind] !== CONSUMABLE || items.quality[kind] === 0) return false;
  if (items.requiredLevel[kind]! > life.level[partner]! || !isTradable(world, i)) return false;
  return (
    countCarried(world, partner, kind) === 0 && countCarried(world, owner, kind) > item.stack[i]! && roomFor(world, partner, kind, 1) > 0
  );
}

/** True for an instance that a bot would part with. */
export function wouldPart(world: World, bot: number, i: number): boolean {
  const kind = world.c.item.kind[i]!;
  if (!isTradable(world, i)) return false;
  return upgradeValue(world, bot, kind) <= 0 && !questNeedsKind(world, bot, kind);
}

/** True while a bot is open to a trade: it stands or walks, and is in no other. */
export function isApproachable(world: World, bot: number): boolean {
  const { life, social, goal } = world.c;
  const state = life.state[bot]!;
  if (world.c.market.strategy[bot] === MarketStrategy.exploiter) return false;
  const calm = state === BotState.idle || state === BotState.traveling || state === BotState.waiting || state === BotState.atAuction;
  return (
    calm && social.trade[bot] === 0 && goal.link[bot]! >= 0 && goal.kind[bot] !== GoalKind.corpse && goal.kind[bot] !== GoalKind.escort
  );
}

/** Key under which a bot remembers not to ask another again soon. */
export function partnerKey(world: World, partner: number): number {
  return avoidKey(GoalKind.meet, world.uidOf(partner));
}
export function isShunned(world: World, bot: number, partner: number): boolean {
  return isAvoided(world, bot, partnerKey(world, partner));
}
