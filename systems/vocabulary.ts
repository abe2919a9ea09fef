/** The words of a run: events, causes of ledger entries, reasons of refusals, kinds of accounts. Indices are stored; add at the end. */

function codes<const T extends readonly string[]>(words: T): { readonly [W in T[number]]: number } {
  return Object.fromEntries(words.map((word, i) => [word, i])) as { [W in T[number]]: number };
}

export const EVENT_KINDS = [
  'bot.spawned',
  'quest.accepted',
  'quest.completed',
  'quest.turned_in',
  'quest.abandoned',
  'quest.failed',
  'creature.killed',
  'bot.died',
  'bot.revived',
  'level.gained',
  'item.looted',
  'item.equipped',
  'item.sold',
  'item.bought',
  'item.repaired',
  'item.destroyed',
  'trade.requested',
  'trade.completed',
  'trade.cancelled',
  'auction.posted',
  'auction.bid',
  'auction.sold',
  'auction.expired',
  'auction.cancelled',
  'mail.sent',
  'mail.collected',
  'group.formed',
  'group.joined',
  'group.left',
  'stall',
  'directive',
  'system.switched',
  'option.changed',
  'object.used',
  'zone.entered',
  'mail.expired',
] as const;
/** Event code by kind. Arguments (a, b) by kind are documented in docs/events.md. */
export const Event = codes(EVENT_KINDS);

export const CAUSES = [
  'spawn',
  'creature_money',
  'loot',
  'quest_reward',
  'quest_item',
  'quest_price',
  'vendor_sale',
  'vendor_purchase',
  'repair',
  'auction_deposit',
  'auction_bid',
  'auction_refund',
  'auction_sale',
  'auction_cut',
  'auction_post',
  'auction_item',
  'mail_collect',
  'trade',
  'destroyed',
  'gold_cap',
  'postage',
  'directive',
  'mail_expired',
  'split',
] as const;
/** Ledger cause codes. */
export const Cause = codes(CAUSES);

/** Result codes of handlers; 0 is done. */
export const REASONS = [
  'done',
  'dead',
  'too_far',
  'unknown_target',
  'not_eligible',
  'log_full',
  'not_complete',
  'bag_full',
  'not_enough_money',
  'not_yours',
  'gone',
  'taken',
  'level_too_low',
  'wrong_class',
  'wrong_race',
  'bound',
  'in_combat',
  'busy',
  'cannot_equip',
  'cannot_sell',
  'carry_limit',
  'own_auction',
  'bid_too_low',
  'not_tradable',
  'gold_cap',
  'not_accepted',
  'too_early',
  'group_full',
  'already_done',
  'wrong_side',
  'nothing_to_do',
  'bad_amount',
  'out_of_stock',
  'reputation_too_low',
  'unfair',
  'mailbox_full',
  'expired',
  'too_many',
] as const;
export const Reason = codes(REASONS);

/** Accounts of the world itself; entities have their uid as account. */
export const WORLD_ACCOUNTS = ['world', 'creatures', 'quests', 'vendors', 'auction_houses', 'postmen', 'bags'] as const;
/** Uids of entities start here; smaller numbers are accounts of the world. */
export const FIRST_UID = 1000;
