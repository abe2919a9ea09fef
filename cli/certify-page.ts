/** The certificate as one page that stands alone: no scripts, no fonts, nothing from anywhere else. */
import type { Certificate, Measure } from './certify.js';

const STYLE = `
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222;background:#fff}
h1{margin-bottom:.2rem}h2{margin-top:2rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #e4e4e4;vertical-align:top}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
.pass{color:#116329}.fail{color:#b31d28;font-weight:bold}.reported{color:#666}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dt{color:#666}dd{margin:0}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}th,td{border-color:#333}.pass{color:#5bd778}.fail{color:#ff7b80}.reported,dt{color:#999}}
`;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function row({ subject, name, bots, value, unit, bound, verdict }: Measure): string {
  const cells = [subject, name].map((text) => `<td>${escape(text)}</td>`).join('');
  const numbers = `<td class="number">${bots.toLocaleString('en-US')}</td><td class="number">${value.toLocaleString('en-US')} ${escape(unit)}</td>`;
  return `<tr>${cells}${numbers}<td>${escape(bound)}</td><td class="${verdict}">${verdict}</td></tr>`;
}

/** HTML of a certificate. */
export function certificatePage({ verdict, quick, environment, seconds, measures }: Certificate): string {
  const phases = [...new Set(measures.map((m) => m.phase))];
  const judged = measures.filter((m) => m.verdict !== 'reported');
  const kept = judged.filter((m) => m.verdict === 'pass').length;
  const facts = Object.entries(environment).map(([key, value]) => `<dt>${escape(key)}</dt><dd>${escape(value)}</dd>`);
  const tables = phases.map(
    (phase) => `<h2>${escape(phase)}</h2>
<table><thead><tr><th>Subject</th><th>Measure</th><th class="number">Bots</th><th class="number">Value</th><th>Bound</th><th>Verdict</th></tr></thead>
<tbody>${measures
      .filter((m) => m.phase === phase)
      .map(row)
      .join('\n')}</tbody></table>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>botrealm certificate: ${verdict}</title><style>${STYLE}</style></head>
<body><h1>botrealm certificate: <span class="${verdict}">${verdict}</span></h1>
<p>${kept} of ${judged.length} bounds kept${quick ? ', quick form' : ''}. Counts and ratios decide; times are reported with the machine they were measured on. Took ${Math.round(seconds)} s.</p>
<dl>${facts.join('')}</dl>
${tables.join('\n')}
</body></html>
`;
}
