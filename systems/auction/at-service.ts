/** Standing at a service: what every verb at an auctioneer or mailbox asks first. */
import type { Services } from '../../data/content.js';
import { distanceTo } from '../movement/motion.js';
import { dealsWithSide } from '../vendor/services.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';

const CENTI = 100;

/** `done` when a bot stands within interaction distance of a service that deals with its side, else the reason. */
export function atService(world: World, bot: number, services: Services, service: number): number {
  if (service < 0 || service >= services.count) return Reason.unknown_target;
  if (!dealsWithSide(services, service, world.c.identity.side[bot]!)) return Reason.wrong_side;
  const reach = Math.floor(world.rules.interactionDistanceYards * CENTI);
  const d = distanceTo(world, bot, services.map[service]!, services.x[service]!, services.y[service]!);
  return d > reach ? Reason.too_far : Reason.done;
}
