/**
 * Child process of killed.test.ts: writes toy frames to the file it is told, and says what was
 * acknowledged. With a number of
 * frames it closes the run after them and says "closing" before.
 */
import { writeSync } from 'node:fs';
import { EngineRows } from '../../../engine/store/engine-rows.js';
import { createToyStore, writeToyFrame } from './fixtures.js';
import { killedFrameRows } from './killed-frames.js';

const frames = Number(process.argv[3] ?? Infinity);
const store = await createToyStore(process.argv[2]!, { ringWords: 4096 });
const rows = new EngineRows(store);
writeSync(1, 'writing\n');
let told = -1;
for (let frame = 0; frame < frames; frame++) {
  writeToyFrame(store, rows, frame, killedFrameRows(frame));
  const acknowledged = store.acknowledgedFrame;
  if (acknowledged !== told) writeSync(1, `${(told = acknowledged)}\n`);
}
writeSync(1, 'closing\n');
await store.close({ complete: true });
