/** Growing and checked reading of little-endian bytes. */
import { UserError } from '../../engine/errors.js';

export class ByteWriter {
  private buffer = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }

  u8(value: number): void {
    this.room(1);
    this.buffer[this.length++] = value;
  }

  u32(value: number): void {
    this.room(4);
    this.length = this.buffer.writeUInt32LE(value, this.length);
  }

  /** Whole numbers of 1, 2 or 4 bytes, signed. */
  ints(values: ArrayLike<number>, width: number): void {
    this.room(values.length * width);
    const { buffer } = this;
    let at = this.length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      buffer[at++] = value;
      if (width === 1) continue;
      buffer[at++] = value >> 8;
      if (width === 2) continue;
      buffer[at++] = value >> 16;
      buffer[at++] = value >> 24;
    }
    this.length = at;
  }

  doubles(values: ArrayLike<number>): void {
    this.room(values.length * 8);
    for (let i = 0; i < values.length; i++) this.length = this.buffer.writeDoubleLE(values[i]!, this.length);
  }

  /** UTF-8 without a length; returns the number of bytes. */
  text(value: string): number {
    this.room(value.length * 3);
    const bytes = this.buffer.write(value, this.length, 'utf8');
    this.length += bytes;
    return bytes;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  name(value: string): void {
    this.u8(value.length);
    this.text(value);
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}

export class ByteReader {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  private take(bytes: number): number {
    const from = this.at;
    if (bytes < 0 || from + bytes > this.buffer.length)
      throw new UserError('world-pack', 'a packed world is cut off or damaged; expected the bytes that packing made');
    this.at = from + bytes;
    return from;
  }

  u8(): number {
    return this.buffer.readUInt8(this.take(1));
  }

  u32(): number {
    return this.buffer.readUInt32LE(this.take(4));
  }

  ints(count: number, width: number): Int32Array {
    const from = this.take(count * width);
    const values = new Int32Array(count);
    const { buffer } = this;
    for (let i = 0, at = from; i < count; i++, at += width) {
      values[i] =
        width === 1
          ? (buffer[at]! << 24) >> 24
          : width === 2
            ? ((buffer[at]! | (buffer[at + 1]! << 8)) << 16) >> 16
            : buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24);
    }
    return values;
  }

  doubles(count: number): Float64Array {
    const from = this.take(count * 8);
    return Float64Array.from({ length: count }, (_, i) => this.buffer.readDoubleLE(from + i * 8));
  }

  text(bytes: number): string {
    const from = this.take(bytes);
    return this.buffer.toString('utf8', from, from + bytes);
  }

  name(): string {
    return this.text(this.u8());
  }

  /** Bytes not read yet. */
  left(): number {
    return this.buffer.length - this.at;
  }
}
