/** `botrealm audit`: prove that money and items add up in every frame, and show where they come from and go. */
import { Command } from 'commander';
import { openRun } from '../engine/store/open-run.js';
import { RUN_STATUS } from '../engine/store/run-file.js';
import { auditRun } from '../systems/audit/audit-run.js';
import type { AuditReport } from '../systems/audit/audit-run.js';
import type { CauseFlow } from '../systems/audit/flows.js';
import { FRAMES_PER_SECOND } from '../systems/world.js';
import { EXIT } from './exit.js';
import { count, money, percent, plural, simulatedTime, words } from './format.js';
import { facts, say, sayJson, table } from './output.js';
import { breathe, pace, progress } from './progress.js';

const BREATHE_FRAMES = 200;
const SECONDS_PER_HOUR = 3600;
/** The first stretch of a run of which figures per hour would say nothing. */
const MIN_HOURS = 1 / 3600;

export function auditCommand(): Command {
  return new Command('audit')
    .description('prove that money and items add up in every frame; show faucets and sinks')
    .argument('<run>', 'a run file')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
Reads the file alone and simulates nothing: the ledger is played from the first entry to the last
and held, in every frame, against the stored purses, slots, auctions and letters. If something does
not add up, the first frame and the account are named, and the exit code is 1.`,
    )
    .action(async (path: string, flags: { json?: boolean }) => {
      process.exitCode = await audit(path, flags.json === true);
    });
}

async function audit(path: string, json: boolean): Promise<number> {
  const run = openRun(path);
  const started = performance.now();
  const bar = progress('Auditing', run.lastFrame, '{frame} of {frames} frames | {left} left', json);
  let report: AuditReport;
  try {
    report = await auditRun(run, {
      afterFrame: (frame, last) => {
        if (frame % BREATHE_FRAMES !== 0) return undefined;
        bar.at(frame, { frame: count(frame), frames: count(last), left: pace(started, frame, last).left });
        return breathe();
      },
    });
  } finally {
    bar.end();
    run.db.close();
  }
  if (json) sayJson({ run: path, status: run.status, seconds: (performance.now() - started) / 1000, ...report });
  else print(path, run.status, report);
  return report.violation === undefined ? EXIT.good : EXIT.failed;
}

function print(path: string, status: string, report: AuditReport): void {
  const { violation } = report;
  if (violation !== undefined) {
    say(`The books of ${path} do not add up.\n`);
    say(
      facts([
        ['First at', `frame ${count(violation.frame)} (${plural(report.framesChecked, 'frame')} before it add up)`],
        ['About', violation.subject],
        ['What', violation.what],
        ['Expected', violation.expected],
        ['Found', violation.found],
      ]),
    );
    return;
  }
  const hours = report.lastFrame / FRAMES_PER_SECOND / SECONDS_PER_HOUR;
  say(`Money and items add up in all ${plural(report.framesChecked, 'frame')} of ${path}`);
  say(`(${simulatedTime(report.lastFrame)}, ${plural(report.ledgerEntries, 'ledger entry', 'ledger entries')}).`);
  if (status === RUN_STATUS.running) say('The run was interrupted: this is as far as its file goes.');
  say(
    `\nMoney: ${money(report.copperCreated)} created - ${money(report.copperDestroyed)} destroyed = ${money(report.copperInWorld)} in the world`,
  );
  printFlows('created by (faucets)', report.copper, 'created', money, hours);
  printFlows('destroyed by (sinks)', report.copper, 'destroyed', money, hours);
  say(
    `\nItems: ${count(report.itemsCreated)} created - ${count(report.itemsDestroyed)} destroyed = ${count(report.itemsInWorld)} in the world`,
  );
  printFlows('created by', report.items, 'created', count, hours);
  printFlows('destroyed by', report.items, 'destroyed', count, hours);
}

/** What the scenario starts with (purses, gear, auctions of frame 0) is not a rate. */
const START_CAUSE = 'spawn';

function printFlows(
  title: string,
  flows: readonly CauseFlow[],
  side: 'created' | 'destroyed',
  show: (value: number) => string,
  hours: number,
): void {
  const rows = flows.filter((flow) => flow[side] > 0).sort((a, b) => b[side] - a[side]);
  if (rows.length === 0) return;
  const total = rows.reduce((sum, flow) => sum + flow[side], 0);
  const perHour = (flow: CauseFlow): string => (flow.cause === START_CAUSE || hours < MIN_HOURS ? '-' : show(flow[side] / hours));
  say();
  say(
    table(
      [{ head: title }, { head: 'amount', right: true }, { head: 'share', right: true }, { head: 'per hour', right: true }],
      rows.map((flow) => [
        flow.cause === START_CAUSE ? 'start of the scenario' : words(flow.cause),
        show(flow[side]),
        percent(flow[side], total),
        perHour(flow),
      ]),
    ),
  );
}
