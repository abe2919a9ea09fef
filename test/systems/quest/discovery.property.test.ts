import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { distance } from '../../../engine/integer-math.js';
import { GoalKind } from '../../../components/index.js';
import { distanceTo, place } from '../../../systems/movement/motion.js';
import { arriveAccept, bestPickup, proposePickup } from '../../../systems/quest/propose-pickup.js';
import { dealsWith } from '../../../systems/quest/eligibility.js';
import { GiverIndex } from '../../../systems/quest/giver-index.js';
import { optimalScore } from '../../../systems/quest/scoring.js';
import { logCount } from '../../../systems/quest/quest-log.js';
import { wants } from '../../../systems/quest/wants.js';
import type { World } from '../../../systems/world.js';
import { Id, addQuest, addRow, done, stage, village } from './support.js';

const SEED = 20_240_601;
const MAPS = 3;

test('the index sees exactly the givers a look at all of them finds, cached or not, whatever the radius', () => {
  const place = fc.record({
    map: fc.nat(MAPS - 1),
    x: fc.integer({ min: -60_000, max: 60_000 }),
    y: fc.integer({ min: -60_000, max: 60_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(place, { maxLength: 60 }),
      fc.array(fc.tuple(place, fc.constantFrom(1000, 15_000, 40_000)), { minLength: 1, maxLength: 12 }),
      (stands, looks) => {
        const offsets = Int32Array.from({ length: stands.length + 1 }, (_, g) => g);
        const csr = { offsets, values: new Int32Array(stands.length) };
        const empty = { offsets: new Int32Array(2), values: new Int32Array(0) };
        const column = (key: 'map' | 'x' | 'y'): Int32Array => Int32Array.from(stands, (p) => p[key]);
        const givers = {
          count: stands.length,
          kind: new Uint8Array(stands.length),
          spawn: new Int32Array(stands.length),
          map: column('map'),
          x: column('x'),
          y: column('y'),
          starts: csr,
          ends: csr,
          startersOf: empty,
          endersOf: empty,
        };
        const index = new GiverIndex(givers, MAPS);
        for (const [at, radius] of looks) {
          const seen = (): number[] =>
            [...index.near(at.map, at.x, at.y, radius)]
              .filter((g) => distance(at.x, at.y, givers.x[g]!, givers.y[g]!) <= radius)
              .sort((a, b) => a - b);
          const expected = stands.flatMap((p, g) => (p.map === at.map && distance(at.x, at.y, p.x, p.y) <= radius ? [g] : []));
          assert.equal(seen(), expected);
          assert.equal(seen(), expected, 'the same from the cache');
        }
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

/** The best pickup by looking at every giver and quest of the world. */
function bruteForce(world: World, bot: number): { giver: number; quest: number } | null {
  const { givers } = world.content;
  let best: { giver: number; quest: number; score: number } | null = null;
  for (let giver = 0; giver < givers.count; giver++) {
    const away = distanceTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
    if (away > world.derived.quests.radius || !dealsWith(world, giver, world.c.identity.side[bot]!)) continue;
    for (const quest of givers.starts.values.subarray(givers.starts.offsets[giver], givers.starts.offsets[giver + 1])) {
      if (!wants(world, bot, quest)) continue;
      const score = optimalScore(world, bot, quest, giver, away);
      if (best === null || score > best.score) best = { giver, quest, score };
    }
  }
  return best === null ? null : { giver: best.giver, quest: best.quest };
}

test('a bot picks the quest that a look at every giver of the world picks', async () => {
  const t = village();
  const stands = [Id.mayor, Id.elder, Id.hermit, Id.orcChief];
  for (let id = 1; id <= 60; id++) {
    addQuest(
      t,
      {
        id,
        level: 1 + (id % 12),
        type: id % 3 === 0 ? 'collect' : 'kill',
        reward_money_copper: (id * 37) % 200,
        reward_money_max_level_copper: (id * 91) % 900,
        ...(id % 4 === 0 ? { prev_quest_id: id - 3 } : {}),
        ...(id % 7 === 0 ? { race_mask: 2 } : {}),
      },
      { start: stands[id % 4]! },
    );
    addRow(t, 'quest_relation', { quest_id: id, role: 'end', actor_kind: 'creature', actor_id: Id.orcChief });
    if (id % 5 === 0) addRow(t, 'quest_relation', { quest_id: id, role: 'start', actor_kind: 'creature', actor_id: stands[(id + 1) % 4]! });
  }
  const s = await stage(t);
  const { world } = s;
  const bots = [s.bot(1, 1, 4), s.bot(2, 8, 9)];
  let chosen = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...bots),
      fc.integer({ min: 1, max: 15 }),
      fc.integer({ min: -160, max: 160 }),
      fc.integer({ min: -80, max: 80 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }),
      (bot, level, x, y, past) => {
        world.set(world.c.life.f.level, bot, level);
        place(world, bot, 0, x * 100, y * 100);
        for (let w = 0; w < world.sizes.questWords; w++) world.set(world.c.questDone.f.bits, bot * world.sizes.questWords + w, 0);
        done(s, bot, ...past);
        const picked = bestPickup(world, bot);
        if (picked !== null) chosen++;
        assert.equal(picked === null ? null : { giver: picked.giver, quest: picked.quest }, bruteForce(world, bot));
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
  assert.ok(chosen > 100, 'the choice was not always empty');
});

test('a bot goes for the best quest, notes what else there was, and takes all it wants from the giver', async () => {
  const t = village();
  for (let id = 1; id <= 9; id++) addQuest(t, { id, level: 5, reward_money_copper: id * 100 });
  addQuest(t, { id: 10, min_level: 18 });
  addQuest(t, { id: 11, level: 5, reward_money_copper: 5000 }, { start: Id.hermit });
  const s = await stage(t, { 'quest.maxActive': 4 });
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  assert.ok(proposePickup(world, bot, world.frame));
  assert.equal([world.c.goal.kind[bot], world.c.goal.target[bot], world.c.goal.arg[bot]], [GoalKind.accept, s.giver(Id.hermit), s.q(11)]);
  const taken = world.derived.quests.takeDecisions();
  assert.equal(
    [taken.count, taken.uid[taken.first], taken.quest[taken.first], taken.rejected[taken.first]],
    [1, world.uidOf(bot), s.q(11), 1],
  );
  assert.equal(
    [...taken.otherQuest.subarray(0, 6)],
    [9, 8, 7, 6, 5, 4].map((id) => s.q(id)),
    'alternatives, best first',
  );
  assert.is(world.derived.quests.takeDecisions().count, 0, 'taken once');
  world.set(world.c.goal.f.target, bot, s.giver(Id.mayor));
  world.set(world.c.goal.f.arg, bot, s.q(9));
  arriveAccept(world, bot);
  world.commands.flush(world, world.frame);
  assert.is(logCount(world, bot), 4);
  assert.is(world.commands.refused, 0);
});

test.run();
