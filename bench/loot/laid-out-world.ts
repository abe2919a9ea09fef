/** A world with corpses laid out before bots: what the driver of loot commands and the checks of a group's loot run on. */
import type { WorldContent } from '../../data/content.js';
import { BotState, CreatureState } from '../../components/index.js';
import { place } from '../../systems/movement/motion.js';
import { OPTION_TABLE } from '../../systems/options.js';
import { SCHEDULE } from '../../systems/schedule.js';
import { birth } from '../../systems/spawn/birth.js';
import { VERBS } from '../../systems/verbs.js';
import { World } from '../../systems/world.js';

const LEVEL_SPAN = 55;
const LEAST_LEVEL = 5;

/** Bots of all classes of the content, dressed for their levels, with nothing to do; creatures at their spawns. */
export function laidOutWorld(content: WorldContent, bots: number, seed: number): World {
  const options = OPTION_TABLE.defaults();
  const world = new World({ content, seed, bots, options, schedule: SCHEDULE, verbs: VERBS });
  const { starts } = content;
  for (let n = 0; n < bots; n++) {
    const at = n % starts.count;
    const bot = birth(world, {
      race: starts.race[at]!,
      cls: starts.cls[at]!,
      level: Math.min(content.maxLevel, LEAST_LEVEL + (n % LEVEL_SPAN)),
      map: starts.map[at]!,
      x: starts.x[at]!,
      y: starts.y[at]!,
      copper: 1000,
      outfit: true,
      goods: 4,
      spreadFrames: 1,
      strategy: 0,
    });
    for (let lane = 0; lane < 8; lane++) world.lanes[lane]!.cancel(bot);
    world.setState(bot, BotState.idle);
  }
  for (let s = 0; s < content.spawns.count; s++) {
    world.set(world.c.creature.f.uid, s, world.newUid());
    world.set(world.c.creature.f.state, s, CreatureState.alive);
  }
  for (let s = 0; s < content.objectSpawns.count; s++) world.set(world.c.object.f.uid, s, world.newUid());
  return world;
}

/** Creature spawns that have a loot table. */
export function lootableSpawns({ spawns, creatures }: WorldContent): Int32Array {
  return Int32Array.from({ length: spawns.count }, (_, s) => s).filter((s) => creatures.loot[spawns.creature[s]!]! >= 0);
}

/** A corpse at the feet of a bot, with the right to it; the bot is brought to where the creature lies. */
export function layCorpse(world: World, bot: number, slot: number): void {
  const { creature, fight } = world.c;
  const { spawns } = world.content;
  world.set(creature.f.state, slot, CreatureState.dead);
  world.set(creature.f.diedFrame, slot, world.frame);
  world.set(creature.f.attackers, slot, 0);
  world.set(creature.f.tapper, slot, bot + 1);
  world.set(fight.f.corpse, bot, slot + 1);
  place(world, bot, spawns.map[slot]!, spawns.x[slot]!, spawns.y[slot]!);
}
