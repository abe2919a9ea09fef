import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GoalKind } from '../../../components/index.js';
import { MEMORY_SIZE } from '../../../components/bot.js';
import { avoid, avoidKey, isAvoided } from '../../../systems/plan/goals.js';
import { stage, village } from '../quest/support.js';

const SEED = 20_261_120;

test('what is avoided is found through the filter as by a look at every key, before and after it is built anew', async () => {
  const s = await stage(village());
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  const key = fc
    .tuple(fc.constantFrom(GoalKind.kill, GoalKind.accept, GoalKind.hub), fc.nat(60))
    .map(([kind, target]) => avoidKey(kind, target));
  const byHand = (wanted: number): boolean =>
    Array.from({ length: MEMORY_SIZE }, (_, k) => bot * MEMORY_SIZE + k).some(
      (k) => world.c.memory.key[k] === wanted && world.c.memory.until[k]! > world.frame,
    );
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, fc.integer({ min: -2, max: 20 }))),
      fc.array(key),
      fc.nat(15),
      fc.boolean(),
      (kept, asked, later, anew) => {
        for (const [k, frames] of kept) avoid(world, bot, k, frames);
        world.frame += later;
        if (anew) world.rebuildDerived();
        for (const k of [...asked, ...kept.map(([each]) => each)]) {
          if (byHand(k)) found++;
          assert.is(isAvoided(world, bot, k), byHand(k));
        }
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
  assert.ok(found > 300, `some were avoided: ${found}`);
});

test.run();
