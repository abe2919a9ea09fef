import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace, MailKind } from '../../components/index.js';
import { atService } from '../auction/at-service.js';
import { isCarrySlot, itemAt, moveOff } from '../inventory/items.js';
import { Account, debit, spend, transfer } from '../money.js';
import { optionIndex } from '../options.js';
import { creditItems } from '../quest/credit.js';
import {
  AttachmentState,
  MailResult,
  checkSendMail,
  mailDeliverySeconds,
  mailLifeSeconds,
  mailPostage,
  storedCod,
} from '../rules/mail-cost.js';
import { isTradable } from '../trade/offer-trade.js';
import { Cause, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { encloseFurther, unpackSlots } from './attachments.js';
import { enclose, openMail, post } from './send-mail.js';

const DELAY = optionIndex('mail.delay');
const POSTAGE = optionIndex('mail.postage');

type Slots = ReturnType<typeof unpackSlots>;

/** The request under way; filled anew for each command. */
const request = {
  purseCopper: 0,
  moneyCopper: 0,
  codCopper: 0,
  attachments: 0,
  postageCopper: 0,
  attachmentState: AttachmentState.fine as AttachmentState,
  recipientExists: false,
  toSelf: false,
  sameAccount: false,
  oppositeTeam: false,
  recipientMails: 0,
};

/**
 * A bot sends a letter from a mailbox: receiving bot, bag slots of the whole stacks to enclose (a slot, or several as `packSlots` has
 * them; -1 none), copper to enclose, copper the receiver has to pay for the things (cash on delivery), service index into mailboxes, uid
 * of the receiver. Every bot is an account of its own. Source: RULES.md section 6.
 */
function handle(world: World, bot: number, to: number, slots: number, copper: number, cod: number, service: number, toUid: number): number {
  const { life, mail } = world.c;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const near = atService(world, bot, world.content.mailboxes, service);
  if (near !== Reason.done) return near;
  if (copper < 0 || cod < 0) return Reason.bad_amount;
  const enclosed = unpackSlots(slots);
  fillRequest(world, bot, to, toUid, enclosed, copper, cod);
  const answer = checkSendMail(world.rules, request);
  if (answer !== MailResult.ok) return refusal(answer, request.attachmentState);
  if (life.gold[bot]! < copper + request.postageCopper) return Reason.not_enough_money;

  const price = storedCod(world.rules, cod, request.attachments);
  const deliver = world.frame + deliverySeconds(world, request.attachments) * FRAMES_PER_SECOND;
  const m = openMail(world, MailKind.player, world.uidOf(bot), to, deliver, mailLifeSeconds(world.rules, price));
  const uid = mail.uid[m]!;
  world.set(mail.f.sender, m, bot + 1);
  world.set(mail.f.cod, m, price);
  spend(world, bot, request.postageCopper, Cause.postage, Account.postmen);
  if (copper > 0) {
    debit(world, bot, copper);
    transfer(world, copper, Cause.mail_money, world.uidOf(bot), uid);
    world.set(mail.f.money, m, copper);
  }
  for (let n = 0; n < enclosed.count; n++) {
    const i = itemAt(world, bot, enclosed.slots[n]!);
    moveOff(world, i, ItemPlace.mail, m, Cause.mail_item, uid);
    if (n === 0) enclose(world, m, i);
    else encloseFurther(world, m, i);
    creditItems(world, bot, world.c.item.kind[i]!);
  }
  post(world, m);
  world.noteProgress(bot);
  return Reason.done;
}

function fillRequest(world: World, bot: number, to: number, toUid: number, enclosed: Slots, copper: number, cod: number): void {
  const { identity } = world.c;
  const known = to >= 0 && to < world.capacities.bot! && identity.uid[to]! > 0 && identity.uid[to] === toUid;
  request.purseCopper = world.c.life.gold[bot]!;
  request.moneyCopper = copper;
  request.codCopper = cod;
  request.attachments = enclosed.count;
  request.postageCopper = postageOf(world, enclosed.count);
  request.attachmentState = stateOf(world, bot, enclosed);
  request.recipientExists = known;
  request.toSelf = to === bot;
  request.sameAccount = false;
  request.oppositeTeam = known && identity.side[to] !== identity.side[bot];
  request.recipientMails = known ? world.derived.mails.count(to) : 0;
}

/** The first state that is not fine among the things to be enclosed. */
function stateOf(world: World, bot: number, { slots, count }: Slots): AttachmentState {
  for (let n = 0; n < count; n++) {
    const i = isCarrySlot(world, bot, slots[n]!) ? itemAt(world, bot, slots[n]!) : -1;
    if (i < 0) return AttachmentState.missing;
    if (!isTradable(world, i)) return AttachmentState.soulbound;
  }
  return AttachmentState.fine;
}

/** Copper a letter costs its sender. */
export function postageOf(world: World, attachments: number): number {
  const own = world.option(POSTAGE);
  return mailPostage(world.rules, attachments, own < 0 ? undefined : own);
}

/** Seconds until a letter of a bot can be read. */
function deliverySeconds(world: World, attachments: number): number {
  return mailDeliverySeconds(world.rules, attachments, false, mailDelaySeconds(world));
}

/** Seconds of every mail that travels, as the scenario or the profile says. */
export function mailDelaySeconds(world: World): number {
  const own = world.option(DELAY);
  return own < 0 ? world.rules.mailDeliveryDelaySeconds : own;
}

function refusal(answer: number, attachment: number): number {
  switch (answer) {
    case MailResult.tooManyAttachments:
      return Reason.too_many;
    case MailResult.recipientNotFound:
      return Reason.unknown_target;
    case MailResult.cannotSendToSelf:
    case MailResult.internalError:
      return Reason.bad_amount;
    case MailResult.notEnoughMoney:
      return Reason.not_enough_money;
    case MailResult.recipientCapReached:
      return Reason.mailbox_full;
    case MailResult.notYourTeam:
      return Reason.wrong_side;
    default:
      return attachment === AttachmentState.missing ? Reason.gone : Reason.bound;
  }
}

export const sendMailVerb: Verb<World> = { name: 'mail.send', handle };
