/** The economy command, from a run to figures, charts and a page, against sums taken with plain SQL. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { good, refused, sql, withFolder } from './support.js';

interface Report {
  readonly measures: readonly { name: string; title: string; definition: string; source: string; value: number | null }[];
  readonly faucets: readonly { name: string; values: readonly number[] }[];
  readonly sinks: readonly { name: string; values: readonly number[] }[];
  readonly supply: { values: readonly (number | null)[] };
  readonly windowEnds: readonly number[];
  readonly listings: { sold: number; expired: number };
  readonly items: readonly { sales: number; copper: number; median: number; p10: number; p90: number }[];
}
const RUN = [
  'run',
  'market-day',
  '--bots',
  '150',
  '--frames',
  '2000',
  '--seed',
  '5',
  '--set',
  'auction.interval=600',
  '--db',
  'day.sqlite',
];

test('the figures are those of the ledger and the auctions, each with its definition and source', () =>
  withFolder((folder) => {
    good(folder, RUN);
    const report = JSON.parse(good(folder, ['economy', 'day.sqlite', '--json'])) as Report;
    const one = (query: string): number => sql(join(folder, 'day.sqlite'), (db) => db.prepare(query).pluck().get() as number);
    const sum = (series: Report['faucets']): number => series.reduce((s, { values }) => s + values.reduce((x, y) => x + y, 0), 0);
    const copper = (flow: number): number =>
      one(`SELECT sum(quantity) FROM ledger_row WHERE asset_id = 0 AND frame > 0 AND flow = ${flow}`);
    assert.is(sum(report.faucets), copper(1));
    assert.is(sum(report.sinks), copper(2));
    assert.is(report.listings.sold, one('SELECT count(*) FROM auction_row WHERE status = 2'));
    assert.ok(report.listings.sold > 0);
    const paid = one('SELECT sum(current_bid_copper) FROM auction_row WHERE status = 2');
    assert.is(
      report.items.reduce((s, item) => s + item.copper, 0),
      paid,
    );
    assert.ok(report.items.every(({ p10, median, p90 }) => p10 <= median && median <= p90));
    assert.is(report.supply.values.length, report.windowEnds.length);
    assert.is(report.windowEnds.at(-1), 2000);
    for (const { title, definition, source } of report.measures) {
      assert.ok(title.length > 0 && source.length > 0);
      assert.match(definition, /^[^\n]+\.$/);
    }
    const gini = report.measures.find(({ name }) => name === 'gini')!.value!;
    assert.ok(gini > 0 && gini < 1);
    assert.is(
      report.measures.find(({ name }) => name === 'money_supply')!.value,
      one("SELECT value FROM metric WHERE name = 'money_supply_copper' ORDER BY frame DESC LIMIT 1"),
    );
  }));

test('of a run that kept its last rows only, the figures begin where the rows do', () =>
  withFolder((folder) => {
    good(folder, [...RUN, '--retain', '500']);
    const report = JSON.parse(good(folder, ['economy', 'day.sqlite', '--json'])) as Report & { firstFrame: number };
    const copper = sql(join(folder, 'day.sqlite'), (db) =>
      db.prepare('SELECT sum(quantity) FROM ledger_row WHERE asset_id = 0 AND flow = 1 AND frame > ?').pluck().get(report.firstFrame),
    );
    assert.ok(report.firstFrame > 1000);
    assert.is(
      report.faucets.reduce((s, { values }) => s + values.reduce((x, y) => x + y, 0), 0),
      copper,
    );
    assert.not.ok(report.faucets.some(({ name }) => name === 'opening_balance'));
    assert.match(good(folder, ['economy', 'day.sqlite']), /Rows were kept from .* on: all figures begin there\./);
  }));

test('the page holds all charts and asks nothing of the network; the charts lie beside it', () =>
  withFolder((folder) => {
    good(folder, RUN);
    const out = good(folder, ['economy', 'day.sqlite', '--out', 'report']);
    assert.match(out, 'report/economy.html');
    for (const line of out.split('\n')) assert.ok(line.length <= 100, line);
    const page = readFileSync(join(folder, 'report', 'economy.html'), 'utf8');
    const charts = readdirSync(join(folder, 'report')).filter((name) => name.endsWith('.svg'));
    assert.ok(charts.length >= 8, `${charts.length} charts`);
    assert.is(page.split('<svg').length - 1, charts.length);
    assert.not.match(page, /<script|<link|src=|href=|url\(http/);
    assert.not.match(page, /NaN|undefined/);
    for (const name of charts) assert.match(readFileSync(join(folder, 'report', name), 'utf8'), /^<svg [^]*<\/svg>\s*$/);
    refused(folder, ['economy', 'day.sqlite', '--out', 'day.sqlite'], /--out day\.sqlite: it cannot be written/);
    refused(folder, ['economy', 'nothing.sqlite'], /nothing\.sqlite/);
    assert.not.ok(existsSync(join(folder, 'nothing.sqlite')));
  }));

test('no pump brings a copper, and every one is worked', () =>
  withFolder((folder) => {
    const out = good(folder, ['run', 'exploiter', '--bots', '60', '--frames', '7000', '--db', 'pumps.sqlite']);
    for (const pump of ['vendor', 'repost', 'launder', 'bid_and_cancel', 'trade', 'cod']) {
      assert.match(out, new RegExp(`met +pump_${pump}_loops_count`));
      assert.match(out, new RegExp(`met +pump_${pump}_most_copper: (0|-[\\d,]+)`));
    }
    good(folder, ['audit', 'pumps.sqlite']);
  }));

test.run();
