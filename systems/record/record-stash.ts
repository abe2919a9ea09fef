/** Rows of what lies in loot piles, with vendors who may give it back, and in letters beside their first thing, and of why bots took and wore what they did. */
import type { EngineRows } from '../../engine/store/engine-rows.js';
import type { SnapshotStore } from '../../engine/store/snapshot-store.js';
import { MailState } from '../../components/index.js';
import { ChoiceKind, MAX_CHOICES } from '../loot/decisions.js';
import type { World } from '../world.js';
import { tablesOf } from './table-numbers.js';

export class StashRows {
  readonly #table: ReturnType<typeof tablesOf<'stash_row' | 'loot_choice' | 'equip_choice'>>;
  readonly #accountKind: { readonly pile: number; readonly buyback: number };
  /** Uid of what lay in a place of a pile, and with a vendor, and whose it was, when it was last recorded. */
  readonly #lastInPile: Int32Array;
  readonly #lastPile: Int32Array;
  readonly #lastSold: Int32Array;
  readonly #lastBuyback: Int32Array;
  /** Uid of the pile, or of the thing sold, whose account was written last from a slot: a slot's account is written once. */
  readonly #pileAccount: Int32Array;
  readonly #soldAccount: Int32Array;
  /** By mail slot: its letter and the further things in it when they were last recorded. */
  readonly #letters = new Map<number, { readonly uid: number; readonly items: readonly number[] }>();

  constructor(
    public store: SnapshotStore,
    private readonly rows: EngineRows,
    world: World,
  ) {
    this.#table = tablesOf(store, ['stash_row', 'loot_choice', 'equip_choice']);
    this.#accountKind = { pile: store.wordId('pile'), buyback: store.wordId('buyback') };
    this.#lastInPile = new Int32Array(world.capacities.pile! * world.sizes.pileItems);
    this.#lastPile = new Int32Array(world.capacities.pile!);
    this.#lastSold = new Int32Array(world.capacities.buyback!);
    this.#lastBuyback = new Int32Array(world.capacities.buyback!);
    this.#pileAccount = new Int32Array(world.capacities.pile!);
    this.#soldAccount = new Int32Array(world.capacities.buyback!);
    world.derived.loot.choices.clear();
  }

  /** Rows written so far say how the world stands now. */
  restored(world: World): void {
    const { item, pileItem, pile, buyback } = world.c;
    for (let cell = 0; cell < this.#lastInPile.length; cell++) {
      const i = pileItem.item[cell]! - 1;
      this.#lastInPile[cell] = i < 0 ? 0 : item.uid[i]!;
    }
    this.#lastPile.set(pile.uid);
    for (let row = 0; row < this.#lastSold.length; row++)
      this.#lastSold[row] = buyback.item[row] === 0 ? 0 : item.uid[buyback.item[row]! - 1]!;
    this.#lastBuyback.set(buyback.uid);
    this.#pileAccount.set(pile.uid);
    this.#soldAccount.set(buyback.uid);
    this.#letters.clear();
    for (let m = 0; m < world.pools.mail.high; m++) this.#remember(world, m);
    world.derived.loot.choices.clear();
  }

  write(world: World, frame: number): void {
    // What leaves a letter may come to lie in another place of the same frame, and the other way round: the last row of a thing must be true.
    this.#emptied(world, frame);
    this.#piles(world, frame);
    this.#sold(world, frame);
    this.#enclosed(world, frame);
    this.#choices(world, frame);
  }

  #piles(world: World, frame: number): void {
    const { c, sizes } = world;
    const dirty = world.write.dirty[c.pileItem.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const cell = dirty.list[k]!;
      const p = Math.floor(cell / sizes.pileItems);
      const before = this.#lastInPile[cell]!;
      const i = c.pileItem.item[cell]! - 1;
      const now = i < 0 ? 0 : c.item.uid[i]!;
      if (before !== 0 && before !== now) this.#row(world, frame, this.#lastPile[p]!, before, 0, 0, 0);
      if (now !== 0) {
        this.#account(this.#pileAccount, p, c.pile.uid[p]!, this.#accountKind.pile);
        this.#lastPile[p] = c.pile.uid[p]!;
        this.#row(world, frame, c.pile.uid[p]!, now, c.item.kind[i]!, c.item.stack[i]!, c.pile.owner[p]!);
      }
      this.#lastInPile[cell] = now;
    }
  }

  #sold(world: World, frame: number): void {
    const { buyback, item } = world.c;
    const dirty = world.write.dirty[buyback.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const row = dirty.list[k]!;
      const before = this.#lastSold[row]!;
      const i = buyback.item[row]! - 1;
      const now = i < 0 ? 0 : item.uid[i]!;
      if (before !== 0 && before !== now) this.#row(world, frame, this.#lastBuyback[row]!, before, 0, 0, 0);
      if (now !== 0 && before !== now) {
        this.#account(this.#soldAccount, row, buyback.uid[row]!, this.#accountKind.buyback);
        this.#lastBuyback[row] = buyback.uid[row]!;
        this.#row(world, frame, buyback.uid[row]!, now, item.kind[i]!, item.stack[i]!, buyback.bot[row]!);
      }
      this.#lastSold[row] = now;
    }
  }

  #emptied(world: World, frame: number): void {
    if (this.#letters.size === 0) return;
    const { mail } = world.c;
    const dirty = world.write.dirty[mail.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const m = dirty.list[k]!;
      const letter = this.#letters.get(m);
      if (letter === undefined || (mail.uid[m] === letter.uid && mail.state[m] === MailState.waiting)) continue;
      for (const uid of letter.items) this.#row(world, frame, letter.uid, uid, 0, 0, 0);
      this.#letters.delete(m);
    }
  }

  #enclosed(world: World, frame: number): void {
    if (world.rules.mailAttachmentLimit === 1) return;
    const { mail, item } = world.c;
    const dirty = world.write.dirty[mail.id]!;
    for (let k = 0; k < dirty.count; k++) {
      const m = dirty.list[k]!;
      if (this.#letters.has(m)) continue;
      this.#remember(world, m);
      for (const i of world.derived.attachments.further(m))
        this.#row(world, frame, mail.uid[m]!, item.uid[i]!, item.kind[i]!, item.stack[i]!, mail.to[m]!);
    }
  }
  #remember(world: World, m: number): void {
    const { mail, item } = world.c;
    const further = world.derived.attachments.further(m);
    if (further.length > 0) this.#letters.set(m, { uid: mail.uid[m]!, items: further.map((i) => item.uid[i]!) });
  }

  /** Units 0: the thing is no longer there. owner: bot slot + 1, 0 none. */
  #row(world: World, frame: number, holder: number, item: number, kind: number, units: number, owner: number): void {
    const { store } = this;
    store.begin(this.#table.stash_row);
    store.int(frame);
    store.int(holder);
    store.int(owner > 0 ? world.uidOf(owner - 1) : 0);
    store.int(item);
    store.int(units === 0 ? 0 : world.content.items.id[kind]!);
    store.int(units);
  }

  /** The account of a slot's holder, when its first thing is recorded. */
  #account(written: Int32Array, slot: number, uid: number, kind: number): void {
    if (written[slot] === uid) return;
    written[slot] = uid;
    this.rows.account(uid, kind, uid);
  }

  #choices(world: World, frame: number): void {
    const { choices } = world.derived.loot;
    const { store } = this;
    for (let n = 0; n < choices.count; n++) {
      const at = (choices.first + n) % MAX_CHOICES;
      const loot = choices.kind[at] === ChoiceKind.loot;
      store.begin(loot ? this.#table.loot_choice : this.#table.equip_choice);
      store.int(frame);
      store.int(n);
      store.int(choices.uid[at]!);
      store.int(choices.item[at]!);
      if (loot) {
        store.int(choices.units[at]!);
        store.int(choices.reason[at]!);
      } else {
        store.int(choices.other[at]!);
        store.i53(choices.before[at]!);
      }
      store.i53(choices.value[at]!);
    }
    choices.clear();
  }
}
