/**
 * A checkpoint: the bytes of a world as they lie in the arena, rows that were never used left out, behind a header with whatever else a
 * world needs. Restoring one gives the same cells, and so the same hash.
 *
 * Layout: length of the header (uint32, little endian), the header (JSON, UTF-8), then each field of the registry in order, its rows up
 * to the number that the header names for its pool. Arrays begin on a multiple of 8 bytes.
 */
import { endianness } from 'node:os';
import type { Arena } from './arena.js';
import type { CellArray, ComponentSpec } from './component.js';
import { UserError, invariant } from './errors.js';

/** Rows of each pool that a checkpoint holds. */
export type UsedRows = Readonly<Record<string, number>>;

/** What every checkpoint says of itself; a world adds its own. */
export interface CheckpointHeader {
  readonly frame: number;
  readonly stateHash: string;
  readonly rows: UsedRows;
  /** Bytes of each field, in order; the first one follows the header. Filled in by `checkpointBytes`. */
  readonly segments?: readonly number[];
}

/** A checkpoint that can say how long it is and write itself; the answer of `write` is its length. */
export interface CheckpointSource {
  readonly bytes: number;
  /** Bytes of one when every pool is full, near enough. */
  readonly mostBytes: number;
  write(target: Uint8Array): number;
}

const LENGTH_BYTES = 4;
const ALIGN = 8;
const encoder = new TextEncoder();

invariant(endianness() === 'LE', 'big-endian', 'checkpoints are written as the machine keeps its numbers, little endian first');

type AnyArena = Pick<Arena<readonly ComponentSpec[]>, 'buffer' | 'layouts'>;

/** Bytes that each field of an arena takes in a checkpoint. */
function segmentsOf(arena: AnyArena, rows: UsedRows): number[] {
  return arena.layouts.flatMap((layout) => {
    const used = usedOf(rows, layout.spec.pool, layout.rows);
    return layout.fields.map((field) => align(used * field.stride * field.array.BYTES_PER_ELEMENT));
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function usedOf(rows: UsedRows, pool: string, capacity: number): number {
  const used = rows[pool];
  if (used === undefined || !(used >= 0) || used > capacity)
    throw new UserError('checkpoint-damaged', `a checkpoint has ${used} rows of pool ${pool}, expected 0 to ${capacity}`);
  return used;
}

/** The bytes of a field's first rows, as they lie there. */
function bytesOf(array: CellArray, cells: number): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, cells * array.BYTES_PER_ELEMENT);
}

/** Bytes a checkpoint with this header takes. */
export function checkpointBytes(arena: AnyArena, header: CheckpointHeader): { bytes: number; encoded: Uint8Array } {
  const segments = segmentsOf(arena, header.rows);
  const encoded = encoder.encode(JSON.stringify({ ...header, segments }));
  return { encoded, bytes: align(LENGTH_BYTES + encoded.length) + sum(segments) };
}

/** Write a checkpoint into `target`, which is large enough; the answer is its length. */
export function packCheckpoint(arena: AnyArena, header: CheckpointHeader, encoded: Uint8Array, target: Uint8Array): number {
  new DataView(target.buffer, target.byteOffset).setUint32(0, encoded.length, true);
  target.set(encoded, LENGTH_BYTES);
  let at = align(LENGTH_BYTES + encoded.length);
  target.fill(0, LENGTH_BYTES + encoded.length, at);
  for (const layout of arena.layouts) {
    const used = usedOf(header.rows, layout.spec.pool, layout.rows);
    for (const field of layout.fields) {
      const source = bytesOf(field.array, used * field.stride);
      target.set(source, at);
      const end = align(at + source.length);
      target.fill(0, at + source.length, end);
      at = end;
    }
  }
  return at;
}

/** What a checkpoint says of itself. */
export function readHeader<H extends CheckpointHeader>(bytes: Uint8Array): H {
  if (bytes.length < LENGTH_BYTES) throw damaged();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - LENGTH_BYTES) throw damaged();
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length))) as H;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw damaged(error);
  }
}

/** Where the fields of a checkpoint lie: the end of its header, and the length of each. */
export function readSegments(bytes: Uint8Array): { start: number; segments: readonly number[] } {
  const { segments } = readHeader(bytes);
  const start = align(LENGTH_BYTES + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true));
  if (segments === undefined || start + sum(segments) !== bytes.length) throw damaged();
  return { start, segments };
}

/** Put the cells of a checkpoint into an arena; everything else in it becomes 0. Hash lanes and derived data are the caller's. */
export function unpackCheckpoint(arena: AnyArena, bytes: Uint8Array): void {
  const header = readHeader(bytes);
  let at = readSegments(bytes).start;
  if (bytes.length !== at + sum(segmentsOf(arena, header.rows))) throw damaged();
  new Uint8Array(arena.buffer).fill(0);
  for (const layout of arena.layouts) {
    const used = header.rows[layout.spec.pool]!;
    for (const field of layout.fields) {
      const target = bytesOf(field.array, used * field.stride);
      target.set(bytes.subarray(at, at + target.length));
      at = align(at + target.length);
    }
  }
}

function damaged(cause?: unknown): UserError {
  return new UserError(
    'checkpoint-damaged',
    'a checkpoint is damaged: its length does not fit what it says of itself',
    cause === undefined ? {} : { cause },
  );
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}
