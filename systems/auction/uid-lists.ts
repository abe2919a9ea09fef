/**
 * Many doubly linked lists over the slots of one pool, in typed arrays. Entries are appended in the order of their uids (a new entry
 * has the largest uid there is), so the order of a list is a pure function of its members and survives a rebuild.
 */
export class UidLists {
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #count: Int32Array;
  readonly #next: Int32Array;
  readonly #prev: Int32Array;
  /** List of each entry, -1 none. */
  readonly #list: Int32Array;

  constructor(lists: number, entries: number) {
    this.#head = new Int32Array(lists).fill(-1);
    this.#tail = new Int32Array(lists).fill(-1);
    this.#count = new Int32Array(lists);
    this.#next = new Int32Array(entries).fill(-1);
    this.#prev = new Int32Array(entries).fill(-1);
    this.#list = new Int32Array(entries).fill(-1);
  }

  clear(): void {
    this.#head.fill(-1);
    this.#tail.fill(-1);
    this.#count.fill(0);
    this.#list.fill(-1);
  }

  append(list: number, entry: number): void {
    const tail = this.#tail[list]!;
    this.#list[entry] = list;
    this.#prev[entry] = tail;
    this.#next[entry] = -1;
    if (tail >= 0) this.#next[tail] = entry;
    else this.#head[list] = entry;
    this.#tail[list] = entry;
    this.#count[list]!++;
  }

  /** Take an entry out of its list; nothing happens when it is in none. */
  remove(entry: number): void {
    const list = this.#list[entry]!;
    if (list < 0) return;
    const prev = this.#prev[entry]!;
    const next = this.#next[entry]!;
    if (prev >= 0) this.#next[prev] = next;
    else this.#head[list] = next;
    if (next >= 0) this.#prev[next] = prev;
    else this.#tail[list] = prev;
    this.#list[entry] = -1;
    this.#count[list]!--;
  }

  /** First entry of a list, -1 none. */
  first(list: number): number {
    return this.#head[list]!;
  }
  /** Last entry of a list, -1 none. */
  last(list: number): number {
    return this.#tail[list]!;
  }
  /** Entry after one that is in a list, -1 at the end. */
  after(entry: number): number {
    return this.#next[entry]!;
  }
  count(list: number): number {
    return this.#count[list]!;
  }
  /** List an entry is in, -1 none. */
  listOf(entry: number): number {
    return this.#list[entry]!;
  }
}

const SLOT_SPAN = 1 << 20;

/** The first `count` slots of `slots`, sorted by uid in place. `keys` is scratch of at least that length. */
export function sortByUid(slots: Int32Array, count: number, uids: ArrayLike<number>, keys: Float64Array): void {
  for (let n = 0; n < count; n++) keys[n] = uids[slots[n]!]! * SLOT_SPAN + slots[n]!;
  keys.subarray(0, count).sort();
  for (let n = 0; n < count; n++) slots[n] = keys[n]! % SLOT_SPAN;
}
