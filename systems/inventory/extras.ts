/**
 * Enchantments and gems: rows of a small pool, for the few instances that have any (ItemFlag.extra says so). An enchantment that runs out
 * waits in a wheel of its own.
 */
import { InternalError } from '../../engine/errors.js';
import { ItemFlag, ItemPlace, WorldLane } from '../../components/index.js';
import { MAX_SOCKETS } from '../../components/belongings.js';
import { STATS } from '../../data/format/words.js';
import type { World } from '../world.js';

/** Which row an instance has; derived. */
export class ExtraIndex {
  readonly #rowOf = new Map<number, number>();
  constructor(private readonly world: World) {}

  rowOf(i: number): number {
    return this.#rowOf.get(i) ?? -1;
  }
  put(i: number, row: number): void {
    this.#rowOf.set(i, row);
  }
  drop(i: number): void {
    this.#rowOf.delete(i);
  }
  rebuild(): void {
    const { extra } = this.world.c;
    this.#rowOf.clear();
    for (let row = 0; row < this.world.pools.extra.high; row++) if (extra.uid[row] !== 0) this.#rowOf.set(extra.item[row]! - 1, row);
  }
}

/** Row of an instance in the pool of extras, or -1. */
export function extraOf(world: World, i: number): number {
  return (world.c.item.flags[i]! & ItemFlag.extra) === 0 ? -1 : world.derived.extras.rowOf(i);
}

function ensureExtra(world: World, i: number): number {
  const has = extraOf(world, i);
  if (has >= 0) return has;
  const { extra, item } = world.c;
  const row = world.pools.extra.allocate();
  world.set(extra.f.uid, row, world.newUid());
  world.set(extra.f.item, row, i + 1);
  world.set(item.f.flags, i, item.flags[i]! | ItemFlag.extra);
  world.derived.extras.put(i, row);
  return row;
}

/** Forget what an instance had: it is about to go, or has nothing left. */
export function dropExtra(world: World, i: number): void {
  const row = extraOf(world, i);
  if (row < 0) throw new InternalError('no-extra', `item slot ${i} is marked as enchanted, but no row says how`);
  const { extra, item } = world.c;
  world.lanes[WorldLane.extra]!.cancel(row);
  world.write.clearRow(extra.id, row);
  world.set(item.f.flags, i, item.flags[i]! & ~ItemFlag.extra);
  world.derived.extras.drop(i);
  world.pools.extra.release(row);
}

/** Lay an enchantment on an instance, in place of the one of the same sort (lasting, or running out) that it has. */
export function layEnchant(world: World, i: number, enchant: number): void {
  const { extra } = world.c;
  const row = ensureExtra(world, i);
  const ms = world.content.enchants.durationMs[enchant]!;
  if (ms === 0) {
    world.set(extra.f.lasting, row, enchant + 1);
    return;
  }
  const until = world.frame + world.framesOf(ms);
  world.set(extra.f.passing, row, enchant + 1);
  world.set(extra.f.until, row, until);
  world.lanes[WorldLane.extra]!.schedule(row, until);
}

/** The enchantment that runs out is gone. Returns the instance. */
export function liftEnchant(world: World, row: number): number {
  const { extra } = world.c;
  const i = extra.item[row]! - 1;
  world.set(extra.f.passing, row, 0);
  world.set(extra.f.until, row, 0);
  if (extra.lasting[row] === 0 && gemCount(world, row) === 0) dropExtra(world, i);
  return i;
}

function gemCount(world: World, row: number): number {
  let gems = 0;
  for (let k = 0; k < MAX_SOCKETS; k++) if (world.c.extra.gem[row * MAX_SOCKETS + k] !== 0) gems++;
  return gems;
}

/** Gem kind in a socket of an instance, or -1. */
export function gemIn(world: World, i: number, socket: number): number {
  const row = extraOf(world, i);
  return row < 0 ? -1 : world.c.extra.gem[row * MAX_SOCKETS + socket]! - 1;
}

/** Put a gem of a kind into a socket; one that was there is lost. */
export function setGem(world: World, i: number, socket: number, kind: number): void {
  world.set(world.c.extra.f.gem, ensureExtra(world, i) * MAX_SOCKETS + socket, kind + 1);
}

/** What enchantments and gems of an instance add to a stat (position in STATS). */
export function extraStat(world: World, i: number, stat: number): number {
  const row = extraOf(world, i);
  if (row < 0) return 0;
  const { extra } = world.c;
  const { enchants, items } = world.content;
  let sum = 0;
  for (const cell of [extra.lasting[row]!, extra.passing[row]!])
    if (cell !== 0 && enchants.stat[cell - 1] === stat) sum += enchants.value[cell - 1]!;
  for (let k = 0; k < MAX_SOCKETS; k++) {
    const gem = extra.gem[row * MAX_SOCKETS + k]! - 1;
    if (gem >= 0) sum += items.stats[gem * STATS.length + stat]!;
  }
  return sum;
}

/** The bot that wears or carries an instance, or -1. */
export function bearerOf(world: World, i: number): number {
  return world.c.item.place[i] === ItemPlace.bot ? world.c.item.holder[i]! : -1;
}
