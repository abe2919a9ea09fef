/** Auctions, mails, groups and trades. Owners: the handlers of each domain. */
import { defineComponent } from '../engine/component.js';

/** An auction: house index, seller and bidder (bot slot + 1), item slot + 1, copper, frames, state (AuctionState). */
export const auction = defineComponent('auction', 'auction', {
  uid: 'i32',
  state: 'u8',
  house: 'u8',
  seller: 'i32',
  bidder: 'i32',
  item: 'i32',
  itemUid: 'i32',
  kind: 'i32',
  stack: 'u16',
  startBid: 'i32',
  currentBid: 'i32',
  buyout: 'i32',
  deposit: 'i32',
  posted: 'i32',
  expires: 'i32',
});
/** Frame an auction is due to end. */
export const auctionDue = defineComponent('auctionDue', 'auction', { due: 'i32' }, 'none');

/** A mail: kind (MailKind), sender uid (a bot or a house account), receiver (bot slot + 1), copper, item slot + 1, state (MailState), frames. */
export const mail = defineComponent('mail', 'mail', {
  uid: 'i32',
  state: 'u8',
  kind: 'u8',
  from: 'i32',
  to: 'i32',
  money: 'i32',
  item: 'i32',
  itemUid: 'i32',
  itemKind: 'i32',
  stack: 'u16',
  cod: 'i32',
  deliver: 'i32',
  expires: 'i32',
  /** bot slot + 1 of the sender, 0 nobody */ sender: 'i32',
});
/** Frame a mail next needs attention: delivery, then expiry. */
export const mailDue = defineComponent('mailDue', 'mail', { due: 'i32' }, 'none');

/**
 * A group: members (bot slot + 1) with the leader first, the quest it was formed for (index + 1), whose turn to loot (position), how it
 * shares loot (LootMethod), the quality from which things are rolled for, and the master looter (bot slot + 1, 0: the leader).
 */
export const group = defineComponent('group', 'group', {
  uid: 'i32',
  member: ['i32', 5],
  size: 'u8',
  quest: 'i32',
  formed: 'i32',
  looter: 'u8',
  method: 'u8',
  threshold: 'u8',
  master: 'i32',
});

/**
 * A trade: the two sides (bot slot + 1, `a` asked), state (TradeState), acceptances, copper and up to six item slots + 1 a side with the
 * uids of what lay there when it was offered; the frame of its last change of state. An ended trade keeps its row for a few frames.
 */
export const trade = defineComponent('trade', 'trade', {
  uid: 'i32',
  state: 'u8',
  a: 'i32',
  b: 'i32',
  acceptedA: 'u8',
  acceptedB: 'u8',
  copperA: 'i32',
  copperB: 'i32',
  item: ['i32', 12],
  itemUid: ['i32', 12],
  opened: 'i32',
  /** what lay there when the trade was done: a stack that was merged is gone by then */ itemKind: ['i32', 12],
  itemStack: ['u16', 12],
});

/** Kinds of things a bot remembers the price of. */
export const LORE_SIZE = 24;

/**
 * Prices a bot has seen at auctioneers, in a table of 24 places by kind and house: item kind + 1, house, robust mean of a unit (copper), mean
 * deviation from it (copper), trend (permille a sighting), sightings, frame of the last one. Owner: auction (systems/auction/lore.ts).
 */
export const lore = defineComponent(
  'lore',
  'bot',
  {
    kind: ['i32', LORE_SIZE],
    house: ['u8', LORE_SIZE],
    unit: ['i32', LORE_SIZE],
    spread: ['i32', LORE_SIZE],
    trend: ['i16', LORE_SIZE],
    seen: ['u8', LORE_SIZE],
    frame: ['i32', LORE_SIZE],
  },
  'none',
);

/** Partners a bot remembers. */
export const DEALINGS_SIZE = 8;

/** Whom a bot has traded with: uid, trades done, times the other wanted too much, frame of the last one; a ring of 8. Owner: trade. */
export const dealings = defineComponent(
  'dealings',
  'bot',
  {
    partner: ['i32', DEALINGS_SIZE],
    done: ['u8', DEALINGS_SIZE],
    unfair: ['u8', DEALINGS_SIZE],
    frame: ['i32', DEALINGS_SIZE],
    next: 'u8',
  },
  'none',
);

/**
 * A bot that tries a pump (systems/economy/pumps.ts): which (PumpKind, 0 none), where in its loop it is, its partner (bot slot + 1), what it
 * works with, loops done, copper of both before the loop, and the sum of what the loops brought (copper, below zero a loss).
 */
export const pump = defineComponent(
  'pump',
  'bot',
  { kind: 'u8', step: 'u8', partner: 'i32', thing: 'i32', loops: 'i32', before: 'f64', net: 'f64', since: 'i32' },
  'none',
);
