/** Standing at a service: what every verb at an auctioneer or mailbox asks first. */
import type { Services } from '../../data/content.js';
import { distanceTo } from '../movement/motion.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';

const HOSTILE = 0;
const HORDE = 1;
const CENTI = 100;

/** `done` when a bot stands within interaction distance of a service that deals with its side, else the reason. */
export function atService(world: World, bot: number, services: Services, service: number): number {
  if (service < 0 || service >= services.count) return Reason.unknown_target;
  const attitude = world.c.identity.side[bot] === HORDE ? services.toHorde : services.toAlliance;
  if (attitude[service] === HOSTILE) return Reason.wrong_side;
  const reach = Math.floor(world.rules.interactionDistanceYards * CENTI);
  const d = distanceTo(world, bot, services.map[service]!, services.x[service]!, services.y[service]!);
  return d > reach ? Reason.too_far : Reason.done;
}
