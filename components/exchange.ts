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
});
/** Frame a mail next needs attention: delivery, then expiry. */
export const mailDue = defineComponent('mailDue', 'mail', { due: 'i32' }, 'none');

/** A group: members (bot slot + 1) with the leader first, the quest it was formed for (index + 1), whose turn to loot. */
export const group = defineComponent('group', 'group', {
  uid: 'i32',
  member: ['i32', 5],
  size: 'u8',
  quest: 'i32',
  formed: 'i32',
  looter: 'u8',
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
});

/** What a house has seen of an item: robust running price of a unit (copper), sales and listings. Row: house x items + item. */
export const price = defineComponent('price', 'price', { unit: 'i32', sales: 'u16', listed: 'u16', lastSale: 'i32' }, 'none');
