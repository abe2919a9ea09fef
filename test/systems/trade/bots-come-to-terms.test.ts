/** Two bots that meet come to terms by themselves, frame by frame, and nobody gets stuck when one of them cannot go on. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Tier } from '../../../engine/schedule.js';
import { BotState, GoalKind, Lane, TradeState } from '../../../components/index.js';
import { Op } from '../../../systems/opcodes.js';
import { EquipSlot } from '../../../systems/rules/equip-slots.js';
import { OPTION_TABLE } from '../../../systems/options.js';
import { place } from '../../../systems/movement/motion.js';
import { socialise } from '../../../systems/trade/socialise.js';
import { travel } from '../../../systems/movement/travel.js';
import { VERBS } from '../../../systems/verbs.js';
import { Event } from '../../../systems/vocabulary.js';
import { World } from '../../../systems/world.js';
import { Id, checkMarket, give, marketContent, perform, slotOf, trader } from '../auction/market.js';

const classic = await marketContent();
const wotlk = await marketContent('wotlk');

function stage(content = classic): World {
  const world = new World({
    content,
    seed: 3,
    bots: 4,
    options: OPTION_TABLE.defaults(),
    verbs: VERBS,
    schedule: [
      { name: 'travel', tier: Tier.critical, interval: 1, weight: 1, lane: Lane.move, run: travel },
      { flush: 'after movement' },
      { name: 'socialise', tier: Tier.low, interval: 1, weight: 1, lane: Lane.social, run: socialise },
      { flush: 'after trades' },
    ],
  });
  world.frame = 1;
  return world;
}
/** A seller that wears the belt it has another one of, and a buyer with copper and no belt. */
function pair(world: World, apartCenti: number): { seller: number; buyer: number } {
  const seller = trader(world, 0, 30);
  assert.is(perform(world, Op.equipItem, seller, give(world, seller, Id.belt), EquipSlot.waist), 'done');
  give(world, seller, Id.belt);
  const buyer = trader(world, 50_000, 30);
  place(world, buyer, 0, apartCenti, 0);
  world.wakeAt(Lane.social, seller, 5);
  return { seller, buyer };
}
function run(world: World, frames: number, until: () => boolean): boolean {
  for (let n = 0; n < frames && !until(); n++) {
    world.frame++;
    world.runner.run(world, world.frame, 0);
  }
  return until();
}
const completed = (world: World) => world.events.totals[Event['trade.completed']]! > 0;

const terms = suite('two bots');
terms("at arm's length trade within seconds, and both are free afterwards", () => {
  const world = stage();
  const { seller, buyer } = pair(world, 300);
  assert.ok(
    run(world, 60, () => completed(world)),
    'a trade was completed within 6 s',
  );
  assert.ok(slotOf(world, buyer, Id.belt) >= 0);
  assert.ok(world.c.life.gold[seller]! > 300, 'for more than a vendor pays');
  assert.ok(run(world, 20, () => world.pools.trade.live === 0));
  assert.equal([world.c.life.state[seller], world.c.life.state[buyer]], [BotState.idle, BotState.idle]);
  assert.ok(world.c.agenda.plan[seller]! > 0 && world.c.agenda.plan[buyer]! > 0, 'both think of what next');
  checkMarket(world);
});
terms('thirty yards apart meet first', () => {
  const world = stage();
  const { seller } = pair(world, 3000);
  assert.ok(run(world, 10, () => world.c.goal.kind[seller] === GoalKind.meet));
  assert.ok(run(world, 200, () => completed(world)));
  assert.ok(run(world, 20, () => world.c.goal.kind[seller] === GoalKind.none));
});
terms('of which one dies or walks off in the middle are both free within 35 s', () => {
  for (const spoil of [
    (w: World, b: number) => w.setState(b, BotState.dead),
    (w: World, b: number) => place(w, b, 0, 90_000, 0),
    (w: World, b: number) => w.setState(b, BotState.fighting),
  ]) {
    const world = stage();
    const { seller, buyer } = pair(world, 300);
    assert.ok(run(world, 60, () => world.pools.trade.live === 1));
    spoil(world, buyer);
    assert.ok(
      run(world, 350, () => world.pools.trade.live === 0),
      'the trade ended',
    );
    assert.not(completed(world));
    assert.is(world.c.life.state[seller], BotState.idle);
    assert.ok(world.c.agenda.social[seller]! > 0, 'it will look round again');
    checkMarket(world);
  }
});
terms('end it in classic when one strays nine yards off, and never mind in wotlk', () => {
  for (const [content, ends] of [
    [classic, false],
    [wotlk, true],
  ] as const) {
    const world = stage(content);
    const { buyer } = pair(world, 300);
    assert.ok(run(world, 60, () => world.c.trade.state[0] === TradeState.open));
    world.frame++;
    place(world, buyer, 0, 900, 0);
    assert.ok(run(world, 80, () => world.pools.trade.live === 0));
    assert.is(completed(world), ends, world.rules.name);
    checkMarket(world);
  }
});
terms('take up their way again after a trade', () => {
  const world = stage();
  const { seller, buyer } = pair(world, 300);
  world.set(world.c.goal.f.kind, buyer, GoalKind.hub);
  world.set(world.c.goal.f.x, buyer, 300);
  assert.ok(run(world, 60, () => completed(world)));
  assert.ok(world.c.agenda.move[buyer]! > 0, 'the buyer walks on');
  assert.is(world.c.goal.kind[buyer], GoalKind.hub);
  assert.is(world.c.social.lastPartner[buyer], world.uidOf(seller));
});
terms.run();
