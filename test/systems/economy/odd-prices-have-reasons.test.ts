/** Prices far from what a vendor pays are named, each with what the sales say about why. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { oddItems } from '../../../systems/economy/report/odd-prices.js';

function odd(vendor: number, course: readonly number[], byBid = 0): string[] {
  const prices = Float64Array.from(course).sort();
  const middle = prices[prices.length >> 1]!;
  const item = { itemId: 1, name: 'Thing', sales: course.length, vendor, overVendor: vendor > 0 ? middle / vendor : null };
  const sales = { itemId: 1, name: 'Thing', sales: course.length, units: course.length, copper: 0, prices, course, byBid };
  return oddItems([item], [sales]).map(({ reason }) => reason);
}

test('a median from a tenth to a hundred times the vendor price, or without one, is not odd', () => {
  for (const price of [10, 100, 10_000]) assert.equal(odd(100, [price, price, price]), []);
  assert.equal(odd(0, [1_000_000]), []);
});

test('each odd price has its reasons', () => {
  const [few] = odd(1, [500]);
  assert.match(few!, /^only 1 sold; a vendor pays 1 copper/);
  const [risen] = odd(1, [50, 60, 150, 200, 300, 400]);
  assert.match(risen!, /rose from 55 to 350 copper a unit/);
  const [bid] = odd(1000, [60, 61, 62, 63, 64, 65], 4);
  assert.is(bid, '4 of 6 went to a single bid below the asking price');
  const [cheap] = odd(1000, [60, 61, 62, 63, 64, 65]);
  assert.is(cheap, 'sellers asked less than a vendor pays from the first sale on');
});

test.run();
