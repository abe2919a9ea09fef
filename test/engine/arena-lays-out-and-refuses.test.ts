import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Arena } from '../../engine/arena.js';
import type { Capacities } from '../../engine/arena.js';
import { CELL_BYTES, defineComponent } from '../../engine/component.js';
import type { ComponentSpec } from '../../engine/component.js';
import { smallArena } from './small-arena.js';
import { refusedAs } from './refused-as.js';

const build = (specs: readonly ComponentSpec[], capacities: Capacities = { rows: 4 }) =>
  new Arena(specs, capacities, { words: 3, none: 0, half: 1.5 });

test('no two fields share a byte or an address, and every array starts on a cache line', () => {
  const { arena } = smallArena();
  const bytes = new Uint8Array(arena.buffer.byteLength);
  const addresses = new Set<number>();
  for (const field of arena.fields) {
    const { array } = field;
    assert.is(array.byteOffset % 64, 0, field.name);
    assert.is(array.buffer, arena.buffer);
    for (let b = array.byteOffset; b < array.byteOffset + array.byteLength; b++) assert.is(bytes[b]!++, 0, field.name);
    for (let i = 0; i < array.length * (field.isFloat ? 2 : 1); i++) {
      assert.not.ok(addresses.has(field.base + i), field.name);
      addresses.add(field.base + i);
    }
  }
});

test('a field has as many cells as rows and stride say, of its type', () => {
  const spec = defineComponent('c', 'rows', { one: 'u8', three: ['i32', 'words'], five: ['f64', 5] });
  const { components, layouts } = new Arena([spec] as const, { rows: 4 }, { words: 3 });
  assert.equal([components.c.one.length, components.c.three.length, components.c.five.length], [4, 12, 20]);
  assert.ok(components.c.three instanceof Int32Array && components.c.five instanceof Float64Array);
  assert.equal([components.c.f.one.stride, components.c.f.three.stride, components.c.f.five.perRecord], [1, 3, 5]);
  assert.is(
    layouts[0]!.bytes,
    layouts[0]!.fields.reduce(
      (s, f) => s + Math.ceil((f.array.length * CELL_BYTES[f.isFloat ? 'f64' : f.array instanceof Uint8Array ? 'u8' : 'i32']) / 64) * 64,
      0,
    ),
  );
});

test('a component recorded by element has a record for each element of a row', () => {
  const { arena, c } = smallArena();
  const layout = arena.layouts[c.entries.id]!;
  assert.is(layout.records, 12 * 4);
  assert.equal(
    layout.fields.map((f) => f.perRecord),
    [1, 2],
  );
});

const REFUSED: readonly [string, () => unknown][] = [
  ['unknown-pool', () => build([defineComponent('c', 'nowhere', { x: 'u8' })])],
  ['bad-capacity', () => build([defineComponent('c', 'rows', { x: 'u8' })], { rows: 0 })],
  ['bad-capacity', () => build([defineComponent('c', 'rows', { x: 'u8' })], { rows: 2.5 })],
  ['unknown-dimension', () => build([defineComponent('c', 'rows', { x: ['u8', 'tails'] })])],
  ['unknown-dimension', () => build([defineComponent('c', 'rows', { x: ['u8', 'none'] })])],
  ['unknown-dimension', () => build([defineComponent('c', 'rows', { x: ['u8', 'half'] })])],
  ['duplicate-component', () => build([defineComponent('c', 'rows', { x: 'u8' }), defineComponent('c', 'rows', { y: 'u8' })])],
  ['reserved-field', () => build([defineComponent('c', 'rows', { id: 'u8' })])],
  ['reserved-field', () => build([defineComponent('c', 'rows', { f: 'u8' })])],
  ['uneven-elements', () => build([defineComponent('c', 'rows', { x: ['u8', 2], y: ['u8', 3] }, 'element')])],
];
for (const [code, run] of REFUSED) {
  test(`a registry that does not hold together is refused as ${code}: ${run.toString().slice(12, 90)}`, () => {
    refusedAs('internal', code, run);
  });
}

test("a world too large for a machine is the caller's fault, with its size and what to lower", () => {
  const message = refusedAs('user', 'world-too-large', () => build([defineComponent('c', 'rows', { x: 'f64' })], { rows: 600_000_000 }));
  assert.match(message, /4800 MB.*lower the number of bots/);
});

test.run();
