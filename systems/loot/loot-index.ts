/** Loot piles by where they lie and by who has a right to them. Derived: rebuilt from the pool; readers see rows in order of pile uid. */
import { PILE_MEMBERS } from '../../components/belongings.js';
import { ItemChoices } from './decisions.js';
import type { World } from '../world.js';

const SOURCE_SPAN = 0x1000000;

export class LootIndex {
  /** Why bots took, left and put on what they did, for the store. */
  readonly choices = new ItemChoices();
  readonly #at = new Map<number, number>();
  readonly #of = new Map<number, number[]>();
  constructor(private readonly world: World) {}

  /** Pile of a source (creature or object slot) by kind (PileKind), or -1. */
  at(kind: number, source: number): number {
    return this.#at.get(kind * SOURCE_SPAN + source) ?? -1;
  }
  /** Piles that a bot has a right to, oldest first. */
  of(bot: number): readonly number[] {
    return this.#of.get(bot) ?? NONE;
  }

  add(pile: number): void {
    const { pile: p } = this.world.c;
    if (p.source[pile]! >= 0) this.#at.set(p.kind[pile]! * SOURCE_SPAN + p.source[pile]!, pile);
    for (let k = 0; k < PILE_MEMBERS; k++) {
      const bot = p.member[pile * PILE_MEMBERS + k]! - 1;
      if (bot < 0) continue;
      const list = this.#of.get(bot);
      if (list === undefined) this.#of.set(bot, [pile]);
      else list.push(pile);
    }
  }
  drop(pile: number): void {
    const { pile: p } = this.world.c;
    const key = p.kind[pile]! * SOURCE_SPAN + p.source[pile]!;
    if (this.#at.get(key) === pile) this.#at.delete(key);
    for (let k = 0; k < PILE_MEMBERS; k++) {
      const bot = p.member[pile * PILE_MEMBERS + k]! - 1;
      const list = this.#of.get(bot);
      if (list === undefined) continue;
      const at = list.indexOf(pile);
      if (at >= 0) list.splice(at, 1);
      if (list.length === 0) this.#of.delete(bot);
    }
  }

  rebuild(): void {
    this.#at.clear();
    this.#of.clear();
    const { pile } = this.world.c;
    const live: number[] = [];
    for (let row = 0; row < this.world.pools.pile.high; row++) if (pile.uid[row] !== 0 && pile.kind[row] !== 0) live.push(row);
    live.sort((a, b) => pile.uid[a]! - pile.uid[b]!);
    for (const row of live) this.add(row);
  }
}
const NONE: readonly number[] = [];
