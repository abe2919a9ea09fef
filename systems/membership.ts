/**
 * bitECS membership: every bot and creature is an entity with a tag. Slots are ours: all entities are made at start-up in slot order, so
 * that entity id = first id + slot, and nothing depends on how bitECS recycles ids. Hot state lies in the arena; membership changes only
 * when a bot is born or leaves.
 */
import { addComponent, addEntity, createWorld, query, removeComponent } from 'bitecs';
import type { World } from './world.js';

/** Tags. bitECS takes any object as a component; the worlds keep their own membership. */
export const IsBot = {};
export const IsCreature = {};
export const IsGiver = {};

export interface Membership {
  readonly ecs: ReturnType<typeof createWorld>;
  readonly firstBot: number;
  readonly firstCreature: number;
  /** Slots of living members in ascending order; `out` must be large enough. Returns how many. */
  bots(out: Int32Array): number;
  addBot(slot: number): void;
  removeBot(slot: number): void;
  /** Make exactly those slots bots that have a uid. */
  restore(uids: ArrayLike<number>): void;
}

export function membershipOf(world: World): Membership {
  const ecs = createWorld();
  const firstBot = addAll(ecs, world.capacities.bot!);
  const firstCreature = addAll(ecs, world.content.spawns.count);
  for (let i = 0; i < world.content.spawns.count; i++) addComponent(ecs, firstCreature + i, IsCreature);
  const givers = world.content.givers;
  for (let g = 0; g < givers.count; g++) if (givers.kind[g] === 0) addComponent(ecs, firstCreature + givers.spawn[g]!, IsGiver);
  // Queries are registered once, in this order, before anything runs.
  query(ecs, [IsBot]);
  query(ecs, [IsCreature]);
  query(ecs, [IsCreature, IsGiver]);
  return {
    ecs,
    firstBot,
    firstCreature,
    bots(out) {
      const found = query(ecs, [IsBot]);
      let n = 0;
      for (const id of found) out[n++] = id - firstBot;
      out.subarray(0, n).sort();
      return n;
    },
    addBot: (slot) => addComponent(ecs, firstBot + slot, IsBot),
    removeBot: (slot) => removeComponent(ecs, firstBot + slot, IsBot),
    restore: (uids) => {
      for (let slot = 0; slot < uids.length; slot++) {
        if (uids[slot] !== 0) addComponent(ecs, firstBot + slot, IsBot);
        else removeComponent(ecs, firstBot + slot, IsBot);
      }
    },
  };
}

function addAll(ecs: ReturnType<typeof createWorld>, count: number): number {
  let first = 0;
  for (let i = 0; i < count; i++) {
    const id = addEntity(ecs);
    if (i === 0) first = id;
  }
  return first;
}
