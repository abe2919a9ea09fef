import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesOf, fieldNamed, lanesAgree, smallArena } from './small-arena.js';
import { refusedAs } from './refused-as.js';

const RANGES: readonly [string, number, number][] = [
  ['cells.a', 0, 255],
  ['cells.b', 0, 65_535],
  ['cells.c', -32_768, 32_767],
  ['cells.d', -2_147_483_648, 2_147_483_647],
];

for (const [name, low, high] of RANGES) {
  test(`${name} holds both ends of its range and refuses what is beyond, unchanged`, () => {
    const { arena, write } = smallArena();
    const field = fieldNamed(arena, name);
    for (const value of [low, high]) {
      write.set(field, 3, value);
      assert.is(field.array[3], value);
    }
    const before = bytesOf(arena);
    for (const value of [low - 1, high + 1, 1e12, -1e12]) refusedAs('user', 'cell-overflow', () => write.set(field, 3, value));
    refusedAs('internal', 'not-whole', () => write.set(field, 3, 1.5));
    assert.is(bytesOf(arena), before);
    assert.ok(lanesAgree(write));
  });
}

test('a value that is no number is refused in every cell type, and nothing changes', () => {
  const { arena, write } = smallArena();
  for (const field of arena.fields) write.set(field, 0, 7);
  const before = bytesOf(arena);
  const lanes = write.hash.lanes.join();
  for (const field of arena.fields) {
    for (const value of [NaN, Infinity, -Infinity]) refusedAs('internal', 'not-finite', () => write.set(field, 0, value));
  }
  assert.is(bytesOf(arena), before);
  assert.is(write.hash.lanes.join(), lanes);
});

test('-0 is stored as 0, in floats and in integers', () => {
  const { arena, write } = smallArena();
  const untouched = write.hash.digest(1);
  for (const name of ['cells.d', 'cells.e', 'quiet.y']) {
    const field = fieldNamed(arena, name);
    write.set(field, 1, 5);
    write.set(field, 1, -0);
    assert.ok(Object.is(field.array[1], 0), name);
  }
  assert.is(write.hash.digest(1), untouched);
});

test('a cell that does not exist is an internal error, not a lost write', () => {
  const { arena, write } = smallArena();
  const before = bytesOf(arena);
  for (const name of ['cells.a', 'cells.d', 'cells.e']) {
    const field = fieldNamed(arena, name);
    for (const index of [-1, field.array.length, 0.5, NaN]) refusedAs('internal', 'no-such-cell', () => write.set(field, index, 1));
  }
  assert.is(bytesOf(arena), before);
  assert.ok(lanesAgree(write));
});

test('a refused value names field, cell, value and range', () => {
  const { arena, write } = smallArena();
  const message = refusedAs('user', 'cell-overflow', () => write.add(fieldNamed(arena, 'cells.a'), 2, 256));
  for (const part of ['cells.a[2]', '256', '0 to 255']) assert.ok(message.includes(part), message);
});

test('undo puts back every cell and the hash, and marks nothing', () => {
  const { arena, write, c } = smallArena();
  write.set(c.cells.f.e, 2, 0.25);
  write.set(c.entries.f.item, 5, 9);
  for (const dirty of write.dirty) dirty?.clear();
  const bytes = bytesOf(arena);
  const digest = write.hash.digest(4);
  write.beginJournal();
  write.set(c.cells.f.a, 1, 200);
  write.set(c.cells.f.e, 2, 1e300);
  write.set(c.cells.f.e, 2, 3);
  write.set(c.entries.f.item, 5, 0);
  write.add(c.quiet.f.x, 0, -4);
  assert.is(write.journalLength, 5);
  write.rollback();
  assert.is(bytesOf(arena), bytes);
  assert.is(write.hash.digest(4), digest);
  assert.ok(lanesAgree(write));
  assert.is(write.dirty[c.cells.id]!.count, 0);
  assert.is(write.dirty[c.entries.id]!.count, 0);
  assert.is(write.dirty[c.quiet.id], undefined);
});

test('a committed journal marks each record it changed, and brings the hash up to date', () => {
  const { write, c } = smallArena();
  write.beginJournal();
  write.set(c.cells.f.a, 1, 200);
  write.set(c.cells.f.e, 2, 1e300);
  write.set(c.cells.f.a, 1, 3);
  write.set(c.entries.f.item, 5, 7);
  write.commitJournal();
  const dirty = write.dirty[c.cells.id]!;
  assert.equal([...dirty.list.subarray(0, dirty.count)].sort(), [1, 2]);
  assert.is(write.dirty[c.entries.id]!.count, 1);
  assert.ok(lanesAgree(write));
});

test('a record is marked once however often it changes, and a write of what is there marks nothing', () => {
  const { write, c } = smallArena();
  write.set(c.cells.f.a, 3, 0);
  assert.is(write.dirty[c.cells.id]!.count, 0);
  for (let n = 1; n < 9; n++) write.set(c.cells.f.wide, 9 + (n % 3), n);
  const dirty = write.dirty[c.cells.id]!;
  assert.equal([...dirty.list.subarray(0, dirty.count)], [3]);
  write.set(c.entries.f.counts, 2 * 6 + 1, 1);
  assert.is(write.dirty[c.entries.id]!.list[0], 6, 'two counts make an element');
  dirty.clear();
  write.set(c.cells.f.a, 3, 1);
  assert.is(dirty.count, 1, 'after clear a record can be marked again');
});

test('the write that overfills the journal is refused and can be undone with all the others', () => {
  const { arena, write, c } = smallArena();
  const bytes = bytesOf(arena);
  write.beginJournal();
  refusedAs('internal', 'journal-full', () => {
    for (let n = 1; ; n++) write.set(c.cells.f.d, 0, n);
  });
  refusedAs('internal', 'journal-full', () => write.set(c.cells.f.e, 0, 1));
  write.rollback();
  assert.is(bytesOf(arena), bytes);
  assert.ok(lanesAgree(write));
});

test('a command inside a command is refused', () => {
  const { write } = smallArena();
  write.beginJournal();
  refusedAs('internal', 'nested-command', () => write.beginJournal());
  write.commitJournal();
  write.beginJournal();
  write.rollback();
});

test('two worlds side by side share nothing', () => {
  const one = smallArena();
  const two = smallArena();
  one.write.set(one.c.cells.f.d, 0, 77);
  assert.is(two.c.cells.d[0], 0);
  assert.is.not(one.write.hash.digest(0), two.write.hash.digest(0));
});

test.run();
