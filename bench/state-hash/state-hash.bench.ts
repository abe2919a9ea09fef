/**
 * What keeping the state hash costs: the incremental lanes against xxhash64 over the 4 KB blocks that the same writes touch, in one run.
 * The writes are those of a frame of 5,000 bots: a few thousand, scattered over 20 MB.
 */
import xxhash from 'xxhash-wasm';
import { Arena } from '../../engine/arena.js';
import { defineComponent } from '../../engine/component.js';
import { mix32 } from '../../engine/random.js';
import { StateHash } from '../../engine/state-hash.js';

const ROWS = 50_000;
const FIELDS = 100;
const WRITES = 3000;
const FRAMES = 200;
const BLOCK = 4096;

const fields = Object.fromEntries(Array.from({ length: FIELDS }, (_, i) => [`f${i}`, 'i32' as const]));
const arena = new Arena([defineComponent('cells', 'rows', fields)] as const, { rows: ROWS }, {});
const hash = new StateHash(arena.layouts);
const hasher = await xxhash();
const bytes = new Uint8Array(arena.buffer);
const dirty = new Uint8Array(Math.ceil(bytes.length / BLOCK));

function writes(frame: number, visit: (field: number, index: number, value: number) => void): void {
  for (let n = 0; n < WRITES; n++) {
    const h = mix32(frame * WRITES + n);
    visit(h % FIELDS, mix32(h) % ROWS, h & 0xffff);
  }
}

function incremental(frame: number): void {
  writes(frame, (f, index, value) => {
    const field = arena.fields[f]!;
    const before = field.array[index]!;
    field.array[index] = value;
    hash.change(field, index, before, value);
  });
}

function blocks(frame: number): bigint {
  writes(frame, (f, index, value) => {
    const field = arena.fields[f]!;
    field.array[index] = value;
    dirty[(field.array.byteOffset + index * 4) >> 12] = 1;
  });
  let sum = 0n;
  for (let b = 0; b < dirty.length; b++) {
    if (dirty[b] === 0) continue;
    dirty[b] = 0;
    sum ^= hasher.h64Raw(bytes.subarray(b * BLOCK, (b + 1) * BLOCK));
  }
  return sum;
}

function time(run: (frame: number) => unknown, from: number): number {
  for (let f = 0; f < FRAMES; f++) run(from + f);
  const started = performance.now();
  for (let f = 0; f < FRAMES; f++) run(from + FRAMES + f);
  return (performance.now() - started) / FRAMES;
}

const a = time(incremental, 1);
const kept = [...hash.lanes];
const fresh = [...hash.recompute()];
if (kept.join() !== fresh.join()) throw new Error('the incremental hash differs from the recomputed one');
const b = time(blocks, 10_000);
console.log(
  `${WRITES} writes a frame over ${(bytes.length / 1e6).toFixed(0)} MB: incremental ${(a * 1000).toFixed(0)} us, dirty ${BLOCK}-byte blocks with xxhash64 ${(b * 1000).toFixed(0)} us, blocks/incremental ${(b / a).toFixed(1)}`,
);
console.log(`result ${hash.digest(0)}`);
