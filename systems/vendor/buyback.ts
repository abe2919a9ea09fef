/** What a vendor keeps for a bot that sold it: a list of twelve, from which it can be had back at the price paid, for a while. */
import type { Verb } from '../../engine/command-queue.js';
import { ItemPlace, WorldLane } from '../../components/index.js';
import { countOwned, destroyElsewhere, destroyUnits, firstFreeSlot, moveOff, takeIn } from '../inventory/items.js';
import { Account, spend } from '../money.js';
import { Op } from '../opcodes.js';
import { optionIndex } from '../options.js';
import { creditItems } from '../quest/credit.js';
import { buybackSlot } from '../rules/vendor-price.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { serviceRefusal } from './prices.js';

const KEEP_SECONDS = optionIndex('vendor.buybackSeconds');
const MAX_LIST = 16;
const soldAt = new Int32Array(MAX_LIST);
const rowOf = new Int32Array(MAX_LIST);

/** Rows of the buyback pool by bot. Derived. */
export class BuybackIndex {
  readonly #of = new Map<number, number[]>();
  constructor(private readonly world: World) {}
  of(bot: number): readonly number[] {
    return this.#of.get(bot) ?? NONE;
  }
  add(bot: number, row: number): void {
    const list = this.#of.get(bot);
    if (list === undefined) this.#of.set(bot, [row]);
    else list.push(row);
  }
  drop(bot: number, row: number): void {
    const list = this.#of.get(bot);
    const at = list === undefined ? -1 : list.indexOf(row);
    if (at >= 0) list!.splice(at, 1);
    if (list !== undefined && list.length === 0) this.#of.delete(bot);
  }
  rebuild(): void {
    this.#of.clear();
    const { buyback } = this.world.c;
    for (let row = 0; row < this.world.pools.buyback.high; row++) if (buyback.item[row] !== 0) this.add(buyback.bot[row]! - 1, row);
  }
}
const NONE: readonly number[] = [];

/** Rows of a bot by place, in `rowOf` (-1 free) and `soldAt`. */
function readList(world: World, bot: number): void {
  rowOf.fill(-1);
  soldAt.fill(0);
  const { buyback } = world.c;
  for (const row of world.derived.buybacks.of(bot)) {
    rowOf[buyback.place[row]!] = row;
    soldAt[buyback.place[row]!] = buyback.soldAt[row]!;
  }
}

/** Row of a bot's list at a place, or -1. */
export function buybackAt(world: World, bot: number, place: number): number {
  for (const row of world.derived.buybacks.of(bot)) if (world.c.buyback.place[row] === place) return row;
  return -1;
}

/** A stack that a bot sold goes to the vendor, who keeps it for a while, in place of the oldest if the list is full. */
export function keepSold(world: World, bot: number, i: number, price: number): void {
  const { buyback, item } = world.c;
  const seconds = world.option(KEEP_SECONDS);
  if (seconds === 0) {
    destroyUnits(world, i, item.stack[i]!, Cause.vendor_sale, Account.vendors);
    return;
  }
  readList(world, bot);
  let turn = 0;
  while (turn < world.rules.buybackSlots - 1 && rowOf[turn]! >= 0) turn++;
  const place = buybackSlot(soldAt, world.rules.buybackSlots, turn);
  if (rowOf[place]! >= 0) dispose(world, rowOf[place]!);
  const row = world.pools.buyback.allocate();
  const uid = world.newUid();
  world.set(buyback.f.uid, row, uid);
  world.set(buyback.f.bot, row, bot + 1);
  world.set(buyback.f.item, row, i + 1);
  world.set(buyback.f.price, row, price);
  world.set(buyback.f.soldAt, row, uid);
  world.set(buyback.f.place, row, place);
  moveOff(world, i, ItemPlace.buyback, row, Cause.vendor_sale, uid);
  world.derived.buybacks.add(bot, row);
  world.lanes[WorldLane.buyback]!.schedule(row, world.frame + seconds * FRAMES_PER_SECOND);
}

/** The vendor disposes of what it kept. The row stays, empty, for another frame. */
function dispose(world: World, row: number): void {
  const { buyback } = world.c;
  destroyElsewhere(world, buyback.item[row]! - 1, Cause.vendor_disposal, buyback.uid[row]!, Account.vendors);
  retire(world, row);
}

function retire(world: World, row: number): void {
  const { buyback } = world.c;
  world.derived.buybacks.drop(buyback.bot[row]! - 1, row);
  world.set(buyback.f.item, row, 0);
  world.lanes[WorldLane.buyback]!.schedule(row, world.frame + 1);
}

/** bot: service index into vendors, place in its list, uid of the entry. */
export const buyBackVerb: Verb<World> = { name: 'vendor.buy_back', handle: buyBack };

function buyBack(world: World, bot: number, vendor: number, place: number, uid: number): number {
  const refusal = serviceRefusal(world, bot, world.content.vendors, vendor);
  if (refusal !== Reason.done) return refusal;
  const { buyback, item, life } = world.c;
  const row = buybackAt(world, bot, place);
  if (row < 0 || (uid !== 0 && buyback.uid[row] !== uid)) return Reason.gone;
  const i = buyback.item[row]! - 1;
  const kind = item.kind[i]!;
  const price = buyback.price[row]!;
  if (life.gold[bot]! < price) return Reason.not_enough_money;
  const limit = world.content.items.carryLimit[kind]!;
  if (limit > 0 && countOwned(world, bot, kind) + item.stack[i]! > limit) return Reason.carry_limit;
  if (firstFreeSlot(world, bot, kind) < 0) return Reason.bag_full;
  spend(world, bot, price, Cause.buyback, Account.vendors);
  takeIn(world, bot, i, Cause.buyback, buyback.uid[row]!);
  retire(world, row);
  // a: item id, b: copper
  world.event(Event['item.bought_back'], world.uidOf(bot), world.content.items.id[kind]!, price);
  creditItems(world, bot, kind);
  return Reason.done;
}

/** nobody (-1): row, uid of the entry. */
export const disposeVerb: Verb<World> = { name: 'vendor.dispose', handle: disposeEntry };

function disposeEntry(world: World, _actor: number, row: number, uid: number): number {
  const { buyback } = world.c;
  if (row < 0 || row >= world.pools.buyback.high || uid === 0 || buyback.uid[row] !== uid) return Reason.gone;
  if (buyback.item[row] !== 0) {
    dispose(world, row);
    return Reason.done;
  }
  world.lanes[WorldLane.buyback]!.cancel(row);
  world.write.clearRow(buyback.id, row);
  world.pools.buyback.release(row);
  return Reason.done;
}

/** System: entries that are due. */
export function disposeOfSold(world: World): void {
  const { ids, count } = world.due;
  for (let n = 0; n < count; n++) world.emit(Op.disposeSold, -1, ids[n]!, world.c.buyback.uid[ids[n]!]!);
}
