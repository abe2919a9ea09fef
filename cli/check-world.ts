/** `botrealm check-world`: what is wrong or missing in a world, row by row. */
import { Command } from 'commander';
import { loadWorldTables } from '../data/format/containers/index.js';
import { rowsOf, TABLE_NAMES } from '../data/format/rows.js';
import { countFindings, formatFinding, validateWorld } from '../data/format/validate/index.js';
import { EXIT } from './exit.js';
import { count, plural } from './format.js';
import { say, sayJson } from './output.js';

interface Flags {
  readonly all?: boolean;
  readonly json?: boolean;
}

export function checkWorldCommand(): Command {
  return new Command('check-world')
    .description('say what is missing, dangling or out of range in a world, row by row')
    .argument('<world>', 'a folder of CSV files, or a world file (docs/world-format.md)')
    .option('--all', 'list every finding, also the many of one kind')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nErrors come first and make a world unusable (exit code 1); warnings name what bots will miss\nin it. Of one kind 200 errors and 20 warnings are listed.',
    )
    .action((path: string, flags: Flags) => {
      process.exitCode = checkWorld(path, flags);
    });
}

function checkWorld(path: string, flags: Flags): number {
  const tables = loadWorldTables(path);
  const findings = validateWorld(tables, { source: path, all: flags.all === true });
  const errors = countFindings(findings, 'error');
  const warnings = countFindings(findings, 'warning');
  const rows = Object.fromEntries(TABLE_NAMES.map((name) => [name, rowsOf(tables, name).length]));
  if (flags.json === true) sayJson({ world: path, errors, warnings, rows, findings });
  else {
    for (const finding of findings) say(formatFinding(finding));
    if (findings.length > 0) say();
    const filled = Object.entries(rows).filter(([, n]) => n > 0);
    say(
      `${path}: ${count(filled.reduce((sum, [, n]) => sum + n, 0))} rows in ${filled.length} tables, ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
    );
    say(errors === 0 ? 'The world can be used.' : 'The world cannot be used before its errors, listed first, are mended.');
  }
  return errors === 0 ? EXIT.good : EXIT.failed;
}
