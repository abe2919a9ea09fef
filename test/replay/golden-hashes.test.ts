/** Two seeds, known hashes: a change that alters runs must say so (CONTRIBUTING.md), and `npm run golden` takes the new ones down. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GOLDEN_SEEDS, goldenOf, storedGolden } from './golden-runs.js';

for (const seed of GOLDEN_SEEDS) {
  test(`seed ${seed} of smoke has the hashes it always had`, async () => {
    assert.equal(
      await goldenOf(seed),
      storedGolden()[seed],
      'the run has changed: if it was meant to, say so in CHANGELOG.md and run npm run golden',
    );
  });
}

test('the two seeds differ', () => {
  const [a, b] = GOLDEN_SEEDS.map((seed) => storedGolden()[seed]!);
  assert.is.not(a!['1200'], b!['1200']);
});

test.run();
