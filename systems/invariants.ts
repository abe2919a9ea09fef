/** What must hold in every frame: money and items add up, and every instance is in exactly one place. */
import { InternalError, invariant } from '../engine/errors.js';
import { AuctionState, ItemPlace, MailState } from '../components/index.js';
import type { World } from './world.js';

export interface Census {
  readonly copperInPurses: number;
  readonly copperInAuctions: number;
  readonly copperInMails: number;
  readonly itemUnits: number;
}

/** Count everything from the components. O(bots + items + auctions + mails). */
export function census(world: World): Census {
  return {
    copperInPurses: copperInPurses(world),
    copperInAuctions: copperInAuctions(world),
    copperInMails: copperInMails(world),
    itemUnits: unitsOfItems(world),
  };
}

function copperInAuctions(world: World): number {
  const { auction } = world.c;
  let copper = 0;
  for (let a = 0, high = world.pools.auction.high; a < high; a++)
    if (auction.state[a] === AuctionState.open) copper += auction.deposit[a]! + (auction.bidder[a]! > 0 ? auction.currentBid[a]! : 0);
  return copper;
}

export function copperInPurses(world: World): number {
  const { gold } = world.c.life;
  let copper = 0;
  for (let b = 0, high = world.pools.bot.high; b < high; b++) copper += gold[b]!;
  return copper;
}

export function copperInMails(world: World): number {
  const { state, money } = world.c.mail;
  let copper = 0;
  for (let m = 0, high = world.pools.mail.high; m < high; m++) if (state[m] === MailState.waiting) copper += money[m]!;
  return copper;
}

/** Units of all living instances. Arrays and bounds are taken once: a hundred thousand items in 0.1 ms instead of 1 ms. */
function unitsOfItems(world: World): number {
  const { uid, stack } = world.c.item;
  const { high } = world.pools.item;
  let units = 0;
  for (let i = 0; i < high; i++) if (uid[i]! > 0) units += stack[i]!;
  return units;
}

/** Money in the world = faucets - sinks, and the same for item units. Throws an `InternalError` with the figures. */
export function checkConservation(world: World): void {
  const { sums } = world.ledger;
  const c = census(world);
  const copper = c.copperInPurses + c.copperInAuctions + c.copperInMails;
  invariant(
    copper === sums.copperFaucet - sums.copperSink,
    'copper-not-conserved',
    `frame ${world.frame}: ${copper} copper in the world (purses ${c.copperInPurses}, auctions ${c.copperInAuctions}, mails ${c.copperInMails}), but the ledger has faucets ${sums.copperFaucet} - sinks ${sums.copperSink} = ${sums.copperFaucet - sums.copperSink}`,
  );
  const items = sums.itemFaucet - sums.itemSink;
  invariant(
    c.itemUnits === items,
    'items-not-conserved',
    `frame ${world.frame}: ${c.itemUnits} units of items in the world, but the ledger has ${sums.itemFaucet} - ${sums.itemSink} = ${items}`,
  );
}

/** Apart from the checks, so that a line about each of 400,000 things is not made up only to be thrown away. */
function misplaced(world: World, what: string): never {
  throw new InternalError('item-misplaced', `frame ${world.frame}: ${what}`);
}

/** Every instance lies where it says, and nothing else lies there. */
export function checkPlaces(world: World): void {
  const seen = checkSlots(world) + checkAuctions(world) + checkMails(world) + checkPiles(world) + checkBuybacks(world);
  invariant(
    seen === world.pools.item.live,
    'item-lost',
    `frame ${world.frame}: ${world.pools.item.live} items exist and ${seen} are in a place`,
  );
}

/** Returns the instances on bots. */
function checkSlots(world: World): number {
  const { item, slots } = world.c;
  const { botSlots } = world.sizes;
  let seen = 0;
  for (let bot = 0, cell = 0; bot < world.pools.bot.high; bot++) {
    for (let slot = 0; slot < botSlots; slot++, cell++) {
      const i = slots.item[cell]! - 1;
      if (i < 0) continue;
      seen++;
      if (item.place[i] !== ItemPlace.bot || item.holder[i] !== bot || item.at[i] !== slot)
        misplaced(world, `slot ${slot} of bot ${world.uidOf(bot)} holds item ${item.uid[i]}, which says it is elsewhere`);
    }
  }
  return seen;
}

/** Returns the instances on offer. */
function checkAuctions(world: World): number {
  const { item, auction } = world.c;
  let seen = 0;
  for (let a = 0; a < world.pools.auction.high; a++) {
    if (auction.state[a] !== AuctionState.open) continue;
    seen++;
    const i = auction.item[a]! - 1;
    if (i < 0 || item.place[i] !== ItemPlace.auction || item.holder[i] !== a)
      misplaced(world, `auction ${auction.uid[a]} offers an item that is not there`);
  }
  return seen;
}

/** Returns the instances in letters. */
function checkMails(world: World): number {
  const { item, mail } = world.c;
  let seen = 0;
  for (let m = 0; m < world.pools.mail.high; m++) {
    if (mail.state[m] !== MailState.waiting || mail.item[m] === 0) continue;
    const i = mail.item[m]! - 1;
    if (item.place[i] !== ItemPlace.mail || item.holder[i] !== m)
      misplaced(world, `mail ${mail.uid[m]} encloses an item that is not there`);
    seen += 1 + checkFurther(world, m);
  }
  return seen;
}

/** Returns the instances in a letter beside its first. */
function checkFurther(world: World, m: number): number {
  const { item, mail } = world.c;
  const further = world.derived.attachments.further(m);
  for (let n = 0; n < further.length; n++) {
    const i = further[n]!;
    if (item.place[i] !== ItemPlace.mail || item.holder[i] !== m || item.at[i] !== n + 1)
      misplaced(world, `mail ${mail.uid[m]} encloses item ${item.uid[i]}, which says it is elsewhere`);
  }
  return further.length;
}

/** Returns the instances in piles. */
function checkPiles(world: World): number {
  const { item, pile, pileItem } = world.c;
  const places = world.sizes.pileItems;
  let seen = 0;
  for (let p = 0; p < world.pools.pile.high; p++) {
    let left = 0;
    for (let k = 0; k < places; k++) {
      const i = pileItem.item[p * places + k]! - 1;
      if (i < 0) continue;
      left++;
      if (item.place[i] !== ItemPlace.pile || item.holder[i] !== p || item.at[i] !== k)
        misplaced(world, `place ${k} of pile ${pile.uid[p]} holds item ${item.uid[i]}, which says it is elsewhere`);
    }
    if (left !== pile.left[p])
      throw new InternalError('pile-count', `frame ${world.frame}: pile ${pile.uid[p]} holds ${left} things and says ${pile.left[p]}`);
    seen += left;
  }
  return seen;
}

/** Returns the instances with vendors who may give them back. */
function checkBuybacks(world: World): number {
  const { item, buyback } = world.c;
  let seen = 0;
  for (let row = 0; row < world.pools.buyback.high; row++) {
    const i = buyback.item[row]! - 1;
    if (i < 0) continue;
    seen++;
    if (item.place[i] !== ItemPlace.buyback || item.holder[i] !== row)
      misplaced(world, `buyback entry ${buyback.uid[row]} has an item that is not there`);
  }
  return seen;
}
