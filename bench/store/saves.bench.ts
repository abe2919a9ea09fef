/**
 * Saves and loads of single bots against the latency and throughput table of the bot-state design, ten times over. Latencies are what the
 * calling thread pays for one call; throughput counts until everything is committed. Usage: saves.bench.js [--bots N] [--items N]
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScenario } from '../../scenarios/load-scenario.js';
import { prepareRun } from '../../scenarios/prepare-run.js';
import { BotStatePersistence } from '../../systems/persistence/bot-state-persistence.js';
import { captureComplete } from '../../systems/persistence/capture.js';
import type { CompleteSnapshot, InventoryItemSnapshot } from '../../systems/persistence/snapshot.js';
import { WriteBack } from '../../systems/persistence/write-back.js';
import { Simulation } from '../../systems/simulation.js';
import { argument } from './arguments.js';

const BOTS = argument('--bots', 5000);
const ITEMS = argument('--items', 100);
const WARM_FRAMES = 100;
const CALLS = 2000;
/** Calls between two pauses, as within one frame. */
const CALLS_A_FRAME = 50;
const FULL_INVENTORIES = 2000;

const prepared = await prepareRun({ loaded: await loadScenario('market-day'), overrides: { bots: BOTS } });
const simulation = new Simulation(prepared.inputs);
simulation.start();
for (let f = 0; f < WARM_FRAMES; f++) simulation.step();
const { world } = simulation;
const folder = mkdtempSync(join(tmpdir(), 'botrealm-bench-'));
let files = 0;
const fresh = (): BotStatePersistence => BotStatePersistence.open(join(folder, `${files++}.sqlite`), { create: true });
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Row {
  readonly what: string;
  readonly unit: 'ms' | '/s' | 's';
  /** What the design asks for. */
  readonly target: number;
  readonly measured: number;
  /** Slowest of a hundred, for latencies. */
  readonly p99?: number;
  /** The same by processor time of all threads, for a machine that others use too. */
  readonly byProcessor?: number;
}
const rows: Row[] = [];

/** Latency of a call on the calling thread: median and 99th of a hundred, milliseconds. */
async function latency(what: string, target: number, call: (bot: number) => void): Promise<void> {
  const times = new Float64Array(CALLS);
  for (let n = 0; n < CALLS; n++) {
    const began = performance.now();
    call(n % BOTS);
    times[n] = performance.now() - began;
    if (n % CALLS_A_FRAME === 0) await pause();
  }
  times.sort();
  rows.push({ what, unit: 'ms', target, measured: times[CALLS >> 1]!, p99: times[Math.floor(CALLS * 0.99)]! });
}

/** So many a second, until they are committed. */
async function throughput(what: string, target: number, count: number, run: () => void | Promise<void>): Promise<void> {
  const began = performance.now();
  const used = process.cpuUsage();
  await run();
  const measured = (count * 1000) / (performance.now() - began);
  rows.push({ what, unit: '/s', target, measured, byProcessor: count / processorSeconds(used) });
}

function processorSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** A bot with so many things: its own, and copies of them in the places that are left. */
function laden(snapshot: CompleteSnapshot, guid: number): CompleteSnapshot {
  const pattern = snapshot.inventory.length > 0 ? snapshot.inventory : [emptyItem(guid)];
  const inventory: InventoryItemSnapshot[] = [];
  for (let n = 0; n < ITEMS; n++) {
    const item = pattern[n % pattern.length]!;
    const bag = n < 16 ? 255 : 19 + (Math.floor((n - 16) / 36) % 4);
    inventory.push({
      ...item,
      bot_guid: guid,
      bag,
      slot: n < 16 ? 23 + n : (n - 16) % 36,
      item_guid: guid * 1000 + n,
      item_id: item.item_id + (n % 50),
    });
  }
  return { ...snapshot, identity: { ...snapshot.identity, bot_guid: guid }, state: { ...snapshot.state, bot_guid: guid }, inventory };
}

function emptyItem(guid: number): InventoryItemSnapshot {
  return {
    bot_guid: guid,
    bag: 255,
    slot: 23,
    item_id: 25,
    item_guid: 1,
    stack_count: 1,
    enchantments: '',
    gems: '',
    durability: 20,
    bound: 0,
    charges: 0,
  };
}

const full = Array.from({ length: FULL_INVENTORIES }, (_, n) => laden(captureComplete({ world, bot: n % BOTS }), 1_000_000 + n));

async function latencies(): Promise<void> {
  const p = fresh();
  for (let bot = 0; bot < BOTS; bot++) p.saveCompleteSnapshot({ world, bot });
  for (const snapshot of full) p.saveSnapshot(snapshot);
  await p.settle();
  await latency('state save (async)', 1, (bot) => p.saveBotStateAsync({ world, bot }));
  await p.settle();
  await latency('state load (sync)', 5, (bot) => p.loadBotState(world.uidOf(bot)));
  await latency(`inventory save (async, ${ITEMS} items)`, 2, (bot) => {
    const { identity, inventory } = full[bot % FULL_INVENTORIES]!;
    p.saveInventoryItems(identity.bot_guid, inventory);
  });
  await p.settle();
  await latency(`inventory load (sync, ${ITEMS} items)`, 10, (bot) => p.loadInventory(1_000_000 + (bot % FULL_INVENTORIES)));
  await latency('equipment save (async)', 1, (bot) => p.saveEquipmentAsync({ world, bot }));
  await p.settle();
  await latency('equipment load (sync)', 5, (bot) => p.loadEquipment(world.uidOf(bot)));
  await latency('complete snapshot (async)', 5, (bot) => p.saveCompleteSnapshot({ world, bot }));
  await p.settle();
  await latency('position update (async)', 0.5, (bot) => p.updateBotPositionAsync({ world, bot }));
  await latency('gold update (async)', 0.5, (bot) => p.updateBotGoldAsync({ world, bot }));
  await p.close();
}

async function throughputs(): Promise<void> {
  let p = fresh();
  await throughput('states saved', 1000, BOTS, async () => {
    for (let bot = 0; bot < BOTS; bot++) p.saveBotStateAsync({ world, bot });
    await p.settle();
  });
  await throughput('states loaded', 200, BOTS, () => {
    for (let bot = 0; bot < BOTS; bot++) p.loadBotState(world.uidOf(bot));
  });
  await throughput('equipment saved', 1000, BOTS, async () => {
    for (let bot = 0; bot < BOTS; bot++) p.saveEquipmentAsync({ world, bot });
    await p.settle();
  });
  await throughput('equipment loaded', 200, BOTS, () => {
    for (let bot = 0; bot < BOTS; bot++) p.loadEquipment(world.uidOf(bot));
  });
  await p.close();
  p = fresh();
  await throughput(`inventories of ${ITEMS} items saved`, 500, FULL_INVENTORIES, async () => {
    for (const { identity, inventory } of full) p.saveInventoryItems(identity.bot_guid, inventory);
    await p.settle();
  });
  await throughput(`inventories of ${ITEMS} items loaded`, 100, FULL_INVENTORIES, () => {
    for (let n = 0; n < FULL_INVENTORIES; n++) p.loadInventory(1_000_000 + n);
  });
  await p.close();
}

/** All bots at once, as at a shutdown, and their return. */
async function everybody(): Promise<void> {
  const p = fresh();
  const writeBack = new WriteBack(p);
  let began = performance.now();
  const used = process.cpuUsage();
  writeBack.afterFrame(world);
  writeBack.flush(world);
  const handedOver = performance.now() - began;
  await p.settle();
  rows.push({
    what: `all ${BOTS} bots saved`,
    unit: 's',
    target: (5 * BOTS) / 5000,
    measured: (performance.now() - began) / 1000,
    byProcessor: processorSeconds(used),
  });
  console.log(`  (all ${BOTS} bots: ${handedOver.toFixed(1)} ms on the simulating thread for the first batch, when every bot is new)`);
  began = performance.now();
  for (let bot = 0; bot < BOTS; bot++) p.loadCompleteSnapshot(world.uidOf(bot));
  rows.push({ what: `all ${BOTS} bots loaded`, unit: 's', target: (25 * BOTS) / 5000, measured: (performance.now() - began) / 1000 });
  // Thirty seconds later: only what changed.
  const later = new Simulation(prepared.inputs, [writeBack]);
  later.start();
  while (later.world.frame < 600) later.step();
  began = performance.now();
  writeBack.flush(later.world);
  console.log(`  (write-back every 30 s at ${BOTS} bots: ${writeBack.batches} batches, ${writeBack.saves} saves in all)`);
  await p.close();
}

/** How many times over the target is met. */
function times({ unit, target, measured }: Row): number {
  return unit === '/s' ? measured / target : target / measured;
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}

try {
  console.log(`Bot state persistence: ${BOTS} bots of market-day, full inventories of ${ITEMS} items; ten times over is the goal\n`);
  await latencies();
  await throughputs();
  await everybody();
  let missed = 0;
  for (const row of rows) {
    const met = times(row) >= 10;
    if (!met) missed++;
    const processor = row.byProcessor === undefined ? '' : `, by processor time ${shown(row.byProcessor)} ${row.unit}`;
    const p99 = row.p99 === undefined ? '' : `, 99th of a hundred ${shown(row.p99)} ms`;
    const sign = row.unit === '/s' ? '>' : '<';
    console.log(
      `  ${row.what.padEnd(38)} ${`${shown(row.measured)} ${row.unit}`.padStart(14)}   design ${sign} ${shown(row.target)} ${row.unit}: ${shown(times(row)).padStart(6)} times over ${met ? '' : 'MISSED'}${p99}${processor}`,
    );
  }
  const hash = createHash('sha256')
    .update(JSON.stringify(captureComplete({ world, bot: 0 })))
    .digest('hex')
    .slice(0, 16);
  console.log(`\n${rows.length - missed} of ${rows.length} met ten times over; result ${hash}`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
