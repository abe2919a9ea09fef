/** What the two arguments of an event mean, by kind: the keys of its JSON detail. docs/events.md is made from this. */
import type { EventKey } from '../../engine/store/engine-rows.js';
import { MAIL_KIND_NAMES, STALL_CAUSE_NAMES } from '../../components/index.js';
import { ABANDON_REASONS } from '../quest/abandon-quest.js';
import { FAULT_WORDS } from '../quest/data-errors.js';
import { EVENT_KINDS, REASONS } from '../vocabulary.js';

type EventKind = (typeof EVENT_KINDS)[number];
/** What happened, whose uid the row carries, and the keys of the arguments a and b. */
type Entry = readonly [about: string, a?: string, b?: string];

const EVENTS: Readonly<Record<EventKind, Entry>> = {
  'bot.spawned': ['The bot came into the world.', 'level'],
  'quest.accepted': ['The bot took a quest.', 'quest_id', 'giver_id'],
  'quest.completed': ['The last objective of a quest was done; it waits to be turned in.', 'quest_id', 'frames'],
  'quest.turned_in': ['The bot turned a quest in.', 'quest_id', 'xp'],
  'quest.abandoned': ['The bot gave a quest up.', 'quest_id', 'reason'],
  'quest.failed': ['The time of a quest was over; `quest.abandoned` follows.', 'quest_id', 'frame'],
  'creature.killed': ['A creature died; the bot has the right to its experience and loot.', 'creature_id', 'creature_uid'],
  'bot.died': ['The bot was killed by a creature.', 'creature_id', 'creature_uid'],
  'bot.revived': ['The bot came back to life.', 'at_spirit_healer'],
  'level.gained': ['The bot reached a level.', 'level', 'frame'],
  'item.looted': ['The bot took loot.', 'item_id', 'quality_and_units'],
  'item.equipped': ['The bot put something on.', 'item_id', 'slot'],
  'item.sold': ['The bot sold a stack to a vendor.', 'item_id', 'copper'],
  'item.bought': ['The bot bought from a vendor.', 'item_id', 'units'],
  'item.repaired': ['The bot had its things repaired.', 'items', 'copper'],
  'item.destroyed': ['The bot threw something away.', 'item_id', 'units'],
  'trade.requested': ['The bot asked another to trade.', 'partner_uid', 'trade_uid'],
  'trade.completed': ['A trade was done; the bot is the one who asked.', 'partner_uid', 'trade_uid'],
  'trade.cancelled': ['A trade came to nothing; the bot is the one who asked.', 'partner_uid', 'reason'],
  'auction.posted': ['The bot put something up for auction.', 'item_id', 'buyout_copper'],
  'auction.bid': ['The bot bid on an auction (a bid at the buyout ends it: `auction.sold`).', 'item_id', 'copper'],
  'auction.sold': ['An auction of the bot was sold.', 'item_id', 'copper'],
  'auction.expired': ['An auction of the bot ended without a bid.', 'item_id', 'buyout_copper'],
  'auction.cancelled': ['The bot called an auction off.', 'item_id', 'buyout_copper'],
  'mail.sent': ['A letter to the bot was posted.', 'mail_uid', 'kind'],
  'mail.collected': ['The bot emptied a letter.', 'mail_uid', 'copper'],
  'group.formed': ['The bot formed a group and leads it.', 'group_uid', 'quest_id'],
  'group.joined': ['The bot joined a group.', 'group_uid', 'size'],
  'group.left': ['The bot left a group.', 'group_uid', 'size'],
  stall: ['The bot got nowhere for five minutes.', 'cause', 'idle_frames'],
  directive: ['An input was taken in; see the table `input`.', 'frame', 'seq'],
  'system.switched': ['A system was switched on or off, or its interval changed.', 'row', 'on'],
  'option.changed': ['An option was changed.', 'option', 'value'],
  'object.used': ['The bot used an object.', 'object_id', 'object_uid'],
  'zone.entered': ['The bot entered a zone.', 'zone_id'],
  'mail.expired': ['A letter to the bot was cleared away.', 'mail_uid', 'kind'],
  'mail.returned': ['A letter to the bot went back to its sender, in a new letter.', 'mail_uid', 'back_mail_uid'],
  'quest.shared': ['The bot shared a quest with a member of its group, who took it.', 'quest_id', 'partner_uid'],
  'data.error': [
    'The bot came upon a row of the world content that cannot be right; `fault` says what is wrong with the objective.',
    'quest_id',
    'fault',
  ],
  'system.failed': [
    'A call of a system threw and was undone; with several entries it was then tried with one after the other.',
    'part',
    'entries',
  ],
  'system.state_changed': ['The error state of a system or a verb changed (docs/resilience.md).', 'part', 'states'],
  'command.failed': ['A command threw and was undone; its actor is called again.', 'part'],
  'loot.roll_started': ['A group began to roll for something; the bot owns the pile.', 'item_id', 'pile_uid'],
  'loot.roll_won': ['The bot won a roll.', 'item_id', 'dice'],
  'loot.pile_laid': ['What a corpse holds lies there for a group; the bot opened it.', 'pile_uid', 'creature_id'],
  'item.used': ['The bot used something.', 'item_id', 'charges'],
  'item.bought_back': ['The bot had something back that it had sold.', 'item_id', 'copper'],
  'item.enchanted': ['The bot put a gem or an enchantment on something.', 'item_id', 'item_uid'],
  'enchantment.ended': ['An enchantment ran out.', 'enchantment_id', 'item_uid'],
  'creature.skinned': ['The bot skinned a corpse.', 'creature_id', 'things'],
  'creature.pickpocketed': ['The bot picked a pocket.', 'creature_id', 'things'],
  'bot.trained': ['The bot had lessons at a trainer of its class.', 'level', 'copper'],
  'bot.fished': ['The bot fished.', 'things'],
  'quest.timed': ['How long the bot worked at the quest it turned in.', 'quest_id', 'seconds_and_level'],
};

/** Meaning of each key, in the words of docs/events.md. */
export const KEY_MEANINGS: Readonly<Record<string, string>> = {
  seconds_and_level: 'working time in seconds x 256 + level of the bot',
  fault: 'which objective of the quest, and what is wrong with it, in words',
  level: 'level',
  quest_id: 'quest; `quest_title.quest_id` (0: none)',
  giver_id: 'kind of creature or object that gave it; 0: an item did',
  frames: 'frames since it was accepted',
  xp: 'experience points received',
  frame: 'frame number',
  reason: 'why, a word',
  creature_id: 'kind of creature; `creature_name.creature_id`',
  creature_uid: 'the creature; `creature.uid`',
  at_spirit_healer: '1 at the spirit healer, 0 at its corpse',
  item_id: 'kind of item; `item_name.item_id`',
  quality_and_units: 'quality x 1000 + number of items (999 at most)',
  slot: 'slot it is worn in: 0 to 18 equipment, 19 to 22 bags',
  copper: 'money, copper',
  units: 'number of items',
  items: 'number of things',
  partner_uid: 'the other; `bot.uid`',
  trade_uid: 'the trade; `trade.trade_uid`',
  buyout_copper: 'price to end the auction at once, copper; 0: not offered',
  mail_uid: 'the letter; `mail_row.mail_uid`',
  back_mail_uid: 'the letter that brings it back; `mail_row.mail_uid`',
  kind: 'kind of letter, a word',
  group_uid: 'the group; `group_member.group_uid`',
  size: 'members from then on',
  cause: 'what holds it up, a word',
  idle_frames: 'frames without progress',
  seq: 'order within the frame; `input.seq`',
  row: 'row of the schedule, from 0; `run.schedule`',
  on: '1 on, 0 off',
  option: 'index of the option, in the order of `botrealm options`',
  value: 'its new stored value',
  pile_uid: 'the pile; `account.account`',
  dice: 'what the winner threw, 1 to 100, and 1000 more if it voted need',
  charges: 'uses left of the instance',
  item_uid: 'the item that was improved',
  enchantment_id: 'enchantment of the world content',
  things: 'number of things',
  object_id: 'kind of object',
  object_uid: 'the object',
  part: 'row of the schedule (`run.schedule`), or 64 + the number of the verb',
  entries: 'entries the call was made with',
  states: 'state before x 16 + state after: 0 normal, 1 retry, 2 backoff, 3 circuit open, 4 half-open, 5 recover, 6 degrade, 7 disabled',
  zone_id: 'zone; `zone_name.zone_id`',
};

/** Arguments that are codes, shown as words: by kind of event, then by key. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'quest.abandoned': { reason: ABANDON_REASONS },
  'trade.cancelled': { reason: REASONS },
  'mail.sent': { kind: MAIL_KIND_NAMES },
  'mail.expired': { kind: MAIL_KIND_NAMES },
  stall: { cause: STALL_CAUSE_NAMES },
  'data.error': { fault: FAULT_WORDS },
};

/** Keys of the particulars of each kind of event, by its code. */
export const EVENT_KEYS: readonly (readonly EventKey[])[] = EVENT_KINDS.map((kind) =>
  EVENTS[kind].slice(1).map((key) => ({ key: key!, words: WORDS[kind]?.[key!] })),
);

/** Words that differ in a number only are listed once. */
function enumerated(words: readonly string[]): string {
  return [...new Set(words.map((word) => word.replace(/\d+/, 'N')))].map((word) => `\`${word}\``).join(', ');
}

export interface EventReference {
  readonly kind: EventKind;
  readonly about: string;
  readonly keys: readonly { readonly key: string; readonly meaning: string }[];
}

/** What there is to know of each kind of event, for the documentation. */
export function eventReference(): EventReference[] {
  return EVENT_KINDS.map((kind) => ({
    kind,
    about: EVENTS[kind][0],
    keys: EVENTS[kind].slice(1).map((key) => {
      const words = WORDS[kind]?.[key!];
      const meaning = KEY_MEANINGS[key!] ?? '';
      return { key: key!, meaning: words === undefined ? meaning : `${meaning}: ${enumerated(words)}` };
    }),
  }));
}
