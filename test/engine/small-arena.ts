/** A few components of every cell type, for tests of what lies under all systems. */
import { Arena } from '../../engine/arena.js';
import { defineComponent } from '../../engine/component.js';
import type { Field } from '../../engine/component.js';
import { WritePath } from '../../engine/write-path.js';

export const ROWS = 12;
const cells = defineComponent('cells', 'rows', { a: 'u8', b: 'u16', c: 'i16', d: 'i32', e: 'f64', wide: ['i32', 3] });
const entries = defineComponent('entries', 'rows', { item: ['i32', 4], counts: ['u16', 8] }, 'element');
const quiet = defineComponent('quiet', 'rows', { x: 'i32', y: 'f64' }, 'none');
const free = defineComponent('free', 'slots', { slot: 'i32' }, 'none');
const header = defineComponent('header', 'pools', { freed: 'i32', high: 'i32', live: 'i32' }, 'none');
const stream = defineComponent('stream', 'one', { streamC: 'f64', streamS0: 'f64', streamS1: 'f64', streamS2: 'f64' }, 'none');
const due = defineComponent('due', 'rows', { first: 'i32', second: 'i32' }, 'none');

const REGISTRY = [cells, entries, quiet, free, header, stream, due] as const;

export function smallArena(slots = 4, rows = ROWS) {
  const arena = new Arena(REGISTRY, { rows, slots, pools: 1, one: 1 }, {});
  const write = new WritePath(arena.layouts, arena.fields);
  return { arena, write, c: arena.components };
}

/** Every cell of the arena, as text. */
export function bytesOf(arena: { buffer: ArrayBuffer }): string {
  return Buffer.from(arena.buffer).toString('hex');
}

/** Do the lanes kept with each write say the same as the bytes? */
export function lanesAgree(write: WritePath): boolean {
  return write.hash.recompute().join() === write.hash.lanes.join();
}

export function fieldNamed(arena: { fields: readonly Field[] }, name: string): Field {
  const field = arena.fields.find((f) => f.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}
