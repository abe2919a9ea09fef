/** Takes what is to be saved out of a running world. Reads only. */
import { BACKPACK_SLOTS, BAG_SLOTS, EQUIPMENT_SLOTS, FIRST_BACKPACK_SLOT, FIRST_BAG_SLOT } from '../../components/index.js';
import { healthNow, manaNow } from '../combat/vitals.js';
import { bagFirstSlot, itemAt } from '../inventory/items.js';
import { xOf, yOf } from '../movement/motion.js';
import type { World } from '../world.js';
import { enchantmentsOf, gemsOf, hasExtras } from './item-extras.js';
import { orientationOf } from './orientation.js';
import { serialiseEnchantments, serialiseGems } from './serialise.js';
import { NO_BAG } from './snapshot.js';
import type { BotIdentity, BotStateSnapshot, CompleteSnapshot, EquipmentItemSnapshot, InventoryItemSnapshot } from './snapshot.js';

const CENTI = 100;
const ANGLE_UNIT = 10_000;

/** A bot of a world: its slot. */
export interface PlayerBot {
  readonly world: World;
  readonly bot: number;
}

/** Whether a bot lives in this slot. */
export function isPlayer(player: PlayerBot | null | undefined): player is PlayerBot {
  if (player === null || player === undefined) return false;
  const { world, bot } = player;
  return Number.isInteger(bot) && bot >= 0 && bot < world.pools.bot.high && world.c.identity.uid[bot] !== 0;
}

/** Slot of a bot by name (any case) or uid; -1 when there is none. */
export function botByName(world: World, name: string): number {
  const wanted = name.toLowerCase();
  for (let bot = 0; bot < world.pools.bot.high; bot++) {
    const uid = world.c.identity.uid[bot]!;
    if (uid !== 0 && (String(uid) === name || world.names[world.c.identity.name[bot]! - 1]!.toLowerCase() === wanted)) return bot;
  }
  return -1;
}

/** True while height and facing that somebody gave still hold. */
function poseHolds(world: World, bot: number): boolean {
  const { motion, pose } = world.c;
  return pose.since[bot] === motion.depart[bot]! + 1 && motion.fromX[bot] === motion.toX[bot] && motion.fromY[bot] === motion.toY[bot];
}

export function captureState({ world, bot }: PlayerBot): BotStateSnapshot {
  const { life, motion, pose, identity } = world.c;
  const posed = poseHolds(world, bot);
  const facing = posed
    ? pose.orientation[bot]!
    : orientationOf(motion.toX[bot]! - motion.fromX[bot]!, motion.toY[bot]! - motion.fromY[bot]!);
  const zone = motion.zone[bot]!;
  return {
    bot_guid: identity.uid[bot]!,
    position_x: xOf(world, bot) / CENTI,
    position_y: yOf(world, bot) / CENTI,
    position_z: posed ? pose.z[bot]! / CENTI : 0,
    map_id: world.content.maps.id[motion.map[bot]!]!,
    zone_id: zone === 0 ? 0 : world.content.zones.id[zone - 1]!,
    orientation: facing / ANGLE_UNIT,
    gold_copper: life.gold[bot]!,
    health: Math.max(0, healthNow(world, bot)),
    mana: Math.max(0, manaNow(world, bot)),
    level: life.level[bot]!,
  };
}

export function captureIdentity({ world, bot }: PlayerBot): BotIdentity {
  const { identity, life } = world.c;
  return {
    bot_guid: identity.uid[bot]!,
    name: world.names[identity.name[bot]! - 1]!,
    race: world.content.races.name[identity.race[bot]!]!,
    class: world.content.classes.name[identity.cls[bot]!]!,
    xp: life.xp[bot]!,
    frame: world.frame,
  };
}

/** What lies in a slot of the bot, or null. */
function captureItem({ world, bot }: PlayerBot, from: number, slot: number): EquipmentItemSnapshot | null {
  const i = itemAt(world, bot, from);
  if (i < 0) return null;
  const { item, identity } = world.c;
  const extras = hasExtras(world, i);
  return {
    bot_guid: identity.uid[bot]!,
    slot,
    item_id: world.content.items.id[item.kind[i]!]!,
    item_guid: item.uid[i]!,
    enchantments: extras ? serialiseEnchantments(enchantmentsOf(world, i)) : '',
    gems: extras ? serialiseGems(gemsOf(world, i)) : '',
    durability: item.durability[i]!,
    bound: item.bound[i]!,
    charges: item.charges[i]!,
  };
}

/** Calls `visit(from, bag, slot)` for every place of a bot that carries things: worn bags, backpack, contents of bags. */
export function carriedPlaces(world: World, visit: (from: number, bag: number, slot: number) => void): void {
  for (let slot = FIRST_BAG_SLOT; slot < FIRST_BACKPACK_SLOT + BACKPACK_SLOTS; slot++) visit(slot, NO_BAG, slot);
  for (let bag = 0; bag < BAG_SLOTS; bag++) {
    const first = bagFirstSlot(world, bag);
    for (let slot = 0; slot < world.sizes.bagSize; slot++) visit(first + slot, FIRST_BAG_SLOT + bag, slot);
  }
}

export function captureInventory(player: PlayerBot): InventoryItemSnapshot[] {
  const { world, bot } = player;
  const items: InventoryItemSnapshot[] = [];
  carriedPlaces(world, (from, bag, slot) => {
    const item = captureItem(player, from, slot);
    if (item !== null) items.push({ ...item, bag, stack_count: world.c.item.stack[itemAt(world, bot, from)]! });
  });
  return items;
}

export function captureEquipment(player: PlayerBot): EquipmentItemSnapshot[] {
  const items: EquipmentItemSnapshot[] = [];
  for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
    const item = captureItem(player, slot, slot);
    if (item !== null) items.push(item);
  }
  return items;
}

export function captureComplete(player: PlayerBot): CompleteSnapshot {
  return {
    identity: captureIdentity(player),
    state: captureState(player),
    inventory: captureInventory(player),
    equipment: captureEquipment(player),
  };
}
