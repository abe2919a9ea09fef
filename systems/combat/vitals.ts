/**
 * Health and mana as segments: a resting or walking bot writes nothing while it recovers. Out of a fight everything comes back in 100 s
 * (slow), sitting down with food and drink in 21 s; in a fight nothing does.
 */
import type { World } from '../world.js';

/** Frames from nothing to full: on one's feet, and resting (classic food and drink take 18 to 27 s). */
const SLOW_FRAMES = 1000;
const REST_FRAMES = 210;
const MILLI = 1000;

function valueAt(base: number, rate: number, max: number, frames: number): number {
  return Math.min(max, base + Math.trunc((rate * frames) / MILLI));
}

export function healthNow(world: World, bot: number): number {
  const v = world.c.vital;
  return valueAt(v.health[bot]!, v.healthRate[bot]!, v.maxHealth[bot]!, world.frame - v.since[bot]!);
}
export function manaNow(world: World, bot: number): number {
  const v = world.c.vital;
  return valueAt(v.mana[bot]!, v.manaRate[bot]!, v.maxMana[bot]!, world.frame - v.since[bot]!);
}

/** Begin a new segment here and now, with the given values. */
export function setVitals(world: World, bot: number, health: number, mana: number): void {
  const { vital } = world.c;
  world.set(vital.f.health, bot, Math.max(0, Math.min(health, vital.maxHealth[bot]!)));
  world.set(vital.f.mana, bot, Math.max(0, Math.min(mana, vital.maxMana[bot]!)));
  world.set(vital.f.since, bot, world.frame);
}
export function setHealth(world: World, bot: number, health: number): void {
  setVitals(world, bot, health, manaNow(world, bot));
}

export const Regen = { none: 0, slow: SLOW_FRAMES, rest: REST_FRAMES } as const;

/** Change how fast health and mana come back; the present values become the start of the segment. */
export function setRegen(world: World, bot: number, framesToFull: number): void {
  const { vital } = world.c;
  setVitals(world, bot, healthNow(world, bot), manaNow(world, bot));
  const rate = (max: number) => (framesToFull === 0 ? 0 : Math.ceil((max * MILLI) / framesToFull));
  world.set(vital.f.healthRate, bot, rate(vital.maxHealth[bot]!));
  world.set(vital.f.manaRate, bot, rate(vital.maxMana[bot]!));
}

/** Frames until health and mana are at `percent` of their maxima, at the present rates; 0 when they are. */
export function framesUntil(world: World, bot: number, percent: number): number {
  const v = world.c.vital;
  const need = (now: number, max: number, rate: number) => {
    const missing = Math.ceil((max * percent) / 100) - now;
    return missing <= 0 ? 0 : rate > 0 ? Math.ceil((missing * MILLI) / rate) : REST_FRAMES;
  };
  return Math.max(
    need(healthNow(world, bot), v.maxHealth[bot]!, v.healthRate[bot]!),
    need(manaNow(world, bot), v.maxMana[bot]!, v.manaRate[bot]!),
  );
}

/** Health in percent of the maximum, 0 to 100. */
export function healthPercent(world: World, bot: number): number {
  return Math.floor((healthNow(world, bot) * 100) / Math.max(1, world.c.vital.maxHealth[bot]!));
}
/** Mana in percent; 100 for bots without mana. */
export function manaPercent(world: World, bot: number): number {
  const max = world.c.vital.maxMana[bot]!;
  return max === 0 ? 100 : Math.floor((manaNow(world, bot) * 100) / max);
}
