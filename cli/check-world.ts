/** `botrealm check-world`: what is wrong or missing in a world, row by row. */
import { Command } from 'commander';
import { loadWorldTables } from '../data/format/containers/index.js';
import { rowsOf, TABLE_NAMES } from '../data/format/rows.js';
import { formatFinding, validateWorld } from '../data/format/validate/index.js';
import { EXIT } from './exit.js';
import { count, plural } from './format.js';
import { say, sayJson } from './output.js';

export function checkWorldCommand(): Command {
  return new Command('check-world')
    .description('say what is missing, dangling or out of range in a world, row by row')
    .argument('<world>', 'a folder of CSV files, or a world file (docs/world-format.md)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nErrors make a world unusable (exit code 1); warnings name what bots will miss in it.')
    .action((path: string, flags: { json?: boolean }) => {
      process.exitCode = checkWorld(path, flags.json === true);
    });
}

function checkWorld(path: string, json: boolean): number {
  const tables = loadWorldTables(path);
  const findings = validateWorld(tables, { source: path });
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.length - errors;
  const rows = Object.fromEntries(TABLE_NAMES.map((name) => [name, rowsOf(tables, name).length]));
  if (json) sayJson({ world: path, errors, warnings, rows, findings });
  else {
    for (const finding of findings) say(formatFinding(finding));
    if (findings.length > 0) say();
    const filled = Object.entries(rows).filter(([, n]) => n > 0);
    say(
      `${path}: ${count(filled.reduce((sum, [, n]) => sum + n, 0))} rows in ${filled.length} tables, ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
    );
    say(errors === 0 ? 'The world can be used.' : 'The world cannot be used before its errors are mended.');
  }
  return errors === 0 ? EXIT.good : EXIT.failed;
}
