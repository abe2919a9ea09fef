/**
 * Exact integer and binary32 steps of the two servers. Money and experience are unsigned 32-bit integers; where a server computes
 * in single precision, every operation is rounded with `Math.fround`, operands first, as `f32` here.
 * Source: rules reference, section 0.
 */

/** Largest purse in copper, 2^31 - 2, in both profiles. */
export const GOLD_CAP_COPPER = 2_147_483_646;
export const COPPER_PER_SILVER = 100;
export const COPPER_PER_GOLD = 10_000;

/** Round to the nearest IEEE binary32. */
export const f32 = Math.fround;

/** Binary32 product of two numbers, each rounded to binary32 first. */
export function mulF32(a: number, b: number): number {
  return f32(f32(a) * f32(b));
}

/** Binary32 quotient of two numbers, each rounded to binary32 first. */
export function divF32(a: number, b: number): number {
  return f32(f32(a) / f32(b));
}

/** A whole number modulo 2^32; a fraction is dropped. */
export function u32(x: number): number {
  return x >>> 0;
}

/** Product of two unsigned 32-bit integers modulo 2^32. */
export function mulU32(a: number, b: number): number {
  return Math.imul(a, b) >>> 0;
}

/** Quotient of two non-negative integers without its fraction. */
export function divInt(a: number, b: number): number {
  return Math.floor(a / b);
}

/** Nearest whole number, halves to the even one. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const fraction = x - below;
  if (fraction < 0.5) return below;
  if (fraction > 0.5) return below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** Nearest whole number of a non-negative value, halves upwards. */
export function roundHalfUp(x: number): number {
  const below = Math.floor(x);
  return x - below >= 0.5 ? below + 1 : below;
}
