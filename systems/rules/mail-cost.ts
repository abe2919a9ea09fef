import { purseAccepts, purseAfterGain } from './gold-cap.js';
import { u32 } from './arithmetic.js';
import type { RulesProfile } from './profile.js';

/** State of an attachment as far as mail cares. */
export const AttachmentState = { fine: 0, missing: 1, soulbound: 2, conjured: 3, timed: 4, filledBag: 5, wrapped: 6 } as const;
export type AttachmentState = (typeof AttachmentState)[keyof typeof AttachmentState];

/** Outcome of a mail request. */
export const MailResult = {
  ok: 0,
  tooManyAttachments: 1,
  recipientNotFound: 2,
  cannotSendToSelf: 3,
  internalError: 4,
  notEnoughMoney: 5,
  recipientCapReached: 6,
  notYourTeam: 7,
  attachmentInvalid: 8,
  boundItem: 9,
  bagNotEmpty: 10,
  wrappedCod: 11,
  noRoom: 12,
  tooMuchGold: 13,
} as const;
export type MailResult = (typeof MailResult)[keyof typeof MailResult];
/** Names as in the conformance vectors, by `MailResult`. */
export const MAIL_RESULT_NAMES = [
  'OK',
  'TOO_MANY_ATTACHMENTS',
  'RECIPIENT_NOT_FOUND',
  'CANNOT_SEND_TO_SELF',
  'INTERNAL_ERROR',
  'NOT_ENOUGH_MONEY',
  'RECIPIENT_CAP_REACHED',
  'NOT_YOUR_TEAM',
  'ATTACHMENT_INVALID',
  'EQUIP:MAIL_BOUND_ITEM',
  'EQUIP:CAN_ONLY_DO_WITH_EMPTY_BAGS',
  'CANT_SEND_WRAPPED_COD',
  'EQUIP_ERROR',
  'EQUIP:TOO_MUCH_GOLD',
] as const;

/** Copper to send a mail with that many attachments, at so much a mail (wotlk: an attachment). */
export function mailPostage(profile: RulesProfile, attachments: number, copper = profile.mailPostageCopper): number {
  return copper * (profile.name === 'wotlk' ? Math.max(1, attachments) : 1);
}

/** What may be asked to be sent, as plain numbers and flags. */
export interface MailRequest {
  readonly purseCopper: number;
  readonly moneyCopper: number;
  readonly codCopper: number;
  readonly attachments: number;
  /** What it costs, copper. */
  readonly postageCopper: number;
  /** The first state that is not fine among the attachments. */
  readonly attachmentState: AttachmentState;
  readonly recipientExists: boolean;
  readonly toSelf: boolean;
  readonly sameAccount: boolean;
  readonly oppositeTeam: boolean;
  /** Mails the receiver has. */
  readonly recipientMails: number;
}

function checkAttachment(profile: RulesProfile, state: AttachmentState, cod: boolean): MailResult {
  if (state === AttachmentState.fine) return MailResult.ok;
  if (state === AttachmentState.wrapped) return cod ? MailResult.wrappedCod : MailResult.ok;
  if (profile.name === 'classic' || state === AttachmentState.missing) return MailResult.attachmentInvalid;
  return state === AttachmentState.filledBag ? MailResult.bagNotEmpty : MailResult.boundItem;
}

/** Purse less than the sum? wotlk notices the overflow of the 32-bit sum, classic wraps. */
function cannotPay(profile: RulesProfile, purseCopper: number, moneyCopper: number, postageCopper: number): boolean {
  const sum = moneyCopper + postageCopper;
  return purseCopper < (profile.name === 'classic' ? u32(sum) : sum);
}

/** Whether a mail may be sent; first failing check in server order. Source: rules reference, section 6. */
export function checkSendMail(profile: RulesProfile, mail: MailRequest): MailResult {
  if (mail.attachments > profile.mailAttachmentLimit) return MailResult.tooManyAttachments;
  if (!mail.recipientExists) return MailResult.recipientNotFound;
  if (mail.toSelf) return MailResult.cannotSendToSelf;
  if (mail.moneyCopper > 0 && mail.codCopper > 0) return MailResult.internalError;
  if (cannotPay(profile, mail.purseCopper, mail.moneyCopper, mail.postageCopper)) return MailResult.notEnoughMoney;
  if (mail.recipientMails > profile.mailboxLimit) return MailResult.recipientCapReached;
  const sideMatters = profile.name === 'classic' || !mail.sameAccount;
  if (mail.oppositeTeam && sideMatters) return MailResult.notYourTeam;
  if (mail.attachments === 0) return MailResult.ok;
  return checkAttachment(profile, mail.attachmentState, mail.codCopper > 0);
}

/** Cash on delivery that is stored: wotlk drops it from a mail without attachment. */
export function storedCod(profile: RulesProfile, codCopper: number, attachments: number): number {
  return profile.name === 'wotlk' && attachments === 0 ? 0 : codCopper;
}

/** Seconds from sending to delivery of a player's mail. */
export function mailDeliverySeconds(profile: RulesProfile, attachments: number, sameAccount: boolean, delaySeconds: number): number {
  if (profile.name === 'classic') return delaySeconds;
  return attachments > 0 && !sameAccount ? delaySeconds : 0;
}

/** Seconds a player's mail lives after its delivery. */
export function mailLifeSeconds(profile: RulesProfile, codCopper: number): number {
  return codCopper > 0 ? profile.mailCodLifeSeconds : profile.mailLifeSeconds;
}

/** Whether an item may be taken out of a mail. With cash on delivery the price is mailed to the sender at once. */
export function checkTakeItem(codCopper: number, purseCopper: number, fits: boolean, deliverAt: number, now: number): MailResult {
  if (deliverAt > now) return MailResult.internalError;
  if (purseCopper < codCopper) return MailResult.notEnoughMoney;
  return fits ? MailResult.ok : MailResult.noRoom;
}

/** Whether the money may be taken out of a mail; classic clamps the purse at the cap, wotlk leaves the money where it is. */
export function checkTakeMoney(
  profile: RulesProfile,
  moneyCopper: number,
  purseCopper: number,
  deliverAt: number,
  now: number,
): MailResult {
  if (deliverAt > now) return MailResult.internalError;
  return canHold(profile, purseCopper, moneyCopper) ? MailResult.ok : MailResult.tooMuchGold;
}

/** wotlk compares only when there is money to take. */
function canHold(profile: RulesProfile, purseCopper: number, moneyCopper: number): boolean {
  return moneyCopper === 0 || purseAccepts(profile, purseCopper, moneyCopper);
}

/** Purse after taking that money. */
export function purseAfterTakingMoney(profile: RulesProfile, purseCopper: number, moneyCopper: number): number {
  return moneyCopper === 0 ? purseCopper : purseAfterGain(profile, purseCopper, moneyCopper);
}

/** Value of `returnDelaySeconds` when nothing is sent. */
export const NOTHING_RETURNED = -1;

/**
 * Seconds until a mail returned by its receiver arrives, or `NOTHING_RETURNED`. The mail must have been delivered.
 */
export function returnDelaySeconds(
  profile: RulesProfile,
  hasItems: boolean,
  sameAccount: boolean,
  fromPlayer: boolean,
  delaySeconds: number,
): number {
  if (!fromPlayer) return NOTHING_RETURNED;
  return profile.name === 'classic' && hasItems && !sameAccount ? delaySeconds : 0;
}

/** What the clean-up does with a mail. */
export const ExpiryOutcome = { kept: 0, deleted: 1, returned: 2 } as const;
export type ExpiryOutcome = (typeof ExpiryOutcome)[keyof typeof ExpiryOutcome];
export const EXPIRY_OUTCOME_NAMES = ['kept', 'deleted', 'returned'] as const;

/**
 * What the clean-up does with a mail past its expiry (the second of expiry itself still counts as alive). A returned mail lives 30
 * days from `now`, without cash on delivery.
 */
export function expireMail(
  hasItems: boolean,
  fromPlayer: boolean,
  returned: boolean,
  codPayment: boolean,
  expireAt: number,
  now: number,
): ExpiryOutcome {
  if (expireAt >= now) return ExpiryOutcome.kept;
  if (!hasItems || !fromPlayer || returned || codPayment) return ExpiryOutcome.deleted;
  return ExpiryOutcome.returned;
}
