/**
 * The state hash: 64 bits a component, kept up to date by every write.
 *
 * The hash of a component is the sum over its cells, modulo 2^32 in each of two lanes, of (key of the cell) x (its value, scrambled): a multilinear
 * hash with the keys made from addresses. A write adds the key times the difference: the cost follows the writes (about 4 ns each) and not
 * the size of the blocks they touch (`bench/state-hash` measures both in one run). A frame's hash is xxhash64 over the lanes of all components. The
 * lanes are computed anew from all bytes at checkpoints and at the end, and compared: a write that went past the write path is found.
 */
import xxhash from 'xxhash-wasm';
import type { ComponentLayout } from './arena.js';
import type { Field } from './component.js';
import { mixInt } from './random.js';

const hasher = await xxhash();
const floatWords = new Float64Array(1);
const words = new Int32Array(floatWords.buffer);

/**
 * A value before it is multiplied by the key of its cell: a bijection that keeps 0, so that cells never written count for nothing, and that is
 * not linear, so that paired changes of sign or of the top bit do not cancel in the products.
 */
function scramble(value: number): number {
  const h = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  return h ^ (h >>> 15);
}

/** Key of a cell in the first lane. Odd, as in the second: a change of one cell always changes both lanes. */
function keyOf(address: number): number {
  let k = Math.imul(address ^ 0x165667b1, 0x9e3779b1);
  k = Math.imul(k ^ (k >>> 15), 0x846ca68b);
  return (k ^ (k >>> 16)) | 1;
}

/** Key of a cell in the second lane, from its key in the first. */
function secondKey(key: number): number {
  const k = Math.imul(key, 0xc2b2ae35);
  return (k ^ (k >>> 15)) | 1;
}

/** Words of a written cell in a log of writes: field, cell, what it held, what it holds; of a float the number of a pair in a list of floats. */
export const LOG = 4;

/** What every frame's hash is made of: two lanes a component, changed with each write, packed and hashed once a frame. */
export class StateHash {
  /** Two lanes a component. */
  readonly lanes: Int32Array;
  /** Words that changed, for measures. */
  changes = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** By field: number of its first cell, its component, and whether it holds floats (1). */
  readonly #base: Int32Array;
  readonly #component: Int32Array;
  readonly #float: Uint8Array;
  readonly #fields: readonly Field[];
  constructor(readonly layouts: readonly ComponentLayout[]) {
    const fields = layouts.flatMap((layout) => layout.fields);
    this.#fields = fields;
    this.#base = Int32Array.from(fields, (field) => field.base);
    this.#component = Int32Array.from(fields, (field) => field.component);
    this.#float = Uint8Array.from(fields, (field) => (field.isFloat ? 1 : 0));
    this.lanes = new Int32Array(layouts.length * 2);
    this.#bytes = new Uint8Array(layouts.length * 8 + 4);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Account for a cell changing from `before` to `after`. */
  change(field: Field, index: number, before: number, after: number): void {
    if (field.isFloat) this.changeFloat(field, index, before, after);
    else this.changeWord(field.component, field.base + index, before, after);
  }

  /**
   * Account for a cell of integers, or for one 32-bit word of a float. Apart from `change` because everything here is a 32-bit
   * integer, which needs no heap number.
   */
  changeWord(component: number, address: number, before: number, after: number): void {
    const delta = (scramble(after) - scramble(before)) | 0;
    const key = keyOf(address);
    const lanes = this.lanes;
    const lane = component * 2;
    lanes[lane] = lanes[lane]! + Math.imul(key, delta);
    lanes[lane + 1] = lanes[lane + 1]! + Math.imul(secondKey(key), delta);
    this.changes++;
  }

  /**
   * Account for the first `n` writes of a log, in one loop: the mixes of several writes overlap, and lanes are touched once for a run of
   * writes to one component.
   */
  settle(log: Int32Array, n: number, floats: Float64Array): void {
    const { lanes } = this;
    this.changes += n;
    let component = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at < n * LOG; at += LOG) {
      const field = log[at]!;
      const before = log[at + 2]!;
      if (this.#float[field] === 1) {
        this.changeFloat(this.#fields[field]!, log[at + 1]!, floats[before * 2]!, floats[before * 2 + 1]!);
        continue;
      }
      if (this.#component[field] !== component) {
        lanes[component * 2] = lanes[component * 2]! + first;
        lanes[component * 2 + 1] = lanes[component * 2 + 1]! + second;
        component = this.#component[field]!;
        first = 0;
        second = 0;
      }
      const delta = (scramble(log[at + 3]!) - scramble(before)) | 0;
      const key = keyOf(this.#base[field]! + log[at + 1]!);
      first = (first + Math.imul(key, delta)) | 0;
      second = (second + Math.imul(secondKey(key), delta)) | 0;
    }
    lanes[component * 2] = lanes[component * 2]! + first;
    lanes[component * 2 + 1] = lanes[component * 2 + 1]! + second;
  }

  /** Account for a float: two words, each with an address of its own. */
  changeFloat(field: Field, index: number, before: number, after: number): void {
    const address = field.base + index * 2;
    floatWords[0] = before;
    const low = words[0]!;
    const high = words[1]!;
    floatWords[0] = after;
    if (words[0] !== low) this.changeWord(field.component, address, low, words[0]!);
    if (words[1] !== high) this.changeWord(field.component, address + 1, high, words[1]!);
  }

  /** Lanes computed from the bytes themselves. O(cells); zero cells are cheap. */
  recompute(): Int32Array {
    const fresh = new StateHash(this.layouts);
    for (const layout of this.layouts) {
      for (const field of layout.fields) {
        const array = field.array;
        for (let i = 0; i < array.length; i++) {
          const value = array[i]!;
          if (value !== 0) fresh.change(field, i, 0, value);
        }
      }
    }
    return fresh.lanes;
  }

  /** 16 bits of all lanes, cheap enough to be taken after each system: two states have the same by chance once in 65,536 times. */
  mark(): number {
    const { lanes } = this;
    let sum = 0;
    for (let i = 0; i < lanes.length; i += 2) sum = (sum + lanes[i]!) | 0;
    return (mixInt(sum) >>> 16) & 0xffff;
  }

  /** 16 hex digits for the state after a frame. */
  digest(frame: number): string {
    this.#pack(frame);
    return hex64(hasher.h64Raw(this.#bytes));
  }

  /** 16 hex digits a component, in registry order, in one string. */
  componentDigests(): string {
    let out = '';
    for (let c = 0; c < this.layouts.length; c++) out += hex32(this.lanes[c * 2]!) + hex32(this.lanes[c * 2 + 1]!);
    return out;
  }

  /** 8 hex digits a component, in registry order: what a run file keeps of each, to name the component when two runs differ. */
  componentMarks(): string {
    let out = '';
    for (let c = 0; c < this.layouts.length; c++) out += hex32(this.lanes[c * 2]! ^ this.lanes[c * 2 + 1]!);
    return out;
  }

  /** The lanes as bytes, 8 a component, little endian: what the store keeps of a frame. */
  copyLanes(target: Uint8Array): void {
    this.#pack(0);
    target.set(this.#bytes.subarray(0, this.layouts.length * 8));
  }

  #pack(frame: number): void {
    const lanes = this.lanes;
    for (let i = 0; i < lanes.length; i++) this.#view.setInt32(i * 4, lanes[i]!, true);
    this.#view.setUint32(lanes.length * 4, frame, true);
  }
}

/** xxhash64 of bytes, 16 hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return hex64(hasher.h64Raw(bytes));
}

function hex64(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}
/** Hex of every byte: eight digits from four of these take a fifth of the time of `toString(16)`. */
const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
function hex32(value: number): string {
  return HEX_OF_BYTE[value >>> 24]! + HEX_OF_BYTE[(value >>> 16) & 255]! + HEX_OF_BYTE[(value >>> 8) & 255]! + HEX_OF_BYTE[value & 255]!;
}
