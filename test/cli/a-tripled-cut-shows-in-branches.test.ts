/** Two of the pairs of `npm run tax-branches`: the same run, from one frame on with the auction cut tripled. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { taxPair } from '../../bench/economy/tax-pairs.js';

for (const seed of [1, 2]) {
  test(`seed ${seed}: with the cut tripled more goes to the houses, and sellers keep less`, () => {
    const { plain, taxed } = taxPair(seed, { bots: 120, from: 900, frames: 3600 });
    assert.ok(plain.cuts > 0);
    assert.ok(taxed.cuts > plain.cuts * 1.3, `cuts ${plain.cuts} and ${taxed.cuts}`);
    assert.ok(taxed.kept < plain.kept, `kept ${plain.kept} and ${taxed.kept}`);
  });
}

test.run();
