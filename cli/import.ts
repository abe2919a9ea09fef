/** `botrealm import`: an emulator's world database becomes a botrealm world. */
import { Command } from 'commander';
import { importDump, reportLines } from '../data/import/index.js';
import type { ImportReport } from '../data/import/index.js';
import { bytes, duration, wrap } from './format.js';
import { say, sayJson, WIDTH } from './output.js';
import { progress } from './progress.js';
import type { Progress } from './progress.js';

interface Flags {
  readonly out: string;
  readonly facts?: string;
  readonly json?: boolean;
}

export function importCommand(): Command {
  return new Command('import')
    .description('make a world of a MySQL dump of a MaNGOS or CMaNGOS classic world database')
    .argument('<dump>', 'the dump, .sql or .sql.gz')
    .requiredOption('--out <file>', 'the world file to write; it must not exist')
    .option('--facts <file>', 'YAML or JSON with what the dump does not say (docs/importing.md)')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nThe world file is there when the import has succeeded, and not before.\nThen: botrealm check-world <file>, botrealm run market-day --world <file>',
    )
    .action((dump: string, flags: Flags) => importWorld(dump, flags));
}

async function importWorld(dump: string, flags: Flags): Promise<void> {
  const started = performance.now();
  let bar: Progress | undefined;
  let report: ImportReport;
  try {
    report = await importDump({
      input: dump,
      out: flags.out,
      ...(flags.facts === undefined ? {} : { facts: flags.facts }),
      onProgress: ({ bytesRead, bytesTotal }) => {
        bar ??= progress('Reading', bytesTotal, '{read} of {all}', flags.json === true);
        bar.at(bytesRead, { read: bytes(bytesRead), all: bytes(bytesTotal) });
      },
    });
  } finally {
    bar?.end();
  }
  const seconds = (performance.now() - started) / 1000;
  if (flags.json === true) {
    sayJson({ ...report, out: flags.out, seconds });
    return;
  }
  for (const line of reportLines(report)) say(wrap(line, WIDTH, '    '));
  say(`\n${flags.out} was written in ${duration(seconds)}. Try next:`);
  say(`  npx botrealm check-world ${flags.out}`);
  say(`  npx botrealm run market-day --world ${flags.out}`);
}
