/** Who of a group counts for a kill: RULES.md section 3 (same map and 74 yards). */
import { FAR, distanceTo, xOf, yOf } from '../movement/motion.js';
import type { World } from '../world.js';

export const MAX_GROUP = 5;
/** Group distance, centiyards. */
export const GROUP_DISTANCE = 7400;

const members = new Int32Array(MAX_GROUP);

/** Members of a bot's group near it, the bot itself included (a bot without a group: itself alone). The array is reused. */
export function membersNear(world: World, bot: number): { readonly list: Int32Array; readonly count: number } {
  const { social, group, motion } = world.c;
  const g = social.group[bot]! - 1;
  members[0] = bot;
  let count = 1;
  if (g >= 0) {
    const x = xOf(world, bot);
    const y = yOf(world, bot);
    for (let k = 0; k < MAX_GROUP; k++) {
      const other = group.member[g * MAX_GROUP + k]! - 1;
      if (other < 0 || other === bot) continue;
      const d = distanceTo(world, other, motion.map[bot]!, x, y);
      if (d < FAR && d <= GROUP_DISTANCE) members[count++] = other;
    }
  }
  found.count = count;
  return found;
}
const found = { list: members, count: 0 };
