import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace } from '../../components/index.js';
import { BEFORE_CARRY, isCarrySlot, itemAt, moveOff, nextCarrySlot } from '../inventory/items.js';
import { mergeUnits, splitOff } from '../inventory/restack.js';
import { debit, transfer } from '../money.js';
import { optionIndex } from '../options.js';
import { creditItems } from '../quest/credit.js';
import { auctionDeposit, auctionLifeSeconds } from '../rules/auction-deposit.js';
import { AuctionResult, checkPost } from '../rules/auction-sequences.js';
import { Cause, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { atService } from './at-service.js';
import { openAuction } from './settle-auction.js';

const DEPOSIT_RATE = optionIndex('auction.deposit');
const MAX_OPEN = optionIndex('auction.maxOpen');
const TIME_RATE = optionIndex('auction.time');
const THOUSAND = 1000;
const QUEST_CLASS = 12;

/**
 * A bot posts goods: bag slot, start bid, buyout (0 none), duration index, service index into auctioneers, units (0: the whole stack).
 * classic lists whole stacks only; wotlk takes any number up to a full stack, merged from other stacks of the kind when need be.
 * Source: RULES.md section 1, posting checks.
 */
function handle(
  world: World,
  bot: number,
  slot: number,
  startBid: number,
  buyout: number,
  duration: number,
  service: number,
  units: number,
): number {
  const { item, life, market } = world.c;
  const { auctioneers } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const near = atService(world, bot, auctioneers, service);
  if (near !== Reason.done) return near;
  const house = auctioneers.house[service]!;
  if (house < 0) return Reason.unknown_target;
  if (startBid < 0 || buyout < 0) return Reason.bad_amount;
  const i = isCarrySlot(world, bot, slot) ? itemAt(world, bot, slot) : -1;
  const seconds = world.rules.auctionDurationsSeconds[duration];
  const deposit = i < 0 || seconds === undefined ? 0 : depositOf(world, house, item.kind[i]!, units > 0 ? units : item.stack[i]!, seconds);
  const listable = i >= 0 && isListable(world, i) && unitsAvailable(world, bot, i, units);
  const answer = checkPost(world.rules, startBid, buyout, seconds ?? 0, seconds !== undefined, i >= 0, listable, deposit, life.gold[bot]!);
  if (answer !== AuctionResult.ok) return refusal(answer, i, i >= 0 && isListable(world, i));
  if (market.openAuctions[bot]! >= world.option(MAX_OPEN)) return Reason.too_many;

  const a = world.pools.auction.allocate();
  const uid = world.newUid();
  debit(world, bot, deposit);
  if (deposit > 0) transfer(world, deposit, Cause.auction_deposit, world.uidOf(bot), uid);
  const kind = item.kind[i]!;
  const offered = takeOff(world, bot, i, units, a, uid);
  creditItems(world, bot, kind);
  openAuction(world, a, uid, house, bot, offered, startBid, buyout, deposit, world.frame + lifeFrames(world, seconds!));
  world.noteProgress(bot);
  return Reason.done;
}

/** Frames an auction lives. */
function lifeFrames(world: World, seconds: number): number {
  return Math.max(1, auctionLifeSeconds(seconds, world.option(TIME_RATE) / THOUSAND)) * FRAMES_PER_SECOND;
}

/** Whether so many units can be listed from the stack `i` and others of its kind in the bags. */
function unitsAvailable(world: World, bot: number, i: number, units: number): boolean {
  const { item } = world.c;
  if (units === 0 || units === item.stack[i]) return true;
  if (!world.rules.auctionMergesStacks || units < 0 || units > world.content.items.stackSize[item.kind[i]!]!) return false;
  let carried = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const j = itemAt(world, bot, s);
    if (j >= 0 && item.kind[j] === item.kind[i] && isListable(world, j)) carried += item.stack[j]!;
  }
  return carried >= units;
}

/** The units leave the bags: the stack as it is, part of it, or the stack filled up from others. Returns the instance in the auction. */
function takeOff(world: World, bot: number, i: number, units: number, a: number, uid: number): number {
  const { item } = world.c;
  if (units > 0 && units < item.stack[i]!) return splitOff(world, i, units, ItemPlace.auction, a, uid);
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && item.stack[i]! < units; s = nextCarrySlot(world, bot, s)) {
    const j = itemAt(world, bot, s);
    if (j < 0 || j === i || item.kind[j] !== item.kind[i] || !isListable(world, j)) continue;
    mergeUnits(world, j, i, Math.min(item.stack[j]!, units - item.stack[i]!));
  }
  moveOff(world, i, ItemPlace.auction, a, Cause.auction_post, uid);
  return i;
}

/** Deposit for a stack, copper. */
export function depositOf(world: World, house: number, kind: number, stack: number, seconds: number): number {
  const { auctionHouses, items } = world.content;
  const rate = world.option(DEPOSIT_RATE) / THOUSAND;
  return auctionDeposit(
    world.rules,
    items.sellPrice[kind]!,
    stack,
    seconds,
    auctionHouses.depositPercent[house]!,
    rate,
    world.rules.auctionMinDepositCopper,
  );
}

/** True for an instance that may be listed: not bound, not a quest's. */
export function isListable(world: World, i: number): boolean {
  const { item } = world.c;
  return item.bound[i] === 0 && world.content.items.class[item.kind[i]!] !== QUEST_CLASS;
}

function refusal(answer: number, i: number, listable: boolean): number {
  if (answer === AuctionResult.notEnoughMoney) return Reason.not_enough_money;
  if (answer === AuctionResult.silent) return Reason.bad_amount;
  if (i < 0) return Reason.gone;
  return listable ? Reason.bad_amount : Reason.bound;
}

export const postAuctionVerb: Verb<World> = { name: 'auction.post', handle };
