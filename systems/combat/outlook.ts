/**
 * How a fight would probably go, before it is begun: what a bot in full health expects to lose in it. The figures are the means of the
 * rules of `fight-round`; reads only.
 */
import { membersNear } from '../group/members.js';
import { optionIndex } from '../options.js';
import type { World } from '../world.js';

const BOT_DAMAGE = optionIndex('combat.botDamage');
const CREATURE_DAMAGE = optionIndex('combat.creatureDamage');
const Role = { tank: 0, caster: 3, healer: 4 } as const;
const MS_PER_SECOND = 1000;
const PERMILLE = 1000;
const PERCENT = 100;
/** Mean of misses and critical blows between equals, permille. */
const EVEN_HITS = 1000;
const TANK_TAKES_PERCENT = 85;
/** A caster has mana for so long at full health; after that its wand does this share. */
const MANA_SECONDS = 50;
const WAND_PERCENT = 40;
/** A healer bears half as much again: it heals itself. */
const HEALER_TAKES_PERCENT = 65;
const LEAST_SPEED_MS = 500;
/** A bot takes on what will probably cost it no more than this share of its health, percent. */
export const BEARABLE_LOSS_PERCENT = 62;
const HOPELESS = 10_000;

/** Blows that tell, permille, against a target so many levels above. */
function hits(above: number): number {
  const up = Math.max(0, above);
  return EVEN_HITS - (up <= 2 ? up * 10 : 20 + (up - 2) * 40);
}

/** Share of its full health that a bot expects to lose to a creature of a kind and level, percent; over 100 it would die. */
export function expectedLossPercent(world: World, bot: number, kind: number, level: number): number {
  const { stats, life, vital, identity } = world.c;
  const { creatures, classes } = world.content;
  const role = classes.role[identity.cls[bot]!]!;
  const own = life.level[bot]!;
  const casts = role === Role.caster || role === Role.healer;
  const speed = Math.max(LEAST_SPEED_MS, stats.speedMs[bot]!);
  let dealt = ((stats.minDamageCenti[bot]! + stats.maxDamageCenti[bot]!) * MS_PER_SECOND) / (2 * speed);
  dealt = (dealt * world.option(BOT_DAMAGE) * hits(level - own)) / (PERMILLE * PERMILLE);
  const reach = 400 + 85 * own;
  if (!casts) dealt = (dealt * reach) / (creatures.armor[kind]! + reach);
  if (dealt <= 0) return HOPELESS;
  let seconds = (healthAt(world, kind, level) * PERCENT) / dealt;
  if (casts && seconds > MANA_SECONDS) seconds = MANA_SECONDS + ((seconds - MANA_SECONDS) * PERCENT) / WAND_PERCENT;
  const blow = ((creatures.minDamageCenti[kind]! + creatures.maxDamageCenti[kind]!) * MS_PER_SECOND) / (2 * creatures.attackMs[kind]!);
  let taken = (blow * world.option(CREATURE_DAMAGE) * hits(own - level)) / (PERMILLE * PERMILLE);
  const its = 400 + 85 * level;
  taken = (taken * its) / (stats.armor[bot]! + its);
  if (role === Role.tank) taken = (taken * TANK_TAKES_PERCENT) / PERCENT;
  if (role === Role.healer) taken = (taken * HEALER_TAKES_PERCENT) / PERCENT;
  return Math.min(HOPELESS, Math.floor((taken * seconds) / Math.max(1, vital.maxHealth[bot]!)));
}

/** Health of a kind at a level, between its two ends. */
function healthAt(world: World, kind: number, level: number): number {
  const { minLevel, maxLevel, minHealth, maxHealth } = world.content.creatures;
  const span = maxLevel[kind]! - minLevel[kind]!;
  if (span === 0) return minHealth[kind]!;
  return minHealth[kind]! + Math.trunc(((maxHealth[kind]! - minHealth[kind]!) * (level - minLevel[kind]!)) / span);
}

/** True when a bot, with the company it has at hand, may hope to win against the creature in a slot. */
export function canBear(world: World, bot: number, slot: number): boolean {
  const company = world.c.social.group[bot] === 0 ? 1 : membersNear(world, bot).count;
  const loss = expectedLossPercent(world, bot, world.content.spawns.creature[slot]!, world.c.creature.level[slot]!);
  return loss <= BEARABLE_LOSS_PERCENT * company;
}
