/** Figures over lists of numbers. Lists are sorted in place by whoever makes them; an empty list answers NaN. */

/** Quantile `q` (0..1) of a rising list, between neighbours by their distance. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below);
}
export function median(sorted: ArrayLike<number>): number {
  return quantile(sorted, 0.5);
}
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * Gini coefficient of non-negative values in rising order: 0 all equal, towards 1 one has everything.
 * Formula: (2 x sum(rank x value) / (n x sum)) - (n + 1) / n, ranks from 1.
 */
export function gini(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  let sum = 0;
  let ranked = 0;
  for (let k = 0; k < n; k++) {
    sum += sorted[k]!;
    ranked += (k + 1) * sorted[k]!;
  }
  return n === 0 || sum === 0 ? 0 : (2 * ranked) / (n * sum) - (n + 1) / n;
}

/** Herfindahl index of shares: 1 when everything comes from one source, 1/n when n sources give alike; NaN when there is nothing. */
export function herfindahl(parts: readonly number[]): number {
  let sum = 0;
  for (const part of parts) sum += part;
  if (sum === 0) return Number.NaN;
  let index = 0;
  for (const part of parts) index += (part / sum) * (part / sum);
  return index;
}
