/**
 * When a bot goes to a vendor or repairer, and what it does there. It goes when its bags are nearly full or its gear is worn out, and
 * drops in when it passes one with some junk.
 */
import { BotState, EQUIPMENT_SLOTS, GoalKind } from '../../components/index.js';
import { CreatureRole } from '../../data/content.js';
import { freeSlots, itemAt } from '../inventory/items.js';
import { hasJunk, hasSaleable, scanSpare } from '../inventory/junk.js';
import { isSorted } from '../inventory/sort-bags.js';
import { optionIndex } from '../options.js';
import { Op } from '../opcodes.js';
import { avoid, avoidKey, goalDone, isAvoided, setGoal } from '../plan/goals.js';
import type { World } from '../world.js';
import { lostDurability, repairPrice, sellValue } from './prices.js';
import { buyProvisions } from './provisions.js';
import { pickPurchase } from './purchases.js';
import { wouldSell } from './sell-junk.js';
import { nearestService, nearestWithin } from './services.js';
import { wishBack } from './wish-back.js';

const KEEP_FREE = optionIndex('bag.keepFree');
/** Gear below this share of its durability wants repair. */
const WORN_OUT_PERCENT = 30;
/** How near a vendor must be to drop in, centiyards (60 yards), and how much junk that takes. */
const DROP_IN_REACH = 6000;
const DROP_IN_JUNK = 4;
/** A vendor that was visited is not dropped in on again for 5 minutes. */
const VISITED_FRAMES = 3000;
/** Time at the counter, frames. */
const VISIT_FRAMES = 20;
/** Worthless things thrown away at one visit. */
const MAX_THROWN = 16;

/** Proposal: bags full, gear worn out, or a vendor on the way. */
export function proposeVendor(world: World, bot: number): boolean {
  if (freeSlots(world, bot) < world.option(KEEP_FREE) && hasSomethingToSell(world, bot) && goSell(world, bot)) return true;
  if (needsRepair(world, bot) && goRepair(world, bot)) return true;
  return dropIn(world, bot);
}

function goSell(world: World, bot: number): boolean {
  return goTo(world, bot, nearestService(world, bot, world.content.vendors, isOpenVendor));
}

function goTo(world: World, bot: number, vendor: number): boolean {
  if (vendor < 0) return false;
  const { vendors } = world.content;
  setGoal(world, bot, GoalKind.vendor, vendor, 0, vendors.map[vendor]!, vendors.x[vendor]!, vendors.y[vendor]!);
  return true;
}

function goRepair(world: World, bot: number): boolean {
  const { repairers } = world.content;
  const repairer = nearestService(world, bot, repairers, isOpenRepairer);
  if (repairer < 0) return false;
  setGoal(world, bot, GoalKind.repair, repairer, 0, repairers.map[repairer]!, repairers.x[repairer]!, repairers.y[repairer]!);
  return true;
}

/** Places that could not be reached lately are left out. */
function isOpenVendor(world: World, bot: number, vendor: number): boolean {
  return !isAvoided(world, bot, avoidKey(GoalKind.vendor, vendor));
}
function isOpenRepairer(world: World, bot: number, repairer: number): boolean {
  return !isAvoided(world, bot, avoidKey(GoalKind.repair, repairer));
}

function dropIn(world: World, bot: number): boolean {
  if (isAvoided(world, bot, VISITED_KEY)) return false;
  const vendor = nearestWithin(world, bot, world.content.vendors, isOpenVendor, DROP_IN_REACH);
  // Four pieces of junk are something to sell or to throw away.
  return vendor >= 0 && hasJunk(world, bot, DROP_IN_JUNK) && goTo(world, bot, vendor);
}
/** Remembers that a vendor was visited a short while ago, whichever it was. */
const VISITED_KEY = avoidKey(GoalKind.vendor, 0xffffff);

/** Something that a vendor pays for, or worthless junk that the visit would throw away. */
function hasSomethingToSell(world: World, bot: number): boolean {
  return hasJunk(world, bot, 1) || hasSaleable(world, bot, true);
}

/** Whether something worn is nearly broken and the purse could pay for it at the full price. */
export function needsRepair(world: World, bot: number): boolean {
  if (world.derived.carried.worstPercent(bot) >= WORN_OUT_PERCENT) return false;
  const { item, life } = world.c;
  const { maxDurability } = world.content.items;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0) continue;
    const max = maxDurability[item.kind[i]!]!;
    if (max > 0 && item.durability[i]! * 100 < max * WORN_OUT_PERCENT && repairPrice(world, i, 1) <= life.gold[bot]!) return true;
  }
  return false;
}

/** At a vendor: sell, throw away what nobody wants, have things repaired if the vendor does that, and buy what is clearly needed. */
export function arriveVendor(world: World, bot: number): void {
  const vendor = world.c.goal.target[bot]!;
  world.setState(bot, BotState.vendoring);
  throwWorthless(world, bot);
  if (wouldSell(world, bot)) world.emit(Op.sellJunk, bot, vendor);
  const { roles, spawn } = world.content.vendors;
  if ((roles[vendor]! & CreatureRole.repair) !== 0 && hasDamage(world, bot))
    world.emit(Op.repairAll, bot, repairerOf(world, spawn[vendor]!));
  const kind = pickPurchase(world, bot, vendor);
  if (kind >= 0) world.emit(Op.buyItem, bot, vendor, kind, 1);
  buyProvisions(world, bot, vendor);
  wishBack(world, bot, vendor);
  if (!isSorted(world, bot)) world.emit(Op.sortBags, bot);
  leave(world, bot);
}

/** At a repairer: repair, and sell if it trades as well. */
export function arriveRepair(world: World, bot: number): void {
  const { repairers } = world.content;
  const repairer = world.c.goal.target[bot]!;
  world.setState(bot, BotState.vendoring);
  if ((repairers.roles[repairer]! & CreatureRole.vendor) !== 0) {
    throwWorthless(world, bot);
    if (wouldSell(world, bot)) world.emit(Op.sellJunk, bot, vendorOf(world, repairers.spawn[repairer]!));
  }
  world.emit(Op.repairAll, bot, repairer);
  leave(world, bot);
}

function leave(world: World, bot: number): void {
  avoid(world, bot, VISITED_KEY, VISITED_FRAMES);
  goalDone(world, bot, VISIT_FRAMES);
  world.setState(bot, BotState.vendoring);
}

function throwWorthless(world: World, bot: number): void {
  const spare = scanSpare(world, bot);
  for (let k = 0; k < Math.min(spare.junk, MAX_THROWN); k++) {
    const i = itemAt(world, bot, spare.slot[k]!);
    if (sellValue(world, i) === 0) world.emit(Op.destroyItem, bot, spare.slot[k]!, world.c.item.stack[i]!, world.c.item.uid[i]!);
  }
}

function hasDamage(world: World, bot: number): boolean {
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i >= 0 && lostDurability(world, i) > 0) return true;
  }
  return false;
}

function repairerOf(world: World, spawn: number): number {
  return indexOfSpawn(world.content.repairers.spawn, spawn);
}
function vendorOf(world: World, spawn: number): number {
  return indexOfSpawn(world.content.vendors.spawn, spawn);
}

/** Services are sorted by spawn: binary search; -1 when the spawn is not among them. */
function indexOfSpawn(spawns: Int32Array, spawn: number): number {
  let low = 0;
  let high = spawns.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (spawns[middle] === spawn) return middle;
    if (spawns[middle]! < spawn) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
