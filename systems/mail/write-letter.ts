/** A bot at a mailbox sends what a partner it has traded with before and that is far away can use, for cash on delivery. */
import { distanceTo } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { MOST_LOOKED_AT, bestOffer, deal, gatherOffers, withdrawLike } from '../trade/choose-deal.js';
import { askedPrice, isFairFor, mayTrade, usualPrice } from '../trade/trade-policy.js';
import type { World } from '../world.js';
import { SLOTS_AFTER, packSlots } from './attachments.js';
import { postageOf } from './post-mail.js';

/** Whoever is nearer than this is met in person, centiyards (300 yards). */
const FAR_AWAY = 30_000;

/** Emit at most one letter of a visit. */
export function writeLetter(world: World, bot: number, service: number): void {
  const { identity, life } = world.c;
  const several = world.rules.mailAttachmentLimit > 1;
  const partner = lastPartner(world, bot);
  if (partner < 0 || identity.side[partner] !== identity.side[bot] || !mayTrade(world, bot, partner) || isNear(world, bot, partner)) return;
  if (
    life.gold[bot]! < postageOf(world, 1) ||
    gatherOffers(world, bot, several ? MOST_LOOKED_AT : undefined) === 0 ||
    bestOffer(world, partner) === 0
  )
    return;
  const price = choose(world, bot, partner);
  world.emit(Op.sendMail, bot, partner, packSlots(chosen), 0, price, service, world.uidOf(partner));
}

/** Slots of what goes into the letter. */
const chosen: number[] = [];

/**
 * The best offer, already found, and as many further ones as the rules let into a letter, of another use each, while the partner finds the
 * whole fair, the postage is there, and the slots lie close enough to be named in one command. Returns the price of all, copper.
 */
function choose(world: World, bot: number, partner: number): number {
  const { item, life } = world.c;
  let price = 0;
  let usual = 0;
  chosen.length = 0;
  do {
    const i = deal.item;
    const total = price + askedPrice(world, bot, partner, i);
    const slot = item.at[i]!;
    const reach = Math.max(slot, ...chosen) - Math.min(slot, ...chosen);
    withdrawLike(world, i);
    const payable = life.gold[bot]! >= postageOf(world, chosen.length + 1);
    if (chosen.length > 0 && (reach > SLOTS_AFTER || !payable || !isFairFor(world, partner, usual + usualPrice(world, i), total))) continue;
    chosen.push(slot);
    price = total;
    usual += usualPrice(world, i);
  } while (chosen.length < world.rules.mailAttachmentLimit && bestOffer(world, partner) > 0);
  return price;
}

/** Slot of the bot traded with last, or -1. The component keeps its uid; its slot is found among those that trade now and then. */
function lastPartner(world: World, bot: number): number {
  const uid = world.c.social.lastPartner[bot]!;
  if (uid === 0) return -1;
  const { uid: uids } = world.c.identity;
  for (let other = 0; other < world.pools.bot.high; other++) if (uids[other] === uid) return other;
  return -1;
}

function isNear(world: World, bot: number, partner: number): boolean {
  const { motion } = world.c;
  return distanceTo(world, bot, motion.map[partner]!, motion.toX[partner]!, motion.toY[partner]!) < FAR_AWAY;
}
