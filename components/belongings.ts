/** What bots carry, and what lies about: slots, item instances, loot piles, buyback. Owner of all: the inventory primitives (systems/inventory). */
import { defineComponent } from '../engine/component.js';

/**
 * Slots of a bot, item slot + 1 or 0: 0-18 equipment, 19-22 bags, 23-38 backpack, then `bagSize` slots for each of the four bags
 * (bagSize is the largest bag that a character of the world content can come by). Recorded by element.
 */
export const slots = defineComponent('slots', 'bot', { item: ['i32', 'botSlots'] }, 'element');

/**
 * Item instances. kind: content index; holder by place (ItemPlace): bot slot, auction slot, mail slot, pile slot, buyback slot; at: slot
 * number on a bot, place in a pile, or number in a letter (0 the first); bound: 1 when bound to its owner; charges: uses left of an item that has any; flags: bits of
 * ItemFlag. An instance is in exactly one place.
 */
export const item = defineComponent(
  'item',
  'item',
  {
    uid: 'i32',
    kind: 'u16',
    place: 'u8',
    holder: 'i32',
    at: 'u8',
    stack: 'u16',
    durability: 'u16',
    bound: 'u8',
    charges: 'u8',
    flags: 'u8',
  },
  'none',
);

/** Sockets an item can have. */
export const MAX_SOCKETS = 3;

/**
 * What only few instances have, in a pool of its own: the item (slot + 1), its lasting enchantment and the one that runs out (index + 1,
 * 0 none), the frame in which that one ends, and the gems in its sockets (item kind + 1). Owner: systems/inventory/extras.
 */
export const extra = defineComponent(
  'extra',
  'extra',
  { uid: 'i32', item: 'i32', lasting: 'u16', passing: 'u16', until: 'i32', gem: ['u16', MAX_SOCKETS] },
  'none',
);
/** Frame in which an enchantment runs out. */
export const extraDue = defineComponent('extraDue', 'extra', { due: 'i32' }, 'none');

/** Bots that can have a right to a pile: the members of a group. */
export const PILE_MEMBERS = 5;

/**
 * A loot pile: what a corpse, chest, catch or purse holds and nobody has taken. kind: PileKind; source: creature or object slot, or -1;
 * place (map index, centiyards); owner (bot slot + 1) and group (uid, 0 none) with the rule of sharing (LootMethod), the quality from
 * which things are rolled for or handed out by the master (position), and whose turn it is (position in `member`, 255 nobody's).
 * member: those with a right to it (bot slot + 1). copper: coins nobody has taken. shutTurn: 1 when the turn is over and the rest is free.
 * born: frame; decays: frame in which what is left goes; closes: frame in which dice are thrown (0: none are waited for).
 */
export const pile = defineComponent(
  'pile',
  'pile',
  {
    uid: 'i32',
    kind: 'u8',
    source: 'i32',
    map: 'u16',
    x: 'i32',
    y: 'i32',
    owner: 'i32',
    group: 'i32',
    method: 'u8',
    threshold: 'u8',
    turn: 'u8',
    master: 'u8',
    shutTurn: 'u8',
    member: ['i32', PILE_MEMBERS],
    copper: 'i32',
    left: 'u8',
    born: 'i32',
    decays: 'i32',
    closes: 'i32',
  },
  'none',
);

/**
 * What lies in a pile, by place: item slot + 1 or 0; quest: 1 when only those whose quest asks for it see it; rule: PileRule; votes of the
 * members, four bits each (RollVote); winner: position in `member` + 1, 0 none. Recorded by element.
 */
export const pileItem = defineComponent(
  'pileItem',
  'pile',
  {
    item: ['i32', 'pileItems'],
    quest: ['u8', 'pileItems'],
    rule: ['u8', 'pileItems'],
    votes: ['i32', 'pileItems'],
    winner: ['u8', 'pileItems'],
  },
  'element',
);
/** Frame in which a pile needs attention: dice to be thrown, or decay. */
export const pileDue = defineComponent('pileDue', 'pile', { due: 'i32' }, 'none');

/**
 * Something that a bot sold and can have back: its row is the account that holds it. bot (slot + 1), item slot + 1, place in the list (0
 * to 11), price (copper), order of sale. A row whose item is 0 is on its way out.
 */
export const buyback = defineComponent('buyback', 'buyback', {
  uid: 'i32',
  bot: 'i32',
  item: 'i32',
  price: 'i32',
  soldAt: 'i32',
  place: 'u8',
});
/** Frame in which the vendor disposes of it. */
export const buybackDue = defineComponent('buybackDue', 'buyback', { due: 'i32' }, 'none');

/** Limited stock of a vendor, by row of the vendor lists: units sold since it was full, and the frame of the last sale or restock. */
export const stock = defineComponent('stock', 'stock', { missing: 'u16', since: 'i32' }, 'none');
