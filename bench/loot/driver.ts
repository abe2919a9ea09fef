/**
 * Drives loot commands through the whole schedule: corpses are laid before bots at a steady rate, the loot lane wakes the bots, and the
 * time from the wish to the command and the wall time are taken. Nothing else goes on in the world.
 */
import { Lane, PileKind } from '../../components/index.js';
import { emptyPile, freePile } from '../../systems/loot/piles.js';
import type { World } from '../../systems/world.js';
import { FRAMES_PER_SECOND } from '../../systems/world.js';
import { Event } from '../../systems/vocabulary.js';
import { Op } from '../../systems/opcodes.js';
import { layCorpse, lootableSpawns } from './laid-out-world.js';

export interface DriverResult {
  readonly commandsPerSecond: number;
  /** Frames from the corpse to the command, the longest. */
  readonly oldestFrames: number;
  /** Simulated by wall time. */
  readonly timesRealTime: number;
  readonly thingsLooted: number;
  readonly refused: number;
}

/** Units of work a frame may use: as `budget: unlimited` grants. */
const UNITS = 1_000_000_000;
const MS = 1000;

/** Run so many simulated seconds with so many loot commands in each. */
export function driveLoot(world: World, seconds: number, perSecond: number): DriverResult {
  const spawns = lootableSpawns(world.content);
  const bots = world.pools.bot.live;
  const wished = new Float64Array(bots).fill(-1);
  let nextBot = 0;
  let nextSpawn = 0;
  let done = 0;
  let oldest = 0;
  let wall = 0;
  let owed = 0;
  let refused = 0;
  const before = world.events.totals[Event['item.looted']]!;
  for (let f = 0; f < seconds * FRAMES_PER_SECOND; f++) {
    owed += perSecond / FRAMES_PER_SECOND;
    for (; owed >= 1; owed--) {
      const bot = nextBot++ % bots;
      const slot = spawns[nextSpawn++ % spawns.length]!;
      // What the last bot left there goes with the creature that came back.
      const p = world.derived.loot.at(PileKind.creature, slot);
      if (p >= 0) emptyPile(world, p);
      if (p >= 0) freePile(world, p);
      layCorpse(world, bot, slot);
      wished[bot] = world.frame;
      world.wakeAt(Lane.loot, bot, world.frame + 1);
    }
    const started = performance.now();
    world.frame++;
    world.ledger.startFrame();
    world.events.startFrame();
    world.commands.startFrame();
    world.runner.run(world, world.frame, UNITS);
    world.write.hash.digest(world.frame);
    for (const dirty of world.write.dirty) dirty?.clear();
    wall += performance.now() - started;
    refused += world.commands.refused;
    for (let bot = 0; bot < bots; bot++) {
      if (wished[bot]! < 0 || world.c.fight.corpse[bot] !== 0) continue;
      oldest = Math.max(oldest, world.frame - wished[bot]!);
      wished[bot] = -1;
      done++;
      world.sleep(Lane.plan, bot);
    }
  }
  return {
    commandsPerSecond: done / seconds,
    oldestFrames: oldest,
    timesRealTime: (seconds * MS) / wall,
    thingsLooted: world.events.totals[Event['item.looted']]! - before,
    refused,
  };
}

export const LOOT_OPCODE = Op.lootCreature;
