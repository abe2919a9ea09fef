/** Experience and levels: RULES.md section 3. Used by handlers only. */
import { wakeEquip } from '../equipment/optimise-equipment.js';
import { recomputeStats } from '../equipment/derive-stats.js';
import { Event } from '../vocabulary.js';
import type { World } from '../world.js';
import { setVitals } from './vitals.js';

/** Level cap of this world: the profile's or the content's, whichever is lower. */
export function maxLevelOf(world: World): number {
  return Math.min(world.rules.maxLevel, world.content.maxLevel);
}

/** Give experience; what is left over after a level stays. Nothing at the cap. */
export function gainXp(world: World, bot: number, xp: number): void {
  const { life } = world.c;
  const cap = maxLevelOf(world);
  if (xp <= 0 || life.level[bot]! >= cap) return;
  world.noteProgress(bot);
  let level = life.level[bot]!;
  let rest = life.xp[bot]! + xp;
  const before = level;
  while (level < cap && rest >= world.content.xpToNext[level]!) {
    rest -= world.content.xpToNext[level]!;
    level++;
  }
  world.set(life.f.xp, bot, level >= cap ? 0 : rest);
  if (level === before) return;
  world.set(life.f.level, bot, level);
  recomputeStats(world, bot);
  setVitals(world, bot, world.c.vital.maxHealth[bot]!, world.c.vital.maxMana[bot]!);
  wakeEquip(world, bot);
  for (let l = before + 1; l <= level; l++) world.event(Event['level.gained'], world.uidOf(bot), l, world.frame);
}
