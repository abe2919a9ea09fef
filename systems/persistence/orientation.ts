/** Which way a bot faces: an angle that comes out the same everywhere. */

export const TURN = 62_832;
const HALF = 31_416;
const QUARTER = 15_708;
const UNIT = 10_000;

/**
 * Arc tangent for 0 <= t <= 1, in radians, within 1e-5: the polynomial of Abramowitz and Stegun 4.4.49, of whole powers only, so that every
 * machine gives the same bits.
 */
function arcTangent(t: number): number {
  const s = t * t;
  return t * (0.999866 + s * (-0.3302995 + s * (0.180141 + s * (-0.085133 + s * 0.0208351))));
}

/** Angle of a direction, ten-thousandths of a radian from 0 to 62,831, counter-clockwise from the x axis; 0 for no direction. */
export function orientationOf(dx: number, dy: number): number {
  const ax = Math.abs(dx);
  const ay = Math.abs(dy);
  if (ax === 0 && ay === 0) return 0;
  const first = ay <= ax ? arcTangent(ay / ax) * UNIT : QUARTER - arcTangent(ax / ay) * UNIT;
  const upper = dx >= 0 ? first : HALF - first;
  const angle = Math.round(dy >= 0 ? upper : TURN - upper);
  return angle >= TURN ? 0 : angle;
}
