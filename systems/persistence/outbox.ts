/**
 * Saves on their way to the writing thread: numbers in one array, texts beside it, so that handing over a thousand bots is one message
 * and no copy.
 */
import type { BotIdentity, BotStateSnapshot, EquipmentItemSnapshot, InventoryItemSnapshot } from './snapshot.js';

/** What is to be done; the first number of a message's every part. */
export const SaveOp = { state: 1, inventory: 2, equipment: 3, complete: 4, position: 5, gold: 6, remove: 7 } as const;

/** Numbers after which the part of an item begins anew. */
export const STATE_NUMBERS = 10;
export const INVENTORY_NUMBERS = 10;
export const EQUIPMENT_NUMBERS = 8;
/** Stands for a text that is not there. */
export const NO_TEXT = -1;

const START_NUMBERS = 4096;

/** What goes to the writing thread. */
export interface SaveMessage {
  readonly numbers: Float64Array;
  readonly used: number;
  readonly texts: readonly string[];
  /** Number of the first save in it; the others follow. */
  readonly first: number;
  readonly saves: number;
  /** The caller has paused: what comes next is another batch. */
  readonly endsBatch: boolean;
}

export class Outbox {
  #numbers = new Float64Array(START_NUMBERS);
  #texts: string[] = [];
  used = 0;
  saves = 0;
  /** Bots that have a save waiting. */
  readonly bots = new Set<number>();

  /** Begin a save of a bot. */
  begin(op: number, botGuid: number): void {
    this.saves++;
    this.bots.add(botGuid);
    this.#put(op);
    this.#put(botGuid);
  }

  state(s: BotStateSnapshot): void {
    this.position(s);
    this.#put(s.gold_copper);
    this.#put(s.health);
    this.#put(s.mana);
    this.#put(s.level);
  }

  position(s: BotStateSnapshot): void {
    this.#put(s.position_x);
    this.#put(s.position_y);
    this.#put(s.position_z);
    this.#put(s.map_id);
    this.#put(s.zone_id);
    this.#put(s.orientation);
  }

  number(value: number): void {
    this.#put(value);
  }

  /** An empty one is not there. */
  text(value: string): void {
    if (value === '') this.#put(NO_TEXT);
    else this.#put(this.#texts.push(value) - 1);
  }

  /** Room for a number that is known later: hand the answer to `fill`. */
  room(): number {
    this.#put(0);
    return this.used - 1;
  }
  fill(at: number, value: number): void {
    this.#numbers[at] = value;
  }

  identity(who: BotIdentity): void {
    this.text(who.name);
    this.text(who.race);
    this.text(who.class);
    this.#put(who.xp);
    this.#put(who.frame);
  }

  inventory(items: readonly InventoryItemSnapshot[]): void {
    this.#put(items.length);
    for (const item of items) {
      this.#put(item.bag);
      this.#put(item.slot);
      this.#put(item.item_id);
      this.#put(item.item_guid);
      this.#put(item.stack_count);
      this.text(item.enchantments);
      this.#put(item.durability);
      this.text(item.gems);
      this.#put(item.bound);
      this.#put(item.charges);
    }
  }

  equipment(items: readonly EquipmentItemSnapshot[]): void {
    this.#put(items.length);
    for (const item of items) {
      this.#put(item.slot);
      this.#put(item.item_id);
      this.#put(item.item_guid);
      this.text(item.enchantments);
      this.text(item.gems);
      this.#put(item.durability);
      this.#put(item.bound);
      this.#put(item.charges);
    }
  }

  /** Everything that waits, as a message; the outbox is empty afterwards. */
  take(first: number, endsBatch: boolean): SaveMessage {
    const message = { numbers: this.#numbers, used: this.used, texts: this.#texts, first, saves: this.saves, endsBatch };
    this.#numbers = new Float64Array(START_NUMBERS);
    this.#texts = [];
    this.used = 0;
    this.saves = 0;
    this.bots.clear();
    return message;
  }

  #put(value: number): void {
    if (this.used === this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.used++] = value;
  }
}
