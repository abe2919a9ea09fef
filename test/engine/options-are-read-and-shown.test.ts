import { test } from 'uvu';
import * as assert from 'uvu/assert';
import fc from 'fast-check';
import { OptionTable, choiceOption, fractionOption, nearest, switchOption, wholeOption } from '../../engine/options.js';
import { check } from '../property/check.js';
import { refusedAs } from './refused-as.js';

const TABLE = new OptionTable([
  wholeOption('trade.interval', 'frames', [10, 36_000], 150, 'How often.'),
  fractionOption('rate.drop', 'factor', [0, 100], 1.5, 'Drops.'),
  fractionOption('auction.cut', 'share', [-1, 1], -1, 'Cut.'),
  switchOption('spawn.dynamic', true, 'Crowds.'),
  choiceOption('rules.profile', ['world', 'classic', 'wotlk'], 'classic', 'Rules.', true),
]);

test('what is shown is read back as the same value, for every option and value', () => {
  for (const [index, spec] of TABLE.specs.entries()) {
    check(
      fc.property(fc.integer({ min: spec.min * spec.scale, max: spec.max * spec.scale }), (value) => {
        assert.equal(TABLE.parse(spec.key, TABLE.show(index, value)), { index, value });
      }),
      100,
    );
  }
});

test('defaults are stored values, and shown as they were declared', () => {
  const values = TABLE.defaults();
  assert.equal([...values], [150, 1500, -1000, 1, 1]);
  assert.equal(
    [...values].map((value, index) => TABLE.show(index, value)),
    ['150', '1.5', '-1', 'on', 'classic'],
  );
});

test('values are read from text, numbers and truth values', () => {
  const read = (key: string, shown: string | number | boolean) => TABLE.parse(key, shown).value;
  assert.is(read('trade.interval', '10'), 10);
  assert.is(read('trade.interval', 36_000), 36_000);
  assert.is(read('trade.interval', ' 20 '), 20);
  assert.is(read('rate.drop', '0.1'), 100);
  assert.is(read('rate.drop', 0.1), 100);
  assert.is(read('auction.cut', '-0.25'), -250);
  assert.is(read('spawn.dynamic', true), 1);
  assert.is(read('spawn.dynamic', false), 0);
  assert.is(read('spawn.dynamic', 'off'), 0);
  assert.is(read('rules.profile', 'wotlk'), 2);
  assert.ok(Object.is(read('auction.cut', '-0.0001'), 0), 'no -0');
});

const BAD: readonly [string, string | number | boolean, RegExp][] = [
  ['trade.interval', '9', /trade\.interval is '9', expected a whole number from 10 to 36000 \(frames\)/],
  ['trade.interval', '36001', /10 to 36000/],
  ['trade.interval', '20.5', /a whole number/],
  ['trade.interval', '', /is ''/],
  ['trade.interval', 'many', /is 'many'/],
  ['trade.interval', true, /is 'true'/],
  ['trade.interval', 'NaN', /is 'NaN'/],
  ['trade.interval', 'Infinity', /is 'Infinity'/],
  ['rate.drop', '-0.1', /a number from 0 to 100 \(factor\)/],
  ['rate.drop', '100.001', /0 to 100/],
  ['spawn.dynamic', '1', /expected one of off, on/],
  ['rules.profile', 'Classic', /expected one of world, classic, wotlk/],
];
for (const [key, shown, message] of BAD) {
  test(`${key} = ${JSON.stringify(shown)} is refused with key, value and range`, () => {
    assert.match(
      refusedAs('user', 'bad-option-value', () => TABLE.parse(key, shown)),
      message,
    );
  });
}

test('an unknown key names the nearest one, if one is near', () => {
  assert.match(
    refusedAs('user', 'unknown-option', () => TABLE.parse('trade.intervall', 1)),
    /did you mean 'trade\.interval'\?/,
  );
  assert.not.match(
    refusedAs('user', 'unknown-option', () => TABLE.parse('xyz', 1)),
    /did you mean/,
  );
  assert.is(nearest('makret-day', ['first-light', 'market-day']), 'market-day');
  assert.is(nearest('', ['abcdef']), undefined);
});

test('a declaration that does not hold together is refused when the table is made', () => {
  const bad = [
    wholeOption('x', 'u', [1, 5], 6, ''),
    wholeOption('x', 'u', [5, 1], 3, ''),
    wholeOption('x', 'u', [0, 2 ** 31], 0, ''),
    fractionOption('x', 'u', [0, 3e6], 0, ''),
    choiceOption('x', ['a', 'b'], 'c', ''),
  ];
  for (const spec of bad) refusedAs('internal', 'bad-option-spec', () => new OptionTable([spec]));
  const one = wholeOption('x', 'u', [0, 1], 0, '');
  refusedAs('internal', 'duplicate-option', () => new OptionTable([one, one]));
});

test.run();
