/** Why bots took or left loot and put things on, of late, for the store's `decision` table. Not state: nothing reads it back. */
import type { World } from '../world.js';

/** Choices kept until they are taken; the oldest are lost when nobody takes them. */
export const MAX_CHOICES = 8192;
export const ChoiceKind = { loot: 0, equip: 1 } as const;

/**
 * A ring of choices about items. reason: LootReason, or 0 for equipment; value: what the thing is worth (loot: in the unit of its reason,
 * equipment: the score of the outfit with it); other: equipment: item id that it replaces, 0 none; before: score before.
 */
export class ItemChoices {
  first = 0;
  count = 0;
  readonly kind = new Uint8Array(MAX_CHOICES);
  readonly uid = new Int32Array(MAX_CHOICES);
  readonly item = new Int32Array(MAX_CHOICES);
  readonly units = new Int32Array(MAX_CHOICES);
  readonly reason = new Uint8Array(MAX_CHOICES);
  readonly value = new Float64Array(MAX_CHOICES);
  readonly other = new Int32Array(MAX_CHOICES);
  readonly before = new Float64Array(MAX_CHOICES);

  note(kind: number, uid: number, item: number, units: number, reason: number, value: number, other: number, before: number): void {
    if (this.count === MAX_CHOICES) {
      this.first = (this.first + 1) % MAX_CHOICES;
      this.count--;
    }
    const at = (this.first + this.count++) % MAX_CHOICES;
    this.kind[at] = kind;
    this.uid[at] = uid;
    this.item[at] = item;
    this.units[at] = units;
    this.reason[at] = reason;
    this.value[at] = value;
    this.other[at] = other;
    this.before[at] = before;
  }

  /** All have been written. */
  clear(): void {
    this.first = 0;
    this.count = 0;
  }
}

/** A bot took units of a kind for a reason (LootReason), or left them. */
export function noteLoot(world: World, bot: number, kind: number, units: number, reason: number, value: number): void {
  world.derived.loot.choices.note(ChoiceKind.loot, world.uidOf(bot), world.content.items.id[kind]!, units, reason, value, 0, 0);
}

/** A bot puts a kind on in place of another (-1 none), which brings its outfit from one score to another. */
export function noteEquip(world: World, bot: number, kind: number, instead: number, before: number, after: number): void {
  const { id } = world.content.items;
  const other = instead < 0 ? 0 : id[instead]!;
  world.derived.loot.choices.note(ChoiceKind.equip, world.uidOf(bot), id[kind]!, 1, 0, after, other, before);
}
