import type { Verb } from '../../engine/command-queue.js';
import { BotState, MailKind, MailState } from '../../components/index.js';
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { countOwned, freeSlots, takeIn } from '../inventory/items.js';
import { credit, debit, transfer } from '../money.js';
import { creditItems } from '../quest/credit.js';
import { MailResult, checkTakeMoney } from '../rules/mail-cost.js';
import { atService } from '../auction/at-service.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { enclosedAt, enclosedCount } from './attachments.js';
import { closeMail, sendMail } from './send-mail.js';

/**
 * A bot empties a mail at a mailbox: mail slot, service index into mailboxes, mail uid. All of it or nothing, as if it took one thing
 * after the other in one go: the first pays what is due on delivery. Source: RULES.md section 6.
 */
function handle(world: World, bot: number, m: number, service: number, uid: number): number {
  const { mail } = world.c;
  if (world.c.life.state[bot] === BotState.dead) return Reason.dead;
  if (m < 0 || m >= world.capacities.mail! || mail.uid[m] !== uid || mail.state[m] !== MailState.waiting) return Reason.gone;
  if (mail.to[m] !== bot + 1) return Reason.not_yours;
  const near = atService(world, bot, world.content.mailboxes, service);
  if (near !== Reason.done) return near;
  const refusal = refusalOf(world, bot, m);
  if (refusal !== Reason.done) return refusal;
  const copper = mail.money[m]!;
  const cod = codOf(world, m);
  if (cod > 0) payOnDelivery(world, bot, m, cod);
  if (copper > 0) {
    transfer(world, copper, Cause.mail_collect, uid, world.uidOf(bot));
    credit(world, bot, copper);
  }
  const things = enclosedCount(world, m);
  for (let n = 0; n < things; n++) {
    const i = enclosedAt(world, m, n);
    takeIn(world, bot, i, Cause.mail_collect, uid);
    creditItems(world, bot, world.c.item.kind[i]!);
  }
  if (things > 0) wakeEquip(world, bot);
  closeMail(world, m, MailState.collected);
  world.event(Event['mail.collected'], world.uidOf(bot), uid, copper);
  world.noteProgress(bot);
  return Reason.done;
}

/** Copper that has to be paid for what is in a mail. */
export function codOf(world: World, m: number): number {
  const { mail } = world.c;
  return mail.item[m]! > 0 && mail.sender[m]! > 0 ? mail.cod[m]! : 0;
}

/** The price goes to the sender by mail, at once. */
function payOnDelivery(world: World, bot: number, m: number, cod: number): void {
  const sender = world.c.mail.sender[m]! - 1;
  debit(world, bot, cod);
  sendMail(
    world,
    MailKind.codPayment,
    world.uidOf(bot),
    world.uidOf(bot),
    sender,
    cod,
    Cause.cod_payment,
    -1,
    0,
    world.rules.mailLifeSeconds,
  );
}

/** Why a mail cannot be emptied now; `done` when it can. */
export function refusalOf(world: World, bot: number, m: number): number {
  const { mail, life } = world.c;
  if (mail.deliver[m]! > world.frame) return Reason.too_early;
  if (checkTakeMoney(world.rules, mail.money[m]!, life.gold[bot]!, mail.deliver[m]!, world.frame) !== MailResult.ok) return Reason.gold_cap;
  const things = enclosedCount(world, m);
  if (things === 0) return Reason.done;
  if (life.gold[bot]! < codOf(world, m)) return Reason.not_enough_money;
  if (freeSlots(world, bot) < things) return Reason.bag_full;
  for (let n = 0; n < things; n++) if (exceedsLimit(world, bot, m, things, n)) return Reason.carry_limit;
  return Reason.done;
}

/** Whether a bot would own more than it may of the kind of the `n`th thing in a letter, with all of that kind in it. */
function exceedsLimit(world: World, bot: number, m: number, things: number, n: number): boolean {
  const { item } = world.c;
  const kind = item.kind[enclosedAt(world, m, n)]!;
  const limit = world.content.items.carryLimit[kind]!;
  if (limit === 0) return false;
  let units = countOwned(world, bot, kind);
  for (let k = 0; k < things; k++) {
    const i = enclosedAt(world, m, k);
    if (item.kind[i] === kind) units += item.stack[i]!;
  }
  return units > limit;
}

export const collectMailVerb: Verb<World> = { name: 'mail.collect', handle };
