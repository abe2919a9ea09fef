/**
 * Working time: how long a bot has been at each quest of its log. A quest is in hand from when the bot sets a goal for it until it sets one
 * for something else; fights, rests and loot on the way belong to it.
 */
import type { World } from '../world.js';
import { entryOf } from './quest-log.js';

/** A stretch longer than this (20 minutes) counts as this: something else held the bot up. */
const LONGEST_STRETCH = 12_000;

/** The bot sets a goal for a quest (index; -1: for something that is no quest's). */
export function takeInHand(world: World, bot: number, quest: number): void {
  const { questDone } = world.c;
  if (questDone.hand[bot] === quest + 1) return;
  putDown(world, bot);
  world.set(questDone.f.hand, bot, quest + 1);
  world.set(questDone.f.handSince, bot, world.frame);
}

/** Add the stretch under way to the quest it was for. */
export function putDown(world: World, bot: number): void {
  const { questDone } = world.c;
  const quest = questDone.hand[bot]! - 1;
  if (quest < 0) return;
  const k = entryOf(world, bot, quest);
  if (k >= 0)
    world.add(questDone.f.worked, bot * world.sizes.questLogSize + k, Math.min(LONGEST_STRETCH, world.frame - questDone.handSince[bot]!));
  world.set(questDone.f.hand, bot, 0);
}

/** Frames a bot has worked at the quest of an entry until now. */
export function workedAt(world: World, bot: number, k: number, quest: number): number {
  const { questDone } = world.c;
  const under = questDone.hand[bot] === quest + 1 ? Math.min(LONGEST_STRETCH, world.frame - questDone.handSince[bot]!) : 0;
  return questDone.worked[bot * world.sizes.questLogSize + k]! + under;
}
