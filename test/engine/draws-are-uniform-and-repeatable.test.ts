import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sampleCorrelation } from 'simple-statistics';
import { RandomStream, draw, drawBelow, drawBetween, mix32, mixInt } from '../../engine/random.js';
import { StoredStream } from '../../engine/stored-stream.js';
import { lanesAgree, smallArena } from './small-arena.js';

const SEEDS = [1, 7, 2 ** 31, 4_294_967_295];

/**
 * Chi-square of counts against equal shares, in standard deviations from what chance expects: (chi2 - df) / sqrt(2 df). Beyond 4.5 less
 * than one fair sample in 100,000 lies; the seeds are fixed, so that the verdict is too.
 */
function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((s, n) => s + n, 0) / counts.length;
  const chi2 = counts.reduce((s, n) => s + ((n - expected) * (n - expected)) / expected, 0);
  const df = counts.length - 1;
  return (chi2 - df) / Math.sqrt(2 * df);
}

function countsOf(bins: number, draws: number, next: (i: number) => number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < draws; i++) counts[next(i)]!++;
  return counts;
}

/** The draw as each of its arguments runs alone: over bots, over frames, over uses, over draws of one use. */
const RUNS: readonly [string, (i: number, seed: number, bound: number) => number][] = [
  ['uid', (i, seed, bound) => drawBelow(bound, seed, i, 100, 6, 0)],
  ['frame', (i, seed, bound) => drawBelow(bound, seed, 1234, i, 6, 0)],
  ['salt', (i, seed, bound) => drawBelow(bound, seed, 1234, 100, i, 0)],
  ['n', (i, seed, bound) => drawBelow(bound, seed, 1234, 100, 6, i)],
];
for (const [what, next] of RUNS) {
  test(`draws are uniform over ${what}, for bounds small and large`, () => {
    for (const seed of SEEDS) {
      for (const bound of [2, 3, 10, 97, 1000]) {
        const z = unevenness(countsOf(bound, 40_000, (i) => next(i, seed, bound)));
        assert.ok(Math.abs(z) < 4.5, `seed ${seed}, bound ${bound}: ${z.toFixed(1)} standard deviations`);
      }
    }
  });
}

test('every bit of a draw is as often 1 as 0', () => {
  for (const seed of SEEDS) {
    const ones = new Array<number>(32).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const h = draw(seed, i, 1, 2, 3);
      for (let b = 0; b < 32; b++) ones[b]! += (h >>> b) & 1;
    }
    // 5 standard deviations of 20,000 tosses are 354.
    for (const [b, count] of ones.entries()) assert.ok(Math.abs(count - 10_000) < 354, `seed ${seed}, bit ${b}: ${count}`);
  }
});

test('neighbours do not know of each other: uids, frames, salts, draws and seeds', () => {
  const n = 20_000;
  const base = Array.from({ length: n }, (_, i) => draw(3, i, 50, 6, 0));
  const neighbours: readonly [string, (i: number) => number][] = [
    ['the next uid', (i) => draw(3, i + 1, 50, 6, 0)],
    ['the uid 1024 further', (i) => draw(3, i + 1024, 50, 6, 0)],
    ['the next frame', (i) => draw(3, i, 51, 6, 0)],
    ['uid and frame exchanged', (i) => draw(3, 50, i, 6, 0)],
    ['the next salt', (i) => draw(3, i, 50, 7, 0)],
    ['the next draw', (i) => draw(3, i, 50, 6, 1)],
    ['the next seed', (i) => draw(4, i, 50, 6, 0)],
  ];
  for (const [what, next] of neighbours) {
    const r = sampleCorrelation(
      base,
      Array.from({ length: n }, (_, i) => next(i)),
    );
    // 5 standard deviations of a correlation of 20,000 pairs are 0.035.
    assert.ok(Math.abs(r) < 0.035, `${what}: correlation ${r.toFixed(3)}`);
  }
});

test('pairs of neighbouring uids fill the square evenly', () => {
  for (const seed of SEEDS) {
    const z = unevenness(countsOf(256, 60_000, (i) => drawBelow(16, seed, i, 9, 1, 0) * 16 + drawBelow(16, seed, i + 1, 9, 1, 0)));
    assert.ok(Math.abs(z) < 4.5, `seed ${seed}: ${z.toFixed(1)}`);
  }
});

test('a draw is a pure function of its arguments, within its bounds', () => {
  assert.is(draw(1, 2, 3, 4, 5), draw(1, 2, 3, 4, 5));
  for (let i = 0; i < 5000; i++) {
    const h = draw(9, i, i, 1, 1);
    assert.ok(Number.isInteger(h) && h >= 0 && h < 2 ** 32);
    assert.is(drawBelow(1, 9, i, 0, 0, 0), 0);
    const b = drawBetween(-3, 3, 9, i, 0, 0, 0);
    assert.ok(Number.isInteger(b) && b >= -3 && b <= 3);
    assert.ok(drawBelow(2 ** 32, 9, i, 0, 0, 0) < 2 ** 32);
  }
});

test('the mix is a bijection on what was tried, and mix32 is its unsigned form', () => {
  const seen = new Set<number>();
  for (let i = -50_000; i < 50_000; i++) {
    seen.add(mixInt(i));
    assert.is(mix32(i), mixInt(i) >>> 0);
  }
  assert.is(seen.size, 100_000);
});

/** Draws are part of every golden hash: whoever changes them must mean to. */
test('draws are what they were', () => {
  assert.equal([draw(1, 1000, 1, 1, 0), draw(42, 123_456, 18_000, 24, 3), mix32(1)], [1_524_125_802, 1_597_133_101, 1_753_845_952]);
  const stream = new RandomStream('world:1');
  assert.equal(
    Array.from({ length: 4 }, () => stream.below(1000)),
    [915, 672, 875, 892],
  );
});

test('a stream is uniform, and two names are two streams', () => {
  const stream = new RandomStream('a');
  const other = new RandomStream('b');
  const own = Array.from({ length: 20_000 }, () => stream.below(1000));
  assert.ok(Math.abs(unevenness(countsOf(1000, own.length, (i) => own[i]!))) < 4.5);
  assert.ok(
    Math.abs(
      sampleCorrelation(
        own,
        own.map(() => other.below(1000)),
      ),
    ) < 0.035,
  );
});

test('a stored stream goes on in a restored world as in the original', () => {
  const original = smallArena();
  const stream = new StoredStream(original.write, original.c.stream, 'world:7');
  for (let n = 0; n < 25; n++) stream.below(100);
  const restored = smallArena();
  const copy = new StoredStream(restored.write, restored.c.stream, 'another seed');
  new Uint8Array(restored.arena.buffer).set(new Uint8Array(original.arena.buffer));
  copy.restore();
  for (let n = 0; n < 100; n++) assert.is(copy.below(1_000_000), stream.below(1_000_000));
});

test('every draw of a stored stream is in the hashed cells at once', () => {
  const { write, c } = smallArena();
  const stream = new StoredStream(write, c.stream, 'world:7');
  const seen = new Set([write.hash.digest(0)]);
  for (let n = 0; n < 50; n++) {
    stream.below(10);
    seen.add(write.hash.digest(0));
  }
  assert.is(seen.size, 51);
  assert.ok(lanesAgree(write));
});

test('a draw of a command that was undone is drawn again', () => {
  const { write, c } = smallArena();
  const stream = new StoredStream(write, c.stream, 'world:7');
  stream.below(10);
  const digest = write.hash.digest(0);
  write.beginJournal();
  const undone = Array.from({ length: 5 }, () => stream.below(1_000_000));
  write.rollback();
  assert.is(write.hash.digest(0), digest);
  assert.equal(
    Array.from({ length: 5 }, () => stream.below(1_000_000)),
    undone,
  );
});

test.run();
