/** Causes of the ledger that few runs need: gifts, and what a death costs where a scenario says so. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { COPPER } from '../../../engine/ledger.js';
import { optionIndex } from '../../../systems/options.js';
import { Op } from '../../../systems/opcodes.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, give, market, marketContent, perform, trader } from '../auction/market.js';

const content = await marketContent();

/** Entries of a cause in this frame. */
function entries(world: World, cause: number): number {
  let n = 0;
  for (let k = 0; k < world.ledger.count; k++) if (world.ledger.cause[k] === cause) n++;
  return n;
}

/** A offers a blade; B the copper. */
function traded(copper: number): World {
  const world = market(content);
  const a = trader(world, 100);
  const b = trader(world, 3000);
  const blade = give(world, a, Id.blade);
  assert.is(perform(world, Op.requestTrade, a, b), 'done');
  assert.is(perform(world, Op.openTrade, b, 0), 'done');
  assert.is(perform(world, Op.offerTrade, a, 0, blade, 0), 'done');
  if (copper > 0) assert.is(perform(world, Op.offerTrade, b, 0, -1, copper), 'done');
  assert.is(perform(world, Op.acceptTrade, b, 0), 'done');
  assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
  checkMarket(world);
  return world;
}

const test = suite('rare causes');

test('a trade in which one side gives nothing is a gift, one with a price is not', () => {
  const gift = traded(0);
  assert.ok(entries(gift, Cause.gift) > 0);
  assert.is(entries(gift, Cause.trade), 0);
  const trade = traded(1);
  assert.is(entries(trade, Cause.gift), 0);
  assert.ok(entries(trade, Cause.trade) > 1);
});

test('a death costs nothing by the rules, and the share of the purse that death.cost says', () => {
  const costs = [0, 100].map((permille) => {
    const world = market(content);
    const bot = trader(world, 1999);
    world.setOption(optionIndex('death.cost'), permille);
    world.set(world.c.vital.f.health, bot, 0);
    world.set(world.c.vital.f.healthRate, bot, 0);
    assert.is(perform(world, Op.dieInCombat, bot, 0), 'done');
    checkMarket(world);
    let copper = 0;
    for (let k = 0; k < world.ledger.count; k++)
      if (world.ledger.cause[k] === Cause.death_cost && world.ledger.asset[k] === COPPER) copper += world.ledger.quantity[k]!;
    assert.is(world.c.life.gold[bot], 1999 - copper);
    return copper;
  });
  assert.equal(costs, [0, 199]);
});

test.run();
