/** Mutations of bytes and text, by a stateless draw: the same number is the same mutation. */
import { drawBelow } from '../../engine/random.js';

const WORDS = [
  '',
  '0',
  '-1',
  '1e308',
  'NaN',
  'null',
  '../../x',
  "'; DROP TABLE run; --",
  '2147483648',
  '[]',
  '{}',
  '\u0000',
  '&a *a',
  '9'.repeat(400),
];

function below(bound: number, n: number, use: number): number {
  return drawBelow(Math.max(1, bound), 77, n, use, 0xf022, 0);
}

/** Some bytes are changed, taken out, doubled, or replaced by a word that is often trouble. */
export function mutateBytes(source: Buffer, n: number): Buffer {
  let out = Buffer.from(source);
  const times = 1 + below(4, n, 0);
  for (let t = 1; t <= times; t++) {
    const at = below(out.length, n, t * 10);
    const length = 1 + below(Math.min(64, out.length), n, t * 10 + 1);
    switch (below(5, n, t * 10 + 2)) {
      case 0:
        out[at] = below(256, n, t * 10 + 3);
        break;
      case 1:
        out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
        break;
      case 2:
        out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
        break;
      case 3:
        out = Buffer.concat([out.subarray(0, at), Buffer.from(WORDS[below(WORDS.length, n, t * 10 + 3)]!), out.subarray(at + length)]);
        break;
      default:
        out = out.subarray(0, at);
    }
    if (out.length === 0) return out;
  }
  return out;
}
