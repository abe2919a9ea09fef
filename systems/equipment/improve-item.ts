/** Gems and enchantments: verbs that lay them on an item, and a bot's wish to do so with what it carries. */
import type { Verb } from '../../engine/command-queue.js';
import { BotState, EQUIPMENT_SLOTS } from '../../components/index.js';
import { STATS } from '../../data/format/words.js';
import { BEFORE_CARRY, bind, destroyUnits, isCarrySlot, itemAt, nextCarrySlot, noteInstance } from '../inventory/items.js';
import { gemIn, layEnchant, extraOf, setGem } from '../inventory/extras.js';
import { Account } from '../money.js';
import { Op } from '../opcodes.js';
import { Cause, Event, Reason } from '../vocabulary.js';
import type { World } from '../world.js';
import { canUse } from './can-use.js';
import { recomputeStats } from './derive-stats.js';
import { classWeights } from './weights.js';

const GEM = 3;
const BIND_ON_USE = 3;

/** bot: slot of the item that is improved, carry slot of the gem, socket, uid of the item. */
export const socketGemVerb: Verb<World> = { name: 'item.socket', handle: socketGem };
/** bot: slot of the item that is improved, carry slot of what is used up, uid of the item. */
export const enchantItemVerb: Verb<World> = { name: 'item.enchant', handle: enchantItem };

function target(world: World, bot: number, slot: number, uid: number): number {
  const there = (slot >= 0 && slot < EQUIPMENT_SLOTS) || isCarrySlot(world, bot, slot);
  const i = there ? itemAt(world, bot, slot) : -1;
  return i >= 0 && (uid === 0 || world.c.item.uid[i] === uid) ? i : -1;
}

function socketGem(world: World, bot: number, slot: number, from: number, socket: number, uid: number): number {
  const { item, life } = world.c;
  const { items } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const i = target(world, bot, slot, uid);
  const gem = isCarrySlot(world, bot, from) ? itemAt(world, bot, from) : -1;
  if (i < 0 || gem < 0 || gem === i) return Reason.gone;
  const kind = item.kind[gem]!;
  if (items.class[kind] !== GEM || !canUse(world, bot, kind)) return Reason.not_eligible;
  if (socket < 0 || socket >= items.sockets[item.kind[i]!]!) return Reason.bad_amount;
  destroyUnits(world, gem, 1, Cause.used_up, Account.world);
  setGem(world, i, socket, kind);
  finish(world, bot, i, slot, kind);
  return Reason.done;
}

function enchantItem(world: World, bot: number, slot: number, from: number, uid: number): number {
  const { item, life } = world.c;
  const { items } = world.content;
  if (life.state[bot] === BotState.dead) return Reason.dead;
  const i = target(world, bot, slot, uid);
  const oil = isCarrySlot(world, bot, from) ? itemAt(world, bot, from) : -1;
  if (i < 0 || oil < 0 || oil === i) return Reason.gone;
  const kind = item.kind[oil]!;
  const enchant = items.enchant[kind]!;
  if (enchant < 0 || !canUse(world, bot, kind)) return Reason.not_eligible;
  if (!takesEnchant(world, item.kind[i]!, enchant)) return Reason.cannot_equip;
  useUp(world, oil);
  layEnchant(world, i, enchant);
  finish(world, bot, i, slot, kind);
  return Reason.done;
}

/** One use of an instance: a charge, or a unit when charges are not counted or it was the last. */
export function useUp(world: World, i: number): void {
  const { item } = world.c;
  if (item.charges[i]! > 1) {
    world.set(item.f.charges, i, item.charges[i]! - 1);
    noteInstance(world, i);
    if (world.content.items.bonding[item.kind[i]!] === BIND_ON_USE) bind(world, i);
  } else destroyUnits(world, i, 1, Cause.used_up, Account.world);
}

function takesEnchant(world: World, kind: number, enchant: number): boolean {
  const type = world.content.items.inventoryType[kind]!;
  const mask = world.content.enchants.inventoryTypes[enchant]!;
  return type !== 0 && (mask === 0 || ((mask >>> type) & 1) !== 0);
}

function finish(world: World, bot: number, i: number, slot: number, kind: number): void {
  noteInstance(world, i);
  if (slot < EQUIPMENT_SLOTS) recomputeStats(world, bot);
  // a: item id of what was used, b: uid of the item that was improved
  world.event(Event['item.enchanted'], world.uidOf(bot), world.content.items.id[kind]!, world.c.item.uid[i]!);
}

/** Emit the first gem or enchantment that would improve what a bot wears. Returns whether there was one. */
export function improveItem(world: World, bot: number): boolean {
  const { item } = world.c;
  const { items } = world.content;
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i < 0) continue;
    const kind = item.kind[i]!;
    if (items.class[kind] !== GEM && items.enchant[kind]! < 0) continue;
    if (canUse(world, bot, kind) && (items.class[kind] === GEM ? wishSocket(world, bot, s, kind) : wishEnchant(world, bot, s, kind)))
      return true;
  }
  return false;
}

function wishSocket(world: World, bot: number, from: number, kind: number): boolean {
  if (gemScore(world, bot, kind) <= 0) return false;
  const { sockets } = world.content.items;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0) continue;
    for (let socket = 0; socket < sockets[world.c.item.kind[i]!]!; socket++) {
      const present = gemIn(world, i, socket);
      if (present >= 0 && gemScore(world, bot, present) >= gemScore(world, bot, kind)) continue;
      world.emit(Op.socketGem, bot, slot, from, socket, world.c.item.uid[i]!);
      return true;
    }
  }
  return false;
}

function gemScore(world: World, bot: number, kind: number): number {
  const weights = classWeights(world.content)[world.c.identity.cls[bot]!]!;
  let score = 0;
  for (let s = 0; s < STATS.length; s++) score += world.content.items.stats[kind * STATS.length + s]! * weights.stat[s]!;
  return score;
}

function wishEnchant(world: World, bot: number, from: number, kind: number): boolean {
  const { enchants, items } = world.content;
  const { extra } = world.c;
  const enchant = items.enchant[kind]!;
  if (enchantScore(world, bot, enchant) <= 0) return false;
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const i = itemAt(world, bot, slot);
    if (i < 0 || !takesEnchant(world, world.c.item.kind[i]!, enchant)) continue;
    const row = extraOf(world, i);
    const present = row < 0 ? 0 : enchants.durationMs[enchant] === 0 ? extra.lasting[row]! : extra.passing[row]!;
    if (present !== 0 && enchantScore(world, bot, present - 1) >= enchantScore(world, bot, enchant)) continue;
    world.emit(Op.enchantItem, bot, slot, from, world.c.item.uid[i]!);
    return true;
  }
  return false;
}

function enchantScore(world: World, bot: number, enchant: number): number {
  const { enchants } = world.content;
  return enchants.value[enchant]! * classWeights(world.content)[world.c.identity.cls[bot]!]!.stat[enchants.stat[enchant]!]!;
}
