/** Enchantments and gems as text. */

/** An enchantment of an item: its id, and the seconds it has left, 0 when it lasts. */
export interface Enchantment {
  readonly id: number;
  readonly seconds: number;
}

const ENCHANTMENTS = /^(?:\d+:\d+(?:;\d+:\d+)*)?$/;
const GEMS = /^(?:\d+(?:,\d+)*)?$/;

/** `3225:0;3229:3600`. */
export function serialiseEnchantments(enchantments: readonly Enchantment[]): string {
  return enchantments.map(({ id, seconds }) => `${id}:${seconds}`).join(';');
}

/** null: the text is not of this form. */
export function parseEnchantments(text: string): Enchantment[] | null {
  if (!ENCHANTMENTS.test(text)) return null;
  if (text === '') return [];
  return text.split(';').map((part) => {
    const [id, seconds] = part.split(':');
    return { id: Number(id), seconds: Number(seconds) };
  });
}

/** `23121,0,23095`: by socket, empty ones at the end left out. */
export function serialiseGems(gems: readonly number[]): string {
  let last = gems.length;
  while (last > 0 && gems[last - 1] === 0) last--;
  return gems.slice(0, last).join(',');
}

/** null: the text is not of this form. */
export function parseGems(text: string): number[] | null {
  if (!GEMS.test(text)) return null;
  return text === '' ? [] : text.split(',').map(Number);
}
