/** Going to a vendor for something: the items of a quest that are sold rather than found. */
import { BotState, GoalKind } from '../../components/index.js';
import { roomFor } from '../inventory/items.js';
import { Op } from '../opcodes.js';
import { avoidKey, goalDone, goalFailed, isAvoided, setGoal } from '../plan/goals.js';
import type { World } from '../world.js';
import { MAX_BUNDLES } from './buy-item.js';
import { bundlePrice, factorAt, listing } from './prices.js';
import { unitsInStock } from './stock.js';
import { nearestService } from './services.js';

/** A purchase in one number: item kind x 256 + bundles. */
const BUNDLE_SPAN = 256;
/** Time at the counter, frames. */
const BUY_FRAMES = 15;

/** Kind looked for by the search under way. */
let wanted = -1;

function sellsWanted(world: World, bot: number, vendor: number): boolean {
  const at = listing(world, vendor, wanted);
  return at >= 0 && unitsInStock(world, at) > 0 && !isAvoided(world, bot, avoidKey(GoalKind.buy, vendor));
}

/** Bundles that make at least so many units. */
function bundlesFor(world: World, kind: number, units: number): number {
  return Math.min(MAX_BUNDLES, Math.ceil(units / world.content.items.buyCount[kind]!));
}

/** Go and buy at least `units` of a kind, if a vendor that deals with the bot sells it and the bot can pay and carry it. */
export function proposeBuy(world: World, bot: number, kind: number, units: number): boolean {
  if (units <= 0) return false;
  const bundles = bundlesFor(world, kind, units);
  const bought = bundles * world.content.items.buyCount[kind]!;
  if (bundlePrice(world, kind, bundles, 1) > world.c.life.gold[bot]! || roomFor(world, bot, kind, bought) < bought) return false;
  wanted = kind;
  const { vendors } = world.content;
  const vendor = nearestService(world, bot, vendors, sellsWanted);
  if (vendor < 0) return false;
  setGoal(world, bot, GoalKind.buy, vendor, kind * BUNDLE_SPAN + bundles, vendors.map[vendor]!, vendors.x[vendor]!, vendors.y[vendor]!);
  return true;
}

/** At the vendor: buy, or give up when the price or the bags no longer allow it. */
export function arriveBuy(world: World, bot: number): void {
  const { goal, life } = world.c;
  const vendor = goal.target[bot]!;
  const kind = Math.floor(goal.arg[bot]! / BUNDLE_SPAN);
  const bundles = goal.arg[bot]! % BUNDLE_SPAN;
  const units = bundles * world.content.items.buyCount[kind]!;
  const price = bundlePrice(world, kind, bundles, factorAt(world, bot, world.content.vendors, vendor));
  if (price > life.gold[bot]! || roomFor(world, bot, kind, units) < units) {
    goalFailed(world, bot, avoidKey(GoalKind.buy, vendor));
    return;
  }
  world.emit(Op.buyItem, bot, vendor, kind, bundles);
  goalDone(world, bot, BUY_FRAMES);
  world.setState(bot, BotState.vendoring);
}
