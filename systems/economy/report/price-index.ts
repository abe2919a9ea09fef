/**
 * A chained Fisher price index over windows of time: between two windows that follow each other, only things sold in both count; the square
 * root of Laspeyres x Paasche of their mean unit prices links one window to the next. The first window with sales is 100.
 */

/** Sales of one kind in one window. */
export interface Sold {
  units: number;
  copper: number;
}
/** By kind of item. */
export type WindowSales = ReadonlyMap<number, Sold>;

export const INDEX_BASE = 100;

/** The index of each window. A window without a common item keeps the index of the one before. */
export function chainedIndex(windows: readonly WindowSales[]): number[] {
  const index: number[] = [];
  let level = INDEX_BASE;
  let before: WindowSales | undefined;
  for (const now of windows) {
    if (before !== undefined && now.size > 0) level *= link(before, now);
    if (now.size > 0) before = now;
    index.push(level);
  }
  return index;
}

/** Price change from one window to the next; 1 when no kind was sold in both. */
export function link(before: WindowSales, now: WindowSales): number {
  let oldAtOld = 0;
  let newAtOld = 0;
  let oldAtNew = 0;
  let newAtNew = 0;
  for (const [kind, then] of before) {
    const sold = now.get(kind);
    if (sold === undefined || then.units === 0 || sold.units === 0) continue;
    const oldPrice = then.copper / then.units;
    const newPrice = sold.copper / sold.units;
    oldAtOld += oldPrice * then.units;
    newAtOld += newPrice * then.units;
    oldAtNew += oldPrice * sold.units;
    newAtNew += newPrice * sold.units;
  }
  if (oldAtOld === 0 || oldAtNew === 0 || newAtNew === 0) return 1;
  return Math.sqrt((newAtOld / oldAtOld) * (newAtNew / oldAtNew));
}
