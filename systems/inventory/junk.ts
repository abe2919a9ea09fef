/**
 * What a carried item is to its bot: something to keep (a quest wants it, it is an upgrade, it is food), goods for the market, or junk.
 * Shared by vendor, loot, trade and auction, so that they agree.
 */
import type { WorldContent } from '../../data/content.js';
import { Objective } from '../../data/content.js';
import { perContent } from '../equipment/per-content.js';
import { upgradeValue, upgradeValueAt } from '../equipment/score.js';
import { Role } from '../equipment/weights.js';
import { questNeedsKind } from '../quest/credit.js';
import { entryOf, isDone } from '../quest/quest-log.js';
import { InventoryType } from '../rules/equip-slots.js';
import type { World } from '../world.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot } from './items.js';

/** In the order in which things are parted with. */
export const Use = { junk: 0, goods: 1, keep: 2 } as const;
export type UseCode = (typeof Use)[keyof typeof Use];

/** Positions in ITEM_CLASSES. */
const Class = {
  consumable: 0,
  container: 1,
  weapon: 2,
  gem: 3,
  armor: 4,
  reagent: 5,
  projectile: 6,
  tradeGoods: 7,
  recipe: 9,
  money: 10,
  quiver: 11,
  key: 13,
  permanent: 14,
  glyph: 16,
} as const;
const UNCOMMON = 2;
/** Stacks of food, potions and reagents that a bot keeps. */
const PROVISION_STACKS = 4;
/** A bound item that will be an upgrade within so many levels is kept for then. */
const LEVELS_AHEAD = 3;

/** 1 for item kinds that some quest asks for or hands out, or that start one: nothing else has to be looked for in the log. */
const questKinds = perContent(({ items, quests }: WorldContent) => {
  const asked = Uint8Array.from(items.startsQuest, (quest) => (quest >= 0 ? 1 : 0));
  quests.objectiveKind.forEach((kind, row) => {
    if (kind === Objective.collect && quests.objectiveTarget[row]! >= 0) asked[quests.objectiveTarget[row]!] = 1;
  });
  for (const kind of quests.sourceItem) if (kind >= 0) asked[kind] = 1;
  return asked;
});

/** Whether a quest in the bot's log asks for an item kind or has handed it out, even if the bot has enough of it, or the item starts one. */
export function isHeldForQuest(world: World, bot: number, kind: number): boolean {
  return questKinds(world.content)[kind] !== 0 && questNeedsKind(world, bot, kind);
}

/** Whether an item starts a quest that the bot neither has nor had. */
export function startsOpenQuest(world: World, bot: number, kind: number): boolean {
  const quest = world.content.items.startsQuest[kind]!;
  return quest >= 0 && !isDone(world, bot, quest) && entryOf(world, bot, quest) < 0;
}

/** By item kind: 1 when units that are not bound to anybody are something to trade with: uncommon gear and better, materials, recipes. */
const marketKinds = perContent(({ items }: WorldContent) =>
  Uint8Array.from(items.class, (itemClass, kind) => {
    const material = [Class.tradeGoods, Class.gem, Class.recipe, Class.glyph, Class.container].some((c) => c === itemClass);
    const used = itemClass === Class.weapon || itemClass === Class.armor || itemClass === Class.consumable;
    return (material && items.quality[kind]! > 0) || (used && items.quality[kind]! >= UNCOMMON) ? 1 : 0;
  }),
);

/** Whether units of a kind that are not bound to anybody are something to trade with. */
export function isMarketKind(world: World, kind: number): boolean {
  return marketKinds(world.content)[kind] !== 0;
}

/** What the instance `i` is to the bot that carries it. `provisions`: stacks of food and the like that it keeps already. */
function useOf(world: World, bot: number, i: number, provisions: number): UseCode {
  const { items, classes } = world.content;
  const kind = world.c.item.kind[i]!;
  if (isHeldForQuest(world, bot, kind)) return Use.keep;
  const itemClass = items.class[kind]!;
  const goods = world.c.item.bound[i] === 0 && isMarketKind(world, kind) ? Use.goods : Use.junk;
  switch (itemClass) {
    case Class.consumable:
    case Class.reagent:
      return provisions < PROVISION_STACKS && items.quality[kind]! > 0 && items.requiredLevel[kind]! <= world.c.life.level[bot]!
        ? Use.keep
        : goods;
    case Class.projectile:
    case Class.quiver:
      return classes.role[world.c.identity.cls[bot]!] === Role.ranged ? Use.keep : Use.junk;
    case Class.money:
    case Class.key:
    case Class.permanent:
      return Use.keep;
    default:
      return items.inventoryType[kind] !== InventoryType.none && isWanted(world, bot, i, kind) ? Use.keep : goods;
  }
}

/** An upgrade now, or a bound one that soon will be. */
function isWanted(world: World, bot: number, i: number, kind: number): boolean {
  if (upgradeValue(world, bot, kind) > 0) return true;
  if (world.c.item.bound[i] === 0) return false;
  const level = world.c.life.level[bot]!;
  return world.content.items.requiredLevel[kind]! > level && upgradeValueAt(world, bot, kind, level + LEVELS_AHEAD) > 0;
}

/** Whether an instance counts as one of the provisions that are kept. */
function isProvision(world: World, i: number): boolean {
  const itemClass = world.content.items.class[world.c.item.kind[i]!]!;
  return itemClass === Class.consumable || itemClass === Class.reagent;
}

/** Carried things a bot can part with, the least dear first: junk before goods, then by what a vendor pays for the stack, then by slot. */
export interface Spare {
  count: number;
  /** Of those, how many are junk. */
  junk: number;
  readonly slot: Int32Array;
  /** Copper a vendor would pay for the stack, undamaged. */
  readonly value: Float64Array;
  readonly use: Uint8Array;
}
const MAX_SLOTS = 256;
const spare: Spare = {
  count: 0,
  junk: 0,
  slot: new Int32Array(MAX_SLOTS),
  value: new Float64Array(MAX_SLOTS),
  use: new Uint8Array(MAX_SLOTS),
};

/** Of the walk through a bot's spare things: stacks of provisions passed, and what the last thing found is to the bot. */
let provisionsPassed = 0;
let useFound: UseCode = Use.junk;

/** Next slot after `slot` (begin with BEFORE_CARRY) with a thing that the bot could part with, or -1. One walk at a time. */
function nextSpare(world: World, bot: number, slot: number): number {
  if (slot === BEFORE_CARRY) provisionsPassed = 0;
  for (let s = nextCarrySlot(world, bot, slot); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    useFound = useOf(world, bot, i, provisionsPassed);
    if (useFound !== Use.keep) return s;
    if (isProvision(world, i)) provisionsPassed++;
  }
  return -1;
}

/** Copper a vendor would pay for the stack in a slot, undamaged. */
function stackValue(world: World, bot: number, slot: number): number {
  const i = itemAt(world, bot, slot);
  return world.content.items.sellPrice[world.c.item.kind[i]!]! * world.c.item.stack[i]!;
}

/** List what a bot could part with. The result is reused by the next call. */
export function scanSpare(world: World, bot: number): Spare {
  spare.count = 0;
  spare.junk = 0;
  for (let s = nextSpare(world, bot, BEFORE_CARRY); s >= 0; s = nextSpare(world, bot, s)) {
    if (useFound === Use.junk) spare.junk++;
    insert(s, useFound, stackValue(world, bot, s));
  }
  return spare;
}

/** Whether a bot carries that many stacks of junk or more. */
export function hasJunk(world: World, bot: number, least: number): boolean {
  let junk = 0;
  let provisions = 0;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0 && junk < least; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    const provision = isProvision(world, i);
    // Most of what is carried for long are goods: they are kept or sold, whatever else is so.
    if (!provision && world.c.item.bound[i] === 0 && isMarketKind(world, world.c.item.kind[i]!)) continue;
    const use = useOf(world, bot, i, provisions);
    if (use === Use.junk) junk++;
    else if (use === Use.keep && provision) provisions++;
  }
  return junk >= least;
}

/** Whether a bot could part with something that a vendor pays for. */
export function hasSaleable(world: World, bot: number, goodsToo: boolean): boolean {
  for (let s = nextSpare(world, bot, BEFORE_CARRY); s >= 0; s = nextSpare(world, bot, s))
    if ((goodsToo || useFound === Use.junk) && stackValue(world, bot, s) > 0) return true;
  return false;
}

/** Insertion sort: a bot parts with a few dozen things at most. */
function insert(slot: number, use: UseCode, value: number): void {
  let at = spare.count++;
  while (at > 0 && (spare.use[at - 1]! > use || (spare.use[at - 1] === use && spare.value[at - 1]! > value))) {
    spare.slot[at] = spare.slot[at - 1]!;
    spare.value[at] = spare.value[at - 1]!;
    spare.use[at] = spare.use[at - 1]!;
    at--;
  }
  spare.slot[at] = slot;
  spare.value[at] = value;
  spare.use[at] = use;
}

/** Whether the thing in a carry slot is goods for the market: not bound, and of no use to the bot itself. */
export function isGoods(world: World, bot: number, slot: number): boolean {
  const i = itemAt(world, bot, slot);
  if (i < 0 || world.c.item.bound[i] !== 0 || !isMarketKind(world, world.c.item.kind[i]!)) return false;
  return useOf(world, bot, i, 0) === Use.goods;
}

/** Whether a bot carries any goods for the market. */
export function carriesGoods(world: World, bot: number): boolean {
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) if (isGoods(world, bot, s)) return true;
  return false;
}
