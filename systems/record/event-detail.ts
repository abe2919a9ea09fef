/** What the two arguments of an event mean, by kind: the keys of its JSON detail. docs/events.md is made from this. */
import { EVENT_KINDS } from '../vocabulary.js';

type Keys = readonly [a?: string, b?: string];

const DETAIL: Readonly<Record<(typeof EVENT_KINDS)[number], Keys>> = {
  'bot.spawned': ['level', 'class'],
  'quest.accepted': ['quest_id', 'giver'],
  'quest.completed': ['quest_id'],
  'quest.turned_in': ['quest_id', 'xp'],
  'quest.abandoned': ['quest_id', 'reason'],
  'quest.failed': ['quest_id', 'reason'],
  'creature.killed': ['creature_id', 'creature_uid'],
  'bot.died': ['creature_id', 'creature_uid'],
  'bot.revived': ['at_spirit_healer'],
  'level.gained': ['level'],
  'item.looted': ['item_id', 'quality_and_units'],
  'item.equipped': ['item_id', 'slot'],
  'item.sold': ['item_id', 'copper'],
  'item.bought': ['item_id', 'copper'],
  'item.repaired': ['items', 'copper'],
  'item.destroyed': ['item_id', 'units'],
  'trade.requested': ['partner_uid', 'trade_uid'],
  'trade.completed': ['partner_uid', 'trade_uid'],
  'trade.cancelled': ['trade_uid', 'reason'],
  'auction.posted': ['item_id', 'buyout_copper'],
  'auction.bid': ['auction_uid', 'copper'],
  'auction.sold': ['item_id', 'copper'],
  'auction.expired': ['item_id', 'auction_uid'],
  'auction.cancelled': ['item_id', 'auction_uid'],
  'mail.sent': ['mail_uid', 'kind'],
  'mail.collected': ['mail_uid', 'copper'],
  'group.formed': ['group_uid', 'quest_id'],
  'group.joined': ['group_uid', 'size'],
  'group.left': ['group_uid', 'size'],
  stall: ['cause', 'idle_frames'],
  directive: ['frame', 'seq'],
  'system.switched': ['row', 'on'],
  'option.changed': ['option', 'value'],
  'object.used': ['object_id', 'object_uid'],
  'zone.entered': ['zone_id'],
  'mail.expired': ['mail_uid', 'kind'],
};

const BY_CODE: readonly Keys[] = EVENT_KINDS.map((kind) => DETAIL[kind]);

/** JSON of an event's arguments, or null when its kind has none. */
export function eventDetail(kind: number, a: number, b: number): string | null {
  const keys = BY_CODE[kind]!;
  if (keys[0] === undefined) return null;
  return keys[1] === undefined ? `{"${keys[0]}":${a}}` : `{"${keys[0]}":${a},"${keys[1]}":${b}}`;
}

/** Keys of an event kind, for the documentation. */
export function eventKeys(kind: (typeof EVENT_KINDS)[number]): Keys {
  return DETAIL[kind];
}
