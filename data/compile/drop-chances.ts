/** How likely one run of a loot table gives an item at all, through references and groups. */
import { invariant } from '../../engine/errors.js';
import type { Loot } from '../content.js';

/** Items a table can give, with the probability (0 to 1) that one run gives at least one unit. */
export interface DropChances {
  readonly items: Int32Array;
  readonly chances: Float64Array;
  /** 1 when the table names the item itself, 0 when it comes through references alone. */
  readonly direct: Uint8Array;
}

/**
 * Computes tables on demand and keeps reference tables.
 *
 * Rows outside groups and groups are independent of each other. In a group one roll goes through the rows with a chance in their order;
 * what is left of 100 percent is shared by the rows without one. A reference is run `maxCount` times.
 */
export class DropTables {
  private readonly kept = new Map<number, DropChances>();
  private readonly miss: Float64Array;
  private readonly hit: Float64Array;
  private readonly named: Uint8Array;
  private readonly seen: Uint8Array;

  constructor(
    private readonly loot: Loot,
    itemCount: number,
  ) {
    this.miss = new Float64Array(itemCount).fill(1);
    this.hit = new Float64Array(itemCount);
    this.named = new Uint8Array(itemCount);
    this.seen = new Uint8Array(itemCount);
  }

  of(table: number): DropChances {
    this.prepareReferences(table);
    return this.kept.get(table) ?? this.compute(table);
  }

  /** Compute the reference tables that a table leads to, the deepest first. Without recursion: references may be nested deeply. */
  private prepareReferences(table: number): void {
    const { offsets, reference } = this.loot;
    const stack = [{ table, row: offsets[table]! }];
    const open = new Set([table]);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (top.row < offsets[top.table + 1]!) {
        const next = reference[top.row++]!;
        if (next < 0 || this.kept.has(next)) continue;
        invariant(!open.has(next), 'compile-unvalidated', 'loot references lead in a circle; the tables were not validated');
        open.add(next);
        stack.push({ table: next, row: offsets[next]! });
      } else {
        stack.pop();
        open.delete(top.table);
        if (stack.length > 0) this.kept.set(top.table, this.compute(top.table));
      }
    }
  }

  private compute(table: number): DropChances {
    const { group, offsets } = this.loot;
    const touched: number[] = [];
    const groups = new Map<number, number[]>();
    for (let row = offsets[table]!; row < offsets[table + 1]!; row++) {
      const number = group[row]!;
      if (number === 0) {
        this.addRow(row, this.loot.chance[row]! / 100, touched);
        this.settle(touched);
      } else if (groups.has(number)) groups.get(number)!.push(row);
      else groups.set(number, [row]);
    }
    for (const rows of groups.values()) {
      this.addGroup(rows, touched);
      this.settle(touched);
    }
    return this.takeResult();
  }

  private readonly found: number[] = [];

  private addGroup(rows: readonly number[], touched: number[]): void {
    const { chance } = this.loot;
    const without = rows.reduce((count, row) => (chance[row] === 0 ? count + 1 : count), 0);
    let left = 100;
    for (const row of rows) {
      const share = Math.min(chance[row]!, left);
      left -= share;
      if (share > 0) this.addRow(row, share / 100, touched);
    }
    if (without === 0) return;
    for (const row of rows) if (chance[row] === 0) this.addRow(row, left / 100 / without, touched);
  }

  /** Add to `hit` what a row gives when it is chosen with probability `chance`. */
  private addRow(row: number, chance: number, touched: number[]): void {
    const { item, reference, maxCount } = this.loot;
    const target = reference[row]!;
    if (target < 0) {
      this.named[item[row]!] = 1;
      this.addHit(item[row]!, chance, touched);
      return;
    }
    const inner = this.kept.get(target)!;
    for (let i = 0; i < inner.items.length; i++) {
      let missAll = 1;
      for (let run = 0; run < maxCount[row]!; run++) missAll *= 1 - inner.chances[i]!;
      this.addHit(inner.items[i]!, chance * (1 - missAll), touched);
    }
  }

  private addHit(item: number, chance: number, touched: number[]): void {
    if (this.hit[item] === 0) touched.push(item);
    this.hit[item]! += chance;
  }

  /** Fold the hits of an independent part (a row or a group) into the whole. */
  private settle(touched: number[]): void {
    for (const item of touched) {
      this.miss[item]! *= 1 - Math.min(1, this.hit[item]!);
      this.hit[item] = 0;
      if (this.seen[item] === 1) continue;
      this.seen[item] = 1;
      this.found.push(item);
    }
    touched.length = 0;
  }

  private takeResult(): DropChances {
    const items = Int32Array.from(this.found).sort();
    const chances = Float64Array.from(items, (item) => 1 - this.miss[item]!);
    const direct = Uint8Array.from(items, (item) => this.named[item]!);
    for (const item of items) {
      this.miss[item] = 1;
      this.named[item] = 0;
      this.seen[item] = 0;
    }
    this.found.length = 0;
    return { items, chances, direct };
  }
}
