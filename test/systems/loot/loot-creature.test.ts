/** Who may loot a corpse, what is taken, and how a group shares. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, CreatureState } from '../../../components/index.js';
import { countCarried, createItem, freeSlots } from '../../../systems/inventory/items.js';
import { takeLoot } from '../../../systems/loot/take-loot.js';
import { shouldLoot, LootReason } from '../../../systems/loot/should-loot.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { openEntry } from '../../../systems/quest/quest-log.js';
import { Cause, Event } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, WOLF_SPAWN, checkBelongings, kindOf, makeBot, makeWorld, perform, slay, smallContent } from '../inventory/small-world.js';

const content = await smallContent({
  item: [
    { id: 1, name: 'Pelt', class: 'junk', quality: 'poor', sell_price_copper: 5 },
    { id: 2, name: 'Liver', class: 'quest', stack_size: 20 },
    {
      id: 3,
      name: 'Fine Sword',
      class: 'weapon',
      subclass: 7,
      inventory_type: 13,
      quality: 'uncommon',
      min_damage: 10,
      max_damage: 14,
      speed_ms: 2000,
      sell_price_copper: 90,
    },
    { id: 4, name: 'Dust', class: 'junk', quality: 'poor' },
    { id: 5, name: 'Gem', class: 'gem', quality: 'rare', sell_price_copper: 500, carry_limit: 0 },
  ],
  quest: [{ id: 1, title: 'Livers', type: 'collect', level: 2 }],
  quest_objective: [{ quest_id: 1, row: 0, kind: 'collect', target_id: 2, count: 3 }],
  loot: [
    { kind: 'creature', id: 1, row: 0, item_id: 1, chance_percent: 100 },
    { kind: 'creature', id: 1, row: 1, item_id: 2, chance_percent: 100, quest_only: 1 },
    { kind: 'creature', id: 1, row: 2, item_id: 3, chance_percent: 100 },
    { kind: 'creature', id: 1, row: 3, item_id: 4, chance_percent: 100 },
  ],
});

function loot(world: World, bot: number): string {
  return perform(world, Op.lootCreature, bot, WOLF_SPAWN);
}
const test = suite('loot: corpses');

test('a corpse is looted once, by who has the right to it, from where it lies', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  const thief = makeBot(world, Cls.rogue, 5);
  assert.is(loot(world, bot), 'gone');
  slay(world, WOLF_SPAWN, bot);
  assert.is(loot(world, thief), 'not_eligible');
  place(world, bot, 0, 801, 0);
  assert.is(loot(world, bot), 'too_far');
  place(world, bot, 0, 800, 0);
  world.setState(bot, BotState.dead);
  assert.is(loot(world, bot), 'dead');
  world.setState(bot, BotState.idle);
  assert.is(loot(world, bot), 'done');
  // Dust that nobody wants is left, to the bot alone.
  assert.is(loot(world, bot), 'nothing_to_do');
  assert.is(loot(world, thief), 'not_eligible');
  assert.is(perform(world, Op.lootCreature, bot, 99), 'unknown_target');
  assert.ok(world.c.life.gold[bot]! >= 3);
  assert.equal(
    [1, 2, 3, 4].map((id) => countCarried(world, bot, kindOf(world, id))),
    [1, 0, 1, 0],
  );
  checkBelongings(world);
});

test('quest items drop only for those whose quest still lacks them', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  openEntry(world, bot, 0, 0);
  for (let n = 0; n < 5; n++) {
    world.frame = n;
    slay(world, WOLF_SPAWN, bot);
    assert.is(loot(world, bot), 'done');
  }
  assert.is(countCarried(world, bot, kindOf(world, 2)), 3);
  assert.is(shouldLoot(world, bot, kindOf(world, 2), 1), LootReason.none);
});

test('with full bags the cheapest junk makes way for an upgrade or a quest item, and dearer things stay', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  openEntry(world, bot, 0, 0);
  createItem(world, bot, kindOf(world, 5), 14, Cause.spawn, 0);
  createItem(world, bot, kindOf(world, 1), 2, Cause.spawn, 0);
  assert.is(freeSlots(world, bot), 0);
  slay(world, WOLF_SPAWN, bot);
  assert.is(loot(world, bot), 'done');
  assert.equal(
    [5, 1, 2, 3].map((id) => countCarried(world, bot, kindOf(world, id))),
    [14, 0, 1, 1],
  );
  assert.is(world.events.totals[Event['item.destroyed']], 2);
  // Another sword is worth less than the gems and is left.
  slay(world, WOLF_SPAWN, bot);
  world.frame = 1;
  assert.is(loot(world, bot), 'done');
  assert.equal(
    [3, 5].map((id) => countCarried(world, bot, kindOf(world, id))),
    [1, 14],
  );
  checkBelongings(world);
});

test('a bot takes the corpse at its feet, walks to one a few yards off, and always thinks on', () => {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, 5);
  const { fight, agenda, life } = world.c;
  const due = (): void => {
    world.due.ids = Int32Array.of(bot);
    world.due.count = 1;
    takeLoot(world, world.frame);
  };
  slay(world, WOLF_SPAWN, bot);
  world.set(fight.f.corpse, bot, WOLF_SPAWN + 1);
  place(world, bot, 0, 1500, 0);
  due();
  assert.is(world.commands.pending, 0);
  assert.is(agenda.loot[bot], world.c.motion.arrive[bot]);
  world.frame = world.c.motion.arrive[bot]!;
  due();
  assert.is(world.commands.flush(world, world.frame), 1);
  assert.is(world.commands.applied, 1);
  assert.equal([fight.corpse[bot], life.state[bot]], [0, BotState.looting]);
  assert.ok(agenda.plan[bot]! > world.frame);
  // A corpse that somebody else has emptied, or that is alive again, is forgotten.
  world.set(fight.f.corpse, bot, WOLF_SPAWN + 1);
  world.set(world.c.creature.f.state, WOLF_SPAWN, CreatureState.alive);
  world.set(agenda.f.plan, bot, 0);
  due();
  assert.is(fight.corpse[bot], 0);
  assert.ok(agenda.plan[bot]! > 0);
});

test.run();
