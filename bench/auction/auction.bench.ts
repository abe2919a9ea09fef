/**
 * The auction houses at 100,000 open auctions over 20,000 kinds, held steady: post 25 %, bid 50 %, buy out 17 %, expire 8 %. First the order
 * structure, beside a package from npm and a scan, with the same stream and the same result; then whole handlers with ledger and mail.
 *
 *   npm run bench:auction [-- --quick]
 */
import { mix32 } from '../../engine/random.js';
import { Act, cpuMs, hall, hallContent, stream } from './hall.js';
import type { Stream } from './hall.js';
import { NaiveScan, OurBook, PackageBook } from './contestants.js';
import type { Contestant } from './contestants.js';
import { handlers } from './handlers.js';

const quick = process.argv.includes('--quick');
const KINDS = 20_000;
const LIVE = 100_000;
const OPS = quick ? 200_000 : 2_000_000;
const PACKAGE_OPS = quick ? 50_000 : 200_000;
const SCAN_OPS = quick ? 200 : 1_000;

interface Result {
  readonly nsPerOp: number;
  readonly hash: number;
}

/** Open `live` auctions, then run the stream; which of the open auctions a step takes is decided here, the same for everybody. */
function contest(who: Contestant, live: number, ops: number, s: Stream): Result {
  const ids = live + ops;
  const kindOf = new Int32Array(ids + 1);
  const open = new Int32Array(ids + 1);
  const at = new Int32Array(ids + 1);
  let count = 0;
  let id = 0;
  const add = (kind: number, price: number): void => {
    id++;
    kindOf[id] = kind;
    at[id] = count;
    open[count++] = id;
    who.post(id, kind, price);
  };
  const drop = (gone: number): void => {
    const last = open[--count]!;
    open[at[gone]!] = last;
    at[last] = at[gone]!;
  };
  for (let n = 0; n < live; n++) add(mix32(n) % KINDS, 100 + (mix32(n ^ 0x5bd1) % 100_000));
  let hash = 0;
  const started = cpuMs();
  for (let n = 0; n < ops; n++) {
    const one = open[s.pick[n]! % count]!;
    switch (s.act[n]) {
      case Act.post:
        add(s.pick[n]! % KINDS, s.price[n]!);
        break;
      case Act.bid:
        who.bid(kindOf[one]!);
        break;
      case Act.buyOut: {
        const bought = who.buyOut(kindOf[one]!);
        hash = Math.imul(hash, 31) + bought;
        drop(bought);
        break;
      }
      default:
        who.expire(one);
        drop(one);
    }
  }
  return { nsPerOp: ((cpuMs() - started) * 1e6) / ops, hash: hash >>> 0 };
}

const content = await hallContent(KINDS);
const ops = stream(OPS, 7);
const ours = (live: number, n: number): Result => contest(new OurBook(hall(content, 100, live + 20_000, 1000), live + n), live, n, ops);

console.log(`order structure: ${LIVE} open auctions over ${KINDS} kinds`);
ours(LIVE, OPS);
const book = ours(LIVE, OPS);
print('botrealm AuctionBook', book, OPS);
const npm = contest(new PackageBook(KINDS, LIVE + PACKAGE_OPS), LIVE, PACKAGE_OPS, ops);
print('nodejs-order-book, one book a kind', npm, PACKAGE_OPS);
const scan = contest(new NaiveScan(), LIVE, SCAN_OPS, ops);
print('scan of an array of objects', scan, SCAN_OPS);
if (ours(LIVE, PACKAGE_OPS).hash !== npm.hash) throw new Error('nodejs-order-book sold other auctions than the auction book');
if (ours(LIVE, SCAN_OPS).hash !== scan.hash) throw new Error('the scan sold other auctions than the auction book');
console.log(
  `  ratios in this run: npm/ours ${(npm.nsPerOp / book.nsPerOp).toFixed(1)}, scan/ours ${(scan.nsPerOp / book.nsPerOp).toFixed(0)}`,
);

console.log('cheapest of a kind, by number of open auctions');
for (const live of [1_000, 10_000, 100_000]) console.log(`  ${String(live).padStart(7)}: ${cheapest(live).toFixed(1)} ns`);

for (const result of handlers(content, quick)) console.log(result);
console.log(`result ${book.hash.toString(16)}`);

function print(name: string, { nsPerOp, hash }: Result, n: number): void {
  console.log(
    `  ${name.padEnd(36)} ${nsPerOp.toFixed(0).padStart(8)} ns an operation, ${(1e3 / nsPerOp).toFixed(2)} M/s (${n} operations, sold ${hash.toString(16)})`,
  );
}

/** Nanoseconds for the cheapest auction of a kind that is listed. Kinds are looked up in random order from a short list, so that what is timed is the lookup. */
function cheapest(live: number): number {
  const world = hall(content, 100, live + 1000, 1000);
  const ours_ = new OurBook(world, live);
  for (let n = 0; n < live; n++) ours_.post(n + 1, mix32(n) % KINDS, 100 + (mix32(n ^ 0x5bd1) % 100_000));
  const asked = Int32Array.from({ length: 1024 }, (_, n) => mix32(mix32(n * 7) % live) % KINDS);
  const book_ = world.derived.auctions;
  const rounds = quick ? 200 : 4000;
  let sum = 0;
  for (let r = 0; r < 50; r++) for (let n = 0; n < asked.length; n++) sum += book_.cheapest(0, asked[n]!);
  const started = cpuMs();
  for (let r = 0; r < rounds; r++) for (let n = 0; n < asked.length; n++) sum += book_.cheapest(0, asked[n]!);
  const ns = ((cpuMs() - started) * 1e6) / (rounds * asked.length);
  if (sum < 0) throw new Error('a kind that is listed has no cheapest auction');
  return ns;
}
