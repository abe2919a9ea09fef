/** The best outfit is the one that trying all combinations finds: two-hander against main and off hand, unique rings and trinkets, sets. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { EQUIPMENT_SLOTS } from '../../../components/index.js';
import { canDualWield } from '../../../systems/equipment/can-use.js';
import { Candidates } from '../../../systems/equipment/candidates.js';
import { found } from '../../../systems/equipment/outfit-groups.js';
import { searchOutfit } from '../../../systems/equipment/outfit-search.js';
import { setBonus } from '../../../systems/equipment/outfit-sets.js';
import { slotScore } from '../../../systems/equipment/score.js';
import { gatherCandidates, simulateUpgrade } from '../../../systems/equipment/simulate-upgrade.js';
import { firstSlotOf, secondSlotOf } from '../../../systems/equipment/slots-of-type.js';
import { createItem, roomFor } from '../../../systems/inventory/items.js';
import { InventoryType } from '../../../systems/rules/equip-slots.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Chance } from '../inventory/belongings-world.js';
import { makeBot, makeWorld, smallContent } from '../inventory/small-world.js';

/** Things of all the sorts that get in each other's way; set pieces among them. */
const WEAPON = { class: 'weapon', speed_ms: 2000 };
const RING = { class: 'armor', inventory_type: 11 };
const TRINKET = { class: 'armor', inventory_type: 12 };
const content = await smallContent({
  item: [
    { id: 1, name: 'Sword', ...WEAPON, subclass: 7, inventory_type: 13, min_damage: 10, max_damage: 14, set_id: 1 },
    { id: 2, name: 'Mace', ...WEAPON, subclass: 4, inventory_type: 21, min_damage: 12, max_damage: 15 },
    { id: 3, name: 'Off Blade', ...WEAPON, subclass: 7, inventory_type: 22, min_damage: 9, max_damage: 13, set_id: 2 },
    { id: 4, name: 'Great Sword', ...WEAPON, subclass: 8, inventory_type: 17, min_damage: 20, max_damage: 26 },
    { id: 5, name: 'Great Axe', ...WEAPON, subclass: 1, inventory_type: 17, min_damage: 14, max_damage: 19, set_id: 1 },
    { id: 6, name: 'Shield', class: 'armor', subclass: 6, inventory_type: 14, armor: 60, set_id: 2 },
    { id: 7, name: 'Tome', class: 'armor', inventory_type: 23 },
    { id: 8, name: 'Ring of Might', ...RING, unique_equipped: 1, set_id: 1 },
    { id: 9, name: 'Ring of Grace', ...RING, set_id: 2 },
    { id: 10, name: 'Plain Ring', ...RING, item_level: 4 },
    { id: 11, name: 'Idol', ...TRINKET, carry_limit: 1, set_id: 2 },
    { id: 12, name: 'Bell', ...TRINKET, unique_equipped: 1 },
    { id: 13, name: 'Fang', ...TRINKET, set_id: 1 },
    { id: 14, name: 'Cap', class: 'armor', subclass: 1, inventory_type: 1, armor: 4, set_id: 1 },
    { id: 15, name: 'Hood', class: 'armor', subclass: 1, inventory_type: 1, armor: 14 },
  ],
  item_stat: [
    [1, 'agility', 2],
    [2, 'strength', 3],
    [4, 'strength', 3],
    [6, 'stamina', 7],
    [7, 'intellect', 9],
    [8, 'strength', 6],
    [9, 'agility', 5],
    [10, 'stamina', 2],
    [11, 'stamina', 7],
    [12, 'strength', 4],
    [13, 'agility', 3],
    [15, 'stamina', 4],
  ].map(([item_id, stat, value]) => ({ item_id: item_id as number, stat: stat as string, value: value as number })),
  item_set: [
    { id: 1, name: 'One' },
    { id: 2, name: 'Two' },
  ],
  item_set_bonus: [
    { set_id: 1, pieces: 2, stat: 'strength', value: 5 },
    { set_id: 1, pieces: 3, stat: 'agility', value: 12 },
    { set_id: 2, pieces: 2, stat: 'stamina', value: 9 },
    { set_id: 2, pieces: 4, stat: 'strength', value: 30 },
  ],
});

/** Score of the best outfit, by trying everything. */
function tryAll(world: World, bot: number, candidates: Candidates): number {
  const { items } = world.content;
  const dual = canDualWield(world, bot);
  const slots = Int32Array.from({ length: EQUIPMENT_SLOTS }, () => -1);
  let best = 0;
  const allowed = (n: number, slot: number): boolean => {
    const kind = candidates.kind[n]!;
    if (slots[slot]! >= 0) return false;
    if (slot === 16 && slots[15]! >= 0 && items.inventoryType[candidates.kind[slots[15]!]!] === InventoryType.twoHand) return false;
    if (items.inventoryType[kind] === InventoryType.twoHand && slots[16]! >= 0) return false;
    if (items.uniqueEquipped[kind] === 0 && items.carryLimit[kind] !== 1) return true;
    return !slots.some((m) => m >= 0 && candidates.kind[m] === kind);
  };
  const score = (): number => {
    let total = 0;
    const pieces = new Map<number, number>();
    slots.forEach((n, slot) => {
      if (n < 0 || candidates.broken[n] !== 0) return;
      const kind = candidates.kind[n]!;
      total += Math.max(0, slotScore(world, bot, kind, slot) + candidates.bonus[n]!);
      if (items.set[kind]! >= 0) pieces.set(items.set[kind]!, (pieces.get(items.set[kind]!) ?? 0) + 1);
    });
    for (const [set, count] of pieces) total += setBonus(world, bot, set, count);
    return total;
  };
  const place = (n: number): void => {
    if (n === candidates.count) {
      best = Math.max(best, score());
      return;
    }
    place(n + 1);
    const type = items.inventoryType[candidates.kind[n]!]!;
    for (const slot of [firstSlotOf(type), secondSlotOf(type, dual)]) {
      if (slot < 0 || !allowed(n, slot)) continue;
      slots[slot] = n;
      place(n + 1);
      slots[slot] = -1;
    }
  };
  place(0);
  return best;
}

const test = suite('equipment: exact outfits');
const ROUNDS = Number(process.env['BOTREALM_OUTFITS'] ?? 400);

test(`${ROUNDS} bots with small bags wear what trying all combinations would have them wear`, () => {
  const chance = new Chance(77);
  let withSets = 0;
  const world = makeWorld(content, 1, ROUNDS);
  for (let round = 0; round < ROUNDS; round++) {
    const bot = makeBot(world, chance.below(4), chance.below(2) === 0 ? 9 : 45);
    const things = 3 + chance.below(6);
    for (let n = 0; n < things; n++) {
      const kind = chance.below(world.content.items.count);
      if (roomFor(world, bot, kind, 1) > 0) createItem(world, bot, kind, 1, Cause.spawn, 0);
    }
    const candidates = new Candidates();
    gatherCandidates(world, bot, candidates);
    for (let n = 0; n < candidates.count; n++) {
      candidates.bonus[n] = chance.below(4) === 0 ? chance.below(900) : 0;
      candidates.broken[n] = chance.below(9) === 0 ? 1 : 0;
    }
    searchOutfit(world, bot, candidates);
    assert.is(found.total, tryAll(world, bot, candidates), `round ${round}`);
    const worn = [...found.slots].filter((n) => n >= 0 && world.content.items.set[candidates.kind[n]!]! >= 0);
    if (worn.length >= 2) withSets++;
  }
  assert.ok(withSets > ROUNDS / 10, `${withSets} outfits with sets`);
});

test('what one more thing would gain is the difference of two best outfits, from the cache or not', () => {
  const chance = new Chance(5);
  const world = makeWorld(content, 1, 40);
  for (let round = 0; round < 40; round++) {
    const bot = makeBot(world, chance.below(4), 45);
    for (let n = 0; n < 6; n++) {
      const kind = chance.below(world.content.items.count);
      if (roomFor(world, bot, kind, 1) > 0) createItem(world, bot, kind, 1, Cause.spawn, 0);
    }
    for (let kind = 0; kind < world.content.items.count; kind++) {
      const first = simulateUpgrade(world, bot, kind);
      assert.is(simulateUpgrade(world, bot, kind), first);
      world.derived.gear.rebuild();
      assert.is(simulateUpgrade(world, bot, kind), first);
      assert.ok(first >= 0);
    }
  }
  assert.ok(world.derived.gear.counts.hits > 0);
});

test.run();
