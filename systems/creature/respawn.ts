/**
 * Creatures come back by their timers. With `spawn.dynamicRespawn`, a zone with more bots than a live server plans for
 * (DYNAMIC_BOTS) has its timers shortened by that ratio, down to `spawn.minRespawnShare` of them and never under 10 s.
 */
import { CreatureState, WorldLane } from '../../components/index.js';
import { drawBelow } from '../../engine/random.js';
import { maxHealthOf } from '../combat/fight-round.js';
import { optionIndex } from '../options.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

const DYNAMIC = optionIndex('spawn.dynamicRespawn');
const MIN_SHARE = optionIndex('spawn.minRespawnShare');
/** Bots in a zone above which respawn is quickened, as the servers' dynamic respawn has it. */
const DYNAMIC_BOTS = 10;
const MIN_RESPAWN_FRAMES = 100;
const SHARE_SCALE = 1000;

export function scheduleRespawn(world: World, slot: number): void {
  const { spawns } = world.content;
  let frames = world.framesOf(spawns.respawnMs[slot]!);
  if (world.option(DYNAMIC) === 1) {
    const zone = world.content.zones.at(spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!) + 1;
    const bots = world.c.zoneCrowd.bots[zone]!;
    if (bots > DYNAMIC_BOTS) {
      const share = Math.max(world.option(MIN_SHARE), Math.trunc((SHARE_SCALE * DYNAMIC_BOTS) / bots));
      frames = Math.min(frames, Math.max(MIN_RESPAWN_FRAMES, Math.trunc((frames * share) / SHARE_SCALE)));
    }
  }
  world.lanes[WorldLane.respawn]!.schedule(slot, world.frame + frames);
}

/** System: the creatures that are due come back, at a level of their range and whole. */
export function respawnCreatures(world: World): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) bringToLife(world, ids[k]!);
}

export function bringToLife(world: World, slot: number): void {
  const { creature } = world.c;
  const { creatures, spawns } = world.content;
  const kind = spawns.creature[slot]!;
  const low = creatures.minLevel[kind]!;
  const level = low + drawBelow(creatures.maxLevel[kind]! - low + 1, world.seed, creature.uid[slot]!, world.frame, Salt.level, 0);
  world.set(creature.f.level, slot, level);
  world.set(creature.f.state, slot, CreatureState.alive);
  world.set(creature.f.health, slot, maxHealthOf(world, slot));
  world.set(creature.f.tapper, slot, 0);
  world.set(creature.f.target, slot, 0);
  world.set(creature.f.attackers, slot, 0);
  world.set(creature.f.claimedBy, slot, 0);
  world.set(creature.f.diedFrame, slot, 0);
}
