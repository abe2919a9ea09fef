/** Policies and security levels of trades, memory of partners, what groups share, and stacks that merge when they change hands. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TradeState } from '../../../components/index.js';
import { formGroup, addMember } from '../../../systems/group/group-state.js';
import { BEFORE_CARRY, itemAt, nextCarrySlot } from '../../../systems/inventory/items.js';
import { Op } from '../../../systems/opcodes.js';
import { dealsWith, isDistrusted, noteDeal } from '../../../systems/trade/dealings.js';
import { isFair, isShared, mayTrade } from '../../../systems/trade/trade-policy.js';
import { Reason } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, give, kindOf, market, marketContent, perform, trader } from '../auction/market.js';

const content = await marketContent();

/** Stacks of silk a bot carries, in slot order. */
function stacks(world: World, bot: number): number[] {
  const found: number[] = [];
  for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
    const i = itemAt(world, bot, s);
    if (i >= 0 && world.c.item.kind[i] === kindOf(world, Id.silk)) found.push(world.c.item.stack[i]!);
  }
  return found;
}
function trade(world: World, a: number, b: number, slot: number): void {
  assert.is(perform(world, Op.requestTrade, a, b), 'done');
  assert.is(perform(world, Op.openTrade, b, 0), 'done');
  assert.is(perform(world, Op.offerTrade, a, 0, slot, 0), 'done');
  assert.is(perform(world, Op.acceptTrade, b, 0), 'done');
  assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
}

const merging = suite('stacks that change hands');
merging('join a stack of their kind that takes them whole, and a free slot otherwise', () => {
  const world = market(content);
  const [a, b] = [trader(world), trader(world)];
  const slot = give(world, a, Id.silk, 8);
  give(world, b, Id.silk, 12);
  trade(world, a, b, slot);
  assert.equal(stacks(world, b), [20]);
  assert.is(world.c.trade.state[0], TradeState.completed);
  assert.is(world.c.trade.itemStack[0], 8, 'the trade knows what was given');
  checkMarket(world);
  assert.is(perform(world, Op.cancelTrade, a, 0, 0), 'done');
  trade(world, a, b, give(world, a, Id.silk, 3));
  assert.equal(stacks(world, b), [20, 3]);
  checkMarket(world);
});
merging('fit full bags when they can join', () => {
  const world = market(content);
  const [a, b] = [trader(world), trader(world)];
  const slot = give(world, a, Id.silk, 8);
  give(world, b, Id.silk, 12);
  for (let n = 0; n < 15; n++) give(world, b, Id.belt);
  trade(world, a, b, slot);
  assert.equal(stacks(world, b), [20]);
  checkMarket(world);
});

const policy = suite('with whom bots trade');
policy('nobody, members of the group, or anybody, as the option says', () => {
  for (const [word, stranger, member] of [
    ['none', false, false],
    ['group', false, true],
    ['public', true, true],
  ] as const) {
    const world = market(content, 6, 1, { 'trade.policy': word });
    const [a, b, c] = [trader(world), trader(world), trader(world)];
    addMember(world, formGroup(world, a, -1), b);
    assert.is(mayTrade(world, a, c), stranger, `${word}, a stranger`);
    assert.is(mayTrade(world, a, b), member, `${word}, a member`);
  }
});
policy('strict bots leave alone who wanted too much before', () => {
  const world = market(content, 6, 1, { 'trade.security': 'strict' });
  const [a, b] = [trader(world), trader(world)];
  assert.ok(mayTrade(world, a, b));
  assert.is(perform(world, Op.requestTrade, a, b), 'done');
  assert.is(perform(world, Op.cancelTrade, a, 0, Reason.unfair), 'done');
  assert.ok(isDistrusted(world, a, b));
  assert.not.ok(mayTrade(world, a, b));
  assert.ok(mayTrade(world, b, a), 'the other has no reason');
  noteDeal(world, a, b, true);
  assert.ok(mayTrade(world, a, b), 'a trade done makes up for it');
});
policy('buyers pay up to 150, 115 or 100 percent of the usual price, strict ones a quarter of their purse at most', () => {
  for (const [word, most] of [
    ['trusting', 2250],
    ['normal', 1725],
    ['strict', 1500],
  ] as const) {
    const world = market(content, 6, 1, { 'trade.security': word });
    const [a, rich, poor] = [trader(world), trader(world, 100_000), trader(world, 3000)];
    const i = itemAt(world, a, give(world, a, Id.blade));
    assert.ok(isFair(world, rich, i, most), `${word} at ${most}`);
    assert.not.ok(isFair(world, rich, i, most + 1), `${word} above ${most}`);
    assert.is(isFair(world, poor, i, 1400), word !== 'strict', `${word}, a poor buyer`);
  }
});
policy('the last eight partners are remembered', () => {
  const world = market(content, 12);
  const bots = Array.from({ length: 11 }, () => trader(world));
  for (const other of bots.slice(1)) noteDeal(world, bots[0]!, other, true);
  noteDeal(world, bots[0]!, bots[10]!, true);
  assert.is(dealsWith(world, bots[0]!, bots[10]!), 2);
  assert.is(dealsWith(world, bots[0]!, bots[3]!), 1);
  assert.is(dealsWith(world, bots[0]!, bots[1]!), 0, 'forgotten');
});

const sharing = suite('groups');
sharing('share consumables with a member who has none, never the last stack, never outside the group', () => {
  const world = market(content);
  const kind = kindOf(world, Id.silk);
  world.content.items.class[kind] = 0;
  const [a, b, c] = [trader(world), trader(world), trader(world)];
  addMember(world, formGroup(world, a, -1), b);
  const slot = give(world, a, Id.silk, 20);
  const i = itemAt(world, a, slot);
  assert.not.ok(isShared(world, a, b, i), 'the last stack stays');
  give(world, a, Id.silk, 5);
  assert.ok(isShared(world, a, b, i));
  assert.not.ok(isShared(world, a, c, i), 'a stranger gets nothing');
  give(world, b, Id.silk, 1);
  assert.not.ok(isShared(world, a, b, i), 'who has some needs none');
  world.content.items.class[kind] = 7;
});

merging.run();
policy.run();
sharing.run();
