/** Putting a mail into the post: called by handlers whose outcome travels by mail. */
import { placesOf } from '../../engine/component.js';
import { mail as mailSpec } from '../../components/exchange.js';
import { ItemPlace, MailState, WorldLane } from '../../components/index.js';
import { moveBetween } from '../inventory/items.js';
import { transfer } from '../money.js';
import { Cause, Event } from '../vocabulary.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';

/**
 * Send a mail. Its copper and its item come from `account` (a uid) and lie on the mail's own account (its uid) until they are collected.
 *
 * @param kind MailKind
 * @param sender what the receiver reads: uid of a bot, or an account of the world
 * @param to bot slot
 * @param i item slot of an instance that is on no bot, or -1
 * @param delaySeconds until it can be collected
 * @param lifeSeconds from then until it is cleared away
 * @param itemCause cause under which the item moves
 * @returns the mail's slot
 */
export function sendMail(
  world: World,
  kind: number,
  sender: number,
  account: number,
  to: number,
  copper: number,
  copperCause: number,
  i: number,
  delaySeconds: number,
  lifeSeconds: number,
  itemCause: number = Cause.auction_item,
): number {
  const m = writeMail(world, kind, sender, to, world.frame + delaySeconds * FRAMES_PER_SECOND, lifeSeconds, copper, i);
  const uid = world.c.mail.uid[m]!;
  if (copper > 0) transfer(world, copper, copperCause, account, uid);
  if (i >= 0) moveBetween(world, i, ItemPlace.mail, m, itemCause, account, uid);
  post(world, m);
  return m;
}

const AT = placesOf(mailSpec);
const row = new Int32Array(Object.keys(AT).length);

/** A waiting mail with nothing in it and not yet on its way: see `enclose` and `post`. Returns its slot. */
export function openMail(world: World, kind: number, sender: number, to: number, deliverFrame: number, lifeSeconds: number): number {
  return writeMail(world, kind, sender, to, deliverFrame, lifeSeconds, 0, -1);
}

/** The row of a waiting mail with copper and an instance (-1 none) in it. */
function writeMail(
  world: World,
  kind: number,
  sender: number,
  to: number,
  deliverFrame: number,
  lifeSeconds: number,
  copper: number,
  i: number,
): number {
  const { mail, item } = world.c;
  const m = world.pools.mail.allocate();
  row[AT.uid] = world.newUid();
  row[AT.state] = MailState.waiting;
  row[AT.kind] = kind;
  row[AT.from] = sender;
  row[AT.to] = to + 1;
  row[AT.money] = copper;
  row[AT.item] = i + 1;
  row[AT.itemUid] = i < 0 ? 0 : item.uid[i]!;
  row[AT.itemKind] = i < 0 ? 0 : item.kind[i]!;
  row[AT.stack] = i < 0 ? 0 : item.stack[i]!;
  row[AT.cod] = 0;
  row[AT.deliver] = deliverFrame;
  row[AT.expires] = deliverFrame + lifeSeconds * FRAMES_PER_SECOND;
  row[AT.sender] = 0;
  world.write.setRow(mail.id, m, row);
  return m;
}

/** Put an instance whose place is this mail on record in it. */
export function enclose(world: World, m: number, i: number): void {
  const { mail, item } = world.c;
  world.set(mail.f.item, m, i + 1);
  world.set(mail.f.itemUid, m, item.uid[i]!);
  world.set(mail.f.itemKind, m, item.kind[i]!);
  world.set(mail.f.stack, m, item.stack[i]!);
}

/** The mail is on its way. */
export function post(world: World, m: number): void {
  const { mail, market } = world.c;
  const to = mail.to[m]! - 1;
  world.add(market.f.waitingMails, to, 1);
  world.derived.mails.add(m);
  world.lanes[WorldLane.mail]!.schedule(m, mail.expires[m]! + FRAMES_PER_SECOND);
  world.event(Event['mail.sent'], world.uidOf(to), mail.uid[m]!, mail.kind[m]!);
}

/**
 * A mail has done its duty (collected, deleted): it leaves the lists at once; its slot keeps the last state for one frame, so that the
 * state is recorded, and is freed by `expireMail`.
 */
export function closeMail(world: World, m: number, state: number): void {
  const { mail, market } = world.c;
  const to = mail.to[m]! - 1;
  world.set(mail.f.state, m, state);
  world.set(mail.f.money, m, 0);
  world.set(mail.f.item, m, 0);
  world.set(mail.f.cod, m, 0);
  world.add(market.f.waitingMails, to, -1);
  world.derived.mails.remove(m);
  world.derived.attachments.drop(m);
  world.lanes[WorldLane.mail]!.schedule(m, world.frame + 1);
}

/** Free the slot of a closed mail. What is left in its other cells is overwritten by the next one. */
export function freeMail(world: World, m: number): void {
  const { mail } = world.c;
  world.set(mail.f.uid, m, 0);
  world.set(mail.f.state, m, MailState.none);
  world.lanes[WorldLane.mail]!.cancel(m);
  world.pools.mail.release(m);
}
