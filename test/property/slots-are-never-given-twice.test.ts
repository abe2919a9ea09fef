import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { SlotPool } from '../../engine/slot-pool.js';
import { bytesOf, lanesAgree, smallArena } from '../engine/small-arena.js';
import { refusedAs } from '../engine/refused-as.js';
import { check } from './check.js';

const CAPACITY = 9;

function makePool() {
  const { arena, write, c } = smallArena(CAPACITY);
  return { arena, write, c, pool: new SlotPool('crate', CAPACITY, write, c.free, c.header, 0) };
}

/** A number below 0 allocates; another releases the n-th of the slots in use. */
const steps = fc.array(fc.oneof(fc.constant(-1), fc.constant(-1), fc.nat({ max: CAPACITY - 1 })), { maxLength: 80 });

test('no slot is given to two owners, freed slots come back last in first out, and none is lost', () => {
  check(
    fc.property(steps, (list) => {
      const { pool, write } = makePool();
      const used = new Set<number>();
      const freed: number[] = [];
      for (const step of list) {
        if (step >= 0 && used.size > 0) {
          const slot = [...used][step % used.size]!;
          pool.release(slot);
          used.delete(slot);
          freed.push(slot);
        } else if (used.size < CAPACITY) {
          const expected = freed.pop() ?? pool.high;
          const slot = pool.allocate();
          assert.is(slot, expected);
          assert.not.ok(used.has(slot));
          used.add(slot);
        } else {
          refusedAs('user', 'capacity-reached', () => pool.allocate());
        }
        assert.is(pool.live, used.size);
        assert.is(pool.high, used.size + freed.length);
      }
      assert.ok(lanesAgree(write));
    }),
    200,
  );
});

test('slots that were freed and taken again leave no trace', () => {
  const { arena, pool } = makePool();
  for (let n = 0; n < 6; n++) pool.allocate();
  const bytes = bytesOf(arena);
  for (const slot of [4, 1, 5]) pool.release(slot);
  for (const slot of [5, 1, 4]) assert.is(pool.allocate(), slot);
  assert.is(bytesOf(arena), bytes);
});

test('a pool over restored bytes allocates as the original would have', () => {
  check(
    fc.property(steps, (list) => {
      const original = makePool();
      const used: number[] = [];
      for (const step of list) {
        if (step >= 0 && used.length > 0) original.pool.release(used.splice(step % used.length, 1)[0]!);
        else if (used.length < CAPACITY) used.push(original.pool.allocate());
      }
      const restored = makePool();
      new Uint8Array(restored.arena.buffer).set(new Uint8Array(original.arena.buffer));
      for (let n = used.length; n < CAPACITY; n++) assert.is(restored.pool.allocate(), original.pool.allocate());
    }),
    100,
  );
});

test('undo gives back what was allocated and takes back what was released', () => {
  const { arena, pool, write } = makePool();
  for (let n = 0; n < 5; n++) pool.allocate();
  pool.release(2);
  const bytes = bytesOf(arena);
  write.beginJournal();
  pool.allocate();
  pool.allocate();
  pool.release(0);
  pool.release(4);
  write.rollback();
  assert.is(bytesOf(arena), bytes);
  assert.is(pool.allocate(), 2);
});

test('a full pool says which option to raise, and is unchanged', () => {
  const { arena, pool } = makePool();
  for (let n = 0; n < CAPACITY; n++) pool.allocate();
  const bytes = bytesOf(arena);
  const message = refusedAs('user', 'capacity-reached', () => pool.allocate());
  assert.match(message, /all 9 crate slots.*capacity\.crate/);
  assert.is(bytesOf(arena), bytes);
});

test('releasing a slot that nobody has is refused, and the pool is unchanged', () => {
  const { arena, pool } = makePool();
  for (let n = 0; n < 4; n++) pool.allocate();
  for (const slot of [1, 3]) pool.release(slot);
  const bytes = bytesOf(arena);
  for (const slot of [1, 3, 4, CAPACITY, -1, 0.5, NaN]) refusedAs('internal', 'slot-not-in-use', () => pool.release(slot));
  assert.is(bytesOf(arena), bytes);
});

test.run();
