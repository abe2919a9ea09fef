/**
 * What a tripled auction cut does, in pairs of branches from one frame of one run (`botrealm resume RUN --from N --set auction.cut=0.15`): the
 * sink by cuts, and the share of listed value that sellers keep.
 *
 *   npm run tax-branches [-- seeds bots minutes world]
 */
import { resolve } from 'node:path';
import { taxPair } from './tax-pairs.js';

const FRAMES_PER_MINUTE = 600;
const seeds = Number(process.argv[2] ?? 10);
const bots = Number(process.argv[3] ?? 300);
const frames = Number(process.argv[4] ?? 30) * FRAMES_PER_MINUTE;
const world = process.argv[5] === undefined ? undefined : resolve(process.argv[5]);

let rose = 0;
let fell = 0;
for (let seed = 1; seed <= seeds; seed++) {
  const { plain, taxed } = taxPair(seed, { bots, from: Math.floor(frames / 3), frames, world });
  if (taxed.cuts > plain.cuts) rose++;
  if (taxed.kept < plain.kept) fell++;
  console.log(
    `seed ${seed}: cuts ${plain.cuts} -> ${taxed.cuts} copper (x ${(taxed.cuts / plain.cuts).toFixed(2)}), kept ${plain.kept.toFixed(1)} -> ${taxed.kept.toFixed(1)} % of listed value`,
  );
}
console.log(`the sink by cuts rose in ${rose} of ${seeds}, the share that sellers keep fell in ${fell} of ${seeds}`);
