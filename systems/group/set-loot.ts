/** Verb: the leader of a group says how it shares loot. */
import type { Verb } from '../../engine/command-queue.js';
import { LOOT_METHODS } from '../rules/group-loot-rolls.js';
import { Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { groupOf, leaderOf } from './group-state.js';

const WORST = 0;
const BEST_QUALITY = 6;

/** bot (the leader): method (LootMethod), threshold (quality), master (bot slot, -1: the leader). */
export const setLootVerb: Verb<World> = { name: 'group.set_loot', handle: setLoot };

function setLoot(world: World, bot: number, method: number, threshold: number, master: number): number {
  const g = groupOf(world, bot);
  if (g < 0 || leaderOf(world, g) !== bot) return Reason.not_eligible;
  if (method < 0 || method >= LOOT_METHODS.length || threshold < WORST || threshold > BEST_QUALITY) return Reason.bad_amount;
  if (master >= 0 && groupOf(world, master) !== g) return Reason.unknown_target;
  const { group } = world.c;
  world.set(group.f.method, g, method);
  world.set(group.f.threshold, g, threshold);
  world.set(group.f.master, g, Math.max(0, master + 1));
  return Reason.done;
}
