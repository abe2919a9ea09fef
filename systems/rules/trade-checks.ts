import { f32 } from './arithmetic.js';
import { purseAccepts, purseAfterGain } from './gold-cap.js';
import type { RulesProfile } from './profile.js';

/** Combat reach of two players together, yards. */
export const PLAYER_REACH_SUM_YARDS = 3;

/** Answer to a request to trade, to accept, or to change an offer. */
export const TradeStatus = {
  silent: 0,
  begin: 1,
  busy: 2,
  tooFar: 3,
  noTarget: 4,
  youDead: 5,
  youStunned: 6,
  youLogout: 7,
  targetDead: 8,
  targetStunned: 9,
  targetLogout: 10,
  wrongFaction: 11,
  levelSelf: 12,
  levelOther: 13,
  waiting: 14,
  complete: 15,
  canceled: 16,
  notEnoughMoneySelf: 17,
  notEnoughMoneyOther: 18,
  tooMuchGoldSelf: 19,
  tooMuchGoldOther: 20,
  notEligible: 21,
  noSpaceSelf: 22,
  noSpaceOther: 23,
  ok: 24,
  unchanged: 25,
  notEnoughMoney: 26,
} as const;
export type TradeStatus = (typeof TradeStatus)[keyof typeof TradeStatus];
/** Names as in the conformance vectors, by `TradeStatus`. */
export const TRADE_STATUS_NAMES = [
  'SILENT',
  'BEGIN_TRADE',
  'BUSY',
  'TARGET_TO_FAR',
  'NO_TARGET',
  'YOU_DEAD',
  'YOU_STUNNED',
  'YOU_LOGOUT',
  'TARGET_DEAD',
  'TARGET_STUNNED',
  'TARGET_LOGOUT',
  'WRONG_FACTION',
  'LEVEL_REQ_SELF',
  'LEVEL_REQ_OTHER',
  'WAITING',
  'COMPLETE',
  'TRADE_CANCELED',
  'NOT_ENOUGH_MONEY_SELF',
  'NOT_ENOUGH_MONEY_OTHER',
  'TOO_MUCH_GOLD_SELF',
  'TOO_MUCH_GOLD_OTHER',
  'NOT_ELIGIBLE',
  'NO_SPACE_SELF',
  'NO_SPACE_OTHER',
  'OK',
  'UNCHANGED',
  'NOT_ENOUGH_MONEY',
] as const;

/** One side of a request to trade. */
export interface Trader {
  readonly exists: boolean;
  readonly isSelf: boolean;
  readonly alive: boolean;
  readonly inTrade: boolean;
  readonly stunned: boolean;
  readonly loggingOut: boolean;
  readonly onTaxi: boolean;
  readonly charmed: boolean;
  readonly level: number;
}

/**
 * Whether two players may trade with each other across sides. Classic lets nobody trade who is charmed; the same group or the setting
 * bridges the sides. wotlk knows the setting only.
 */
export function tradeSidesMatch(
  profile: RulesProfile,
  sameSide: boolean,
  anyCharmed: boolean,
  sameGroup: boolean,
  crossSideAllowed: boolean,
): boolean {
  if (profile.name === 'wotlk') return sameSide || crossSideAllowed;
  return !anyCharmed && (sameSide || sameGroup || crossSideAllowed);
}

/** Whether a 2-D distance lets a trade be opened (classic: also accepted): strictly less than range + both reaches. */
export function withinTradeRange(profile: RulesProfile, distanceYards: number, reachSumYards: number): boolean {
  return f32(distanceYards) < f32(f32(profile.tradeOpenDistanceYards) + f32(reachSumYards));
}

/** Whether a trader who has moved is still near enough: classic cancels beyond its keeping distance and both reaches, wotlk never looks. */
export function keepsTradeRange(profile: RulesProfile, distanceYards: number, reachSumYards: number): boolean {
  return profile.tradeKeepDistanceYards === 0 || f32(distanceYards) <= f32(f32(profile.tradeKeepDistanceYards) + f32(reachSumYards));
}

function checkInitiator(profile: RulesProfile, me: Trader, minLevel: number): TradeStatus {
  if (me.inTrade) return TradeStatus.silent;
  if (!me.alive) return TradeStatus.youDead;
  if (me.stunned) return TradeStatus.youStunned;
  if (me.loggingOut) return TradeStatus.youLogout;
  if (me.onTaxi) return TradeStatus.tooFar;
  if (profile.name === 'wotlk' && me.level < minLevel) return TradeStatus.levelSelf;
  return TradeStatus.ok;
}

function checkPartner(other: Trader): TradeStatus {
  if (!other.exists) return TradeStatus.noTarget;
  if (other.isSelf || other.inTrade) return TradeStatus.busy;
  if (!other.alive) return TradeStatus.targetDead;
  if (other.onTaxi) return TradeStatus.tooFar;
  if (other.stunned) return TradeStatus.targetStunned;
  if (other.loggingOut) return TradeStatus.targetLogout;
  return TradeStatus.ok;
}

/**
 * Answer to a request to open a trade: the first failing check in server order, or `begin`.
 *
 * @param sidesMatch `tradeSidesMatch`
 * @param inRange `withinTradeRange`
 * @param minLevel wotlk: least level of both, usually `profile.tradeMinLevel`
 * Source: rules reference, section 5.
 */
export function checkInitiateTrade(
  profile: RulesProfile,
  me: Trader,
  other: Trader,
  sidesMatch: boolean,
  inRange: boolean,
  minLevel: number,
): TradeStatus {
  const mine = checkInitiator(profile, me, minLevel);
  if (mine !== TradeStatus.ok) return mine;
  const his = checkPartner(other);
  if (his !== TradeStatus.ok) return his;
  if (!sidesMatch) return TradeStatus.wrongFaction;
  if (!inRange) return TradeStatus.tooFar;
  if (profile.name === 'wotlk' && other.level < minLevel) return TradeStatus.levelOther;
  return TradeStatus.begin;
}

/** First fault among the offered items, slot by slot: own item, its binding against the partner (wotlk), partner's item. */
export function checkTradeItems(
  profile: RulesProfile,
  slots: number,
  mineTradable: (slot: number) => boolean,
  mineBoundAgainstOther: (slot: number) => boolean,
  hisTradable: (slot: number) => boolean,
): TradeStatus {
  for (let slot = 0; slot < slots; slot++) {
    if (!mineTradable(slot)) return TradeStatus.canceled;
    if (profile.name === 'wotlk' && mineBoundAgainstOther(slot)) return TradeStatus.notEligible;
    if (!hisTradable(slot)) return TradeStatus.canceled;
  }
  return TradeStatus.ok;
}

/**
 * Answer to pressing accept: the first failing check in server order, `waiting` for the partner, or `complete`.
 *
 * @param inRange `withinTradeRange`; only classic looks
 * @param items result of `checkTradeItems`
 * @param otherAccepted the partner has accepted the offers as they are
 * @param fitsMine all incoming items together fit the accepting side's bags
 * Source: rules reference, section 5.
 */
export function checkAcceptTrade(
  profile: RulesProfile,
  inRange: boolean,
  myPurse: number,
  myOffer: number,
  hisPurse: number,
  hisOffer: number,
  items: TradeStatus,
  otherAccepted: boolean,
  fitsMine: boolean,
  fitsHis: boolean,
): TradeStatus {
  if (profile.tradeChecksDistanceOnAccept && !inRange) return TradeStatus.tooFar;
  if (myOffer > myPurse) return TradeStatus.notEnoughMoneySelf;
  if (hisOffer > hisPurse) return TradeStatus.notEnoughMoneyOther;
  if (!purseAccepts(profile, myPurse, hisOffer)) return TradeStatus.tooMuchGoldSelf;
  if (!purseAccepts(profile, hisPurse, myOffer)) return TradeStatus.tooMuchGoldOther;
  if (items !== TradeStatus.ok) return items;
  if (!otherAccepted) return TradeStatus.waiting;
  if (!fitsMine) return TradeStatus.noSpaceSelf;
  if (!fitsHis) return TradeStatus.noSpaceOther;
  return TradeStatus.complete;
}

/** One side's purse after a completed trade: the own offer leaves first, then the partner's arrives. */
export function purseAfterTrade(profile: RulesProfile, purse: number, given: number, received: number): number {
  return purseAfterGain(profile, purse - given, received);
}

/**
 * Whether an item may be put into a trade slot; `canceled` otherwise. The last slot shows an item without trading it, so that
 * anything may lie there.
 */
export function checkTradeItem(
  profile: RulesProfile,
  slot: number,
  itemExists: boolean,
  tradable: boolean,
  alreadyOffered: boolean,
): TradeStatus {
  if (slot >= profile.tradeSlots || !itemExists || alreadyOffered) return TradeStatus.canceled;
  return tradable || slot >= profile.tradedSlots ? TradeStatus.ok : TradeStatus.canceled;
}

/**
 * Whether the gold of an offer may be set. A refused sum leaves the old offer as it is; `ok` clears both acceptances. wotlk answers
 * a sum above the purse with busy.
 */
export function checkTradeGold(profile: RulesProfile, purse: number, currentOffer: number, newOffer: number): TradeStatus {
  if (newOffer === currentOffer) return TradeStatus.unchanged;
  if (newOffer > purse) return profile.name === 'wotlk' ? TradeStatus.busy : TradeStatus.notEnoughMoney;
  return TradeStatus.ok;
}
