/** Items whose median price lies far from what a vendor pays, and why, as far as the sales tell. */
import type { ItemPrices } from './read-market.js';
import { ascending, median } from './statistics.js';

/** A median price beyond these multiples of what a vendor pays is pointed out. */
const ODD_ABOVE = 100;
const ODD_BELOW = 0.1;
/** With fewer sales than this a median says little. */
const FEW_SALES = 5;
/** Prices of the last third over those of the first: beyond this they rose, below the other they fell. */
const ROSE = 2;
const FELL = 0.5;

export interface OddPrice {
  readonly itemId: number;
  readonly name: string;
  readonly overVendor: number;
  readonly reason: string;
}
/** What is known of an item's price. */
interface Priced {
  readonly itemId: number;
  readonly name: string;
  readonly sales: number;
  readonly vendor: number;
  readonly overVendor: number | null;
}

/** `sales` has the same items as `items`, in the same order. */
export function oddItems(items: readonly Priced[], sales: readonly ItemPrices[]): OddPrice[] {
  return items.flatMap(({ itemId, name, overVendor, vendor }, n) => {
    if (overVendor === null || (overVendor <= ODD_ABOVE && overVendor >= ODD_BELOW)) return [];
    return [{ itemId, name, overVendor, reason: reasonsOf(sales[n]!, vendor, overVendor > ODD_ABOVE).join('; ') }];
  });
}

function reasonsOf({ course, byBid, sales }: ItemPrices, vendor: number, dear: boolean): string[] {
  const reasons: string[] = [];
  if (sales < FEW_SALES) reasons.push(`only ${sales} sold`);
  if (!dear && byBid > 0) reasons.push(`${byBid} of ${sales} went to a single bid below the asking price`);
  const third = Math.floor(sales / 3);
  if (third > 0) {
    const first = median(ascending(course.slice(0, third)));
    const last = median(ascending(course.slice(-third)));
    if (last > first * ROSE) reasons.push(`rose from ${Math.round(first)} to ${Math.round(last)} copper a unit`);
    if (last < first * FELL) reasons.push(`fell from ${Math.round(first)} to ${Math.round(last)} copper a unit`);
  }
  if (dear) reasons.push(`a vendor pays ${vendor} copper, which is no measure of what it is worth to who uses it`);
  if (reasons.length === 0) reasons.push('sellers asked less than a vendor pays from the first sale on');
  return reasons;
}
