/** System (loot lane): a bot whose kill lies at its feet takes what is in it, then thinks on. */
import { BotState, CreatureState, Lane } from '../../components/index.js';
import { distanceTo, startSegment } from '../movement/motion.js';
import { Op } from '../opcodes.js';
import { think } from '../plan/goals.js';
import type { World } from '../world.js';
import { lootRange, mayLoot } from './loot-creature.js';

/** A corpse farther off than this is left, centiyards (40 yards). */
const MAX_WALK = 4000;
/** Time to empty a corpse, frames. */
const LOOT_FRAMES = 5;

export function takeLoot(world: World, frame: number): void {
  const { ids, count } = world.due;
  for (let k = 0; k < count; k++) loot(world, ids[k]!, frame);
}

function loot(world: World, bot: number, frame: number): void {
  const { fight, life, creature, motion } = world.c;
  const { spawns } = world.content;
  const slot = fight.corpse[bot]! - 1;
  if (slot < 0) return;
  const state = life.state[bot]!;
  if (state === BotState.fighting || state === BotState.trading) {
    world.wake(Lane.loot, bot, frame + LOOT_FRAMES);
    return;
  }
  const lies = creature.state[slot] === CreatureState.dead && mayLoot(world, bot, slot);
  const far = distanceTo(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!);
  if (state !== BotState.dead && lies && far > lootRange(world) && far <= MAX_WALK) {
    startSegment(world, bot, spawns.x[slot]!, spawns.y[slot]!);
    world.setState(bot, BotState.looting);
    world.wakeAt(Lane.loot, bot, motion.arrive[bot]!);
    return;
  }
  world.set(fight.f.corpse, bot, 0);
  if (state === BotState.dead) return;
  if (lies && far <= lootRange(world)) {
    world.setState(bot, BotState.looting);
    world.emit(Op.lootCreature, bot, slot);
  }
  think(world, bot, LOOT_FRAMES);
}
