/** The order structure with thousands of auctions that come and go in any order, against a scan. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawBelow } from '../../../engine/random.js';
import { AuctionState } from '../../../components/index.js';
import { PAGE_ENTRIES, bandOf } from '../../../systems/auction/auction-book.js';
import { seedListing } from '../../../systems/auction/listing-seed.js';
import { freeAuction } from '../../../systems/auction/settle-auction.js';
import type { World } from '../../../systems/world.js';
import { Id, checkBook, kindOf, market, marketContent, trader } from './market.js';

const content = await marketContent();
const AUCTIONS = 3000;
const die = (n: number, bound: number): number => drawBelow(bound, 77, n, 0, 1, 0);

/** Take an auction off the books without the post: what counts here is the book. */
function drop(world: World, a: number): void {
  const { auction, market: habits, item } = world.c;
  world.derived.auctions.remove(a);
  world.add(habits.f.openAuctions, auction.seller[a]! - 1, -1);
  world.set(item.f.uid, auction.item[a]! - 1, 0);
  freeAuction(world, a);
}

function churn(world: World): void {
  const sellers = Array.from({ length: 20 }, () => trader(world));
  const live: number[] = [];
  for (let n = 0; n < AUCTIONS; n++) {
    const kind = die(n, world.content.items.count);
    // Few different prices, so that ties are common.
    live.push(
      seedListing(world, sellers[die(n, 20)]!, kind, 1 + die(n + 1, world.content.items.stackSize[kind]!), 5000, die(n, 8) * 0x0101_0101),
    );
    if (die(n, 10) < 4) drop(world, live.splice(die(n, live.length), 1)[0]!);
    if (n % 250 === 0) checkBook(world);
  }
}

const book = suite('auction book');
book('gives the cheapest, the lists and the counts that a scan gives', () => {
  const world = market(content, 20);
  churn(world);
  checkBook(world);
  world.derived.auctions.rebuild();
  checkBook(world);
});
book('turns all pages of a type of item once, oldest first, fifty at a time', () => {
  const world = market(content, 20);
  churn(world);
  const { auction } = world.c;
  const silk = kindOf(world, Id.silk);
  const type = world.content.items.inventoryType[silk]!;
  const band = bandOf(world.content.items.requiredLevel[silk]!);
  const expected: number[] = [];
  for (let a = 0; a < world.pools.auction.high; a++)
    if (auction.state[a] === AuctionState.open && auction.kind[a] === silk) expected.push(a);
  expected.sort((x, y) => auction.uid[x]! - auction.uid[y]!);
  const page = new Int32Array(PAGE_ENTRIES);
  const seen: number[] = [];
  for (let cursor = -1, n = PAGE_ENTRIES; n === PAGE_ENTRIES; cursor = page[n - 1]!) {
    n = world.derived.auctions.search(0, type, band, cursor, page);
    seen.push(...page.subarray(0, n));
  }
  assert.ok(expected.length > 2 * PAGE_ENTRIES);
  assert.equal(seen, expected);
  assert.is(world.derived.auctions.countOfPage(0, type, band), expected.length);
});
book.run();
