/** Which items are upgrades, and what putting them on does. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, FIRST_BAG_CONTENT_SLOT } from '../../../components/index.js';
import { recomputeStats } from '../../../systems/equipment/derive-stats.js';
import { nextChange, optimiseEquipment, wakeEquip } from '../../../systems/equipment/optimise-equipment.js';
import { canUse, slotFor, upgradeValue } from '../../../systems/equipment/score.js';
import { createItem, itemAt, setDurability, freeSlots } from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { EquipSlot } from '../../../systems/rules/equip-slots.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, checkBelongings, kindOf, makeBot, makeWorld, perform, smallContent } from '../inventory/small-world.js';

const WEAPON = { class: 'weapon', min_damage: 10, max_damage: 14, speed_ms: 2000 };
const content = await smallContent({
  item: [
    { id: 1, name: 'Sword', ...WEAPON, subclass: 7, inventory_type: 13, bonding: 'equip', max_durability: 50 },
    { id: 2, name: 'Shield', class: 'armor', subclass: 6, inventory_type: 14, armor: 300 },
    { id: 3, name: 'Great Axe', ...WEAPON, subclass: 1, inventory_type: 17, min_damage: 60, max_damage: 80, speed_ms: 3000 },
    { id: 4, name: 'Band of Might', class: 'armor', inventory_type: 11 },
    { id: 5, name: 'Band of Oxen', class: 'armor', inventory_type: 11 },
    { id: 6, name: 'Band of Kings', class: 'armor', inventory_type: 11, unique_equipped: 1 },
    { id: 7, name: 'Plate Helm', class: 'armor', subclass: 4, inventory_type: 1, armor: 200, set_id: 1 },
    { id: 8, name: 'Mail Belt', class: 'armor', subclass: 3, inventory_type: 6, armor: 80, set_id: 1 },
    { id: 9, name: 'Dagger', ...WEAPON, subclass: 15, inventory_type: 13, min_damage: 8, max_damage: 12 },
    { id: 10, name: 'Small Bag', class: 'container', inventory_type: 18, container_slots: 6 },
    { id: 11, name: 'Big Bag', class: 'container', inventory_type: 18, container_slots: 12 },
    { id: 12, name: 'Pebble', class: 'junk', stack_size: 20 },
    { id: 13, name: 'Orc Blade', ...WEAPON, subclass: 7, inventory_type: 13, race_mask: 2 },
    { id: 14, name: 'Old Blade', ...WEAPON, subclass: 7, inventory_type: 13, required_level: 30, min_damage: 90, max_damage: 95 },
    { id: 21, name: 'Steel Sword', ...WEAPON, subclass: 7, inventory_type: 13, min_damage: 60, max_damage: 65, max_durability: 50 },
    { id: 15, name: 'Bow', ...WEAPON, subclass: 2, inventory_type: 15, min_damage: 20, max_damage: 30 },
  ],
  item_stat: [
    { item_id: 4, stat: 'strength', value: 5 },
    { item_id: 5, stat: 'stamina', value: 20 },
    { item_id: 6, stat: 'strength', value: 9 },
  ],
  item_set: [{ id: 1, name: 'Guard' }],
  item_set_bonus: [{ set_id: 1, pieces: 2, stat: 'strength', value: 7 }],
});

function carry(world: World, bot: number, ...ids: number[]): void {
  for (const id of ids) createItem(world, bot, kindOf(world, id), 1, Cause.spawn, 0);
}
function wornId(world: World, bot: number, slot: number): number {
  const i = itemAt(world, bot, slot);
  return i < 0 ? 0 : world.content.items.id[world.c.item.kind[i]!]!;
}
/** Look and put on, until nothing more is to be gained. */
function settle(world: World, bot: number): number {
  for (let changes = 0; ; changes++) {
    world.due.ids = Int32Array.of(bot);
    world.due.count = 1;
    optimiseEquipment(world, world.frame);
    if (world.commands.flush(world, world.frame) === 0) return changes;
    assert.is(world.commands.refused, 0);
    assert.ok(changes < 50, 'equipment never settles');
  }
}

const test = suite('equipment: what is worn');

test('a two-hander takes the place of sword and shield when it is worth more, and the shield goes to the bags', () => {
  const world = makeWorld(content);
  const fighter = makeBot(world, Cls.warrior, 30);
  carry(world, fighter, 1, 2);
  assert.is(settle(world, fighter), 2);
  assert.is(wornId(world, fighter, EquipSlot.offHand), 2);
  carry(world, fighter, 3);
  const axe = kindOf(world, 3);
  const gain = upgradeValue(world, fighter, axe);
  const slot = [23, 24, 25].find((s) => itemAt(world, fighter, s) >= 0)!;
  assert.is(perform(world, Op.equipItem, fighter, slot, EquipSlot.mainHand), 'done');
  assert.is(wornId(world, fighter, EquipSlot.mainHand), 3);
  assert.is(wornId(world, fighter, EquipSlot.offHand), 0);
  assert.is(freeSlots(world, fighter), 14);
  // Whichever is better, the bot ends with it and does not go back and forth.
  settle(world, fighter);
  assert.is(wornId(world, fighter, EquipSlot.mainHand), gain > 0 ? 3 : 1);
  checkBelongings(world);
});

test('a two-hander is refused when the off-hand item has nowhere to go', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 30);
  carry(world, bot, 1, 2);
  settle(world, bot);
  carry(world, bot, 3);
  createItem(world, bot, kindOf(world, 12), 15 * 20, Cause.spawn, 0);
  assert.is(freeSlots(world, bot), 0);
  assert.is(perform(world, Op.equipItem, bot, 23, EquipSlot.mainHand), 'bag_full');
  checkBelongings(world);
});

test('an off-hand weapon is worn from the level at which two can be wielded', () => {
  const world = makeWorld(content);
  const young = makeBot(world, Cls.rogue, 9);
  carry(world, young, 1, 9);
  settle(world, young);
  assert.is(wornId(world, young, EquipSlot.offHand), 0);
  const old = makeBot(world, Cls.rogue, 10);
  carry(world, old, 1, 9);
  settle(world, old);
  assert.is(wornId(world, old, EquipSlot.mainHand), 1);
  assert.is(wornId(world, old, EquipSlot.offHand), 9);
  assert.ok(world.c.stats.offhandCenti[old]! > 0);
});

test('of three rings the two best are worn, and a unique one only once', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 30);
  carry(world, bot, 4, 5, 6, 6);
  settle(world, bot);
  const rings = [wornId(world, bot, EquipSlot.finger1), wornId(world, bot, EquipSlot.finger2)].sort();
  assert.equal(rings, [5, 6]);
  assert.is(upgradeValue(world, bot, kindOf(world, 6)) > 0, false);
  assert.is(
    perform(
      world,
      Op.equipItem,
      bot,
      [23, 24, 25, 26].find((s) => itemAt(world, bot, s) >= 0 && wornIdAt(world, bot, s) === 6)!,
      rings[0] === wornId(world, bot, EquipSlot.finger1) ? EquipSlot.finger1 : EquipSlot.finger2,
    ),
    'cannot_equip',
  );
});
function wornIdAt(world: World, bot: number, slot: number): number {
  return world.content.items.id[world.c.item.kind[itemAt(world, bot, slot)]!]!;
}

test('level, race, armour type and weapon type decide what can be used', () => {
  const world = makeWorld(content);
  const warrior = makeBot(world, Cls.warrior, 29);
  const mage = makeBot(world, Cls.mage, 60);
  const can = (bot: number, id: number): boolean => canUse(world, bot, kindOf(world, id));
  assert.equal([can(warrior, 14), can(warrior, 13), can(warrior, 7), can(warrior, 8)], [false, false, false, true]);
  world.set(world.c.life.f.level, warrior, 40);
  assert.equal([can(warrior, 14), can(warrior, 7)], [true, true]);
  assert.equal([can(mage, 2), can(mage, 3), can(mage, 8), can(mage, 9)], [false, false, false, true]);
  assert.is(slotFor(world, mage, kindOf(world, 2)), -1);
});

test('broken gear counts for nothing, and a set bonus needs its pieces', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 40);
  const { stats } = world.c;
  const naked = stats.stat[bot * 7]!;
  const bare = stats.maxDamageCenti[bot]!;
  carry(world, bot, 21, 7);
  settle(world, bot);
  assert.is(stats.stat[bot * 7], naked);
  carry(world, bot, 8);
  settle(world, bot);
  assert.is(stats.stat[bot * 7], naked + 7);
  const armed = stats.maxDamageCenti[bot]!;
  setDurability(world, itemAt(world, bot, EquipSlot.mainHand), 0);
  recomputeStats(world, bot);
  assert.ok(armed > bare && stats.maxDamageCenti[bot]! < armed);
});

test('putting on a thing that binds when worn binds it, and gear cannot be changed in combat, except weapons', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 40);
  carry(world, bot, 1, 8);
  world.setState(bot, BotState.fighting);
  assert.is(perform(world, Op.equipItem, bot, 24, -1), 'in_combat');
  assert.is(perform(world, Op.equipItem, bot, 23, -1), 'done');
  assert.is(world.c.item.bound[itemAt(world, bot, EquipSlot.mainHand)], 1);
  world.setState(bot, BotState.dead);
  assert.is(perform(world, Op.equipItem, bot, 24, -1), 'dead');
});

test('a bigger bag replaces a smaller one only when nothing is lost by it', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 10);
  carry(world, bot, 10, 10, 10, 10);
  assert.is(settle(world, bot), 4);
  assert.is(freeSlots(world, bot), 16 + 24);
  createItem(world, bot, kindOf(world, 12), 20 * 30, Cause.spawn, 0);
  carry(world, bot, 11);
  assert.is(settle(world, bot), 1);
  checkBelongings(world);
  assert.is(freeSlots(world, bot), 16 + 24 + 6 - 30 - 1);
  // Full bags: the bag's contents have nowhere to go.
  const other = makeBot(world, Cls.warrior, 10);
  carry(world, other, 10, 10, 10, 10);
  settle(world, other);
  createItem(world, other, kindOf(world, 12), 20 * 39, Cause.spawn, 0);
  carry(world, other, 11);
  assert.is(settle(world, other), 0);
  assert.is(perform(world, Op.equipItem, other, FIRST_BAG_CONTENT_SLOT, 19), 'cannot_equip');
  checkBelongings(world);
});

test('a bot that nothing has woken does not look at its bags, and one that was looks once', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.warrior, 10);
  createItem(world, bot, kindOf(world, 12), 5, Cause.spawn, 0);
  assert.is(world.c.agenda.equip[bot], 0);
  carry(world, bot, 1);
  assert.ok(world.c.agenda.equip[bot]! > world.frame);
  world.sleep(5, bot);
  wakeEquip(world, bot);
  assert.ok(world.c.agenda.equip[bot]! > world.frame);
  world.sleep(5, bot);
  assert.is(settle(world, bot), 1);
  assert.is(nextChange(world, bot), -1);
});

test('fresh and seasoned bots of every class deal the damage the world is balanced for', () => {
  const world = makeWorld(content);
  const dps = (bot: number): number =>
    ((world.c.stats.minDamageCenti[bot]! + world.c.stats.maxDamageCenti[bot]!) * 5) / world.c.stats.speedMs[bot]!;
  const mage = makeBot(world, Cls.mage, 1);
  assert.ok(dps(mage) >= 3.5 && dps(mage) <= 5, `mage ${dps(mage)}`);
  const grown = makeBot(world, Cls.mage, 60);
  assert.ok(dps(grown) > 90 && dps(grown) < 180, `mage of 60 ${dps(grown)}`);
});

test('health and mana follow stamina and intellect, and wounds stay', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.mage, 1);
  const { vital } = world.c;
  // 20 stamina: 20 points; 23 intellect: 20 + 3 x 15.
  assert.equal([vital.maxHealth[bot], vital.maxMana[bot]], [52, 165]);
  world.set(vital.f.health, bot, 30);
  carry(world, bot, 5);
  settle(world, bot);
  assert.equal([vital.maxHealth[bot], vital.health[bot]], [252, 30]);
});

test.run();
