/** Components of bots: who they are, how they fare, where they go and what they are at. */
import { defineComponent } from '../engine/component.js';

/** Who a bot is. Written when it is born. race, class: content indices; side 0 alliance, 1 horde, 2 neutral; name: index of a name. */
export const identity = defineComponent('identity', 'bot', {
  uid: 'i32',
  race: 'u8',
  cls: 'u8',
  side: 'u8',
  name: 'i32',
  bornFrame: 'i32',
  /** Trading and questing temper, 0..255, drawn at birth. */ temper: 'u8',
  /** Strategy of quest choice, index into the strategies of the run. */ strategy: 'u8',
});

/** Level, experience into the level (points), purse (copper) and what it is doing (BotState). */
export const life = defineComponent('life', 'bot', { level: 'u8', xp: 'i32', gold: 'i32', state: 'u8' });

/**
 * Health and mana as segments: value at frame f = min(max, value + rate x (f - since) / 1000), rates in thousandths of a point a frame.
 * Owner: combat and recovery.
 */
export const vital = defineComponent('vital', 'bot', {
  health: 'i32',
  mana: 'i32',
  maxHealth: 'i32',
  maxMana: 'i32',
  healthRate: 'i32',
  manaRate: 'i32',
  since: 'i32',
});

/**
 * Motion as a segment on one map: the place at frame f is `to` from `arrive` on, else from + (to - from)(f - depart)/(arrive - depart),
 * truncated. Centiyards. map: content index; zone: content index + 1, of the end of the segment. Owner: movement.
 */
export const motion = defineComponent('motion', 'bot', {
  map: 'u16',
  zone: 'u16',
  fromX: 'i32',
  fromY: 'i32',
  toX: 'i32',
  toY: 'i32',
  depart: 'i32',
  arrive: 'i32',
});

/** Due frame of each wake lane, 0 never. The order of the fields is the order of `Lane`. */
export const agenda = defineComponent(
  'agenda',
  'bot',
  {
    move: 'i32',
    combat: 'i32',
    recover: 'i32',
    loot: 'i32',
    plan: 'i32',
    equip: 'i32',
    social: 'i32',
    market: 'i32',
  },
  'none',
);

/**
 * What a bot is at: a goal (GoalKind), its target (meaning by kind), an argument, the place it is to be reached at (map index,
 * centiyards), since when, and how often it failed. Owner: plan.
 */
export const goal = defineComponent(
  'goal',
  'bot',
  {
    kind: 'u8',
    target: 'i32',
    arg: 'i32',
    map: 'u16',
    x: 'i32',
    y: 'i32',
    since: 'i32',
    failures: 'u8',
    /** Link that the bot is going through, content index + 1. */ link: 'i32',
  },
  'none',
);

/** Things a bot can have in mind to leave alone. */
export const MEMORY_SIZE = 16;

/** Places and things a bot leaves alone for a while: key (see systems/plan/memory.ts) and until which frame; a ring of 16. */
export const memory = defineComponent('memory', 'bot', { key: ['i32', MEMORY_SIZE], until: ['i32', MEMORY_SIZE], next: 'u8' }, 'none');

/** Liveness: the last frame in which a bot got anywhere (xp, quest progress, item, copper, level, arrival), and what stalls it now (StallCause). */
export const progress = defineComponent(
  'progress',
  'bot',
  { lastFrame: 'i32', cause: 'u8', kills: 'i32', deaths: 'i32', questsDone: 'i32', copperIn: 'f64', copperOut: 'f64' },
  'none',
);

/** The fight a bot is in: creature slot + 1, the frame of its last round, blows left of its ammunition of patience. Owner: combat. */
export const fight = defineComponent(
  'fight',
  'bot',
  {
    target: 'i32',
    since: 'i32',
    lastRound: 'i32',
    /** creatures hunted for their own sake since the bot last came to a hub */ stint: 'u8',
    /** creature slot + 1 whose corpse waits to be looted */ corpse: 'i32',
  },
  'none',
);

/** Derived from race, class, level and gear by equipment; cached. Stats in the order of STATS; damage in hundredths a blow. */
export const stats = defineComponent(
  'stats',
  'bot',
  {
    stat: ['i32', 7],
    armor: 'i32',
    minDamageCenti: 'i32',
    maxDamageCenti: 'i32',
    speedMs: 'i32',
    offhandCenti: 'i32',
    gearScore: 'i32',
  },
  'none',
);

/** The last death: place of the corpse (map index, centiyards), frame, deaths still counting for the reclaim delay. Owner: combat. */
export const death = defineComponent(
  'death',
  'bot',
  { map: 'u16', x: 'i32', y: 'i32', frame: 'i32', recent: 'u8', /** frame until resurrection sickness lasts */ sickUntil: 'i32' },
  'none',
);

/** Membership and social life: group slot + 1, trade slot + 1, the frame of the last trade, partner of the last trade (uid). Owners: group, trade. */
export const social = defineComponent(
  'social',
  'bot',
  { group: 'i32', trade: 'i32', lastTrade: 'i32', lastPartner: 'i32', invitedBy: 'i32', lastGroup: 'i32' },
  'none',
);

/** Market habits: last visit to an auctioneer and to a mailbox (frames), open auctions, mails waiting, strategy (MarketStrategy). Owners: auction, mail. */
export const market = defineComponent(
  'market',
  'bot',
  { lastVisit: 'i32', lastMail: 'i32', openAuctions: 'u8', waitingMails: 'u16', openBids: 'u8', strategy: 'u8' },
  'none',
);
