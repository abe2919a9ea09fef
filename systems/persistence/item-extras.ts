/** Enchantments and gems of an item instance, as they are saved and put back. */
import { MAX_SOCKETS } from '../../components/belongings.js';
import { WorldLane } from '../../components/index.js';
import { extraOf, layEnchant, setGem } from '../inventory/extras.js';
import { noteInstance } from '../inventory/items.js';
import { FRAMES_PER_SECOND } from '../world.js';
import type { World } from '../world.js';
import type { Enchantment } from './serialise.js';

export function hasExtras(world: World, i: number): boolean {
  return extraOf(world, i) >= 0;
}

/** The lasting one first. A running one counts a started second as a whole one, so that it is never 0. */
export function enchantmentsOf(world: World, i: number): Enchantment[] {
  const row = extraOf(world, i);
  if (row < 0) return [];
  const { extra } = world.c;
  const { enchants } = world.content;
  const found: Enchantment[] = [];
  if (extra.lasting[row] !== 0) found.push({ id: enchants.id[extra.lasting[row]! - 1]!, seconds: 0 });
  if (extra.passing[row] !== 0) {
    const frames = Math.max(1, extra.until[row]! - world.frame);
    found.push({ id: enchants.id[extra.passing[row]! - 1]!, seconds: Math.ceil(frames / FRAMES_PER_SECOND) });
  }
  return found;
}

/** Item ids of the gems by socket, 0 for an empty one. */
export function gemsOf(world: World, i: number): number[] {
  const row = extraOf(world, i);
  if (row < 0) return [];
  return Array.from({ length: MAX_SOCKETS }, (_, socket) => {
    const kind = world.c.extra.gem[row * MAX_SOCKETS + socket]! - 1;
    return kind < 0 ? 0 : world.content.items.id[kind]!;
  });
}

/** Lay saved enchantments and gems (positions in the content) on a new instance. */
export function layExtras(
  world: World,
  i: number,
  enchantments: readonly { readonly index: number; readonly seconds: number }[],
  gems: readonly number[],
): void {
  if (enchantments.length === 0 && gems.every((kind) => kind < 0)) return;
  for (const { index, seconds } of enchantments) {
    layEnchant(world, i, index);
    if (seconds === 0) continue;
    const row = extraOf(world, i);
    const until = world.frame + seconds * FRAMES_PER_SECOND;
    world.set(world.c.extra.f.until, row, until);
    world.lanes[WorldLane.extra]!.schedule(row, until);
  }
  gems.forEach((kind, socket) => {
    if (kind >= 0) setGem(world, i, socket, kind);
  });
  noteInstance(world, i);
}
