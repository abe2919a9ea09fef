import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ScheduleRunner, TIER_NAMES, Tier } from '../../engine/schedule.js';
import type { DueList, ScheduleRow, SystemRow } from '../../engine/schedule.js';
import { WakeWheel } from '../../engine/wake-wheel.js';
import { smallArena } from './small-arena.js';
import { refusedAs } from './refused-as.js';

const ENTRIES = 200;
const UIDS = Int32Array.from({ length: ENTRIES }, (_, i) => i + 1);

interface BenchWorld {
  readonly due: DueList;
  readonly lanes: readonly WakeWheel[];
  readonly commands: { system: number; flush(world: never, frame: number): number };
  readonly fighting: Set<number>;
  inCombat(id: number): boolean;
  stateMark(): number;
}
type Row = Partial<SystemRow<BenchWorld>> & { name: string };

/** A world that does nothing but write down who ran when. */
function makeBench(rows: readonly (Row | { flush: string })[]) {
  const { write, c } = smallArena(4, ENTRIES);
  const calls: { name: string; frame: number; ids: number[]; system: number }[] = [];
  const fighting = new Set<number>();
  const world: BenchWorld = {
    due: { ids: new Int32Array(0), count: 0 },
    lanes: [c.due.f.first, c.due.f.second].map((field) => new WakeWheel(write, field, ENTRIES, 5, UIDS)),
    commands: { system: -1, flush: (_, frame) => calls.push({ name: 'flush', frame, ids: [], system: -1 }) },
    fighting,
    inCombat: (id) => fighting.has(id),
    stateMark: () => write.hash.mark(),
  };
  const schedule = rows.map((row): ScheduleRow<BenchWorld> => {
    if ('flush' in row) return row;
    const run = (w: BenchWorld, frame: number) => {
      calls.push({
        name: row.name,
        frame,
        ids: row.lane === undefined ? [] : [...w.due.ids.subarray(0, w.due.count)],
        system: w.commands.system,
      });
      row.run?.(w, frame);
    };
    return { tier: Tier.normal, interval: 1, weight: 1, ...row, run };
  });
  return { world, calls, runner: new ScheduleRunner(schedule, ENTRIES) };
}

/** A system whose entries want to run again `delay` frames later. */
function busy(name: string, lane: number, weight: number, delay = 1, more: Partial<Row> = {}): Row {
  return {
    name,
    lane,
    weight,
    ...more,
    run: (world, frame) => {
      for (let k = 0; k < world.due.count; k++) world.lanes[lane]!.schedule(world.due.ids[k]!, frame + delay);
    },
  };
}

test('rows run from top to bottom, flush points among them, and commands know their row', () => {
  const { world, calls, runner } = makeBench([
    { name: 'late', tier: Tier.idle },
    { flush: 'middle' },
    { name: 'early', tier: Tier.critical },
  ]);
  runner.run(world, 1, 0);
  assert.equal(
    calls.map((c) => c.name),
    ['late', 'flush', 'early'],
  );
  assert.equal(
    calls.map((c) => c.system),
    [0, -1, 2],
  );
  assert.is(runner.rowOf('early'), 2);
  assert.is(runner.rowOf('middle'), -1);
  assert.equal(
    TIER_NAMES.map((name) => Tier[name]),
    [0, 1, 2, 3, 4],
  );
});

test('a system runs in multiples of its interval, which can change while the run goes on', () => {
  const { world, calls, runner } = makeBench([{ name: 'slow', interval: 4 }]);
  for (let frame = 1; frame <= 12; frame++) runner.run(world, frame, 0);
  runner.switches[0]!.interval = 10;
  for (let frame = 13; frame <= 30; frame++) runner.run(world, frame, 0);
  assert.equal(
    calls.map((c) => c.frame),
    [4, 8, 12, 20, 30],
  );
});

test('a system that was switched off catches up with everything that fell due', () => {
  const { world, calls, runner } = makeBench([{ name: 'work', lane: 0 }]);
  for (let id = 0; id < 50; id++) world.lanes[0]!.schedule(id, 1 + id * 100);
  runner.switches[0]!.enabled = false;
  for (let frame = 1; frame < 4800; frame++) runner.run(world, frame, 0);
  assert.is(calls.length, 0);
  runner.switches[0]!.enabled = true;
  for (let frame = 4800; frame < 4910; frame++) runner.run(world, frame, 0);
  assert.is(calls[0]!.frame, 4800);
  assert.equal(
    calls[0]!.ids,
    Array.from({ length: 48 }, (_, id) => id),
    'the longest-waiting first',
  );
  assert.equal(calls.flatMap((c) => c.ids).length, 50);
});

test('the combat gate holds normal work back and delivers it when the fight is over', () => {
  const { world, calls, runner } = makeBench([
    { name: 'blow', tier: Tier.high, lane: 0 },
    { name: 'think', tier: Tier.normal, lane: 1 },
  ]);
  world.fighting.add(7);
  for (const lane of world.lanes) for (const id of [7, 8]) lane.schedule(id, 1);
  let held = 0;
  for (let frame = 1; frame <= 60; frame++) {
    if (frame === 35) world.fighting.delete(7);
    runner.run(world, frame, 0);
    held += runner.work.held;
  }
  const first = (name: string, id: number) => calls.find((c) => c.name === name && c.ids.includes(id))!.frame;
  assert.is(first('blow', 7), 1, 'high and critical work is not held');
  assert.is(first('think', 8), 1);
  assert.ok(first('think', 7) >= 35 && first('think', 7) < 45);
  assert.is(held, 4);
  assert.is(calls.filter((c) => c.name === 'think' && c.ids.includes(7)).length, 1);
});

test('a lane of other things than bots passes the combat gate', () => {
  const { world, calls, runner } = makeBench([{ name: 'respawn', tier: Tier.idle, lane: 0, gated: false }]);
  world.fighting.add(3);
  world.lanes[0]!.schedule(3, 2);
  runner.run(world, 1, 0);
  runner.run(world, 2, 0);
  assert.equal(
    calls.map((c) => c.ids),
    [[3]],
  );
});

test('0 units are without limit', () => {
  const { world, calls, runner } = makeBench([{ name: 'work', lane: 0, weight: 1000 }]);
  for (let id = 0; id < ENTRIES; id++) world.lanes[0]!.schedule(id, 1);
  runner.run(world, 1, 0);
  assert.is(calls[0]!.ids.length, ENTRIES);
  assert.is(runner.work.unitsUsed, ENTRIES * 1000);
  assert.is(runner.work.deferred, 0);
  assert.is(runner.handled[0], ENTRIES);
  assert.is(runner.units[0], ENTRIES * 1000);
});

test('what the units do not suffice for is deferred, and the longest-waiting go first', () => {
  const { world, calls, runner } = makeBench([{ name: 'work', lane: 0, weight: 10 }]);
  for (let id = 0; id < 100; id++) world.lanes[0]!.schedule(id, 1 + Math.floor((99 - id) / 25));
  for (let frame = 1; frame <= 12; frame++) runner.run(world, frame, 100);
  const order = calls.flatMap((c) => c.ids.map((id) => ({ id, frame: c.frame })));
  assert.is(order.length, 100);
  assert.is(new Set(order.map((o) => o.id)).size, 100);
  assert.ok(calls.every((c) => c.ids.length <= 10));
  const due = (id: number) => Math.trunc(1 + (99 - id) / 25);
  for (let k = 1; k < order.length; k++) assert.ok(due(order[k - 1]!.id) <= due(order[k]!.id), 'nobody overtakes who waits longer');
});

test('deferrals are counted, with the wait of the oldest', () => {
  const { world, runner } = makeBench([{ name: 'work', lane: 0, weight: 100 }]);
  for (let id = 0; id < 5; id++) world.lanes[0]!.schedule(id, 1);
  for (let frame = 1; frame <= 3; frame++) runner.run(world, frame, 256);
  assert.is(runner.work.unitsGranted, 256);
  assert.is(runner.work.unitsUsed, 100, 'two, two and one');
  assert.is(runner.work.deferred, 0);
  const again = makeBench([{ name: 'work', lane: 0, weight: 100 }]);
  for (let id = 0; id < 9; id++) again.world.lanes[0]!.schedule(id, 1);
  for (let frame = 1; frame <= 3; frame++) again.runner.run(again.world, frame, 256);
  assert.is(again.runner.work.deferred, 3);
  assert.is(again.runner.work.oldestDeferral, 2);
});

test("nobody starves: with twenty times too much to do, everybody's turn comes within the bound", () => {
  const units = 256;
  const weight = 8;
  const { world, calls, runner } = makeBench([
    busy('greedy', 0, 2, 1, { tier: Tier.critical }),
    busy('patient', 1, weight, 1, { tier: Tier.critical }),
  ]);
  for (const lane of world.lanes) for (let id = 0; id < ENTRIES; id++) lane.schedule(id, 1);
  const bound = Math.ceil(ENTRIES / Math.max(1, Math.floor(units / 32 / weight)));
  const last = new Map<string, number>();
  let longest = 0;
  for (let frame = 1; frame <= 4 * bound; frame++) {
    calls.length = 0;
    runner.run(world, frame, units);
    assert.ok(runner.work.unitsUsed <= units, `frame ${frame} used ${runner.work.unitsUsed} of ${units}`);
    for (const { name, ids } of calls) {
      for (const id of ids) {
        longest = Math.max(longest, frame - (last.get(`${name}:${id}`) ?? 0));
        last.set(`${name}:${id}`, frame);
      }
    }
  }
  assert.is(last.size, 2 * ENTRIES, 'everybody ran in both systems');
  assert.ok(longest <= bound, `waited ${longest} frames, the bound is ${bound}`);
});

test('a later system of the same tier and of a lower one keeps its share, however busy the first is', () => {
  for (const tier of [Tier.critical, Tier.normal, Tier.idle]) {
    const { world, runner } = makeBench([busy('first', 0, 4, 1, { tier: Tier.critical }), busy('second', 1, 4, 1, { tier })]);
    for (const lane of world.lanes) for (let id = 0; id < ENTRIES; id++) lane.schedule(id, 1);
    for (let frame = 1; frame <= 20; frame++) runner.run(world, frame, 400);
    assert.is(runner.handled[1], 20 * 3, 'a 32nd of 400 units are 3 entries of 4 units');
    assert.is(runner.handled[0], 20 * 97);
  }
});

test('a share that nobody needs is not kept: a row that rests or is off leaves it to the others', () => {
  const { world, runner } = makeBench([busy('first', 0, 1), busy('off', 1, 1), busy('resting', 1, 1, 1, { interval: 1000 })]);
  for (let id = 0; id < ENTRIES; id++) world.lanes[0]!.schedule(id, 1);
  runner.switches[1]!.enabled = false;
  runner.run(world, 1, 160);
  assert.is(runner.handled[0], 160);
});

test('one entry dearer than all units still runs, one a frame', () => {
  const { world, calls, runner } = makeBench([{ name: 'dear', lane: 0, weight: 1000 }]);
  for (let id = 0; id < 3; id++) world.lanes[0]!.schedule(id, 1);
  for (let frame = 1; frame <= 3; frame++) runner.run(world, frame, 256);
  assert.equal(
    calls.map((c) => c.ids.length),
    [1, 1, 1],
  );
});

test('a system without a lane runs once and costs its weight', () => {
  const { world, runner } = makeBench([{ name: 'sweep', weight: 30 }, busy('work', 0, 1)]);
  for (let id = 0; id < ENTRIES; id++) world.lanes[0]!.schedule(id, 1);
  runner.run(world, 1, 100);
  assert.is(runner.units[0], 30);
  assert.is(runner.handled[0], 1);
  assert.is(runner.handled[1], 70);
  assert.is(runner.work.unitsUsed, 100);
});

test('the probe sees every row that runs, in order, and changes nothing', () => {
  const seen: string[] = [];
  const probe = { begin: (row: number) => seen.push(`+${row}`), end: (row: number) => seen.push(`-${row}`) };
  const { world, runner } = makeBench([{ name: 'one' }, { flush: 'here' }, { name: 'rare', interval: 2 }]);
  runner.run(world, 1, 0, probe as never);
  assert.equal(seen, ['+0', '-0', '+1', '-1']);
});

test('a schedule that cannot work is refused with the name of the row', () => {
  for (const interval of [0, -1, 1.5])
    assert.match(
      refusedAs('user', 'bad-interval', () => makeBench([{ name: 'mine', interval }])),
      /mine/,
    );
  for (const weight of [-1, 0.5, NaN])
    assert.match(
      refusedAs('user', 'bad-weight', () => makeBench([{ name: 'mine', weight }])),
      /mine/,
    );
  refusedAs('user', 'bad-weight', () => makeBench([{ name: 'mine', lane: 0, weight: 0 }]));
  refusedAs('user', 'too-many-systems', () => makeBench(Array.from({ length: 65 }, (_, i) => ({ name: `s${i}` }))));
});

test('more due entries than the runner has room for are an internal error, not lost', () => {
  const { world, runner } = makeBench([{ name: 'work', lane: 0 }]);
  const small = new ScheduleRunner(runner.rows, 10);
  for (let id = 0; id < 11; id++) world.lanes[0]!.schedule(id, 1);
  refusedAs('internal', 'due-list-full', () => small.run(world, 1, 0));
});

test.run();
