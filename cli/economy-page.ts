/** The economy report as one HTML page that needs no other file and no network. */
import type { EconomyReport, ItemReport, Measure } from '../systems/economy/report/report.js';
import type { Chart } from './economy-charts.js';
import { count, figure, money, simulatedTime } from './format.js';

const ITEMS_SHOWN = 60;

const STYLE = `
:root{color-scheme:light}
body{margin:0;background:#f6f6f4;color:#222;font:15px/1.5 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 20px 60px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:36px 0 10px}
.sub{color:#666;margin:0 0 20px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:12px}
.card{background:#fff;border:1px solid #e2e2de;border-radius:8px;padding:12px 14px}
.card b{display:block;font-size:21px;font-weight:600;font-variant-numeric:tabular-nums}
.card span{color:#555}.card p{margin:6px 0 0;font-size:12.5px;color:#666;line-height:1.4}
.card p i{color:#888}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(480px,1fr));gap:14px}
figure{margin:0;background:#fff;border:1px solid #e2e2de;border-radius:8px;padding:12px}
figure svg{width:100%;height:auto;display:block}
figcaption{font-size:14px;font-weight:600;margin-bottom:6px}figcaption small{font-weight:400;color:#666;margin-left:6px}
table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #e2e2de;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px;text-align:right;border-top:1px solid #eee;font-size:13.5px;white-space:nowrap}
th{border-top:0;background:#fafaf8;font-weight:600}th:first-child,td:first-child{text-align:left}
.wide{overflow-x:auto}
@media(max-width:560px){.charts{grid-template-columns:1fr}}`;

/** A figure of a measure as people read it. */
export function shown({ value, unit }: Measure): string {
  if (value === null) return '-';
  if (unit === 'copper') return money(value);
  if (unit === '%' || unit === '% a day') return `${figure(Number(value.toFixed(2)))} ${unit}`;
  if (unit === '0 to 1' || unit === 'ratio') return value.toFixed(3);
  return `${figure(value)} ${unit}`;
}

export function economyPage(title: string, about: string, report: EconomyReport, charts: readonly Chart[]): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>
<h1>${escaped(title)}</h1>
<p class="sub">${escaped(about)}, ${simulatedTime(report.lastFrame)} simulated in ${count(report.lastFrame)} frames${report.firstFrame > 0 ? `; rows were kept from ${simulatedTime(report.firstFrame)} on, and all figures begin there` : ''}</p>
<div class="cards">${report.measures.map(card).join('\n')}</div>
<h2>Over time</h2>
<div class="charts">${charts.map(chartOf).join('\n')}</div>
<h2>Items by traded value</h2>
<div class="wide">${itemTable(report.items.slice(0, ITEMS_SHOWN))}</div>
${odd(report)}
</main></body></html>
`;
}

function card(measure: Measure): string {
  return `<div class="card"><span>${escaped(measure.title)}</span><b>${escaped(shown(measure))}</b><p>${escaped(measure.definition)} <i>From: ${escaped(measure.source)}.</i></p></div>`;
}
function chartOf({ title, note, svg }: Chart): string {
  return `<figure><figcaption>${escaped(title)}<small>${escaped(note)}</small></figcaption>${svg}</figure>`;
}

const HEADS = ['Item', 'Sales', 'Units', 'Traded', 'Median a unit', '10 % - 90 %', 'Dispersion', 'Vendor pays', 'Median / vendor'];
function itemTable(items: readonly ItemReport[]): string {
  if (items.length === 0) return '<p>No auction was sold.</p>';
  const rows = items.map((item) => {
    const cells = [
      item.name,
      count(item.sales),
      count(item.units),
      money(item.copper),
      money(item.median),
      `${money(item.p10)} - ${money(item.p90)}`,
      item.dispersion.toFixed(2),
      item.vendor > 0 ? money(item.vendor) : '-',
      item.overVendor === null ? '-' : item.overVendor.toFixed(1),
    ];
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${HEADS.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function odd(report: EconomyReport): string {
  if (report.odd.length === 0) return '<p>No item has a median price above 100 times or below a tenth of what a vendor pays.</p>';
  const rows = report.odd.map(
    ({ name, overVendor, reason }) => `<li>${escaped(name)}: ${overVendor.toFixed(2)} times the vendor price; ${escaped(reason)}</li>`,
  );
  return `<h2>Odd prices</h2><ul>${rows.join('\n')}</ul>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ENTITIES[c]!);
}
