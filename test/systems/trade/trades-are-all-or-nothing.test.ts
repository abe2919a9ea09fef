/** Trades: who may do what in which state, what changes hands, and that nothing does when something is in the way. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { BotState, FIRST_BACKPACK_SLOT, TradeState } from '../../../components/index.js';
import { bind, freeSlots, itemAt } from '../../../systems/inventory/items.js';
import { GOLD_CAP } from '../../../systems/money.js';
import { place } from '../../../systems/movement/motion.js';
import { Op } from '../../../systems/opcodes.js';
import { Event, Reason } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Id, checkMarket, fingerprint, give, market, marketContent, perform, slotOf, trader } from '../auction/market.js';

const content = await marketContent();
const wotlk = await marketContent('wotlk');

interface Scene {
  world: World;
  a: number;
  b: number;
  t: number;
  blade: number;
}
/** A has a blade, B 3,000 copper; the trade is in the wanted state. */
function scene(
  state: 'none' | 'requested' | 'open' | 'offered' | 'half' | 'completed' | 'cancelled',
  copperOfB = 3000,
  content_ = content,
): Scene {
  const world = market(content_);
  const a = trader(world, 100);
  const b = trader(world, copperOfB);
  const blade = give(world, a, Id.blade);
  const s = { world, a, b, t: 0, blade };
  const steps: [string, () => string][] = [
    ['requested', () => perform(world, Op.requestTrade, a, b)],
    ['open', () => perform(world, Op.openTrade, b, 0)],
    ['offered', () => perform(world, Op.offerTrade, a, 0, blade, 0)],
    ['offered', () => perform(world, Op.offerTrade, b, 0, -1, 1200)],
    ['half', () => perform(world, Op.acceptTrade, b, 0)],
    ['completed', () => perform(world, Op.acceptTrade, a, 0)],
  ];
  if (state === 'none') return s;
  const last = state === 'cancelled' ? 'half' : state;
  for (let n = 0; n < steps.length && (steps[n]![0] === last || steps.slice(n).some(([name]) => name === last)); n++)
    assert.is(steps[n]![1](), 'done');
  if (state === 'cancelled') assert.is(perform(world, Op.cancelTrade, a, 0, Reason.unfair), 'done');
  return s;
}

const complete = suite('a completed trade');
complete('moves the item one way and the copper the other', () => {
  const { world, a, b } = scene('completed');
  assert.is(world.c.life.gold[a], 1300);
  assert.is(world.c.life.gold[b], 1800);
  assert.is(slotOf(world, a, Id.blade), -1);
  assert.ok(slotOf(world, b, Id.blade) >= 0);
  assert.is(world.c.social.lastPartner[a], world.uidOf(b));
  assert.is(world.events.totals[Event['trade.completed']], 1);
  checkMarket(world);
  assert.is(perform(world, Op.cancelTrade, a, 0, 0), 'done');
  assert.is(world.pools.trade.live, 0);
  assert.is(world.c.social.trade[a], 0);
  assert.is(world.c.social.trade[b], 0);
});
complete('swaps items between two full bags', () => {
  const world = market(content);
  const [a, b] = [trader(world), trader(world)];
  const belts = [a, b].map((bot) => {
    const slot = give(world, bot, bot === a ? Id.blade : Id.belt);
    while (freeSlots(world, bot) > 0) give(world, bot, Id.charm);
    return slot;
  });
  perform(world, Op.requestTrade, a, b);
  perform(world, Op.openTrade, b, 0);
  assert.is(perform(world, Op.offerTrade, a, 0, belts[0]!, 0), 'done');
  assert.is(perform(world, Op.offerTrade, b, 0, belts[1]!, 0), 'done');
  assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
  assert.is(perform(world, Op.acceptTrade, b, 0), 'done');
  assert.is(world.c.trade.state[0], TradeState.completed);
  assert.ok(slotOf(world, a, Id.belt) >= 0 && slotOf(world, b, Id.blade) >= 0);
  checkMarket(world);
});
complete.run();

const matrix = suite('state and operation');
const STATES = ['none', 'requested', 'open', 'offered', 'half', 'completed', 'cancelled'] as const;
/** Answers by operation, in the order of STATES. A first, B second party. */
const ANSWERS: readonly (readonly [string, (s: Scene) => string, readonly string[]])[] = [
  ['A requests', (s) => perform(s.world, Op.requestTrade, s.a, s.b), ['done', 'busy', 'busy', 'busy', 'busy', 'busy', 'busy']],
  ['B requests', (s) => perform(s.world, Op.requestTrade, s.b, s.a), ['done', 'busy', 'busy', 'busy', 'busy', 'busy', 'busy']],
  [
    'A opens',
    (s) => perform(s.world, Op.openTrade, s.a, 0),
    ['gone', 'not_yours', 'not_yours', 'not_yours', 'not_yours', 'not_yours', 'not_yours'],
  ],
  [
    'B opens',
    (s) => perform(s.world, Op.openTrade, s.b, 0),
    ['gone', 'done', 'already_done', 'already_done', 'already_done', 'already_done', 'already_done'],
  ],
  [
    'A offers',
    (s) => perform(s.world, Op.offerTrade, s.a, 0, -1, 50),
    ['gone', 'not_accepted', 'done', 'done', 'done', 'not_accepted', 'not_accepted'],
  ],
  [
    'B offers',
    (s) => perform(s.world, Op.offerTrade, s.b, 0, -1, 50),
    ['gone', 'not_accepted', 'done', 'done', 'done', 'not_accepted', 'not_accepted'],
  ],
  [
    'A accepts',
    (s) => perform(s.world, Op.acceptTrade, s.a, 0),
    ['gone', 'not_accepted', 'done', 'done', 'done', 'not_accepted', 'not_accepted'],
  ],
  [
    'B accepts',
    (s) => perform(s.world, Op.acceptTrade, s.b, 0),
    ['gone', 'not_accepted', 'done', 'done', 'already_done', 'not_accepted', 'not_accepted'],
  ],
  ['A cancels', (s) => perform(s.world, Op.cancelTrade, s.a, 0, Reason.busy), ['gone', 'done', 'done', 'done', 'done', 'done', 'done']],
  [
    'a stranger accepts',
    (s) => perform(s.world, Op.acceptTrade, trader(s.world), 0),
    ['gone', 'gone', 'gone', 'gone', 'gone', 'gone', 'gone'],
  ],
];
for (const [name, operate, answers] of ANSWERS) {
  matrix(name, () => {
    STATES.forEach((state, n) => {
      const s = scene(state);
      assert.is(operate(s), answers[n], `${name} in state ${state}`);
      checkMarket(s.world);
    });
  });
}
matrix('a change of an offer takes back the acceptance', () => {
  const { world, a, b } = scene('half');
  assert.is(perform(world, Op.offerTrade, b, 0, -1, 10), 'done');
  assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
  assert.is(world.c.trade.state[0], TradeState.open, 'B has not accepted the new offer');
  assert.is(slotOf(world, b, Id.blade), -1);
});
matrix.run();

const obstacles = suite('an acceptance that meets an obstacle ends the trade and leaves both as they were');
/** In the state before the last acceptance something changes; the reason that the event gives. */
const OBSTACLES: readonly (readonly [string, (s: Scene) => void, number])[] = [
  ['the partners drifted apart', (s) => place(s.world, s.b, 0, 1500, 0), Reason.too_far],
  ['the buyer spent his copper', (s) => s.world.set(s.world.c.life.f.gold, s.b, 1199), Reason.not_enough_money],
  ['the item was bound', (s) => bind(s.world, itemAt(s.world, s.a, s.blade)), Reason.not_tradable],
  [
    'the item is another one',
    (s) => s.world.set(s.world.c.item.f.uid, itemAt(s.world, s.a, s.blade), s.world.newUid()),
    Reason.not_tradable,
  ],
  [
    'the bags are full',
    (s) => {
      while (freeSlots(s.world, s.b) > 0) give(s.world, s.b, Id.charm);
    },
    Reason.bag_full,
  ],
];
for (const [name, happen, reason] of OBSTACLES) {
  obstacles(name, () => {
    const s = scene('half');
    happen(s);
    const { world } = s;
    const purses = [world.c.life.gold[s.a], world.c.life.gold[s.b]];
    const entries = world.ledger.count;
    assert.is(perform(world, Op.acceptTrade, s.a, 0), 'done');
    assert.is(world.c.trade.state[0], TradeState.cancelled);
    assert.is(world.events.b[world.events.count - 1], reason);
    assert.equal([world.c.life.gold[s.a], world.c.life.gold[s.b]], purses);
    assert.is(world.ledger.count, entries);
    assert.is(world.c.item.holder[itemAt(world, s.a, s.blade)], s.a);
  });
}
obstacles('a unique item that the partner has already', () => {
  const world = market(content);
  const [a, b] = [trader(world), trader(world)];
  const relic = give(world, a, Id.relic);
  give(world, b, Id.relic);
  perform(world, Op.requestTrade, a, b);
  perform(world, Op.openTrade, b, 0);
  perform(world, Op.offerTrade, a, 0, relic, 0);
  perform(world, Op.acceptTrade, b, 0);
  perform(world, Op.acceptTrade, a, 0);
  assert.is(world.c.trade.state[0], TradeState.cancelled);
  checkMarket(world);
});
obstacles('the gold cap: wotlk refuses, classic clamps and books the loss', () => {
  for (const [content_, state, gold] of [
    [wotlk, TradeState.cancelled, GOLD_CAP - 5],
    [content, TradeState.completed, GOLD_CAP],
  ] as const) {
    const { world, a } = scene('half', 3000, content_);
    const missing = GOLD_CAP - 5 - world.c.life.gold[a]!;
    world.set(world.c.life.f.gold, a, GOLD_CAP - 5);
    world.ledger.sums.copperFaucet += missing;
    assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
    assert.is(world.c.trade.state[0], state);
    assert.is(world.c.life.gold[a], gold);
  }
});
obstacles.run();

const requests = suite('a request');
requests('is refused to the far, the dead, the fighting and the self', () => {
  const { world, a, b } = scene('none');
  const before = fingerprint(world);
  assert.is(perform(world, Op.requestTrade, a, a), 'busy');
  assert.is(perform(world, Op.requestTrade, a, -1), 'unknown_target');
  assert.is(perform(world, Op.requestTrade, a, 5), 'unknown_target');
  assert.is(fingerprint(world), before);
  for (const [state, reason] of [
    [BotState.dead, 'dead'],
    [BotState.fighting, 'in_combat'],
  ] as const) {
    world.setState(b, state);
    assert.is(perform(world, Op.requestTrade, a, b), reason);
  }
  world.setState(b, BotState.idle);
  place(world, b, 0, 1411, 0);
  assert.is(perform(world, Op.requestTrade, a, b), 'too_far');
  place(world, b, 0, 1410, 0);
  assert.is(perform(world, Op.requestTrade, a, b), 'done');
});
requests('may not cross the sides', () => {
  const { world, a, b } = scene('none');
  world.set(world.c.identity.f.side, b, 1);
  assert.is(perform(world, Op.requestTrade, a, b), 'wrong_side');
});
requests.run();

const offers = suite('an offer');
offers('is refused for what is not there, bound, offered twice, or not affordable', () => {
  const { world, a, b, blade } = scene('offered');
  const charm = give(world, a, Id.charm);
  const before = fingerprint(world);
  assert.is(perform(world, Op.offerTrade, a, 0, charm, 0), 'not_tradable');
  assert.is(perform(world, Op.offerTrade, a, 0, blade, 0), 'taken');
  assert.is(perform(world, Op.offerTrade, a, 0, FIRST_BACKPACK_SLOT + 15, 0), 'gone');
  assert.is(perform(world, Op.offerTrade, b, 0, -1, 3001), 'not_enough_money');
  assert.is(perform(world, Op.offerTrade, b, 0, -1, -1), 'bad_amount');
  assert.is(perform(world, Op.offerTrade, b, 0, -1, 1200), 'nothing_to_do');
  assert.is(fingerprint(world), before);
});
offers('holds six items', () => {
  const { world, a } = scene('open');
  for (let n = 0; n < 7; n++) {
    const slot = give(world, a, Id.silk, 20);
    assert.is(perform(world, Op.offerTrade, a, 0, slot + n, 0), n < 6 ? 'done' : 'too_many');
  }
});
offers.run();

const faults = suite('a fault half-way');
faults('through the last acceptance leaves both sides as they were', () => {
  for (let at = 0; at < 3; at++) {
    const { world, a } = scene('half');
    const before = fingerprint(world);
    const { book } = world.ledger;
    let left = at;
    world.ledger.book = (...entry) => {
      if (left-- === 0) throw new Error('injected');
      book.apply(world.ledger, entry);
    };
    assert.throws(() => perform(world, Op.acceptTrade, a, 0), /injected/);
    world.ledger.book = book;
    assert.is(fingerprint(world), before);
    assert.is(perform(world, Op.acceptTrade, a, 0), 'done');
    assert.is(world.c.trade.state[0], TradeState.completed);
    checkMarket(world);
  }
});
faults('any sequence of trade commands keeps every copper and item', () => {
  const ops = [Op.requestTrade, Op.openTrade, Op.offerTrade, Op.offerTrade, Op.acceptTrade, Op.acceptTrade, Op.cancelTrade];
  const command = fc.tuple(
    fc.integer({ min: 0, max: ops.length - 1 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 22, max: 39 }),
    fc.integer({ min: -1, max: 900 }),
  );
  let completed = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: 60, maxLength: 200, size: 'max' }), (commands) => {
      const world = market(content, 4);
      for (let n = 0; n < 4; n++) {
        const bot = trader(world, 800);
        give(world, bot, Id.silk, 45);
        give(world, bot, Id.blade);
        if (n % 2 === 0) give(world, bot, Id.relic);
        if (n === 3) while (freeSlots(world, bot) > 1) give(world, bot, Id.charm);
      }
      for (const [op, bot, other, slot, copper] of commands) {
        const mine = world.c.social.trade[bot]! - 1;
        const target = ops[op] === Op.requestTrade ? other : mine >= 0 ? mine : other;
        // Cancelling is rare while a trade goes on, so that trades come to an end of their own.
        if (ops[op] === Op.cancelTrade && world.c.trade.state[target] === TradeState.open && copper > 100) continue;
        perform(world, ops[op]!, bot, target, ops[op] === Op.offerTrade ? (slot === 22 ? -1 : slot) : Reason.unfair, copper);
        checkMarket(world);
      }
      completed += world.events.totals[Event['trade.completed']]!;
    }),
    { numRuns: 80, seed: 4 },
  );
  assert.ok(completed > 40, `${completed} trades were completed`);
});
faults.run();
