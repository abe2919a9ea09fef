/**
 * Slots of a pool, allocated by us: a stack of freed slots over a high-water mark, both in the arena, so that a restored world
 * allocates exactly as the original would have. Reaching the capacity is a clear error.
 */
import type { Component } from './component.js';
import { UserError } from './errors.js';
import type { WritePath } from './write-path.js';

/** Component shape a pool needs: pool rows for the stack, and a one-row header. */
export type FreeList = Component<{ slot: 'i32' }>;
export type PoolHeader = Component<{ freed: 'i32'; high: 'i32'; live: 'i32' }>;

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

  allocate(): number {
    const { header, row, write } = this;
    write.add(header.f.live, row, 1);
    const freed = header.freed[row]!;
    if (freed > 0) {
      const slot = this.free.slot[freed - 1]! - 1;
      write.set(this.free.f.slot, freed - 1, 0);
      write.set(header.f.freed, row, freed - 1);
      return slot;
    }
    const high = header.high[row]!;
    if (high >= this.capacity) {
      throw new UserError('capacity-reached', `all ${this.capacity} ${this.name} slots are in use: raise --set capacity.${this.name}`);
    }
    write.set(header.f.high, row, high + 1);
    return high;
  }

  release(slot: number): void {
    const { header, row, write } = this;
    const freed = header.freed[row]!;
    write.set(this.free.f.slot, freed, slot + 1);
    write.set(header.f.freed, row, freed + 1);
    write.add(header.f.live, row, -1);
  }
}
