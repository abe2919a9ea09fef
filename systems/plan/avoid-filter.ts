/**
 * Which keys a bot may have among those it leaves alone: 128 bits a bot, one for each key it keeps. Proposals ask about hundreds of targets that
 * are not avoided; one bit tells so instead of a look at sixteen keys. Derived from `memory`: it says maybe too often, never too seldom.
 */
import { MEMORY_SIZE } from '../../components/bot.js';
import type { World } from '../world.js';

const WORDS = 4;
const SPREAD = 0x9e3779b1;
/** The top seven bits of a product: the word and the bit in it. */
const SHIFT = 25;
const BIT_BITS = 5;

export class AvoidFilter {
  readonly #words: Int32Array;

  constructor(private readonly world: World) {
    this.#words = new Int32Array(world.capacities.bot! * WORDS);
  }

  /** False when a bot does not keep a key for certain. */
  mayHold(bot: number, key: number): boolean {
    const at = Math.imul(key, SPREAD) >>> SHIFT;
    return (this.#words[bot * WORDS + (at >> BIT_BITS)]! & (1 << at)) !== 0;
  }

  /** The keys of a bot have changed. */
  renew(bot: number): void {
    const { key } = this.world.c.memory;
    this.#words.fill(0, bot * WORDS, (bot + 1) * WORDS);
    for (let k = bot * MEMORY_SIZE; k < (bot + 1) * MEMORY_SIZE; k++) {
      if (key[k] === 0) continue;
      const at = Math.imul(key[k]!, SPREAD) >>> SHIFT;
      this.#words[bot * WORDS + (at >> BIT_BITS)]! |= 1 << at;
    }
  }

  rebuild(): void {
    for (let bot = 0; bot < this.world.pools.bot.high; bot++) this.renew(bot);
  }
}
