import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace, TradeState } from '../../components/index.js';
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { moveOff } from '../inventory/items.js';
import { takeInMerging } from '../inventory/restack.js';
import { credit, debit, transfer } from '../money.js';
import { InternalError } from '../../engine/errors.js';
import { creditItems } from '../quest/credit.js';
import { checkAcceptTrade, checkTradeItems, TradeStatus } from '../rules/trade-checks.js';
import { Cause, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { noteDeal } from './dealings.js';
import { isTradable } from './offer-trade.js';
import { fitsOffer } from './trade-room.js';
import {
  OFFER_SLOTS,
  endTrade,
  hasAccepted,
  inTradeRange,
  isParty,
  offerAt,
  offeredCopper,
  offeredItems,
  partnerOf,
  wakeParty,
} from './trade-state.js';

/**
 * A party accepts both offers as they are: trade slot. The second acceptance carries the trade out, whole; a check that fails ends the
 * trade and leaves both as they were (the event names the reason). Source: RULES.md section 5, accept.
 */
function handle(world: World, bot: number, t: number): number {
  const { trade, life } = world.c;
  if (!isParty(world, t, bot)) return Reason.gone;
  if (trade.state[t] !== TradeState.open) return Reason.not_accepted;
  if (hasAccepted(world, t, bot)) return Reason.already_done;
  const partner = partnerOf(world, t, bot);
  if (life.state[bot] === BotState.dead || life.state[partner] === BotState.dead) return Reason.dead;
  const answer = check(world, t, bot, partner);
  if (answer === TradeStatus.waiting) {
    world.set(trade.a[t] === bot + 1 ? trade.f.acceptedA : trade.f.acceptedB, t, 1);
    wakeParty(world, partner);
  } else if (answer === TradeStatus.complete) {
    carryOut(world, t);
  } else {
    endTrade(world, t, TradeState.cancelled, reasonOf(answer));
  }
  return Reason.done;
}

const scope = { world: null as unknown as World, mine: 0, his: 0, owner: 0, partner: 0 };
const mineTradable = (slot: number): boolean => stillTradable(scope.mine + slot, scope.owner);
const hisTradable = (slot: number): boolean => stillTradable(scope.his + slot, scope.partner);
const neverBound = (): boolean => false;

function stillTradable(at: number, owner: number): boolean {
  const { trade, item } = scope.world.c;
  const i = trade.item[at]! - 1;
  // The slot of an instance that is gone may hold another one by now.
  return i < 0 || (item.uid[i] === trade.itemUid[at] && item.holder[i] === owner && isTradable(scope.world, i));
}

function check(world: World, t: number, bot: number, partner: number): number {
  const { life } = world.c;
  scope.world = world;
  scope.mine = offerAt(world, t, bot);
  scope.his = offerAt(world, t, partner);
  scope.owner = bot;
  scope.partner = partner;
  const items = checkTradeItems(world.rules, OFFER_SLOTS, mineTradable, neverBound, hisTradable);
  const otherAccepted = hasAccepted(world, t, partner);
  const fits = items === TradeStatus.ok && otherAccepted;
  return checkAcceptTrade(
    world.rules,
    inTradeRange(world, bot, partner),
    life.gold[bot]!,
    offeredCopper(world, t, bot),
    life.gold[partner]!,
    offeredCopper(world, t, partner),
    items,
    otherAccepted,
    fits && fitsOffer(world, t, bot),
    fits && fitsOffer(world, t, partner),
  );
}

/** Items move first, all out and then all in, then money; on the way they lie on the trade's own account. */
function carryOut(world: World, t: number): void {
  const { trade } = world.c;
  const a = trade.a[t]! - 1;
  const b = trade.b[t]! - 1;
  const uid = trade.uid[t]!;
  const first = t * 2 * OFFER_SLOTS;
  const cause = gives(world, t, a) && gives(world, t, b) ? Cause.trade : Cause.gift;
  for (let k = first; k < first + 2 * OFFER_SLOTS; k++) noteOffered(world, k);
  for (let k = first; k < first + 2 * OFFER_SLOTS; k++)
    if (trade.item[k] !== 0) moveOff(world, trade.item[k]! - 1, ItemPlace.none, 0, cause, uid);
  for (let k = 0; k < 2 * OFFER_SLOTS; k++) {
    const i = trade.item[first + k]! - 1;
    if (i >= 0 && takeInMerging(world, k < OFFER_SLOTS ? b : a, i, cause, uid) < 0)
      throw new InternalError('no-room', `trade ${uid} does not fit after all`);
  }
  for (let k = first; k < first + 2 * OFFER_SLOTS; k++) {
    if (trade.item[k] === 0) continue;
    creditItems(world, a, trade.itemKind[k]!);
    creditItems(world, b, trade.itemKind[k]!);
  }
  const copperA = trade.copperA[t]!;
  const copperB = trade.copperB[t]!;
  debit(world, a, copperA);
  debit(world, b, copperB);
  if (copperA > 0) transfer(world, copperA, cause, world.uidOf(a), world.uidOf(b));
  if (copperB > 0) transfer(world, copperB, cause, world.uidOf(b), world.uidOf(a));
  credit(world, b, copperA);
  credit(world, a, copperB);
  remember(world, a, b);
  remember(world, b, a);
  endTrade(world, t, TradeState.completed, 0);
}

/** Whether a party gives anything: a trade in which one gives nothing is booked as a gift. */
function gives(world: World, t: number, bot: number): boolean {
  return offeredCopper(world, t, bot) > 0 || offeredItems(world, t, bot) > 0;
}

/** What is in a place of the offers is written down: a stack that is merged on arrival has no instance afterwards. */
function noteOffered(world: World, k: number): void {
  const { trade, item } = world.c;
  const i = trade.item[k]! - 1;
  if (i < 0) return;
  world.set(trade.f.itemKind, k, item.kind[i]!);
  world.set(trade.f.itemStack, k, item.stack[i]!);
}

function remember(world: World, bot: number, partner: number): void {
  noteDeal(world, bot, partner, true);
  const { social } = world.c;
  world.set(social.f.lastTrade, bot, world.frame);
  world.set(social.f.lastPartner, bot, world.uidOf(partner));
  wakeEquip(world, bot);
  world.noteProgress(bot);
}

function reasonOf(answer: number): number {
  if (answer === TradeStatus.tooFar) return Reason.too_far;
  if (answer === TradeStatus.notEnoughMoneySelf || answer === TradeStatus.notEnoughMoneyOther) return Reason.not_enough_money;
  if (answer === TradeStatus.tooMuchGoldSelf || answer === TradeStatus.tooMuchGoldOther) return Reason.gold_cap;
  if (answer === TradeStatus.noSpaceSelf || answer === TradeStatus.noSpaceOther) return Reason.bag_full;
  return Reason.not_tradable;
}

export const acceptTradeVerb: Verb<World> = { name: 'trade.accept', handle };
