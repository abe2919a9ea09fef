import { Op } from '../opcodes.js';
import type { World } from '../world.js';

/** System of the auction lane: auctions that are due, and slots of those that ended in the frame before, are settled. */
export function endAuctions(world: World): void {
  const { ids, count } = world.due;
  const { uid } = world.c.auction;
  for (let k = 0; k < count; k++) world.emit(Op.endAuction, -uid[ids[k]!]!, ids[k]!);
}
