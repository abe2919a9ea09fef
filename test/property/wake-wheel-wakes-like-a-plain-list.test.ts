import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { mix32 } from '../../engine/random.js';
import { WakeWheel } from '../../engine/wake-wheel.js';
import { smallArena } from '../engine/small-arena.js';
import { refusedAs } from '../engine/refused-as.js';
import { check } from './check.js';

const SEED = 99;
const SIZE = 40;
/** Uids are no function of the order of slots. */
const UIDS = Int32Array.from({ length: SIZE }, (_, i) => 1000 + ((i * 17) % SIZE) * 3);
const AGE_LIMIT = 8191;

function makeWheel() {
  const { write, c } = smallArena(4, SIZE);
  return { wheel: new WakeWheel(write, c.due.f.first, SIZE, SEED, UIDS), write, due: c.due.first };
}

/** The same promises, kept by looking at everybody every time. */
class PlainList {
  readonly due = new Map<number, number>();
  drain(frame: number): number[] {
    const ids = [...this.due].filter(([, when]) => when <= frame).map(([id]) => id);
    const age = (id: number) => Math.min(frame - this.due.get(id)!, AGE_LIMIT);
    const mix = (id: number) => mix32(SEED ^ Math.imul(frame, 0x9e3779b1) ^ mix32(UIDS[id]!)) & 0xfffff;
    return ids.sort((x, y) => age(y) - age(x) || mix(x) - mix(y) || x - y);
  }
}

/** What happens in a frame: wishes before the drain, and what becomes of each entry that is due. */
interface Frame {
  readonly step: number;
  readonly wishes: readonly { readonly id: number; readonly delay: number; readonly how: 'schedule' | 'by' | 'cancel' }[];
  readonly settle: readonly ('consume' | 'defer' | 'again')[];
  readonly rebuild: boolean;
}

const delay = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4000, max: 4200 }) },
  { weight: 2, arbitrary: fc.integer({ min: 8100, max: 13_000 }) },
);
const wish = fc.record({
  id: fc.nat({ max: SIZE - 1 }),
  delay,
  how: fc.constantFrom('schedule' as const, 'schedule' as const, 'by' as const, 'cancel' as const),
});
const frameOf: fc.Arbitrary<Frame> = fc.record({
  // Mostly the next frame; sometimes a lane that rests for a while, or for more than all buckets.
  step: fc.oneof(
    { weight: 8, arbitrary: fc.constant(1) },
    { weight: 2, arbitrary: fc.integer({ min: 2, max: 50 }) },
    { weight: 1, arbitrary: fc.integer({ min: 4095, max: 9000 }) },
  ),
  wishes: fc.array(wish, { maxLength: 6 }),
  settle: fc.array(fc.constantFrom('consume' as const, 'defer' as const, 'again' as const), { minLength: 1, maxLength: 5 }),
  rebuild: fc.boolean(),
});

function apply(wheel: WakeWheel, model: PlainList, now: number, { id, delay, how }: Frame['wishes'][number]): void {
  const at = now + delay;
  if (how === 'cancel') {
    wheel.cancel(id);
    model.due.delete(id);
    return;
  }
  if (how === 'schedule') wheel.schedule(id, at);
  else wheel.scheduleBy(id, at);
  const before = model.due.get(id);
  const due = how === 'by' && before !== undefined ? Math.min(before, at) : at;
  if (due === 0) model.due.delete(id);
  else model.due.set(id, due);
}

function settle(wheel: WakeWheel, model: PlainList, frame: number, id: number, how: Frame['settle'][number]): void {
  if (how === 'defer') {
    wheel.defer(id);
    return;
  }
  if (how === 'consume') {
    wheel.consume(id);
    model.due.delete(id);
    return;
  }
  wheel.schedule(id, frame + 10);
  model.due.set(id, frame + 10);
}

test('the wheel wakes the same entries in the same frames and the same order as a plain list', () => {
  check(
    fc.property(fc.array(frameOf, { minLength: 1, maxLength: 60 }), (frames) => {
      const { wheel, due } = makeWheel();
      const model = new PlainList();
      let now = 0;
      for (const { step, wishes, settle: fates, rebuild } of frames) {
        for (const w of wishes) apply(wheel, model, now, w);
        now += step;
        if (rebuild) wheel.rebuild(now);
        wheel.drain(now);
        const ids = [...wheel.ids.subarray(0, wheel.count)];
        assert.equal(ids, model.drain(now), `frame ${now}`);
        ids.forEach((id, k) => settle(wheel, model, now, id, fates[k % fates.length]!));
        for (let id = 0; id < SIZE; id++) assert.is(due[id], model.due.get(id) ?? 0);
      }
    }),
    1000,
  );
});

test('nothing is lost: after a rest of any length everything that was wished comes at once, the longest-waiting first', () => {
  check(
    fc.property(
      fc.uniqueArray(fc.nat({ max: SIZE - 1 }), { minLength: 1 }),
      fc.infiniteStream(delay),
      fc.nat({ max: 20_000 }),
      (ids, delays, rest) => {
        const { wheel, due } = makeWheel();
        for (const id of ids) wheel.schedule(id, 1 + delays.next().value!);
        wheel.drain(13_001 + rest);
        assert.equal([...wheel.ids.subarray(0, wheel.count)].sort(), [...ids].sort());
        for (let k = 1; k < wheel.count; k++) {
          const age = (i: number) => Math.min(AGE_LIMIT, 13_001 + rest - due[wheel.ids[i]!]!);
          assert.ok(age(k - 1) >= age(k));
        }
      },
    ),
    60,
  );
});

test('the order of wishes does not show in the order of waking', () => {
  check(
    fc.property(
      fc.shuffledSubarray(
        Array.from({ length: SIZE }, (_, i) => i),
        { minLength: 2 },
      ),
      fc.nat({ max: 5000 }),
      (ids, frame) => {
        const woken = [ids, [...ids].reverse()].map((order) => {
          const { wheel } = makeWheel();
          for (const id of order) wheel.schedule(id, 1 + frame + (id % 3));
          wheel.drain(frame + 3);
          return [...wheel.ids.subarray(0, wheel.count)];
        });
        assert.equal(woken[0], woken[1]);
        assert.is(woken[0]!.length, ids.length);
      },
    ),
    60,
  );
});

test('a rebuild in the middle of a frame changes nothing, for a lane before its turn and for one after it', () => {
  const runs = [false, true].map((rebuilds) => {
    const { wheel } = makeWheel();
    for (let id = 0; id < SIZE; id++) wheel.schedule(id, 1 + (id % 5));
    const woken: number[][] = [];
    for (let frame = 1; frame <= 30; frame++) {
      if (rebuilds) wheel.rebuild(frame);
      if (frame % 3 !== 0) continue;
      wheel.drain(frame);
      woken.push([...wheel.ids.subarray(0, wheel.count)]);
      for (const id of woken.at(-1)!) {
        if (id % 4 === 0) wheel.defer(id);
        else wheel.schedule(id, frame + (id % 7));
        if (rebuilds && id % 4 === 0) wheel.rebuild(frame);
      }
    }
    return woken;
  });
  assert.equal(runs[1], runs[0]);
  assert.ok(runs[0]!.flat().length > 100);
});

test('a wheel restored from the due frames alone goes on as the original does', () => {
  const original = makeWheel();
  for (let id = 0; id < SIZE; id++) original.wheel.schedule(id, 1 + ((id * 37) % 90));
  const drainAll = (wheel: WakeWheel, frame: number) => {
    wheel.drain(frame);
    const ids = [...wheel.ids.subarray(0, wheel.count)];
    for (const id of ids) {
      if (id % 3 === 0 && frame % 2 === 0) wheel.defer(id);
      else wheel.schedule(id, frame + 1 + (id % 11));
    }
    return ids;
  };
  for (let frame = 1; frame <= 50; frame++) drainAll(original.wheel, frame);
  const restored = makeWheel();
  for (let id = 0; id < SIZE; id++) restored.write.set(restored.write.hash.layouts.at(-1)!.fields[0]!, id, original.due[id]!);
  restored.wheel.rebuild(50);
  for (let frame = 51; frame <= 120; frame++)
    assert.equal(drainAll(restored.wheel, frame), drainAll(original.wheel, frame), `frame ${frame}`);
});

test('a wish for a frame that is over is granted in the next one', () => {
  const { wheel } = makeWheel();
  wheel.drain(100);
  wheel.schedule(1, 40);
  wheel.schedule(2, 100);
  wheel.drain(101);
  assert.equal([...wheel.ids.subarray(0, wheel.count)], [1, 2], 'the one that waited longer first');
});

test('a frame before the beginning is refused and the earlier wish stands', () => {
  const { wheel } = makeWheel();
  wheel.schedule(1, 5);
  refusedAs('internal', 'bad-due-frame', () => wheel.schedule(1, -1));
  refusedAs('internal', 'bad-due-frame', () => wheel.schedule(1, NaN));
  refusedAs('user', 'cell-overflow', () => wheel.schedule(1, 2 ** 31));
  wheel.drain(5);
  assert.equal([...wheel.ids.subarray(0, wheel.count)], [1]);
});

test('a wheel larger than its field, or than its sort key, is refused', () => {
  const { write, c } = smallArena();
  refusedAs('internal', 'wheel-size', () => new WakeWheel(write, c.due.f.first, 13, 1, UIDS));
});

test.run();
