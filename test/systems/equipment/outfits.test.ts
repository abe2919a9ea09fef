/** Bots born above level 1 are dressed for their class and level, from the embedded world and from one with next to nothing in it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileWorld } from '../../../data/compile/index.js';
import { embeddedWorld } from '../../../data/embedded/index.js';
import { recomputeStats } from '../../../systems/equipment/derive-stats.js';
import { goodsFor, outfitFor } from '../../../systems/equipment/outfit.js';
import { canUse, holdsTwoHander } from '../../../systems/equipment/score.js';
import { isGoods } from '../../../systems/inventory/junk.js';
import { BEFORE_CARRY, freeSlots, itemAt, nextCarrySlot } from '../../../systems/inventory/items.js';
import { EquipSlot } from '../../../systems/rules/equip-slots.js';
import type { World } from '../../../systems/world.js';
import { Cls, checkBelongings, makeBot, makeWorld, smallContent } from '../inventory/small-world.js';

const content = await compileWorld(embeddedWorld());
const LEVELS = [1, 5, 10, 20, 30, 40, 50, 60];

function dressed(world: World, race: number, cls: number, level: number): number {
  const bot = makeBotOf(world, race, cls, level);
  outfitFor(world, bot);
  recomputeStats(world, bot);
  return bot;
}
function makeBotOf(world: World, race: number, cls: number, level: number): number {
  world.set(world.c.identity.f.race, world.pools.bot.high, race);
  return makeBot(world, cls, level);
}
function dps(world: World, bot: number): number {
  const { stats } = world.c;
  return ((stats.minDamageCenti[bot]! + stats.maxDamageCenti[bot]!) * 5) / stats.speedMs[bot]!;
}
/** One bot of every starting pair and level. */
function everybody(world: World): { bot: number; cls: number; level: number }[] {
  const { starts } = world.content;
  return LEVELS.flatMap((level) =>
    Array.from({ length: starts.count }, (_, s) => ({
      bot: dressed(world, starts.race[s]!, starts.cls[s]!, level),
      cls: starts.cls[s]!,
      level,
    })),
  );
}

const test = suite('equipment: outfits');

test('every class at every level wears only what it can use, and is fit to fight', () => {
  const world = makeWorld(content, 4, content.starts.count * LEVELS.length);
  const ofGrown = new Map<number, number[]>();
  for (const { bot, cls, level } of everybody(world)) {
    let pieces = 0;
    for (let slot = 0; slot < 19; slot++) {
      const i = itemAt(world, bot, slot);
      if (i < 0) continue;
      pieces++;
      assert.ok(canUse(world, bot, world.c.item.kind[i]!), content.items.name[world.c.item.kind[i]!]!);
    }
    assert.ok(level < 10 || pieces >= 9, `class ${content.classes.name[cls]} of ${level}: ${pieces} pieces`);
    assert.ok(level < 5 || itemAt(world, bot, EquipSlot.mainHand) >= 0, `class ${content.classes.name[cls]} of ${level} is unarmed`);
    assert.not.ok(holdsTwoHander(world, bot) && itemAt(world, bot, EquipSlot.offHand) >= 0);
    if (level === 60) ofGrown.set(cls, [...(ofGrown.get(cls) ?? []), dps(world, bot)]);
  }
  for (const [cls, list] of ofGrown) {
    const mean = list.reduce((a, b) => a + b) / list.length;
    assert.ok(mean > 80 && mean < 260, `class ${content.classes.name[cls]} of 60 deals ${mean} a second`);
  }
  checkBelongings(world);
});

test('gear is mostly common and uncommon, a little of it rare', () => {
  const world = makeWorld(content, 5, content.starts.count * LEVELS.length);
  const count = [0, 0, 0, 0, 0, 0, 0];
  for (const { bot, level } of everybody(world)) {
    for (let slot = 0; slot < 19 && level >= 20; slot++)
      if (itemAt(world, bot, slot) >= 0) count[content.items.quality[world.c.item.kind[itemAt(world, bot, slot)]!]!]!++;
  }
  const all = count.reduce((a, b) => a + b);
  assert.ok(count[1]! + count[2]! > 0.85 * all, count.join());
  assert.ok(count[2]! > 0.2 * all && count[3]! > 0.005 * all && count[3]! < 0.15 * all, count.join());
  assert.is(count[4], 0);
});

test('the same seed dresses alike, another differently; bots of one class do not look the same', () => {
  const look = (seed: number): string[] => {
    const world = makeWorld(content, seed, 4);
    return [0, 1].map(() => {
      const bot = dressed(world, content.starts.race[0]!, content.starts.cls[0]!, 40);
      goodsFor(world, bot, 6);
      return Array.from({ length: 60 }, (_, slot) =>
        itemAt(world, bot, slot) < 0 ? 0 : world.c.item.kind[itemAt(world, bot, slot)]!,
      ).join();
    });
  };
  assert.equal(look(9), look(9));
  assert.not.equal(look(9), look(10));
  const [a, b] = look(9);
  assert.is.not(a, b);
});

test('goods are things a bot would sell, and fill no more than the bags hold', () => {
  const world = makeWorld(content, 6, 40);
  let goods = 0;
  let carried = 0;
  for (let n = 0; n < 20; n++) {
    const bot = dressed(world, content.starts.race[n % content.starts.count]!, content.starts.cls[n % content.starts.count]!, 30);
    goodsFor(world, bot, 10);
    for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
      if (itemAt(world, bot, s) < 0) continue;
      carried++;
      if (isGoods(world, bot, s)) goods++;
    }
  }
  assert.ok(carried >= 20 * 7, `${carried} stacks`);
  assert.ok(goods >= carried * 0.7, `${goods} of ${carried}`);
  const greedy = dressed(world, content.starts.race[0]!, content.starts.cls[0]!, 30);
  goodsFor(world, greedy, 500);
  assert.ok(freeSlots(world, greedy) >= 0);
  checkBelongings(world);
});

test('a world with hardly an item leaves bots bare, and nothing fails', async () => {
  const bare = await smallContent({
    item: [{ id: 1, name: 'Shirt', class: 'armor', inventory_type: 4 }],
    start_item: [{ race_id: 0, class_id: 0, item_id: 1 }],
  });
  const world = makeWorld(bare, 1);
  for (const cls of Object.values(Cls)) {
    const bot = makeBot(world, cls, 60);
    outfitFor(world, bot);
    goodsFor(world, bot, 5);
    assert.ok(itemAt(world, bot, EquipSlot.body) >= 0);
    assert.is(freeSlots(world, bot), 16);
  }
});

test.run();
