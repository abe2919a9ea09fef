/**
 * Mutations of real files: each is read to a good result or refused with a `UserError` of one line, within bounded time, and nothing is left
 * half-written. A few hundred of each kind here; `npm run fuzz` makes 10,000. BOTREALM_FUZZ_FROM=N begins at mutation N: a failure names it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KINDS } from './kinds.js';
import type { Kind } from './kinds.js';
import type { FuzzOutcome, FuzzTask } from './fuzz-worker.js';

const COUNT = Number(process.env['BOTREALM_FUZZ'] ?? '250');
const FROM = Number(process.env['BOTREALM_FUZZ_FROM'] ?? '0');
const ONLY = process.env['BOTREALM_FUZZ_KIND'];
/** A mutation that is read for longer hangs. The slowest, a replay in the embedded world, takes half a second. */
const HANG_MS = 30_000;
const LOOK_MS = 500;

const folder = mkdtempSync(join(tmpdir(), 'botrealm-fuzz-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** Have a thread read all mutations of a kind; one that does not come to an end is named. */
function fuzz(kind: Kind): Promise<FuzzOutcome> {
  const own = join(folder, kind.replace(' ', '-'));
  mkdirSync(own);
  const counter = new SharedArrayBuffer(4);
  const at = new Int32Array(counter);
  const task: FuzzTask = { kind, folder: own, from: FROM, to: FROM + COUNT, counter };
  const worker = new Worker(new URL('./fuzz-worker.js', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    let last = -1;
    let since = performance.now();
    const timer = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== last) [last, since] = [now, performance.now()];
      else if (performance.now() - since > HANG_MS) settle(() => reject(new Error(`${kind}, mutation ${now}: hangs`)));
    }, LOOK_MS);
    const settle = (end: () => void): void => {
      clearInterval(timer);
      void worker.terminate();
      end();
    };
    worker.on('message', (outcome: FuzzOutcome) => settle(() => resolve(outcome)));
    worker.on('error', (error) => settle(() => reject(error)));
  });
}

for (const kind of Object.keys(KINDS) as Kind[]) {
  if (ONLY !== undefined && ONLY !== kind) continue;
  test(`${kind}: good or refused`, async () => {
    const { good, refused, slowest, slowestMs, failure } = await fuzz(kind);
    if (failure !== undefined) assert.unreachable(`${kind}, mutation ${failure.n}: ${failure.message}`);
    process.stdout.write(`${kind}: ${good} good, ${refused} refused; longest ${Math.round(slowestMs)} ms (mutation ${slowest})\n`);
    assert.is(good + refused, COUNT);
    assert.ok(good > 0 && refused > COUNT / 20, `${good} good, ${refused} refused: the mutations tell nothing`);
  });
}

test.run();
