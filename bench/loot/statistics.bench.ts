/**
 * A million rolls of each of 200 tables of a world against their exact chances; the least p-value after Holm's adjustment must stay above
 * 0.001. The same test on a roller whose chances are 5 % too high must fail. Usage: statistics.bench.js <world> [--rolls N] [--tables N]
 * [--seed N]
 */
import { loadWorld } from '../../data/load.js';
import { testableTables } from './exact-chances.js';
import { leastHolm } from './p-values.js';
import { rollMany, rollingWorld } from './roll-statistics.js';
import type { ItemResult } from './roll-statistics.js';

const args = process.argv.slice(2);
const numberOf = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at >= 0 ? Number(args[at + 1]) : otherwise;
};
const rolls = numberOf('--rolls', 1_000_000);
const wanted = numberOf('--tables', 200);
const seed = numberOf('--seed', 1);
const path = args.find((arg, at) => !arg.startsWith('--') && !args[at - 1]?.startsWith('--'));
const LIMIT = 0.001;
/** Rolls of the wrong roller: it is caught long before a million. */
const WRONG_ROLLS = Math.min(rolls, 100_000);

const content = await loadWorld(path);
const tables = testableTables(content.content.loot, wanted);
function run(drop: number, each: number): ItemResult[] {
  const world = rollingWorld(content.content, seed, drop);
  return tables.flatMap((table) => rollMany(world, table, each));
}
const started = performance.now();
const right = run(1, rolls);
const seconds = (performance.now() - started) / 1000;
const least = leastHolm(right.map((r) => r.p));
const wrong = leastHolm(run(1.05, WRONG_ROLLS).map((r) => r.p));
console.log(
  `${tables.length} tables, ${right.length} items, ${rolls} rolls each: least p after Holm ${least.toPrecision(3)} (must be above ${LIMIT}); ${((rolls * tables.length) / seconds / 1e6).toFixed(2)} million rolls a second`,
);
console.log(`a roller 5 % too generous, ${WRONG_ROLLS} rolls each: least p after Holm ${wrong.toPrecision(3)} (must be below ${LIMIT})`);
if (tables.length < wanted) console.log(`the world has only ${tables.length} tables with simple chances`);
if (least <= LIMIT || wrong > LIMIT) process.exitCode = 1;
