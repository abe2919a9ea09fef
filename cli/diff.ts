/** `botrealm diff`: two runs side by side. */
import { Command } from 'commander';
import { openRun } from '../engine/store/open-run.js';
import { diffRuns } from '../systems/replay/diff-runs.js';
import type { InputDifference, RunDiff } from '../systems/replay/diff-runs.js';
import { EXIT } from './exit.js';
import { count, plural, wrap } from './format.js';
import { facts, say, sayJson, table, WIDTH } from './output.js';

/** Longer values are shortened. */
const SHOWN = 60;
const PERCENT = 100;

export function diffCommand(): Command {
  return new Command('diff')
    .description('where two runs part, why, and every measure of both side by side')
    .argument('<a>', 'a run file')
    .argument('<b>', 'another one: a branch of the first, the same scenario with a change, another build')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Measures are those of the last frame for which both runs have them. The exit code is 0 when all frames that
both have are the same, and 1 when they differ.`,
    )
    .action((a: string, b: string, flags: { json?: boolean }) => {
      process.exitCode = diff(a, b, flags.json === true);
    });
}

function diff(pathA: string, pathB: string, json: boolean): number {
  const a = openRun(pathA);
  try {
    const b = openRun(pathB);
    try {
      const result = diffRuns(a, b);
      if (json) sayJson({ a: pathA, b: pathB, ...result });
      else print(pathA, pathB, result);
      return result.firstDifference === null ? EXIT.good : EXIT.failed;
    } finally {
      b.db.close();
    }
  } finally {
    a.db.close();
  }
}

function print(a: string, b: string, result: RunDiff): void {
  const { firstDifference: first } = result;
  if (first === null) {
    say(`The runs are the same in all ${plural(result.equalFrames, 'frame')} that both have.`);
  } else {
    say('The runs part.\n');
    const pairs: [string, string][] = [
      ['First at', `frame ${count(first.frame)} (${plural(result.equalFrames, 'frame')} before it the same)`],
    ];
    if (first.system !== null) pairs.push(['System', first.system === 'inputs' ? 'none yet: the inputs of the frame' : first.system]);
    pairs.push(['Components', wrap(first.components.join(', '), WIDTH - 16, ' '.repeat(14))]);
    const { firstEffect: effect } = result;
    if (effect !== null && effect.frame !== first.frame) {
      const parts = effect.components.filter((name) => name !== 'options').join(', ');
      pairs.push(['First effect', wrap(`frame ${count(effect.frame)}: ${parts}`, WIDTH - 16, ' '.repeat(14))]);
    }
    say(facts(pairs));
  }
  say();
  say(
    facts([
      ['A', `${a}, frames 0 to ${count(result.lastFrameA)}`],
      ['B', `${b}, frames 0 to ${count(result.lastFrameB)}`],
    ]),
  );
  if (result.branch !== null) {
    const { parent, frame, changes } = result.branch;
    const what = changes.length === 0 ? '' : `, with ${changes.join(', ')}`;
    say(`\n${wrap(`One branched off ${parent} after frame ${count(frame)}${what}.`, WIDTH)}`);
  }
  printInputs('What was different', result.causes);
  printInputs('What was different later', result.later);
  printMetrics(result);
}

function printInputs(title: string, list: readonly InputDifference[]): void {
  if (list.length === 0) return;
  say(`\n${title}`);
  const shown = (value: string | null): string => value ?? '-';
  say(
    table(
      [{ head: 'what' }, { head: 'frame', right: true }, { head: 'A', max: SHOWN }, { head: 'B', max: SHOWN }],
      list.map(({ what, frame, a, b }) => [what, count(frame), ...apart(shown(a), shown(b))]),
    ),
  );
}

/** Long values are shown from the place where they part. */
function apart(a: string, b: string): [string, string] {
  if (a.length <= SHOWN && b.length <= SHOWN) return [a, b];
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  const from = Math.max(0, same - 10);
  return from === 0 ? [a, b] : [`...${a.slice(from)}`, `...${b.slice(from)}`];
}

function printMetrics({ metricsFrame, metrics }: RunDiff): void {
  if (metricsFrame === null) return;
  say(`\nMeasures of frame ${count(metricsFrame)}`);
  const figure = (value: number | null): string => (value === null ? '-' : count(Math.round(value * PERCENT) / PERCENT));
  say(
    table(
      [
        { head: 'measure' },
        { head: 'A', right: true },
        { head: 'B', right: true },
        { head: 'B - A', right: true },
        { head: '%', right: true },
      ],
      metrics.map(({ name, a, b }) => {
        const difference = (b ?? 0) - (a ?? 0);
        const share = difference === 0 ? '' : a === null || a === 0 ? 'new' : ((difference * PERCENT) / a).toFixed(1);
        return [name, figure(a), figure(b), difference === 0 ? '' : figure(difference), share];
      }),
    ),
  );
}
