/** A bot that was saved elsewhere comes into a world: an input at a frame boundary, with everything it brings booked as a faucet. */
import { UserError } from '../../engine/errors.js';
import { BACKPACK_SLOTS, BAG_SLOTS, EQUIPMENT_SLOTS, FIRST_BACKPACK_SLOT, FIRST_BAG_SLOT } from '../../components/index.js';
import { MAX_SOCKETS } from '../../components/belongings.js';
import type { WorldContent } from '../../data/content.js';
import { setVitals } from '../combat/vitals.js';
import { bagCapacity, bagFirstSlot, createAt } from '../inventory/items.js';
import { Account, GOLD_CAP } from '../money.js';
import { birth } from '../spawn/birth.js';
import { Cause } from '../vocabulary.js';
import type { World } from '../world.js';
import { layExtras } from './item-extras.js';
import { TURN } from './orientation.js';
import { parseEnchantments, parseGems } from './serialise.js';
import { NO_BAG } from './snapshot.js';
import type { CompleteSnapshot, EquipmentItemSnapshot, InventoryItemSnapshot } from './snapshot.js';

const CENTI = 100;
const ANGLE_UNIT = 10_000;
const MAX_DURABILITY = 65_535;
const MAX_CHARGES = 255;
/** Positions and heights up to this many yards. */
const MAX_YARDS = 1_000_000;
/** An imported bot looks round within this time, frames. */
const SPREAD_FRAMES = 50;

/** An item of a snapshot in the terms of a world. */
interface Placed {
  readonly kind: number;
  readonly units: number;
  /** Bag (0 to 3) and slot in it, or -1 and the server slot. */
  readonly bag: number;
  readonly slot: number;
  readonly durability: number;
  readonly bound: number;
  readonly charges: number;
  readonly enchantments: readonly { readonly index: number; readonly seconds: number }[];
  readonly gems: readonly number[];
}

interface Checked {
  readonly race: number;
  readonly cls: number;
  readonly map: number;
  readonly items: readonly Placed[];
}

/**
 * Whether a world can take a bot, from its content alone.
 * @throws UserError naming what it lacks
 */
export function checkImport(content: WorldContent, snapshot: CompleteSnapshot): Checked {
  const { identity, state } = snapshot;
  const fail = (why: string): UserError => new UserError('cannot-import', `bot ${identity.name}: ${why}`);
  const race = indexOf(content.races.name, identity.race);
  if (race < 0) throw fail(`the world '${content.name}' has no race '${identity.race}', it has ${content.races.name.join(', ')}`);
  const cls = indexOf(content.classes.name, identity.class);
  if (cls < 0) throw fail(`the world '${content.name}' has no class '${identity.class}', it has ${content.classes.name.join(', ')}`);
  const map = content.maps.id.indexOf(state.map_id);
  if (map < 0) throw fail(`the world '${content.name}' has no map ${state.map_id}`);
  if (!within(state.level, 1, content.maxLevel))
    throw fail(`its level is ${state.level}, expected 1 to ${content.maxLevel} in the world '${content.name}'`);
  if (!within(state.gold_copper, 0, GOLD_CAP)) throw fail(`its purse is ${state.gold_copper} copper, expected 0 to ${GOLD_CAP}`);
  if (!within(state.health, 0, GOLD_CAP) || !within(state.mana, 0, GOLD_CAP) || !within(identity.xp, 0, GOLD_CAP))
    throw fail('its health, mana and experience must be whole numbers from 0');
  for (const yards of [state.position_x, state.position_y, state.position_z])
    if (!(Math.abs(yards) <= MAX_YARDS)) throw fail(`its place is ${yards} yards, expected at most ${MAX_YARDS}`);
  if (!Number.isFinite(state.orientation)) throw fail(`its orientation is ${state.orientation}, expected radians`);
  const lacking = new Set<number>();
  for (const { item_id, gems } of [...snapshot.equipment, ...snapshot.inventory])
    for (const id of [item_id, ...(parseGems(gems) ?? [])]) if (id !== 0 && !content.items.id.includes(id)) lacking.add(id);
  if (lacking.size > 0) throw fail(`the world '${content.name}' has no item ${[...lacking].join(', ')}`);
  const worn = snapshot.equipment.map((item) => placed(content, item, 1, -1, wornSlot(item, fail), fail));
  const carried = snapshot.inventory.map((item) => {
    const { bag, slot } = carriedPlace(item, fail);
    return placed(content, item, item.stack_count, bag, slot, fail);
  });
  const places = new Set([...worn, ...carried].map(({ bag, slot }) => `${bag}.${slot}`));
  if (places.size !== worn.length + carried.length) throw fail('two of its things are in one place');
  for (const { bag, slot } of carried) {
    const own = bag < 0 ? undefined : carried.find((item) => isBag(item) && item.slot === FIRST_BAG_SLOT + bag);
    const room = own === undefined ? 0 : content.items.containerSlots[own.kind]!;
    if (bag >= 0 && slot >= room) throw fail(`it carries something in slot ${slot} of bag ${bag + 1}, which has ${room} slots`);
  }
  return { race, cls, map, items: [...worn, ...carried.filter(isBag), ...carried.filter((item) => !isBag(item))] };
}

/** A worn bag must be there before what is in it. */
function isBag({ bag, slot }: Placed): boolean {
  return bag < 0 && slot < FIRST_BACKPACK_SLOT;
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function indexOf(names: readonly string[], name: string): number {
  return names.findIndex((known) => known.toLowerCase() === name.toLowerCase());
}

type Fail = (why: string) => UserError;

function wornSlot({ slot }: EquipmentItemSnapshot, fail: Fail): number {
  if (!within(slot, 0, EQUIPMENT_SLOTS - 1)) throw fail(`it wears something in slot ${slot}, expected 0 to ${EQUIPMENT_SLOTS - 1}`);
  return slot;
}

function carriedPlace({ bag, slot }: InventoryItemSnapshot, fail: Fail): { bag: number; slot: number } {
  if (bag === NO_BAG && within(slot, FIRST_BAG_SLOT, FIRST_BACKPACK_SLOT + BACKPACK_SLOTS - 1)) return { bag: -1, slot };
  if (within(bag, FIRST_BAG_SLOT, FIRST_BAG_SLOT + BAG_SLOTS - 1) && slot >= 0) return { bag: bag - FIRST_BAG_SLOT, slot };
  throw fail(`it carries something in bag ${bag}, slot ${slot}, which no bot has`);
}

function placed(content: WorldContent, item: EquipmentItemSnapshot, units: number, bag: number, slot: number, fail: Fail): Placed {
  const kind = content.items.id.indexOf(item.item_id);
  if (!within(units, 1, content.items.stackSize[kind]!))
    throw fail(`it has a stack of ${units} of item ${item.item_id}, expected 1 to ${content.items.stackSize[kind]}`);
  if (!within(item.durability, 0, MAX_DURABILITY) || !within(item.charges, 0, MAX_CHARGES) || !within(item.bound, 0, 1))
    throw fail(`durability, charges or binding of item ${item.item_id} are out of range`);
  const enchantments = parseEnchantments(item.enchantments);
  if (enchantments === null)
    throw fail(`the enchantments of item ${item.item_id} are '${item.enchantments}', expected id:seconds;id:seconds`);
  const gems = parseGems(item.gems);
  if (gems === null || gems.length > MAX_SOCKETS)
    throw fail(`the gems of item ${item.item_id} are '${item.gems}', expected up to ${MAX_SOCKETS} ids`);
  return {
    kind,
    units,
    bag,
    slot,
    durability: Math.min(item.durability, content.items.maxDurability[kind]!),
    bound: item.bound,
    charges: item.charges,
    enchantments: enchantments.map(({ id, seconds }) => {
      const index = content.enchants.id.indexOf(id);
      if (index < 0) throw fail(`the world '${content.name}' has no enchantment ${id}`);
      return { index, seconds };
    }),
    gems: gems.map((id) => (id === 0 ? -1 : content.items.id.indexOf(id))),
  };
}

/**
 * The bot comes into the world with all it has. Its uid and those of its things are new; its name gets a number when it is taken.
 * Returns its slot.
 */
export function importBot(world: World, snapshot: CompleteSnapshot): number {
  const { state, identity } = snapshot;
  const { race, cls, map, items } = checkImport(world.content, snapshot);
  const centi = (yards: number): number => Math.round(yards * CENTI);
  const bot = birth(world, {
    race,
    cls,
    level: state.level,
    map,
    x: centi(state.position_x),
    y: centi(state.position_y),
    copper: state.gold_copper,
    outfit: false,
    goods: 0,
    spreadFrames: SPREAD_FRAMES,
    strategy: 0,
    imported: { name: freeName(world, identity.name), furnish: (slot) => items.forEach((item) => furnish(world, slot, item)) },
  });
  const { life, pose } = world.c;
  world.set(life.f.xp, bot, identity.xp);
  setVitals(world, bot, Math.max(1, state.health), state.mana);
  const angle = Math.round(state.orientation * ANGLE_UNIT) % TURN;
  world.set(pose.f.z, bot, centi(state.position_z));
  world.set(pose.f.orientation, bot, angle < 0 ? angle + TURN : angle);
  world.set(pose.f.since, bot, world.frame + 1);
  return bot;
}

function furnish(world: World, bot: number, item: Placed): void {
  if (item.bag >= 0 && item.slot >= bagCapacity(world, bot, item.bag))
    throw new UserError(
      'cannot-import',
      `an imported bot carries something in slot ${item.slot} of bag ${item.bag + 1}, which has ${bagCapacity(world, bot, item.bag)} slots in this world`,
    );
  const slot = item.bag < 0 ? item.slot : bagFirstSlot(world, item.bag) + item.slot;
  const i = createAt(world, bot, item.kind, item.units, slot, Cause.import, Account.world);
  const { f } = world.c.item;
  world.set(f.durability, i, item.durability);
  world.set(f.bound, i, item.bound);
  world.set(f.charges, i, item.charges);
  layExtras(world, i, item.enchantments, item.gems);
}

/** The name itself, or with the first number that makes it one nobody has. */
function freeName(world: World, name: string): string {
  const taken = new Set(world.names.map((known) => known.toLowerCase()));
  if (!taken.has(name.toLowerCase())) return name;
  let n = 2;
  while (taken.has(`${name}-${n}`.toLowerCase())) n++;
  return `${name}-${n}`;
}
