/** Verb: a bot uses an object of the world: quest credit, and what is in it. */
import type { Verb } from '../../engine/command-queue.js';
import { lootObject } from '../loot/loot-object.js';
import { distanceTo } from '../movement/motion.js';
import { Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { handsRefusal, interactionCenti } from './checks.js';
import { creditUse } from './credit.js';

export const useObjectVerb: Verb<World> = { name: 'object.use', handle: useObject };

/** Argument: object slot (object spawn index). */
export function useObject(world: World, bot: number, slot: number): number {
  const { objectSpawns, objects } = world.content;
  if (slot < 0 || slot >= objectSpawns.count) return Reason.unknown_target;
  const hands = handsRefusal(world, bot);
  if (hands !== Reason.done) return hands;
  if (distanceTo(world, bot, objectSpawns.map[slot]!, objectSpawns.x[slot]!, objectSpawns.y[slot]!) > interactionCenti(world))
    return Reason.too_far;
  const { object } = world.c;
  if (object.usableFrom[slot]! > world.frame) return Reason.gone;
  const kind = objectSpawns.object[slot]!;
  // Refuses, if it does, before it has changed anything.
  const looted = objects.loot[kind]! >= 0 ? lootObject(world, bot, slot) : Reason.done;
  if (looted !== Reason.done) return looted;
  if (objectSpawns.respawnMs[slot]! > 0) world.set(object.f.usableFrom, slot, world.frame + world.framesOf(objectSpawns.respawnMs[slot]!));
  if (object.claimedBy[slot] === bot + 1) world.set(object.f.claimedBy, slot, 0);
  world.event(Event['object.used'], world.uidOf(bot), objects.id[kind]!, object.uid[slot]!);
  creditUse(world, bot, kind);
  return Reason.done;
}
