/** The statistics of the economy report on lists whose answers are known. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chainedIndex, link } from '../../../systems/economy/report/price-index.js';
import { ascending, gini, herfindahl, median, quantile } from '../../../systems/economy/report/statistics.js';

const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, expected ${expected}`);
const sold = (entries: readonly (readonly [number, number, number])[]) =>
  new Map(entries.map(([kind, units, copper]) => [kind, { units, copper }]));

const figures = suite('figures');
figures('quantiles lie between neighbours', () => {
  const list = ascending([4, 1, 3, 2]);
  near(median(list), 2.5);
  near(quantile(list, 0), 1);
  near(quantile(list, 1), 4);
  near(quantile(list, 0.1), 1.3);
  assert.ok(Number.isNaN(median([])));
});
figures('Gini is 0 when all have the same, and (n - 1) / n when one has everything', () => {
  near(gini([5, 5, 5, 5]), 0);
  near(gini([0, 0, 0, 8]), 0.75);
  near(gini([1, 2, 3, 4]), 0.25);
  near(gini([0, 0]), 0);
});
figures('Herfindahl is 1 for one source and 1/n for n alike', () => {
  near(herfindahl([0, 7, 0]), 1);
  near(herfindahl([3, 3, 3, 3]), 0.25);
  assert.ok(Number.isNaN(herfindahl([0, 0])));
});
figures('a price link is Fisher: the root of Laspeyres times Paasche over what was sold in both', () => {
  // Kind 1 doubles, kind 2 halves; kind 3 is sold once only and does not count.
  const before = sold([
    [1, 10, 100],
    [2, 10, 100],
    [3, 1, 999],
  ]);
  const now = sold([
    [1, 5, 100],
    [2, 20, 100],
  ]);
  const laspeyres = (20 * 10 + 5 * 10) / (10 * 10 + 10 * 10);
  const paasche = (20 * 5 + 5 * 20) / (10 * 5 + 10 * 20);
  near(link(before, now), Math.sqrt(laspeyres * paasche));
  near(link(before, sold([[9, 1, 1]])), 1);
});
figures('the chain doubles when all prices double, and windows without sales keep it', () => {
  const at = (price: number) => sold([[1, 4, 4 * price]]);
  assert.equal(chainedIndex([new Map(), at(10), new Map(), at(20), at(20)]), [100, 100, 100, 200, 200]);
});
figures.run();
