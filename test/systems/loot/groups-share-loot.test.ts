/** How groups share what a corpse holds: the five methods, rolls with votes, timeouts and ties, full bags, leaving members, decay. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PileKind, PileRule } from '../../../components/index.js';
import { addMember, formGroup, groupOf } from '../../../systems/group/group-state.js';
import { countCarried, createItem, freeSlots } from '../../../systems/inventory/items.js';
import { inPlace, placeAt } from '../../../systems/loot/piles.js';
import { takeLoot } from '../../../systems/loot/take-loot.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { LootMethod, RollVote } from '../../../systems/rules/group-loot-rolls.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { passTime } from '../inventory/belongings-world.js';
import { Cls, WOLF_SPAWN, checkBelongings, kindOf, makeBot, makeWorld, perform, slay, smallContent } from '../inventory/small-world.js';

const content = await smallContent({
  item: [
    { id: 1, name: 'Pelt', class: 'trade_goods', sell_price_copper: 10 },
    { id: 2, name: 'Fine Gem', class: 'gem', quality: 'uncommon', sell_price_copper: 90 },
    {
      id: 3,
      name: 'Fine Staff',
      class: 'weapon',
      subclass: 10,
      inventory_type: 17,
      quality: 'uncommon',
      min_damage: 10,
      max_damage: 20,
      speed_ms: 2000,
      sell_price_copper: 90,
    },
    { id: 4, name: 'Rock', class: 'junk', quality: 'poor', sell_price_copper: 5000 },
  ],
  item_stat: [{ item_id: 3, stat: 'intellect', value: 9 }],
  loot: [1, 2, 3].map((item_id, row) => ({ kind: 'creature', id: 1, row, item_id, chance_percent: 100 })),
});

interface Party {
  readonly world: World;
  readonly bots: number[];
}
/** A rogue who leads, a mage and another rogue near, and one far away. */
function party(method: number, threshold = 2, seed = 1): Party {
  const world = makeWorld(content, seed, 6, { 'loot.rollSeconds': 20 });
  const bots = [Cls.rogue, Cls.mage, Cls.rogue, Cls.warrior].map((cls) => makeBot(world, cls, 10));
  place(world, bots[3]!, 0, 50_000, 0);
  const g = formGroup(world, bots[0]!, -1);
  for (const bot of bots.slice(1)) addMember(world, g, bot);
  assert.is(perform(world, Op.setGroupLoot, bots[0]!, method, threshold, -1), 'done');
  slay(world, WOLF_SPAWN, bots[0]!);
  return { world, bots };
}
const pileOf = (world: World): number => world.derived.loot.at(PileKind.creature, WOLF_SPAWN);
const has = (world: World, bot: number, id: number): number => countCarried(world, bot, kindOf(world, id));
function placeOf(world: World, id: number): number {
  const p = pileOf(world);
  for (let k = 0; k < world.sizes.pileItems; k++) {
    const i = inPlace(world, p, k);
    if (i >= 0 && world.c.item.kind[i] === kindOf(world, id)) return k;
  }
  return -1;
}
const ruleOf = (world: World, id: number): number => world.c.pileItem.rule[placeAt(world, pileOf(world), placeOf(world, id))]!;
function vote(world: World, bot: number, id: number, answer: number): string {
  const p = pileOf(world);
  return perform(world, Op.voteLoot, bot, p, placeOf(world, id), answer, world.c.pile.uid[p]!);
}
function wake(world: World, ...bots: number[]): void {
  world.due.ids = Int32Array.from(bots);
  world.due.count = bots.length;
  takeLoot(world, world.frame);
  world.commands.flush(world, world.frame);
}

const test = suite('loot: groups');

test('free for all: whoever loots takes everything, and keeps the coins under the classic rules', () => {
  const { world, bots } = party(LootMethod.freeForAll);
  assert.is(perform(world, Op.lootCreature, bots[2]!, WOLF_SPAWN), 'done');
  assert.equal(
    [1, 2, 3].map((id) => has(world, bots[2]!, id)),
    [1, 1, 1],
  );
  assert.ok(world.c.life.gold[bots[2]!]! > 0 && world.c.life.gold[bots[0]!] === 0);
  checkBelongings(world);
});

test('round robin: only the member whose turn it is takes, until it has had its turn', () => {
  const { world, bots } = party(LootMethod.roundRobin);
  assert.is(perform(world, Op.lootCreature, bots[1]!, WOLF_SPAWN), 'done');
  assert.equal(
    [1, 2, 3].map((id) => has(world, bots[1]!, id)),
    [0, 0, 0],
  );
  const p = pileOf(world);
  assert.is(perform(world, Op.takeItem, bots[1]!, p, placeOf(world, 1), world.c.pile.uid[p]!), 'not_eligible');
  assert.is(perform(world, Op.takeItem, bots[0]!, p, placeOf(world, 2), world.c.pile.uid[p]!), 'done');
  // It does not come back: after a while the rest is for all.
  for (let s = 0; s < 16; s++) passTime(world);
  assert.is(perform(world, Op.lootCreature, bots[1]!, WOLF_SPAWN), 'done');
  assert.equal([has(world, bots[0]!, 2), has(world, bots[1]!, 1), has(world, bots[1]!, 3)], [1, 1, 1]);
  assert.is(has(world, bots[3]!, 1), 0, 'nobody far off has a part');
  checkBelongings(world);
});

test('group loot: what is uncommon is rolled for, need beats greed, the rest is for the turn', () => {
  const { world, bots } = party(LootMethod.group);
  assert.is(perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN), 'done');
  assert.equal([has(world, bots[0]!, 1), ruleOf(world, 2), ruleOf(world, 3)], [1, PileRule.roll, PileRule.roll]);
  const [coins] = bots.slice(0, 3).map((bot) => world.c.life.gold[bot]!);
  assert.ok(coins! > 0 && bots.slice(0, 3).every((bot) => world.c.life.gold[bot] === coins) && world.c.life.gold[bots[3]!] === 0);
  assert.is(vote(world, bots[3]!, 3, RollVote.need), 'not_eligible');
  assert.is(vote(world, bots[0]!, 3, RollVote.greed), 'done');
  assert.is(vote(world, bots[0]!, 3, RollVote.need), 'already_done');
  assert.is(vote(world, bots[2]!, 3, RollVote.greed), 'done');
  assert.is(has(world, bots[1]!, 3), 0);
  assert.is(vote(world, bots[1]!, 3, RollVote.need), 'done');
  assert.is(has(world, bots[1]!, 3), 1);
  checkBelongings(world);
});

test('bots answer by themselves: the mage needs the staff, all are greedy for the gem', () => {
  const { world, bots } = party(LootMethod.needBeforeGreed);
  perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN);
  wake(world, ...bots.slice(0, 3));
  assert.is(has(world, bots[1]!, 3), 1);
  assert.is(
    bots.reduce((sum, bot) => sum + has(world, bot, 2), 0),
    1,
  );
  checkBelongings(world);
});

test('after the time is over those who have not answered pass; when nobody wants a thing it is free', () => {
  const { world, bots } = party(LootMethod.group);
  perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN);
  vote(world, bots[2]!, 2, RollVote.greed);
  for (let s = 0; s < 21; s++) passTime(world);
  assert.is(has(world, bots[2]!, 2), 1);
  assert.is(ruleOf(world, 3), PileRule.free);
  checkBelongings(world);
});

test('a member who leaves no longer counts, and one with full bags keeps its right to what it won', () => {
  const { world, bots } = party(LootMethod.group);
  perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN);
  createItem(world, bots[0]!, kindOf(world, 4), freeSlots(world, bots[0]!), Cause.spawn, 0);
  vote(world, bots[0]!, 2, RollVote.need);
  vote(world, bots[1]!, 2, RollVote.pass);
  perform(world, Op.leaveGroup, bots[2]!);
  assert.is(vote(world, bots[2]!, 2, RollVote.need), 'not_eligible');
  for (let s = 0; s < 21; s++) passTime(world);
  assert.is(has(world, bots[2]!, 2), 0);
  // Rocks are dear, so none is thrown away for a gem that is worth less.
  const won = has(world, bots[0]!, 2) === 1 || ruleOf(world, 2) === PileRule.won;
  assert.ok(won);
  if (has(world, bots[0]!, 2) === 0) {
    const p = pileOf(world);
    assert.is(perform(world, Op.takeItem, bots[1]!, p, placeOf(world, 2), world.c.pile.uid[p]!), 'not_eligible');
  }
  checkBelongings(world);
});

test('the master hands out what is uncommon; the rest goes by turns', () => {
  const { world, bots } = party(LootMethod.master);
  perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN);
  const p = pileOf(world);
  const uid = world.c.pile.uid[p]!;
  assert.equal([has(world, bots[0]!, 1), ruleOf(world, 2)], [1, PileRule.master]);
  assert.is(perform(world, Op.giveLoot, bots[1]!, p, placeOf(world, 2), bots[1]!, uid), 'not_eligible');
  assert.is(perform(world, Op.giveLoot, bots[0]!, p, placeOf(world, 2), bots[3]!, uid), 'unknown_target');
  assert.is(perform(world, Op.giveLoot, bots[0]!, p, placeOf(world, 2), bots[2]!, uid), 'done');
  assert.is(has(world, bots[2]!, 2), 1);
  wake(world, bots[0]!);
  assert.is(has(world, bots[1]!, 3), 1, 'the master gives the staff to whom it does most good');
  checkBelongings(world);
});

test('what nobody takes decays, and then the pile is gone', () => {
  const { world, bots } = party(LootMethod.group);
  perform(world, Op.lootCreature, bots[0]!, WOLF_SPAWN);
  assert.ok(pileOf(world) >= 0 && groupOf(world, bots[0]!) >= 0);
  for (let s = 0; s < 320; s++) passTime(world);
  assert.equal([pileOf(world), world.pools.pile.live], [-1, 0]);
  checkBelongings(world);
});

test.run();
