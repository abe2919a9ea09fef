/** Two-sided p-values of counts, and Holm's adjustment for many of them. */

/** Below this expected count (and above it counted from the other side) tails are summed exactly. */
const EXACT_BELOW = 2000;

/** How likely a count at least as far out as `hits` of `trials` is when the chance is `chance`: twice the smaller tail, at most 1. */
export function binomialP(trials: number, hits: number, chance: number): number {
  if (chance <= 0) return hits === 0 ? 1 : 0;
  if (chance >= 1) return hits === trials ? 1 : 0;
  if (chance > 0.5) return binomialP(trials, trials - hits, 1 - chance);
  const mean = trials * chance;
  if (mean < EXACT_BELOW) return Math.min(1, 2 * smallerTail(trials, hits, chance));
  const z = (Math.abs(hits - mean) - 0.5) / Math.sqrt(mean * (1 - chance));
  return z <= 0 ? 1 : Math.min(1, 2 * normalTail(z));
}

/** P(X <= hits) or P(X >= hits), whichever is smaller, by summing terms outwards until they no longer count. */
function smallerTail(trials: number, hits: number, chance: number): number {
  const down = hits <= trials * chance;
  let term = Math.exp(logChoose(trials, hits) + hits * Math.log(chance) + (trials - hits) * Math.log1p(-chance));
  let sum = 0;
  const odds = chance / (1 - chance);
  for (let k = hits; k >= 0 && k <= trials && (term > sum * 1e-17 || sum === 0); k += down ? -1 : 1) {
    sum += term;
    term *= down ? k / ((trials - k + 1) * odds) : ((trials - k) * odds) / (k + 1);
    if (term === 0) break;
  }
  return sum;
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** Lanczos' approximation, good to about 15 digits. */
function logGamma(x: number): number {
  const c = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2, -0.5395239384953e-5];
  let sum = 1.000000000190015;
  c.forEach((value, j) => (sum += value / (x + 1 + j)));
  const t = x + 5.5;
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310005 * sum) / x);
}

/** P(Z > z) of the standard normal, relative error below 1.2e-7 (Numerical Recipes, erfcc). */
export function normalTail(z: number): number {
  const t = 1 / (1 + z / Math.SQRT2 / 2);
  const x = z / Math.SQRT2;
  const poly =
    -1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  return (t * Math.exp(-x * x + poly)) / 2;
}

/** The smallest p-value after Holm's adjustment: of m values, the least times m. */
export function leastHolm(values: readonly number[]): number {
  return values.length === 0 ? 1 : Math.min(1, Math.min(...values) * values.length);
}
