/** A bot at a mailbox sends something to a partner it has traded with before and that is far away, for cash on delivery. */
import { distanceTo } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { bestOffer, deal, gatherOffers } from '../trade/choose-deal.js';
import { askedPrice, mayTrade } from '../trade/trade-policy.js';
import type { World } from '../world.js';
import { postageOf } from './post-mail.js';

/** Whoever is nearer than this is met in person, centiyards (300 yards). */
const FAR_AWAY = 30_000;

/** Emit at most one letter of a visit. */
export function writeLetter(world: World, bot: number, service: number): void {
  const { identity, life } = world.c;
  const partner = lastPartner(world, bot);
  if (partner < 0 || identity.side[partner] !== identity.side[bot] || !mayTrade(world, bot, partner) || isNear(world, bot, partner)) return;
  if (life.gold[bot]! < postageOf(world, 1) || gatherOffers(world, bot) === 0 || bestOffer(world, partner) === 0) return;
  const slot = world.c.item.at[deal.item]!;
  const price = askedPrice(world, bot, partner, deal.item);
  world.emit(Op.sendMail, bot, partner, slot, 0, price, service, world.uidOf(partner));
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
