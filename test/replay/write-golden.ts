/** `npm run golden`: take down the hashes of the golden runs as they are now. */
import { writeFileSync } from 'node:fs';
import { GOLDEN_SEEDS, goldenOf, goldenPath } from './golden-runs.js';

const golden = Object.fromEntries(await Promise.all(GOLDEN_SEEDS.map(async (seed) => [seed, await goldenOf(seed)])));
writeFileSync(goldenPath(), `${JSON.stringify(golden, null, 2)}\n`);
console.log(`written: ${goldenPath()}`);
