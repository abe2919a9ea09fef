/**
 * What the givers in sight of a cell have for bots of a side and level: quest by giver, with the place. Made once for all bots that look
 * from there; what depends on one bot alone (its history, race, class, company, strength) is left to `Candidate`.
 */
import { QuestFlag, QuestType } from '../../data/content.js';
import { optionIndex } from '../options.js';
import { greyLevel } from '../rules/grey-level.js';
import type { World } from '../world.js';
import { dealsWith, isGroupQuest } from './eligibility.js';
import type { Cell } from './giver-index.js';

/** Opponents more than this many levels above a bot are too strong for any. */
export const TOO_STRONG_LEVELS = 3;
const CENTI = 100;
const NEUTRAL_SIDE = 2;
const BOTH_SIDES = 3;
const LEVELS = 256;
const MAX_WALK = optionIndex('quest.maxWalkYards');
/** A quest that leads to another map (a dungeon, most often) is worth so many times the walk: both ways through its entrance. */
const ABROAD_WALKS = 2;
const ELITE = optionIndex('quest.includeElite');
const DAILY = optionIndex('quest.includeDaily');
const GROUP = optionIndex('quest.includeGroup');
const DUNGEON = optionIndex('quest.includeDungeon');
const CHAINS = optionIndex('quest.includeChains');
/** Options that decide what is offered at all. */
export const OFFER_OPTIONS: readonly number[] = [MAX_WALK, ELITE, DAILY, GROUP, DUNGEON, CHAINS, optionIndex('quest.giverCacheEntries')];

export interface Offers {
  readonly count: number;
  readonly quest: Int32Array;
  readonly giver: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** True when some bot of a side and level could want the quest: the filters that need no look at the bot itself. */
export function isOffered(world: World, quest: number, side: number, level: number): boolean {
  const { quests } = world.content;
  const { facts } = world.derived.quests;
  const flags = quests.flags[quest]!;
  if ((flags & QuestFlag.unavailable) !== 0 || quests.requiredSkill[quest] !== 0) return false;
  if (quests.minLevel[quest]! > level || (quests.maxLevel[quest] !== 0 && quests.maxLevel[quest]! < level)) return false;
  if (quests.level[quest]! <= greyLevel(level)) return false;
  const needed = side === NEUTRAL_SIDE ? BOTH_SIDES : 1 << side;
  const limit = world.option(MAX_WALK) * CENTI * (facts.abroad[quest] === 1 ? ABROAD_WALKS : 1);
  if ((facts.feasible[quest]! & needed) !== needed || facts.walk[quest]! > limit) return false;
  if (facts.dangerLevel[quest]! > level + TOO_STRONG_LEVELS) return false;
  return !isFiltered(world, quest);
}

/** Left out by the options, whatever the bot. Raids and battlegrounds are beyond any group of five. */
export function isFiltered(world: World, quest: number): boolean {
  const { quests } = world.content;
  const flags = quests.flags[quest]!;
  const type = quests.type[quest]!;
  if (type === QuestType.raid || type === QuestType.pvp) return true;
  if (world.option(DAILY) === 0 && (flags & (QuestFlag.daily | QuestFlag.repeatable)) !== 0) return true;
  if (world.option(DUNGEON) === 0 && type === QuestType.dungeon) return true;
  if (world.option(ELITE) === 0 && ((flags & QuestFlag.elite) !== 0 || world.derived.quests.facts.eliteLevel[quest]! > 0)) return true;
  if (world.option(GROUP) === 0 && isGroupQuest(world, quest)) return true;
  return world.option(CHAINS) === 0 && (quests.nextInChain[quest]! >= 0 || quests.chainDepth[quest]! > 0);
}

/** The offers of a cell for a side and level. */
export function offersOf(world: World, cell: Cell, side: number, level: number): Offers {
  const key = side * LEVELS + level;
  const kept = cell.offers.get(key) as Offers | undefined;
  if (kept !== undefined) return kept;
  const made = gather(world, cell.givers, side, level);
  world.derived.quests.givers.keepOffers(cell, key, made);
  return made;
}

const NONE = new Int32Array(0);
const NO_OFFERS: Offers = { count: 0, quest: NONE, giver: NONE, x: NONE, y: NONE };

function gather(world: World, near: Int32Array, side: number, level: number): Offers {
  const { givers } = world.content;
  const offered = world.derived.quests.offered(side, level);
  const quest: number[] = [];
  const giver: number[] = [];
  for (const g of near) {
    if (!dealsWith(world, g, side)) continue;
    for (let k = givers.starts.offsets[g]!; k < givers.starts.offsets[g + 1]!; k++) {
      if (offered[givers.starts.values[k]!] === 0) continue;
      quest.push(givers.starts.values[k]!);
      giver.push(g);
    }
  }
  const count = quest.length;
  if (count === 0) return NO_OFFERS;
  // One buffer for all four: a small typed array costs 180 bytes beside its numbers.
  const cells = new Int32Array(4 * count);
  const offers = {
    count,
    quest: cells.subarray(0, count),
    giver: cells.subarray(count, 2 * count),
    x: cells.subarray(2 * count, 3 * count),
    y: cells.subarray(3 * count),
  };
  offers.quest.set(quest);
  for (let k = 0; k < count; k++) {
    const g = giver[k]!;
    offers.giver[k] = g;
    offers.x[k] = givers.x[g]!;
    offers.y[k] = givers.y[g]!;
  }
  return offers;
}
