/** Selling, repairing and buying: who may, what it costs, and that the books agree. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, FIRST_BACKPACK_SLOT, GoalKind } from '../../../components/index.js';
import { COPPER, Flow } from '../../../engine/ledger.js';
import { recomputeStats } from '../../../systems/equipment/derive-stats.js';
import { carriesGoods, scanSpare } from '../../../systems/inventory/junk.js';
import { countCarried, createItem, createWorn, freeSlots, itemAt, setDurability } from '../../../systems/inventory/items.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { openEntry } from '../../../systems/quest/quest-log.js';
import { EquipSlot } from '../../../systems/rules/equip-slots.js';
import { arriveBuy, proposeBuy } from '../../../systems/vendor/buy-goal.js';
import { arriveVendor, proposeVendor } from '../../../systems/vendor/vendor-goals.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, checkBelongings, kindOf, makeBot, makeWorld, perform, smallContent } from '../inventory/small-world.js';

const rows = {
  item: [
    { id: 1, name: 'Pelt', class: 'junk', quality: 'poor', sell_price_copper: 7, stack_size: 5 },
    { id: 2, name: 'Letter', class: 'quest' },
    {
      id: 3,
      name: 'Sword',
      class: 'weapon',
      subclass: 7,
      inventory_type: 13,
      min_damage: 20,
      max_damage: 24,
      speed_ms: 2000,
      max_durability: 40,
      buy_price_copper: 300,
      sell_price_copper: 60,
    },
    { id: 4, name: 'Ore', class: 'trade_goods', sell_price_copper: 20, stack_size: 10 },
    { id: 5, name: 'Bread', class: 'consumable', sell_price_copper: 1, stack_size: 20, buy_price_copper: 25, buy_count: 5 },
    { id: 6, name: 'Bag', class: 'container', inventory_type: 18, container_slots: 6, buy_price_copper: 100, sell_price_copper: 25 },
    { id: 7, name: 'Rare Bag', class: 'container', inventory_type: 18, container_slots: 10, buy_price_copper: 100 },
    { id: 8, name: 'Broken Cog', class: 'junk', quality: 'poor' },
    { id: 9, name: 'Great Ring', class: 'armor', inventory_type: 11, quality: 'uncommon', sell_price_copper: 400, class_mask: 128 },
    {
      id: 10,
      name: 'Tabard',
      class: 'armor',
      inventory_type: 19,
      buy_price_copper: 10,
      required_reputation_id: 1,
      required_reputation: 3000,
    },
  ],
  vendor_item: [
    { creature_id: 20, item_id: 3 },
    { creature_id: 20, item_id: 5 },
    { creature_id: 20, item_id: 6 },
    { creature_id: 20, item_id: 7, stock: 1, restock_seconds: 60 },
    { creature_id: 20, item_id: 10 },
  ],
  quest: [{ id: 1, title: 'Bread', type: 'collect', level: 2 }],
  quest_objective: [{ quest_id: 1, row: 0, kind: 'collect', target_id: 5, count: 7 }],
};
const content = await smallContent(rows);
const wotlk = await smallContent({
  ...rows,
  meta: [
    ['name', 'Small'],
    ['format', '1'],
    ['profile', 'wotlk'],
    ['max_level', '60'],
  ].map(([key, value]) => ({ key: key!, value: value! })),
});
const VENDOR = 0;

function carry(world: World, bot: number, id: number, units = 1): void {
  createItem(world, bot, kindOf(world, id), units, Cause.spawn, 0);
}
function booked(world: World, cause: number, flow: number): number {
  let copper = 0;
  for (let n = 0; n < world.ledger.count; n++)
    if (world.ledger.cause[n] === cause && world.ledger.flow[n] === flow && world.ledger.asset[n] === COPPER)
      copper += world.ledger.quantity[n]!;
  return copper;
}

const test = suite('vendors');

test('a visit sells the junk, keeps quest items, food and goods, and books what was paid', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 10);
  openEntry(world, bot, 0, 0);
  carry(world, bot, 1, 8);
  carry(world, bot, 5, 20);
  carry(world, bot, 4, 10);
  carry(world, bot, 9);
  assert.is(carriesGoods(world, bot), true);
  assert.is(perform(world, Op.sellJunk, bot, VENDOR), 'done');
  assert.is(world.c.life.gold[bot], 10 + 8 * 7);
  assert.equal(
    [1, 5, 4, 9].map((id) => countCarried(world, bot, kindOf(world, id))),
    [0, 20, 10, 1],
  );
  assert.is(booked(world, Cause.vendor_sale, Flow.faucet), 56);
  assert.is(perform(world, Op.sellJunk, bot, VENDOR), 'nothing_to_do');
  checkBelongings(world);
});

test('bags full of goods are sold off from the cheapest until there is room to go on', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  carry(world, bot, 4, 100);
  for (let n = 0; n < 6; n++) carry(world, bot, 9);
  assert.is(freeSlots(world, bot), 0);
  assert.is(scanSpare(world, bot).junk, 0);
  assert.is(perform(world, Op.sellJunk, bot, VENDOR), 'done');
  assert.is(freeSlots(world, bot), 10);
  assert.is(countCarried(world, bot, kindOf(world, 9)), 6);
  assert.is(world.c.life.gold[bot], 10 * 200);
  checkBelongings(world);
});

test('nobody deals from afar, dead, fighting, or with a vendor of the other side', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 1000);
  carry(world, bot, 1);
  const all = (): string[] => [
    perform(world, Op.sellJunk, bot, VENDOR),
    perform(world, Op.repairAll, bot, VENDOR),
    perform(world, Op.buyItem, bot, VENDOR, kindOf(world, 6), 1),
  ];
  place(world, bot, 0, 801, 0);
  assert.equal(all(), ['too_far', 'too_far', 'too_far']);
  place(world, bot, 0, 0, 0);
  world.setState(bot, BotState.dead);
  assert.equal(all(), ['dead', 'dead', 'dead']);
  world.setState(bot, BotState.fighting);
  assert.equal(all(), ['in_combat', 'in_combat', 'in_combat']);
  world.setState(bot, BotState.idle);
  world.set(world.c.identity.f.side, bot, 1);
  assert.equal(all(), ['wrong_side', 'wrong_side', 'wrong_side']);
  assert.is(perform(world, Op.sellJunk, bot, 7), 'unknown_target');
});

test('repairs are paid item by item, at a discount for the honoured, and broken gear counts again', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 90);
  const sword = createWorn(world, bot, kindOf(world, 3), EquipSlot.mainHand, Cause.spawn, 0);
  const spare = createWorn(world, bot, kindOf(world, 3), EquipSlot.offHand, Cause.spawn, 0);
  assert.is(perform(world, Op.repairAll, bot, VENDOR), 'nothing_to_do');
  setDurability(world, sword, 0);
  setDurability(world, spare, 10);
  recomputeStats(world, bot);
  const broken = world.c.stats.maxDamageCenti[bot]!;
  // 40 points at 2 copper; the 30 points of the other are then too dear.
  assert.is(perform(world, Op.repairAll, bot, VENDOR), 'done');
  assert.equal([world.c.life.gold[bot], world.c.item.durability[sword], world.c.item.durability[spare]], [10, 40, 10]);
  assert.ok(world.c.stats.maxDamageCenti[bot]! > broken);
  assert.is(perform(world, Op.repairAll, bot, VENDOR), 'not_enough_money');
  world.set(world.c.standing.f.points, bot, 9000);
  world.set(world.c.life.f.gold, bot, 54);
  assert.is(perform(world, Op.repairAll, bot, VENDOR), 'done');
  assert.is(world.c.life.gold[bot], 0);
});

test('a purchase needs a listing, stock, standing, money and room, in that order, and changes nothing when refused', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 24);
  const buy = (id: number, bundles = 1): string => perform(world, Op.buyItem, bot, VENDOR, kindOf(world, id), bundles);
  assert.equal(
    [buy(4), buy(7), buy(10), buy(5), buy(5, 0)],
    ['unknown_target', 'not_enough_money', 'reputation_too_low', 'not_enough_money', 'bad_amount'],
  );
  world.set(world.c.life.f.gold, bot, 50);
  assert.is(buy(5, 2), 'done');
  assert.equal([countCarried(world, bot, kindOf(world, 5)), world.c.life.gold[bot]], [10, 0]);
  world.set(world.c.life.f.gold, bot, 500);
  carry(world, bot, 8, 15);
  assert.is(buy(6), 'bag_full');
  assert.is(world.c.life.gold[bot], 500);
});

test('damaged gear fetches less in the later profile only', () => {
  for (const [world, price] of [
    [makeWorld(content), 60],
    [makeWorld(wotlk), 60 - 40],
  ] as const) {
    const bot = makeBot(world, Cls.mage, 5);
    createWorn(world, bot, kindOf(world, 3), EquipSlot.mainHand, Cause.spawn, 0);
    carry(world, bot, 3);
    setDurability(world, itemAt(world, bot, FIRST_BACKPACK_SLOT), 20);
    assert.is(perform(world, Op.sellJunk, bot, VENDOR), 'done');
    assert.is(world.c.life.gold[bot], price);
  }
});

test('a bot with full bags goes to sell, buys a bag it lacks, and does not come back for nothing', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 400);
  const { goal } = world.c;
  place(world, bot, 0, 20_000, 0);
  assert.is(proposeVendor(world, bot), false);
  carry(world, bot, 1, 50);
  carry(world, bot, 8, 3);
  assert.is(proposeVendor(world, bot), true);
  assert.equal([goal.kind[bot], goal.target[bot], goal.x[bot]], [GoalKind.vendor, VENDOR, 300]);
  place(world, bot, 0, 300, 0);
  arriveVendor(world, bot);
  world.commands.flush(world, world.frame);
  assert.is(world.commands.refused, 0);
  assert.equal(
    [1, 8, 7].map((id) => countCarried(world, bot, kindOf(world, id))),
    [0, 0, 1],
  );
  assert.is(world.c.life.gold[bot], 400 + 350 - 100);
  assert.is(world.c.life.state[bot], BotState.vendoring);
  assert.ok(world.c.agenda.plan[bot]! > world.frame);
  carry(world, bot, 1, 25);
  assert.is(proposeVendor(world, bot), false);
  world.frame += 4000;
  assert.is(proposeVendor(world, bot), true);
});

test('what a quest wants and a vendor sells is bought in whole bundles', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5, 49);
  openEntry(world, bot, 0, 0);
  const bread = kindOf(world, 5);
  assert.is(proposeBuy(world, bot, bread, 7), false);
  world.set(world.c.life.f.gold, bot, 50);
  assert.is(proposeBuy(world, bot, kindOf(world, 7), 1), false);
  assert.is(proposeBuy(world, bot, bread, 7), true);
  arriveBuy(world, bot);
  world.commands.flush(world, world.frame);
  assert.equal([countCarried(world, bot, bread), world.c.life.gold[bot], world.c.questLog.count[0]], [10, 0, 7]);
});

test.run();
