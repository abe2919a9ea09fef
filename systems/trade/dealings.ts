/** Whom a bot has traded with, and whom it found greedy: its own memory of the last eight partners. */
import { DEALINGS_SIZE } from '../../components/exchange.js';
import type { World } from '../world.js';

const MOST = 255;

/** Place of a partner in a bot's memory, or -1. */
export function dealingWith(world: World, bot: number, partnerUid: number): number {
  const { partner } = world.c.dealings;
  const first = bot * DEALINGS_SIZE;
  for (let k = first; k < first + DEALINGS_SIZE; k++) if (partner[k] === partnerUid) return k;
  return -1;
}

/** Remember that a trade with a partner was done (`done`), or that it came to nothing because the partner wanted too much. */
export function noteDeal(world: World, bot: number, partner: number, done: boolean): void {
  const { dealings } = world.c;
  const uid = world.uidOf(partner);
  let at = dealingWith(world, bot, uid);
  if (at < 0) {
    at = bot * DEALINGS_SIZE + dealings.next[bot]!;
    world.set(dealings.f.next, bot, (dealings.next[bot]! + 1) % DEALINGS_SIZE);
    world.set(dealings.f.partner, at, uid);
    world.set(dealings.f.done, at, 0);
    world.set(dealings.f.unfair, at, 0);
  }
  const field = done ? dealings.f.done : dealings.f.unfair;
  world.set(field, at, Math.min(MOST, field.array[at]! + 1));
  world.set(dealings.f.frame, at, world.frame);
}

/** Trades done with a bot, as far as it is remembered. */
export function dealsWith(world: World, bot: number, partner: number): number {
  const at = dealingWith(world, bot, world.uidOf(partner));
  return at < 0 ? 0 : world.c.dealings.done[at]!;
}

/** True for a partner that has wanted too much more often than it was dealt with. */
export function isDistrusted(world: World, bot: number, partner: number): boolean {
  const at = dealingWith(world, bot, world.uidOf(partner));
  return at >= 0 && world.c.dealings.unfair[at]! > world.c.dealings.done[at]!;
}
