/** Mutations of bytes, text and table cells, by a stateless draw: the same number is the same mutation. */
import { drawBelow } from '../../engine/random.js';

/** What is often trouble: limits of number types, paths, SQL, JSON and YAML with a twist, long runs of one thing. */
const WORDS = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  'null',
  'true',
  '../../x',
  '/dev/zero',
  "'; DROP TABLE run; --",
  "\"; ATTACH DATABASE 'x' AS y; --",
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740993',
  '[]',
  '{}',
  '{"a":',
  '\u0000',
  '\ufeff',
  '&a [*a, *a]',
  '__proto__: 1',
  '!!js/function x',
  '9'.repeat(400),
  '('.repeat(200),
  '- '.repeat(200),
] as const;
const NUMBER_WORDS = [
  '0',
  '-1',
  '1',
  '255',
  '256',
  '65536',
  '1e9',
  '2147483647',
  '2147483648',
  '-2147483649',
  '0.5',
  '16777216',
  'x',
] as const;
const DIGITS = /\d+(\.\d+)?/g;

export function below(bound: number, n: number, use: number): number {
  return drawBelow(Math.max(1, bound), 77, n, use, 0xf022, 0);
}

/** One change, or up to four: bytes changed, taken out, doubled, cut off, replaced by a word of trouble; numbers and lines likewise. */
export function mutateBytes(source: Buffer, n: number): Buffer {
  let out: Buffer = Buffer.from(source);
  const times = n % 3 === 0 ? 1 + below(4, n, 0) : 1;
  for (let t = 1; t <= times && out.length > 0; t++) out = once(out, n, t * 10);
  return out;
}

function once(out: Buffer, n: number, use: number): Buffer {
  const at = below(out.length, n, use);
  const length = 1 + below(Math.min(64, out.length), n, use + 1);
  switch (below(7, n, use + 2)) {
    case 0: {
      out[at] = below(256, n, use + 3);
      return out;
    }
    case 1:
      return Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    case 2:
      return Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    case 3:
      return Buffer.concat([out.subarray(0, at), Buffer.from(WORDS[below(WORDS.length, n, use + 3)]!), out.subarray(at + length)]);
    case 4:
      return otherNumber(out, at, n, use + 3);
    case 5:
      return lineMoved(out, at, n, use + 3);
    default:
      return below(4, n, use + 3) === 0 ? out.subarray(0, at) : otherNumber(out, at, n, use + 4);
  }
}

/** The first number after a place becomes another one. */
function otherNumber(out: Buffer, at: number, n: number, use: number): Buffer {
  const text = out.toString('latin1', at, Math.min(out.length, at + 2000));
  DIGITS.lastIndex = 0;
  const found = DIGITS.exec(text);
  if (found === null) return out;
  const from = at + found.index;
  const word = NUMBER_WORDS[below(NUMBER_WORDS.length, n, use)]!;
  return Buffer.concat([out.subarray(0, from), Buffer.from(word), out.subarray(from + found[0].length)]);
}

/** The line of a place is taken out, or stands twice. */
function lineMoved(out: Buffer, at: number, n: number, use: number): Buffer {
  const from = out.lastIndexOf(10, at) + 1;
  const end = out.indexOf(10, at);
  const to = end < 0 ? out.length : end + 1;
  return Buffer.concat(below(2, n, use) === 0 ? [out.subarray(0, from), out.subarray(to)] : [out.subarray(0, to), out.subarray(from)]);
}

/** A cell of a table as something else. */
export function mutateCell(value: unknown, n: number, use: number): string | number | Buffer | null {
  switch (below(5, n, use)) {
    case 0:
      return null;
    case 1:
      return WORDS[below(WORDS.length, n, use + 1)]!;
    case 2:
      return [0, -1, 1, 2147483647, 2147483648, 1e300, 0.5, 9007199254740991][below(8, n, use + 1)]!;
    default:
      if (Buffer.isBuffer(value)) return mutateBytes(value, n * 31 + use);
      return mutateBytes(Buffer.from(String(value ?? '')), n * 31 + use).toString();
  }
}
