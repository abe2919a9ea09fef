/**
 * Exact integer helpers. The functions of Math that differ between engine versions (pow, exp, log, sin, ...) are banned in the
 * simulation; what is needed of them is here, once.
 */

/** Largest integer whose square is at most `n` (n an integer, 0 <= n < 2^52). Math.sqrt is correctly rounded by IEEE 754. */
export function isqrt(n: number): number {
  let r = Math.floor(Math.sqrt(n));
  while (r * r > n) r--;
  while ((r + 1) * (r + 1) <= n) r++;
  return r;
}

/** Distance of two places, rounded down, in the unit of the coordinates. */
export function distance(ax: number, ay: number, bx: number, by: number): number {
  const dx = ax - bx;
  const dy = ay - by;
  return isqrt(dx * dx + dy * dy);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

const EXP_STEP = 1024;
const EXP_SCALE = 1_000_000;
const EXP_TABLE = buildExpTable();

/** e^-k for k = 0..15 in millionths, hand-tabulated so that no engine's exp is involved. */
function buildExpTable(): Int32Array {
  return Int32Array.from([
    1_000_000, 367_879, 135_335, 49_787, 18_316, 6_738, 2_479, 912, 335, 123, 45, 17, 6, 2, 1, 0,
  ]);
}

/**
 * Decay e^(-x/1024) in millionths, for an integer x >= 0: a table of whole powers and a cubic between them
 * (error below 0.05 %, monotone).
 */
export function decayPpm(x: number): number {
  if (x <= 0) return EXP_SCALE;
  const whole = Math.floor(x / EXP_STEP);
  if (whole >= EXP_TABLE.length - 1) return 0;
  const t = (x - whole * EXP_STEP) / EXP_STEP;
  const fraction = 1 - t + (t * t) / 2 - (t * t * t) / 6 + (t * t * t * t) / 24 - (t * t * t * t * t) / 120;
  return Math.trunc(EXP_TABLE[whole]! * fraction);
}
