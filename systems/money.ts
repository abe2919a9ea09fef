/** Copper of bots. Every movement is booked; a purse that would pass the gold cap loses the surplus as a sink, as the server clamps it. */
import { InternalError } from '../engine/errors.js';
import { COPPER, Flow } from '../engine/ledger.js';
import { GOLD_CAP_COPPER } from './rules/arithmetic.js';
import { Cause } from './vocabulary.js';
import type { World } from './world.js';

/** Largest purse, copper (RULES.md section 8: 2^31 - 2 in both profiles). */
export const GOLD_CAP = GOLD_CAP_COPPER;

/** Account codes of the world itself: positions in WORLD_ACCOUNTS. */
export const Account = { world: 0, creatures: 1, quests: 2, vendors: 3, auctionHouses: 4, postmen: 5, bags: 6, trainers: 7 } as const;

/** Copper comes into the world and into a bot's purse. */
export function earn(world: World, bot: number, copper: number, cause: number, from: number): void {
  if (copper <= 0) return;
  world.ledger.book(cause, Flow.faucet, COPPER, 0, copper, from, world.uidOf(bot));
  credit(world, bot, copper);
}

/** Copper leaves a bot's purse and the world. The caller has checked the purse. */
export function spend(world: World, bot: number, copper: number, cause: number, to: number): void {
  if (copper <= 0) return;
  debit(world, bot, copper);
  world.ledger.book(cause, Flow.sink, COPPER, 0, copper, world.uidOf(bot), to);
}

/** Copper moves from a bot to another account (another bot, an auction, a mail), or the other way: see `credit` and `debit`. */
export function transfer(world: World, copper: number, cause: number, from: number, to: number): void {
  world.ledger.book(cause, Flow.transfer, COPPER, 0, copper, from, to);
}

/** Raise a purse; the part above the cap is booked as lost. The movement itself must have been booked. */
export function credit(world: World, bot: number, copper: number): void {
  const { life, progress } = world.c;
  const sum = life.gold[bot]! + copper;
  if (sum > GOLD_CAP) world.ledger.book(Cause.gold_cap, Flow.sink, COPPER, 0, sum - GOLD_CAP, world.uidOf(bot), Account.world);
  world.set(life.f.gold, bot, Math.min(sum, GOLD_CAP));
  world.add(progress.f.copperIn, bot, copper);
}

/** Lower a purse. The movement itself must be booked by the caller. */
export function debit(world: World, bot: number, copper: number): void {
  const { life, progress } = world.c;
  if (life.gold[bot]! < copper)
    throw new InternalError('overdrawn', `bot ${world.uidOf(bot)} has ${life.gold[bot]} copper and was to pay ${copper}`);
  world.add(life.f.gold, bot, -copper);
  world.add(progress.f.copperOut, bot, copper);
}
