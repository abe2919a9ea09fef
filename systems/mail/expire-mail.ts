import type { Verb } from '../../engine/command-queue.js';
import { MailKind, MailState } from '../../components/index.js';
import { COPPER, Flow } from '../../engine/ledger.js';
import { destroyElsewhere } from '../inventory/items.js';
import { Account } from '../money.js';
import { ExpiryOutcome, expireMail as expiryOutcome } from '../rules/mail-cost.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import { enclosedAt, enclosedCount } from './attachments.js';
import { sendBack } from './return-mail.js';
import { closeMail, freeMail } from './send-mail.js';

/**
 * Nobody (actor: minus the uid of the mail) clears a mail slot away: a waiting mail past its time goes back to the bot it is
 * from with its item, or is deleted with what is in it; a closed one frees its slot. Source: RULES.md section 6, clean-up.
 */
function handle(world: World, actor: number, m: number): number {
  const { mail } = world.c;
  if (m < 0 || m >= world.capacities.mail! || mail.uid[m] !== -actor) return Reason.gone;
  if (mail.state[m] !== MailState.waiting) {
    freeMail(world, m);
    return Reason.done;
  }
  const now = Math.floor(world.frame / FRAMES_PER_SECOND);
  const expires = Math.floor(mail.expires[m]! / FRAMES_PER_SECOND);
  const kind = mail.kind[m]!;
  const fromBot = mail.sender[m]! > 0 || kind === MailKind.returned || kind === MailKind.codPayment;
  const outcome = expiryOutcome(
    enclosedCount(world, m) > 0,
    fromBot,
    kind === MailKind.returned,
    kind === MailKind.codPayment,
    expires,
    now,
  );
  if (outcome === ExpiryOutcome.kept) return Reason.too_early;
  if (outcome === ExpiryOutcome.returned) {
    sendBack(world, m, 0);
    return Reason.done;
  }
  const uid = mail.uid[m]!;
  const receiver = world.uidOf(mail.to[m]! - 1);
  if (mail.money[m]! > 0) world.ledger.book(Cause.mail_expired, Flow.sink, COPPER, 0, mail.money[m]!, uid, Account.postmen);
  for (let n = enclosedCount(world, m) - 1; n >= 0; n--)
    destroyElsewhere(world, enclosedAt(world, m, n), Cause.mail_expired, uid, Account.postmen);
  closeMail(world, m, MailState.deleted);
  world.event(Event['mail.expired'], receiver, uid, kind);
  return Reason.done;
}

export const expireMailVerb: Verb<World> = { name: 'mail.expire', handle };
