import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { freeEntry, openEntry } from '../../../systems/quest/quest-log.js';
import {
  FACTORS,
  distancePpm,
  groupScore,
  levelMatchPpm,
  mulPpm,
  optimalScore,
  typePpm,
  weighted,
  Weight,
} from '../../../systems/quest/scoring.js';
import { registerStrategy } from '../../../systems/quest/strategies.js';
import { bestPickup } from '../../../systems/quest/choose-quest.js';
import { Id, addQuest, stage, standAt, village } from './support.js';

/** All weights 1: the factors of the design as they stand. */
const PLAIN = Object.fromEntries(FACTORS.map((name) => [`quest.weight.${name}`, 1000]));

test('the level factor loses 5 % a level and has the figures of the design beyond five', () => {
  assert.equal(
    [6, 5, 3, 0, -2, -5, -6].map((d) => levelMatchPpm(30 + d, 30)),
    [500_000, 750_000, 850_000, 1_000_000, 900_000, 750_000, 700_000],
  );
});

test('distance decays by e over 500 yards', () => {
  assert.is(distancePpm(0), 1_000_000);
  assert.ok(Math.abs(distancePpm(50_000) - 367_879) < 400);
  assert.ok(Math.abs(distancePpm(15_000) - 740_818) < 800);
});

test('types are preferred as in the design', () => {
  assert.equal(
    [typePpm(0, false), typePpm(1, false), typePpm(3, false), typePpm(6, true), typePpm(6, false), typePpm(5, false)],
    [1_100_000, 900_000, 700_000, 1_300_000, 300_000, 1_000_000],
  );
});

test('fixed-point products are exact where a double product would not be', () => {
  const cases: [number, number][] = [
    [8_100_000_001, 3_500_001],
    [999_999, 999_999],
    [100_000_000, 9_000_000],
  ];
  for (const [value, factor] of cases) assert.is(BigInt(mulPpm(value, factor)), (BigInt(value) * BigInt(factor)) / 1_000_000n);
});

test('the score is the product of its factors', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5, zone_id: 0, reward_money_max_level_copper: 0 });
  addQuest(t, { id: 2, level: 5, reward_money_max_level_copper: 0 });
  addQuest(t, { id: 3, level: 5, zone_id: 0, type: 'talk', reward_money_max_level_copper: 0 });
  addQuest(t, { id: 4, level: 5, zone_id: 0, type: 'talk', prev_quest_id: 3, reward_money_max_level_copper: 0 });
  addQuest(t, { id: 5, level: 5, zone_id: 0, type: 'talk', reward_money_copper: 10_000, reward_money_max_level_copper: 0 });
  const s = await stage(t, PLAIN);
  const bot = s.bot(1, 1, 5);
  const at = (id: number, away = 0): number => optimalScore(s.world, bot, s.q(id), 0, away) / 1_000_000;
  assert.equal([at(1), at(2), at(3), at(4), at(5)], [110, 132, 100, 110, 200]);
  assert.ok(Math.abs(at(3, 50_000) - 36.79) < 0.05);
});

test('a weight of 0 leaves a factor out, and one above 1 stretches it, between frames and without a new world', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 8, type: 'talk', zone_id: 0, reward_money_max_level_copper: 0 });
  const s = await stage(t, PLAIN);
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  const score = (away = 0): number => optimalScore(world, bot, s.q(1), 0, away) / 1_000_000;
  assert.is(score(), 85);
  world.setOption(Weight.level, 0);
  assert.is(score(), 100);
  world.setOption(Weight.level, 2000);
  assert.is(score(), 70);
  world.setOption(Weight.distance, 0);
  assert.is(score(50_000), 70);
  assert.is(weighted(world, Weight.level, 0), 1000, 'no factor falls to nothing');
});

test('mates that have a quest raise it, in the group strategy most', async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5, type: 'talk', zone_id: 0, reward_money_max_level_copper: 0 });
  const s = await stage(t, PLAIN);
  const [bot, mate] = [s.bot(), s.bot()];
  const { group, social } = s.world.c;
  s.world.set(group.f.size, 0, 2);
  for (const [k, member] of [bot, mate].entries()) {
    s.world.set(group.f.member, k, member + 1);
    s.world.set(social.f.group, member, 1);
  }
  assert.is(optimalScore(s.world, bot, s.q(1), 0, 0), 100_000_000);
  openEntry(s.world, mate, freeEntry(s.world, mate), s.q(1));
  assert.equal([optimalScore(s.world, bot, s.q(1), 0, 0), groupScore(s.world, bot, s.q(1), 0, 0)], [115_000_000, 200_000_000]);
});

test("a strategy of the user's own is used by the bots that name it", async () => {
  const t = village();
  addQuest(t, { id: 1, level: 5, reward_money_copper: 1000 });
  addQuest(t, { id: 2, level: 5 }, { start: Id.elder });
  const s = await stage(t);
  const { world } = s;
  const own = registerStrategy(world, 'highest-id', (w, _bot, quest) => w.content.quests.id[quest]!);
  const bot = s.bot(1, 1, 5);
  standAt(world, bot, 0, 0);
  assert.is(bestPickup(world, bot)!.quest, s.q(1));
  world.set(world.c.identity.f.strategy, bot, own);
  assert.is(bestPickup(world, bot)!.quest, s.q(2));
  assert.throws(
    () => registerStrategy(world, 'optimal', () => 1),
    (e: unknown) => e instanceof UserError && e.code === 'strategy-exists',
  );
});

test.run();
