/** Error states timed in frames, and calls that are all or nothing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Arena } from '../../engine/arena.js';
import { defineComponent } from '../../engine/component.js';
import { Breakers, BreakerState, ErrorClass, GOOD_CALLS_A_STEP, MAX_OPEN_FRAMES, MAX_RETRIES } from '../../engine/breaker.js';
import { WritePath } from '../../engine/write-path.js';

const breaker = defineComponent(
  'breaker',
  'rows',
  { state: 'u8', level: 'u8', failures: 'u8', good: 'u8', opened: 'u8', until: 'i32', errors: 'i32' },
  'none',
);

function machine() {
  const arena = new Arena([breaker] as const, { rows: 3 }, {});
  const write = new WritePath(arena.layouts, arena.fields);
  const path: string[] = [];
  const breakers = new Breakers(write, arena.components.breaker.f, (part, from, to) => path.push(`${part}:${from}>${to}`));
  return { breakers, path, write };
}

test('a system that throws at every call opens its circuit and is back within the stated frames of the last throw', () => {
  const { breakers } = machine();
  const faultEnds = 700;
  let calls = 0;
  let lastFailure = 0;
  for (let frame = 1; frame < 2000; frame++) {
    if (breakers.admit(0, frame) === 0) continue;
    calls++;
    if (frame <= faultEnds) {
      breakers.failed(0, frame, ErrorClass.retryable);
      lastFailure = frame;
    } else {
      breakers.succeeded(0);
      assert.ok(frame <= lastFailure + MAX_OPEN_FRAMES + 1 && frame <= faultEnds + MAX_OPEN_FRAMES + 1);
      assert.is(breakers.stateOf(0), BreakerState.normal);
      assert.ok(calls < MAX_RETRIES + 10, 'an open circuit is not called');
      return;
    }
  }
  assert.unreachable('it never came back');
});

test('retry, backoff, open, half-open: each in its turn', () => {
  const { breakers, path } = machine();
  let frame = 1;
  for (let failures = 0; breakers.stateOf(1) !== BreakerState.circuitOpen; frame++) {
    assert.ok(failures < 20);
    if (breakers.admit(1, frame) === 0) continue;
    breakers.failed(1, frame, ErrorClass.retryable);
    failures++;
  }
  assert.equal(path.slice(0, 4), ['1:0>1', '1:1>2', '1:2>1', '1:1>2']);
  while (breakers.admit(1, frame) === 0) frame++;
  assert.is(breakers.stateOf(1), BreakerState.halfOpen);
  breakers.failed(1, frame, ErrorClass.retryable);
  assert.is(breakers.stateOf(1), BreakerState.circuitOpen);
  while (breakers.admit(1, frame) === 0) frame++;
  breakers.succeeded(1);
  assert.is(breakers.stateOf(1), BreakerState.normal);
  assert.is(breakers.stateOf(0), BreakerState.normal, 'the others are not concerned');
});

test('an error that trying again does not mend leads over recover and less load to disabled, and good calls lead back', () => {
  const { breakers } = machine();
  breakers.failed(0, 1, ErrorClass.recoverable);
  assert.is(breakers.stateOf(0), BreakerState.recover);
  breakers.failed(0, 2, ErrorClass.recoverable);
  assert.is(breakers.stateOf(0), BreakerState.degrade);
  const reduced = breakers.admit(0, 3);
  for (let n = 0; n < 3; n++) breakers.failed(0, 3 + n, ErrorClass.recoverable);
  const minimal = breakers.admit(0, 6);
  assert.ok(minimal > reduced && reduced > 1);
  for (let n = 0; n < 2 * GOOD_CALLS_A_STEP; n++) breakers.succeeded(0);
  assert.is(breakers.stateOf(0), BreakerState.recover);
  breakers.succeeded(0);
  assert.is(breakers.stateOf(0), BreakerState.normal);
  breakers.failed(0, 9, ErrorClass.critical);
  for (let n = 0; n < 6; n++) breakers.failed(0, 10 + n, ErrorClass.critical);
  assert.is(breakers.stateOf(0), BreakerState.disabled);
  assert.is(breakers.admit(0, 1_000_000), 0);
  breakers.reset(0);
  assert.is(breakers.admit(0, 1_000_001), 1);
});

test('slowness reduces the load until enough calls went well', () => {
  const { breakers } = machine();
  breakers.slow(2);
  assert.is(breakers.stateOf(2), BreakerState.degrade);
  for (let n = 0; n < GOOD_CALLS_A_STEP - 1; n++) breakers.succeeded(2);
  breakers.slow(2);
  breakers.succeeded(2);
  assert.is(breakers.stateOf(2), BreakerState.degrade, 'slow again: counting begins anew');
  for (let n = 0; n < GOOD_CALLS_A_STEP + 1; n++) breakers.succeeded(2);
  assert.is(breakers.stateOf(2), BreakerState.normal);
});

test.run();
