import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../engine/errors.js';
import { roundHalfEven } from '../../systems/rules/arithmetic.js';
import { CreatureRank, corpseDecay } from '../../systems/rules/distances.js';
import { corpseReclaimDelaySeconds, deathCounterAfter, fallDamage, sicknessSeconds } from '../../systems/rules/death.js';
import { purseAccepts, purseAfterGain, purseAfterPayment } from '../../systems/rules/gold-cap.js';
import { xpTable, xpToNextLevel } from '../../systems/rules/levels.js';
import { LootDrops, lootCopper, rollLootTable, type LootDraws, type LootTables } from '../../systems/rules/loot-group-selection.js';
import { PROFILES, profileByName } from '../../systems/rules/profile.js';
import { REPUTATION_RANK_FLOORS, reputationAfter, reputationRank } from '../../systems/rules/reputation.js';
import { restBonusXp, restGain, restPoolCap } from '../../systems/rules/rest.js';
import { buybackSlot, buybackTurnAfterBuyback, buybackTurnAfterSale } from '../../systems/rules/vendor-price.js';
import { canonical } from './load.js';

const { classic, wotlk } = PROFILES;

test('an unknown profile is the caller’s fault and the message lists the known ones', () => {
  assert.is(profileByName('wotlk'), wotlk);
  assert.throws(
    () => profileByName('retail'),
    (error: unknown) => error instanceof UserError && /'retail'.*classic, wotlk/.test(error.message),
  );
});

test('the comparison of vectors ignores the order of keys but no value', () => {
  assert.is(canonical({ a: 1, b: [{ d: null, c: 2 }] }), canonical({ b: [{ c: 2, d: null }], a: 1 }));
  assert.is.not(canonical({ a: 1 }), canonical({ a: '1' }));
  assert.is.not(canonical({ a: null }), canonical({}));
  assert.is.not(canonical([1, 2]), canonical([2, 1]));
});

test('halves round to the even neighbour', () => {
  assert.equal([0.5, 1.5, 2.5, 2.4, 2.6].map(roundHalfEven), [0, 2, 2, 2, 3]);
});

test('level tables reach from level 1 to the cap and always ask for more', () => {
  for (const profile of [classic, wotlk]) {
    const table = xpTable(profile);
    assert.is(table.length, profile.maxLevel - 1);
    for (let i = 1; i < table.length; i++) assert.ok((table[i] ?? 0) > (table[i - 1] ?? 0), `${profile.name} level ${i + 1}`);
    assert.is(xpToNextLevel(profile, 1), 400);
    assert.is(xpToNextLevel(profile, profile.maxLevel), 0);
  }
  assert.is(xpToNextLevel(classic, 59), 209_800);
  assert.is(xpToNextLevel(wotlk, 79), 1_670_800);
});

test('a rank begins exactly at its floor and the scale has two ends', () => {
  REPUTATION_RANK_FLOORS.forEach((floor, rank) => {
    assert.is(reputationRank(floor), rank);
    if (rank > 0) assert.is(reputationRank(floor - 1), rank - 1);
  });
  assert.is(reputationAfter(42_990, 100), 42_999);
  assert.is(reputationAfter(-41_990, -100), -42_000);
});

test('classic clamps a purse at the cap and wotlk refuses what would reach it', () => {
  const cap = classic.goldCapCopper;
  assert.is(cap, 2 ** 31 - 2);
  assert.is(purseAfterGain(classic, cap - 1, 5), cap);
  assert.is(purseAfterGain(wotlk, cap - 1, 5), cap - 1);
  assert.not(purseAccepts(wotlk, cap - 5, 5));
  assert.ok(purseAccepts(wotlk, cap - 6, 5));
  assert.not(purseAccepts(wotlk, cap, 0));
  assert.is(purseAfterPayment(10, 11), 0);
});

test('rest fills the pool by time, up to three quarters of a level, and doubles kills only as far as it reaches', () => {
  assert.is(restGain(1_152_000, 400, false), 400);
  assert.is(restGain(1_152_000, 400, true), 100);
  assert.is(restPoolCap(400), 300);
  assert.is(restBonusXp(12.9, 50), 12);
  assert.is(restBonusXp(120, 50), 50);
});

test('dying again while the counter runs makes the wait longer, at most two minutes', () => {
  const wait = (counter: number): number => corpseReclaimDelaySeconds(classic, counter, true, false);
  assert.equal([0, 1, 300, 301, 900].map(wait), [30, 60, 60, 120, 120]);
  assert.is(deathCounterAfter(deathCounterAfter(deathCounterAfter(deathCounterAfter(0)))), 900);
  assert.is(corpseReclaimDelaySeconds(classic, 600, false, false), 30);
  assert.is(corpseReclaimDelaySeconds(wotlk, 600, false, false), 0);
  assert.is(corpseReclaimDelaySeconds(wotlk, 600, false, true), 120);
});

test('sickness begins at level 11 and stops growing at 20', () => {
  assert.equal([10, 11, 19, 20, 60].map(sicknessSeconds), [0, 60, 540, 600, 600]);
});

test('a fall hurts from its least height on, in proportion to health', () => {
  assert.is(fallDamage(14.5, 0, 1000), 0);
  assert.is(fallDamage(20, 0, 1000), 117);
  assert.is(fallDamage(20, 10, 1000), 0);
});

test('corpses of rarer and stronger creatures stay longer, by profile', () => {
  const ranks = [CreatureRank.normal, CreatureRank.rare, CreatureRank.elite, CreatureRank.rareElite, CreatureRank.boss];
  assert.equal(
    ranks.map((rank) => corpseDecay(classic, rank)),
    [300, 900, 600, 1200, 3600],
  );
  assert.equal(
    ranks.map((rank) => corpseDecay(wotlk, rank)),
    [60, 300, 300, 300, 3600],
  );
});

test('the thirteenth sold item replaces the oldest one that can be bought back', () => {
  const soldAt = new Array<number>(12).fill(0);
  let turn = 0;
  for (let sale = 1; sale <= 12; sale++) {
    const slot = buybackSlot(soldAt, 12, turn);
    assert.is(slot, sale - 1);
    soldAt[slot] = sale;
    turn = buybackTurnAfterSale(turn, 12);
  }
  assert.is(buybackSlot(soldAt, 12, turn), 0);
  soldAt[5] = 0;
  assert.is(buybackTurnAfterBuyback(soldAt, turn, 5), 5);
});

test('coins lie between their bounds, large spreads in steps of 256', () => {
  const lowest = (): number => 0;
  const highest = (n: number): number => n - 1;
  assert.is(lootCopper(7, 5, 1, highest), 5);
  assert.equal(
    [lowest, highest].map((draw) => lootCopper(10, 20, 1, draw)),
    [10, 20],
  );
  assert.equal(
    [lowest, highest].map((draw) => lootCopper(1000, 40_000, 1, draw)),
    [768, 39_936],
  );
});

test('loot references that loop are refused with the table named', () => {
  const tables: LootTables = {
    offsets: [0, 1],
    item: [0],
    reference: [0],
    chance: [100],
    group: [0],
    minCount: [1],
    maxCount: [1],
    questOnly: [0],
  };
  const draws: LootDraws = {
    rowRoll: () => 0,
    groupRoll: () => 0,
    count: (_row, min) => min,
    pick: () => 0,
    shuffle: () => undefined,
    coin: () => false,
    enter: () => undefined,
    leave: () => undefined,
  };
  const rows = { stackSize: () => 1, equippable: () => false, rate: () => 1, allowed: () => true };
  assert.throws(
    () => rollLootTable({ profile: wotlk, tables, rows, draws, drops: new LootDrops() }, 0),
    (error: unknown) => error instanceof UserError && /table 0/.test(error.message),
  );
});

test.run();
