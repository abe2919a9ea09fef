/** Whatever bots are told to do with their things, no item is lost or doubled and every copper is booked. */
import * as fc from 'fast-check';
import { suite } from 'uvu';
import { bind, createItem, handOver, firstFreeSlot, roomFor, setDurability } from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { openEntry } from '../../../systems/quest/quest-log.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, WOLF_SPAWN, checkBelongings, makeBot, makeWorld, perform, slay, smallContent } from './small-world.js';

const WEAPON = { class: 'weapon', min_damage: 10, max_damage: 14, speed_ms: 2000, max_durability: 30 };
const content = await smallContent({
  item: [
    { id: 1, name: 'Sword', ...WEAPON, subclass: 7, inventory_type: 13, bonding: 'equip', sell_price_copper: 40, buy_price_copper: 200 },
    { id: 2, name: 'Shield', class: 'armor', subclass: 6, inventory_type: 14, armor: 30 },
    { id: 3, name: 'Great Axe', ...WEAPON, subclass: 1, inventory_type: 17 },
    { id: 4, name: 'Band', class: 'armor', inventory_type: 11, quality: 'uncommon', sell_price_copper: 90, unique_equipped: 1 },
    { id: 5, name: 'Pelt', class: 'junk', quality: 'poor', sell_price_copper: 3, stack_size: 5 },
    { id: 6, name: 'Bag', class: 'container', inventory_type: 18, container_slots: 4, buy_price_copper: 50 },
    { id: 7, name: 'Large Bag', class: 'container', inventory_type: 18, container_slots: 8 },
    { id: 8, name: 'Liver', class: 'quest', stack_size: 3, carry_limit: 7 },
    { id: 9, name: 'Ore', class: 'trade_goods', sell_price_copper: 11, stack_size: 10 },
  ],
  vendor_item: [
    { creature_id: 20, item_id: 1 },
    { creature_id: 20, item_id: 6 },
  ],
  quest: [{ id: 1, title: 'Livers', type: 'collect', level: 2 }],
  quest_objective: [{ quest_id: 1, row: 0, kind: 'collect', target_id: 8, count: 6 }],
  loot: [1, 3, 4, 5, 7, 8, 9].map((item_id, row) => ({
    kind: 'creature',
    id: 1,
    row,
    item_id,
    chance_percent: 50,
    min_count: 1,
    max_count: item_id === 5 || item_id === 9 ? 9 : 1,
    quest_only: item_id === 8 ? 1 : 0,
  })),
});
const SLOTS = 23 + 16 + 4 * 8;

const slot = fc.integer({ min: -1, max: SLOTS });
const bots = fc.integer({ min: 0, max: 1 });
const step = fc.oneof(
  fc.record({ verb: fc.constant('loot' as const), bot: bots }),
  fc.record({ verb: fc.constant('equip' as const), bot: bots, from: slot, to: fc.integer({ min: -2, max: 24 }) }),
  fc.record({ verb: fc.constant('destroy' as const), bot: bots, from: slot, units: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ verb: fc.constant('sell' as const), bot: bots }),
  fc.record({ verb: fc.constant('repair' as const), bot: bots }),
  fc.record({ verb: fc.constant('buy' as const), bot: bots, kind: fc.integer({ min: -1, max: 9 }), units: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    verb: fc.constant('create' as const),
    bot: bots,
    kind: fc.integer({ min: 0, max: 8 }),
    units: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ verb: fc.constant('hand' as const), bot: bots, from: slot }),
  fc.record({ verb: fc.constant('wear down' as const), bot: bots, from: slot }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(world: World, s: Step): void {
  const item = (from: number): number =>
    from < 0 || from >= world.sizes.botSlots ? -1 : world.c.slots.item[s.bot * world.sizes.botSlots + from]! - 1;
  switch (s.verb) {
    case 'loot':
      slay(world, WOLF_SPAWN, s.bot);
      perform(world, Op.lootCreature, s.bot, WOLF_SPAWN);
      return;
    case 'equip':
      return void perform(world, Op.equipItem, s.bot, s.from, s.to);
    case 'destroy':
      return void perform(world, Op.destroyItem, s.bot, s.from, s.units);
    case 'sell':
      return void perform(world, Op.sellJunk, s.bot, 0);
    case 'repair':
      return void perform(world, Op.repairAll, s.bot, 0);
    case 'buy':
      return void perform(world, Op.buyItem, s.bot, 0, s.kind, s.units);
    case 'create': {
      const units = roomFor(world, s.bot, s.kind, s.units);
      if (units > 0) createItem(world, s.bot, s.kind, units, Cause.spawn, 0);
      return;
    }
    case 'hand':
      if (s.from >= 23 && item(s.from) >= 0 && firstFreeSlot(world, 1 - s.bot) >= 0) handOver(world, item(s.from), 1 - s.bot, Cause.trade);
      return;
    case 'wear down':
      if (item(s.from) >= 0 && world.content.items.maxDurability[world.c.item.kind[item(s.from)]!]! > 0)
        setDurability(world, item(s.from), 0);
      else if (item(s.from) >= 0) bind(world, item(s.from));
  }
}

const test = suite('belongings');

test('random sequences of commands keep every item in one place and every copper on the books', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(step, { minLength: 20, maxLength: 120 }), (seed, steps) => {
      const world = makeWorld(content, seed, 2);
      for (const cls of [Cls.warrior, Cls.rogue]) {
        const bot = makeBot(world, cls, 25, 300);
        openEntry(world, bot, 0, 0);
      }
      steps.forEach((s, n) => {
        world.frame = n;
        take(world, s);
        checkBelongings(world);
      });
    }),
    { seed: 20, numRuns: 60 },
  );
});

test.run();
