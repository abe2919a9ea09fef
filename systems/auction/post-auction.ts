import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace } from '../../components/index.js';
import { isCarrySlot, itemAt, moveOff } from '../inventory/items.js';
import { debit, transfer } from '../money.js';
import { optionIndex } from '../options.js';
import { creditItems } from '../quest/credit.js';
import { auctionDeposit } from '../rules/auction-deposit.js';
import { AuctionResult, checkPost } from '../rules/auction-sequences.js';
import { Cause, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { atService } from './at-service.js';
import { openAuction } from './settle-auction.js';

const DEPOSIT_RATE = optionIndex('auction.deposit');
const MAX_OPEN = optionIndex('auction.maxOpen');
const THOUSAND = 1000;
const QUEST_CLASS = 12;

/**
 * A bot posts a whole stack: bag slot, start bid, buyout (0 none), duration index, service index into auctioneers.
 * Source: RULES.md section 1, posting checks.
 */
function handle(world: World, bot: number, slot: number, startBid: number, buyout: number, duration: number, service: number): number {
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
  const deposit = i < 0 || seconds === undefined ? 0 : depositOf(world, house, item.kind[i]!, item.stack[i]!, seconds);
  const listable = i >= 0 && isListable(world, i);
  const answer = checkPost(world.rules, startBid, buyout, seconds ?? 0, seconds !== undefined, i >= 0, listable, deposit, life.gold[bot]!);
  if (answer !== AuctionResult.ok) return refusal(answer, i, listable);
  if (market.openAuctions[bot]! >= world.option(MAX_OPEN)) return Reason.too_many;

  const a = world.pools.auction.allocate();
  const uid = world.newUid();
  world.set(world.c.auction.f.uid, a, uid);
  debit(world, bot, deposit);
  if (deposit > 0) transfer(world, deposit, Cause.auction_deposit, world.uidOf(bot), uid);
  moveOff(world, i, ItemPlace.auction, a, Cause.auction_post, uid);
  creditItems(world, bot, item.kind[i]!);
  openAuction(world, a, house, bot, i, startBid, buyout, deposit, world.frame + seconds! * FRAMES_PER_SECOND);
  world.noteProgress(bot);
  return Reason.done;
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
