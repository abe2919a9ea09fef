import { buyPrice } from './vendor-price.js';

/** Every so many levels a class has something new to learn. */
export const LESSON_LEVELS = 2;

/**
 * Copper for all that a class learns at a level: level^3 at even levels, 0 at odd ones. The rules reference names no prices of lessons, and the
 * world format has none: the cube stays within a third of the mean over classes of what a 1.12 database asks from level 4 to 16 and from 50 on, and
 * below it by up to a half between.
 *
 * @param factor `priceFactor` of the trainer: the discount of vendors applies to trainers too (rules reference, section 4)
 */
export function lessonCost(level: number, factor: number): number {
  return level % LESSON_LEVELS === 0 ? buyPrice(level * level * level, 1, factor) : 0;
}
