/**
 * Many doubly linked lists over the slots of one pool, in typed arrays. Entries are appended in the order of their uids (a new entry
 * has the largest uid there is), so the order of a list is a pure function of its members and survives a rebuild.
 */
export class UidLists {
  /** First and last entry of each list and how many it has. */
  readonly #ends: Int32Array;
  /**
   * Of each entry: its list (-1 none), the entry before and the one after. Side by side, so that an entry costs one line of the cache and not
   * three: with 100,000 auctions the lists and heaps took 40 % longer in arrays of their own.
   */
  readonly #links: Int32Array;

  constructor(lists: number, entries: number) {
    this.#ends = new Int32Array(lists * STEP);
    this.#links = new Int32Array(entries * STEP);
    this.clear();
  }

  clear(): void {
    this.#links.fill(-1);
    const ends = this.#ends;
    for (let at = 0; at < ends.length; at += STEP) {
      ends[at] = -1;
      ends[at + TAIL] = -1;
      ends[at + COUNT] = 0;
    }
  }

  append(list: number, entry: number): void {
    const links = this.#links;
    const ends = this.#ends;
    const end = list * STEP;
    const at = entry * STEP;
    const tail = ends[end + TAIL]!;
    links[at] = list;
    links[at + PREV] = tail;
    links[at + NEXT] = -1;
    if (tail >= 0) links[tail * STEP + NEXT] = entry;
    else ends[end] = entry;
    ends[end + TAIL] = entry;
    ends[end + COUNT]!++;
  }

  /** Take an entry out of its list; nothing happens when it is in none. */
  remove(entry: number): void {
    const links = this.#links;
    const at = entry * STEP;
    const list = links[at]!;
    if (list < 0) return;
    const ends = this.#ends;
    const end = list * STEP;
    const prev = links[at + PREV]!;
    const next = links[at + NEXT]!;
    if (prev >= 0) links[prev * STEP + NEXT] = next;
    else ends[end] = next;
    if (next >= 0) links[next * STEP + PREV] = prev;
    else ends[end + TAIL] = prev;
    links[at] = -1;
    ends[end + COUNT]!--;
  }

  /** First entry of a list, -1 none. */
  first(list: number): number {
    return this.#ends[list * STEP]!;
  }
  /** Last entry of a list, -1 none. */
  last(list: number): number {
    return this.#ends[list * STEP + TAIL]!;
  }
  /** Entry after one that is in a list, -1 at the end. */
  after(entry: number): number {
    return this.#links[entry * STEP + NEXT]!;
  }
  count(list: number): number {
    return this.#ends[list * STEP + COUNT]!;
  }
  /** List an entry is in, -1 none. */
  listOf(entry: number): number {
    return this.#links[entry * STEP]!;
  }
}

/** Words of a list's ends and of an entry's links. */
const STEP = 4;
const TAIL = 1;
const COUNT = 2;
const PREV = 1;
const NEXT = 2;

const SLOT_SPAN = 1 << 20;

/** The first `count` slots of `slots`, sorted by uid in place. `keys` is scratch of at least that length. */
export function sortByUid(slots: Int32Array, count: number, uids: ArrayLike<number>, keys: Float64Array): void {
  for (let n = 0; n < count; n++) keys[n] = uids[slots[n]!]! * SLOT_SPAN + slots[n]!;
  keys.subarray(0, count).sort();
  for (let n = 0; n < count; n++) slots[n] = keys[n]! % SLOT_SPAN;
}
