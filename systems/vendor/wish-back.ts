/** Having something back: what a quest now asks for, or what would be an upgrade after all, if the vendor still has it. */
import { isHeldForQuest } from '../inventory/junk.js';
import { simulateUpgrade } from '../equipment/simulate-upgrade.js';
import { Op } from '../opcodes.js';
import type { World } from '../world.js';

/** Emit the purchase of the first such thing. */
export function wishBack(world: World, bot: number, vendor: number): void {
  const { buyback, item, life } = world.c;
  for (const row of world.derived.buybacks.of(bot)) {
    const kind = item.kind[buyback.item[row]! - 1]!;
    if (buyback.price[row]! > life.gold[bot]!) continue;
    if (!isHeldForQuest(world, bot, kind) && simulateUpgrade(world, bot, kind) <= 0) continue;
    world.emit(Op.buyBack, bot, vendor, buyback.place[row]!, buyback.uid[row]!);
    return;
  }
}
