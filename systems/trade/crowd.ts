/** Who stands round a bot. */
import { mix32 } from '../../engine/random.js';
import { xOf, yOf } from '../movement/motion.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

/** Bots looked at more closely in one look round. */
export const PICKED = 4;

let cell = new Int32Array(1024);
const keys = new Float64Array(PICKED);
const NONE = -1;

/** Decides whether a bot comes into question. Use functions of a module: a closure would be garbage. */
export type Suits = (world: World, bot: number, other: number) => boolean;

/** Bots in the cell of the last look, itself included. */
export const crowd = { size: 0 };

/**
 * Up to four bots of a bot's cell that suit, drawn at random, into `out`; returns how many. The draw depends on uids alone, not on the
 * order in which the cell lists its bots.
 */
export function pickNear(world: World, bot: number, suits: Suits, out: Int32Array): number {
  if (cell.length < world.capacities.bot!) cell = new Int32Array(world.capacities.bot!);
  const n = world.derived.cells.near(world.c.motion.map[bot]!, xOf(world, bot), yOf(world, bot), cell);
  crowd.size = n;
  const salt = world.draw(world.uidOf(bot), Salt.trade, 1);
  const uids = world.c.identity.uid;
  let count = 0;
  for (let k = 0; k < n; k++) {
    const other = cell[k]!;
    if (other === bot) continue;
    // The uid breaks ties of the mix, so that the choice is total.
    const key = mix32(salt ^ uids[other]!) * 0x200000 + (uids[other]! % 0x200000);
    if (count === PICKED && key >= keys[PICKED - 1]!) continue;
    if (!suits(world, bot, other)) continue;
    if (count < PICKED) count++;
    let at = count - 1;
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!;
      out[at] = out[at - 1]!;
    }
    keys[at] = key;
    out[at] = other;
  }
  for (let at = count; at < PICKED; at++) out[at] = NONE;
  return count;
}
