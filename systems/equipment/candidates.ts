/** What a search for the best outfit looks at. */

/** Things that one search can look at. */
export const MAX_CANDIDATES = 512;

/** Item kind, slot it is worn in now (-1 none), worth beside that of its kind, and 1 when it does nothing (broken). */
export class Candidates {
  count = 0;
  readonly kind = new Int32Array(MAX_CANDIDATES);
  readonly worn = new Int8Array(MAX_CANDIDATES);
  readonly bonus = new Int32Array(MAX_CANDIDATES);
  readonly broken = new Uint8Array(MAX_CANDIDATES);
  /** For the caller: the item slot, or -1 for a thing that is only supposed. */
  readonly tag = new Int32Array(MAX_CANDIDATES);

  add(kind: number, worn: number, bonus: number, broken: boolean, tag: number): void {
    if (this.count === MAX_CANDIDATES) return;
    const n = this.count++;
    this.kind[n] = kind;
    this.worn[n] = worn;
    this.bonus[n] = bonus;
    this.broken[n] = broken ? 1 : 0;
    this.tag[n] = tag;
  }
}
