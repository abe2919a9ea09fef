/**
 * Exact integer helpers. The functions of Math that differ between engine versions (pow, exp, log, sin, ...) are banned in the
 * simulation; what is needed of them is here, once.
 */

/**
 * Largest integer whose square is at most `n` (n an integer, 0 <= n < 2^52). Math.sqrt is correctly rounded by IEEE 754, and below 2^52
 * the root of r^2 - 1 lies a whole float or more below r, so that it never rounds up to it.
 */
export function isqrt(n: number): number {
  return Math.floor(Math.sqrt(n));
}

/** Distance of two places, rounded down, in the unit of the coordinates. */
export function distance(ax: number, ay: number, bx: number, by: number): number {
  const dx = ax - bx;
  const dy = ay - by;
  return isqrt(dx * dx + dy * dy);
}

/** `value`, or the end of the range low..high that it is beyond. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** One e-folding of `decayPpm`. */
const EXP_STEP = 1024;
const EXP_SCALE = 1_000_000;
/** e^-1, the nearest float: a literal, so that no engine's exp is involved. */
const INVERSE_E = 0.36787944117144233;
/** Terms of the Taylor series: the rest is below 1/19!, less than a float can tell. */
const EXP_TERMS = 18;
/** From 14,148 on (1024 x ln 1,000,000 = 14,147.1) the decay is below one millionth. */
const DECAY_TABLE = buildDecayTable(14_148);

function buildDecayTable(length: number): Int32Array {
  const table = new Int32Array(length);
  let whole = EXP_SCALE;
  for (let x = 0; x < length; x++) {
    const t = x % EXP_STEP;
    if (x > 0 && t === 0) whole *= INVERSE_E;
    let fraction = 1;
    for (let n = EXP_TERMS; n > 0; n--) fraction = 1 - (fraction * (t / EXP_STEP)) / n;
    table[x] = Math.trunc(whole * fraction);
  }
  return table;
}

/** Decay e^(-x/1024) in millionths, rounded down, for an integer x; 1,000,000 for x <= 0. Exact, hence monotone. */
export function decayPpm(x: number): number {
  if (x <= 0) return EXP_SCALE;
  return x < DECAY_TABLE.length ? DECAY_TABLE[x]! : 0;
}
