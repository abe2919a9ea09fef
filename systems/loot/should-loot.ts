/** Whether an item is worth picking up for a bot, and why; and making room for it when the bags are full. */
import { throwAway } from '../inventory/destroy-item.js';
import { isMarketKind, scanSpare, startsOpenQuest, Use } from '../inventory/junk.js';
import { countCarried, countOwned, freeSlots, itemAt, roomFor } from '../inventory/items.js';
import { fallbackUnitPrice } from '../auction/price.js';
import { simulateUpgrade } from '../equipment/simulate-upgrade.js';
import { needsItem } from '../quest/credit.js';
import { tradeNeeds } from './professions.js';
import type { World } from '../world.js';

/** Why an item is picked up; none: it is left. */
export const LootReason = { none: 0, quest: 1, upgrade: 2, value: 3, profession: 4, won: 5 } as const;
export const LOOT_REASONS = ['left', 'quest', 'upgrade', 'value', 'profession', 'won'] as const;
export type LootReasonCode = (typeof LootReason)[keyof typeof LootReason];

/** Why a bot would pick units of a kind up, whether it has room or not. */
export function lootReason(world: World, bot: number, kind: number): LootReasonCode {
  if (needsItem(world, bot, kind) || startsOpenQuest(world, bot, kind)) return LootReason.quest;
  // A second one of what is carried already is no upgrade any more once that is put on.
  if (simulateUpgrade(world, bot, kind) > 0 && countCarried(world, bot, kind) === 0) return LootReason.upgrade;
  if (tradeNeeds(world, bot, kind)) return LootReason.profession;
  return world.content.items.sellPrice[kind]! > 0 || isMarketKind(world, kind) ? LootReason.value : LootReason.none;
}

/**
 * What units of a kind are worth to a bot that takes them for a reason: the gain of an upgrade; otherwise copper a slot that they fill,
 * at a vendor or, for goods that others buy, by the rule of thumb of the market.
 */
export function lootValue(world: World, bot: number, kind: number, units: number, reason: LootReasonCode): number {
  if (reason === LootReason.upgrade) return simulateUpgrade(world, bot, kind);
  const { sellPrice, stackSize } = world.content.items;
  const unit = isMarketKind(world, kind) ? Math.max(sellPrice[kind]!, fallbackUnitPrice(world, kind)) : sellPrice[kind]!;
  const slots = Math.max(1, Math.ceil(units / stackSize[kind]!));
  return Math.floor((unit * units) / slots);
}

/** Units of `units` that the carry limit leaves. */
function withinLimit(world: World, bot: number, kind: number, units: number): number {
  const limit = world.content.items.carryLimit[kind]!;
  return limit === 0 ? units : Math.min(units, Math.max(0, limit - countOwned(world, bot, kind)));
}

/**
 * Units of `units` that a bot could take if it threw junk away: for quest items and upgrades whatever it can part with, for things of
 * mere value only what a vendor pays less for. Changes nothing.
 */
export function roomWithJunk(world: World, bot: number, kind: number, units: number, reason: number): number {
  const room = roomFor(world, bot, kind, units);
  const wanted = withinLimit(world, bot, kind, units);
  if (room >= wanted) return room;
  const stack = world.content.items.stackSize[kind]!;
  return Math.min(wanted, room + spareFor(world, bot, kind, wanted - room, reason) * stack);
}

/** Carry slots worth emptying for `units` more of a kind: the first `result` entries of `scanSpare`. */
function spareFor(world: World, bot: number, kind: number, units: number, reason: number): number {
  const { items } = world.content;
  const stack = items.stackSize[kind]!;
  const spare = scanSpare(world, bot);
  const dear = reason !== LootReason.value && reason !== LootReason.profession;
  let slots = 0;
  for (let left = units; left > 0 && slots < spare.count; left -= stack, slots++) {
    const gain = items.sellPrice[kind]! * Math.min(left, stack);
    const pays = isMarketKind(world, kind) && spare.use[slots] === Use.junk ? gain >= spare.value[slots]! : gain > spare.value[slots]!;
    if (!dear && (!pays || spare.use[slots] === Use.goods)) break;
  }
  return slots;
}

/** Throw away as much junk as `roomWithJunk` has counted on. */
export function makeRoom(world: World, bot: number, kind: number, units: number, reason: number): void {
  const missing = withinLimit(world, bot, kind, units) - roomFor(world, bot, kind, units);
  if (missing <= 0) return;
  const slots = spareFor(world, bot, kind, missing, reason);
  const spare = scanSpare(world, bot);
  for (let k = 0; k < slots; k++) {
    const i = itemAt(world, bot, spare.slot[k]!);
    throwAway(world, bot, i, world.c.item.stack[i]!);
  }
}

/** Whether a bot picks units of a kind up here and now: it has a reason and room, or room that can be made. */
export function shouldLoot(world: World, bot: number, kind: number, units: number): LootReasonCode {
  const reason = lootReason(world, bot, kind);
  if (reason === LootReason.none) return reason;
  if (freeSlots(world, bot) > 0 && world.content.items.carryLimit[kind] === 0) return reason;
  return roomWithJunk(world, bot, kind, units, reason) > 0 ? reason : LootReason.none;
}
