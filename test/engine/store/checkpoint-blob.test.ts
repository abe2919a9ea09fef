/** Checkpoints as they lie in a run file: in pieces, as older builds wrote them, against an earlier one, and damaged. */
import { brotliCompressSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../engine/errors.js';
import { mixInt } from '../../../engine/random.js';
import { packBlob, unpackBlob } from '../../../engine/store/checkpoint-blob.js';

/** Bytes of a checkpoint whose fields have these lengths: small numbers that follow from a seed, mostly 0. */
function checkpoint(segments: readonly number[], seed: number): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ frame: seed, segments }));
  const start = Math.ceil((4 + header.length) / 8) * 8;
  const bytes = new Uint8Array(start + segments.reduce((sum, length) => sum + length, 0));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = start;
  segments.forEach((length, field) => {
    for (let k = 0; k < length; k += 4, at += 4) if (mixInt(k ^ seed) % 5 === 0) bytes[at] = mixInt(k + seed + field);
  });
  return bytes;
}

/** As older builds packed them: one piece, all lowest bytes of the words first, then all second ones, ... */
function packedWhole(raw: Uint8Array): Uint8Array {
  const words = raw.length / 4;
  const parted = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) parted[(i % 4) * words + (i >> 2)] = raw[i]!;
  return Buffer.concat([Buffer.of(1), brotliCompressSync(parted)]);
}

/** Three pieces and a bit; the second field begins in one and ends in the next. */
const LONG = [1_000_000, 400_008, 2_000_000];
const GROWN = [1_000_000, 600_000, 2_000_008, 16];
const kept = (blob: Uint8Array): Uint8Array => Uint8Array.from(blob);
const refused = (blob: Uint8Array, rawBytes: number, why: RegExp): void =>
  assert.throws(
    () => unpackBlob(blob, rawBytes),
    (error: unknown) => error instanceof UserError && error.code === 'checkpoint-damaged' && why.test(error.message),
  );

test('what was packed comes back, whatever number of pieces it took', () => {
  for (const segments of [[], [8], LONG, [1 << 20], [(1 << 20) + 8]]) {
    const raw = checkpoint(segments, 7);
    assert.equal(unpackBlob(packBlob(raw), raw.length), raw, `fields of ${segments.join(', ')} bytes`);
  }
});

test('told by what differs from an earlier one it comes back too, and takes less', () => {
  const base = checkpoint(LONG, 7);
  const raw = checkpoint(GROWN, 7);
  raw[raw.length - 100] = 99;
  const whole = packBlob(raw).length;
  const blob = kept(packBlob(raw, base));
  assert.ok(blob.length < whole / 2, `${blob.length} bytes against ${whole}`);
  assert.equal(unpackBlob(blob, raw.length, base), raw);
  // And the other way round, when a world has become smaller.
  assert.equal(unpackBlob(packBlob(base, raw), base.length, raw), base);
});

test('a checkpoint of an older build is read', () => {
  const raw = checkpoint(LONG, 3);
  assert.equal(unpackBlob(packedWhole(raw), raw.length), raw);
});

test('damage is named in one line, whatever length the row gives', () => {
  const raw = checkpoint(LONG, 3);
  const blob = kept(packBlob(raw));
  const whole = packedWhole(raw);
  refused(blob.subarray(0, blob.length - 1), raw.length, /cut off/);
  refused(blob.subarray(0, 3), raw.length, /cut off/);
  refused(blob, raw.length + 4_000_000, /pieces do not make/);
  refused(blob, 1e15, /pieces do not make/);
  refused(blob, 8, /pieces do not make/);
  refused(blob, raw.length + 8, /it has|unpacked/);
  refused(blob, raw.length - 3, /multiple of 4/);
  refused(blob, -4, /multiple of 4/);
  refused(whole, raw.length + 8, /it has/);
  refused(whole, 1e15, /unpacked/);
  refused(Uint8Array.of(9, ...blob.subarray(1, 9)), raw.length, /in a way \(9\)/);
  const bent = kept(blob);
  bent.fill(0xff, 5, 40);
  refused(bent, raw.length, /unpacked|it has/);
});

test.run();
