/**
 * Options: every number a run can be tuned with, declared once with unit, range and default. Values are integers (a fraction is kept in
 * thousandths: `scale`), so that they can lie in the hashed state and change at a frame boundary.
 */
import { UserError, invariant } from './errors.js';

/** One option: its key, its range in the shown unit, and how it is stored. */
export interface OptionSpec {
  readonly key: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** Stored value = shown value x scale. */
  readonly scale: number;
  readonly doc: string;
  /** Fixed when the world is made; cannot change while a run goes on. */
  readonly fixed: boolean;
  /** Words for the values 0, 1, ... of a choice. */
  readonly words?: readonly string[];
}

/** Numbers with a fraction are kept in thousandths. */
const FRACTION_SCALE = 1000;

/** An option of whole numbers. */
export function wholeOption(
  key: string,
  unit: string,
  range: readonly [number, number],
  initial: number,
  doc: string,
  fixed = false,
): OptionSpec {
  return { key, unit, min: range[0], max: range[1], default: initial, scale: 1, doc, fixed };
}
/** An option with a fraction, kept in thousandths. */
export function fractionOption(
  key: string,
  unit: string,
  range: readonly [number, number],
  initial: number,
  doc: string,
  fixed = false,
): OptionSpec {
  return { key, unit, min: range[0], max: range[1], default: initial, scale: FRACTION_SCALE, doc, fixed };
}
/** An option that is on or off. */
export function switchOption(key: string, initial: boolean, doc: string, fixed = false): OptionSpec {
  return { key, unit: 'on/off', min: 0, max: 1, default: initial ? 1 : 0, scale: 1, doc, fixed, words: ['off', 'on'] };
}
/** An option that is one of `words`; its value is the index. */
export function choiceOption(key: string, words: readonly string[], initial: string, doc: string, fixed = false): OptionSpec {
  return { key, unit: words.join(' | '), min: 0, max: words.length - 1, default: words.indexOf(initial), scale: 1, doc, fixed, words };
}

/** Stored values by option index, checked. */
export class OptionTable {
  readonly #index = new Map<string, number>();
  constructor(readonly specs: readonly OptionSpec[]) {
    specs.forEach((spec, i) => {
      checkSpec(spec);
      invariant(!this.#index.has(spec.key), 'duplicate-option', `option ${spec.key} is declared twice`);
      this.#index.set(spec.key, i);
    });
  }

  /** Index of an option; throws a `UserError` with the nearest key if there is none. */
  indexOf(key: string): number {
    const index = this.#index.get(key);
    if (index === undefined) {
      const near = nearest(
        key,
        this.specs.map((s) => s.key),
      );
      throw new UserError(
        'unknown-option',
        `unknown option '${key}'${near ? `, did you mean '${near}'?` : ''} (botrealm options lists them all)`,
      );
    }
    return index;
  }

  /** Stored values of a run in which nothing is set. */
  defaults(): Int32Array {
    return Int32Array.from(this.specs, (s) => Math.round(s.default * s.scale));
  }

  /** Parse a shown value ('0.1', 'on', 'classic') to the stored integer; throws a `UserError` that names key, value and range. */
  parse(key: string, shown: string | number | boolean): { index: number; value: number } {
    const index = this.indexOf(key);
    const spec = this.specs[index]!;
    const word = spec.words?.indexOf(String(shown === true ? 'on' : shown === false ? 'off' : shown)) ?? -1;
    if (word >= 0) return { index, value: word };
    const text = String(shown).trim();
    const number = text === '' ? NaN : Number(text);
    // + 0: a fraction just below 0 rounds to -0, which is no integer anybody meant.
    const value = Math.round(number * spec.scale) + 0;
    const whole = spec.scale > 1 || Number.isInteger(number);
    if (!Number.isFinite(number) || spec.words || !whole || number < spec.min || number > spec.max) {
      const wanted = spec.words
        ? `one of ${spec.words.join(', ')}`
        : `${spec.scale > 1 ? 'a number' : 'a whole number'} from ${spec.min} to ${spec.max} (${spec.unit})`;
      throw new UserError('bad-option-value', `option ${key} is '${shown}', expected ${wanted}`);
    }
    return { index, value };
  }

  /** The value as a person writes it. */
  show(index: number, value: number): string {
    const spec = this.specs[index]!;
    return spec.words ? spec.words[value]! : String(value / spec.scale);
  }
}

/** Default within the range, and every stored value within 32 bits: what a component's cell can hold. */
function checkSpec({ key, min, max, default: initial, scale, words }: OptionSpec): void {
  const stored = [min, max, initial].map((v) => Math.round(v * scale));
  const sound = stored.every((v) => v === (v | 0)) && min <= initial && initial <= max && (words === undefined || words.length === max + 1);
  invariant(sound, 'bad-option-spec', `option ${key}: default ${initial} from ${min} to ${max} does not hold together`);
}

/** The candidate with the smallest edit distance, if it is near enough to be a slip. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = editDistance(word, candidate);
    if (d < bestDistance) {
      bestDistance = d;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
