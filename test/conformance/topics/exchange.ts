import {
  AttachmentState,
  EXPIRY_OUTCOME_NAMES,
  ExpiryOutcome,
  MAIL_RESULT_NAMES,
  MailResult,
  NOTHING_RETURNED,
  checkSendMail,
  checkTakeItem,
  checkTakeMoney,
  expireMail,
  mailDeliverySeconds,
  mailLifeSeconds,
  mailPostage,
  purseAfterTakingMoney,
  returnDelaySeconds,
  storedCod,
} from '../../../systems/rules/mail-cost.js';
import type { RulesProfile } from '../../../systems/rules/profile.js';
import {
  PLAYER_REACH_SUM_YARDS,
  TRADE_STATUS_NAMES,
  TradeStatus,
  checkAcceptTrade,
  checkInitiateTrade,
  checkTradeGold,
  checkTradeItem,
  checkTradeItems,
  purseAfterTrade,
  tradeSidesMatch,
  withinTradeRange,
  type Trader,
} from '../../../systems/rules/trade-checks.js';

interface SendInputs {
  op: 'send';
  balance: number;
  money: number;
  cod: number;
  items: number;
  sameAccount: boolean;
  itemState?: 'missing' | 'soulbound' | 'conjured' | 'timed' | 'nonEmptyBag' | 'wrapped' | 'fine';
  mailDeliveryDelay?: number;
  oppositeTeam?: boolean;
  recipientExists?: boolean;
  recipientMails?: number;
  toSelf?: boolean;
}

type MailInputs =
  | SendInputs
  | { op: 'takeItem'; cod: number; balance: number; fits: boolean; deliverAt: number; now: number }
  | { op: 'takeMoney'; money: number; balance: number; deliverAt: number; now: number }
  | {
      op: 'return';
      hasItems: boolean;
      sameAccount: boolean;
      fromPlayer: boolean;
      deliverAt: number;
      now: number;
      mailDeliveryDelay?: number;
    }
  | { op: 'expire'; hasItems: boolean; fromPlayer: boolean; returned: boolean; codPayment: boolean; expireAt: number; now: number };

const ATTACHMENT_STATES = { ...AttachmentState, nonEmptyBag: AttachmentState.filledBag };

function send(profile: RulesProfile, inputs: SendInputs): unknown {
  const result = checkSendMail(profile, {
    purseCopper: inputs.balance,
    moneyCopper: inputs.money,
    codCopper: inputs.cod,
    attachments: inputs.items,
    postageCopper: mailPostage(profile, inputs.items),
    attachmentState: ATTACHMENT_STATES[inputs.itemState ?? 'fine'],
    recipientExists: inputs.recipientExists ?? true,
    toSelf: inputs.toSelf ?? false,
    sameAccount: inputs.sameAccount,
    oppositeTeam: inputs.oppositeTeam ?? false,
    recipientMails: inputs.recipientMails ?? 0,
  });
  const name = MAIL_RESULT_NAMES[result];
  if (result !== MailResult.ok) {
    return { result: name, cost: 0, balance: inputs.balance, deliverAfter: null, expireAfter: null, cod: null };
  }
  const cost = mailPostage(profile, inputs.items);
  const cod = storedCod(profile, inputs.cod, inputs.items);
  const delay = inputs.mailDeliveryDelay ?? profile.mailDeliveryDelaySeconds;
  const deliverAfter = mailDeliverySeconds(profile, inputs.items, inputs.sameAccount, delay);
  const expireAfter = deliverAfter + mailLifeSeconds(profile, cod);
  return { result: name, cost, balance: inputs.balance - inputs.money - cost, deliverAfter, expireAfter, cod };
}

function takeItem(profile: RulesProfile, inputs: Extract<MailInputs, { op: 'takeItem' }>): unknown {
  const { cod, balance, fits, deliverAt, now } = inputs;
  const result = checkTakeItem(cod, balance, fits, deliverAt, now);
  const taken = result === MailResult.ok;
  const codMail = taken && cod > 0 ? { money: cod, deliverAfter: 0, expireAfter: mailLifeSeconds(profile, 0) } : null;
  return { result: MAIL_RESULT_NAMES[result], balance: taken ? balance - cod : balance, codMail };
}

function takeMoney(profile: RulesProfile, inputs: Extract<MailInputs, { op: 'takeMoney' }>): unknown {
  const { money, balance, deliverAt, now } = inputs;
  const result = checkTakeMoney(profile, money, balance, deliverAt, now);
  const taken = result === MailResult.ok;
  const after = taken ? purseAfterTakingMoney(profile, balance, money) : balance;
  return { result: MAIL_RESULT_NAMES[result], balance: after, left: taken ? 0 : money };
}

function returnMail(profile: RulesProfile, inputs: Extract<MailInputs, { op: 'return' }>): unknown {
  const { hasItems, sameAccount, fromPlayer, deliverAt, now } = inputs;
  if (deliverAt > now) return { result: MAIL_RESULT_NAMES[MailResult.internalError], deliverAfter: null };
  const delay = inputs.mailDeliveryDelay ?? profile.mailDeliveryDelaySeconds;
  const deliverAfter = returnDelaySeconds(profile, hasItems, sameAccount, fromPlayer, delay);
  return { result: 'OK', deliverAfter: deliverAfter === NOTHING_RETURNED ? null : deliverAfter };
}

function expire(profile: RulesProfile, inputs: Extract<MailInputs, { op: 'expire' }>): unknown {
  const { hasItems, fromPlayer, returned, codPayment, expireAt, now } = inputs;
  const outcome = expireMail(hasItems, fromPlayer, returned, codPayment, expireAt, now);
  const result = EXPIRY_OUTCOME_NAMES[outcome];
  return outcome === ExpiryOutcome.returned ? { result, newExpireAt: now + mailLifeSeconds(profile, 0), cod: 0 } : { result };
}

export function mailCostTopic(profile: RulesProfile, inputs: MailInputs): unknown {
  switch (inputs.op) {
    case 'send':
      return send(profile, inputs);
    case 'takeItem':
      return takeItem(profile, inputs);
    case 'takeMoney':
      return takeMoney(profile, inputs);
    case 'return':
      return returnMail(profile, inputs);
    case 'expire':
      return expire(profile, inputs);
  }
}

type TraderInputs = Partial<Trader> & { team: string };

interface SideInputs {
  money: number;
  offer: number;
  items: { tradable: boolean; boundNotWithOther?: boolean }[];
  fits: boolean;
  accepted: boolean;
}

type TradeInputs =
  | {
      op: 'initiate';
      me: TraderInputs;
      other: TraderInputs;
      distance: number;
      reach?: number;
      sameGroup?: boolean;
      allowTwoSide?: boolean;
      levelReq?: number;
    }
  | { op: 'accept'; me: SideInputs; other: SideInputs; distance: number; reach?: number }
  | { op: 'setItem'; tradeSlot: number; itemExists: boolean; canBeTraded: boolean; alreadyInTrade: boolean }
  | { op: 'setGold'; money: number; current: number; gold: number };

function trader(inputs: TraderInputs): Trader {
  const idle = { isSelf: false, inTrade: false, stunned: false, loggingOut: false, onTaxi: false, charmed: false };
  return { exists: true, alive: true, level: 80, ...idle, ...inputs };
}

function initiate(profile: RulesProfile, inputs: Extract<TradeInputs, { op: 'initiate' }>): unknown {
  const me = trader(inputs.me);
  const other = trader(inputs.other);
  const sameSide = inputs.me.team === inputs.other.team;
  const { sameGroup = false, allowTwoSide = false, reach = PLAYER_REACH_SUM_YARDS } = inputs;
  const sides = tradeSidesMatch(profile, sameSide, me.charmed || other.charmed, sameGroup, allowTwoSide);
  const near = withinTradeRange(profile, inputs.distance, reach);
  const status = checkInitiateTrade(profile, me, other, sides, near, inputs.levelReq ?? profile.tradeMinLevel);
  return { status: TRADE_STATUS_NAMES[status] };
}

function accept(profile: RulesProfile, inputs: Extract<TradeInputs, { op: 'accept' }>): unknown {
  const { me, other } = inputs;
  const near = withinTradeRange(profile, inputs.distance, inputs.reach ?? PLAYER_REACH_SUM_YARDS);
  const items = checkTradeItems(
    profile,
    profile.tradedSlots,
    (slot) => me.items[slot]?.tradable ?? true,
    (slot) => me.items[slot]?.boundNotWithOther ?? false,
    (slot) => other.items[slot]?.tradable ?? true,
  );
  const result = checkAcceptTrade(profile, near, me.money, me.offer, other.money, other.offer, items, other.accepted, me.fits, other.fits);
  const done = result === TradeStatus.complete;
  const money = done
    ? {
        me: purseAfterTrade(profile, me.money, me.offer, other.offer),
        other: purseAfterTrade(profile, other.money, other.offer, me.offer),
      }
    : { me: me.money, other: other.money };
  return { result: TRADE_STATUS_NAMES[result], money, itemsMoved: done };
}

export function tradeChecksTopic(profile: RulesProfile, inputs: TradeInputs): unknown {
  switch (inputs.op) {
    case 'initiate':
      return initiate(profile, inputs);
    case 'accept':
      return accept(profile, inputs);
    case 'setItem': {
      const status = checkTradeItem(profile, inputs.tradeSlot, inputs.itemExists, inputs.canBeTraded, inputs.alreadyInTrade);
      return { result: TRADE_STATUS_NAMES[status] };
    }
    case 'setGold': {
      const status = checkTradeGold(profile, inputs.money, inputs.current, inputs.gold);
      const set = status === TradeStatus.ok;
      return { offer: set ? inputs.gold : inputs.current, acceptReset: set, result: TRADE_STATUS_NAMES[status] };
    }
  }
}
