/**
 * The best outfit out of everything that characters of a world can come by, for a class at a level: the search that bots use, over the
 * whole content. Standing with reputations counts as exalted; of a pair of like slots the same thing is worn twice where that is allowed.
 */
import type { WorldContent } from '../../data/content.js';
import { UserError } from '../../engine/errors.js';
import { EQUIPMENT_SLOTS, EQUIPMENT_SLOT_NAMES } from '../../components/index.js';
import { OPTION_TABLE } from '../options.js';
import { World } from '../world.js';
import { canUse } from './can-use.js';
import { Candidates } from './candidates.js';
import { found, groupOfKind } from './outfit-groups.js';
import { searchOutfit } from './outfit-search.js';
import { itemScore, slotScore } from './score.js';
import { obtainable } from './wardrobe.js';

const EXALTED = 42_000;
/** Things of each slot group, and of each set in it, that the search looks at: more than can be worn at once. */
const KEPT_OF_GROUP = 6;
const PAIR_GROUPS = 3;

export interface BestInSlot {
  readonly slot: string;
  readonly itemId: number;
  readonly name: string;
  readonly quality: number;
  readonly itemLevel: number;
  readonly requiredLevel: number;
  /** Hundredths of a point of the stat that raises damage. */
  readonly score: number;
}
export interface BestOutfit {
  readonly class: string;
  readonly race: string;
  readonly level: number;
  /** With set bonuses. */
  readonly score: number;
  readonly gearScore: number;
  readonly slots: readonly BestInSlot[];
}

export interface BestInSlotQuestion {
  readonly cls: number;
  readonly race: number;
  readonly level: number;
}

/** Index of a class by its name or id; throws a `UserError` that names those there are. */
export function classNamed({ classes }: WorldContent, word: string): number {
  const at = classes.name.findIndex((name, c) => name.toLowerCase() === word.toLowerCase() || String(classes.id[c]) === word);
  if (at < 0) throw new UserError('unknown-class', `unknown class '${word}', expected one of ${classes.name.join(', ')}`);
  return at;
}

/** Answer for a class and level. Throws a `UserError` for a level that the world does not have. */
export function bestInSlot(content: WorldContent, { cls, race, level }: BestInSlotQuestion): BestOutfit {
  if (!Number.isInteger(level) || level < 1 || level > content.maxLevel)
    throw new UserError('bad-level', `the level is ${level}, expected a whole number from 1 to ${content.maxLevel}`);
  const world = new World({
    content,
    seed: 1,
    bots: 1,
    options: OPTION_TABLE.defaults(),
    schedule: [{ flush: 'end of frame' }],
    verbs: [],
  });
  const bot = world.pools.bot.allocate();
  const { identity, life, standing } = world.c;
  world.set(identity.f.uid, bot, world.newUid());
  world.set(identity.f.cls, bot, cls);
  world.set(identity.f.race, bot, race);
  world.set(life.f.level, bot, level);
  for (let r = 0; r < content.reputations.count; r++) world.set(standing.f.points, r, EXALTED);
  const candidates = shortList(world, bot);
  searchOutfit(world, bot, candidates);
  return outfitOf(world, bot, candidates);
}

/** Of each group of slots the dearest things, and the dearest of each set: nothing else can be in the best outfit. */
function shortList(world: World, bot: number): Candidates {
  const { items } = world.content;
  const had = obtainable(world.content);
  const usable: number[] = [];
  for (let kind = 0; kind < items.count; kind++)
    if (had[kind] === 1 && groupOfKind(world, kind) >= 0 && canUse(world, bot, kind)) usable.push(kind);
  const worth = new Map(usable.map((kind) => [kind, itemScore(world, bot, kind)]));
  usable.sort((a, b) => worth.get(b)! - worth.get(a)! || a - b);
  const taken = new Map<string, number>();
  const candidates = new Candidates();
  for (const kind of usable) {
    // Two-handers, main-hand and off-hand things compete for the same slots without standing in for each other.
    const key = `${groupOfKind(world, kind)} ${items.inventoryType[kind]} ${items.set[kind]}`;
    const count = taken.get(key) ?? 0;
    if (count >= KEPT_OF_GROUP) continue;
    taken.set(key, count + 1);
    candidates.add(kind, -1, 0, false, kind);
    const single = items.uniqueEquipped[kind] !== 0 || items.carryLimit[kind] === 1;
    if (groupOfKind(world, kind) < PAIR_GROUPS && !single) candidates.add(kind, -1, 0, false, kind);
  }
  return candidates;
}

/** Tenths of the item level that count, by quality: as in the stats of a bot. */
const GEAR_TENTHS = [6, 7, 8, 9, 10, 11, 11] as const;

function outfitOf(world: World, bot: number, candidates: Candidates): BestOutfit {
  const { items, classes, races } = world.content;
  const { identity, life } = world.c;
  const slots: BestInSlot[] = [];
  let gear = 0;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const n = found.slots[slot]!;
    if (n < 0) continue;
    const kind = candidates.kind[n]!;
    gear += Math.trunc((items.itemLevel[kind]! * GEAR_TENTHS[items.quality[kind]!]!) / 10);
    slots.push({
      slot: EQUIPMENT_SLOT_NAMES[slot]!,
      itemId: items.id[kind]!,
      name: items.name[kind]!,
      quality: items.quality[kind]!,
      itemLevel: items.itemLevel[kind]!,
      requiredLevel: items.requiredLevel[kind]!,
      score: slotScore(world, bot, kind, slot),
    });
  }
  return {
    class: classes.name[identity.cls[bot]!]!,
    race: races.name[identity.race[bot]!]!,
    level: life.level[bot]!,
    score: found.total,
    gearScore: gear,
    slots,
  };
}
