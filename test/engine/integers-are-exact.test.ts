import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { clamp, decayPpm, distance, isqrt } from '../../engine/integer-math.js';
import { check } from '../property/check.js';

function isRoot(n: number): boolean {
  const r = BigInt(isqrt(n));
  return r * r <= BigInt(n) && (r + 1n) * (r + 1n) > BigInt(n);
}

test('isqrt is exact at and beside every kind of square below 2^52', () => {
  for (let n = 0; n < 10_000; n++) assert.ok(isRoot(n), `${n}`);
  for (const r of [2 ** 10, 2 ** 20, 2 ** 25, 2 ** 26, 94_906_265 >> 1, 67_108_863]) {
    for (const n of [r * r - 1, r * r, r * r + 1, r * r + 2 * r]) if (n < 2 ** 52) assert.ok(isRoot(n), `${n}`);
  }
  check(
    fc.property(
      fc.maxSafeInteger().filter((n) => n >= 0 && n < 2 ** 52),
      (n) => isRoot(n),
    ),
    2000,
  );
  check(
    fc.property(fc.nat({ max: 2 ** 26 - 1 }), (r) => isRoot(r * r) && (r === 0 || isRoot(r * r - 1))),
    2000,
  );
});

test('a distance is symmetric, exact for whole ones, and rounded down', () => {
  assert.is(distance(0, 0, 3, 4), 5);
  assert.is(distance(-1_700_000, -1_700_000, 1_700_000, 1_700_000), 4_808_326);
  assert.is(distance(0, 0, 1, 1), 1);
  const place = fc.integer({ min: -2_000_000, max: 2_000_000 });
  check(
    fc.property(place, place, place, place, (ax, ay, bx, by) => {
      const d = BigInt(distance(ax, ay, bx, by));
      const square = BigInt(ax - bx) * BigInt(ax - bx) + BigInt(ay - by) * BigInt(ay - by);
      assert.ok(d * d <= square && (d + 1n) * (d + 1n) > square);
      assert.is(distance(bx, by, ax, ay), Number(d));
    }),
    500,
  );
});

/** e^(-x/1024) in millionths, rounded down, in integers of 60 digits: the Taylor series of e^(x/1024), inverted. */
function exactDecay(x: number): number {
  const one = 10n ** 60n;
  let term = one;
  let sum = one;
  for (let n = 1n; term > 0n; n++) {
    term = (term * BigInt(x)) / (1024n * n);
    sum += term;
  }
  return Number((1_000_000n * one) / sum);
}

test('the decay is exact to the millionth in every step', () => {
  for (let x = 1; x <= 14_200; x++) {
    const exact = exactDecay(x);
    assert.is(decayPpm(x), exact, `x = ${x}`);
  }
});

test('the decay begins at 1, never rises, and ends at 0', () => {
  assert.is(decayPpm(0), 1_000_000);
  assert.is(decayPpm(-5), 1_000_000);
  for (let x = 1; x <= 15_000; x++) assert.ok(decayPpm(x) <= decayPpm(x - 1), `it rises at ${x}`);
  assert.is(decayPpm(14_147), 1);
  for (const x of [14_148, 1e6, 2 ** 31, Infinity]) assert.is(decayPpm(x), 0);
});

test('clamp keeps what is within and cuts what is beyond', () => {
  assert.equal([clamp(5, 0, 10), clamp(-5, 0, 10), clamp(50, 0, 10), clamp(0, 0, 10), clamp(10, 0, 10)], [5, 0, 10, 0, 10]);
});

test.run();
