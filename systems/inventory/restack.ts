/**
 * Units that change from one instance to another of the same kind: merging and splitting. In the ledger the units leave the world through the
 * account `bags` and come back from it under the cause `split`, so that every instance keeps books of its own and the sum stays.
 */
import { Flow } from '../../engine/ledger.js';
import { ItemPlace } from '../../components/index.js';
import { Account } from '../money.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import {
  BEFORE_CARRY,
  assetOf,
  createElsewhere,
  destroyElsewhere,
  destroyUnits,
  itemAt,
  nextCarrySlot,
  setStack,
  takeIn,
} from './items.js';

/** Move units of one carried instance to another of the same kind on the same bot. The caller has checked kind and room. */
export function mergeUnits(world: World, from: number, into: number, units: number): void {
  const { item } = world.c;
  const kind = item.kind[into]!;
  const owner = world.uidOf(item.holder[into]!);
  destroyUnits(world, from, units, Cause.split, Account.bags);
  setStack(world, into, item.stack[into]! + units);
  world.ledger.book(Cause.split, Flow.faucet, assetOf(world, kind), item.uid[into]!, units, Account.bags, owner);
}

/** Split units off a carried instance into a new one that lies in an auction or a mail. Returns its slot. */
export function splitOff(world: World, i: number, units: number, place: number, holder: number, account: number): number {
  const kind = world.c.item.kind[i]!;
  destroyUnits(world, i, units, Cause.split, Account.bags);
  return createElsewhere(world, kind, units, place, holder, Cause.split, Account.bags, account);
}

/**
 * A whole instance that is on no bot comes into a bot's bags: into the first stack of its kind that takes it whole, else into a free slot
 * (RULES.md section 7, all at once). Returns the instance that holds the units now, or -1 when there is no room.
 */
export function takeInMerging(world: World, bot: number, i: number, cause: number, from: number): number {
  const { item } = world.c;
  const into = partialStackFor(world, bot, i);
  if (into < 0) return takeIn(world, bot, i, cause, from) ? i : -1;
  const owner = world.uidOf(bot);
  const asset = assetOf(world, item.kind[i]!);
  const units = item.stack[i]!;
  world.ledger.book(cause, Flow.transfer, asset, item.uid[i]!, units, from, owner);
  destroyElsewhere(world, i, Cause.split, owner, Account.bags);
  setStack(world, into, item.stack[into]! + units);
  world.ledger.book(Cause.split, Flow.faucet, asset, item.uid[into]!, units, Account.bags, owner);
  return into;
}

/** First carried stack of an instance's kind with room for all of it, or -1. */
function partialStackFor(world: World, bot: number, i: number): number {
  const { item } = world.c;
  const kind = item.kind[i]!;
  const size = world.content.items.stackSize[kind]!;
  if (size <= 1) return -1;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const j = itemAt(world, bot, s);
    if (j < 0 || j === i || item.kind[j] !== kind || item.place[j] !== ItemPlace.bot) continue;
    if (item.stack[j]! + item.stack[i]! <= size && item.bound[j] === item.bound[i]) return j;
  }
  return -1;
}
