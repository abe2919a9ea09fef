import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import type { Field } from '../../engine/component.js';
import { bytesOf, lanesAgree, smallArena } from '../engine/small-arena.js';
import { check } from './check.js';

const { arena: shape } = smallArena();
interface Write {
  readonly field: number;
  readonly index: number;
  readonly value: number;
}

function valueOf(field: Field): fc.Arbitrary<number> {
  if (field.isFloat) return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
  return fc.oneof(fc.integer({ min: field.min, max: field.max }), fc.constantFrom(field.min, field.max, 0));
}
const write: fc.Arbitrary<Write> = fc.nat({ max: shape.fields.length - 1 }).chain((field) =>
  fc.record({
    field: fc.constant(field),
    index: fc.nat({ max: shape.fields[field]!.array.length - 1 }),
    value: valueOf(shape.fields[field]!),
  }),
);
const writes = fc.array(write, { maxLength: 60 });

test('after any writes the lanes kept with each write are those computed from the bytes', () => {
  check(
    fc.property(writes, (list) => {
      const { arena, write } = smallArena();
      for (const w of list) write.set(arena.fields[w.field]!, w.index, w.value);
      assert.ok(lanesAgree(write));
    }),
    200,
  );
});

test('undo after any writes restores bytes and lanes, whatever came before', () => {
  check(
    fc.property(writes, writes, writes, (before, undone, after) => {
      const { arena, write } = smallArena();
      const apply = (list: readonly Write[]) => list.forEach((w) => write.set(arena.fields[w.field]!, w.index, w.value));
      apply(before);
      const bytes = bytesOf(arena);
      const lanes = write.hash.lanes.join();
      write.beginJournal();
      apply(undone);
      write.rollback();
      assert.is(bytesOf(arena), bytes);
      assert.is(write.hash.lanes.join(), lanes);
      apply(after);
      assert.ok(lanesAgree(write));
    }),
    150,
  );
});

test('equal states that were reached in different orders have equal digests', () => {
  check(
    fc.property(writes, fc.infiniteStream(fc.nat()), (list, shuffle) => {
      const one = smallArena();
      for (const w of list) one.write.set(one.arena.fields[w.field]!, w.index, w.value);
      // The last write to each cell, in another order, after some detours.
      const last = new Map(list.map((w) => [`${w.field}:${w.index}`, w]));
      const order = [...last.values()].map((w) => ({ w, rank: shuffle.next().value! })).sort((x, y) => x.rank - y.rank);
      const two = smallArena();
      for (const { w } of order) two.write.set(two.arena.fields[w.field]!, w.index, w.value === 1 ? 2 : 1);
      for (const { w } of order.reverse()) two.write.set(two.arena.fields[w.field]!, w.index, w.value);
      assert.is(two.write.hash.digest(9), one.write.hash.digest(9));
      assert.is(two.write.hash.componentDigests(), one.write.hash.componentDigests());
    }),
    150,
  );
});

test('a change of one cell changes the digest of its component and of no other', () => {
  check(
    fc.property(writes, write, (list, one) => {
      const { arena, write } = smallArena();
      for (const w of list) write.set(arena.fields[w.field]!, w.index, w.value);
      const field = arena.fields[one.field]!;
      const same = Object.is(field.array[one.index]! + 0, one.value + 0);
      const before = write.hash.componentDigests();
      const whole = write.hash.digest(1);
      write.set(field, one.index, one.value);
      const after = write.hash.componentDigests();
      for (let c = 0; c < arena.layouts.length; c++) {
        const changed = before.slice(c * 16, c * 16 + 16) !== after.slice(c * 16, c * 16 + 16);
        assert.is(changed, !same && c === field.component, arena.layouts[c]!.spec.name);
      }
      assert.is(write.hash.digest(1) !== whole, !same);
    }),
    200,
  );
});

/** Two states that a sum of plain products, or word-wise FNV, would take for one. */
const LOOK_ALIKES: readonly [string, readonly [number, number][], readonly [number, number][]][] = [
  [
    'paired sign flips',
    [
      [0, 1000],
      [1, 2000],
    ],
    [
      [0, -1000],
      [1, -2000],
    ],
  ],
  [
    'paired top bits',
    [
      [0, 5],
      [7, 9],
    ],
    [
      [0, 5 ^ -2147483648],
      [7, 9 ^ -2147483648],
    ],
  ],
  [
    'swapped values',
    [
      [3, 11],
      [4, 12],
    ],
    [
      [3, 12],
      [4, 11],
    ],
  ],
  ['a value moved to the next row', [[5, 42]], [[6, 42]]],
  [
    'a unit moved from one row to another',
    [
      [0, 10],
      [1, 10],
    ],
    [
      [0, 9],
      [1, 11],
    ],
  ],
  [
    'negated differences',
    [
      [2, 3],
      [8, -3],
    ],
    [
      [2, -3],
      [8, 3],
    ],
  ],
];

for (const [what, some, other] of LOOK_ALIKES) {
  test(`${what} are noticed in both lanes and in every field`, () => {
    for (const name of ['cells.d', 'quiet.x', 'quiet.y', 'cells.e'] as const) {
      const digests = [some, other].map((state) => {
        const { arena, write } = smallArena();
        const field = arena.fields.find((f) => f.name === name)!;
        for (const [index, value] of state) write.set(field, index, value);
        return [write.hash.lanes[field.component * 2], write.hash.lanes[field.component * 2 + 1]];
      });
      assert.is.not(digests[0]![0], digests[1]![0], name);
      assert.is.not(digests[0]![1], digests[1]![1], name);
    }
  });
}

test('100,000 small states of neighbouring cells and values have 100,000 pairs of lanes', () => {
  const { write, c } = smallArena(4, 400);
  const seen = new Set<string>();
  const lanes = [new Set<number>(), new Set<number>()];
  for (let index = 0; index < 400; index++) {
    for (let value = 1; value <= 250; value++) {
      write.set(c.quiet.f.x, index, value);
      lanes.forEach((own, lane) => own.add(write.hash.lanes[c.quiet.id * 2 + lane]!));
      seen.add(`${write.hash.lanes[c.quiet.id * 2]},${write.hash.lanes[c.quiet.id * 2 + 1]}`);
    }
    write.set(c.quiet.f.x, index, 0);
  }
  assert.is(seen.size, 100_000);
  // Chance lets one pair of 100,000 32-bit numbers meet.
  for (const own of lanes) assert.ok(own.size > 99_990, `${own.size} in one lane`);
});

test('the two words of a float are told apart', () => {
  const { write, c } = smallArena();
  const digests = [
    [0x3ff00000, 0x40100000],
    [0x40100000, 0x3ff00000],
  ].map((words) => {
    write.set(c.quiet.f.y, 2, new Float64Array(Uint32Array.from(words).buffer)[0]!);
    return write.hash.componentDigests();
  });
  assert.is.not(digests[0], digests[1]);
});

test('frames with one state have different digests, and the lanes are written little endian', () => {
  const { arena, write, c } = smallArena();
  write.set(c.cells.f.d, 0, 1);
  assert.is.not(write.hash.digest(1), write.hash.digest(2));
  assert.match(write.hash.digest(1), /^[0-9a-f]{16}$/);
  const bytes = new Uint8Array(arena.layouts.length * 8);
  write.hash.copyLanes(bytes);
  const view = new DataView(bytes.buffer);
  assert.equal(
    Array.from(write.hash.lanes),
    Array.from(write.hash.lanes, (_, i) => view.getInt32(i * 4, true)),
  );
});

test('a write past the write path shows in the recomputed lanes', () => {
  const { write, c } = smallArena();
  write.set(c.cells.f.d, 0, 1);
  c.cells.d[5] = 3;
  assert.not.ok(lanesAgree(write));
});

test.run();
