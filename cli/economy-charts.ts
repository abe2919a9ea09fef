/** Charts of the economy report as SVG text, drawn without a browser. */
import * as echarts from 'echarts';
import type { EChartsOption, SeriesOption } from 'echarts';
import { FRAMES_PER_SECOND } from '../systems/world.js';
import type { EconomyReport, Series } from '../systems/economy/report/report.js';
import { words } from './format.js';

export interface Chart {
  /** File name without its ending. */
  readonly name: string;
  readonly title: string;
  /** What the axes show, in one line. */
  readonly note: string;
  readonly svg: string;
}

const WIDTH = 680;
const HEIGHT = 320;
const COPPER_PER_GOLD = 10_000;
const MINUTES_UP_TO = 180;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
/** Causes told apart in one chart; the rest is summed up. */
const MAX_CAUSES = 7;
const MAX_ITEMS = 14;
const MIN_SALES = 5;
/** Okabe-Ito colours: told apart by the colour-blind too. */
const COLOURS = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#56B4E9', '#CC79A7', '#8C6D1F', '#7F7F7F'];
const TEXT = '#333333';
const GRID = '#dddddd';

/** All charts of a report; those without data are left out. */
export function economyCharts(report: EconomyReport): Chart[] {
  const all = [supplyChart(report), flowChart(report, 'faucets'), flowChart(report, 'sinks'), indexChart(report), valueChart(report)];
  const more = [giniChart(report), lorenzChart(report), listingsChart(report), rolesChart(report), pricesChart(report)];
  return [...all, ...more].filter((chart): chart is Chart => chart !== undefined);
}

function draw(name: string, title: string, note: string, option: EChartsOption): Chart {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    chart.setOption({ animation: false, color: COLOURS, textStyle: { fontFamily: 'sans-serif', color: TEXT }, ...option });
    return { name, title, note, svg: chart.renderToSVGString() };
  } finally {
    chart.dispose();
  }
}

/** The ends of the windows on the axis, in minutes or hours. */
function timeAxis(report: EconomyReport, ends: readonly number[]): { unit: string; labels: string[] } {
  const minutes = (frame: number): number => (frame + 1) / FRAMES_PER_SECOND / SECONDS_PER_MINUTE;
  const inHours = minutes(report.lastFrame) > MINUTES_UP_TO;
  const labels = ends.map((end) => {
    const value = inHours ? minutes(end) / MINUTES_PER_HOUR : minutes(end);
    return inHours ? value.toFixed(1) : String(Math.round(value));
  });
  return { unit: inHours ? 'hours' : 'minutes', labels };
}

function overTime(
  report: EconomyReport,
  unit: string,
  series: SeriesOption[],
  legend = false,
  scale = false,
  ends = report.windowEnds,
): EChartsOption {
  const time = timeAxis(report, ends);
  return {
    grid: { left: 84, right: 24, top: legend ? 66 : 28, bottom: 52 },
    ...(legend ? { legend: { top: 4, left: 'center', width: WIDTH - 60, itemHeight: 10, textStyle: { color: TEXT } } } : {}),
    xAxis: {
      type: 'category',
      data: time.labels,
      name: `simulated ${time.unit}`,
      nameLocation: 'middle',
      nameGap: 30,
      axisLabel: { color: TEXT },
    },
    yAxis: { type: 'value', name: unit, scale, axisLabel: { color: TEXT }, splitLine: { lineStyle: { color: GRID } } },
    series,
  };
}

const gold = (copper: number | null): number | null => (copper === null ? null : Number((copper / COPPER_PER_GOLD).toFixed(2)));

function line(series: Series, value: (v: number | null) => number | null): SeriesOption {
  return { name: series.name, type: 'line', symbol: 'none', connectNulls: true, lineStyle: { width: 2 }, data: series.values.map(value) };
}
const asIs = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

function supplyChart(report: EconomyReport): Chart {
  return draw(
    'money-supply',
    'Money supply',
    'gold in purses, auctions and letters',
    overTime(report, 'gold', [line(report.supply, gold)], false, true),
  );
}

function flowChart(report: EconomyReport, side: 'faucets' | 'sinks'): Chart | undefined {
  const flows = report[side];
  if (flows.length === 0) return undefined;
  const shown = flows.slice(0, flows.length > MAX_CAUSES ? MAX_CAUSES - 1 : MAX_CAUSES);
  const rest = flows.slice(shown.length);
  if (rest.length > 0)
    shown.push({ name: 'other', values: report.windowEnds.map((_, w) => rest.reduce((sum, s) => sum + (s.values[w] ?? 0), 0)) });
  const series = shown.map((flow): SeriesOption => ({
    name: words(flow.name),
    type: 'bar',
    stack: side,
    barCategoryGap: '15%',
    data: flow.values.map(gold),
  }));
  const title = side === 'faucets' ? 'Faucets' : 'Sinks';
  const note = side === 'faucets' ? 'gold that came into the world, by cause and window' : 'gold that left the world, by cause and window';
  return draw(side, title, note, overTime(report, 'gold', series, true));
}

function indexChart(report: EconomyReport): Chart {
  return draw(
    'price-index',
    'Price index',
    'chained Fisher index, the first twelfth of the run with sales = 100',
    overTime(report, 'points', [line(report.priceIndex, asIs)], false, true, report.priceIndex.ends),
  );
}
function giniChart(report: EconomyReport): Chart {
  return draw(
    'gini',
    'Gini of purses',
    '0: all alike, 1: one has everything',
    overTime(report, 'Gini', [line(report.giniOfPurses, asIs)], false, true),
  );
}
function valueChart(report: EconomyReport): Chart {
  const bars: SeriesOption = { name: 'traded value', type: 'bar', barCategoryGap: '15%', data: report.tradedValue.values.map(gold) };
  return draw('traded-value', 'Traded value', 'gold paid in auctions and trades, by window', overTime(report, 'gold', [bars]));
}

function lorenzChart(report: EconomyReport): Chart {
  const percent = (x: number): number => Number((100 * x).toFixed(2));
  const axis = (name: string, gap: number) =>
    ({
      type: 'value',
      min: 0,
      max: 100,
      name,
      nameLocation: 'middle',
      nameGap: gap,
      axisLabel: { color: TEXT },
      splitLine: { lineStyle: { color: GRID } },
    }) as const;
  return draw('lorenz', 'Lorenz curve of wealth', 'share of copper held by the poorest share of bots, at the last frame', {
    grid: { left: 84, right: 24, top: 20, bottom: 52 },
    xAxis: axis('% of bots, poorest first', 30),
    yAxis: axis('% of copper', 44),
    series: [
      {
        type: 'line',
        symbol: 'none',
        lineStyle: { type: 'dashed', color: '#999999', width: 1 },
        data: [
          [0, 0],
          [100, 100],
        ],
      },
      { type: 'line', symbol: 'none', areaStyle: { opacity: 0.15 }, data: report.lorenz.map(([x, y]) => [percent(x), percent(y)]) },
    ],
  });
}

/** Bars of named counts, one below the other. */
function countsChart(name: string, title: string, note: string, unit: string, counts: readonly (readonly [string, number])[]): Chart {
  return draw(name, title, note, {
    grid: { left: 110, right: 70, top: 12, bottom: 46 },
    xAxis: { type: 'value', name: unit, nameLocation: 'middle', nameGap: 28, splitLine: { lineStyle: { color: GRID } } },
    yAxis: { type: 'category', inverse: true, data: counts.map(([label]) => label), axisLabel: { color: TEXT } },
    series: [
      { type: 'bar', barMaxWidth: 34, label: { show: true, position: 'right', color: TEXT }, data: counts.map(([, count]) => count) },
    ],
  });
}
function listingsChart(report: EconomyReport): Chart | undefined {
  const { posted, sold, expired, cancelled } = report.listings;
  if (posted + sold + expired + cancelled === 0) return undefined;
  return countsChart('listings', 'What became of listings', 'posted after the start, and ended in any way', 'listings', [
    ['posted', posted],
    ['sold', sold],
    ['expired', expired],
    ['called off', cancelled],
  ]);
}
function rolesChart(report: EconomyReport): Chart | undefined {
  if (report.roles.every(({ bots }) => bots === 0)) return undefined;
  return countsChart(
    'roles',
    'What bots live on',
    'bots by the source of most of their income',
    'bots',
    report.roles.map(({ role, bots }) => [role, bots]),
  );
}

/** Median, and from the 10th to the 90th percentile, as multiples of the vendor price. */
function pricesChart(report: EconomyReport): Chart | undefined {
  const items = report.items.filter((item) => item.overVendor !== null && item.sales >= MIN_SALES).slice(0, MAX_ITEMS);
  if (items.length === 0) return undefined;
  const multiple = (price: number, vendor: number): number => Number((price / vendor).toFixed(2));
  const floor = items.map((item) => multiple(item.p10, item.vendor));
  return draw(
    'prices',
    'Prices of the most traded items',
    'multiples of the vendor price: bar from the 10th to the 90th percentile, diamond the median',
    {
      grid: { left: 200, right: 30, top: 12, bottom: 46 },
      xAxis: {
        type: 'value',
        name: 'times the vendor price',
        nameLocation: 'middle',
        nameGap: 28,
        splitLine: { lineStyle: { color: GRID } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: items.map(({ name }) => name),
        axisLabel: { color: TEXT, width: 180, overflow: 'truncate' },
      },
      series: [
        { type: 'bar', stack: 'range', silent: true, itemStyle: { color: 'transparent' }, data: floor },
        {
          type: 'bar',
          stack: 'range',
          barMaxWidth: 12,
          data: items.map((item, k) => Number((multiple(item.p90, item.vendor) - floor[k]!).toFixed(2))),
        },
        {
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 10,
          itemStyle: { color: '#D55E00' },
          data: items.map((item, k) => [multiple(item.median, item.vendor), k]),
        },
      ],
    },
  );
}
