import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace, TradeState } from '../../components/index.js';
import { isCarrySlot, itemAt } from '../inventory/items.js';
import { checkTradeGold, checkTradeItem, TradeStatus } from '../rules/trade-checks.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { OFFER_SLOTS, isParty, offerAt, offeredCopper, partnerOf, wakeParty, withdrawAcceptance } from './trade-state.js';

const QUEST_CLASS = 12;

/**
 * A party changes its offer: trade slot, bag slot of an item to add (-1 none), copper it offers from now on. Any change takes back both
 * acceptances. Source: RULES.md section 5.
 */
function handle(world: World, bot: number, t: number, slot: number, copper: number): number {
  const { trade, life } = world.c;
  if (!isParty(world, t, bot)) return Reason.gone;
  if (trade.state[t] !== TradeState.open) return Reason.not_accepted;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  if (copper < 0) return Reason.bad_amount;
  const gold = checkTradeGold(world.rules, life.gold[bot]!, offeredCopper(world, t, bot), copper);
  if (gold !== TradeStatus.ok && gold !== TradeStatus.unchanged) return Reason.not_enough_money;
  const i = slot >= 0 && isCarrySlot(world, bot, slot) ? itemAt(world, bot, slot) : -1;
  if (slot < 0 && gold === TradeStatus.unchanged) return Reason.nothing_to_do;
  const place = slot < 0 ? -1 : placeFor(world, t, bot, i);
  if (slot >= 0) {
    if (i < 0) return Reason.gone;
    if (place < 0) return place === TAKEN ? Reason.taken : Reason.too_many;
    if (checkTradeItem(world.rules, 0, true, isTradable(world, i), false) !== TradeStatus.ok) return Reason.not_tradable;
  }

  if (place >= 0) {
    world.set(trade.f.item, offerAt(world, t, bot) + place, i + 1);
    world.set(trade.f.itemUid, offerAt(world, t, bot) + place, world.c.item.uid[i]!);
  }
  world.set(trade.a[t] === bot + 1 ? trade.f.copperA : trade.f.copperB, t, copper);
  withdrawAcceptance(world, t);
  wakeParty(world, partnerOf(world, t, bot));
  return Reason.done;
}

/** True for an instance in a bot's bags that may change hands. */
export function isTradable(world: World, i: number): boolean {
  const { item } = world.c;
  return item.place[i] === ItemPlace.bot && item.bound[i] === 0 && world.content.items.class[item.kind[i]!] !== QUEST_CLASS;
}

const TAKEN = -2;
/** Free place of an offer; -1 when it is full, TAKEN when the item lies in it already. */
function placeFor(world: World, t: number, bot: number, i: number): number {
  const first = offerAt(world, t, bot);
  let free = -1;
  for (let k = OFFER_SLOTS - 1; k >= 0; k--) {
    const held = world.c.trade.item[first + k]!;
    if (held === i + 1) return TAKEN;
    if (held === 0) free = k;
  }
  return free;
}

export const offerTradeVerb: Verb<World> = { name: 'trade.offer', handle };
