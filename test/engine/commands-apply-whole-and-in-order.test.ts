import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMAND_ARGS, CommandQueue, MAX_COMMANDS } from '../../engine/command-queue.js';
import type { Verb } from '../../engine/command-queue.js';
import { InternalError, UserError } from '../../engine/errors.js';
import { EventLog } from '../../engine/event-log.js';
import { COPPER, Flow, Ledger, WORLD_ACCOUNT } from '../../engine/ledger.js';
import { bytesOf, lanesAgree, smallArena } from './small-arena.js';
import { refusedAs } from './refused-as.js';

const Op = { note: 0, spend: 1, explode: 2, overdraw: 3, bookAndRefuse: 4, mumble: 5, emitAgain: 6, refuse: 7 } as const;
const REASONS = ['done', 'too_poor', 'not_today'];

function makeBench(seed = 1, uidOf: (actor: number) => number = (actor) => actor + 1) {
  const { arena, write, c } = smallArena();
  const ledger = new Ledger(['gift', 'fee']);
  const events = new EventLog(['noted', 'spent']);
  const log: number[][] = [];
  let rebuilt = 0;
  const world = { log };
  const change = (actor: number) => {
    write.set(c.cells.f.d, actor % 12, c.cells.d[actor % 12]! + 5);
    ledger.book(0, Flow.faucet, COPPER, 0, 5, WORLD_ACCOUNT, actor);
    events.emit(1, actor, 5);
  };
  const verbs: Verb<typeof world>[] = [
    { name: 'test.note', handle: (w, actor, ...args) => (w.log.push([actor, ...args]), 0) },
    { name: 'test.spend', handle: (_, actor) => (change(actor), 0) },
    {
      name: 'test.explode',
      handle: (_, actor) => {
        change(actor);
        throw new UserError('boom', 'in the middle');
      },
    },
    { name: 'test.overdraw', handle: (_, actor) => (write.set(c.cells.f.d, actor, 99), 1) },
    { name: 'test.book_and_refuse', handle: () => (ledger.book(1, Flow.sink, COPPER, 0, 3, 5, WORLD_ACCOUNT), 1) },
    { name: 'test.mumble', handle: (_, __, a) => a },
    { name: 'test.emit_again', handle: () => (queue.emit(Op.note, 1), 0) },
    { name: 'test.refuse', handle: (_, __, a) => a },
  ];
  const queue: CommandQueue<typeof world> = new CommandQueue(verbs, REASONS, write, ledger, events, seed, {
    rebuildDerived: () => rebuilt++,
    uidOfActor: uidOf,
  });
  return { arena, write, c, ledger, events, queue, world, log, rebuilt: () => rebuilt };
}

type Emission = readonly [system: number, actor: number, a: number];

function applied(emissions: readonly Emission[], frame: number, seed?: number, uidOf?: (actor: number) => number): string[] {
  const { queue, world, log } = makeBench(seed, uidOf);
  for (const [system, actor, a] of emissions) {
    queue.system = system;
    queue.emit(Op.note, actor, a);
  }
  assert.is(queue.pending, emissions.length);
  assert.is(queue.flush(world, frame), emissions.length);
  return log.map(([actor, a]) => `${actor}:${a}`);
}

test('the order of application does not depend on who emitted first', () => {
  const actors = Array.from({ length: 60 }, (_, i) => i);
  const forwards = applied(
    actors.map((actor): Emission => [0, actor, 0]),
    7,
  );
  const backwards = applied(
    [...actors].reverse().map((actor): Emission => [0, actor, 0]),
    7,
  );
  assert.equal(forwards, backwards);
  assert.is.not(forwards.join(), [...forwards].sort().join());
});

test('what one actor wishes is done in the order it wished', () => {
  const emissions: Emission[] = [];
  for (let a = 0; a < 20; a++) for (const actor of [3, 1, 2]) emissions.push([0, actor, a]);
  const order = applied(emissions, 7);
  for (const actor of [1, 2, 3]) {
    const own = order.filter((o) => o.startsWith(`${actor}:`));
    assert.equal(
      own,
      Array.from({ length: 20 }, (_, a) => `${actor}:${a}`),
    );
    const first = order.indexOf(own[0]!);
    assert.equal(order.slice(first, first + 20), own, 'and without a break');
  }
});

test('systems come in the order of the schedule, up to the last row a schedule can have', () => {
  const order = applied(
    [
      [63, 1, 63],
      [2, 1, 2],
      [63, 2, 63],
      [0, 5, 0],
      [31, 9, 31],
    ],
    7,
  );
  assert.equal(
    order.map((o) => Number(o.split(':')[1])),
    [0, 2, 31, 63, 63],
  );
});

test('who comes first changes with frame and seed, and no uid is favoured', () => {
  const emissions = Array.from({ length: 10 }, (_, i): Emission => [0, i, 0]);
  const wins = new Map<string, number>();
  for (let frame = 1; frame <= 2000; frame++) {
    const first = applied(emissions, frame)[0]!;
    wins.set(first, (wins.get(first) ?? 0) + 1);
  }
  assert.is(wins.size, 10);
  // 200 each are expected; five standard deviations are 67.
  for (const [actor, count] of wins) assert.ok(count > 133 && count < 267, `${actor} came first ${count} times in 2,000 frames`);
  assert.is.not(applied(emissions, 1, 1).join(), applied(emissions, 1, 2).join());
});

test('actors whose uids mix to the same key keep an order of their own, not that of emission', () => {
  // These uids agree in the 30 bits of the mix; found by search.
  const pair = twoUidsWithOneKey();
  const uidOf = (actor: number) => pair[actor]!;
  const emissions: Emission[] = [
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 1, 1],
  ];
  const swapped: Emission[] = [
    [0, 1, 0],
    [0, 0, 0],
    [0, 1, 1],
    [0, 0, 1],
  ];
  for (const frame of [0, 1, 2, 3]) {
    assert.equal(applied(emissions, frame, 0, uidOf), applied(swapped, frame, 0, uidOf), `frame ${frame}`);
  }
});

/** Two uids whose commands differ in nothing but the uid itself, in frame 0 with seed 0. */
function twoUidsWithOneKey(): readonly [number, number] {
  const mix = (h: number): number => {
    h ^= h >>> 16;
    h = Math.imul(h, 0x7feb352d);
    h ^= h >>> 15;
    h = Math.imul(h, 0x846ca68b);
    return h ^ (h >>> 16);
  };
  const seen = new Map<number, number>();
  for (let uid = 1; ; uid++) {
    const key = mix(mix(uid)) & 0x3fffffff;
    const other = seen.get(key);
    if (other !== undefined) return [other, uid];
    seen.set(key, uid);
  }
}

test('an exception half-way takes back cells, hash, ledger and events, rebuilds what is derived, and is passed on', () => {
  const { arena, write, ledger, events, queue, world, rebuilt } = makeBench();
  queue.emit(Op.spend, 4);
  queue.flush(world, 1);
  const bytes = bytesOf(arena);
  const digest = write.hash.digest(1);
  queue.emit(Op.explode, 4);
  assert.throws(
    () => queue.flush(world, 1),
    (error: unknown) => error instanceof UserError && error.code === 'boom',
  );
  assert.is(bytesOf(arena), bytes);
  assert.is(write.hash.digest(1), digest);
  assert.ok(lanesAgree(write));
  assert.is(ledger.count, 1);
  assert.is(ledger.sums.copperFaucet, 5);
  assert.is(ledger.faucetByCause[0], 5);
  assert.is(events.count, 1);
  assert.is(events.totals[1], 1);
  assert.is(rebuilt(), 1);
  assert.is(queue.pending, 0, 'a command that was applied is not applied again');
  queue.emit(Op.spend, 5);
  assert.is(queue.flush(world, 2), 1);
});

for (const [what, opcode] of [
  ['a write', Op.overdraw],
  ['a booking', Op.bookAndRefuse],
] as const) {
  test(`a refusal after ${what} is an internal error, and is undone`, () => {
    const { arena, ledger, queue, world } = makeBench();
    const bytes = bytesOf(arena);
    queue.emit(opcode, 3);
    const message = refusedAs('internal', 'partial-refusal', () => queue.flush(world, 1));
    assert.match(message, /too_poor/);
    assert.is(bytesOf(arena), bytes);
    assert.is(ledger.count, 0);
    assert.is(ledger.sums.copperSink, 0);
  });
}

test('refusals are counted by verb and reason, and forgotten with the frame; totals stay', () => {
  const { queue, world } = makeBench();
  for (const reason of [1, 2, 2, 0]) queue.emit(Op.refuse, 1, reason);
  queue.emit(Op.spend, 2);
  queue.flush(world, 1);
  assert.is(queue.applied, 2);
  assert.is(queue.refused, 3);
  assert.is(queue.refusals[Op.refuse * REASONS.length + 1], 1);
  assert.is(queue.refusals[Op.refuse * REASONS.length + 2], 2);
  assert.is(
    queue.refusals.reduce((s, n) => s + n, 0),
    3,
  );
  assert.is(queue.totals[Op.refuse], 4);
  queue.startFrame();
  assert.is(queue.applied + queue.refused, 0);
  assert.is(
    queue.refusals.reduce((s, n) => s + n, 0),
    0,
  );
  assert.is(queue.totals[Op.refuse], 4);
});

test('an answer that no reason has is an internal error, not a refusal of the next verb', () => {
  const { queue, world } = makeBench();
  for (const answer of [REASONS.length, -1]) {
    queue.emit(Op.mumble, 1, answer);
    refusedAs('internal', 'unknown-result', () => queue.flush(world, 1));
  }
  assert.is(
    queue.refusals.reduce((s, n) => s + n, 0),
    0,
  );
});

test('a handler cannot emit: its command would be lost', () => {
  const { queue, world } = makeBench();
  queue.emit(Op.emitAgain, 1);
  refusedAs('internal', 'emit-in-handler', () => queue.flush(world, 1));
});

test('an opcode that no verb has is refused when it is emitted and when it is performed', () => {
  const { queue, world } = makeBench();
  for (const opcode of [8, 255, 256, -1]) {
    refusedAs('internal', 'unknown-opcode', () => queue.emit(opcode, 1));
    refusedAs('internal', 'unknown-opcode', () => queue.perform(world, opcode, 1, 0, 0, 0, 0, 0, 0));
  }
  assert.is(queue.pending, 0);
});

test('arguments arrive as they were given, and one that is no 32-bit integer is refused', () => {
  const { queue, world, log } = makeBench();
  queue.emit(Op.note, 1, 1, -2, 2 ** 31 - 1, -(2 ** 31), 0, 6);
  queue.flush(world, 1);
  assert.equal(log, [[1, 1, -2, 2 ** 31 - 1, -(2 ** 31), 0, 6]]);
  assert.is(log[0]!.length, 1 + COMMAND_ARGS);
  for (const bad of [2 ** 31, 1.5, NaN]) refusedAs('internal', 'bad-argument', () => queue.emit(Op.note, 1, 0, 0, 0, 0, 0, bad));
  assert.is(queue.pending, 0);
});

test("more commands than a flush can take are the caller's fault, said clearly", () => {
  const { queue, world } = makeBench();
  for (let n = 0; n < MAX_COMMANDS; n++) queue.emit(Op.refuse, n & 1023, 1);
  assert.match(
    refusedAs('user', 'too-many-commands', () => queue.emit(Op.refuse, 1)),
    /131072/,
  );
  assert.is(queue.flush(world, 1), MAX_COMMANDS);
  assert.is(queue.refused, MAX_COMMANDS);
});

test('more verbs than an opcode can number are refused', () => {
  const { write } = smallArena();
  const verbs = Array.from({ length: 257 }, (_, i) => ({ name: `verb.${i}`, handle: () => 0 }));
  refusedAs(
    'internal',
    'too-many-verbs',
    () =>
      new CommandQueue(verbs, REASONS, write, new Ledger([]), new EventLog([]), 1, {
        rebuildDerived: () => undefined,
        uidOfActor: (a) => a,
      }),
  );
});

test('a command can be performed outside a flush and answers with its result', () => {
  const { queue, world, ledger } = makeBench();
  assert.is(queue.perform(world, Op.spend, 1, 0, 0, 0, 0, 0, 0), 0);
  assert.is(queue.perform(world, Op.refuse, 1, 2, 0, 0, 0, 0, 0), 2);
  assert.is(ledger.sums.copperFaucet, 5);
  assert.is(queue.verbName(Op.spend), 'test.spend');
  assert.is(queue.verbCount, 8);
  assert.ok(new InternalError('x', 'y') instanceof Error);
});

test.run();
