/**
 * Rolls of real tables come as often as their chances say, and the test notices a roller that is 5 % too generous. The quick form of
 * `npm run stats:loot -- <world>`, on the embedded world.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exactChances, testableTables } from '../../../bench/loot/exact-chances.js';
import { binomialP, leastHolm } from '../../../bench/loot/p-values.js';
import { rollMany, rollingWorld } from '../../../bench/loot/roll-statistics.js';
import { loadWorld } from '../../../data/load.js';

const LIMIT = 0.001;
const TABLES = 200;
const ROLLS = 4000;
const { content } = await loadWorld(undefined);
const tables = testableTables(content.loot, TABLES);
const least = (drop: number): number => {
  const world = rollingWorld(content, 7, drop);
  return leastHolm(tables.flatMap((table) => rollMany(world, table, ROLLS).map((result) => result.p)));
};

const test = suite('loot: statistics');

test(`${TABLES} tables give each item as often as they should`, () => {
  assert.is(tables.length, TABLES);
  const p = least(1);
  assert.ok(p > LIMIT, `least p after Holm ${p}`);
});

test('a roller 5 % too generous is caught', () => {
  assert.ok(least(1.05) < LIMIT);
});

test('tails of binomials and Holm are what they should be', () => {
  // Two-sided: P(X <= 2) of 10 at 1/2 is 56/1024.
  assert.ok(Math.abs(binomialP(10, 2, 0.5) - 112 / 1024) < 1e-12);
  assert.is(binomialP(100, 0, 0), 1);
  assert.ok(Math.abs(binomialP(1_000_000, 501_000, 0.5) - 0.0456) < 0.001);
  assert.is(leastHolm([0.5, 0.01, 0.2]), 0.03);
});

test('exact chances of a hand-made table are products', () => {
  const table = tables.find(({ chances }) => chances.some((chance) => chance < 1))!;
  assert.equal(exactChances(content.loot, table.table), table);
  assert.ok(table.chances.every((chance) => chance > 0 && chance <= 1));
});

test.run();
