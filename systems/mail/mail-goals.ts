/** Going to a mailbox and emptying it. */
import { BotState, GoalKind } from '../../components/index.js';
import { freeSlots } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { avoidKey, goalDone, goalFailed, isAvoided, setGoal } from '../plan/goals.js';
import { nearestWithin } from '../vendor/services.js';
import type { World } from '../world.js';
import { atService } from '../auction/at-service.js';
import { Reason } from '../vocabulary.js';
import { isFairFor, usualPrice, wish } from '../trade/trade-policy.js';
import { enclosedAt, enclosedCount } from './attachments.js';
import { codOf, refusalOf } from './collect-mail.js';
import { canGoBack } from './return-mail.js';
import { writeLetter } from './write-letter.js';

/** One mail is worth a short walk, three a long one, centiyards (600 and 1,500 yards). */
const NEAR = 60_000;
const FAR_ENOUGH = 150_000;
const MAILS_FOR_FAR = 3;
/** A bot thinks of its mails once a minute. */
const RETRY_FRAMES = 600;
/** Mails emptied in one visit. */
const COLLECTED = 12;
/** Time at the mailbox, frames for each mail. */
const FRAMES_PER_MAIL = 5;

export function proposeMailbox(world: World, bot: number, frame: number): boolean {
  const { market } = world.c;
  if (market.waitingMails[bot] === 0) return false;
  const last = market.lastMail[bot]!;
  if (last !== 0 && frame - last < RETRY_FRAMES) return false;
  const waiting = collectable(world, bot);
  if (waiting === 0) return false;
  world.set(market.f.lastMail, bot, frame);
  const { mailboxes } = world.content;
  const service = nearestWithin(world, bot, mailboxes, isOpenMailbox, waiting >= MAILS_FOR_FAR ? FAR_ENOUGH : NEAR);
  if (service < 0) return false;
  setGoal(world, bot, GoalKind.mailbox, service, 0, mailboxes.map[service]!, mailboxes.x[service]!, mailboxes.y[service]!);
  return true;
}

function isOpenMailbox(world: World, bot: number, service: number): boolean {
  return !isAvoided(world, bot, avoidKey(GoalKind.mailbox, service));
}

/** Mails a bot could empty now, counted as far as it matters. */
function collectable(world: World, bot: number): number {
  const { mails } = world.derived;
  let waiting = 0;
  for (let m = mails.first(bot); m >= 0 && waiting < MAILS_FOR_FAR; m = mails.after(m))
    if (refusalOf(world, bot, m) === Reason.done) waiting++;
  return waiting;
}

/** Empty up to twelve mails, oldest first, as far as the bags have room. */
export function arriveMailbox(world: World, bot: number, frame: number): void {
  const { mail, market, goal } = world.c;
  const { mails } = world.derived;
  const service = goal.target[bot]!;
  world.set(market.f.lastMail, bot, frame);
  if (atService(world, bot, world.content.mailboxes, service) !== Reason.done) {
    goalFailed(world, bot, avoidKey(GoalKind.mailbox, service));
    return;
  }
  let room = freeSlots(world, bot);
  let collected = 0;
  for (let m = mails.first(bot); m >= 0 && collected < COLLECTED; m = mails.after(m)) {
    if (isUnwanted(world, bot, m)) {
      if (mail.deliver[m]! <= frame) world.emit(Op.returnMail, bot, m, service, mail.uid[m]!);
      continue;
    }
    const things = enclosedCount(world, m);
    if (things > room || refusalOf(world, bot, m) !== Reason.done) continue;
    world.emit(Op.collectMail, bot, m, service, mail.uid[m]!);
    room -= things;
    collected++;
  }
  writeLetter(world, bot, service);
  const delay = Math.max(1, collected * FRAMES_PER_MAIL);
  goalDone(world, bot, delay);
  world.setState(bot, BotState.mailing);
}

/** A letter that costs more on delivery than what the bot wants of it is worth: it goes back. */
function isUnwanted(world: World, bot: number, m: number): boolean {
  const cod = codOf(world, m);
  if (cod === 0 || !canGoBack(world, m)) return false;
  let worth = 0;
  for (let n = enclosedCount(world, m) - 1; n >= 0; n--) {
    const i = enclosedAt(world, m, n);
    if (wish(world, bot, world.c.item.kind[i]!) > 0) worth += usualPrice(world, i);
  }
  return !isFairFor(world, bot, worth, cod);
}
