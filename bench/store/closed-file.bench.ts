/**
 * What a closed run file costs and how fast it answers: bytes a frame by table and index, `bot_at` of one frame early and late, and frames
 * that come back from the file with the very hashes of the run. Usage:
 *   closed-file.bench.js RUN [--looks N] [--resumed N] [--on FRAMES] [--seed N]
 */
import Database from 'better-sqlite3';
import { mixInt } from '../../engine/random.js';
import { openRun } from '../../engine/store/open-run.js';
import { checkpointBefore, goTo } from '../../systems/replay/go-back.js';
import { readRunInputs } from '../../systems/replay/run-inputs.js';
import { Simulation } from '../../systems/simulation.js';
import { args, argument } from './arguments.js';

const path = args[0];
/** Looks at each end of the file. */
const LOOKS = argument('--looks', 60);
/** Frames that are gone back to, and frames that are simulated from each. */
const RESUMED = argument('--resumed', 20);
const ON = argument('--on', 20);
const SEED = argument('--seed', 1);
/** What the design asks for: bytes a frame, and a look at all bots, milliseconds. */
const BYTES_GOAL = 16_384;
const LOOK_GOAL_MS = 100;
/** Tables and indexes that are listed. */
const LISTED = 20;
let missed = 0;

function judge(what: string, value: string, met: boolean): void {
  if (!met) missed++;
  console.log(`${what}: ${value}: ${met ? 'met' : 'MISSED'}`);
}

function bytes(db: Database.Database, frames: number): void {
  const rows = db.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC').all() as {
    name: string;
    bytes: number;
  }[];
  const all = rows.reduce((sum, row) => sum + row.bytes, 0);
  for (const row of rows.slice(0, LISTED))
    console.log(`  ${row.name.padEnd(36)} ${String(Math.round(row.bytes / frames)).padStart(6)} bytes a frame`);
  judge(
    `${frames} frames, all tables, indexes and checkpoints`,
    `${Math.round(all / frames)} bytes a frame, at most ${BYTES_GOAL}`,
    all / frames <= BYTES_GOAL,
  );
}

/** 95th of a hundred looks at all bots, each at another frame, from a connection that has seen nothing yet. */
function looks(from: number, last: number): { p50: number; p95: number } {
  const db = new Database(path!, { readonly: true });
  const query = db.prepare('SELECT * FROM bot_at WHERE frame = ?');
  const times: number[] = [];
  for (let n = 0; n < LOOKS; n++) {
    const began = performance.now();
    query.all(Math.min(last, from + n));
    times.push(performance.now() - began);
  }
  db.close();
  times.sort((a, b) => a - b);
  return { p50: times[LOOKS >> 1]!, p95: times[Math.min(LOOKS - 1, Math.ceil(LOOKS * 0.95) - 1)]! };
}

/** Frames of the file come back, and the frames after them have the hashes that the file has. */
async function comeBack(run: ReturnType<typeof openRun>): Promise<void> {
  const hashes = run.db.prepare('SELECT state_hash FROM frame ORDER BY frame').pluck().all() as string[];
  const { inputs } = await readRunInputs(run);
  const again = new Simulation(inputs);
  let wrong = 0;
  for (let n = 0; n < RESUMED; n++) {
    const frame = 1 + ((mixInt(n * 7919 + SEED) >>> 0) % (run.lastFrame - 1));
    // Before the first checkpoint a world begins at frame 0, which it does once.
    const simulation = checkpointBefore(run.db, frame) === null ? new Simulation(inputs) : again;
    await goTo(run, simulation, frame);
    const units = run.db.prepare('SELECT units_granted FROM frame WHERE frame = ?').pluck();
    if (simulation.stateHash !== hashes[frame]) wrong++;
    const last = Math.min(run.lastFrame, frame + ON);
    while (simulation.world.frame < last) {
      simulation.step(undefined, units.get(simulation.world.frame + 1) as number);
      if (simulation.stateHash !== hashes[simulation.world.frame]) wrong++;
    }
    console.log(`  frame ${frame} and the ${last - frame} after it`);
  }
  judge(`${RESUMED} random frames and ${ON} after each`, `${wrong} hashes differ`, wrong === 0);
}

if (path === undefined) {
  console.error('expected a run file: npm run bench:closed-file -- RUN.sqlite');
  process.exit(2);
}
const run = openRun(path);
bytes(run.db, run.lastFrame);
for (const [what, from] of [
  ['early', 100],
  ['late', run.lastFrame - LOOKS],
] as const) {
  const { p50, p95 } = looks(Math.max(0, from), run.lastFrame);
  judge(`bot_at ${what}`, `median ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, at most ${LOOK_GOAL_MS}`, p95 < LOOK_GOAL_MS);
}
await comeBack(run);
run.db.close();
process.exitCode = missed === 0 ? 0 : 1;
