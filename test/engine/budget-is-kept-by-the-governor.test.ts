import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Governor, parseBudget, showBudget } from '../../engine/budget.js';
import { draw } from '../../engine/random.js';
import { refusedAs } from './refused-as.js';

const LEAST_UNITS = 256;

test('a budget is shown as it is read', () => {
  for (const text of ['none', 'units:256', 'units:20000', 'units:1000000000', 'ms:2', 'ms:0.5', 'ms:10000'])
    assert.is(showBudget(parseBudget(text)), text);
  assert.equal(parseBudget('units:1e3'), { kind: 'units', units: 1000 });
});

for (const text of [
  '',
  'units',
  'units:',
  'units:255',
  'units:1000000001',
  'units:300.5',
  'units:300:5',
  'units:-300',
  'units:0x200',
  'ms:0',
  'ms:-1',
  'ms:10001',
  'ms:fast',
  'ms:1:2',
  'ms:Infinity',
  'ms:.',
  'hours:1',
  ' none',
  'None',
]) {
  test(`the budget '${text}' is refused with what was expected`, () => {
    assert.match(
      refusedAs('user', 'bad-budget', () => parseBudget(text)),
      /expected none, units:N \(256 to 1000000000\) or ms:N/,
    );
  });
}

test('units are granted as they are, and without a budget there is no limit, whatever the clock says', () => {
  for (const [text, units] of [
    ['units:5000', 5000],
    ['none', 0],
  ] as const) {
    const governor = new Governor(parseBudget(text));
    for (const ms of [0.001, 50, 5000]) governor.observe(5000, ms);
    assert.is(governor.units, units);
  }
});

/** A machine on which a unit costs `nsPerUnit`, with more to do than it can. */
function steer(governor: Governor, nsPerUnit: (frame: number) => number, frames: number, first = 0): number[] {
  return Array.from({ length: frames }, (_, i) => {
    const units = governor.units;
    assert.ok(Number.isInteger(units) && units >= LEAST_UNITS, `granted ${units}`);
    governor.observe(units, (units * nsPerUnit(first + i)) / 1e6);
    return governor.units;
  });
}

for (const ns of [20, 100, 1000, 3000]) {
  test(`with ${ns} ns a unit the governor comes within 2 % of the units that fit, and stays there`, () => {
    const governor = new Governor({ kind: 'ms', ms: 2 });
    const grants = steer(governor, () => ns, 40);
    const fitting = 2e6 / ns;
    for (const units of grants.slice(20)) assert.ok(Math.abs(units - fitting) <= 0.02 * fitting, `${units} for ${fitting}`);
  });
}

test('with a noisy clock the mean frame is on budget within 5 %, and after a jump in cost it comes back', () => {
  const governor = new Governor({ kind: 'ms', ms: 2 });
  const noisy = (frame: number) => (frame < 200 ? 100 : 400) * (0.8 + (0.4 * draw(1, 2, frame, 3, 4)) / 2 ** 32);
  const mean = (grants: readonly number[]) => grants.reduce((s, n) => s + n, 0) / grants.length;
  const before = mean(steer(governor, noisy, 200).slice(50));
  assert.ok(Math.abs(before - 20_000) < 1000, `${before}`);
  const after = mean(steer(governor, noisy, 200, 200).slice(50));
  assert.ok(Math.abs(after - 5000) < 250, `${after}`);
});

test('on a machine that is hopelessly slow or stops for seconds the grant never falls below the minimum, and recovers', () => {
  const governor = new Governor({ kind: 'ms', ms: 1 });
  steer(governor, () => 1e9, 50);
  assert.is(governor.units, LEAST_UNITS);
  steer(governor, () => 100, 40);
  assert.ok(governor.units > 9700, `${governor.units}`);
});

test('frames with hardly any work, whose cost is what any frame costs, do not shrink the grant', () => {
  const governor = new Governor({ kind: 'ms', ms: 2 });
  steer(governor, () => 100, 30);
  const granted = governor.units;
  for (let n = 0; n < 100; n++) governor.observe(3, 0.4);
  assert.is(governor.units, granted);
  for (const [units, ms] of [
    [0, 1],
    [100, 0],
    [100, NaN],
  ] as const)
    governor.observe(units, ms);
  assert.is(governor.units, granted, 'a frame that tells nothing is ignored');
});

test('a clock that stands nearly still does not drive the grant beyond its limit', () => {
  const governor = new Governor({ kind: 'ms', ms: 10_000 });
  for (let n = 0; n < 100; n++) governor.observe(governor.units, 1e-9);
  assert.ok(governor.units <= 1_000_000_000 && governor.units > 900_000_000, `${governor.units}`);
});

test.run();
