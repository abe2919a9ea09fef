/**
 * Rolls a second against a straightforward object-based roller over the same tables, in turns, in one run; then the driver: 1,500 loot
 * commands a simulated second at 5,000 bots. Usage: loot.bench.js [world] [--rolls N]
 */
import { loadWorld } from '../../data/load.js';
import { rollTable } from '../../systems/loot/roll-table.js';
import { mix32 } from '../../engine/random.js';
import { driveLoot } from './driver.js';
import { laidOutWorld } from './laid-out-world.js';
import { objectTables, rollObjects } from './object-roller.js';
import { rollingWorld } from './roll-statistics.js';

const args = process.argv.slice(2);
const at = args.indexOf('--rolls');
const rolls = at >= 0 ? Number(args[at + 1]) : 200_000;
const path = args.find((arg, k) => !arg.startsWith('--') && (at < 0 || k !== at + 1));
const { content } = await loadWorld(path);
const kinds = [...new Set(content.creatures.loot)].filter((t) => t >= 0);
const world = rollingWorld(content, 1);
const tables = objectTables(content.loot);
let sum = 0;

function ours(from: number): void {
  for (let n = 0; n < rolls; n++) {
    world.frame = from + n;
    const drops = rollTable(world, kinds[n % kinds.length]!, 1000 + n);
    for (let d = 0; d < drops.length; d++) sum = mix32(sum ^ (drops.item[d]! * 256 + drops.count[d]!));
  }
}
function theirs(): number {
  let things = 0;
  for (let n = 0; n < rolls; n++) things += rollObjects(tables, kinds[n % kinds.length]!).length;
  return things;
}
function time(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

ours(0);
theirs();
const ratios: number[] = [];
let best = Infinity;
for (let turn = 0; turn < 5; turn++) {
  const a = time(() => ours((turn + 1) * rolls));
  const b = time(theirs);
  best = Math.min(best, a);
  ratios.push(b / a);
}
ratios.sort((a, b) => a - b);
console.log(
  `${kinds.length} creature tables: ${(rolls / best / 1000).toFixed(2)} million rolls a second, ${ratios[2]!.toFixed(2)} times a roller of objects (median of 5 turns)`,
);
console.log(`result of the rolls ${(sum >>> 0).toString(16)}`);

const field = laidOutWorld(content, 5000, 1);
driveLoot(field, 5, 1500);
const driven = driveLoot(field, 60, 1500);
console.log(
  `driver at 5,000 bots: ${driven.commandsPerSecond.toFixed(0)} loot commands a simulated second, ${driven.thingsLooted} things looted in 60 s, oldest command ${driven.oldestFrames / 10} simulated seconds, ${driven.refused} refused, ${driven.timesRealTime.toFixed(0)} times real time`,
);
console.log(`result of the driver ${field.write.hash.digest(field.frame)}`);
