/**
 * The drops of a corpse or chest in the order in which a bot takes them: what a quest asks for, then upgrades by their gain, then what its
 * professions need, then the rest by what a slot of it is worth, on the market or at a vendor. Ties: the order in which they dropped.
 */
import type { LootDrops } from '../rules/loot-group-selection.js';
import type { World } from '../world.js';
import { LootReason, lootReason, lootValue } from './should-loot.js';

const CAPACITY = 64;

export class LootQueue {
  length = 0;
  /** Positions in the drops, the dearest first, with reason (LootReason) and value. */
  readonly entry = new Int32Array(CAPACITY);
  readonly reason = new Uint8Array(CAPACITY);
  readonly value = new Float64Array(CAPACITY);

  /** Put the drops in order for a bot. */
  fill(world: World, bot: number, drops: LootDrops): void {
    this.length = 0;
    for (let d = 0; d < drops.length; d++) this.add(world, bot, d, drops.item[d]!, drops.count[d]!);
  }

  clear(): void {
    this.length = 0;
  }

  add(world: World, bot: number, entry: number, kind: number, units: number): void {
    const reason = lootReason(world, bot, kind);
    const value = lootValue(world, bot, kind, units, reason);
    let at = this.length++;
    while (at > 0 && precedes(reason, value, this.reason[at - 1]!, this.value[at - 1]!)) {
      this.entry[at] = this.entry[at - 1]!;
      this.reason[at] = this.reason[at - 1]!;
      this.value[at] = this.value[at - 1]!;
      at--;
    }
    this.entry[at] = entry;
    this.reason[at] = reason;
    this.value[at] = value;
  }
}

/** Reasons in the order in which they count. */
const RANK = Uint8Array.from(
  { length: 8 },
  (_, reason) => [LootReason.quest, LootReason.upgrade, LootReason.profession, LootReason.value, LootReason.none].indexOf(reason as 0) & 15,
);

function precedes(reason: number, value: number, than: number, thanValue: number): boolean {
  return RANK[reason]! < RANK[than]! || (RANK[reason] === RANK[than] && value > thanValue);
}
