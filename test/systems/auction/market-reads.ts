import type { World } from '../../../systems/world.js';

export { itemAt } from '../../../systems/inventory/items.js';

/** Copper in a bot's purse. */
export function copperOf(world: World, bot: number): number {
  return world.c.life.gold[bot]!;
}
