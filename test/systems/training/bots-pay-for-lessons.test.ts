/** Lessons at class trainers: who gets them, what they cost, and what a bot keeps. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BotState, GoalKind } from '../../../components/index.js';
import { COPPER, Flow } from '../../../engine/ledger.js';
import { place } from '../../../systems/movement/motion.js';
import { Account, earn } from '../../../systems/money.js';
import { optionIndex } from '../../../systems/options.js';
import { Op } from '../../../systems/opcodes.js';
import { LESSON_LEVELS, lessonCost } from '../../../systems/rules/training-cost.js';
import { arriveTrain, proposeTraining } from '../../../systems/training/train-goals.js';
import { Cause } from '../../../systems/vocabulary.js';
import type { World } from '../../../systems/world.js';
import { Cls, checkBelongings, makeBot, makeWorld, perform, smallContent } from '../inventory/small-world.js';

const body = {
  min_level: 20,
  max_level: 20,
  kind: 'humanoid',
  faction_id: 1,
  min_health: 500,
  max_health: 500,
  min_damage: 2,
  max_damage: 3,
} as const;
const content = await smallContent({
  creature: [
    { id: 31, name: 'Teacher of Rogues', ...body, roles: 'trainer' },
    { id: 32, name: 'Teacher of Mages', ...body, roles: 'trainer' },
    { id: 33, name: 'Teacher of Riding', ...body, roles: 'trainer' },
  ],
  trainer: [
    { creature_id: 31, class_id: 4 },
    { creature_id: 32, class_id: 8 },
    { creature_id: 33, class_id: 0 },
  ],
  spawn: [
    { id: 1, creature_id: 31, map_id: 0, x_yards: 0, y_yards: 0 },
    { id: 2, creature_id: 32, map_id: 0, x_yards: 2, y_yards: 0 },
    { id: 3, creature_id: 33, map_id: 0, x_yards: 3, y_yards: 0 },
  ],
});
const [ROGUES, MAGES, RIDING] = [0, 1, 2];

function pupil(level: number, taught: number, purse: number): { world: World; bot: number } {
  const world = makeWorld(content);
  const bot = makeBot(world, Cls.rogue, level);
  world.set(world.c.training.f.taught, bot, taught);
  earn(world, bot, purse, Cause.spawn, Account.world);
  return { world, bot };
}
function paid(world: World): number {
  let copper = 0;
  for (let n = 0; n < world.ledger.count; n++)
    if (world.ledger.cause[n] === Cause.training && world.ledger.flow[n] === Flow.sink && world.ledger.asset[n] === COPPER)
      copper += world.ledger.quantity[n]!;
  return copper;
}

const test = suite('lessons');

test('cost the cube of an even level, nothing at an odd one, less with a discount', () => {
  assert.equal(
    [1, 2, 10, 11, 60].map((level) => lessonCost(level, 1)),
    [0, 8, 1000, 0, 216_000],
  );
  assert.is(lessonCost(10, Math.fround(0.9)), 900);
});

test('are booked as a sink, and had once', () => {
  const { world, bot } = pupil(10, 6, 5000);
  assert.is(perform(world, Op.learn, bot, ROGUES, 2), 'done');
  assert.is(paid(world), 8 ** 3 + 10 ** 3);
  assert.is(world.c.life.gold[bot], 5000 - 1512);
  assert.is(world.c.training.taught[bot], 10);
  assert.is(perform(world, Op.learn, bot, ROGUES, 1), 'level_too_low');
  checkBelongings(world);
});

test('are refused whole: another class, riding, too far, dead, none, too dear', () => {
  const { world, bot } = pupil(10, 0, 200);
  assert.is(perform(world, Op.learn, bot, MAGES, 1), 'wrong_class');
  assert.is(perform(world, Op.learn, bot, RIDING, 1), 'wrong_class');
  assert.is(perform(world, Op.learn, bot, 3, 1), 'unknown_target');
  assert.is(perform(world, Op.learn, bot, ROGUES, 0), 'bad_amount');
  assert.is(perform(world, Op.learn, bot, ROGUES, 6), 'level_too_low');
  assert.is(perform(world, Op.learn, bot, ROGUES, 3), 'not_enough_money');
  place(world, bot, 0, 900, 0);
  assert.is(perform(world, Op.learn, bot, ROGUES, 1), 'too_far');
  place(world, bot, 0, 0, 0);
  world.setState(bot, BotState.dead);
  assert.is(perform(world, Op.learn, bot, ROGUES, 1), 'dead');
  assert.equal([world.c.life.gold[bot], world.c.training.taught[bot], paid(world)], [200, 0, 0]);
});

test('a bot goes to its own trainer when it can pay twice, and spends no more than half of its purse', () => {
  const { world, bot } = pupil(10, 4, 2 * (6 ** 3 + 8 ** 3) + 1);
  place(world, bot, 0, 15_000, 0);
  assert.ok(proposeTraining(world, bot));
  assert.equal([world.c.goal.kind[bot], world.c.goal.target[bot]], [GoalKind.train, ROGUES]);
  place(world, bot, 0, 0, 0);
  arriveTrain(world, bot);
  world.commands.flush(world, world.frame);
  assert.is(world.c.training.taught[bot], 8);
  assert.not(proposeTraining(world, bot), 'the next one is too dear');
});

test('a trainer far off is looked for by who is three lessons behind only', () => {
  const { world, bot } = pupil(10, 10 - 2 * LESSON_LEVELS, 100_000);
  place(world, bot, 0, 50_000, 0);
  assert.not(proposeTraining(world, bot));
  world.set(world.c.training.f.taught, bot, 10 - 3 * LESSON_LEVELS);
  assert.ok(proposeTraining(world, bot));
});

test('the option training.rate changes what they cost', () => {
  const { world, bot } = pupil(4, 2, 1000);
  world.setOption(optionIndex('training.rate'), 2500);
  assert.is(perform(world, Op.learn, bot, ROGUES, 1), 'done');
  assert.is(paid(world), 160);
});

test.run();
