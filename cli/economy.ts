/** `botrealm economy`: what became of money and prices in a run, as text, JSON, SVG charts and a page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { UserError } from '../engine/errors.js';
import { openRun } from '../engine/store/open-run.js';
import { economyReport } from '../systems/economy/report/report.js';
import type { EconomyReport, Series } from '../systems/economy/report/report.js';
import { shown } from './economy-page.js';
import { WIDTH, facts, say, sayJson, table } from './output.js';
import { count, money, percent, plural, simulatedTime, words, wrap } from './format.js';

const TOP_ITEMS = 12;
const PAGE = 'economy.html';

interface Flags {
  readonly json?: boolean;
  readonly out?: string;
}

export function economyCommand(): Command {
  return new Command('economy')
    .description('money, prices, wealth and markets of a run: figures, charts and a page')
    .argument('<run>', 'a run file')
    .option('--json', 'print the whole report as JSON')
    .option('--out <dir>', 'write the charts as SVG files and one page (economy.html) into this folder')
    .addHelpText(
      'after',
      `
Reads the file alone. Every figure is printed with its definition and the tables it comes from; docs/economy.md
explains them. The page needs no other file and no network.

  botrealm run market-day --seed 1 --db day.sqlite
  botrealm economy day.sqlite --out report         then open report/economy.html`,
    )
    .action(economy);
}

async function economy(path: string, flags: Flags): Promise<void> {
  const run = openRun(path);
  let report: EconomyReport;
  const about = aboutRun(run.info);
  try {
    report = economyReport(run);
  } finally {
    run.db.close();
  }
  const files = flags.out === undefined ? [] : await writeAll(flags.out, `Economy of ${basename(path)}`, about, report);
  if (flags.json === true) {
    sayJson({ run: path, ...report, files });
    return;
  }
  print(path, about, report);
  if (files.length > 0) say(`\nWritten: ${plural(files.length, 'file')} in ${flags.out}; open ${join(flags.out!, PAGE)}`);
}

function aboutRun(info: ReadonlyMap<string, string>): string {
  return `scenario ${info.get('scenario') ?? '?'}, world ${info.get('world_name') ?? '?'}, seed ${info.get('seed') ?? '?'}, ${count(Number(info.get('bots') ?? 0))} bots`;
}

/** The chart library is loaded only when there is something to draw. */
async function writeAll(folder: string, title: string, about: string, report: EconomyReport): Promise<string[]> {
  const { economyCharts } = await import('./economy-charts.js');
  const { economyPage } = await import('./economy-page.js');
  const charts = economyCharts(report);
  try {
    mkdirSync(folder, { recursive: true });
    for (const chart of charts) writeFileSync(join(folder, `${chart.name}.svg`), chart.svg);
    writeFileSync(join(folder, PAGE), economyPage(title, about, report, charts));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new UserError('out-unwritable', `--out ${folder}: it cannot be written (${code}); expected a folder`, { cause: error });
  }
  return [...charts.map((chart) => `${chart.name}.svg`), PAGE];
}

function print(path: string, about: string, report: EconomyReport): void {
  say(`Economy of ${path}`);
  say(`(${about}, ${simulatedTime(report.lastFrame)})`);
  if (report.firstFrame > 0) say(`Rows were kept from ${simulatedTime(report.firstFrame)} on: all figures begin there.`);
  say();
  for (const measure of report.measures) {
    say(`  ${measure.title.padEnd(28)} ${shown(measure)}`);
    say(`      ${wrap(`${measure.definition} From: ${measure.source}.`, WIDTH - 6, '      ')}`);
  }
  printFlows('Faucets', report.faucets);
  printFlows('Sinks', report.sinks);
  const { posted, sold, expired, cancelled } = report.listings;
  const { p25, median, p75 } = report.secondsToSale;
  const time = (seconds: number | null): string => (seconds === null ? '-' : simulatedTime(seconds * 10));
  say('\nMarket');
  say(
    facts([
      ['Listings', `${count(posted)} posted, ${count(sold)} sold, ${count(expired)} expired, ${count(cancelled)} called off`],
      ['Time to sale', `a quarter within ${time(p25)}, half within ${time(median)}, three quarters within ${time(p75)}`],
      ['Bots live on', report.roles.map(({ role, bots }) => `${role} ${count(bots)}`).join(', ')],
    ]),
  );
  printItems(report);
}

function printFlows(title: string, flows: readonly Series[]): void {
  const sums = flows.map(({ name, values }) => [words(name), values.reduce<number>((sum, value) => sum + (value ?? 0), 0)] as const);
  const total = sums.reduce((sum, [, copper]) => sum + copper, 0);
  if (total === 0) return;
  say(`\n${title}, after the start`);
  say(facts(sums.map(([name, copper]) => [name, `${money(copper).padStart(12)}  ${percent(copper, total).padStart(6)}`] as const)));
}

function printItems(report: EconomyReport): void {
  if (report.items.length === 0) return;
  say();
  say(
    table(
      [
        { head: 'most traded items', max: 34 },
        { head: 'sales', right: true },
        { head: 'traded', right: true },
        { head: 'median', right: true },
        { head: 'spread', right: true },
        { head: 'x vendor', right: true },
      ],
      report.items
        .slice(0, TOP_ITEMS)
        .map((item) => [
          item.name,
          count(item.sales),
          money(item.copper),
          money(item.median),
          item.dispersion.toFixed(2),
          item.overVendor === null ? '-' : item.overVendor.toFixed(1),
        ]),
    ),
  );
  for (const { name, overVendor, reason } of report.odd)
    say(`  Odd: ${name} at ${overVendor.toFixed(2)} times the vendor price (${reason})`);
}
