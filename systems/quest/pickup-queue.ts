/**
 * The pickup queue: bots that want a quest wait here, in four tiers by how much they need one, and are served tier by tier, first come
 * first served, a bounded number a frame. Its state lies in the components `pickup` and `pickupQueue`; the lists here are derived.
 */
import { PICKUP_TIERS } from '../../components/quest.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';

const CAPACITY = optionIndex('quest.queueCapacity');
const RETRY = optionIndex('quest.retryMs');
const MAX_RETRIES = optionIndex('quest.maxRetries');
/** Back-off doubles this often at most. */
const MAX_DOUBLINGS = 6;
/** A bot that gave its request up asks again after a minute. */
const GIVEN_UP_FRAMES = 600;
/** A list is moved to the front of its array when so many of its head are gone. */
const COMPACT = 4096;

export class PickupLists {
  readonly #bots: number[][] = Array.from({ length: PICKUP_TIERS }, () => []);
  readonly #seqs: number[][] = Array.from({ length: PICKUP_TIERS }, () => []);
  readonly #head = new Int32Array(PICKUP_TIERS);

  constructor(private readonly world: World) {}

  push(tier: number, bot: number, seq: number): void {
    this.#bots[tier]!.push(bot);
    this.#seqs[tier]!.push(seq);
  }

  /** The bot that has waited longest in a tier, taken from the list; -1 when nobody waits. Those who have left are passed over. */
  shift(tier: number): number {
    const { pickup } = this.world.c;
    const bots = this.#bots[tier]!;
    const seqs = this.#seqs[tier]!;
    while (this.#head[tier]! < bots.length) {
      const at = this.#head[tier]!++;
      const bot = bots[at]!;
      if (pickup.tier[bot] !== tier + 1 || pickup.seq[bot] !== seqs[at]) continue;
      if (this.#head[tier]! >= COMPACT) this.#compact(tier);
      return bot;
    }
    this.#compact(tier);
    return -1;
  }

  #compact(tier: number): void {
    this.#bots[tier]!.splice(0, this.#head[tier]!);
    this.#seqs[tier]!.splice(0, this.#head[tier]!);
    this.#head[tier] = 0;
  }

  /** From the component: who waits, by tier, in the order of their numbers. */
  rebuild(): void {
    const { pickup } = this.world.c;
    const waiting: number[] = [];
    for (let bot = 0; bot < this.world.pools.bot.high; bot++) if (pickup.tier[bot] !== 0) waiting.push(bot);
    waiting.sort((a, b) => pickup.seq[a]! - pickup.seq[b]!);
    for (let tier = 0; tier < PICKUP_TIERS; tier++) {
      this.#bots[tier] = waiting.filter((bot) => pickup.tier[bot] === tier + 1);
      this.#seqs[tier] = this.#bots[tier]!.map((bot) => pickup.seq[bot]!);
      this.#head[tier] = 0;
    }
  }
}

/** Requests that wait. */
export function queueLength(world: World): number {
  const { waiting } = world.c.pickupQueue;
  let sum = 0;
  for (let tier = 0; tier < PICKUP_TIERS; tier++) sum += waiting[tier]!;
  return sum;
}

export function isQueued(world: World, bot: number): boolean {
  return world.c.pickup.tier[bot] !== 0;
}

/** True while a bot holds back after a request that came to nothing. */
export function holdsBack(world: World, bot: number, frame: number): boolean {
  return frame < world.c.pickup.notBefore[bot]!;
}

/** Ask for a quest. False when the queue is full: the request is dropped, and the bot holds back for a while. */
export function requestPickup(world: World, bot: number, tier: number, frame: number): boolean {
  const { pickup, pickupQueue: q } = world.c;
  if (queueLength(world) >= world.option(CAPACITY)) {
    world.add(q.f.dropped, tier, 1);
    backOff(world, bot, frame);
    return false;
  }
  const seq = q.nextSeq[0]!;
  world.set(q.f.nextSeq, 0, seq + 1);
  world.set(pickup.f.tier, bot, tier + 1);
  world.set(pickup.f.seq, bot, seq);
  world.set(pickup.f.since, bot, frame);
  world.add(q.f.queued, tier, 1);
  world.add(q.f.waiting, tier, 1);
  if (q.waiting[tier]! > q.peak[tier]!) world.set(q.f.peak, tier, q.waiting[tier]!);
  world.derived.quests.queue.push(tier, bot, seq);
  return true;
}

/** Leave the queue, served or not. */
export function leaveQueue(world: World, bot: number): void {
  const { pickup, pickupQueue: q } = world.c;
  const tier = pickup.tier[bot]! - 1;
  if (tier < 0) return;
  world.set(pickup.f.tier, bot, 0);
  world.add(q.f.waiting, tier, -1);
}

/** The next to be served, out of the queue; -1 when nobody waits. */
export function nextPickup(world: World, frame: number): number {
  const { pickup, pickupQueue: q } = world.c;
  for (let tier = 0; tier < PICKUP_TIERS; tier++) {
    if (q.waiting[tier] === 0) continue;
    const bot = world.derived.quests.queue.shift(tier);
    if (bot < 0) continue;
    leaveQueue(world, bot);
    world.add(q.f.served, tier, 1);
    world.add(q.f.waitedFrames, 0, frame - pickup.since[bot]!);
    if (pickup.retries[bot] !== 0) world.set(pickup.f.retries, bot, 0);
    return bot;
  }
  return -1;
}

/** A bot that still waits thinks again: true when it goes on waiting (it is told again), false when it gives its request up. */
export function putOff(world: World, bot: number, frame: number): boolean {
  const { pickup, pickupQueue: q } = world.c;
  world.add(q.f.putOff, 0, 1);
  if (pickup.retries[bot]! < world.option(MAX_RETRIES)) {
    world.set(pickup.f.retries, bot, pickup.retries[bot]! + 1);
    return true;
  }
  leaveQueue(world, bot);
  world.set(pickup.f.retries, bot, 0);
  world.set(pickup.f.notBefore, bot, frame + GIVEN_UP_FRAMES);
  world.add(q.f.givenUp, 0, 1);
  return false;
}

/** Frames after which a bot that waits, or was turned away, looks again: doubled with every time. */
export function retryFrames(world: World, bot: number): number {
  return world.framesOf(world.option(RETRY)) * (1 << Math.min(MAX_DOUBLINGS, world.c.pickup.retries[bot]!));
}

function backOff(world: World, bot: number, frame: number): void {
  const { pickup } = world.c;
  world.set(pickup.f.notBefore, bot, frame + retryFrames(world, bot));
  world.set(pickup.f.retries, bot, Math.min(world.option(MAX_RETRIES), pickup.retries[bot]! + 1));
}
