/** Names of bots: made of three syllables, all different up to MAX_NAMES, in an order that the seed decides. */
import { mix32 } from '../../engine/random.js';
import { UserError } from '../../engine/errors.js';

const FIRST = ['Al', 'Bar', 'Bel', 'Bran', 'Cal', 'Cor', 'Dar', 'Del', 'Dor', 'El', 'Er', 'Fal', 'Fen', 'Gal', 'Gar', 'Gwen', 'Hal', 'Har', 'Il', 'Is', 'Jor', 'Kal', 'Kar', 'Kel', 'Lan', 'Lor', 'Mal', 'Mar', 'Mer', 'Mor', 'Nal', 'Nor', 'Or', 'Per', 'Quin', 'Ral', 'Ren', 'Ros', 'Sal', 'Ser', 'Sil', 'Tal', 'Tar', 'Thal', 'Tor', 'Ul', 'Val', 'Ver', 'Wil', 'Yor', 'Zan'] as const;
const MIDDLE = ['a', 'ade', 'ai', 'an', 'ara', 'e', 'ea', 'eda', 'el', 'em', 'en', 'era', 'eth', 'i', 'ia', 'ida', 'il', 'im', 'in', 'ira', 'is', 'o', 'oa', 'odo', 'ol', 'om', 'on', 'ora', 'u', 'ua', 'ul', 'um', 'un', 'ura', 'y', 'ya', 'yl', 'ym', 'yn', 'yra', 'ald', 'and', 'ard', 'end', 'erd', 'ind', 'old', 'ond', 'ord', 'und', 'ath', 'eph', 'ith', 'oth', 'uth', 'av', 'ev', 'iv', 'ov', 'uv', 'az', 'ez', 'iz', 'oz'] as const;
const LAST = ['bar', 'bel', 'ben', 'bor', 'cas', 'cen', 'cor', 'dal', 'dan', 'dell', 'den', 'dil', 'dor', 'dra', 'drin', 'dur', 'fan', 'fin', 'gan', 'gar', 'gil', 'gon', 'grim', 'had', 'kan', 'kas', 'kin', 'la', 'lan', 'las', 'len', 'lin', 'lis', 'lon', 'mar', 'mas', 'men', 'mir', 'mond', 'na', 'nar', 'nas', 'nel', 'nir', 'nor', 'ra', 'ran', 'ras', 'ren', 'rick', 'rin', 'ris', 'ron', 'sa', 'san', 'sar', 'sen', 'sin', 'ta', 'tan', 'tar', 'ten', 'thas', 'tir', 'ton', 'tor', 'va', 'van', 'vin', 'wen', 'win', 'zar'] as const;

/** Different names there are. */
export const MAX_NAMES = FIRST.length * MIDDLE.length * LAST.length;
/** Coprime to MAX_NAMES, so that stepping by it visits every name once. */
const STEP = 104_729;

/** Name of the n-th bot (0 <= n < MAX_NAMES) of a seed. */
export function botName(seed: number, n: number): string {
  if (n >= MAX_NAMES) throw new UserError('out-of-names', `there are names for ${MAX_NAMES} bots`);
  const index = ((mix32(seed) % MAX_NAMES) + n * STEP) % MAX_NAMES;
  const first = index % FIRST.length;
  const rest = Math.floor(index / FIRST.length);
  return FIRST[first]! + MIDDLE[rest % MIDDLE.length]! + LAST[Math.floor(rest / MIDDLE.length)]!;
}
