/** `botrealm options`: everything that --set can change. */
import { Command } from 'commander';
import type { OptionSpec } from '../engine/options.js';
import { OPTION_TABLE } from '../systems/options.js';
import { WIDTH, say, sayJson } from './output.js';
import { wrap } from './format.js';

export function optionsCommand(): Command {
  return new Command('options')
    .description('list every --set key with its default, range, unit and meaning')
    .option('--json', 'print JSON')
    .action((flags: { json?: boolean }) => {
      const rows = OPTION_TABLE.specs.map(describe);
      if (flags.json === true) sayJson(rows);
      else print(rows);
    });
}

interface Described {
  readonly key: string;
  readonly default: string;
  readonly range: string;
  readonly unit: string;
  readonly doc: string;
  /** Cannot change once the run goes on. */
  readonly fixed: boolean;
}

function describe(spec: OptionSpec, index: number): Described {
  return {
    key: spec.key,
    default: OPTION_TABLE.show(index, Math.round(spec.default * spec.scale)),
    range: spec.words === undefined ? `${spec.min} to ${spec.max}` : spec.words.join(', '),
    unit: spec.words === undefined ? spec.unit : '',
    doc: spec.doc,
    fixed: spec.fixed,
  };
}

/** Longer lists of words and longer units stand with the meaning. */
const RANGE_WIDTH = 24;

function print(rows: readonly Described[]): void {
  const width = (of: (row: Described) => string, head: string): number => Math.max(head.length, ...rows.map((row) => of(row).length));
  const key = width((row) => row.key, 'KEY');
  const initial = width((row) => row.default, 'DEFAULT');
  const range = width((row) => (row.range.length > RANGE_WIDTH ? '' : row.range), 'RANGE');
  say("Options of a run, for --set key=value, for a scenario, or (unless fixed) for a scenario's script.\n");
  say(`${'KEY'.padEnd(key)}  ${'DEFAULT'.padEnd(initial)}  ${'RANGE'.padEnd(range)}  UNIT`);
  for (const row of rows) {
    const more: string[] = [row.doc];
    const short = row.range.length <= RANGE_WIDTH;
    if (!short) more.push(`One of ${row.range}.`);
    const start = `${row.key.padEnd(key)}  ${row.default.padEnd(initial)}  ${(short ? row.range : 'see below').padEnd(range)}  `;
    const fits = start.length + row.unit.length <= WIDTH;
    if (!fits) more.push(`Unit: ${row.unit}.`);
    if (row.fixed) more.push('Fixed when the run starts.');
    say(`${start}${fits ? row.unit : 'see below'}`.trimEnd());
    say(`    ${wrap(more.join(' '), WIDTH - 4, '    ')}`);
  }
}
