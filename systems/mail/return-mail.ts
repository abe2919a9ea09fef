import type { Verb } from '../../engine/command-queue.js';
import { BotState, ItemPlace, MailKind, MailState } from '../../components/index.js';
import { atService } from '../auction/at-service.js';
import { moveBetween } from '../inventory/items.js';
import { returnDelaySeconds } from '../rules/mail-cost.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { encloseFurther } from './attachments.js';
import { mailDelaySeconds } from './post-mail.js';
import { closeMail, sendMail } from './send-mail.js';

/** A bot sends a letter back to the bot it is from: mail slot, service index into mailboxes, mail uid. Source: RULES.md section 6. */
function handle(world: World, bot: number, m: number, service: number, uid: number): number {
  const { mail } = world.c;
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (m < 0 || m >= world.capacities.mail! || mail.uid[m] !== uid || mail.state[m] !== MailState.waiting) return Reason.gone;
  if (mail.to[m] !== bot + 1) return Reason.not_yours;
  const near = atService(world, bot, world.content.mailboxes, service);
  if (near !== Reason.done) return near;
  if (mail.deliver[m]! > world.frame) return Reason.too_early;
  if (!canGoBack(world, m)) return Reason.not_eligible;
  sendBack(world, m, returnDelaySeconds(world.rules, mail.item[m]! > 0, false, true, mailDelaySeconds(world)));
  world.noteProgress(bot);
  return Reason.done;
}

/** True for a letter of a bot that has not come back already. */
export function canGoBack(world: World, m: number): boolean {
  const { mail } = world.c;
  return mail.kind[m] === MailKind.player && mail.sender[m]! > 0;
}

/** What is in a letter goes back to its sender in a new one, without cash on delivery; the letter is closed as returned. */
export function sendBack(world: World, m: number, delaySeconds: number): void {
  const { mail } = world.c;
  const uid = mail.uid[m]!;
  const receiver = world.uidOf(mail.to[m]! - 1);
  const money = mail.money[m]!;
  const i = mail.item[m]! - 1;
  const sender = mail.sender[m]! - 1;
  const further = world.derived.attachments.further(m);
  closeMail(world, m, MailState.returned);
  const back = sendMail(
    world,
    MailKind.returned,
    receiver,
    uid,
    sender,
    money,
    Cause.mail_returned,
    i,
    delaySeconds,
    world.rules.mailLifeSeconds,
    Cause.mail_returned,
  );
  for (const more of further) {
    moveBetween(world, more, ItemPlace.mail, back, Cause.mail_returned, uid, mail.uid[back]!);
    encloseFurther(world, back, more);
  }
  world.event(Event['mail.returned'], receiver, uid, mail.uid[back]!);
}

export const returnMailVerb: Verb<World> = { name: 'mail.return', handle };
