/**
 * What is asked of a bot's slots each time it thinks, counted once for each change of them: free slots, whether something starts a quest,
 * and how worn the worst of its gear is. Derived.
 */
import { EQUIPMENT_SLOTS } from '../../components/index.js';
import type { World } from '../world.js';
import { BEFORE_CARRY, countFreeSlots, itemAt, nextCarrySlot } from './items.js';

const PERCENT = 100;

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

  /** A slot of a bot, or the durability of what lies in one, has changed. */
  touch(bot: number): void {
    this.#known[bot] = 0;
  }
  rebuild(): void {
    this.#known.fill(0);
  }

  /** Free carry slots, see `freeSlots`. */
  free(bot: number): number {
    if (this.#known[bot] === 0) this.#count(bot);
    return this.#free[bot]!;
  }
  /** True when the bot carries something that starts a quest. */
  hasStarter(bot: number): boolean {
    if (this.#known[bot] === 0) this.#count(bot);
    return this.#starters[bot] !== 0;
  }
  /** Durability of the most worn thing it wears, percent rounded down; 100 when nothing wears. */
  worstPercent(bot: number): number {
    if (this.#known[bot] === 0) this.#count(bot);
    return this.#worst[bot]!;
  }

  #count(bot: number): void {
    const { world } = this;
    const { kind, durability } = world.c.item;
    const { startsQuest, maxDurability } = world.content.items;
    this.#known[bot] = 1;
    this.#free[bot] = countFreeSlots(world, bot);
    let starters = 0;
    for (let s = nextCarrySlot(world, bot, BEFORE_CARRY); s >= 0; s = nextCarrySlot(world, bot, s)) {
      const i = itemAt(world, bot, s);
      if (i >= 0 && startsQuest[kind[i]!]! >= 0) starters = 1;
    }
    this.#starters[bot] = starters;
    let worst = PERCENT;
    for (let slot = 0; slot < EQUIPMENT_SLOTS; slot++) {
      const i = itemAt(world, bot, slot);
      const max = i < 0 ? 0 : maxDurability[kind[i]!]!;
      if (max > 0) worst = Math.min(worst, Math.floor((durability[i]! * PERCENT) / max));
    }
    this.#worst[bot] = worst;
  }
}
