/** Mails that are under way when a world begins. */
import { COPPER, Flow } from '../../engine/ledger.js';
import { ItemPlace, MailKind } from '../../components/index.js';
import { drawGoods } from '../auction/listing-seed.js';
import { createElsewhere } from '../inventory/items.js';
import { Account } from '../money.js';
import { Salt } from '../salts.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { enclose, openMail, post } from './send-mail.js';

/** Copper in a gift of money: up to this many times the receiver's level. */
const COPPER_PER_LEVEL = 50;
/** One gift in this many is money. */
const MONEY_SHARE = 2;
const MONEY_DRAW = 99;

/** The `n`th mail of the start: money or goods for a bot of its level, from outside the world. Returns its slot. */
export function seedMail(world: World, bot: number, n: number, deliverFrame: number): number {
  const kind = n % MONEY_SHARE === 0 ? -1 : drawGoods(world, bot, Salt.mail, n);
  const copper =
    kind < 0 ? 1 + world.drawBelow(COPPER_PER_LEVEL * world.c.life.level[bot]!, world.uidOf(bot) + n, Salt.mail, MONEY_DRAW) : 0;
  return seedGift(world, bot, kind, 1, copper, deliverFrame);
}

/** A gift of `units` of a kind (kind -1: none) and copper, both new in the world. Returns the mail's slot. */
export function seedGift(world: World, bot: number, kind: number, units: number, copper: number, deliverFrame: number): number {
  const m = openMail(world, MailKind.gift, Account.world, bot, deliverFrame, world.rules.mailLifeSeconds);
  const uid = world.c.mail.uid[m]!;
  if (copper > 0) {
    world.set(world.c.mail.f.money, m, copper);
    world.ledger.book(Cause.spawn, Flow.faucet, COPPER, 0, copper, Account.world, uid);
  }
  if (kind >= 0) enclose(world, m, createElsewhere(world, kind, units, ItemPlace.mail, m, Cause.spawn, Account.world, uid));
  post(world, m);
  return m;
}
