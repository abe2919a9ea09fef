/**
 * The random source of the embedded world: a stateless integer hash and a small counter-based stream on top of it.
 * Nothing here depends on the machine, the time or the order in which modules are loaded.
 */

/** Mixes two integers into an unsigned 32-bit one (multiply-xorshift rounds; every input bit reaches every output bit). */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** Hash of a word, so that streams can be named. */
export function hashWord(word: string): number {
  let h = word.length;
  for (let i = 0; i < word.length; i++) h = mix(h, word.charCodeAt(i));
  return h;
}

/** A stream of draws that is fully determined by its name and number. */
export class Dice {
  readonly #seed: number;
  #draws = 0;

  constructor(name: string, number = 0) {
    this.#seed = mix(hashWord(name), number);
  }

  /** A whole number from 0 to `sides - 1`. */
  below(sides: number): number {
    return mix(this.#seed, this.#draws++) % sides;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(from: readonly T[]): T {
    return at(from, this.below(from.length));
  }

  /** A copy in random order. */
  shuffle<T>(from: readonly T[]): T[] {
    const out = [...from];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [at(out, j), at(out, i)];
    }
    return out;
  }
}

/** Element of a list that must not be empty; positions past the end wrap around. */
export function at<T>(list: readonly T[], index: number): T {
  return list[((index % list.length) + list.length) % list.length] as T;
}
