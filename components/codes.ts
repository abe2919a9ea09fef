/** Codes that components hold, with the words the store shows for them. */

export const BotState = {
  idle: 0,
  traveling: 1,
  fighting: 2,
  looting: 3,
  resting: 4,
  dead: 5,
  trading: 6,
  vendoring: 7,
  atAuction: 8,
  mailing: 9,
  questing: 10,
  waiting: 11,
} as const;
export const BOT_STATE_NAMES = [
  'idle',
  'traveling',
  'fighting',
  'looting',
  'resting',
  'dead',
  'trading',
  'vendoring',
  'at_auction',
  'mailing',
  'questing',
  'waiting',
] as const;

/** Wake lanes of bots; the order of the fields of `agenda`. */
export const Lane = { move: 0, combat: 1, recover: 2, loot: 3, plan: 4, equip: 5, social: 6, market: 7 } as const;
export type LaneCode = (typeof Lane)[keyof typeof Lane];
/** Lanes of other pools. */
export const WorldLane = { respawn: 8, auction: 9, mail: 10, extra: 11, pile: 12, buyback: 13, quest: 14 } as const;

export const GoalKind = {
  none: 0,
  kill: 1,
  useObject: 2,
  accept: 3,
  turnIn: 4,
  talk: 5,
  explore: 6,
  escort: 7,
  vendor: 8,
  auction: 9,
  mailbox: 10,
  hub: 11,
  meet: 12,
  corpse: 13,
  grind: 14,
  repair: 15,
  buy: 16,
  pump: 17,
  train: 18,
} as const;
export type GoalCode = (typeof GoalKind)[keyof typeof GoalKind];

export const QuestStatus = { none: 0, active: 1, complete: 2, failed: 3, turnedIn: 4, abandoned: 5 } as const;
export const QUEST_STATUS_NAMES = ['none', 'active', 'complete', 'failed', 'turned_in', 'abandoned'] as const;

export const CreatureState = { dead: 0, alive: 1, fighting: 2 } as const;
export const CREATURE_STATE_NAMES = ['dead', 'alive', 'fighting'] as const;

export const ItemPlace = { none: 0, bot: 1, auction: 2, mail: 3, pile: 4, buyback: 5 } as const;
/** Bits of `item.flags`; extra: the instance has a row in the pool of enchantments and gems. */
export const ItemFlag = { extra: 1, skinned: 2 } as const;
export const PileKind = { none: 0, creature: 1, object: 2, skinning: 3, fishing: 4, pickpocketing: 5, container: 6 } as const;
export const PILE_KIND_NAMES = ['none', 'creature', 'object', 'skinning', 'fishing', 'pickpocketing', 'container'] as const;
/** Who may take a thing from a pile: everybody with a right to it, whose turn it is, whom the dice or the master name. */
export const PileRule = { free: 0, turn: 1, roll: 2, master: 3, won: 4 } as const;

export const AuctionState = { none: 0, open: 1, sold: 2, expired: 3, cancelled: 4 } as const;
export const AUCTION_STATE_NAMES = ['none', 'open', 'sold', 'expired', 'cancelled'] as const;

export const MailKind = {
  player: 0,
  saleMoney: 1,
  wonItem: 2,
  outbidRefund: 3,
  expiredItem: 4,
  cancelledItem: 5,
  gift: 6,
  returned: 7,
  codPayment: 8,
  salePending: 9,
} as const;
export const MAIL_KIND_NAMES = [
  'player',
  'sale_money',
  'won_item',
  'outbid_refund',
  'expired_item',
  'cancelled_item',
  'gift',
  'returned',
  'cod_payment',
  'sale_pending',
] as const;
export const MailState = { none: 0, waiting: 1, collected: 2, returned: 3, deleted: 4 } as const;
export const MAIL_STATE_NAMES = ['none', 'waiting', 'collected', 'returned', 'deleted'] as const;

export const TradeState = { none: 0, requested: 1, open: 2, completed: 3, cancelled: 4 } as const;
export const TRADE_STATE_NAMES = ['none', 'requested', 'open', 'completed', 'cancelled'] as const;

/** Why a bot gets nowhere. */
export const StallCause = {
  none: 0,
  noGiver: 1,
  contested: 2,
  tooWeak: 3,
  noWay: 4,
  bagFull: 5,
  waitingForGroup: 6,
  dataError: 7,
  onTheWay: 8,
} as const;
export const STALL_CAUSE_NAMES = [
  'none',
  'no_giver_in_reach',
  'objective_contested',
  'too_weak',
  'no_way',
  'bag_full',
  'waiting_for_group',
  'data_error',
  'on_the_way',
] as const;

/** Equipment slots 0-18, bags 19-22, backpack 23-38, contents of bags from 39. */
export const EQUIPMENT_SLOTS = 19;
export const FIRST_BAG_SLOT = 19;
export const BAG_SLOTS = 4;
export const FIRST_BACKPACK_SLOT = 23;
export const BACKPACK_SLOTS = 16;
export const FIRST_BAG_CONTENT_SLOT = 39;
export const EQUIPMENT_SLOT_NAMES = [
  'head',
  'neck',
  'shoulders',
  'shirt',
  'chest',
  'waist',
  'legs',
  'feet',
  'wrists',
  'hands',
  'finger1',
  'finger2',
  'trinket1',
  'trinket2',
  'back',
  'main_hand',
  'off_hand',
  'ranged',
  'tabard',
] as const;
