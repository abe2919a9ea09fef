/** The economy of a run, from its file alone. What each figure means: definitions.ts. */
import { unpackWorld } from '../../../data/compile/index.js';
import { rowsOf } from '../../../data/format/rows.js';
import type { OpenedRun } from '../../../engine/store/open-run.js';
import { READABLE_FROM } from '../../../engine/store/retention.js';
import { readFailureOf } from '../../../engine/store/store-errors.js';
import { FRAMES_PER_SECOND } from '../../world.js';
import { DEFINITIONS } from './definitions.js';
import type { Definition, MeasureName } from './definitions.js';
import { oddItems } from './odd-prices.js';
import { chainedIndex } from './price-index.js';
import type { Sold, WindowSales } from './price-index.js';
import { AUCTION_INCOME, INCOME_SOURCES, incomeOf, readFlows, total } from './read-flows.js';
import type { Flows } from './read-flows.js';
import { readMarket } from './read-market.js';
import type { ItemPrices, Market } from './read-market.js';
import { readWealth } from './read-wealth.js';
import { gini, herfindahl, median, quantile } from './statistics.js';

const DAY_SECONDS = 86_400;
/** A report has at most so many windows, and none shorter than a minute. */
const MAX_WINDOWS = 48;
/** The price index is linked over fewer, longer windows: every link adds noise, and a chain of many drifts. */
const INDEX_LINKS = 12;
const MIN_WINDOW_FRAMES = 60 * FRAMES_PER_SECOND;
/** Items of which prices are told apart have so many sales at least. */
const MIN_SALES = 5;

export interface Measure extends Definition {
  readonly name: MeasureName;
  /** Over the run; null when there was nothing to measure. */
  readonly value: number | null;
}

export interface Series {
  readonly name: string;
  /** One figure a window. */
  readonly values: readonly (number | null)[];
}

export interface ItemReport {
  readonly itemId: number;
  readonly name: string;
  readonly sales: number;
  readonly units: number;
  readonly copper: number;
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly dispersion: number;
  /** What a vendor pays for a unit, copper; 0: nothing. */
  readonly vendor: number;
  /** Median over vendor price; null when no vendor pays for it. */
  readonly overVendor: number | null;
}

export interface EconomyReport {
  /** Figures over time begin here: 0, or with `--retain` the first frame whose rows were kept. */
  readonly firstFrame: number;
  readonly lastFrame: number;
  readonly days: number;
  readonly windowFrames: number;
  /** Last frame of each window. */
  readonly windowEnds: readonly number[];
  readonly measures: readonly Measure[];
  readonly supply: Series;
  readonly faucets: readonly Series[];
  readonly sinks: readonly Series[];
  /** One figure a link of the chain; `ends`: the last frame of each. */
  readonly priceIndex: Series & { readonly ends: readonly number[] };
  readonly giniOfPurses: Series;
  readonly tradedValue: Series;
  readonly listings: { readonly posted: number; readonly sold: number; readonly expired: number; readonly cancelled: number };
  readonly secondsToSale: { readonly p25: number | null; readonly median: number | null; readonly p75: number | null };
  /** Points (share of bots, share of copper), poorest first. */
  readonly lorenz: readonly (readonly [number, number])[];
  /** Bots by what most of their income came from. */
  readonly roles: readonly { readonly role: string; readonly bots: number }[];
  readonly items: readonly ItemReport[];
  /** Items whose median price is beyond 100 times or below a tenth of what a vendor pays, with the reason as far as the file tells. */
  readonly odd: readonly { readonly itemId: number; readonly name: string; readonly overVendor: number; readonly reason: string }[];
}

/** @throws UserError for a file that cannot be read */
export function economyReport(run: OpenedRun): EconomyReport {
  try {
    return assemble(run);
  } catch (error) {
    throw readFailureOf(run.path, error);
  }
}

function assemble(run: OpenedRun): EconomyReport {
  const { db, lastFrame } = run;
  const from = Number(run.info.get(READABLE_FROM) ?? 0);
  const frames = lastFrame - from;
  const windowFrames = Math.max(MIN_WINDOW_FRAMES, Math.ceil(frames / MAX_WINDOWS));
  const windows = Math.max(1, Math.ceil(frames / windowFrames));
  const windowEnds = Array.from({ length: windows }, (_, w) => (w === windows - 1 ? lastFrame : from + (w + 1) * windowFrames - 1));
  const flows = readFlows(db, from, windowFrames, windows);
  const market = readMarket(db, from, windowFrames, windows);
  const wealth = readWealth(db, from, windowFrames, windows, market.escrow);
  const supply = readSupply(run, from, windowEnds);
  const links = linkWindows(market.byWindow);
  const index = chainedIndex(links);
  const days = frames / FRAMES_PER_SECOND / DAY_SECONDS;
  const tradedValue = market.byWindow.map((sold, w) => flows.paidBetween[w]! + copperOf(sold));
  const income = new Map(flows.income);
  for (const [uid, copper] of market.bySeller) incomeOf(income, uid)[AUCTION_INCOME]! += copper;
  const items = itemReports(market.items, vendorPrices(run));
  const figures = measureAll({
    run,
    flows,
    market,
    supply,
    index,
    links,
    days,
    tradedValue,
    income,
    items,
    windowFrames,
    wealth: wealth.copper,
    giniOfPurses: wealth.giniOfPurses,
  });
  return {
    firstFrame: from,
    lastFrame,
    days,
    windowFrames,
    windowEnds,
    measures: (Object.keys(DEFINITIONS) as MeasureName[]).map((name) => ({ name, ...DEFINITIONS[name], value: finite(figures[name]) })),
    supply: { name: 'money supply', values: supply },
    faucets: seriesOf(flows.faucets),
    sinks: seriesOf(flows.sinks),
    priceIndex: {
      name: 'price index',
      values: index,
      ends: links.map((_, k) => windowEnds[Math.min(windows, (k + 1) * span(windows)) - 1]!),
    },
    giniOfPurses: { name: 'Gini of purses', values: wealth.giniOfPurses },
    tradedValue: { name: 'traded value', values: tradedValue },
    listings: { posted: market.posted, sold: market.sold, expired: market.expired, cancelled: market.cancelled },
    secondsToSale: {
      p25: finite(quantile(market.secondsToSale, 0.25)),
      median: finite(median(market.secondsToSale)),
      p75: finite(quantile(market.secondsToSale, 0.75)),
    },
    lorenz: lorenz(wealth.copper),
    roles: rolesOf(income),
    items,
    odd: oddItems(items, market.items),
  };
}

interface Material {
  readonly run: OpenedRun;
  readonly flows: Flows;
  readonly market: Market;
  readonly supply: readonly (number | null)[];
  readonly index: readonly number[];
  readonly links: readonly WindowSales[];
  readonly days: number;
  readonly tradedValue: readonly number[];
  readonly income: ReadonlyMap<number, number[]>;
  readonly items: readonly ItemReport[];
  readonly windowFrames: number;
  readonly wealth: Float64Array;
  readonly giniOfPurses: readonly number[];
}

function measureAll(m: Material): Record<MeasureName, number> {
  const { flows, market } = m;
  const known = m.supply.filter((value) => value !== null);
  const meanSupply = total(known) / Math.max(1, known.length);
  const traded = total(m.tradedValue);
  const first = m.links.findIndex((sold) => sold.size > 0);
  const last = m.links.findLastIndex((sold) => sold.size > 0);
  const daysBetween = ((last - first) * m.windowFrames * span(m.market.byWindow.length)) / FRAMES_PER_SECOND / DAY_SECONDS;
  const ended = market.sold + market.expired + market.cancelled;
  const indexes = [...m.income.values()].map((parts) => herfindahl(parts)).filter((value) => !Number.isNaN(value));
  const spread = m.items.filter((item) => item.sales >= MIN_SALES);
  return {
    money_supply: known.at(-1) ?? Number.NaN,
    faucets: sumOf(flows.faucets),
    sinks: sumOf(flows.sinks),
    velocity: meanSupply > 0 && m.days > 0 ? traded / meanSupply / m.days : Number.NaN,
    price_index: first < 0 ? Number.NaN : m.index[last]!,
    inflation: daysBetween > 0 ? (100 * (m.index[last]! / m.index[first]! - 1)) / daysBetween : Number.NaN,
    gini: gini(m.wealth),
    gini_purses: m.giniOfPurses.at(-1) ?? Number.NaN,
    dispersion: weighted(spread),
    traded_value: traded,
    traded_units: market.items.reduce((sum, item) => sum + item.units, 0) + tradedUnits(m.run),
    sold_share: ended === 0 ? Number.NaN : (100 * market.sold) / ended,
    kept_share: market.listedCopper === 0 ? Number.NaN : (100 * (market.paidCopper - flows.cut - flows.depositsLost)) / market.listedCopper,
    time_to_sale: median(market.secondsToSale),
    specialisation: indexes.length === 0 ? Number.NaN : total(indexes) / indexes.length,
  };
}

function tradedUnits(run: OpenedRun): number {
  return (run.db.prepare('SELECT sum(stack_count) FROM trade_item').pluck().get() as number | null) ?? 0;
}
function copperOf(sold: ReadonlyMap<number, { copper: number }>): number {
  let copper = 0;
  for (const sale of sold.values()) copper += sale.copper;
  return copper;
}
function sumOf(series: ReadonlyMap<string, Float64Array>): number {
  let sum = 0;
  for (const values of series.values()) sum += total(values);
  return sum;
}
function weighted(items: readonly ItemReport[]): number {
  const copper = items.reduce((sum, item) => sum + item.copper, 0);
  return copper === 0 ? Number.NaN : items.reduce((sum, item) => sum + item.dispersion * item.copper, 0) / copper;
}
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Windows of the report in one link of the price index. */
function span(windows: number): number {
  return Math.max(1, Math.ceil(windows / INDEX_LINKS));
}
/** Sales of neighbouring windows together. */
function linkWindows(windows: readonly WindowSales[]): WindowSales[] {
  const links: Map<number, Sold>[] = [];
  windows.forEach((sales, w) => {
    const at = Math.floor(w / span(windows.length));
    const link = (links[at] ??= new Map());
    for (const [kind, { units, copper }] of sales) {
      const sum = link.get(kind) ?? { units: 0, copper: 0 };
      link.set(kind, { units: sum.units + units, copper: sum.copper + copper });
    }
  });
  return links;
}

/** Causes by how much they moved, largest first. `split` moves units between stacks and no copper. */
function seriesOf(series: ReadonlyMap<string, Float64Array>): Series[] {
  return [...series]
    .map(([name, values]) => ({ name, values: [...values] }))
    .sort((a, b) => total(b.values) - total(a.values) || (a.name < b.name ? -1 : 1));
}

/** The metric is taken every so many frames: the last one of each window counts. */
function readSupply(run: OpenedRun, from: number, windowEnds: readonly number[]): (number | null)[] {
  const at = run.db
    .prepare(
      `SELECT value FROM metric_row WHERE name_id = (SELECT id FROM word WHERE text = 'money_supply_copper') AND frame <= ? AND frame > ?
       ORDER BY frame DESC LIMIT 1`,
    )
    .pluck();
  return windowEnds.map((end, w) => (at.get(end, w === 0 ? from - 1 : windowEnds[w - 1]!) as number | undefined) ?? null);
}

/** What a vendor pays for a unit, by item id, from the world in the file. */
function vendorPrices(run: OpenedRun): Map<number, number> {
  const bytes = run.db
    .prepare('SELECT bytes FROM content WHERE hash = ?')
    .pluck()
    .get(run.info.get('content_hash') ?? '') as Buffer | undefined;
  const prices = new Map<number, number>();
  if (bytes === undefined) return prices;
  for (const row of rowsOf(unpackWorld(bytes), 'item')) prices.set(row.id as number, row.sell_price_copper as number);
  return prices;
}

function itemReports(items: readonly ItemPrices[], vendorOf: ReadonlyMap<number, number>): ItemReport[] {
  return items.map(({ itemId, name, sales, units, copper, prices }) => {
    const middle = median(prices);
    const p10 = quantile(prices, 0.1);
    const p90 = quantile(prices, 0.9);
    const vendor = vendorOf.get(itemId) ?? 0;
    const overVendor = vendor > 0 ? middle / vendor : null;
    return { itemId, name, sales, units, copper, median: middle, p10, p90, dispersion: (p90 - p10) / middle, vendor, overVendor };
  });
}

const LORENZ_POINTS = 50;

function lorenz(sorted: Float64Array): [number, number][] {
  const sum = total(sorted);
  const points: [number, number][] = [[0, 0]];
  let copper = 0;
  let next = 1;
  for (let k = 0; k < sorted.length; k++) {
    copper += sorted[k]!;
    if ((k + 1) * LORENZ_POINTS < next * sorted.length) continue;
    points.push([(k + 1) / sorted.length, sum === 0 ? 0 : copper / sum]);
    next++;
  }
  return points;
}

/** A bot's role is the source most of its income came from. */
function rolesOf(income: ReadonlyMap<number, number[]>): { role: string; bots: number }[] {
  const counts = INCOME_SOURCES.map(() => 0);
  for (const parts of income.values()) {
    let best = 0;
    parts.forEach((copper, source) => {
      if (copper > parts[best]!) best = source;
    });
    if (parts[best]! > 0) counts[best]!++;
  }
  return INCOME_SOURCES.map((role, source) => ({ role, bots: counts[source]! }));
}
