/**
 * Things in a letter. The first is in the mail's row; further ones (wotlk takes twelve in all, classic one) say by themselves where they
 * lie: their place is the mail, and `item.at` is their number in it, from 1. A classic world has none and pays nothing for them.
 */
import { ItemPlace, MailState } from '../../components/index.js';
import type { World } from '../world.js';

const NONE: readonly number[] = [];

/** Item slots of further things by mail slot, in their order; derived. */
export class Attachments {
  readonly #of = new Map<number, number[]>();
  constructor(private readonly world: World) {}

  further(m: number): readonly number[] {
    return this.#of.get(m) ?? NONE;
  }
  put(m: number, i: number): void {
    const list = this.#of.get(m);
    if (list === undefined) this.#of.set(m, [i]);
    else list.push(i);
  }
  /** The mail is closed. Who still holds its list may go on reading it. */
  drop(m: number): void {
    this.#of.delete(m);
  }
  rebuild(): void {
    const { item, mail } = this.world.c;
    this.#of.clear();
    if (this.world.rules.mailAttachmentLimit === 1) return;
    for (let i = 0, { high } = this.world.pools.item; i < high; i++) {
      const m = item.holder[i]!;
      if (item.uid[i] === 0 || item.place[i] !== ItemPlace.mail || item.at[i] === 0 || mail.state[m] !== MailState.waiting) continue;
      this.put(m, i);
    }
    for (const list of this.#of.values()) list.sort((x, y) => item.at[x]! - item.at[y]!);
  }
}

/** Things in a letter. */
export function enclosedCount(world: World, m: number): number {
  return world.c.mail.item[m] === 0 ? 0 : 1 + world.derived.attachments.further(m).length;
}

/** Item slot of the `n`th thing in a letter, from 0. */
export function enclosedAt(world: World, m: number, n: number): number {
  return n === 0 ? world.c.mail.item[m]! - 1 : world.derived.attachments.further(m)[n - 1]!;
}

/** Put on record in a letter that has a first thing a further one, whose place is this mail. */
export function encloseFurther(world: World, m: number, i: number): void {
  world.derived.attachments.put(m, i);
  world.set(world.c.item.f.at, i, world.derived.attachments.further(m).length);
}

/** Carry slots after the first that one number can name. */
export const SLOTS_AFTER = 22;
const SLOT_BITS = 8;
const SLOT_MASK = 255;

/** One number for the slots of what is to be enclosed: the first, and bits of those of the 22 slots after it that go along; -1 none. */
export function packSlots(slots: readonly number[]): number {
  const first = Math.min(...slots);
  return slots.reduce((word, slot) => (slot === first ? word : word | (1 << (SLOT_BITS + slot - first - 1))), first);
}

const named = new Int32Array(SLOTS_AFTER + 1);
/** The slots that a number names, in ascending order; `count` of them in `slots`, good until the next call. */
export function unpackSlots(word: number): { readonly slots: Int32Array; readonly count: number } {
  if (word < 0) return { slots: named, count: 0 };
  const first = word & SLOT_MASK;
  let count = 0;
  named[count++] = first;
  for (let k = 0; k < SLOTS_AFTER; k++) if (((word >> (SLOT_BITS + k)) & 1) === 1) named[count++] = first + 1 + k;
  return { slots: named, count };
}
