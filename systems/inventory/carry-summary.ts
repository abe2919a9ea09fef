/**
 * What is asked of a bot's slots each time it thinks, counted once for each change of them: free slots, whether something starts a quest,
 * and how worn the worst of its gear is. Derived.
 */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import type { World } from '../world.js';
import { BEFORE_CARRY, countFreeSlots, itemAt, nextCarrySlot } from './items.js';

const PERCENT = 100;

/** What is known of a bot, bits. */
const Known = { free: 1, starters: 2, worst: 4 } as const;
const ABOUT_CARRIED = Known.free | Known.starters;

export class CarrySummary {
  readonly #known: Uint8Array;
  readonly #free: Uint16Array;
  readonly #starters: Uint8Array;
  readonly #worst: Uint8Array;

  constructor(private readonly world: World) {
    const bots = world.capacities.bot!;
    this.#known = new Uint8Array(bots);
    this.#free = new Uint16Array(bots);
    this.#starters = new Uint8Array(bots);
    this.#worst = new Uint8Array(bots);
  }

  /** A slot of a bot, or the durability of what lies in it, has changed. */
  touch(bot: number, slot: number): void {
    // A worn bag changes which slots there are.
    if (slot < EQUIPMENT_SLOTS) this.#known[bot]! &= ~Known.worst;
    else this.#known[bot]! &= ~ABOUT_CARRIED;
  }
  rebuild(): void {
    this.#known.fill(0);
  }

  /** Free carry slots, see `freeSlots`. */
  free(bot: number): number {
    if ((this.#known[bot]! & Known.free) === 0) {
      this.#known[bot]! |= Known.free;
      this.#free[bot] = countFreeSlots(this.world, bot);
    }
    return this.#free[bot]!;
  }
  /** True when the bot carries something that starts a quest. */
  hasStarter(bot: number): boolean {
    if ((this.#known[bot]! & Known.starters) === 0) {
      this.#known[bot]! |= Known.starters;
      this.#starters[bot] = this.#carriesStarter(bot) ? 1 : 0;
    }
    return this.#starters[bot] !== 0;
  }
  /** Durability of the most worn thing it wears, percent rounded down; 100 when nothing wears. */
  worstPercent(bot: number): number {
    if ((this.#known[bot]! & Known.worst) === 0) {
      this.#known[bot]! |= Known.worst;
      this.#worst[bot] = this.#mostWorn(bot);
    }
    return this.#worst[bot]!;
  }

  #carriesStarter(bot: number): boolean {
    const { world } = this;
    const { startsQuest } = world.content.items;
    for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
      const i = itemAt(world, bot, s);
      if (i >= 0 && startsQuest[world.c.item.kind[i]!]! >= 0) return true;
    }
    return false;
  }

  #mostWorn(bot: number): number {
    const { kind, durability } = this.world.c.item;
    const { maxDurability } = this.world.content.items;
    let worst = PERCENT;
    for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
      const i = itemAt(this.world, bot, slot);
      const max = i < 0 ? 0 : maxDurability[kind[i]!]!;
      if (max > 0) worst = Math.min(worst, Math.floor((durability[i]! * PERCENT) / max));
    }
    return worst;
  }
}
