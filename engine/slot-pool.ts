/**
 * Slots of a pool, allocated by us: a list of freed slots over a high-water mark, both in the arena, so that a restored world
 * allocates exactly as the original would have. The slot freed last is used first. Reaching the capacity is a clear error.
 *
 * The list runs through the cells of the free slots themselves, so a cell that is not 0 says "free": releasing a slot twice, which
 * would hand one slot to two owners, is noticed at once.
 */
import type { Component } from './component.js';
import { InternalError, UserError } from './errors.js';
import type { WritePath } from './write-path.js';

/**
 * Component shapes a pool needs. `slot`: a cell for each slot, 0 in use or never used, -1 free and the last of the list, otherwise the
 * next free slot + 1. Header, one row a pool: `freed` the slot freed last + 1 (0 none), `high` slots ever used, `live` slots in use.
 */
export type FreeList = Component<{ slot: 'i32' }>;
export type PoolHeader = Component<{ freed: 'i32'; high: 'i32'; live: 'i32' }>;

const END_OF_LIST = -1;

/** One pool over its free list and its row of the header. */
export class SlotPool {
  constructor(
    readonly name: string,
    readonly capacity: number,
    private readonly write: WritePath,
    private readonly free: FreeList,
    private readonly header: PoolHeader,
    /** Row of the header that is this pool's. */
    private readonly row: number,
  ) {}

  get live(): number {
    return this.header.live[this.row]!;
  }
  /** Slots 0 .. high-1 have been used at some time. */
  get high(): number {
    return this.header.high[this.row]!;
  }

  /** A slot nobody has. Throws `capacity-reached` and changes nothing when there is none. */
  allocate(): number {
    const { header, row, write } = this;
    const freed = header.freed[row]!;
    if (freed > 0) {
      const slot = freed - 1;
      const next = this.free.slot[slot]!;
      write.set(this.free.f.slot, slot, 0);
      write.set(header.f.freed, row, next === END_OF_LIST ? 0 : next);
      write.set(header.f.live, row, header.live[row]! + 1);
      return slot;
    }
    const high = header.high[row]!;
    if (high >= this.capacity) {
      throw new UserError('capacity-reached', `all ${this.capacity} ${this.name} slots are in use: raise --set capacity.${this.name}`);
    }
    write.set(header.f.high, row, high + 1);
    write.set(header.f.live, row, header.live[row]! + 1);
    return high;
  }

  /** Give a slot back. Throws `slot-not-in-use` and changes nothing if nobody has it. */
  release(slot: number): void {
    const { header, row, write } = this;
    const inUse = slot >= 0 && slot < header.high[row]! && this.free.slot[slot] === 0;
    if (!inUse) throw new InternalError('slot-not-in-use', `${this.name} slot ${slot} was released, but nobody has it`);
    const freed = header.freed[row]!;
    write.set(this.free.f.slot, slot, freed === 0 ? END_OF_LIST : freed);
    write.set(header.f.freed, row, slot + 1);
    write.set(header.f.live, row, header.live[row]! - 1);
  }
}
