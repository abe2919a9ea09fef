import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { distance } from '../../../engine/integer-math.js';
import { GoalKind } from '../../../components/index.js';
import { distanceTo, place } from '../../../systems/movement/motion.js';
import { bestPickup } from '../../../systems/quest/choose-quest.js';
import { pickupQuests } from '../../../systems/quest/pickup-quests.js';
import { arriveAccept, proposePickup } from '../../../systems/quest/propose-pickup.js';
import { dealsWith } from '../../../systems/quest/eligibility.js';
import { REJECTIONS } from '../../../systems/quest/explain-choice.js';
import { GiverIndex } from '../../../systems/quest/giver-index.js';
import { Weight, groupScore, optimalScore, simpleScore } from '../../../systems/quest/scoring.js';
import { closeEntry, logCount, openEntry, questAt } from '../../../systems/quest/quest-log.js';
import { avoidQuest } from '../../../systems/quest/ways.js';
import { createItem } from '../../../systems/inventory/items.js';
import { Account } from '../../../systems/money.js';
import { Cause } from '../../../systems/vocabulary.js';
import { optionIndex } from '../../../systems/options.js';
import { avoid, avoidKey, isAvoided } from '../../../systems/plan/goals.js';
import { MEMORY_SIZE } from '../../../components/bot.js';
import { wants } from '../../../systems/quest/wants.js';
import type { World } from '../../../systems/world.js';
import { Id, addQuest, addRow, done, stage, village } from './support.js';
import type { Stage } from './support.js';

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

/** The best pickup by looking at every giver and quest of the world, without index, tables, batch or queue. */
function bruteForce(world: World, bot: number): { giver: number; quest: number } | null {
  const { givers } = world.content;
  const score = [optimalScore, simpleScore, groupScore][world.c.identity.strategy[bot]!]!;
  let best: { giver: number; quest: number; score: number } | null = null;
  for (let giver = 0; giver < givers.count; giver++) {
    const away = distanceTo(world, bot, givers.map[giver]!, givers.x[giver]!, givers.y[giver]!);
    if (away > world.derived.quests.radius || !dealsWith(world, giver, world.c.identity.side[bot]!)) continue;
    if (isAvoided(world, bot, avoidKey(GoalKind.accept, giver))) continue;
    for (const quest of givers.starts.values.subarray(givers.starts.offsets[giver], givers.starts.offsets[giver + 1])) {
      if (!wants(world, bot, quest)) continue;
      const value = score(world, bot, quest, giver, away);
      if (best === null || value > best.score) best = { giver, quest, score: value };
    }
  }
  return best === null ? null : { giver: best.giver, quest: best.quest };
}

/** Sixty quests of every bond there is: chains of both signs, exclusive groups, races, classes, levels, repeatable and daily ones, standing, prices. */
async function manyQuests(): Promise<Stage> {
  const t = village();
  const stands = [Id.mayor, Id.elder, Id.hermit, Id.orcChief];
  for (let id = 1; id <= 60; id++) {
    addQuest(
      t,
      {
        id,
        level: 1 + (id % 12),
        min_level: 1 + (id % 3),
        type: (['kill', 'collect', 'talk', 'escort', 'dungeon'] as const)[id % 5]!,
        reward_money_copper: id % 17 === 0 ? -50 : (id * 37) % 200,
        reward_money_max_level_copper: (id * 91) % 900,
        ...(id % 4 === 0 ? { prev_quest_id: id % 8 === 0 ? -(id - 3) : id - 3 } : {}),
        ...(id % 7 === 0 ? { race_mask: 2 } : {}),
        ...(id % 11 === 0 ? { class_mask: 1 } : {}),
        ...(id % 9 === 0 ? { exclusive_group: 40 + (id % 2) } : {}),
        ...(id % 10 === 0 ? { exclusive_group: -30 } : {}),
        ...(id % 13 === 0 && id < 59 ? { next_in_chain_id: id + 2 } : {}),
        ...(id % 6 === 0 ? { flags: id % 12 === 0 ? 'repeatable|daily' : 'repeatable' } : {}),
        ...(id % 14 === 0 ? { required_reputation_id: 1, required_reputation: 300 } : {}),
      },
      { start: stands[id % 4]! },
    );
    addRow(t, 'quest_relation', { quest_id: id, role: 'end', actor_kind: 'creature', actor_id: Id.orcChief });
    if (id % 5 === 0) addRow(t, 'quest_relation', { quest_id: id, role: 'start', actor_kind: 'creature', actor_id: stands[(id + 1) % 4]! });
    // Nobody drops or sells a ring: who has none takes no quest that asks for one.
    if (id % 16 === 1) addRow(t, 'quest_objective', { quest_id: id, row: 1, kind: 'collect', target_id: Id.ring, count: 1 });
    if (id % 3 === 0) addRow(t, 'quest_objective', { quest_id: id, row: 0, kind: 'kill', target_id: Id.wolf, count: 2 });
  }
  return stage(t);
}

const STATES = 10_000;

test(`in ${STATES} random states a bot picks the quest that a look at every giver of the world picks`, async () => {
  const s = await manyQuests();
  const { world } = s;
  const bots = [s.bot(1, 1, 4), s.bot(2, 8, 9), s.bot(1, 8, 6)];
  const mate = s.bot(1, 1, 5);
  createItem(world, bots[2]!, s.item(Id.ring), 1, Cause.directive, Account.world);
  // Zones are numbers here: quests of three of them, and of none.
  for (let quest = 0; quest < world.content.quests.count; quest++) world.content.quests.zone[quest] = (quest % 4) - 1;
  const ids = (maxLength: number) => fc.array(fc.integer({ min: 1, max: 60 }), { maxLength });
  let chosen = 0;
  fc.assert(
    fc.property(
      fc.record({
        bot: fc.constantFrom(...bots),
        level: fc.integer({ min: 1, max: 20 }),
        x: fc.integer({ min: -160, max: 160 }),
        y: fc.integer({ min: -80, max: 80 }),
        past: ids(40),
        log: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 21 }),
        mates: ids(5),
        strategy: fc.nat(2),
        grouped: fc.boolean(),
        deaths: fc.nat(12),
        standing: fc.constantFrom(0, 300),
        copper: fc.constantFrom(0, 1000),
        avoided: fc.option(fc.integer({ min: 1, max: 60 })),
        giverAvoided: fc.option(fc.nat(3)),
        weight: fc.constantFrom(0, 700, 1200, 4000),
        zone: fc.nat(3),
        cells: fc.constantFrom(0, 1, 3, 100_000),
        xpRate: fc.constantFrom(1000, 100_000),
      }),
      (state) => {
        const { bot } = state;
        world.set(world.c.life.f.level, bot, state.level);
        world.set(world.c.life.f.gold, bot, state.copper);
        world.set(world.c.identity.f.strategy, bot, state.strategy);
        world.set(world.c.progress.f.deaths, bot, state.deaths);
        world.set(world.c.standing.f.points, bot * world.content.reputations.count, state.standing);
        world.setOption(Weight.xp, state.weight);
        world.setOption(Weight.zone, state.weight);
        world.setOption(optionIndex('quest.giverCacheEntries'), state.cells);
        world.setOption(optionIndex('rate.quest_xp'), state.xpRate);
        place(world, bot, 0, state.x * 100, state.y * 100);
        const own = world.c.motion.zone[bot]!;
        world.set(world.c.motion.f.zone, bot, state.zone);
        for (const b of [bot, mate]) {
          for (let k = 0; k < world.sizes.questLogSize; k++) if (questAt(world, b, k) >= 0) closeEntry(world, b, k);
          for (let w = 0; w < world.sizes.questWords; w++) world.set(world.c.questDone.f.bits, b * world.sizes.questWords + w, 0);
          world.set(world.c.social.f.group, b, state.grouped ? 1 : 0);
        }
        world.set(world.c.group.f.size, 0, 2);
        [bot, mate].forEach((member, k) => world.set(world.c.group.f.member, k, member + 1));
        for (let k = 0; k < MEMORY_SIZE; k++) world.set(world.c.memory.f.until, bot * MEMORY_SIZE + k, 0);
        if (state.avoided !== null) avoidQuest(world, bot, s.q(state.avoided));
        if (state.giverAvoided !== null) avoid(world, bot, avoidKey(GoalKind.accept, state.giverAvoided), 100);
        done(s, bot, ...state.past);
        state.log.slice(0, 20).forEach((id, k) => openEntry(world, bot, k, s.q(id)));
        state.mates.forEach((id, k) => openEntry(world, mate, k, s.q(id)));
        const picked = bestPickup(world, bot);
        const expected = bruteForce(world, bot);
        // Movement counts the bots of real zones.
        world.set(world.c.motion.f.zone, bot, own);
        if (picked !== null) chosen++;
        assert.equal(picked === null ? null : { giver: picked.giver, quest: picked.quest }, expected);
      },
    ),
    { seed: SEED, numRuns: STATES },
  );
  assert.ok(chosen > STATES / 10, `the choice was not always empty: ${chosen}`);
});

test('a bot goes for the best quest, notes what else there was, and takes all it wants from the giver', async () => {
  const t = village();
  for (let id = 1; id <= 9; id++) addQuest(t, { id, level: 5, reward_money_copper: id * 100 });
  addQuest(t, { id: 10, min_level: 18 });
  addQuest(t, { id: 11, level: 5, reward_money_copper: 5000 }, { start: Id.hermit });
  const s = await stage(t, { 'quest.maxActive': 4, 'quest.weight.distance': 1000, 'quest.weight.gold': 1000 });
  const { world } = s;
  const bot = s.bot(1, 1, 5);
  world.derived.quests.decisions.listening = true;
  assert.ok(proposePickup(world, bot, world.frame));
  assert.is(world.c.goal.kind[bot], GoalKind.none, 'it waits in the queue');
  pickupQuests(world, world.frame);
  assert.equal([world.c.goal.kind[bot], world.c.goal.target[bot], world.c.goal.arg[bot]], [GoalKind.accept, s.giver(Id.hermit), s.q(11)]);
  const taken = world.derived.quests.takeDecisions();
  assert.equal(
    taken.map((d) => [d.uid, d.questId]),
    [[world.uidOf(bot), 11]],
  );
  const [, candidatesCount, candidates, rejected] = JSON.parse(taken[0]!.detail) as [string, number, number[][], unknown];
  assert.is(candidatesCount, 10);
  assert.equal(
    candidates.map(([questId]) => questId),
    [11, 9, 8, 7, 6, 5, 4, 3],
    'best first',
  );
  assert.equal(rejected, [[REJECTIONS.indexOf('level_too_low'), 1, [10]]]);
  assert.is(world.derived.quests.takeDecisions().length, 0, 'taken once');
  world.set(world.c.goal.f.target, bot, s.giver(Id.mayor));
  world.set(world.c.goal.f.arg, bot, s.q(9));
  arriveAccept(world, bot);
  world.commands.flush(world, world.frame);
  assert.is(logCount(world, bot), 4);
  assert.is(world.commands.refused, 0);
});

test.run();
