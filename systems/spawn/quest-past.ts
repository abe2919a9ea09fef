/**
 * The past of a bot that begins above level 1: most quests well below its level that it could have taken are behind it, so that the
 * chains of its level are open to it.
 */
import { QuestFlag } from '../../data/content.js';
import { drawBelow } from '../../engine/random.js';
import { Salt } from '../salts.js';
import type { World } from '../world.js';

/** Quests this many levels below the bot can be behind it. */
const LEVELS_BELOW = 4;
const PERCENT_DONE = 80;
const SALT_OFFSET = 2000;

/** Quests in order of chain depth, so that predecessors come first. */
export function eligiblePast(world: World): Int32Array {
  const { quests } = world.content;
  const order = Array.from({ length: quests.count }, (_, q) => q).filter(
    (q) => (quests.flags[q]! & (QuestFlag.unavailable | QuestFlag.repeatable | QuestFlag.daily)) === 0,
  );
  order.sort((a, b) => quests.chainDepth[a]! - quests.chainDepth[b]! || a - b);
  return Int32Array.from(order);
}

export function markPast(world: World, bot: number, order: Int32Array): void {
  const { quests, races, classes } = world.content;
  const { identity, life, questDone } = world.c;
  const race = 1 << (races.id[identity.race[bot]!]! - 1);
  const cls = 1 << (classes.id[identity.cls[bot]!]! - 1);
  const below = life.level[bot]! - LEVELS_BELOW;
  const uid = world.uidOf(bot);
  const first = bot * world.sizes.questWords;
  const bits = questDone.bits;
  for (let k = 0; k < order.length; k++) {
    const q = order[k]!;
    if (quests.level[q]! > below) continue;
    if (quests.raceMask[q] !== 0 && (quests.raceMask[q]! & race) === 0) continue;
    if (quests.classMask[q] !== 0 && (quests.classMask[q]! & cls) === 0) continue;
    const prev = Math.abs(quests.prev[q]!) - 1;
    if (prev >= 0 && (bits[first + (prev >> 5)]! & (1 << (prev & 31))) === 0) continue;
    if (drawBelow(100, world.seed, uid, 0, Salt.quest, (SALT_OFFSET + q) & 0xfff) >= PERCENT_DONE) continue;
    const word = first + (q >> 5);
    world.set(questDone.f.bits, word, bits[word]! | (1 << (q & 31)));
  }
}
