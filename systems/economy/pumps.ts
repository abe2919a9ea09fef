/**
 * Bots that do nothing but try the known pumps, each in an endless loop (scenario `exploiter`). What a loop brought is the copper of the
 * player's characters after it less the copper before it, with the same things in their bags again: zero or less, or the pump works.
 */
import { BotState, GoalKind, Lane } from '../../components/index.js';
import type { Services } from '../../data/content.js';
import { MarketStrategy } from '../auction/strategy.js';
import { distanceTo } from '../movement/motion.js';
import { goalDone, setGoal } from '../plan/goals.js';
import { Salt } from '../salts.js';
import { nearestWithin } from '../vendor/services.js';
import type { World } from '../world.js';
import { PumpKind, PumpPlace } from './pump-kinds.js';
import { PUMP_STEPS, bestResale, needsThing, pickThing, takesTwo } from './pump-steps.js';

/** A service is at hand within 4 yards. */
const AT_HAND = 400;
const REACH = 500_000;
/** Between two steps, and before one that could not be done is tried again. */
const STEP_FRAMES = 5;
const RETRY_FRAMES = 30;
/** A loop that is stuck for 3 hours is begun anew; its cost counts in the next one. */
const PATIENCE_FRAMES = 108_000;
const PUMPS = 6;
/** Step of a loop that is over. */
const DONE = 255;

/** True for a bot that does nothing else. */
export function isExploiter(world: World, bot: number): boolean {
  return world.c.market.strategy[bot] === MarketStrategy.exploiter;
}

/** Proposal: an exploiter works on its pump; everybody else goes on to the other proposals. */
export function proposePump(world: World, bot: number, frame: number): boolean {
  if (!isExploiter(world, bot)) return false;
  const { pump } = world.c;
  if (pump.kind[bot] === PumpKind.none) choosePump(world, bot, frame);
  const lead = pump.kind[bot] === PumpKind.alt ? pump.partner[bot]! - 1 : bot;
  if (pump.kind[lead] === PumpKind.none) return wait(world, bot, frame, RETRY_FRAMES);
  if (lead === bot && (pump.step[bot] === DONE || pump.since[bot] === 0) && !begin(world, bot, frame))
    return wait(world, bot, frame, RETRY_FRAMES);
  const steps = PUMP_STEPS[pump.kind[lead]!]!;
  const { place } = steps[pump.step[lead]! % steps.length]!;
  const services = servicesOf(world, place);
  const service = serviceFor(world, lead, services, place);
  if (service < 0) return wait(world, bot, frame, RETRY_FRAMES);
  if (!isAt(world, bot, services, service)) {
    setGoal(world, bot, GoalKind.pump, service, place, services.map[service]!, services.x[service]!, services.y[service]!);
    return true;
  }
  return wait(world, bot, frame, bot === lead ? work(world, bot, frame, services, service) : RETRY_FRAMES);
}

/** The place is reached: the next thought does the step. */
export function arrivePump(world: World, bot: number): void {
  goalDone(world, bot, 1);
}

/** Do the step of the loop; answers in how many frames the bot looks again. */
function work(world: World, bot: number, frame: number, services: Services, service: number): number {
  const { pump } = world.c;
  const alt = pump.partner[bot]! - 1;
  if (alt >= 0 && !isAt(world, alt, services, service)) return RETRY_FRAMES;
  const steps = PUMP_STEPS[pump.kind[bot]!]!;
  if (!steps[pump.step[bot]!]!.act(world, bot, alt, service)) {
    if (frame - pump.since[bot]! > PATIENCE_FRAMES) setStep(world, bot, 0, frame);
    return RETRY_FRAMES;
  }
  if (pump.step[bot]! + 1 < steps.length) setStep(world, bot, pump.step[bot]! + 1, frame);
  else setStep(world, bot, DONE, frame);
  return STEP_FRAMES;
}

function setStep(world: World, bot: number, step: number, frame: number): void {
  world.set(world.c.pump.f.step, bot, step);
  world.set(world.c.pump.f.since, bot, frame);
}

/** Before the first step: settle the loop before, and see that there is something to work with. False: not yet. */
function begin(world: World, bot: number, frame: number): boolean {
  const { pump } = world.c;
  const kind = pump.kind[bot]!;
  const alt = pump.partner[bot]! - 1;
  if (world.derived.mails.count(bot) > 0 || (alt >= 0 && world.derived.mails.count(alt) > 0)) {
    const steps = PUMP_STEPS[kind]!;
    if (steps[steps.length - 1]!.place !== PumpPlace.mailbox) return false;
    setStep(world, bot, steps.length - 1, frame);
    return true;
  }
  const copper = purses(world, bot, alt);
  if (pump.since[bot] !== 0) {
    world.set(pump.f.loops, bot, pump.loops[bot]! + 1);
    world.set(pump.f.net, bot, pump.net[bot]! + copper - pump.before[bot]!);
  }
  world.set(pump.f.before, bot, copper);
  const thing = needsThing(kind) ? pickThing(world, bot) : 0;
  if (thing < 0) {
    world.set(pump.f.since, bot, 0);
    return false;
  }
  world.set(pump.f.thing, bot, thing + 1);
  setStep(world, bot, 0, frame);
  return true;
}

function purses(world: World, bot: number, alt: number): number {
  const { gold } = world.c.life;
  return gold[bot]! + (alt < 0 ? 0 : gold[alt]!);
}

/** The first time: draw a pump, and find a second character of the same side for one that takes two. */
function choosePump(world: World, bot: number, frame: number): void {
  const { pump } = world.c;
  const kind = 1 + world.drawBelow(PUMPS, world.uidOf(bot), Salt.wander, 7);
  const alt = takesTwo(kind) ? freeCharacter(world, bot) : -1;
  world.set(pump.f.kind, bot, takesTwo(kind) && alt < 0 ? PumpKind.repost : kind);
  if (alt < 0) return;
  world.set(pump.f.partner, bot, alt + 1);
  world.set(pump.f.kind, alt, PumpKind.alt);
  world.set(pump.f.partner, alt, bot + 1);
  world.wakeAt(Lane.plan, alt, frame + 1);
}

/** An exploiter of the same side on the same map that has no pump yet, by uid; -1 none. */
function freeCharacter(world: World, bot: number): number {
  const { pump, identity, motion } = world.c;
  for (let other = 0; other < world.pools.bot.high; other++) {
    if (other === bot || !isExploiter(world, other) || pump.kind[other] !== PumpKind.none) continue;
    if (identity.side[other] === identity.side[bot] && motion.map[other] === motion.map[bot]) return other;
  }
  return -1;
}

function servicesOf(world: World, place: number): Services {
  const { vendors, auctioneers, mailboxes } = world.content;
  return place === PumpPlace.vendor ? vendors : place === PumpPlace.auctioneer ? auctioneers : mailboxes;
}
/** The service the player goes to: the nearest to the first character. */
function serviceFor(world: World, lead: number, services: Services, place: number): number {
  const accept = place === PumpPlace.vendor ? sellsSomething : place === PumpPlace.auctioneer ? hasHouse : anywhere;
  return nearestWithin(world, lead, services, accept, REACH);
}
const anywhere = (): boolean => true;
const hasHouse = (world: World, _bot: number, service: number): boolean => world.content.auctioneers.house[service]! >= 0;
const sellsSomething = (world: World, bot: number, service: number): boolean =>
  world.c.pump.step[bot] === 1 || bestResale(world, bot, service) >= 0;

function isAt(world: World, bot: number, services: Services, service: number): boolean {
  return distanceTo(world, bot, services.map[service]!, services.x[service]!, services.y[service]!) <= AT_HAND;
}

function wait(world: World, bot: number, frame: number, frames: number): boolean {
  if (world.c.life.state[bot] !== BotState.trading) world.setState(bot, BotState.waiting);
  world.wakeAt(Lane.plan, bot, frame + frames);
  return true;
}
